#include "net/net_pace.h"

/* With less than these to go, another connection is not tried; in the place of one that has brought its piece
 * there is another where it saves at least half of a look. */
enum { LOOKS_LEFT = 3, LOOKS_TO_DIVIDE = 1 };

void pace_open(struct pace *p, int look_ms, int64_t now_ms, uint64_t received)
{
	*p = (struct pace){
		.look_ms = look_ms, .connections = 1, .mark_ms = now_ms, .mark = received
	};
}

void pace_refused(struct pace *p)
{
	p->connections -= p->connections > 1;
	p->trying = false;
	p->settled = true;
}

/* With n connections of equal speed one more brings an n-th: half of that is asked for. */
static bool has_gained(const struct pace *p, uint64_t before)
{
	uint64_t n = (uint64_t)p->connections - 1;

	return p->per_second * 2 * n >= before * (2 * n + 1);
}

static bool lasts(const struct pace *p, uint64_t bytes, int looks)
{
	return p->per_second &&
	       bytes * 1000 / p->per_second >= (uint64_t)p->look_ms * (uint64_t)looks;
}

bool pace_is_long(const struct pace *p, uint64_t bytes)
{
	return lasts(p, bytes * (uint64_t)p->connections, LOOKS_TO_DIVIDE);
}

enum pace_word pace_look(struct pace *p, int64_t now_ms, uint64_t received, uint64_t left)
{
	uint64_t before = p->per_second;
	int64_t ms = now_ms - p->mark_ms;

	if (ms <= 0)
		return PACE_STAY;
	p->per_second = (received - p->mark) * 1000 / (uint64_t)ms;
	p->mark_ms = now_ms;
	p->mark = received;
	if (p->trying && !has_gained(p, before)) {
		pace_refused(p);
		return PACE_TAKE_BACK;
	}
	p->trying = false;
	p->settled = p->settled || p->connections == PACE_MOST_CONNECTIONS;
	if (p->settled || !lasts(p, left, LOOKS_LEFT))
		return PACE_STAY;
	p->connections++;
	p->trying = true;
	return PACE_ADD;
}
