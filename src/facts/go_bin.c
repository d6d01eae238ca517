/* Where `go install` puts programs. */
#include "facts/gather.h"

#include <string.h>

static const char *absolute_setting(const struct gather *g, const char *name)
{
	const char *value = facts_setting_value(g->f, name);

	return path_is_absolute(value) ? value : NULL;
}

/* Where programs of the user's may be put: a version manager's tree holds one version's, and what
 * cannot be made holds none. */
static const char *folder_of(const struct gather *g, const char *name)
{
	const char *value = absolute_setting(g, name);

	if (!value || facts_is_managed(g->f, value) ||
	    names_hold(&g->f->go.cannot_be_made, str_split(g->mem, value, ':').at[0]))
		return NULL;
	return value;
}

struct names go_bin_folders(const struct gather *g)
{
	struct names parts = str_split(g->mem, facts_setting_value(g->f, "GOPATH"), ':');
	struct names found = { 0 };

	list_push(g->mem, &found, g->f->places.go_bin);
	for (size_t i = 0; i < parts.n; i++)
		if (path_is_absolute(parts.at[i]))
			list_push(g->mem, &found,
				  path_join(g->mem, path_bare(g->mem, parts.at[i]), "bin"));
	list_push(g->mem, &found, path_join(g->mem, g->f->places.home, "go/bin"));
	return found;
}

/* GOBIN, else the first of GOPATH; values go itself refuses (relative, ~) count as unset. */
void go_bin_find(struct gather *g)
{
	const char *gobin = folder_of(g, "GOBIN");
	const char *gopath = folder_of(g, "GOPATH");

	if (gobin && !strchr(gobin, ':'))
		g->f->places.go_bin = path_bare(g->mem, gobin);
	else if (gopath)
		g->f->places.go_bin = path_join(
			g->mem, path_bare(g->mem, str_split(g->mem, gopath, ':').at[0]), "bin");
	else
		g->f->places.go_bin = path_join(g->mem, g->f->places.home, "go/bin");
}
