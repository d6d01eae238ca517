/* --latest: the publishers' own lists, fetched side by side. */
#include "app/app.h"

#include <unistd.h>

#include "app/report.h"
#include "app/text_fetch.h"
#include "base/i18n.h"
#include "wants/latest.h"

enum { ANSWER_SECONDS = 20, MOST_LIST = 8 << 20 };

static bool is_answered(const struct latest_requests *asked, const struct text_fetches *all,
			const char *id)
{
	for (size_t i = 0; i < asked->n; i++)
		if (str_equal(asked->at[i].id, id) && !all->at[i].error.rc)
			return true;
	return false;
}

static bool is_last_of_its_kind(const struct latest_requests *asked, size_t i)
{
	return i + 1 == asked->n || !str_equal(asked->at[i].id, asked->at[i + 1].id);
}

/* What goready was built with has to do there. */
static void tell_unanswered(const struct latest_requests *asked, const struct text_fetches *all)
{
	for (size_t i = 0; i < asked->n; i++)
		if (is_last_of_its_kind(asked, i) && !is_answered(asked, all, asked->at[i].id))
			app_say(_("Today's list of %s could not be fetched (%s): goready goes by the releases it knows."),
				asked->at[i].what, all->at[i].error.text);
}

enum rc app_load_latest(struct app *app, struct err *e)
{
	struct latest_requests asked =
		latest_requests(app->mem, &app->wants_options,
				wants_goproxy(app->mem, app->facts, &app->wants_options));
	struct text_fetches *all = text_fetches_new(app, asked.n);
	struct latest_answer *answers = arena_alloc(app->mem, (asked.n + 1) * sizeof(*answers));
	size_t n = 0;

	/* cron sends what it is told */
	if (!app->request.check || isatty(STDERR_FILENO))
		app_say("%s", _("Working. Asking for the newest releases."));
	for (size_t i = 0; i < asked.n; i++)
		all->at[i].url = asked.at[i].url;
	if (text_fetches_wait(app, all, ANSWER_SECONDS, MOST_LIST, e))
		return RC_CANCELLED;
	for (size_t i = 0; i < asked.n; i++)
		if (!all->at[i].error.rc)
			answers[n++] = (struct latest_answer){ asked.at[i].id,
							       str_bytes(&all->at[i].body) };
	if (n == 0 && asked.n) {
		err_set(e, RC_UNREACHABLE,
			_("no list of the newest releases could be fetched (%s)"),
			all->at[0].error.text);
		err_hint(
			e,
			_("Run it without --latest, @latest or latest: goready knows good releases by itself."));
		return RC_UNREACHABLE;
	}
	tell_unanswered(&asked, all);
	app->wants_options.latest = true;
	return manifest_with_latest(app->mem, app->wants_options.manifest, answers, n,
				    &app->wants_options.manifest, e);
}
