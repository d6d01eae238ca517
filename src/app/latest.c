/* --latest: the publishers' own lists, fetched side by side. */
#include "app/app.h"

#include "app/report.h"
#include "app/text_fetch.h"
#include "base/i18n.h"
#include "wants/latest.h"

enum { ANSWER_SECONDS = 20, MOST_LIST = 8 << 20 };

/* The user's, else Go's own default: what go install would ask. */
static const char *goproxy_in_use(struct app *app)
{
	struct wants wants = { 0 };

	if (wants_make(app->machine, app->facts, &app->wants_options, &wants, NULL))
		return facts_setting_value(app->facts, "GOPROXY");
	return wants.goproxy;
}

enum rc app_load_latest(struct app *app, struct err *e)
{
	struct latest_requests asked =
		latest_requests(app->mem, &app->wants_options, goproxy_in_use(app));
	struct text_fetches *all = text_fetches_new(app, asked.n);
	struct latest_answer *answers = arena_alloc(app->mem, (asked.n + 1) * sizeof(*answers));
	size_t n = 0;

	app_say("%s", _("Working. Asking for the newest releases."));
	for (size_t i = 0; i < asked.n; i++)
		all->at[i].url = asked.at[i].url;
	if (text_fetches_wait(app, all, ANSWER_SECONDS, MOST_LIST, e))
		return RC_CANCELLED;
	for (size_t i = 0; i < asked.n; i++)
		if (!all->at[i].error.rc)
			answers[n++] = (struct latest_answer){ asked.at[i].id,
							       str_bytes(&all->at[i].body) };
	if (n == 0) {
		err_set(e, RC_UNREACHABLE, _("no list of the newest releases could be fetched"));
		err_hint(e, _("Run without --latest: goready knows good releases by itself."));
		return RC_UNREACHABLE;
	}
	app->wants_options.latest = true;
	return manifest_with_latest(app->mem, app->wants_options.manifest, answers, n,
				    &app->wants_options.manifest, e);
}
