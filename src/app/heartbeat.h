/*
 * A long silence looks like an end: what takes long says every fifteen seconds, counted from the last
 * word, what it is at.
 *
 *	struct heartbeat beat = { .loop = app->loop, .what = what_is_under_way, .ctx = &x };
 *	heartbeat_start(&beat);     ... heartbeat_said(&beat) with each sentence of one's own ...
 *	heartbeat_stop(&beat);
 */
#ifndef APP_HEARTBEAT_H
#define APP_HEARTBEAT_H

#include "base/err.h"
#include "loop/loop.h"

struct app;

struct heartbeat {
	struct loop *loop;
	const char *(*what)(void *ctx); /* what is under way, translated; NULL: nothing to name */
	void *ctx;
	bool silent; /* for a while, though the time goes on: somebody else has the terminal */
	/* private */
	struct timer *timer;
	int64_t began; /* ms */
};

void heartbeat_start(struct heartbeat *h);
void heartbeat_said(struct heartbeat *h); /* something else was said: no need for a word yet */
void heartbeat_stop(struct heartbeat *h); /* also where it was not started */
/* app_wait with such a heartbeat, but for --json; `what` is under way, translated. */
bool heartbeat_wait(struct app *app, const bool *done, const char *what, struct err *e);

#endif
