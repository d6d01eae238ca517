/* Gathering in order, the helpers the topics share, and the questions others ask of facts. */
#include "facts/gather.h"

#include <fnmatch.h>
#include <string.h>

#include "base/i18n.h"

const struct facts *facts_gather(struct arena *mem, struct host *host,
				 const struct facts_options *options)
{
	struct facts *f = ARENA_NEW(mem, struct facts);
	struct gather g = { .mem = mem, .host = host, .f = f };

	(void)host->system(host, mem, &g.system, NULL);
	gather_places(&g);
	gather_machine(&g);
	gather_shells(&g);
	gather_manager_roots(&g);
	gather_go_settings(&g);
	gather_paths_d(&g);
	if (options && options->checked)
		f->shell.syntax = options->checked->shell.syntax;
	else if (host->captured || (options && options->shells)) /* there nothing is started */
		gather_syntax(&g);
	f->shell.syntax_checked =
		(options && (options->shells || options->checked)) || f->shell.syntax.n;
	gather_path(&g);
	gather_stale_lines(&g);
	gather_clt(&g);
	gather_brew(&g);
	gather_project_folder(&g, options ? options->project : NULL);
	gather_tools(&g);
	if (options && options->managers)
		gather_managers(&g);
	gather_own_links(&g);
	gather_fronts(&g);
	gather_goroot_settings(&g);
	gather_proxies(&g);
	gather_permissions(&g);
	gather_environment(&g);
	gather_surroundings(&g);
	gather_program_proxies(&g);
	gather_project(&g, options ? options->project : NULL);
	if (options && options->toolchain_file)
		gather_toolchain_file(&g, options->project);
	gather_editors(&g);
	return f;
}

const char *gather_env(const struct gather *g, const char *name)
{
	const char *value = g->host->getenv(g->host, name);

	return value && *value ? value : NULL;
}

bool gather_read(const struct gather *g, const char *path, size_t most, struct bytes *ret)
{
	return g->host->read(g->host, g->mem, path, most, ret, NULL) == RC_OK;
}

bool gather_read_or_why(const struct gather *g, const char *path, size_t most, struct bytes *ret,
			const char **ret_why)
{
	return host_read_or_why(g->host, g->mem, path, most, ret, ret_why);
}

const char *gather_first_line(const struct gather *g, const char *path)
{
	return host_first_line(g->host, g->mem, path);
}

bool gather_is_file(const struct gather *g, const char *path)
{
	return host_is_file(g->host, path);
}

bool gather_list_like(struct gather *g, const char *folder, const char *pattern,
		      struct dir_entries *ret)
{
	struct dir_entries all = { 0 };

	if (g->host->list(g->host, g->mem, folder, &all, NULL) != RC_OK)
		return false;
	for (size_t i = 0; i < all.n; i++)
		if (fnmatch(pattern, all.at[i].name, FNM_PERIOD) == 0)
			list_push(g->mem, ret, all.at[i]);
	return true;
}

bool gather_is_own(const struct gather *g, const char *path)
{
	struct file_info info = { 0 };

	return g->host->stat(g->host, g->mem, path, &info, NULL) == RC_OK &&
	       info.type != FILE_NONE && info.uid == g->system.uid;
}

bool gather_is_made_by_another(const struct gather *g, const char *path)
{
	return host_exists(g->host, path) && !gather_is_own(g, path) &&
	       gather_is_own(g, path_folder(g->mem, path));
}

/* The library paths stay: what they break is broken for the user too. */
struct names gather_scrubbed_env(const struct gather *g)
{
	static const char *const kept[] = { "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH" };
	struct names env = { 0 };

	for (size_t i = 0; i < 2; i++) {
		const char *value = gather_env(g, kept[i]);

		if (value)
			list_push(g->mem, &env, arena_fmt(g->mem, "%s=%s", kept[i], value));
	}
	list_push(g->mem, &env, "PATH=/usr/bin:/bin:/usr/sbin:/sbin");
	list_push(g->mem, &env, "LC_ALL=C");
	list_push(g->mem, &env, arena_fmt(g->mem, "HOME=%s", g->f->places.home));
	return env;
}

struct shell_home facts_shell_home(const struct facts *f)
{
	return (struct shell_home){ .os = f->machine.os,
				    .home = f->places.home,
				    .config = f->places.config,
				    .config_set = f->places.config_set,
				    .zdotdir = f->places.zdotdir,
				    .root = f->machine.root,
				    .launchd = f->path.launchd };
}

const struct tool *facts_in_the_way(struct arena *mem, const struct facts *f, enum tool_id id)
{
	for (size_t i = 0; i < f->tools.n; i++) {
		const struct tool *tool = &f->tools.at[i];

		if (tool->id == id && (tool->fault == FAULT_FOLDER || tool->unreadable) &&
		    str_equal(path_folder(mem, tool->path), f->places.go_bin))
			return tool;
	}
	return NULL;
}

static bool exec_skips(enum tool_fault fault)
{
	return fault == FAULT_FOLDER || fault == FAULT_DANGLING || fault == FAULT_NOT_EXECUTABLE ||
	       fault == FAULT_NO_INTERPRETER;
}

static const struct tool *resolve(const struct facts *f, enum tool_id id, bool new_shell)
{
	const struct tool *best = NULL;
	int best_index = 0;

	for (size_t i = 0; i < f->tools.n; i++) {
		const struct tool *t = &f->tools.at[i];
		int index = new_shell ? t->new_shell_index : t->path_index;

		if (t->id != id || index < 0 || t->windows || exec_skips(t->fault))
			continue;
		if (!best || index < best_index) {
			best = t;
			best_index = index;
		}
	}
	return best;
}

const struct tool *facts_resolve(const struct facts *f, enum tool_id id)
{
	return resolve(f, id, true);
}

const struct tool *facts_resolve_here(const struct facts *f, enum tool_id id)
{
	return resolve(f, id, false);
}

static bool is_go_tool(const struct facts *f, const struct tool *tool)
{
	for (size_t i = 0; i < f->go_tools.n; i++)
		if (str_equal(f->go_tools.at[i].path, tool->path))
			return true;
	return false;
}

const struct tool *facts_go_program(const struct facts *f, size_t i)
{
	if (i < f->go_tools.n)
		return &f->go_tools.at[i];
	i -= f->go_tools.n;
	tools_each (id) {
		const struct tool *first = facts_resolve(f, id);

		if (id != TOOL_GO && first && first->binary.go && !is_go_tool(f, first) && i-- == 0)
			return first;
	}
	return NULL;
}

static bool is_at(const struct start_file *file, const char *path)
{
	return str_equal(file->path, path) || str_equal(file->target, path);
}

const struct shell *facts_login_shell(const struct facts *f)
{
	const struct shell_facts *s = &f->shell;

	return s->login < SHELL_N ? &s->shells[s->login] : NULL;
}

bool facts_is_start_file_name(const struct facts *f, const char *name)
{
	start_files_each (file, f)
		if (str_equal(path_name(file->path), name))
			return true;
	return false;
}

const struct start_file *facts_start_file(const struct facts *f, const char *path)
{
	start_files_each (file, f)
		if (is_at(file, path))
			return file;
	for (size_t i = 0; i < f->shell.others.n; i++)
		if (is_at(&f->shell.others.at[i], path))
			return &f->shell.others.at[i];
	return NULL;
}

const struct setting *facts_setting(const struct facts *f, const char *name)
{
	for (size_t i = 0; i < f->go.settings.n; i++)
		if (str_equal(f->go.settings.at[i].name, name))
			return &f->go.settings.at[i];
	return NULL;
}

const char *facts_setting_value(const struct facts *f, const char *name)
{
	const struct setting *s = facts_setting(f, name);

	return s ? s->value : NULL;
}
