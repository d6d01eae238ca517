/*
 * A long silence looks like an end: what takes long says what it is at before fifteen seconds have gone by since the
 * last word.
 *
 *	struct heartbeat beat = { .loop = app->loop, .what = what_is_under_way, .ctx = &x };
 *	heartbeat_start(&beat);     ... heartbeat_said(&beat) with each sentence of one's own ...
 *	heartbeat_stop(&beat);
 *
 * The loop has to turn for that. It stands still while programs are asked one after the other (host->run); then
 *
 *	heartbeat_asking(app, &beat, what);     ... facts_gather ...     heartbeat_asked(&beat);
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
	int64_t began, said; /* ms */
};

void heartbeat_start(struct heartbeat *h);
void heartbeat_said(struct heartbeat *h); /* something else was said: no need for a word yet */
void heartbeat_stop(struct heartbeat *h); /* also where it was not started */
void heartbeat_tick(void *h);             /* a word, if one is due; for process_meanwhile */
/* `what` is under way, translated; nothing is said with --json, or to cron by upgrade --check. */
void heartbeat_asking(struct app *app, struct heartbeat *h, const char *what);
void heartbeat_asked(struct heartbeat *h);
/* app_wait with such a heartbeat, but for --json; `what` is under way, translated. */
bool heartbeat_wait(struct app *app, const bool *done, const char *what, struct err *e);

#endif
