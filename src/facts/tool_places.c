/* Where tools are looked for: on PATH in its order, on new shells' PATH, then in well-known places. */
#include "facts/gather.h"

#include <string.h>

/* Most of the usual places are not there, and some are named three times over. */
static bool is_worth_looking(struct gather *g, const char *folder)
{
	struct file_info info = { 0 };

	if (g->host->stat(g->host, g->mem, folder, &info, NULL) == RC_OK && info.type == FILE_NONE)
		return false;
	for (size_t i = 0; i < g->looked_into.n; i++)
		if (str_equal(g->looked_into.at[i], folder))
			return false;
	list_push(g->mem, &g->looked_into, folder);
	return true;
}

static void consider_all(struct gather *g, const char *folder)
{
	if (!is_worth_looking(g, folder))
		return;
	tools_each (id)
		tools_consider(g, id, folder);
}

void tools_look_on_path(struct gather *g)
{
	const struct path_facts *p = &g->f->path;

	for (size_t i = 0; i < p->entries.n; i++) {
		const struct path_entry *e = &p->entries.at[i];

		if (!e->is_folder || e->duplicate_of >= 0)
			continue;
		consider_all(g, path_bare(g->mem, e->text));
		if (e->windows)
			tools_consider_windows(g, path_bare(g->mem, e->text));
	}
}

void tools_add_new_shell(struct gather *g)
{
	const struct path_facts *p = &g->f->path;

	g->looked_into.n = 0; /* what a link leads to may count now */
	for (size_t i = 0; i < p->new_shell.n; i++)
		if (path_is_absolute(p->new_shell.at[i]))
			consider_all(g, path_bare(g->mem, p->new_shell.at[i]));
}

/* folder/PREFIX*\/bin for each entry: ~/sdk/go1.26.8, /usr/lib/go-1.22, goready's own trees. What
 * begins with a dot is unfinished or put aside, and nobody has checked it. */
static void look_into_versions(struct gather *g, const char *folder, const char *prefix)
{
	struct dir_entries entries = { 0 };

	if (g->host->list(g->host, g->mem, folder, &entries, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < entries.n; i++)
		if (str_starts(entries.at[i].name, prefix) && entries.at[i].name[0] != '.')
			consider_all(g, arena_fmt(g->mem, "%s/%s/bin", folder, entries.at[i].name));
}

static void look_into_go_bins(struct gather *g)
{
	struct names bins = go_bin_folders(g);
	const char *os = os_name(g->f->machine.os);

	for (size_t i = 0; i < bins.n; i++) {
		struct dir_entries entries = { 0 };

		consider_all(g, bins.at[i]);
		/* bin/linux_arm64: where go install puts what GOOS or GOARCH were forced for */
		if (!os || g->host->list(g->host, g->mem, bins.at[i], &entries, NULL) != RC_OK)
			continue;
		for (size_t k = 0; k < entries.n; k++)
			if (entries.at[k].type == FILE_FOLDER && strchr(entries.at[k].name, '_'))
				consider_all(g, path_join(g->mem, bins.at[i], entries.at[k].name));
	}
}

/* Versioned formulae are linked nowhere but in PREFIX/opt (Homebrew/brew, keg_only
 * :versioned_formula). */
static void look_into_kegs(struct gather *g)
{
	for (size_t i = 0; i < g->f->brew.brews.n; i++) {
		const struct brew *b = &g->f->brew.brews.at[i];

		for (size_t k = 0; k < b->installed.n; k++)
			if (str_starts(b->installed.at[k], "go@") ||
			    str_starts(b->installed.at[k], "protobuf@"))
				consider_all(g, arena_fmt(g->mem, "%s/opt/%s/bin", b->prefix,
							  b->installed.at[k]));
	}
}

/* `tar -C /usr/local/go`: the tree's own folder stands in the one that PATH names. */
static void look_one_deeper(struct gather *g, const char *folder)
{
	const char *tree = path_folder(g->mem, folder);

	if (str_equal(path_name(folder), "bin") && str_equal(path_name(tree), "go") &&
	    !host_is_folder(g->host, folder) && host_is_folder(g->host, tree))
		consider_all(g, path_join(g->mem, tree, "go/bin"));
}

/* Where start files, also those of other shells, would have tools found. */
static void look_where_start_files_say(struct gather *g)
{
	start_files_each (file, g->f)
		for (size_t i = 0; i < file->puts.n; i++)
			consider_all(g, file->puts.at[i]);
}

/* A tree that is named but not on PATH: a version manager exports that of the folder one is in. */
static void look_where_goroot_says(struct gather *g)
{
	const struct setting *s = facts_setting(g->f, "GOROOT");
	const char *const trees[] = { s->environment, s->start_file, s->go_env_file };

	for (size_t i = 0; i < sizeof(trees) / sizeof(trees[0]); i++)
		if (path_is_absolute(trees[i]))
			consider_all(g, path_join(g->mem, path_bare(g->mem, trees[i]), "bin"));
}

void tools_look_into_known_places(struct gather *g)
{
	static const char *const places[] = {
		"/usr/local/go/bin",
		"/usr/local/bin",
		"/usr/bin",
		"/opt/go/bin",
		"/snap/bin",
		"/snap/go/current/bin",
		"/opt/homebrew/bin",
		"/home/linuxbrew/.linuxbrew/bin",
		"/opt/local/bin",
		"/run/current-system/sw/bin",
		"/nix/var/nix/profiles/default/bin",
	};
	static const char *const home[] = { ".local/bin",       "bin",
					    "go/bin",           ".linuxbrew/bin",
					    "protoc/bin",       ".local/protoc/bin",
					    ".nix-profile/bin", ".local/state/nix/profile/bin" };
	const struct places *p = &g->f->places;

	consider_all(g, p->bin);
	look_one_deeper(g, "/usr/local/go/bin");
	look_into_go_bins(g);
	look_where_start_files_say(g);
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		consider_all(g, places[i]);
	for (size_t i = 0; i < sizeof(home) / sizeof(home[0]); i++)
		consider_all(g, path_join(g->mem, p->home, home[i]));
	for (size_t i = 0; i < g->f->managers.n; i++)
		if (g->f->managers.at[i].shims)
			consider_all(g, g->f->managers.at[i].shims);
	look_into_versions(g, path_join(g->mem, p->home, "sdk"), "go");
	look_into_versions(g, path_join(g->mem, p->home, "go"), "go1.");
	look_into_versions(g, "/usr/lib", "go-");
	look_into_versions(g, "/usr/local",
			   "go1."); /* half an upgrade: moved aside, or not linked yet */
	look_into_versions(g, "/usr/local", "go-1.");
	look_into_versions(g, "/opt", "go1.");
	look_into_versions(g, p->home, "protoc-");
	look_into_versions(g, path_join(g->mem, p->home, "protoc"), "protoc-");
	look_into_kegs(g);
	look_into_versions(g, p->tools, "");
	look_where_goroot_says(g);
}
