/*
 * Version managers: where each keeps what it brings, and the Gos in there that no shell finds. Those are for
 * `goready list` alone: rules and plans are not to know of them, or a plan might use what belongs to a manager.
 */
#include "facts/gather.h"

#include <string.h>

struct manager {
	enum origin origin;
	const char *variable; /* that moves its folder */
	const char *folder;   /* below home */
	const char *data;     /* below XDG_DATA_HOME, where that is set; NULL: it has no say */
	const char *gos, *programs; /* below the folder: one for each version, and bin in it */
	const char *shims;          /* NULL: it has none */
	/* Where go install puts programs of one version: below its folder in `gos`; below GOPATH's, "go" in the home. */
	const char *bins[2], *gopath;
	const char *own[2]; /* its own program, below its folder, where it is not on PATH */
};

/* asdf: internal/config, ASDF_DATA_DIR, and asdf-golang's own "go" in each; mise: src/env.rs, MISE_DATA_DIR and
 * XDG_DATA_HOME (on macOS too); gvm: binscripts/gvm-installer, GVM_ROOT; goenv: libexec/goenv, GOENV_ROOT, and
 * libexec/goenv-exec, GOPATH "~/go/VERSION". */
static const struct manager managers[] = {
	{ .origin = ORIGIN_ASDF,
	  .variable = "ASDF_DATA_DIR",
	  .folder = ".asdf",
	  .gos = "installs/golang",
	  .programs = "go/bin",
	  .shims = "shims",
	  .bins = { "bin", "packages/bin" },
	  .own = { "asdf.sh", "bin/asdf" } },
	{ .origin = ORIGIN_MISE,
	  .variable = "MISE_DATA_DIR",
	  .folder = ".local/share/mise",
	  .data = "mise",
	  .gos = "installs/go",
	  .programs = "bin",
	  .shims = "shims",
	  .bins = { "bin" } },
	{ .origin = ORIGIN_GVM,
	  .variable = "GVM_ROOT",
	  .folder = ".gvm",
	  .gos = "gos",
	  .programs = "bin",
	  .own = { "scripts/gvm" } },
	{ .origin = ORIGIN_GOENV,
	  .variable = "GOENV_ROOT",
	  .folder = ".goenv",
	  .gos = "versions",
	  .programs = "bin",
	  .shims = "shims",
	  .bins = { "bin" },
	  .gopath = "go",
	  .own = { "bin/goenv", "libexec/goenv" } },
};

/* This process's value, else what a start file gives new shells. */
static const char *absolute_folder(const struct gather *g, const char *name)
{
	const struct assignment *line = gather_last_line(g, name);
	const char *value = gather_env(g, name);

	if (!value && line && line->plain)
		value = assignment_expand(g, line->value);
	return path_is_absolute(value) ? path_bare(g->mem, value) : NULL;
}

static const char *root_of(const struct gather *g, const struct manager *m)
{
	const char *moved = absolute_folder(g, m->variable);
	const char *data = m->data ? absolute_folder(g, "XDG_DATA_HOME") : NULL;

	if (moved)
		return moved;
	return data ? path_join(g->mem, data, m->data)
		    : path_join(g->mem, g->f->places.home, m->folder);
}

void gather_manager_roots(struct gather *g)
{
	for (size_t i = 0; i < sizeof(managers) / sizeof(managers[0]); i++) {
		const struct manager *m = &managers[i];
		struct manager_root root = { .origin = m->origin, .path = root_of(g, m) };

		if (m->shims)
			root.shims = path_join(g->mem, root.path, m->shims);
		list_push(g->mem, &g->f->managers, root);
	}
}

/* The folder itself may be one that holds all sorts of things, as the home folder. */
static const struct manager_root *keeper(const struct facts *f, const char *path, bool shims)
{
	static const char *const kept[] = { "installs", "gos", "pkgsets", "versions", "shims" };
	size_t n = sizeof(kept) / sizeof(kept[0]) - !shims;

	for (size_t i = 0; path && i < f->managers.n; i++) {
		const char *below = path_below(path, f->managers.at[i].path);

		for (size_t k = 0; below && *below && k < n; k++)
			if (path_is_within(below + 1, kept[k]))
				return &f->managers.at[i];
	}
	return NULL;
}

enum origin manager_of(const struct facts *f, const char *path)
{
	const struct manager_root *root = keeper(f, path, true);

	return root ? root->origin : ORIGIN_UNKNOWN;
}

/* By the names that their folders have everywhere, where a capture tells of another's. */
bool facts_is_managed(const struct facts *f, const char *path)
{
	return path && (keeper(f, path, false) || strstr(path, "/.asdf/installs/") ||
			strstr(path, "/asdf/installs/") || strstr(path, "/mise/installs/") ||
			strstr(path, "/.gvm/gos/") || strstr(path, "/.gvm/pkgsets/") ||
			strstr(path, "/.goenv/versions/") || str_starts(path, "/nix/store/"));
}

static void look_at_manager(struct gather *g, const struct manager *m, const char *root)
{
	const char *gos = path_join(g->mem, root, m->gos);
	struct dir_entries entries = { 0 };

	if (g->host->list(g->host, g->mem, gos, &entries, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < entries.n; i++)
		if (entries.at[i].name[0] != '.')
			tools_consider(g, TOOL_GO,
				       arena_fmt(g->mem, "%s/%s/%s", gos, entries.at[i].name,
						 m->programs));
}

const char *manager_gos(struct gather *g, enum origin manager)
{
	for (size_t i = 0; i < g->f->managers.n; i++)
		if (g->f->managers.at[i].origin == manager)
			return path_join(g->mem, g->f->managers.at[i].path, managers[i].gos);
	return NULL;
}

/* ---- what a manager that is gone left behind ---- */

/* False where nobody knows, too: a capture need not tell. */
static bool is_not_there(struct gather *g, const char *path)
{
	struct file_info info = { 0 };
	enum rc rc = g->host->stat(g->host, g->mem, path, &info, NULL);

	return rc == RC_NOT_FOUND || (rc == RC_OK && info.type == FILE_NONE);
}

static bool is_in_none_of(struct gather *g, const struct names *folders, const char *name)
{
	for (size_t i = 0; i < folders->n; i++)
		if (path_is_absolute(folders->at[i]) &&
		    !is_not_there(g, path_join(g->mem, folders->at[i], name)))
			return false;
	return true;
}

static bool is_gone(struct gather *g, const struct manager *m, const char *root)
{
	struct names folders = str_split(g->mem, g->f->path.text, ':');
	const char *own = path_join(g->mem, g->f->places.home, ".local/bin");

	for (size_t i = 0; i < 2 && m->own[i]; i++)
		if (!is_not_there(g, path_join(g->mem, root, m->own[i])))
			return false;
	list_push(g->mem, &folders, own);
	for (size_t i = 0; i < g->f->brew.brews.n; i++)
		list_push(g->mem, &folders,
			  path_join(g->mem, g->f->brew.brews.at[i].prefix, "bin"));
	return is_in_none_of(g, &folders, origin_name(m->origin)) &&
	       is_in_none_of(g, &g->f->path.new_shell, origin_name(m->origin));
}

/* "1.26.8", and gvm's "go1.26.8" */
static const char *version_of(const char *folder)
{
	return folder + (str_starts(folder, "go") ? strlen("go") : 0);
}

static void look_for_left_go(struct gather *g, const struct manager *m, const char *root)
{
	const char *gos = path_join(g->mem, root, m->gos), *newest = NULL;
	struct dir_entries entries = { 0 };

	if (g->host->list(g->host, g->mem, gos, &entries, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < entries.n; i++) {
		const char *name = entries.at[i].name;

		if (entries.at[i].type == FILE_FOLDER && strspn(version_of(name), "0123456789") &&
		    (!newest || version_compare(version_of(name), version_of(newest)) > 0))
			newest = name;
	}
	if (newest)
		newest = arena_fmt(g->mem, "%s/%s/%s/go", gos, newest, m->programs);
	if (newest && gather_is_file(g, newest) && is_gone(g, m, root))
		list_push(g->mem, &g->f->surroundings.left_gos,
			  ((struct left_go){ .manager = m->origin, .path = newest }));
}

void gather_left_gos(struct gather *g)
{
	for (size_t i = 0; i < g->f->managers.n; i++)
		look_for_left_go(g, &managers[i], g->f->managers.at[i].path);
}

static void look_for_unshimmed(struct gather *g, const struct manager_root *root,
			       const char *folder)
{
	list_push(g->mem, &g->f->surroundings.version_bins, folder);
	tools_each (id) {
		struct tool t = { .id = id, .path_index = -1, .new_shell_index = -1 };

		t.path = path_join(g->mem, folder, tool_name(id));
		if (!tool_is_plugin(id) || !gather_is_file(g, t.path) ||
		    gather_is_file(g, path_join(g->mem, root->shims, tool_name(id))))
			continue;
		tools_describe(g, &t);
		t.origin = root->origin;
		list_push(g->mem, &g->f->surroundings.unshimmed, t);
	}
}

void manager_look_for_unshimmed(struct gather *g, enum origin manager, const char *version)
{
	for (size_t i = 0; i < g->f->managers.n; i++) {
		const struct manager *m = &managers[i];
		const struct manager_root *root = &g->f->managers.at[i];
		const char *home = g->f->places.home;

		if (root->origin != manager || !m->shims)
			continue;
		for (size_t k = 0; k < 2 && m->bins[k]; k++)
			look_for_unshimmed(g, root,
					   arena_fmt(g->mem, "%s/%s/%s/%s", root->path, m->gos,
						     version, m->bins[k]));
		if (m->gopath)
			look_for_unshimmed(
				g, root,
				arena_fmt(g->mem, "%s/%s/%s/bin", home, m->gopath, version));
	}
}

void gather_managers(struct gather *g)
{
	for (size_t i = 0; i < g->f->managers.n; i++)
		look_at_manager(g, &managers[i], g->f->managers.at[i].path);
}
