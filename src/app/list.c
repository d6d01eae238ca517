/* goready list: which Gos and tools are here, whose they are, and which new shells find. */
#include "app/app.h"

#include <string.h>

#include "app/report.h"
#include "base/i18n.h"
#include "ui/json_out.h"
#include "view/view.h"
#include "wants/agreeing.h"

static const char *remark(struct app *app, const struct tool *tool)
{
	const char *fault = tool_fault_text(app->machine, tool),
		   *origin = origin_text(tool->origin);
	struct str s = { .mem = app->machine };

	str_add(&s, path_tilde(app->machine, tool->path, app->facts->places.home));
	if (origin)
		str_fmt(&s, _(", %s"), origin);
	if (tool == facts_resolve(app->facts, tool->id))
		str_add(&s, _(", in use"));
	if (fault)
		str_fmt(&s, _(", %s"), fault);
	return str_text(&s);
}

/* A link to a tree that is in the list by itself would be told twice. */
static bool is_told_already(const struct app *app, const struct tool *tool)
{
	for (const struct tool *t = app->facts->tools.at; t < tool; t++)
		if (t->id == tool->id && t->real_path && str_equal(t->real_path, tool->real_path))
			return true;
	return false;
}

static void say_other_go(struct app *app, struct view *v)
{
	const char *because, *version = go_runs_instead(app->machine, app->facts, &because);

	if (version)
		view_text(v, _("In this folder go runs Go %s instead: %s asks for it."), version,
			  path_tilde(v->mem, because, app->facts->places.home));
}

int command_list(struct app *app)
{
	struct err e = { 0 };
	struct json *root;
	struct view v;

	if (app_look(app, &e))
		return app_fail(&e);
	if (app->request.json) {
		root = json_new_object(app->machine);
		json_add_number(app->machine, root, "schema", 1);
		json_add(app->machine, root, "tools", facts_tools_json(app->machine, app->facts));
		json_out_whole(root);
		return EXIT_OK;
	}
	view_open(&v, app->machine, "list");
	tools_each (id)
		for (size_t i = 0; i < app->facts->tools.n; i++) {
			const struct tool *tool = &app->facts->tools.at[i];

			if (tool->id == id && !is_told_already(app, tool))
				view_field(&v,
					   arena_fmt(app->machine, "%s %s", tool_title(id),
						     tool->version ? tool->version : "?"),
					   "%s", remark(app, tool));
		}
	if (!app->facts->tools.n)
		view_text(&v, "%s", _("None of the tools is here yet."));
	say_other_go(app, &v);
	app_print(&v);
	return EXIT_OK;
}
