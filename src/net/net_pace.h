/*
 * How many connections one transfer should have: judged by what the whole link brings, so that one is added
 * only where a server gives each connection less than the link could carry. Pure; private to net_ranges.c.
 */
#ifndef NET_NET_PACE_H
#define NET_NET_PACE_H

#include <stdbool.h>
#include <stdint.h>

enum { PACE_MOST_CONNECTIONS = 4 };

struct pace {
	int look_ms;     /* between two calls of pace_look */
	int connections; /* that are worth having */
	bool trying;     /* the last of them has yet to show what it brings */
	bool settled;    /* another would bring nothing */
	int64_t mark_ms;
	uint64_t mark;       /* bytes of the whole link by then */
	uint64_t per_second; /* since the look before */
};

enum pace_word {
	PACE_STAY,
	PACE_ADD,
	PACE_TAKE_BACK, /* the last that was added */
};

void pace_open(struct pace *p, int look_ms, int64_t now_ms, uint64_t received);
/* `received`: bytes that the link has brought, whoever wanted them; `left`: of this transfer. */
enum pace_word pace_look(struct pace *p, int64_t now_ms, uint64_t received, uint64_t left);
/* The server does not want another connection. */
void pace_refused(struct pace *p);
/* So much would take one connection long enough for a second one to be worth its beginning. */
bool pace_is_long(const struct pace *p, uint64_t bytes);

#endif
