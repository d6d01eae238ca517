/* What upgrade, install and use ask for, as wants: the machinery is apply's. */
#include <ctype.h>
#include <string.h>

#include "app/app.h"
#include "app/undo_command.h"
#include "base/i18n.h"
#include "base/nearest.h"
#include "wants/manifest.h"
#include "wants/profile.h"

#define LATEST "latest" /* in the place of a version */

bool app_names_tools(const struct app *app)
{
	enum command_id command = app->request.command;

	return command == COMMAND_UPGRADE || command == COMMAND_INSTALL || command == COMMAND_USE;
}

/* What distributions, managers and people call it. */
static const char *usual_name(const char *name)
{
	static const char *const others[][2] = {
		{ "golang", "go" },
		{ "golang-go", "go" },
		{ "protobuf", "protoc" },
		{ "protobuf-compiler", "protoc" },
		{ "delve", "dlv" },
		{ "grpc-gateway", "protoc-gen-grpc-gateway" },
		{ "connect", "protoc-gen-connect-go" },
		{ "golangci", "golangci-lint" },
	};

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (str_equal(others[i][0], name))
			return others[i][1];
	return NULL;
}

enum tool_id named_tool(const char *name, struct err *e)
{
	struct nearest near = { .typed = name };
	enum tool_id id = tool_find(name);
	const char *usual = usual_name(name);

	if (id != TOOL_N)
		return id;
	tools_each (other)
		nearest_try(&near, tool_name(other));
	if (usual)
		near = (struct nearest){ .typed = usual, .name = usual };
	err_set(e, RC_USAGE, _("there is no tool \"%s\""), name);
	nearest_hint(e, &near,
		     _("'goready help tools' lists them all, 'goready list' those that are here."));
	return TOOL_N;
}

static void leave_all_but(struct wants_options *o, enum tool_id asked)
{
	tools_each (id)
		o->left[id] = id != asked;
}

static bool named_tools_is_here(const struct app *app, enum tool_id id)
{
	const struct tool *tool = facts_resolve(app->facts, id);

	return tool && tool->fault == FAULT_NONE;
}

/* ---- upgrade ---- */

/* "protoc-gen-go@latest", as go install has it; a version of one's own is install's. */
static enum tool_id upgraded_tool(struct app *app, const char *word, struct err *e)
{
	const char *at = strchr(word, '@');
	enum tool_id id =
		named_tool(at ? arena_strndup(app->mem, word, (size_t)(at - word)) : word, e);

	if (!at || id == TOOL_N)
		return id;
	if (str_equal(at, "@latest")) {
		app->request.latest = true;
		return id;
	}
	err_set(e, RC_USAGE, _("upgrade brings the newest, and no version by name: \"%s\""), word);
	err_hint(e, _("The newest: 'goready upgrade %s'. That version: goready install %s"),
		 tool_name(id), word);
	return TOOL_N;
}

static enum rc take_upgrade(struct app *app, struct err *e)
{
	struct wants_options *o = &app->wants_options;
	const struct request *r = &app->request;
	bool named[TOOL_N] = { false }, any = false;

	for (size_t i = 0; i < r->word_n; i++) {
		enum tool_id id;

		if (str_equal(r->words[i], LATEST)) {
			app->request.latest = true;
			continue;
		}
		id = upgraded_tool(app, r->words[i], e);
		if (id == TOOL_N)
			return RC_USAGE;
		named[id] = any = true;
	}
	tools_each (id) {
		bool asked = any ? named[id] : named_tools_is_here(app, id);

		if (asked && tool_kind_of(id)->optional && o->asked[id] == ASKED_BY_PROFILE)
			o->asked[id] = ASKED_FOR;
		o->left[id] = !asked;
	}
	return RC_OK;
}

/* ---- install and use ---- */

static bool is_of(const char *version, const char *minor)
{
	size_t n = strlen(minor);

	return version && strncmp(version, minor, n) == 0 && !isdigit((unsigned char)version[n]);
}

static void take_newer(const char **newest, const char *version, const char *asked)
{
	int order = *newest && version ? version_compare(version, *newest) : 1;

	/* "1.26.8" rather than "1.26.8-vendor", which is as new */
	if (is_of(version, asked) &&
	    (order > 0 || (order == 0 && strlen(version) < strlen(*newest))))
		*newest = version;
}

/* "1.26" is the newest that the profile, goready or (in use) this machine has of it, and "36" of protoc the
 * like; "1.26.8" is itself; "latest" is what the publishers say. */
static const char *whole_version(struct app *app, enum tool_id id, const char *version)
{
	const char *newest = NULL, *given = app->given ? app->given->tool[id].version : NULL;

	if (str_equal(version, LATEST))
		return manifest_version(app->wants_options.manifest, id);
	for (size_t i = 0; app->request.command == COMMAND_USE && i < app->facts->tools.n; i++) {
		const struct tool *tool = &app->facts->tools.at[i];

		if (tool->id == id && tool->fault == FAULT_NONE)
			take_newer(&newest, tool->version, version);
	}
	if (!newest) {
		take_newer(&newest, given, version);
		take_newer(&newest, manifest_newest_of(app->wants_options.manifest, id, version),
			   version);
	}
	return newest ? newest : version;
}

static enum rc check_version(const char *version, const char *typed, struct err *e)
{
	if (isdigit((unsigned char)*version) &&
	    strspn(version, "0123456789.abcr") == strlen(version))
		return RC_OK;
	err_set(e, RC_USAGE, _("\"%s\" is no version"), typed);
	err_hint(e, "%s", _("Versions are written as 1.26, 1.26.8 or latest."));
	return RC_USAGE;
}

/* "go1.26", "v1.36.12" and "latest" are typed as well. */
static enum rc take_version(struct app *app, const char **version, struct err *e)
{
	const char *typed = *version;

	if (str_equal(typed, LATEST)) {
		app->request.latest = true;
		return RC_OK;
	}
	*version += strncmp(typed, "go@", 3) == 0  ? 3
		    : strncmp(typed, "go", 2) == 0 ? 2
						   : *typed == 'v';
	return check_version(*version, typed, e);
}

static struct profile_tool *own_profile(struct app *app, enum tool_id id)
{
	struct profile *own = ARENA_NEW(app->mem, struct profile);

	*own = (struct profile){ .name = "goready" };
	if (app->wants_options.profile)
		*own = *app->wants_options.profile;
	app->wants_options.profile = own;
	return &own->tool[id];
}

static enum rc want_version(struct app *app, enum tool_id id, const char *version, struct err *e)
{
	if (take_version(app, &version, e))
		return RC_USAGE;
	own_profile(app, id)->version = version;
	return RC_OK;
}

static enum rc take_install(struct app *app, struct err *e)
{
	struct wants_options *o = &app->wants_options;
	const char *word = app->request.words[0], *at = strchr(word, '@');
	const char *name = at ? arena_strndup(app->mem, word, (size_t)(at - word)) : word;
	enum tool_id id = named_tool(name, e);

	if (id == TOOL_N)
		return RC_USAGE;
	if (at && want_version(app, id, at + 1, e))
		return RC_USAGE;
	o->asked[id] = ASKED_FOR;
	o->aside[id] = at && id == TOOL_GO && named_tools_is_here(app, id);
	leave_all_but(o, id);
	return RC_OK;
}

/* The tools stay what they are: it is the project's line that is to name the version. */
static enum rc want_here(struct app *app, const char *version, struct err *e)
{
	if (take_version(app, &version, e))
		return RC_USAGE;
	leave_all_but(&app->wants_options, TOOL_N);
	app->wants_options.here = version;
	return RC_OK;
}

static enum rc take_use(struct app *app, struct err *e)
{
	if (app->request.here)
		return want_here(app, app->request.words[0], e);
	leave_all_but(&app->wants_options, TOOL_GO);
	return want_version(app, TOOL_GO, app->request.words[0], e);
}

static enum rc no_word(const struct request *r, struct err *e)
{
	err_set(e, RC_USAGE, _("%s needs a word: %s"), command_rows[r->command].name,
		command_rows[r->command].words);
	err_hint(e, _("See: goready help %s"), command_rows[r->command].name);
	return RC_USAGE;
}

enum rc app_take_named_tools(struct app *app, struct err *e)
{
	const struct request *r = &app->request;

	app->wants_options.named_only = app_names_tools(app);
	if ((r->command == COMMAND_INSTALL || r->command == COMMAND_USE) && !r->word_n)
		return no_word(r, e);
	if (r->command == COMMAND_UPGRADE)
		return take_upgrade(app, e);
	if (r->command == COMMAND_INSTALL)
		return take_install(app, e);
	return r->command == COMMAND_USE ? take_use(app, e) : RC_OK;
}

/* The checksums of a profile are those of its version, and so is its line. */
static void complete_version(struct app *app, struct profile_tool *own, enum tool_id id)
{
	const char *given = app->given ? app->given->tool[id].version : NULL;

	own->version = whole_version(app, id, own->version);
	if (str_equal(own->version, given))
		return;
	own->sha256 = own->h1 = (struct profile_checksums){ 0 };
	own->line = 0;
}

void app_complete_versions(struct app *app)
{
	struct wants_options *o = &app->wants_options;
	enum command_id command = app->request.command;

	if (o->here)
		o->here = whole_version(app, TOOL_GO, o->here);
	if (o->here || (command != COMMAND_INSTALL && command != COMMAND_USE))
		return;
	tools_each (id) {
		if (!o->left[id] && o->profile && o->profile->tool[id].version)
			complete_version(app, own_profile(app, id), id);
	}
}
