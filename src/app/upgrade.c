/* goready upgrade --check: what is newer, for a person, a shell prompt or cron. */
#include "app/app.h"
#include "app/report.h"
#include "app/report_file.h"
#include "app/suggest.h"
#include "base/i18n.h"
#include "tool/tool.h"
#include "ui/json_out.h"

struct newer {
	const struct tool *tool;
	const char *version;
	const char *security; /* why it matters, translated; NULL: no such reason is known */
};

/* Who keeps it renews it: by what command, where that is not goready's. */
static const char *own_command(struct app *app, const struct newer *newer)
{
	const struct tool *tool = newer->tool;
	const char *formula = tool_kind_of(tool->id)->formula;

	if (tool->origin == ORIGIN_HOMEBREW && formula)
		return arena_fmt(app->mem, "brew upgrade %s", formula);
	return manager_command(app->mem, tool, newer->version);
}

static bool find_newer(struct app *app, enum tool_id id, struct newer *ret)
{
	const struct tool_want *want = &app->wants.tool[id];
	const struct tool *tool = facts_resolve(app->facts, id);

	if (want->left || !tool || !tool->version || !want->version ||
	    version_compare(tool->version, want->version) >= 0)
		return false;
	*ret = (struct newer){ tool, want->version,
			       wants_security(app->mem, app->wants_options.manifest, tool,
					      want->version) };
	return true;
}

static void add_json(struct app *app, struct json *list, const struct newer *newer)
{
	struct arena *mem = app->machine;
	struct json *json = json_add_object(mem, list, NULL);

	json_add_string(mem, json, "name", tool_name(newer->tool->id));
	json_add_string(mem, json, "version", newer->tool->version);
	json_add_string(mem, json, "newer", newer->version);
	json_add_text(mem, json, "security", newer->security);
	json_add_string(mem, json, "source", origin_name(newer->tool->origin));
	json_add_text(mem, json, "command", own_command(app, newer));
}

static void upgrade_say(struct app *app, const struct newer *newer)
{
	const char *command = own_command(app, newer);
	struct str s = { .mem = app->mem };

	str_fmt(&s, _("%s %s: %s is newer"), tool_title(newer->tool->id), newer->tool->version,
		newer->version);
	if (newer->security)
		str_fmt(&s, _(" (security: %s)"), newer->security);
	str_add(&s, command ? _(". To bring it:") : _("."));
	app_tell("%s", str_text(&s));
	if (command)
		app_tell_line(command);
}

/* Those that were named, to be typed again. */
static const char *typed_tools(struct app *app)
{
	struct str s = { .mem = app->mem };

	for (size_t i = 0; i < app->request.word_n; i++)
		str_fmt(&s, "%s%s", i ? " " : "", app->request.words[i]);
	return str_text(&s);
}

static void say_what_brings_it(struct app *app)
{
	app_tell("%s", _("To see what an upgrade would do; with --yes it is done:"));
	app_tell_line(suggest(app, COMMAND_UPGRADE, typed_tools(app)));
}

/* Silence would say that all of them are new. */
static int nothing_to_compare(struct app *app)
{
	struct err e = { 0 };

	err_set(&e, RC_NOT_FOUND, _("none of the tools is found here, so nothing can be compared"));
	err_hint(&e, _("To see why: %s"), suggest(app, COMMAND_DOCTOR, ""));
	return app_fail(&e);
}

/* Does the machine have any of those that were asked about, whatever its version is? */
static bool has_any(struct app *app)
{
	tools_each (id)
		if (!app->wants.tool[id].left && facts_resolve(app->facts, id))
			return true;
	return false;
}

static int upgrade_check(struct app *app)
{
	struct json *root = json_new_object(app->machine), *list;
	struct newer newer;
	struct err e = { 0 };
	size_t n = 0;

	if (app_look(app, &e))
		return app_fail(&e);
	if (!has_any(app) && !app->request.json)
		return nothing_to_compare(app);
	json_add_number(app->machine, root, "schema", 1);
	list = json_add_array(app->machine, root, "upgrades");
	tools_each (id) {
		if (!find_newer(app, id, &newer))
			continue;
		n++;
		add_json(app, list, &newer);
		if (!app->request.json)
			upgrade_say(app, &newer);
	}
	report_file_json(root);
	if (app->request.json)
		json_out_whole(root);
	else if (n)
		say_what_brings_it(app);
	if (n)
		return EXIT_PROBLEMS;
	return has_any(app) ? EXIT_OK : EXIT_FAILED;
}

int command_upgrade(struct app *app)
{
	return app->request.check ? upgrade_check(app) : command_apply(app);
}
