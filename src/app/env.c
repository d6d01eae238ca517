/* goready env: what a shell that was open before needs, or a step of a workflow. */
#include "app/app.h"

#include <stdio.h>
#include <string.h>

#include "app/report.h"
#include "base/i18n.h"
#include "base/nearest.h"
#include "journal/outdated.h"
#include "shell/block.h"
#include "ui/json_out.h"

/* goready's own folder and the Go bin folder, and that of a tool that is kept elsewhere: in the
 * order new shells have them. */
static struct names folders(struct app *app)
{
	const struct facts *f = app->facts;
	struct names names = { 0 };
	bool seen;

	for (size_t i = 0; i < f->path.new_shell.n; i++) {
		const char *folder = f->path.new_shell.at[i];

		seen = false;
		for (size_t k = 0; k < f->path.entries.n && !seen; k++)
			seen = str_equal(f->path.entries.at[k].text, folder);
		if (!seen || str_equal(folder, f->places.bin) ||
		    str_equal(folder, f->places.go_bin))
			list_push(app->machine, &names, folder);
	}
	return names;
}

static enum shell_id shell_of(const struct app *app)
{
	const char *name = app->request.shell;

	if (name)
		return shell_named(name);
	return shell_or_usual(app->facts->shell.login);
}

static struct json *env_json(struct app *app, const struct names *names,
			     const struct outdated_variables *old)
{
	struct json *root = json_new_object(app->machine), *unset, *set;

	json_add_number(app->machine, root, "schema", 1);
	json_add_names(app->machine, root, "path", names);
	unset = json_add_array(app->machine, root, "unset");
	set = json_add_object(app->machine, root, "set");
	for (size_t i = 0; i < old->n; i++) {
		const struct outdated_variable *variable = &old->at[i];

		if (variable->value)
			json_add_string(app->machine, set, variable->name, variable->value);
		else
			json_add_string(app->machine, unset, NULL, variable->name);
	}
	return root;
}

static void print_lines(struct app *app, enum shell_id shell, const struct names *names,
			const struct outdated_variables *old)
{
	for (size_t i = 0; i < old->n; i++)
		fputs(shell_variable_env(app->machine, shell, old->at[i].name, old->at[i].value),
		      stdout);
	fputs(shell_block_env(app->machine, shell, names), stdout);
}

int command_env(struct app *app)
{
	struct facts_options options = { 0 };
	struct nearest near = { .typed = app->request.shell };
	struct outdated_variables old;
	struct names names;
	enum shell_id shell;
	struct err e = { 0 };

	app_gather(app, &options);
	names = folders(app);
	shell = shell_of(app);
	old = outdated_variables(app->machine, app->host, app->facts,
				 shell < SHELL_N ? shell : shell_or_usual(app->facts->shell.login));
	if (str_equal(app->request.shell, "json")) {
		json_out_whole(env_json(app, &names, &old));
	} else if (str_equal(app->request.shell, "github")) {
		/* A line each for the file that GITHUB_PATH names; the last one is put in front. */
		for (size_t i = names.n; i-- > 0;)
			printf("%s\n", names.at[i]);
	} else if (shell == SHELL_N) {
		err_set(&e, RC_USAGE, _("--shell does not know \"%s\""), app->request.shell);
		for (int id = 0; id < SHELL_N; id++)
			nearest_try(&near, shell_name((enum shell_id)id));
		nearest_try(&near, "github");
		nearest_try(&near, "json");
		nearest_hint(&e, &near, _("'goready help env' lists them all."));
		return app_fail(&e);
	} else {
		print_lines(app, shell, &names, &old);
	}
	return EXIT_OK;
}
