/* goready uninstall: undo --all, and a question for each thing that stays. */
#include <stdio.h>
#include <strings.h>
#include <termios.h>
#include <unistd.h>

#include "app/app.h"
#include "app/heartbeat.h"
#include "app/report.h"
#include "app/since.h"
#include "app/undo_command.h"
#include "base/i18n.h"
#include "base/words.h"
#include "journal/prune.h"
#include "journal/recover.h"
#include "screens/say_undo.h"

enum { CLEAN_SECONDS = 300 };

/* "" at the end of input. What was typed before the question was asked is no answer to it. */
static const char *answer_to(struct app *app, const char *question)
{
	const char *answer;

	if (isatty(STDIN_FILENO))
		tcflush(STDIN_FILENO, TCIFLUSH);
	app_tell(_("%s Type yes, or press Enter for no:"), question);
	fflush(stdout);
	answer = app_answer(app->mem);
	return answer ? answer : "";
}

/* Only the word itself; end of input is no. */
static bool says_yes(struct app *app, const char *question)
{
	return word_consents(answer_to(app, question));
}

struct wishes {
	bool downloads, modules, builds;
};

static struct wishes ask_what_else(struct app *app)
{
	struct wishes w = { 0 };
	const char *cache = path_tilde(app->mem, app->facts->places.cache, app->facts->places.home);

	if (prune_has_downloads(app->mem, app->host, &app->facts->places))
		w.downloads =
			says_yes(app, arena_fmt(app->mem,
						_("Remove goready's downloads in %s too?"), cache));
	if (!facts_resolve(app->facts, TOOL_GO))
		return w;
	w.modules = says_yes(
		app,
		_("Empty Go's module cache too (go clean -modcache)? Your own projects fetch their modules again then."));
	w.builds = says_yes(
		app,
		_("Empty Go's build cache too (go clean -cache)? Your own projects compile everything again then."));
	return w;
}

static void clean(struct app *app, const char *option)
{
	const struct tool *go = facts_resolve(app->facts, TOOL_GO);
	struct command command = { .seconds = CLEAN_SECONDS };
	struct command_result result = { 0 };
	struct heartbeat beat;
	struct err e = { 0 };
	enum rc rc;

	list_push(app->mem, &command.argv, go->path);
	list_push(app->mem, &command.argv, "clean");
	list_push(app->mem, &command.argv, option);
	heartbeat_asking(app, &beat, arena_fmt(app->mem, "go clean %s", option));
	rc = app->host->run(app->host, app->mem, &command, &result, &e);
	heartbeat_asked(&beat);
	if (rc || result.status)
		app_say(_("Problem. go clean %s did not work; the cache stays."), option);
	else
		app_tell(_("Done. go clean %s."), option);
}

static int remove_downloads(struct app *app)
{
	struct prune_plan plan = { 0 }, downloads = { 0 };
	struct err e = { 0 };

	enum rc rc = prune_make(app->machine, app->host, app->facts, &plan, &e);

	for (size_t i = 0; i < plan.items.n; i++)
		if (plan.items.at[i].kind == PRUNE_DOWNLOAD)
			list_push(app->machine, &downloads.items, plan.items.at[i]);
	if (!rc)
		rc = prune_run(app->machine, app->host, app->facts, &downloads, &e);
	if (rc)
		return app_fail(&e);
	app_tell("%s", _("Done. The downloads are removed."));
	return EXIT_OK;
}

/* go goes with the undo: its caches come before. A run that was broken off may need its downloads until it is
 * undone: they come after. */
static int carry_out(struct app *app, const struct undo_plan *plan, const struct wishes *w)
{
	int status = EXIT_OK, more = EXIT_OK;

	if (w->modules)
		clean(app, "-modcache");
	if (w->builds)
		clean(app, "-cache");
	since_forget(app);
	if (plan->runs.n) {
		recover_temp_folder(app->host, app->facts);
		status = undo_carry_out_told(app, plan);
	}
	if (w->downloads)
		more = remove_downloads(app);
	return status ? status : more;
}

static void show_all(struct app *app, const struct undo_plan *plan)
{
	struct view v;

	undo_view(app, plan, &v);
	app_print(&v);
}

/* Who listens hears it in short, and all of it on request. */
static void show(struct app *app, const struct undo_plan *plan)
{
	struct view v;

	if (!app_is_heard()) {
		show_all(app, plan);
		return;
	}
	view_open(&v, app->machine, "undo");
	say_undo_in_short(plan, &v);
	view_text(&v, "%s", _("To hear all of it, type details."));
	app_print(&v);
}

static bool agrees(struct app *app, const struct undo_plan *plan)
{
	const char *typed = answer_to(app, _("Do all this?"));

	while (app_is_heard() && strcasecmp(typed, "details") == 0) {
		show_all(app, plan);
		typed = answer_to(app, _("Do all this?"));
	}
	return word_consents(typed);
}

int command_uninstall(struct app *app)
{
	struct facts_options options = { 0 };
	struct undo_plan plan = { 0 };
	struct wishes wishes = { 0 };
	struct err e = { 0 };

	if (app->request.json) /* nobody is asked */
		return undo_all(app);
	app_gather(app, &options);
	if (facts_check_home(app->facts, &e) || undo_look(app, NULL, true, &plan, &e))
		return app_fail(&e);
	if (!plan.runs.n && undo_check_journal(app, &e))
		return app_fail(&e);
	if (plan.runs.n)
		show(app, &plan);
	else
		app_tell("%s", _("OK. There is nothing to undo."));
	if (!app->request.yes) {
		if (plan.runs.n && !agrees(app, &plan)) {
			app_tell("%s", _("Stopped. Nothing was changed."));
			return EXIT_NO_CONSENT;
		}
		wishes = ask_what_else(app);
	}
	return carry_out(app, &plan, &wishes);
}
