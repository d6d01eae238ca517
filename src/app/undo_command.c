/* goready undo: shown first, done with --yes. */
#include "app/app.h"

#include <stdio.h>
#include <unistd.h>

#include "app/heartbeat.h"
#include "app/report.h"
#include "app/since.h"
#include "app/undo_command.h"
#include "app/undo_sudo.h"
#include "app/suggest.h"
#include "base/i18n.h"
#include "host/host.h"
#include "journal/journal.h"
#include "plan/self_install.h"
#include "journal/recover.h"
#include "journal/undo.h"
#include "screens/say_undo.h"
#include "shell/block.h"
#include "ui/json_out.h"

/* Before it is done nothing is OK or done: what it will do stands there as a plan. */
static void say_item(struct view *v, const struct undo_item *item)
{
	switch (item->action) {
	case UNDO_NOTHING:
		view_status(v, SAY_SKIPPED, item->summary, "%s", item->why ? item->why : "");
		break;
	case UNDO_LEAVE:
	case UNDO_TAKE_BLOCK:
		view_status(v, SAY_NOTE, item->summary, "%s", item->why ? item->why : "");
		break;
	case UNDO_RESTORE:
	case UNDO_REMOVE:
	case UNDO_RUN:
		if (v->blocks.n && v->blocks.at[v->blocks.n - 1].kind == BLOCK_TEXT)
			view_more(v, "%s", item->summary);
		else
			view_text(v, "%s", item->summary);
		break;
	}
}

/* The one item after which there is no goready any more has a line of its own. */
static void say_if_goready_goes(struct app *app, const struct undo_plan *plan, struct view *v)
{
	const char *link = self_link(v->mem, &app->facts->places);

	for (size_t i = 0; i < plan->items.n; i++) {
		if (plan->items.at[i].action == UNDO_REMOVE &&
		    str_equal(plan->items.at[i].effect->path, link))
			view_status(v, SAY_NOTE, _("goready itself goes with this"), "%s",
				    _("bootstrap brings it back"));
	}
}

static void say_left(struct app *app, struct view *v, const struct undo_item *item,
		     const char *name)
{
	const char *path = path_join(v->mem, item->effect->path, name);

	if (item->effect->brew)
		view_text(v, _("Stays: %s"), name);
	else
		view_text(v, _("Stays, because goready did not make it: %s"),
			  path_tilde(v->mem, path, app->facts->places.home));
}

static void say_items(struct app *app, const struct undo_plan *plan, struct view *v)
{
	int diffs = 0, diff = 0;

	for (size_t i = 0; i < plan->items.n; i++)
		diffs += plan->items.at[i].diff != NULL;
	for (size_t i = 0; i < plan->items.n; i++) {
		const struct undo_item *item = &plan->items.at[i];

		say_item(v, item);
		if (item->command.n)
			view_command(v, _("Command"), &item->command);
		for (size_t k = 0; k < item->left.n; k++)
			say_left(app, v, item, item->left.at[k]);
		if (item->diff)
			view_diff(v,
				  path_tilde(v->mem, item->effect->path, app->facts->places.home),
				  item->diff, ++diff, diffs);
	}
}

/* What is not as goready made it, and needs to be known also where the rest is told in short. */
static void say_what_is_left(struct app *app, const struct undo_plan *plan, struct view *v)
{
	for (size_t i = 0; i < plan->items.n; i++) {
		const struct undo_item *item = &plan->items.at[i];

		if (item->action == UNDO_LEAVE || item->action == UNDO_TAKE_BLOCK)
			say_item(v, item);
		for (size_t k = 0; k < item->left.n; k++)
			say_left(app, v, item, item->left.at[k]);
	}
}

enum { MOST_AT_ONCE = 4 }; /* items that are spoken where nobody is waited for */

/* Who listens hears first what it comes to; the rest, which is long, only where it can be stopped. */
void undo_view(struct app *app, const struct undo_plan *plan, struct view *v)
{
	view_open(v, app->machine, "undo");
	if (app_is_spoken()) {
		say_undo_in_short(plan, v);
		if (app->request.yes && plan->items.n > MOST_AT_ONCE) {
			say_what_is_left(app, plan, v);
			say_if_goready_goes(app, plan, v);
			return;
		}
	}
	say_items(app, plan, v);
	say_if_goready_goes(app, plan, v);
	for (size_t i = 0; !app_is_spoken() && i < plan->stays.n; i++)
		view_status(v, SAY_NOTE, _("Stays"), "%s", plan->stays.at[i]);
}

struct telling {
	struct app *app;
	size_t failed;
	struct json *items;
	struct undoing *undoing;
	struct heartbeat beat;
};

/* Who listens has heard how many they are, and hears what went wrong. */
static bool is_told(const struct undo_item *item)
{
	return !app_is_spoken() && item->action != UNDO_NOTHING && item->action != UNDO_LEAVE;
}

static void undo_tell(void *ctx, const struct undo_item *item, const struct err *error)
{
	struct telling *t = ctx;
	struct json *json;

	t->failed += error != NULL;
	if (!t->app->request.json) {
		if (error || is_told(item))
			heartbeat_said(&t->beat);
		if (error) {
			app_say(_("Problem. %s: %s"), item->summary, error->text);
			app_say(_("What to do: %s"), err_remedy(error));
		} else if (is_told(item)) {
			app_say(_("Done. %s."), item->summary);
		}
		return;
	}
	json = json_add_object(t->app->machine, t->items, NULL);
	json_add_string(t->app->machine, json, "path", item->effect->path);
	json_add_text(t->app->machine, json, "error", error ? error->text : NULL);
}

static void say_why(void *ctx, bool lent, const char *why)
{
	(void)ctx;
	if (lent)
		app_tell("%s", why);
	fflush(stdout);
}

static const char *under_way(void *ctx)
{
	const struct telling *t = ctx;
	const struct undo_item *item = undo_next(t->undoing);

	return item ? item->summary : NULL;
}

/* brew may take its time over one item, and the loop stands still as long. */
static void meanwhile(void *ctx)
{
	loop_turn(((struct telling *)ctx)->app->loop, 0);
}

static enum rc do_items(struct telling *t, const struct undo_plan *plan, struct err *e)
{
	struct app *app = t->app;
	enum rc rc =
		undo_begin(app->machine, app->host, app->facts, plan, undo_tell, t, &t->undoing, e);

	if (rc)
		return rc;
	t->beat = (struct heartbeat){ .loop = app->loop, .what = under_way, .ctx = t };
	if (!app->request.json)
		heartbeat_start(&t->beat);
	process_meanwhile(meanwhile, t);
	while (undo_next(t->undoing))
		undo_step(t->undoing);
	process_meanwhile(NULL, NULL);
	heartbeat_stop(&t->beat);
	return undo_end(t->undoing, e);
}

int undo_carry_out_told(struct app *app, const struct undo_plan *plan)
{
	struct telling t = { .app = app, .items = json_new_array(app->machine) };
	struct json *json = undo_json(app->machine, plan);
	struct err e = { 0 };
	bool asked = undo_sudo_ask(plan, app->request.json ? NULL : say_why, NULL);
	enum rc rc = do_items(&t, plan, &e);
	bool ok = !rc && !t.failed;

	if (asked)
		undo_sudo_forget();
	if (ok && app->request.all)
		since_forget(app);

	if (app->request.json) {
		json_add_bool(app->machine, json, "ok", ok);
		json_add(app->machine, json, "done", t.items);
		if (rc)
			add_error_json(app->machine, json, &e);
		json_out_whole(json);
		return ok ? EXIT_OK : EXIT_FAILED;
	}
	if (rc)
		return app_fail(&e);
	app_tell(
		"%s",
		ok ? _("Done. What goready had changed is undone.")
		   : _("Problem. Not everything could be undone; the lines above say what and why."));
	return ok ? EXIT_OK : EXIT_FAILED;
}

/* This very command, with consent. */
static const char *suggest_again(const struct app *app)
{
	const char *words = "--yes";

	if (app->request.all)
		words = "--all --yes";
	else if (app->request.word_n)
		words = arena_fmt(app->mem, "%s --yes", app->request.words[0]);
	return suggest(app, app->request.command, words);
}

static int undo_show(struct app *app, const struct undo_plan *plan)
{
	struct view v;

	if (app->request.json) {
		json_out_whole(undo_json(app->machine, plan));
	} else {
		undo_view(app, plan, &v);
		app_print(&v);
		app_tell("%s", _("Note. Nothing was changed. To do this:"));
		app_tell_line(suggest_again(app));
	}
	return EXIT_PROBLEMS;
}

/* What shows that goready was here: its folder of tools, and lines of its own in start files. */
static struct names traces(const struct app *app)
{
	const struct facts *f = app->facts;
	struct names found = { 0 };

	if (host_is_folder(app->host, f->places.tools))
		list_push(app->machine, &found,
			  path_tilde(app->machine, f->places.tools, f->places.home));
	start_files_each (file, f) {
		const char *name = path_tilde(app->machine, file->path, f->places.home);
		struct shell_block block = { 0 };

		if (file->exists && !names_hold(&found, name) &&
		    shell_block_find(file->content, name, &block, NULL) == RC_OK && block.found)
			list_push(app->machine, &found, name);
	}
	return found;
}

/* Without the journal nothing can be undone, and that is not to be taken for nothing to undo. */
enum rc undo_check_journal(const struct app *app, struct err *e)
{
	const struct places *places = &app->facts->places;
	struct journal_runs runs = { 0 };
	struct names found;
	enum rc rc = journal_read_all(app->machine, app->host, places, &runs, e);

	if (rc || runs.n)
		return rc;
	found = traces(app);
	if (!found.n)
		return RC_OK;
	err_set(e, RC_JOURNAL, _("goready was here (%s), but %s holds no journal to undo it by"),
		str_join(app->machine, &found, _(", ")),
		path_tilde(app->machine, places->runs, places->home));
	err_hint(
		e,
		_("If XDG_STATE_HOME was set then, set it to the same folder. Else take out the lines between goready's markers by hand, and remove %s."),
		path_tilde(app->machine, places->data, places->home));
	return RC_JOURNAL;
}

static int nothing(struct app *app, const struct undo_plan *plan)
{
	struct err e = { 0 };

	if (undo_check_journal(app, &e))
		return app_fail(&e);
	if (app->request.json)
		json_out_whole(undo_json(app->machine, plan));
	else
		app_tell("%s", _("OK. There is nothing to undo."));
	if (app->request.all && app->request.yes)
		since_forget(app);
	return EXIT_OK;
}

enum rc undo_look(struct app *app, const char *run, bool all, struct undo_plan *ret, struct err *e)
{
	struct heartbeat beat;
	enum rc rc;

	heartbeat_asking(app, &beat, _("Looking at what goready changed"));
	rc = undo_make(app->machine, app->host, app->facts, run, all, ret, e);
	heartbeat_asked(&beat);
	return rc;
}

static int undo_answer(struct app *app, const char *run)
{
	struct undo_plan plan = { 0 };
	struct err e = { 0 };
	struct view v;

	if (undo_look(app, run, app->request.all, &plan, &e))
		return app_fail(&e);
	if (app->request.yes)
		recover_temp_folder(app->host, app->facts);
	if (plan.runs.n == 0)
		return nothing(app, &plan);
	if (!app->request.yes)
		return undo_show(app, &plan);
	if (!app->request.json) {
		undo_view(app, &plan, &v);
		app_print(&v);
	}
	return undo_carry_out_told(app, &plan);
}

int command_undo(struct app *app)
{
	struct facts_options options = { 0 };
	struct err e = { 0 };

	app_gather(app, &options);
	if (facts_check_home(app->facts, &e))
		return app_fail(&e);
	return undo_answer(app, app->request.word_n ? app->request.words[0] : NULL);
}

int undo_all(struct app *app)
{
	app->request.all = true;
	return command_undo(app);
}

/* ---- goready rollback ---- */

/* It switched the link to a tool, or put a program in the place of another. Also where that is undone already,
 * and not the rest of the run: a rollback that was killed is gone on with. */
static bool replaced(const struct app *app, const struct journal_run *run, const char *tool)
{
	const struct places *places = &app->facts->places;

	for (size_t i = 0; i < run->effects.n; i++) {
		const struct journal_effect *effect = &run->effects.at[i];
		bool link = effect->kind == EFFECT_LINK && effect->before == BEFORE_LINK &&
			    path_is_within(effect->path, places->bin);
		bool program = effect->kind == EFFECT_FILE && effect->before == BEFORE_FILE &&
			       path_is_within(effect->path, places->go_bin);

		if ((link || program) && (!tool || str_equal(path_name(effect->path), tool)))
			return true;
	}
	return false;
}

/* It put goready's own there beside one from elsewhere, or where none was: nothing of it was replaced. */
static bool brought(const struct app *app, const struct journal_run *run, const char *tool)
{
	for (size_t i = 0; i < run->effects.n; i++) {
		const struct journal_effect *effect = &run->effects.at[i];

		if (effect->kind == EFFECT_LINK && effect->before == BEFORE_NONE &&
		    !effect->undone && path_is_within(effect->path, app->facts->places.bin) &&
		    (!tool || str_equal(path_name(effect->path), tool)))
			return true;
	}
	return false;
}

static const struct journal_run *run_that_brought(const struct app *app,
						  const struct journal_runs *runs, const char *tool)
{
	for (size_t i = runs->n; i-- > 0;)
		if (!runs->at[i].undone && !runs->at[i].damaged && brought(app, &runs->at[i], tool))
			return &runs->at[i];
	return NULL;
}

static int nothing_replaced(const struct app *app, const struct journal_runs *runs,
			    const char *tool)
{
	const struct journal_run *first = run_that_brought(app, runs, tool);
	struct err e;

	if (tool)
		err_set(&e, RC_NOT_FOUND, _("no run that could be taken back has replaced %s"),
			tool);
	else
		err_set(&e, RC_NOT_FOUND, "%s",
			_("no run that could be taken back has replaced a tool"));
	if (first)
		err_hint(
			&e,
			_("Run %s put goready's own beside what was there. What it did is shown, and taken back with --yes, by: %s"),
			first->id, suggest(app, COMMAND_UNDO, first->id));
	else
		err_hint(&e, _("What goready has done here is listed by: %s"),
			 suggest(app, COMMAND_HISTORY, ""));
	return app_fail(&e);
}

int command_rollback(struct app *app)
{
	const char *tool = app->request.word_n ? app->request.words[0] : NULL;
	struct facts_options options = { 0 };
	struct journal_runs runs = { 0 };
	struct err e = { 0 };

	app_gather(app, &options);
	if (facts_check_home(app->facts, &e) || (tool && named_tool(tool, &e) == TOOL_N) ||
	    journal_read_all(app->machine, app->host, &app->facts->places, &runs, &e))
		return app_fail(&e);
	for (size_t i = runs.n; i-- > 0;)
		if (!runs.at[i].undone && !runs.at[i].damaged && replaced(app, &runs.at[i], tool))
			return undo_answer(app, runs.at[i].id);
	return nothing_replaced(app, &runs, tool);
}
