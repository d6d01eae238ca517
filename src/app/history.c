/* goready history: the journals, as a list or one whole. */
#include "app/app.h"

#include <stdio.h>
#include <string.h>

#include "app/report.h"
#include "base/i18n.h"
#include "journal/effect.h"
#include "journal/journal.h"
#include "ui/json_out.h"

static void list_view(struct app *app, const struct journal_runs *runs, struct view *v)
{
	view_open(v, app->machine, "history");
	if (runs->n == 0)
		view_text(v, "%s", _("No runs yet: goready has changed nothing on this machine."));
	for (size_t i = 0; i < runs->n; i++)
		view_field(v, runs->at[i].id,
			   P_("%s, %s, %zu change", "%s, %s, %zu changes", runs->at[i].effects.n),
			   journal_when(v->mem, &runs->at[i]), journal_outcome(&runs->at[i]),
			   runs->at[i].effects.n);
}

/* A line says that it was begun, and a later one how it ended: the later one says both. */
static bool is_begun_and_ended(const struct journal_run *run, size_t index)
{
	for (size_t i = index + 1; i < run->steps.n; i++)
		if (str_equal(run->steps.at[i].step, run->steps.at[index].step))
			return true;
	return false;
}

static void run_view(struct app *app, const struct journal_run *run, struct view *v)
{
	const char *home = app->facts->places.home;

	view_open(v, app->machine, "history");
	view_field(v, _("Run"), _("%s, %s, %s"), run->id, journal_when(v->mem, run),
		   journal_outcome(run));
	for (size_t i = 0; i < run->steps.n; i++)
		if (!is_begun_and_ended(run, i))
			view_field(v, run->steps.at[i].step, _("%s, %d ms"),
				   journal_state_title(run->steps.at[i].state),
				   run->steps.at[i].ms);
	for (size_t i = 0; i < run->effects.n; i++) {
		const struct journal_effect *effect = &run->effects.at[i];
		const struct effect_row *row = effect_row(effect->kind);

		view_field(v, row ? _(row->title) : effect->kind_text, "%s%s",
			   path_tilde(v->mem, effect->path, home),
			   effect->undone ? _(", undone") : "");
	}
	view_field(v, _("Journal"), "%s", path_tilde(v->mem, run->folder, home));
}

static struct json *list_json(struct app *app, const struct journal_runs *runs)
{
	struct arena *mem = app->machine;
	struct json *root = json_new_object(mem), *list;

	json_add_number(mem, root, "schema", 1);
	list = json_add_array(mem, root, "runs");
	for (size_t i = 0; i < runs->n; i++) {
		struct json *run = json_add_object(mem, list, NULL);

		json_add_string(mem, run, "id", runs->at[i].id);
		json_add_number(mem, run, "started", (double)runs->at[i].started);
		json_add_string(mem, run, "result", runs->at[i].result);
		json_add_bool(mem, run, "undone", runs->at[i].undone);
	}
	return root;
}

static int show_run(struct app *app, const struct journal_run *run)
{
	struct view v;
	struct err e;

	if (run->damaged) {
		journal_damaged(run, &e);
		return app_fail(&e);
	}
	if (app->request.json) {
		json_out_whole(journal_canonical(app->machine, run, app->facts->places.home));
	} else {
		run_view(app, run, &v);
		app_print(&v);
	}
	return EXIT_OK;
}

int command_history(struct app *app)
{
	const char *id = app->request.word_n ? app->request.words[0] : NULL;
	struct facts_options options = { 0 };
	struct journal_runs runs = { 0 };
	struct err e = { 0 };
	struct view v;

	app_gather(app, &options);
	if (journal_read_all(app->machine, app->host, &app->facts->places, &runs, &e))
		return app_fail(&e);
	if (id && !journal_find_run(&runs, id) && journal_no_run(&runs, id, &e))
		return app_fail(&e);
	if (id)
		return show_run(app, journal_find_run(&runs, id));
	if (app->request.json) {
		json_out_whole(list_json(app, &runs));
	} else {
		list_view(app, &runs, &v);
		app_print(&v);
	}
	return EXIT_OK;
}
