#include "run/progress.h"

enum { STRETCH_MS = 500, SAY_MS = 250 };

static void begin(struct progress *p, int64_t now_ms, uint64_t bytes)
{
	*p = (struct progress){ .seconds_left = -1,
				.mark_ms = now_ms,
				.mark_bytes = bytes,
				.said_ms = now_ms - SAY_MS,
				.begun = true };
}

/* Three parts of what was, one of what is: steady to read, yet a stall shows within seconds. */
static void measure(struct progress *p, int64_t now_ms)
{
	int64_t ms = now_ms - p->mark_ms;
	uint64_t speed;

	if (ms < STRETCH_MS)
		return;
	speed = (p->bytes - p->mark_bytes) * 1000 / (uint64_t)ms;
	p->per_second = p->per_second ? (p->per_second * 3 + speed) / 4 : speed;
	p->mark_ms = now_ms;
	p->mark_bytes = p->bytes;
}

bool progress_note(struct progress *p, int64_t now_ms, uint64_t bytes, uint64_t total)
{
	bool complete = total && bytes >= total;

	if (!p->begun || bytes < p->bytes)
		begin(p, now_ms, bytes);
	p->bytes = bytes;
	p->total = total;
	measure(p, now_ms);
	p->seconds_left = -1;
	if (p->per_second && total > bytes && (total - bytes) / p->per_second < 1000000)
		p->seconds_left = (int)((total - bytes + p->per_second - 1) / p->per_second);
	else if (complete)
		p->seconds_left = 0;
	if (!complete && now_ms - p->said_ms < SAY_MS)
		return false;
	if (complete && p->said_ms == INT64_MAX)
		return false;
	p->said_ms = complete ? INT64_MAX : now_ms;
	return true;
}
