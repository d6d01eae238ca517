/* Programs by name, whatever they are: what a text speaks of need not be a tool that goready knows. */
#include "facts/gather.h"

#include <string.h>

static void add_folder(struct gather *g, struct names *folders, const char *folder)
{
	if (str_starts(folder, "~/")) /* quoted where PATH is set: meant, and nobody looks there */
		folder = path_join(g->mem, g->f->places.home, folder + 2);
	folder = path_bare(g->mem, folder);
	if (path_is_absolute(folder) && !names_hold(folders, folder))
		list_push(g->mem, folders, folder);
}

static void add_usual_folders(struct gather *g, struct names *folders)
{
	static const char *const usual[] = {
		"/usr/local/bin",    "/usr/bin",          "/bin",
		"/usr/local/go/bin", "/opt/homebrew/bin", "/home/linuxbrew/.linuxbrew/bin",
		"/snap/bin",         "/usr/sbin",         "/sbin",
	};
	static const char *const home[] = { "go/bin", ".local/bin", "bin", ".cargo/bin" };
	struct names bins = go_bin_folders(g);

	add_folder(g, folders, g->f->places.bin);
	for (size_t i = 0; i < bins.n; i++)
		add_folder(g, folders, bins.at[i]);
	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
		add_folder(g, folders, usual[i]);
	for (size_t i = 0; i < sizeof(home) / sizeof(home[0]); i++)
		add_folder(g, folders, path_join(g->mem, g->f->places.home, home[i]));
	for (size_t i = 0; i < g->f->managers.n; i++)
		if (g->f->managers.at[i].shims)
			add_folder(g, folders, g->f->managers.at[i].shims);
	for (size_t i = 0; i < g->f->surroundings.version_bins.n; i++)
		add_folder(g, folders, g->f->surroundings.version_bins.at[i]);
}

/* bin/linux_arm64: where go install puts what GOOS or GOARCH were forced for. */
static void add_cross_folders(struct gather *g, struct names *folders)
{
	struct names bins = go_bin_folders(g);

	for (size_t i = 0; i < bins.n; i++) {
		struct dir_entries entries = { 0 };

		if (g->host->list(g->host, g->mem, bins.at[i], &entries, NULL) != RC_OK)
			continue;
		for (size_t k = 0; k < entries.n; k++)
			if (entries.at[k].type == FILE_FOLDER && strchr(entries.at[k].name, '_'))
				add_folder(g, folders,
					   path_join(g->mem, bins.at[i], entries.at[k].name));
	}
}

static bool same_file(const struct tools *found, const struct tool *t)
{
	for (size_t i = 0; i < found->n; i++)
		if (t->real_path && str_equal(found->at[i].real_path, t->real_path) &&
		    t->path_index < 0 && t->new_shell_index < 0)
			return true;
	return false;
}

struct tools facts_programs(struct arena *mem, struct host *host, const struct facts *f,
			    const char *name)
{
	struct facts looked_at = *f;
	struct gather g = { .mem = mem, .host = host, .f = &looked_at };
	struct tools found = { 0 };
	struct names folders = { 0 };

	for (size_t i = 0; i < f->path.entries.n; i++)
		if (f->path.entries.at[i].is_folder || f->path.entries.at[i].text[0] == '~')
			add_folder(&g, &folders, f->path.entries.at[i].text);
	for (size_t i = 0; i < f->path.new_shell.n; i++)
		add_folder(&g, &folders, f->path.new_shell.at[i]);
	add_usual_folders(&g, &folders);
	add_cross_folders(&g, &folders);
	for (size_t i = 0; i < folders.n; i++) {
		struct tool t = { .id = TOOL_N, .path = path_join(mem, folders.at[i], name) };
		struct file_info info = { 0 };

		if (host->lstat(host, mem, t.path, &info, NULL) || info.type == FILE_NONE)
			continue;
		t.path_index = path_index_of(f, folders.at[i]);
		t.new_shell_index = new_shell_index_of(f, folders.at[i]);
		tools_describe(&g, &t);
		if (!t.version && t.binary.go && t.binary.go->mod_version &&
		    t.binary.go->mod_version[0] == 'v')
			t.version = t.binary.go->mod_version + 1;
		if (!t.version)
			t.version = tool_keg_version(mem, &t);
		if (!same_file(&found, &t))
			list_push(mem, &found, t);
	}
	return found;
}
