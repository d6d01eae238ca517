/* The files of a captured machine. */
#include "capture/captured.h"

#include <string.h>

enum { LINKS_MOST = 40 }; /* as Linux (path_resolution(7)) */

bool captured_is_below(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	if (str_equal(folder, "/"))
		return path_is_absolute(path);
	return strncmp(path, folder, n) == 0 && (!path[n] || path[n] == '/');
}

const char *captured_expand(const struct captured *c, const char *path)
{
	if (path && path[0] == '~' && (!path[1] || path[1] == '/'))
		return arena_fmt(c->mem, "%s%s", c->home, path + 1);
	return path;
}

struct node *captured_child(struct node *folder, const char *name)
{
	for (struct node *n = folder->first; n; n = n->next)
		if (str_equal(n->name, name))
			return n;
	return NULL;
}

static struct node *add_child(struct captured *c, struct node *folder, const char *name)
{
	struct node *n = ARENA_NEW(c->mem, struct node);

	n->parent = folder;
	n->name = name;
	n->type = FILE_FOLDER;
	n->implied = true;
	n->mode = 0755;
	n->inode = ++c->nodes;
	if (folder && folder->last)
		folder->last->next = n;
	else if (folder)
		folder->first = n;
	if (folder)
		folder->last = n;
	return n;
}

struct node *captured_make(struct captured *c, const char *path)
{
	struct names parts = str_split(c->mem, path, '/');
	struct node *at;

	if (!c->root)
		c->root = add_child(c, NULL, "");
	at = c->root;
	for (size_t i = 0; i < parts.n; i++) {
		struct node *next;

		if (!*parts.at[i])
			continue;
		next = captured_child(at, parts.at[i]);
		at = next ? next : add_child(c, at, parts.at[i]);
	}
	return at;
}

const char *captured_path(struct arena *mem, const struct node *node)
{
	if (!node->parent)
		return "/";
	return path_join(mem, captured_path(mem, node->parent), node->name);
}

/* Is what is not in the tree at this path known to be missing? */
static bool is_in_roots(const struct captured *c, const char *path)
{
	for (size_t i = 0; i < c->roots.n; i++)
		if (captured_is_below(path, c->roots.at[i]))
			return true;
	return false;
}

bool captured_is_complete(const struct captured *c, const struct node *folder)
{
	return folder->listed || is_in_roots(c, captured_path(c->mem, folder));
}

static enum found not_there(const struct captured *c, const struct node *folder, const char *name)
{
	if (folder->listed)
		return FOUND_NOTHING;
	return is_in_roots(c, path_join(c->mem, captured_path(c->mem, folder), name))
		       ? FOUND_NOTHING
		       : FOUND_UNKNOWN;
}

/* One name in a folder; *at goes on to it. */
static enum found step(struct captured *c, const char *name, struct node **at)
{
	struct node *next;

	if (!*name || str_equal(name, "."))
		return FOUND;
	if (str_equal(name, "..")) {
		if ((*at)->parent)
			*at = (*at)->parent;
		return FOUND;
	}
	next = captured_child(*at, name);
	if (!next)
		return not_there(c, *at, name);
	if (next->type == FILE_NONE)
		return FOUND_NOTHING;
	*at = next;
	return FOUND;
}

/* A stack of names still to walk: a link puts its target's names in front of the rest. */
static enum found walk(struct captured *c, struct node *at, const char *path, bool follow,
		       struct node **ret, int links)
{
	struct names parts = str_split(c->mem, path, '/');

	if (path_is_absolute(path))
		at = c->root;
	for (size_t i = 0; i < parts.n; i++) {
		struct node *before = at;
		bool last = i + 1 == parts.n;
		enum found found;

		if (at->type != FILE_FOLDER)
			return at->type_only && at->type == FILE_LINK ? FOUND_UNKNOWN
								      : FOUND_NOTHING;
		found = step(c, parts.at[i], &at);
		if (found != FOUND)
			return found;
		if (at->type != FILE_LINK || (last && !follow))
			continue;
		if (at->type_only)
			return FOUND_UNKNOWN;
		if (links >= LINKS_MOST)
			return FOUND_NOTHING;
		found = walk(c, before, at->target, true, &at, ++links);
		if (found != FOUND)
			return found;
	}
	*ret = at;
	return FOUND;
}

enum found captured_find(struct captured *c, const char *path, bool follow, struct node **ret)
{
	return walk(c, c->root, path, follow, ret, 0);
}
