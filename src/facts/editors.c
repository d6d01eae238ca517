/*
 * Editors. Those of VS Code's family: where each keeps its settings, which extension of Go it has, and what
 * its settings say about Go (others: goland.c, editor_lines.c). Files only; no editor is started.
 *
 * code.visualstudio.com/docs/configure/settings (places), .../docs/remote/ssh (servers' folders);
 * coder/code-server, src/node/util.ts (getEnvPaths); gitpod-io/openvscode-server (the server's folder);
 * golang/vscode-go, extension/package.json (settings) and extension/src/utils/pathUtils.ts (~ and ${...}).
 */
#include "facts/gather.h"

#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/jsonc.h"
#include "shell/start_files.h"

/* One editor, and what it starts on machines that it is connected to, in the home folder there: by ssh, in
 * WSL, in a container. */
struct family {
	const char *name, *settings;     /* its folder in the system's place for settings */
	const char *extensions, *server; /* in the home folder */
	/* settings and extensions NULL: it is nothing but a server, for browsers */
};
static const struct family families[] = {
	{ "VS Code", "Code", ".vscode", ".vscode-server" },
	{ "VS Code Insiders", "Code - Insiders", ".vscode-insiders", ".vscode-server-insiders" },
	{ "VSCodium", "VSCodium", ".vscode-oss", ".vscodium-server" },
	{ "Cursor", "Cursor", ".cursor", ".cursor-server" },
	{ "Windsurf", "Windsurf", ".windsurf", ".windsurf-server" },
	{ "OpenVSCode Server", NULL, NULL, ".openvscode-server" },
};

/* ---- what a setting leads to ---- */

/* NULL: only the editor knows. */
static const char *variable_of(struct gather *g, const char *name)
{
	if (str_equal(name, "userHome"))
		return g->f->places.home;
	return str_starts(name, "env:") ? gather_env(g, name + strlen("env:")) : NULL;
}

static const char *expanded(struct gather *g, const char *value)
{
	struct str s = { .mem = g->mem };
	const char *open, *close;

	if (value[0] == '~' && (value[1] == '/' || !value[1])) {
		str_add(&s, g->f->places.home);
		value++;
	}
	while ((open = strstr(value, "${")) && (close = strchr(open, '}'))) {
		const char *name = arena_strndup(g->mem, open + 2, (size_t)(close - open - 2));

		if (!variable_of(g, name))
			return NULL;
		str_add_bytes(&s, value, (size_t)(open - value));
		str_add(&s, variable_of(g, name));
		value = close + 1;
	}
	str_add(&s, value);
	return strchr(value, '$') ? NULL : str_text(&s);
}

/* By its name alone, as the extension looks for it: the Go bin folders, then PATH. */
static const char *found_by_name(struct gather *g, const char *name)
{
	struct names folders = go_bin_folders(g);

	for (size_t i = 0; i < g->f->path.new_shell.n; i++)
		list_push(g->mem, &folders, g->f->path.new_shell.at[i]);
	return host_which(g->host, g->mem, str_join(g->mem, &folders, ":"), name);
}

static bool parent_is_writable(struct gather *g, const char *path)
{
	do
		path = path_folder(g->mem, path);
	while (!host_exists(g->host, path) && !str_equal(path, "/"));
	return g->host->may(g->host, path, W_OK);
}

static const struct tool *program_at(struct gather *g, const char *path)
{
	struct tool *t = ARENA_NEW(g->mem, struct tool);

	if (!host_exists(g->host, path))
		return NULL;
	*t = (struct tool){ .id = tool_find(path_name(path)),
			    .path = path,
			    .path_index = path_index_of(g->f, path_folder(g->mem, path)),
			    .new_shell_index =
				    new_shell_index_of(g->f, path_folder(g->mem, path)) };
	tools_describe(g, t);
	return t;
}

static void follow_setting(struct gather *g, struct editor_setting *s)
{
	const char *path = s->kind == EDITOR_TEXT ? NULL : expanded(g, s->value);

	if (s->kind == EDITOR_FOLDER &&
	    path) /* GOPATH may be a list; the first is where things go */
		path = arena_strndup(g->mem, path, strcspn(path, ":"));
	if (s->kind == EDITOR_PROGRAM && path && !strchr(path, '/') && found_by_name(g, path))
		path = found_by_name(g, path);
	s->path = path;
	if (!path_is_absolute(path))
		return;
	s->there = host_exists(g->host, path);
	if (s->kind == EDITOR_GOROOT || s->kind == EDITOR_SDK)
		s->program = program_at(g, path_join(g->mem, path, "bin/go"));
	else if (s->kind == EDITOR_PROGRAM)
		s->program = program_at(g, path);
	else
		s->can_be_made = s->there || parent_is_writable(g, path);
}

void editor_setting_add(struct gather *g, struct editor_setting s)
{
	follow_setting(g, &s);
	list_push(g->mem, &g->f->editors.settings, s);
}

/* ---- one file ---- */

struct editor_file *editor_file_at(struct gather *g, const char *editor, const char *path)
{
	struct editor_file *file = ARENA_NEW(g->mem, struct editor_file);
	struct start_files look = { .mem = g->mem, .host = g->host, .uid = g->system.uid };

	*file = (struct editor_file){ .editor = editor };
	file->file = (struct start_file){ .shell = SHELL_N, .name = path_name(path), .path = path };
	file->unreadable = !start_file_look(&look, &file->file);
	return file->file.exists ? file : NULL;
}

static void add_setting(struct gather *g, const struct editor_file *of, const struct jsonc *at,
			const char *section, enum editor_value kind)
{
	struct editor_setting s = { .of = of, .line = at->line, .from = at->from, .kind = kind };

	if (at->type != JSON_STRING || !at->string[0])
		return;
	s.part = section ? at->key : NULL;
	s.name = section ? arena_fmt(g->mem, "%s %s", section, at->key) : at->key;
	s.value = at->string;
	editor_setting_add(g, s);
}

static enum editor_value kind_of_variable(const char *name)
{
	if (str_equal(name, "GOROOT"))
		return EDITOR_GOROOT;
	return str_equal(name, "GOPATH") ? EDITOR_FOLDER : EDITOR_TEXT;
}

static void read_settings(struct gather *g, const struct editor_file *of, const struct jsonc *root)
{
	jsonc_each (m, root) {
		if (str_equal(m->key, "go.goroot"))
			add_setting(g, of, m, NULL, EDITOR_GOROOT);
		else if (str_equal(m->key, "go.gopath") || str_equal(m->key, "go.toolsGopath"))
			add_setting(g, of, m, NULL, EDITOR_FOLDER);
		else if (str_equal(m->key, "go.toolsManagement.go"))
			add_setting(g, of, m, NULL, EDITOR_PROGRAM);
		else if (str_equal(m->key, "go.alternateTools"))
			jsonc_each (tool, m)
				add_setting(g, of, tool, m->key, EDITOR_PROGRAM);
		else if (str_equal(m->key, "go.toolsEnvVars"))
			jsonc_each (variable, m)
				add_setting(g, of, variable, m->key,
					    kind_of_variable(variable->key));
	}
}

/* Goready writes nothing outside the home folder that a link in it leads to. */
void gather_stay_at_home(const struct gather *g, struct start_file *file)
{
	const char *home = g->f->places.home;

	if (!file->target || path_is_within(file->target, home))
		return;
	if (g->host->realpath(g->host, g->mem, home, &home, NULL) == RC_OK &&
	    path_is_within(file->target, home))
		return;
	file->writable = false;
	file->why_not = _("a link that leads out of your home folder");
}

static bool has_false(struct bytes text, const struct jsonc *value)
{
	return value && value->type == JSON_BOOL && text.at[value->at] == 'f';
}

static void look_at_file(struct gather *g, const char *editor, const char *id, const char *path,
			 bool of_project)
{
	struct editor_file *file = editor_file_at(g, editor, path);
	struct err e = { 0 };
	struct jsonc *root = NULL;

	if (!file)
		return;
	file->id = id;
	file->of_project = of_project;
	list_push(g->mem, &g->f->editors.files, file);
	gather_stay_at_home(g, &file->file);
	if (of_project) {
		file->file.writable = false;
		file->file.why_not = _("it belongs to the project");
	}
	if (file->unreadable)
		return;
	if (jsonc_parse(g->mem, file->file.content, &root, &e)) {
		file->broken = arena_strdup(g->mem, e.text);
		return;
	}
	file->no_gopls = has_false(file->file.content, jsonc_get(root, "go.useLanguageServer"));
	read_settings(g, file, root);
}

/* ---- all of them ---- */

/* extensions.json lists what is installed: [{"identifier": {"id": "golang.go"}, "version": "0.50.0"}] */
static const char *go_extension(struct gather *g, const char *folder)
{
	enum { MOST = 4 << 20 };
	struct jsonc *root = NULL;
	struct bytes text;

	if (!gather_read(g, path_join(g->mem, folder, "extensions/extensions.json"), MOST, &text) ||
	    jsonc_parse(g->mem, text, &root, NULL))
		return NULL;
	jsonc_each (one, root) {
		const struct jsonc *id = jsonc_get(jsonc_get(one, "identifier"), "id");
		const struct jsonc *version = jsonc_get(one, "version");

		if (id && id->string && strcasecmp(id->string, "golang.go") == 0)
			return version && version->string ? version->string : "";
	}
	return NULL;
}

static void add_editor(struct gather *g, const char *name, const char *folder)
{
	const char *version = go_extension(g, folder);

	if (version)
		*list_add(g->mem, &g->f->editors.editors) = (struct editor){ name, version };
}

static void look_at_profiles(struct gather *g, const struct family *f, const char *user)
{
	const char *folder = path_join(g->mem, user, "profiles");
	struct dir_entries entries = { 0 };

	if (!host_is_folder(g->host, folder) ||
	    g->host->list(g->host, g->mem, folder, &entries, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < entries.n && i < 60; i++)
		look_at_file(g, f->name, arena_fmt(g->mem, "editor.%s-profile", f->extensions + 1),
			     arena_fmt(g->mem, "%s/%s/settings.json", folder, entries.at[i].name),
			     false);
}

static void look_at_desktop(struct gather *g, const struct family *f)
{
	const char *home = g->f->places.home;
	const char *user =
		g->f->machine.os == OS_DARWIN
			? arena_fmt(g->mem, "%s/Library/Application Support/%s/User", home,
				    f->settings)
			: arena_fmt(g->mem, "%s/%s/User", g->f->places.config, f->settings);

	if (host_is_folder(g->host, user)) {
		look_at_file(g, f->name, arena_fmt(g->mem, "editor.%s", f->extensions + 1),
			     path_join(g->mem, user, "settings.json"), false);
		look_at_profiles(g, f, user);
	}
	add_editor(g, f->name, path_join(g->mem, home, f->extensions));
}

static void look_at_server(struct gather *g, const struct family *f)
{
	const char *server = path_join(g->mem, g->f->places.home, f->server);
	const char *name = f->settings ? arena_fmt(g->mem, _("%s's server"), f->name) : f->name;

	look_at_file(g, name, arena_fmt(g->mem, "editor.%s", f->server + 1),
		     path_join(g->mem, server, "data/Machine/settings.json"), false);
	add_editor(g, name, server);
}

/* Its data are where XDG says, on macOS too. The user's settings are there as well, since its window is a
 * browser's. */
static void look_at_code_server(struct gather *g)
{
	const char *folder =
		path_join(g->mem, path_folder(g->mem, g->f->places.data), "code-server");

	if (!host_is_folder(g->host, folder))
		return;
	look_at_file(g, "code-server", "editor.code-server",
		     path_join(g->mem, folder, "User/settings.json"), false);
	look_at_file(g, "code-server", "editor.code-server-machine",
		     path_join(g->mem, folder, "Machine/settings.json"), false);
	add_editor(g, "code-server", folder);
}

static void look_at_family(struct gather *g, const struct family *f)
{
	if (f->settings)
		look_at_desktop(g, f);
	look_at_server(g, f);
}

void gather_editors(struct gather *g)
{
	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++)
		look_at_family(g, &families[i]);
	look_at_code_server(g);
	if (g->f->project.folder)
		look_at_file(g, _("The project"), "editor.project",
			     path_join(g->mem, g->f->project.folder, ".vscode/settings.json"),
			     true);
	gather_goland(g);
	gather_editor_lines(g);
}
