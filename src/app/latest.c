/* --latest: the publishers' own lists, fetched side by side. */
#include "app/app.h"

#include "base/i18n.h"
#include "host/net.h"

enum { ANSWER_SECONDS = 20, MOST_LIST = 8 << 20 };

struct list_fetch {
	const char *id;
	struct str body;
	bool done, ok;
	size_t *left;
	bool *all_done;
};

static bool take_body(void *ctx, const void *data, size_t n)
{
	struct list_fetch *f = ctx;

	if (f->body.n + n > MOST_LIST)
		return false;
	str_add_bytes(&f->body, data, n);
	return true;
}

static void forget_body(void *ctx)
{
	((struct list_fetch *)ctx)->body.n = 0;
}

static void body_done(void *ctx, enum rc rc, const struct err *e,
		      const struct transfer_result *result)
{
	struct list_fetch *f = ctx;

	(void)e;
	(void)result;
	f->done = true;
	f->ok = !rc;
	if (--*f->left == 0)
		*f->all_done = true;
}

static void start_fetch(struct app *app, struct list_fetch *f, const char *url)
{
	struct transfer_spec spec = { .url = url,
				      .seconds = ANSWER_SECONDS,
				      .retries = 1,
				      .may_be_slow = true,
				      .data = take_body,
				      .restart = forget_body,
				      .done = body_done,
				      .ctx = f };
	struct err e = { 0 };

	if (!net_get(app->loop, &spec, &e))
		body_done(f, e.rc, &e, NULL);
}

enum rc app_load_latest(struct app *app, struct err *e)
{
	const char *goproxy = facts_setting_value(app->facts, "GOPROXY");
	struct latest_requests asked =
		latest_requests(app->mem, app->wants_options.manifest, goproxy);
	struct list_fetch *fetches = arena_alloc(app->mem, (asked.n + 1) * sizeof(*fetches));
	struct latest_answer *answers = arena_alloc(app->mem, (asked.n + 1) * sizeof(*answers));
	size_t left = asked.n, n = 0;
	bool done = asked.n == 0;

	app_say("%s", _("Working. Asking for the newest releases."));
	for (size_t i = 0; i < asked.n; i++) {
		fetches[i] = (struct list_fetch){ .id = asked.at[i].id,
						  .body = { .mem = app->mem },
						  .left = &left,
						  .all_done = &done };
		start_fetch(app, &fetches[i], asked.at[i].url);
	}
	if (!app_wait(app, &done, e))
		return RC_CANCELLED;
	for (size_t i = 0; i < asked.n; i++)
		if (fetches[i].ok)
			answers[n++] = (struct latest_answer){ fetches[i].id,
							       str_bytes(&fetches[i].body) };
	if (n == 0) {
		err_set(e, RC_UNREACHABLE, _("no list of the newest releases could be fetched"));
		err_hint(e, _("Run without --latest: goready knows good releases by itself."));
		return RC_UNREACHABLE;
	}
	app->wants_options.latest = true;
	return manifest_with_latest(app->mem, app->wants_options.manifest, answers, n,
				    &app->wants_options.manifest, e);
}
