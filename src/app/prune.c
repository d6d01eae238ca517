/* goready prune: what is not in use, shown with its size, removed with --yes. */
#include "journal/prune.h"

#include "app/app.h"
#include "app/heartbeat.h"
#include "app/report.h"
#include "app/suggest.h"
#include "base/i18n.h"
#include "ui/json_out.h"

static const char *kind_title(enum prune_kind kind)
{
	switch (kind) {
	case PRUNE_TREE:
		return _("Not in use");
	case PRUNE_DOWNLOAD:
		return _("Download");
	case PRUNE_RUN:
		return _("Journal of an undone run");
	}
	return NULL;
}

static const char *kind_name(enum prune_kind kind)
{
	static const char *const names[] = { "tree", "download", "run" };

	return names[kind];
}

/* Who listens is not spelled the folders of goready's own, and hears first what it comes to. */
static const char *shown(const struct app *app, const char *path)
{
	return app_is_heard() ? path_name(path)
			      : path_tilde(app->machine, path, app->facts->places.home);
}

static void say_sum(const struct app *app, struct view *v, const struct prune_plan *plan)
{
	view_field(v, _("Together"), "%s", size_text(app->machine, plan->bytes));
}

/* First what cannot be had back. */
static void prune_show(struct app *app, const struct prune_plan *plan)
{
	struct view v;

	view_open(&v, app->machine, "prune");
	if (app_is_heard())
		say_sum(app, &v, plan);
	for (size_t i = 0; i < plan->items.n; i++)
		if (plan->items.at[i].gives_up)
			view_status(&v, SAY_NOTE, _("Given up"),
				    _("run %s can then no longer lead back to %s"),
				    plan->items.at[i].gives_up, path_name(plan->items.at[i].path));
	for (size_t i = 0; i < plan->items.n; i++)
		view_field(&v, kind_title(plan->items.at[i].kind), _("%s, %s"),
			   shown(app, plan->items.at[i].path),
			   size_text(app->machine, plan->items.at[i].bytes));
	if (!app_is_heard())
		say_sum(app, &v, plan);
	app_print(&v);
}

static struct json *plan_json_of(struct app *app, const struct prune_plan *plan)
{
	struct arena *mem = app->machine;
	struct json *root = json_new_object(mem), *items;

	json_add_number(mem, root, "schema", 1);
	items = json_add_array(mem, root, "items");
	for (size_t i = 0; i < plan->items.n; i++) {
		struct json *item = json_add_object(mem, items, NULL);

		json_add_string(mem, item, "kind", kind_name(plan->items.at[i].kind));
		json_add_bytes(mem, item, "path", bytes_of(plan->items.at[i].path));
		json_add_number(mem, item, "bytes", (double)plan->items.at[i].bytes);
		json_add_text(mem, item, "gives_up", plan->items.at[i].gives_up);
	}
	json_add_number(mem, root, "bytes", (double)plan->bytes);
	return root;
}

int command_prune(struct app *app)
{
	struct facts_options options = { 0 };
	struct prune_plan plan = { 0 };
	struct heartbeat beat;
	struct err e = { 0 };
	enum rc rc;

	app_gather(app, &options);
	if (facts_check_home(app->facts, &e) ||
	    prune_make(app->machine, app->host, app->facts, &plan, &e))
		return app_fail(&e);
	if (app->request.json)
		json_out_whole(plan_json_of(app, &plan));
	else if (!plan.items.n)
		app_tell("%s", _("OK. There is nothing to free."));
	else
		prune_show(app, &plan);
	if (!plan.items.n || app->request.dry_run)
		return EXIT_OK;
	if (app->request.yes) {
		heartbeat_asking(app, &beat, _("Freeing the space"));
		rc = prune_run(app->machine, app->host, app->facts, &plan, &e);
		heartbeat_asked(&beat);
		if (rc)
			return app_fail(&e);
		if (!app->request.json)
			app_tell(_("Done. %s are free again."),
				 size_text(app->machine, plan.bytes));
		return EXIT_OK;
	}
	if (!app->request.json) {
		app_tell("%s", _("Note. Nothing was changed. To do this:"));
		app_tell_line(suggest(app, COMMAND_PRUNE, "--yes"));
	}
	return EXIT_PROBLEMS;
}
