/* Which shells there are, which files they read, and what those assign. Nothing is started. */
#include "facts/gather.h"

#include <string.h>
#include <unistd.h>

#include "base/i18n.h"

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

/* By the mode alone, for root may write everything: what an owner has closed stays closed. */
static bool mode_allows_writing(const struct gather *g, const struct file_info *info)
{
	if (info->uid == g->system.uid)
		return info->mode & 0200;
	return (info->mode & 0022) != 0 && g->system.uid != 0;
}

static bool check_writable(struct gather *g, const char *path, const char **ret_why)
{
	struct host *h = g->host;
	struct disk_info disk = { 0 };
	struct file_info info = { 0 };

	if (str_starts(path, "/nix/store/")) {
		*ret_why = _("managed by Nix");
		return false;
	}
	if (h->disk(h, g->mem, path, &disk, NULL) == RC_OK && disk.read_only) {
		*ret_why = _("on a read-only file system");
		return false;
	}
	if (h->stat(h, g->mem, path, &info, NULL) != RC_OK || info.type == FILE_NONE)
		return true;
	if (mode_allows_writing(g, &info) && h->may(h, path, W_OK))
		return true;
	*ret_why = info.uid == g->system.uid ? _("write-protected")
		   : info.uid == 0           ? _("belongs to root")
					     : _("belongs to another user");
	return false;
}

/* The nearest folder that is there: what a new file would be made in. */
static const char *existing_parent(struct gather *g, const char *path)
{
	const char *folder = path_folder(g->mem, path);

	while (!host_is_folder(g->host, folder) && !str_equal(folder, "/"))
		folder = path_folder(g->mem, folder);
	return folder;
}

/* A larger one is no longer written by hand, and is left to whatever writes it. */
enum { MOST_START_FILE = 4 << 20 };

static void add_file(struct gather *g, struct shell *shell, const char *name, const char *path)
{
	struct start_file *file = list_add(g->mem, &shell->files);
	struct host *h = g->host;
	struct file_info target = { 0 };

	file->shell = shell->id;
	file->name = name;
	file->path = path;
	if (h->lstat(h, g->mem, path, &file->info, NULL) != RC_OK)
		file->info = (struct file_info){ 0 };
	if (file->info.type == FILE_LINK &&
	    h->realpath(h, g->mem, path, &file->target, NULL) != RC_OK)
		file->target = NULL;
	if (h->stat(h, g->mem, path, &target, NULL) == RC_OK && target.type == FILE_REGULAR)
		file->exists = gather_read_or_why(g, path, MOST_START_FILE, &file->content,
						  &file->why_not);
	file->mode = target.mode;
	if (file->info.type != FILE_NONE && target.type != FILE_REGULAR) {
		file->why_not = file->info.type == FILE_LINK ? _("a link that leads nowhere")
							     : _("not a regular file");
		return;
	}
	if (file->why_not) {
		file->exists = true; /* whatever is in it: nobody may take it for a new one */
		return;
	}
	file->writable = check_writable(
		g, file->exists ? (file->target ? file->target : path) : existing_parent(g, path),
		&file->why_not);
	shell->has_start_file = shell->has_start_file || file->exists;
}

/* If ~/.zshenv itself sets ZDOTDIR, zsh reads that one from HOME and the other files from there. */
static bool zshenv_sets_zdotdir(struct gather *g, const char **ret_folder)
{
	struct assignments found = { 0 };
	const char *path = path_join(g->mem, g->f->places.home, ".zshenv");
	struct bytes text;

	if (!gather_read(g, path, 1 << 20, &text))
		return false;
	assignments_parse(g->mem, text, path, shell_kind(SHELL_ZSH), &found);
	for (size_t i = found.n; i > 0; i--) {
		if (!str_equal(found.at[i - 1].name, "ZDOTDIR"))
			continue;
		*ret_folder = assignment_expand(g, found.at[i - 1].value);
		return *ret_folder && (*ret_folder)[0] == '/';
	}
	return false;
}

static void add_zsh_files(struct gather *g, struct shell *shell)
{
	static const char *const names[] = { ".zshenv", ".zprofile", ".zshrc", ".zlogin" };
	struct places *p = &g->f->places;
	const char *set_to = NULL;
	bool own = zshenv_sets_zdotdir(g, &set_to);

	if (own)
		p->zdotdir = path_bare(g->mem, set_to);
	for (size_t i = 0; i < 4; i++)
		add_file(g, shell, names[i],
			 path_join(g->mem, own && i == 0 ? p->home : p->zdotdir, names[i]));
}

static void add_home_files(struct gather *g, struct shell *shell, const char *const *names)
{
	for (size_t i = 0; names[i]; i++)
		add_file(g, shell, names[i], path_join(g->mem, g->f->places.home, names[i]));
}

/* conf.d/ *.fish by name, ours among them whether it is there or not; then config.fish. */
static void add_fish_files(struct gather *g, struct shell *shell)
{
	const char *folder = path_join(g->mem, g->f->places.config, "fish");
	const char *conf = path_join(g->mem, folder, "conf.d");
	const char *ours = "goready.fish";
	struct dir_entries entries = { 0 };
	bool had_ours = false;

	if (g->host->list(g->host, g->mem, conf, &entries, NULL) != RC_OK)
		entries.n = 0;
	for (size_t i = 0; i <= entries.n; i++) {
		const char *name = i < entries.n ? entries.at[i].name : NULL;

		if (!had_ours && (!name || strcmp(name, ours) >= 0)) {
			add_file(g, shell, "conf.d/goready.fish", path_join(g->mem, conf, ours));
			had_ours = true;
		}
		if (name && str_ends(name, ".fish") && !str_equal(name, ours))
			add_file(g, shell, path_join(g->mem, "conf.d", name),
				 path_join(g->mem, conf, name));
	}
	add_file(g, shell, "config.fish", path_join(g->mem, folder, "config.fish"));
}

static void add_assignments(struct gather *g, const struct start_file *file)
{
	struct shell_facts *s = &g->f->shell;
	struct assignments found = { 0 };

	if (!file->exists)
		return;
	for (size_t i = 0; i < s->assignments.n; i++) /* .profile is bash's and sh's */
		if (str_equal(s->assignments.at[i].file, file->path))
			return;
	assignments_parse(g->mem, file->content, file->path, shell_kind(file->shell), &found);
	for (size_t i = 0; i < found.n; i++)
		list_push(g->mem, &s->assignments, found.at[i]);
}

/* Files of the whole machine are named where they set something, and never plain: they are not the
 * user's to be edited. */
static void add_system_file(struct gather *g, const char *path)
{
	struct assignments found = { 0 };
	struct bytes text;

	if (!gather_read(g, path, 1 << 20, &text))
		return;
	assignments_parse(g->mem, text, path, shell_kind(SHELL_ZSH), &found);
	for (size_t i = 0; i < found.n; i++) {
		found.at[i].plain = false;
		if (!str_equal(found.at[i].name, "PATH"))
			list_push(g->mem, &g->f->shell.assignments, found.at[i]);
	}
}

static void add_system_files(struct gather *g)
{
	static const char *const files[] = { "/etc/environment", "/etc/profile",
					     "/etc/bash.bashrc", "/etc/bashrc",
					     "/etc/zshenv",      "/etc/zsh/zshenv",
					     "/etc/zshrc",       "/etc/zsh/zshrc" };
	struct dir_entries entries = { 0 };

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		add_system_file(g, files[i]);
	if (g->host->list(g->host, g->mem, "/etc/profile.d", &entries, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < entries.n; i++)
		if (str_ends(entries.at[i].name, ".sh"))
			add_system_file(g, path_join(g->mem, "/etc/profile.d", entries.at[i].name));
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

void gather_shells(struct gather *g)
{
	static const char *const bash_files[] = { ".bash_profile", ".bash_login", ".profile",
						  ".bashrc", NULL };
	static const char *const sh_files[] = { ".profile", NULL };
	struct shell_facts *s = &g->f->shell;

	for (int id = 0; id < SHELL_N; id++) {
		s->shells[id].id = (enum shell_id)id;
		s->shells[id].path = find_shell(g, shell_name((enum shell_id)id));
		s->shells[id].installed = s->shells[id].path != NULL;
	}
	find_login_shell(g);
	add_system_files(g);
	add_zsh_files(g, &s->shells[SHELL_ZSH]);
	add_home_files(g, &s->shells[SHELL_BASH], bash_files);
	add_fish_files(g, &s->shells[SHELL_FISH]);
	add_home_files(g, &s->shells[SHELL_SH], sh_files);
	for (int id = 0; id < SHELL_N; id++)
		for (size_t i = 0; i < s->shells[id].files.n; i++)
			add_assignments(g, &s->shells[id].files.at[i]);
}
