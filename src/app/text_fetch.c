#include "app/text_fetch.h"

#include "app/heartbeat.h"
#include "base/i18n.h"
#include "net/net.h"

static bool take_body(void *ctx, const void *data, size_t n)
{
	struct text_fetch *f = ctx;

	if (f->body.n + n > f->most)
		return false;
	str_add_bytes(&f->body, data, n);
	return true;
}

static void forget_body(void *ctx)
{
	((struct text_fetch *)ctx)->body.n = 0;
}

static void over(struct text_fetch *f, enum rc rc, const struct err *e)
{
	if (rc)
		f->error = *e;
	f->all->done = --f->all->left == 0;
}

static void body_done(void *ctx, enum rc rc, const struct err *e,
		      const struct transfer_result *result)
{
	(void)result;
	over(ctx, rc, e);
}

static void start(struct app *app, struct text_fetch *f, int seconds)
{
	struct transfer_spec spec = { .url = f->url,
				      .seconds = seconds,
				      .retries = 1,
				      .may_be_slow = true,
				      .data = take_body,
				      .restart = forget_body,
				      .done = body_done,
				      .ctx = f };
	struct err e = { 0 };

	if (!net_get(app->loop, &spec, &e))
		over(f, e.rc, &e);
}

struct text_fetches *text_fetches_new(struct app *app, size_t n)
{
	struct text_fetches *all = ARENA_NEW(app->mem, struct text_fetches);

	all->at = arena_alloc(app->mem, (n + 1) * sizeof(*all->at));
	all->n = all->left = n;
	all->done = n == 0;
	for (size_t i = 0; i < n; i++)
		all->at[i] = (struct text_fetch){ .body = { .mem = app->mem }, .all = all };
	return all;
}

enum rc text_fetches_wait(struct app *app, struct text_fetches *all, int seconds, size_t most,
			  struct err *e)
{
	for (size_t i = 0; i < all->n; i++) {
		all->at[i].most = most;
		start(app, &all->at[i], seconds);
	}
	return heartbeat_wait(app, &all->done, _("Asking for the newest releases"), e)
		       ? RC_OK
		       : RC_CANCELLED;
}
