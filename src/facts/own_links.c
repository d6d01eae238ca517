/* The links in goready's own bin folder: a plan that switches one has to say which one it saw. */
#include "facts/gather.h"

static void own_links_look_at(struct gather *g, const char *path)
{
	struct host *h = g->host;
	struct file_info info = { 0 };
	struct own_link link = { .path = path };

	if (h->lstat(h, g->mem, path, &info, NULL) != RC_OK || info.type == FILE_NONE)
		return;
	if (info.type == FILE_LINK)
		link.target = info.target;
	if (gather_realpath(g, path, &link.leads_to) != RC_OK)
		link.leads_to = NULL;
	list_push(g->mem, &g->f->own_links, link);
}

void gather_own_links(struct gather *g)
{
	const char *bin = g->f->places.bin;
	struct dir_entries entries = { 0 };

	if (g->host->list(g->host, g->mem, bin, &entries, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < entries.n; i++)
		if (entries.at[i].name[0] != '.')
			own_links_look_at(g, path_join(g->mem, bin, entries.at[i].name));
}
