/*
 * Go's settings and where each comes from.
 *
 * cmd/go takes the environment first (an empty value counts as unset), then the file that `go env
 * -w` writes, then GOROOT/go.env (cmd/go/internal/cfg, envFile and Getenv).
 */
#include "facts/gather.h"

#include <string.h>
#include <unistd.h>

#include "base/environment.h"
#include "shell/lines.h"
#include "tool/go_variables.h"

/* By this process, or by a start file for new shells. */
static const char *env_file_named(const struct gather *g)
{
	const char *value = gather_env(g, "GOENV");
	const struct assignment *line = value ? NULL : gather_last_line(g, "GOENV");

	return line && line->plain ? assignment_expand(g, line->value) : value;
}

/* os.UserConfigDir + "go/env"; GOENV names another file, or "off". */
static const char *env_file_path(const struct gather *g)
{
	const char *goenv = env_file_named(g);

	if (str_equal(goenv, "off"))
		return NULL;
	if (goenv)
		return goenv;
	if (g->f->machine.os == OS_DARWIN)
		return path_join(g->mem, g->f->places.home, "Library/Application Support/go/env");
	return path_join(g->mem, g->f->places.config, "go/env");
}

static bool is_of_login_shell(const struct gather *g, const char *file)
{
	const struct shell *shell = facts_login_shell(g->f);

	for (size_t i = 0; shell && i < shell->files.n; i++)
		if (str_equal(shell->files.at[i].path, file))
			return true;
	return false;
}

static const char *goenv_variable(const void *ctx, const char *name)
{
	return gather_env(ctx, name);
}

static const char *line_value(const struct gather *g, const struct assignment *a)
{
	return facts_line_value(g->mem, g->f, a, goenv_variable, g);
}

/* The line in a start file that most likely set the variable: one whose value is the present one,
 * else the last plain one of the login shell, of any shell, else the last. */
static const struct assignment *find_start_line(const struct gather *g, const char *name,
						const char *value)
{
	const struct shell_facts *s = &g->f->shell;
	const struct assignment *best = NULL;
	int best_rank = 0;

	for (size_t i = s->assignments.n; i > 0; i--) {
		const struct assignment *a = &s->assignments.at[i - 1];
		int rank;

		if (!str_equal(a->name, name))
			continue;
		if (value && str_equal(line_value(g, a), value))
			return a;
		rank = 1 + 2 * a->certain + is_of_login_shell(g, a->file);
		if (rank > best_rank) {
			best = a;
			best_rank = rank;
		}
	}
	return best;
}

static const char *start_file_value(const struct gather *g, const struct assignment *a)
{
	const char *value = a && a->certain ? line_value(g, a) : NULL;

	return value && *value ? value : NULL;
}

static void read_setting(struct gather *g, const struct assignments *file, const char *name)
{
	struct setting *s = list_add(g->mem, &g->f->go.settings);
	const struct assignment *in_file = assignments_last(file, name);

	s->name = name;
	s->environment = gather_env(g, name);
	s->where = find_start_line(g, name, s->environment);
	s->start_file = start_file_value(g, s->where);
	s->go_env_file = in_file && in_file->value[0] ? in_file->value : NULL;
	s->value = s->environment ? s->environment : s->start_file;
	if (s->value) {
		s->origin = SETTING_ENVIRONMENT;
		return;
	}
	s->where = in_file;
	s->value = s->go_env_file;
	if (s->value)
		s->origin = SETTING_GO_ENV_FILE;
}

/* The nearest folder that exists is the one that has to be written to. */
static bool can_be_made(struct gather *g, const char *folder)
{
	while (!host_exists(g->host, folder) && !str_equal(folder, "/"))
		folder = path_folder(g->mem, folder);
	return host_is_folder(g->host, folder) && g->host->may(g->host, folder, W_OK);
}

/* Somebody else's: below the home fs.foreign-owner and fs.closed speak of it. Of GOPATH only bin and pkg are
 * written to, and of modules that are there nothing needs to be. */
static bool is_of_others(struct gather *g, const char *name, const char *folder)
{
	const char *bin = path_join(g->mem, folder, "bin");

	if (path_is_within(folder, g->f->places.home) || str_equal(name, "GOMODCACHE"))
		return false;
	if (str_equal(name, "GOPATH") && host_exists(g->host, bin)) {
		if (gather_is_made_by_another(g, bin)) /* fs.foreign-owner */
			return false;
		folder = bin;
	}
	return host_is_folder(g->host, folder) && !g->host->may(g->host, folder, W_OK);
}

static void add_folder_of_others(struct gather *g, const char *folder)
{
	struct file_info info = { 0 };

	list_push(g->mem, &g->f->go.of_others, folder);
	if (g->host->stat(g->host, g->mem, folder, &info, NULL) == RC_OK && info.uid == 0)
		list_push(g->mem, &g->f->go.of_root, folder);
}

static void look_at_folder(struct gather *g, const char *name, const char *value)
{
	const char *folder = value ? str_split(g->mem, value, ':').at[0] : NULL;
	bool exists = path_is_absolute(folder) && host_exists(g->host, folder);

	if (!path_is_absolute(folder) || names_hold(&g->f->go.cannot_be_made, folder))
		return;
	if (exists && !host_is_folder(g->host, folder))
		list_push(g->mem, &g->f->go.no_folders, folder);
	else if (exists ? !is_of_others(g, name, folder) : can_be_made(g, folder))
		return;
	else if (exists)
		add_folder_of_others(g, folder);
	list_push(g->mem, &g->f->go.cannot_be_made, folder);
}

static const char *const folder_names[] = { "GOPATH",     "GOBIN",          "GOCACHE",
					    "GOMODCACHE", "XDG_CACHE_HOME", "HOME" };

static void look_at_folders(struct gather *g)
{
	for (size_t i = 0; i < sizeof(folder_names) / sizeof(folder_names[0]); i++) {
		const struct setting *s = facts_setting(g->f, folder_names[i]);

		look_at_folder(g, folder_names[i], s->environment);
		look_at_folder(g, folder_names[i], s->start_file);
		look_at_folder(g, folder_names[i], s->go_env_file);
	}
}

static void look_whether_gone(struct gather *g, const char *path)
{
	struct file_info info = { 0 };

	if (!path_is_absolute(path) || g->host->stat(g->host, g->mem, path, &info, NULL) != RC_OK)
		return;
	if (info.type == FILE_NONE)
		list_push(g->mem, &g->f->go.gone, path);
}

/* go makes a folder of its own in it. */
static void look_whether_it_serves(struct gather *g, const char *folder)
{
	if (!path_is_absolute(folder) || !host_exists(g->host, folder))
		return;
	if (!host_is_folder(g->host, folder))
		list_push(g->mem, &g->f->go.no_folders, folder);
	else if (!g->host->may(g->host, folder, W_OK))
		add_folder_of_others(g, folder);
}

static bool makes(struct gather *g, const struct start_file *file, const char *name,
		  const char *folder)
{
	struct lines l;

	lines_open(&l, g->mem, file->content, shell_kind(file->shell)->language->lines);
	while (lines_next(&l)) {
		const char *at = strstr(l.trimmed, "mkdir ");
		struct word word;

		for (at = at ? at + strlen("mkdir ") : ""; *(at += strspn(at, " \t"));
		     at += word.length) {
			const char *made;

			if (!word_read(g->mem, at, WORD_ASSIGNMENT, &word) || !word.length)
				break;
			made = assignment_expand(g, word.text);
			if (path_equal(made ? made : word.text, folder) ||
			    str_equal(word.text, arena_fmt(g->mem, "$%s", name)) ||
			    str_equal(word.text, arena_fmt(g->mem, "${%s}", name)))
				return true;
		}
	}
	return false;
}

/* `mkdir -p "$TMPDIR"` in a start file: each new terminal has it. */
static bool is_made_by_a_start_file(struct gather *g, const char *name, const char *folder)
{
	for (int id = 0; id < SHELL_N; id++)
		for (size_t i = 0; i < g->f->shell.shells[id].files.n; i++)
			if (g->f->shell.shells[id].files.at[i].exists &&
			    makes(g, &g->f->shell.shells[id].files.at[i], name, folder))
				return true;
	for (size_t i = 0; i < g->f->shell.others.n; i++)
		if (makes(g, &g->f->shell.others.at[i], name, folder))
			return true;
	return false;
}

static void look_for_what_go_does_not_make(struct gather *g)
{
	static const char *const names[] = { "GOTMPDIR", "TMPDIR", "GOWORK", "SSL_CERT_FILE" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const struct setting *s = facts_setting(g->f, names[i]);

		const char *const values[] = { s->environment, s->start_file, s->go_env_file };

		for (size_t k = 0; k < sizeof(values) / sizeof(values[0]); k++) {
			bool here = k == 0 && !g->host->captured; /* this process has it */

			if (here || !path_is_absolute(values[k]) ||
			    !is_made_by_a_start_file(g, names[i], values[k]))
				look_whether_gone(g, values[k]);
			if (str_ends(names[i], "TMPDIR"))
				look_whether_it_serves(g, values[k]);
		}
	}
}

static struct names copied(struct arena *mem, const struct names *list)
{
	struct names copy = { 0 };

	for (size_t i = 0; i < list->n; i++)
		list_push(mem, &copy, list->at[i]);
	return copy;
}

/* No file alone tells what `export GOBIN="$(go env GOPATH)/bin"` sets. */
void goenv_look_at_told(struct gather *g, const struct names *variables)
{
	struct go_settings *go = &g->f->go;

	go->cannot_be_made = copied(g->mem, &go->cannot_be_made);
	go->of_others = copied(g->mem, &go->of_others);
	go->of_root = copied(g->mem, &go->of_root);
	go->no_folders = copied(g->mem, &go->no_folders);
	for (size_t i = 0; i < sizeof(folder_names) / sizeof(folder_names[0]); i++)
		look_at_folder(g, folder_names[i], environment_value(variables, folder_names[i]));
}

void gather_go_settings(struct gather *g)
{
	struct go_settings *go = &g->f->go;
	struct assignments *file = ARENA_NEW(g->mem, struct assignments);

	go->file = env_file_path(g);
	go->file_by_variable = go->file && env_file_named(g);
	if (go->file && gather_read_or_why(g, go->file, 1 << 20, &go->content, &go->file_why_not)) {
		go->file_exists = true;
		assignments_parse(g->mem, go->content, go->file, NULL, file);
	}
	go_variables_each (v)
		if (v->uses & VARIABLE_SETTING)
			read_setting(g, file, v->name);
	look_at_folders(g);
	look_for_what_go_does_not_make(g);
	go_bin_find(g);
}

/* GOROOT/go.env of the go that new shells run: there since 1.21; distributions change it. */
void gather_goroot_settings(struct gather *g)
{
	const struct tool *go = facts_resolve(g->f, TOOL_GO);
	struct assignments found = { 0 };
	const char *path;
	struct bytes text;

	if (!go)
		go = facts_resolve_here(g->f, TOOL_GO);
	if (!go || !go->goroot)
		return;
	path = path_join(g->mem, go->goroot, "go.env");
	if (!gather_read(g, path, 1 << 20, &text))
		return;
	assignments_parse(g->mem, text, path, NULL, &found);
	for (size_t i = 0; i < g->f->go.settings.n; i++) {
		struct setting *s = &g->f->go.settings.at[i];
		const struct assignment *a = assignments_last(&found, s->name);

		if (!a || !a->value[0])
			continue;
		s->goroot_file = a->value;
		if (s->value)
			continue;
		s->value = a->value;
		s->origin = SETTING_GOROOT_FILE;
	}
}
