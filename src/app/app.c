#include "app/app.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "app/heartbeat.h"
#include "app/suggest.h"
#include "base/descriptor.h"
#include "base/i18n.h"
#include "base/nearest.h"
#include "base/own_name.h"
#include "capture/capture.h"
#include "wants/manifest.h"
#include "wants/profile.h"

enum { MOST_PROFILE = 1 << 20, MOST_CAPTURE = 16 << 20 };

static void note_signal(void *ctx, int number)
{
	struct app *app = ctx;

	if (signal_ends(number))
		app->signal = number;
}

void app_mind_signals(struct app *app)
{
	loop_on_signal(app->loop, note_signal, app);
}

const char *app_path(struct app *app, const char *path)
{
	if (!path || path_is_absolute(path) || !app->folder)
		return path;
	return path_join(app->mem, app->folder, path);
}

bool app_wait(struct app *app, const bool *done, struct err *e)
{
	app_mind_signals(app);
	while (!*done && !app->signal)
		loop_turn(app->loop, -1);
	if (*done)
		return true;
	err_set(e, RC_CANCELLED, _("stopped by a signal. Nothing was changed"));
	return false;
}

/* What is renamed over a device takes its place: of /dev/null nothing but a file would be left. */
enum rc app_may_write(struct app *app, const char *name, struct err *e)
{
	const char *path = app_path(app, name);
	struct host *h = host_real();
	struct file_info info;
	enum rc rc = h->stat(h, app->mem, path, &info, e);

	if (rc)
		return rc;
	if (info.type == FILE_NONE && host_exists(h, path))
		rc = err_set(e, RC_IO, _("%s is a link that leads nowhere"), path);
	else if (info.type != FILE_NONE && info.type != FILE_REGULAR)
		rc = err_set(e, RC_IO, _("%s is no file"), path);
	if (rc)
		err_hint(e, "%s", _("Name a file in a folder of yours."));
	else if (access(path_folder(app->mem, path), W_OK | X_OK) != 0 ||
		 (info.type == FILE_REGULAR && access(path, W_OK) != 0))
		rc = err_errno(e, _("%s cannot be written"), path);
	return rc;
}

enum rc app_may_make(struct app *app, const char *name, struct err *e)
{
	enum rc rc = app_may_write(app, name, e);

	if (rc || !host_exists(host_real(), app_path(app, name)))
		return rc;
	err_set(e, RC_EXISTS, _("%s is there already"), name);
	err_hint(e, "%s", _("Name a file that is not there yet, or remove that one."));
	return RC_EXISTS;
}

enum rc app_write_file(struct app *app, const char *name, const char *text, struct err *e)
{
	const char *path = path_bare(app->mem, app_path(app, name));
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		      0666); /* an older one is not ours */
	enum rc rc;
	bool ok;

	if (fd < 0 && host_is_folder(host_real(), path)) {
		(void)err_set(e, RC_EXISTS, _("%s is a folder, and what is written is a file"),
			      path);
		err_hint(e, _("Name a file in it, for example: %s"),
			 path_join(app->mem, path, "goready.json"));
		return RC_EXISTS;
	}
	if (fd < 0)
		return err_errno(e, _("writing %s"), path);
	ok = fd_write_all(fd, text, strlen(text));
	ok &= close(fd) == 0;
	if (ok)
		return RC_OK;
	rc = err_errno(e, _("writing %s"), path);
	(void)unlink(path); /* half of it is of no use, and the next try would find it there */
	return rc;
}

/* As wrong as one that cannot be understood: nothing was tried. */
static enum rc unreadable_profile(struct app *app, struct err *e)
{
	const char *remedy = arena_strdup(app->mem, err_remedy(e));

	err_while(e, _("reading the profile"));
	e->rc = RC_PROFILE;
	err_hint(e, "%s", remedy);
	return e->rc;
}

static enum rc load_profile(struct app *app, const char *file, struct err *e)
{
	const char *path = app_path(app, file);
	struct bytes text;
	enum rc rc;

	if (host_real()->read(host_real(), app->mem, path, MOST_PROFILE, &text, e))
		return unreadable_profile(app, e);
	rc = profile_parse(app->mem, text, file, &app->given, e);
	app->wants_options.profile = app->given;
	return rc;
}

/* "gopls,buf"; what everybody gets may be named too. */
static enum rc take_with(struct app *app, const char *list, struct err *e)
{
	struct names names = str_split(app->mem, list, ',');

	for (size_t i = 0; i < names.n; i++) {
		enum tool_id id = named_tool(str_trim(app->mem, names.at[i]), e);

		if (id == TOOL_N)
			return RC_USAGE;
		app->wants_options.asked[id] = ASKED_FOR;
	}
	return RC_OK;
}

enum rc app_load_wants(struct app *app, struct err *e)
{
	struct wants_options *o = &app->wants_options;
	enum rc rc = RC_OK;

	o->manifest = manifest_builtin(app->mem);
	tools_each (id)
		o->source[id] = app->request.source[id];
	o->source_brew = app->request.source_brew;
	o->upgrade = app->request.upgrade || app->request.latest ||
		     app->request.command == COMMAND_UPGRADE;
	if (app->request.with)
		rc = take_with(app, app->request.with, e);
	if (!rc && app->request.profile)
		rc = load_profile(app, app->request.profile, e);
	if (!rc)
		rc = app_take_named_tools(app, e);
	if (!rc && app->request.latest)
		rc = app_load_latest(app, e);
	if (!rc)
		app_complete_versions(app);
	return rc;
}

enum rc app_open_recorded(struct app *app, struct err *e)
{
	const char *from = app->request.from;
	const char *path = app_path(app, from);
	struct bytes text;
	struct json *json;
	enum rc rc;

	if (!from)
		return RC_OK;
	rc = host_real()->read(host_real(), app->machine, path, MOST_CAPTURE, &text, e);
	if (!rc)
		rc = json_parse(app->machine, text, &json, e);
	if (!rc)
		rc = host_captured_open(app->machine, json, &app->host, e);
	return rc ? err_while(e, _("reading the recorded machine %s"), from) : RC_OK;
}

const char *app_project(const struct app *app)
{
	return app->request.from ? host_captured_project(app->host) : app->folder;
}

void app_check(struct app *app)
{
	struct rule_input in = { .facts = app->facts,
				 .observed = &app->observed,
				 .wants = &app->wants,
				 .manifest = app->wants_options.manifest,
				 .mem = app->machine };

	app->findings = rules_check(&in);
}

/* A command, or options alone. */
static bool is_command(const char *word, size_t n)
{
	for (int id = 0; id < COMMAND_N; id++)
		if (n && strlen(command_rows[id].name) == n &&
		    strncmp(command_rows[id].name, word, n) == 0)
			return true;
	return n > 2 && str_starts(word, "--");
}

void app_name_itself(const struct app *app)
{
	/* what is said of a recorded machine is for another; a program that was removed may have no path */
	own_name_set(app->program ? suggest_program(app) : "goready",
		     app->request.from ? NULL : is_command);
}

void app_gather(struct app *app, const struct facts_options *options)
{
	struct heartbeat beat;

	heartbeat_asking(app, &beat, _("Looking at the machine"));
	app->facts = facts_gather(app->machine, app->host, options);
	heartbeat_asked(&beat);
	app_name_itself(app);
}

enum rc app_look(struct app *app, struct err *e)
{
	struct facts_options options = {
		.shells = app->request.shells,
		.checked = app->facts && app->facts->shell.syntax_checked ? app->facts : NULL,
	};
	enum rc rc = app_open_recorded(app, e);

	if (!rc)
		options.project = app_project(app);
	options.managers = app->request.command == COMMAND_LIST;
	if (!rc)
		app_gather(app, &options);
	if (!rc)
		rc = app_load_wants(app, e);
	if (!rc)
		rc = wants_make(app->machine, app->facts, &app->wants_options, &app->wants, e);
	if (!rc)
		app_check(app);
	return rc;
}

enum rc app_check_ids(const char *const *ids, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		struct nearest near = { .typed = ids[i] };

		if (!rules_find(ids[i])) {
			for (size_t k = 0; rules_at(k); k++)
				nearest_try(&near, rules_at(k)->id);
			err_set(e, RC_USAGE, _("there is no rule \"%s\""), ids[i]);
			nearest_hint(e, &near, _("'goready doctor' shows the id of each finding."));
			return RC_USAGE;
		}
	}
	return RC_OK;
}

enum rc app_only(struct app *app, const char *const *ids, size_t n, struct err *e)
{
	struct findings kept = { 0 };
	enum rc rc = app_check_ids(ids, n, e);

	if (rc)
		return rc;
	for (size_t i = 0; i < app->findings.n; i++)
		for (size_t k = 0; k < n; k++)
			if (strcmp(app->findings.at[i].rule->id, ids[k]) == 0)
				list_push(app->machine, &kept, app->findings.at[i]);
	if (n)
		app->findings = kept;
	return RC_OK;
}
