/*
 * The Gos that version managers keep, whether a shell finds them or not: for `goready list` alone. Rules and
 * plans are not to know of them, or a plan might use what belongs to a manager.
 */
#include "facts/gather.h"

struct manager {
	const char *variable;       /* that moves its folder; NULL none */
	const char *folder;         /* below home */
	const char *gos, *programs; /* below that: a folder for each version, and bin in it */
};

/* asdf: internal/config, ASDF_DATA_DIR, and asdf-golang's own "go" in each; mise: env.rs, MISE_DATA_DIR;
 * gvm: scripts/env; goenv: libexec/goenv, GOENV_ROOT. */
static const struct manager managers[] = {
	{ "ASDF_DATA_DIR", ".asdf", "installs/golang", "go/bin" },
	{ "MISE_DATA_DIR", ".local/share/mise", "installs/go", "bin" },
	{ NULL, ".gvm", "gos", "bin" },
	{ "GOENV_ROOT", ".goenv", "versions", "bin" },
};

static void look_at_manager(struct gather *g, const struct manager *m)
{
	const char *moved = m->variable ? gather_env(g, m->variable) : NULL;
	const char *root = moved ? moved : path_join(g->mem, g->f->places.home, m->folder);
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

void gather_managers(struct gather *g)
{
	for (size_t i = 0; i < sizeof(managers) / sizeof(managers[0]); i++)
		look_at_manager(g, &managers[i]);
}
