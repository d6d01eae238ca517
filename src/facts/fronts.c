/*
 * What other commands would mean if a folder came to the front of PATH: of every program in it, the
 * one of that name that new shells find now. Only folders that a plan may move are looked at, and of
 * all others their names alone.
 */
#include "facts/gather.h"

#include <stdlib.h>
#include <string.h>

#include "base/text_table.h"

/* A folder that new shells search; in PATH's order. */
struct searched {
	const char *folder;
	struct dir_entries entries; /* sorted by name */
};
struct search LIST_OF(struct searched);

static bool holds(const struct searched *in, const char *name)
{
	const struct dir_entry *found = dir_entries_find(&in->entries, name);

	return found && found->type != FILE_FOLDER;
}

/* Drives of Windows are slow to list, and what is relative depends on where one is. */
static bool is_listed(const struct gather *g, const char *folder)
{
	return path_is_absolute(folder) && !(g->f->machine.wsl && str_starts(folder, "/mnt/"));
}

static struct search list_path(struct gather *g)
{
	const struct names *path = &g->f->path.new_shell;
	struct text_table seen = { 0 };
	struct search all = { 0 };

	for (size_t i = 0; i < path->n; i++) {
		struct searched one = { .folder = path_bare(g->mem, path->at[i]) };

		if (!text_table_add(g->mem, &seen, one.folder, (int)i) ||
		    !is_listed(g, path->at[i]) ||
		    g->host->list(g->host, g->mem, one.folder, &one.entries, NULL) != RC_OK)
			continue;
		list_push(g->mem, &all, one);
	}
	return all;
}

static void fronts_look_at(struct gather *g, const struct search *path, const char *folder)
{
	struct searched own = { .folder = folder };
	struct front *front;

	for (size_t i = 0; i < g->f->path.fronts.n; i++)
		if (str_equal(g->f->path.fronts.at[i].folder, folder))
			return;
	if (g->host->list(g->host, g->mem, folder, &own.entries, NULL) != RC_OK)
		return;
	front = list_add(g->mem, &g->f->path.fronts);
	front->folder = folder;
	for (size_t i = 0; i < own.entries.n; i++) {
		const char *name = own.entries.at[i].name;

		for (size_t k = 0; own.entries.at[i].type != FILE_FOLDER && k < path->n; k++) {
			if (!holds(&path->at[k], name))
				continue;
			if (!str_equal(path->at[k].folder, folder))
				list_push(g->mem, &front->answers,
					  ((struct answer){ .name = name,
							    .now = path_join(g->mem,
									     path->at[k].folder,
									     name) }));
			break;
		}
	}
}

/* The tools' folders, Homebrew's, the Go bin folder and goready's own. */
void gather_fronts(struct gather *g)
{
	struct search path = list_path(g);
	const struct brew_facts *brew = &g->f->brew;

	memset(&g->f->path.fronts, 0, sizeof(g->f->path.fronts));
	fronts_look_at(g, &path, g->f->places.bin);
	fronts_look_at(g, &path, g->f->places.go_bin);
	for (size_t i = 0; i < brew->brews.n; i++) {
		fronts_look_at(g, &path, path_join(g->mem, brew->brews.at[i].prefix, "bin"));
		fronts_look_at(g, &path, path_join(g->mem, brew->brews.at[i].prefix, "sbin"));
	}
	for (size_t i = 0; i < g->f->tools.n; i++)
		if (!g->f->tools.at[i].windows)
			fronts_look_at(g, &path, path_folder(g->mem, g->f->tools.at[i].path));
}
