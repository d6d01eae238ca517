#include "app/heartbeat.h"

#include <unistd.h>

#include "app/app.h"
#include "app/report.h"
#include "base/i18n.h"
#include "host/host.h"

enum { SILENCE_MS = 14000 }; /* a second less than promised: it is looked at once a second, too */

static void say_still(struct heartbeat *h)
{
	const char *what = h->what(h->ctx);
	int seconds = (int)((loop_ms(h->loop) - h->began) / 1000);

	h->said = loop_ms(h->loop);
	if (h->silent)
		return;
	if (what)
		app_say(P_("Working. Still at it after %d second: %s.",
			   "Working. Still at it after %d seconds: %s.", seconds),
			seconds, what);
	else
		app_say(P_("Working. Still at it after %d second.",
			   "Working. Still at it after %d seconds.", seconds),
			seconds);
}

static void beat(void *ctx)
{
	struct heartbeat *h = ctx;

	h->timer = loop_after(h->loop, SILENCE_MS, beat, h);
	say_still(h);
}

void heartbeat_start(struct heartbeat *h)
{
	h->began = h->said = loop_ms(h->loop);
	h->timer = loop_after(h->loop, SILENCE_MS, beat, h);
}

void heartbeat_said(struct heartbeat *h)
{
	if (!h->timer)
		return;
	h->said = loop_ms(h->loop);
	loop_cancel_timer(h->loop, h->timer);
	h->timer = loop_after(h->loop, SILENCE_MS, beat, h);
}

void heartbeat_tick(void *ctx)
{
	struct heartbeat *h = ctx;

	if (h->timer && loop_ms(h->loop) - h->said >= SILENCE_MS) {
		heartbeat_said(h);
		say_still(h);
	}
}

void heartbeat_stop(struct heartbeat *h)
{
	loop_cancel_timer(h->loop, h->timer);
	h->timer = NULL;
}

static const char *always(void *ctx)
{
	return ctx;
}

/* With --json nobody listens, and cron sends what upgrade --check says. */
static bool is_wanted(const struct app *app)
{
	return !app->request.json && (!app->request.check || isatty(STDERR_FILENO));
}

void heartbeat_asking(struct app *app, struct heartbeat *h, const char *what)
{
	*h = (struct heartbeat){ .loop = app->loop, .what = always, .ctx = (void *)what };
	if (!is_wanted(app))
		return;
	heartbeat_start(h);
	process_meanwhile(heartbeat_tick, h);
}

void heartbeat_asked(struct heartbeat *h)
{
	process_meanwhile(NULL, NULL);
	heartbeat_stop(h);
}

bool heartbeat_wait(struct app *app, const bool *done, const char *what, struct err *e)
{
	struct heartbeat beat = { .loop = app->loop, .what = always, .ctx = (void *)what };
	bool ok;

	if (is_wanted(app))
		heartbeat_start(&beat);
	ok = app_wait(app, done, e);
	heartbeat_stop(&beat);
	return ok;
}
