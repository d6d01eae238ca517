/* What surrounds the tools: disks, compiler, sudo, clock, loader variables. */
#include "facts/gather.h"

#include <string.h>

static void find_disks(struct gather *g)
{
	struct environment_facts *e = &g->f->environment;
	const struct places *p = &g->f->places;
	struct host *h = g->host;

	e->fs_known = h->disk(h, g->mem, p->data, &e->home_disk, NULL) == RC_OK &&
		      h->disk(h, g->mem, p->tmp, &e->tmp_disk, NULL) == RC_OK;
}

/* On macOS the programs' names are there without the tools: starting them opens a window, so their
 * real place is looked at. */
static const char *find_compiler(struct gather *g)
{
	static const char *const names[] = { "cc", "gcc", "clang" };
	const char *clt = "/Library/Developer/CommandLineTools/usr/bin/clang";

	if (g->f->machine.os == OS_DARWIN)
		return gather_is_file(g, clt) ? clt : NULL;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *path = host_which(g->host, g->mem, g->f->path.text, names[i]);

		if (path)
			return path;
	}
	return NULL;
}

static bool is_on_some_path(struct gather *g, const char *name)
{
	const char *new_shell = str_join(g->mem, &g->f->path.new_shell, ":");

	return host_which(g->host, g->mem, g->f->path.text, name) ||
	       host_which(g->host, g->mem, new_shell, name);
}

/* Where CC names one, go looks for no other. */
static const char *find_compiler_gone(struct gather *g)
{
	const char *cc = facts_setting_value(g->f, "CC");

	if (!cc || !*cc || strpbrk(cc, " \t\"'$"))
		return NULL;
	if (path_is_absolute(cc) ? gather_is_gone(g, cc)
				 : !strchr(cc, '/') && g->f->path.set && !is_on_some_path(g, cc))
		return cc;
	return NULL;
}

static bool is_folder_of_conda(const char *path)
{
	static const char *const parts[] = { "/miniforge",  "/miniconda",  "/anaconda",
					     "/mambaforge", "/micromamba", "/conda/" };

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (strstr(path, parts[i]))
			return true;
	return false;
}

/* The environment of one that has no compiler of its own leaves the system's in place. */
static const char *find_foreign_compiler(struct gather *g)
{
	static const char *const names[] = { "cc", "gcc", "clang", "ld" };
	const struct path_facts *p = &g->f->path;

	for (size_t i = 0; i < p->entries.n && !str_equal(p->entries.at[i].text, "/usr/bin"); i++) {
		const char *folder = p->entries.at[i].text;

		if (!p->entries.at[i].exists || !is_folder_of_conda(folder))
			continue;
		for (size_t n = 0; n < sizeof(names) / sizeof(names[0]); n++)
			if (gather_is_file(g, path_join(g->mem, folder, names[n])))
				return path_join(g->mem, folder, names[n]);
	}
	return NULL;
}

void gather_environment(struct gather *g)
{
	/* 2026-10-01: the releases in the manifest are newer than that */
	const time_t oldest = 1790812800;
	struct environment_facts *e = &g->f->environment;

	find_disks(g);
	e->ld_library_path = gather_env(g, "LD_LIBRARY_PATH");
	e->dyld_library_path = gather_env(g, "DYLD_LIBRARY_PATH");
	e->c_compiler = find_compiler(g);
	e->c_compiler_gone = find_compiler_gone(g);
	e->foreign_compiler = find_foreign_compiler(g);
	e->sudo = host_which(g->host, g->mem, "/usr/bin:/bin:/usr/local/bin", "sudo") != NULL;
	e->clock_bad = g->host->now(g->host) < oldest;
}
