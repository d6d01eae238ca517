/* Which shells there are, which files they read, and what those assign. Nothing is started. */
#include "facts/gather.h"

#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "shell/block.h"
#include "shell/file_end.h"
#include "shell/terminal_test.h"

static const char *find_shell(struct gather *g, const char *name)
{
	static const char *const folders[] = { "/bin", "/usr/bin", "/usr/local/bin",
					       "/opt/homebrew/bin",
					       "/home/linuxbrew/.linuxbrew/bin" };

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		const char *path = path_join(g->mem, folders[i], name);

		if (gather_is_file(g, path) && g->host->may(g->host, path, X_OK))
			return path;
	}
	return host_which(g->host, g->mem, gather_env(g, "PATH"), name);
}

static void add_assignments(struct gather *g, const struct start_file *file)
{
	struct shell_facts *s = &g->f->shell;

	if (!file->exists)
		return;
	for (size_t i = 0; i < s->assignments.n; i++) /* .profile is bash's and sh's */
		if (str_equal(s->assignments.at[i].file, file->path))
			return;
	start_lines_read(g, file);
}

/* Files of the whole machine are named where they set something, and never plain: they are not the
 * user's to be edited. */
static void add_system_file(struct gather *g, const struct shell_kind *kind, const char *path)
{
	struct assignments found = { 0 };
	struct bytes text;

	if (!gather_read(g, path, 1 << 20, &text))
		return;
	assignments_parse(g->mem, text, path, kind, &found);
	for (size_t i = 0; i < found.n; i++) {
		found.at[i].plain = found.at[i].shared = found.at[i].certain = false;
		if (!str_equal(found.at[i].name, "PATH"))
			list_push(g->mem, &g->f->shell.assignments, found.at[i]);
		else if (str_starts(path, "/etc/profile"))
			list_push(g->mem, &g->f->shell.profile_paths, found.at[i]);
	}
}

static bool holds_text(struct gather *g, const char *path, const char *part)
{
	struct bytes text;

	return gather_read(g, path, 1 << 20, &text) &&
	       strstr(arena_strndup(g->mem, text.at, text.n), part);
}

static void add_system_files(struct gather *g)
{
	struct dir_entries entries = { 0 };

	add_system_file(g, shell_kind(SHELL_SH), "/etc/environment"); /* pam_env's: NAME=value */
	for (int id = 0; id < SHELL_N; id++) {
		const struct shell_kind *kind = shell_kind((enum shell_id)id);

		for (size_t i = 0; kind->system_files && kind->system_files[i]; i++)
			add_system_file(g, kind, kind->system_files[i]);
	}
	g->f->shell.zsh_reads_profile = holds_text(g, "/etc/zsh/zprofile", "/etc/profile") ||
					holds_text(g, "/etc/zprofile", "/etc/profile");
	if (g->host->list(g->host, g->mem, "/etc/profile.d", &entries, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < entries.n; i++)
		if (str_ends(entries.at[i].name, ".sh"))
			add_system_file(g, shell_kind(SHELL_SH),
					path_join(g->mem, "/etc/profile.d", entries.at[i].name));
}

static void find_login_shell(struct gather *g)
{
	struct shell_facts *s = &g->f->shell;
	const char *path = gather_env(g, "SHELL");

	if (!path)
		path = g->system.passwd_shell;
	s->login_path = path;
	s->login = shell_of_program(path);
	if (s->login < SHELL_N)
		s->shells[s->login].login_shell = true;
}

static void gather_start_files(struct gather *g)
{
	struct places *p = &g->f->places;
	struct shell_home home = facts_shell_home(g->f);

	for (int id = 0; id < SHELL_N; id++)
		shell_list_files(g->mem, g->host, &home, g->system.uid, &g->f->shell.shells[id]);
	p->zdotdir = home.zdotdir;
}

const struct env_file *facts_env_file(const struct facts *f, const char *path)
{
	for (size_t i = 0; i < f->shell.env_files.n; i++)
		if (str_equal(f->shell.env_files.at[i].path, path))
			return &f->shell.env_files.at[i];
	return NULL;
}

const char *facts_env_path(struct arena *mem, const struct facts *f, enum shell_id shell)
{
	const char *name = shell_kind(shell)->language->env_file;

	return name ? path_join(mem, f->places.data, name) : NULL;
}

/* The text with the block that names the folders: the file's own, or that of the file it reads. */
static struct bytes block_holder(struct arena *mem, const struct facts *f, enum shell_id shell,
				 struct bytes file)
{
	const char *path = shell_block_reads(mem, shell, file, f->places.home);
	const struct env_file *env = facts_env_file(f, path);

	if (!path)
		return file;
	return env ? env->content : BYTES("");
}

struct names facts_block_folders(struct arena *mem, const struct facts *f, enum shell_id shell,
				 struct bytes file)
{
	return shell_block_folders(mem, shell, block_holder(mem, f, shell, file), f->places.home);
}

struct names facts_block_in_effect(struct arena *mem, const struct facts *f, enum shell_id shell,
				   struct bytes file)
{
	struct bytes holder = block_holder(mem, f, shell, file);

	if (!shell_block_sets_path(mem, shell, holder))
		return (struct names){ 0 };
	return shell_block_folders(mem, shell, holder, f->places.home);
}

enum { ENV_FILE_MOST = 1 << 20 };

static void add_env_file(struct gather *g, const char *path)
{
	struct env_file *env;

	if (!path || facts_env_file(g->f, path))
		return;
	env = list_add(g->mem, &g->f->shell.env_files);
	env->path = path;
	env->exists = gather_read_or_why(g, path, ENV_FILE_MOST, &env->content, &env->why_not);
}

static void look_at_env_files(struct gather *g)
{
	for (int id = 0; id < SHELL_N; id++) {
		const struct shell *shell = &g->f->shell.shells[id];

		add_env_file(g, facts_env_path(g->mem, g->f, shell->id));
		for (size_t i = 0; i < shell->files.n; i++)
			add_env_file(g, shell_block_reads(g->mem, shell->id,
							  shell->files.at[i].content,
							  g->f->places.home));
	}
}

static const char *variable_before(const void *ctx, const char *name)
{
	return gather_env(ctx, name);
}

static bool look_before(const void *ctx, const char *path, bool *ret_there)
{
	const struct gather *g = ctx;
	struct file_info info = { 0 };

	if (g->host->stat(g->host, g->mem, path, &info, NULL) != RC_OK)
		return false;
	*ret_there = info.type != FILE_NONE;
	return true;
}

static const char *texts_beside(struct gather *g, const struct shell *shell, size_t file)
{
	struct str s = { .mem = g->mem };

	for (size_t i = 0; i < shell->files.n; i++)
		if (i != file && shell->files.at[i].exists)
			str_add_bytes(&s, shell->files.at[i].content.at,
				      shell->files.at[i].content.n);
	return str_text(&s);
}

/* bash goes on where there is no such shell. */
static bool ends_as_one_that_is_gone(struct gather *g, const struct file_end *end)
{
	return end->goes_on && !g->f->shell.shells[shell_of_program(end->goes_on)].installed;
}

static void find_ends(struct gather *g)
{
	const struct known_before known = { variable_before, look_before, g };

	for (int id = 0; id < SHELL_N; id++) {
		const struct shell *shell = &g->f->shell.shells[id];

		for (size_t i = 0; i < shell->files.n; i++) {
			struct start_file *file = &shell->files.at[i];

			if (!file->exists)
				continue;
			file->end = file_end_find(g->mem, file->content, texts_beside(g, shell, i),
						  shell_kind(shell->id), &known);
			if (ends_as_one_that_is_gone(g, &file->end))
				file->end = (struct file_end){ 0 };
		}
	}
}

/* fish(1), "Autoloading functions": read once the name is typed. */
static void add_autoloaded(struct gather *g)
{
	const struct shell_kind *fish = shell_kind(SHELL_FISH);
	struct shell_home home = facts_shell_home(g->f);

	tools_each (id) {
		const char *name = arena_fmt(g->mem, "functions/%s.fish", tool_name(id));

		if (g->f->shell.shells[SHELL_FISH].installed)
			(void)other_file_add(g, SHELL_FISH, name,
					     path_join(g->mem, fish->folder(g->mem, &home), name));
	}
}

static void find_tests_for_terminals(struct gather *g)
{
	struct shell_facts *s = &g->f->shell;

	for (int id = 0; id < SHELL_N; id++)
		for (size_t i = 0; i < s->shells[id].files.n; i++)
			s->shells[id].for_terminals |=
				s->shells[id].files.at[i].exists &&
				file_asks_for_terminal(g->mem, s->shells[id].files.at[i].content,
						       shell_kind((enum shell_id)id));
	for (size_t i = 0; i < s->others.n; i++)
		s->shells[s->others.at[i].shell].for_terminals |= file_asks_for_terminal(
			g->mem, s->others.at[i].content, shell_kind(s->others.at[i].shell));
}

bool gather_shell_is_gone(const struct shell *shell)
{
	return !shell->installed && !shell->login_shell && shell->id == SHELL_NU;
}

void gather_shells(struct gather *g)
{
	struct shell_facts *s = &g->f->shell;

	for (int id = 0; id < SHELL_N; id++) {
		s->shells[id].id = (enum shell_id)id;
		s->shells[id].path = find_shell(g, shell_name((enum shell_id)id));
		s->shells[id].installed = s->shells[id].path != NULL;
	}
	find_login_shell(g);
	add_system_files(g);
	gather_start_files(g);
	login_files_read(g);
	look_at_env_files(g);
	start_files_each (file, g->f)
		if (!gather_shell_is_gone(&s->shells[file->shell]))
			add_assignments(g, file);
	add_autoloaded(g);
	find_ends(g);
	find_tests_for_terminals(g);
}
