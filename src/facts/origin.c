/* Who brought a tool: by where it lies, where that leads, and what lies beside it. */
#include "facts/gather.h"

#include <string.h>

static bool has_part(const char *path, const char *part)
{
	return path && strstr(path, part);
}

/* The active environment; each has this folder (conda, core/prefix_data.py). */
static bool is_in_conda(struct gather *g, const char *path)
{
	const char *prefix = path_folder(g->mem, path_folder(g->mem, path));
	const char *active = gather_env(g, "CONDA_PREFIX");

	return host_is_folder(g->host, path_join(g->mem, prefix, "conda-meta")) ||
	       str_equal(prefix, active);
}

bool gather_in_system_folder(const char *path)
{
	static const char *const folders[] = {
		"/usr/bin", "/bin",       "/usr/lib",  "/usr/lib64",
		"/snap",    "/usr/share", "/usr/sbin", "/usr/libexec"
	};

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		if (path && path_is_within(path, folders[i]))
			return true;
	return false;
}

static bool in_go_bin(struct gather *g, const char *path)
{
	struct names folders = go_bin_folders(g);

	for (size_t i = 0; i < folders.n; i++)
		if (path_is_within(path, folders.at[i]))
			return true;
	return false;
}

enum origin tool_origin(struct gather *g, const struct tool *t)
{
	const char *real = t->real_path ? t->real_path : t->path;
	const struct tool_kind *kind = tool_kind_of(t->id);
	enum origin manager = manager_of(g->f, t->path);

	if (path_is_within(real, g->f->places.data))
		return ORIGIN_GOREADY;
	if (has_part(real, "/golang.org/toolchain@"))
		return ORIGIN_TOOLCHAIN_MODULE;
	if (manager == ORIGIN_UNKNOWN)
		manager = origin_of_path(t->path);
	if (manager == ORIGIN_UNKNOWN)
		manager = manager_of(g->f, real);
	if (manager == ORIGIN_UNKNOWN)
		manager = origin_of_path(real);
	if (manager == ORIGIN_UNKNOWN && is_in_conda(g, t->path))
		manager = ORIGIN_CONDA;
	if (manager != ORIGIN_UNKNOWN)
		return manager;
	if (has_part(real, "/Cellar/") || has_part(real, "/linuxbrew/") ||
	    str_starts(real, "/opt/homebrew/"))
		return ORIGIN_HOMEBREW;
	if ((!kind || kind->delivery == DELIVERY_GO_INSTALL) && in_go_bin(g, t->path))
		return ORIGIN_GO_INSTALL;
	if (gather_in_system_folder(real))
		return ORIGIN_DISTRO;
	if (t->id == TOOL_GO && path_is_within(real, path_join(g->mem, g->f->places.home, "sdk")))
		return ORIGIN_SDK;
	/* "go1.27.0" in GoLand's usual folder, beside bin and pkg of GOPATH */
	if (t->goroot && str_starts(path_name(t->goroot), "go1.") &&
	    str_equal(path_folder(g->mem, t->goroot), path_join(g->mem, g->f->places.home, "go")))
		return ORIGIN_GOLAND;
	if (t->goroot || t->includes)
		return ORIGIN_OFFICIAL;
	return ORIGIN_UNKNOWN;
}
