#include "app/heartbeat.h"

#include "app/app.h"
#include "app/report.h"
#include "base/i18n.h"

enum { SILENCE_MS = 15000 };

static void beat(void *ctx)
{
	struct heartbeat *h = ctx;
	const char *what = h->what(h->ctx);
	int seconds = (int)((loop_ms(h->loop) - h->began) / 1000);

	h->timer = loop_after(h->loop, SILENCE_MS, beat, h);
	if (h->silent)
		return;
	if (what)
		app_say(_("Working. Still at it after %d seconds: %s."), seconds, what);
	else
		app_say(_("Working. Still at it after %d seconds."), seconds);
}

void heartbeat_start(struct heartbeat *h)
{
	h->began = loop_ms(h->loop);
	h->timer = loop_after(h->loop, SILENCE_MS, beat, h);
}

void heartbeat_said(struct heartbeat *h)
{
	if (!h->timer)
		return;
	loop_cancel_timer(h->loop, h->timer);
	h->timer = loop_after(h->loop, SILENCE_MS, beat, h);
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

bool heartbeat_wait(struct app *app, const bool *done, const char *what, struct err *e)
{
	struct heartbeat beat = { .loop = app->loop, .what = always, .ctx = (void *)what };
	bool ok;

	if (!app->request.json)
		heartbeat_start(&beat);
	ok = app_wait(app, done, e);
	heartbeat_stop(&beat);
	return ok;
}
