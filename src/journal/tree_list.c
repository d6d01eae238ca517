#include "journal/tree_list.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "archive/digest.h"
#include "host/host.h"
#include "journal/files.h"

enum { LIST_MOST = 64 << 20 };

struct listed {
	const char *name;
	const char *kind;  /* "link", or a mode */
	const char *value; /* target, or SHA-256 */
};

struct walk {
	struct arena *mem;
	struct host *host;
	const char *tree;
	struct LIST_OF(struct listed) items;
	struct names foreign;
	bool remove;
};

static int tree_list_by_name(const void *a, const void *b)
{
	const struct listed *x = a, *y = b;

	return strcmp(x->name, y->name);
}

/* "0755 TAB sha256 TAB name" or "link TAB target TAB name". */
static bool split_line(char *line, struct listed *ret)
{
	char *one = strchr(line, '\t'), *two = one ? strchr(one + 1, '\t') : NULL;

	if (!two)
		return false;
	*one = *two = '\0';
	*ret = (struct listed){ .name = two + 1, .kind = line, .value = one + 1 };
	return true;
}

static enum rc read_list(struct walk *w, const char *list, struct err *e)
{
	struct bytes text;
	struct listed item;
	enum rc rc;

	if (!list)
		return RC_OK;
	rc = w->host->read(w->host, w->mem, list, LIST_MOST, &text, e);
	if (rc == RC_NOT_FOUND)
		return RC_OK;
	if (rc)
		return rc;
	for (char *at = arena_memdup(w->mem, text.at, text.n), *next; at && *at; at = next) {
		next = strchr(at, '\n');
		if (next)
			*next++ = '\0';
		if (!split_line(at, &item))
			return err_set(e, RC_JOURNAL, _("%s is damaged"), list);
		list_push(w->mem, &w->items, item);
	}
	if (w->items.n)
		qsort(w->items.at, w->items.n, sizeof(*w->items.at), tree_list_by_name);
	return RC_OK;
}

static const struct listed *tree_list_find(const struct walk *w, const char *name)
{
	struct listed key = { .name = name };

	if (!w->items.n)
		return NULL;
	return bsearch(&key, w->items.at, w->items.n, sizeof(key), tree_list_by_name);
}

/* "bin/" where something below it is listed: it came with what it holds. */
static bool is_our_folder(const struct walk *w, const char *prefix)
{
	size_t low = 0, high = w->items.n;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (strcmp(w->items.at[middle].name, prefix) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < w->items.n && str_starts(w->items.at[low].name, prefix);
}

static bool is_ours(struct walk *w, const char *path, const char *name, enum file_type type)
{
	const struct listed *item = tree_list_find(w, name);
	struct file_info info;
	char sha256[65];

	if (!item)
		return false;
	if (type == FILE_LINK)
		return str_equal(item->kind, "link") &&
		       w->host->lstat(w->host, w->mem, path, &info, NULL) == RC_OK &&
		       str_equal(info.target, item->value);
	return type == FILE_REGULAR && !str_equal(item->kind, "link") &&
	       sha256_file(path, sha256, NULL) == RC_OK && str_equal(sha256, item->value);
}

static enum rc walk_folder(struct walk *w, const char *folder, const char *prefix, struct err *e);

static enum rc walk_entry(struct walk *w, const struct dir_entry *entry, const char *folder,
			  const char *prefix, struct err *e)
{
	const char *path = path_join(w->mem, folder, entry->name);
	const char *name = arena_fmt(w->mem, "%s%s", prefix, entry->name);
	size_t foreign = w->foreign.n;
	enum rc rc = RC_OK;

	process_moment();
	if (entry->type == FILE_FOLDER) {
		rc = walk_folder(w, path, arena_fmt(w->mem, "%s/", name), e);
		/* Not empty by now only if something in it is not ours. */
		if (!rc && w->remove && foreign == w->foreign.n && rmdir(path) != 0)
			rc = err_errno(e, _("removing the folder %s"), path);
		return rc;
	}
	if (!is_ours(w, path, name, entry->type))
		list_push(w->mem, &w->foreign, name);
	else if (w->remove && unlink(path) != 0)
		rc = err_errno(e, _("removing %s"), path);
	return rc;
}

static enum rc walk_folder(struct walk *w, const char *folder, const char *prefix, struct err *e)
{
	struct dir_entries entries;
	enum rc rc = w->host->list(w->host, w->mem, folder, &entries, e);

	if (rc)
		return rc;
	/* An empty folder is somebody's, but where an undo that was cut off has emptied it. */
	if (!entries.n && *prefix && !is_our_folder(w, prefix))
		list_push(w->mem, &w->foreign, prefix);
	for (size_t i = 0; !rc && i < entries.n; i++)
		rc = walk_entry(w, &entries.at[i], folder, prefix, e);
	return rc;
}

static enum rc walk(struct walk *w, const char *list, struct err *e)
{
	enum rc rc = read_list(w, list, e);

	return rc ? rc : walk_folder(w, w->tree, "", e);
}

enum rc tree_foreign(struct arena *mem, struct host *h, const char *tree, const char *list,
		     struct names *ret, struct err *e)
{
	struct walk w = { .mem = mem, .host = h, .tree = tree };
	enum rc rc = walk(&w, list, e);

	if (!rc)
		*ret = w.foreign;
	return rc;
}

enum rc tree_take_away(struct arena *mem, struct host *h, const char *tree, const char *list,
		       struct names *ret_left, struct err *e)
{
	struct walk w = { .mem = mem, .host = h, .tree = tree, .remove = true };
	enum rc rc = walk(&w, list, e);

	if (!rc && !w.foreign.n)
		rc = h->remove_folder(h, tree, e);
	else if (!rc)
		rc = file_sync(tree, e);
	if (!rc)
		*ret_left = w.foreign;
	return rc;
}
