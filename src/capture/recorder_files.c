/* Recording what is looked at in the file system. */
#include <string.h>
#include <unistd.h>

#include "capture/recorder.h"

/* What is there, asked once. False: it may not be asked. */
static bool learn(struct recorder *r, struct node *n, const char *path)
{
	struct captured *c = &r->seen;
	struct file_info info = { 0 };

	if (!n->implied && !n->type_only)
		return true;
	if (r->inner->lstat(r->inner, c->mem, path, &info, NULL))
		return false;
	n->implied = n->type_only = false;
	n->type = info.type;
	n->mode = info.mode;
	n->uid = info.uid;
	n->gid = info.gid;
	n->size = info.size;
	n->target = info.target;
	return true;
}

/* Walks as the kernel does, one name after the other, learning of each. NULL: missing, or not
 * allowed. */
static struct node *note_from(struct recorder *r, struct node *at, const char *path, bool follow,
			      int links)
{
	struct captured *c = &r->seen;
	struct names parts = str_split(c->mem, path, '/');

	if (path_is_absolute(path))
		at = c->root;
	for (size_t i = 0; i < parts.n && at; i++) {
		struct node *folder = at;
		const char *name = parts.at[i];

		if (!*name || str_equal(name, "."))
			continue;
		if (str_equal(name, "..")) {
			at = at->parent ? at->parent : at;
			continue;
		}
		if (at->type != FILE_FOLDER)
			return NULL;
		at = captured_make(c, path_join(c->mem, captured_path(c->mem, folder), name));
		if (!learn(r, at, captured_path(c->mem, at)) || at->type == FILE_NONE)
			return NULL;
		if (at->type != FILE_LINK || (i + 1 == parts.n && !follow))
			continue;
		if (links >= 40 || !at->target)
			return NULL;
		at = note_from(r, folder, at->target, true, ++links);
	}
	return at;
}

struct node *recorder_note(struct recorder *r, const char *path, bool follow)
{
	struct node *n;

	if (path[0] != '/')
		return NULL;
	n = note_from(r, r->seen.root, path, follow, 0);
	/* The root itself has no name that a walk would pass. */
	if (n && n == r->seen.root)
		(void)learn(r, n, "/");
	return n;
}

/* Times are not recorded. So nothing may be decided by them here that could not be decided on the captured
 * machine: hundreds of files of Go's library would be looked at, and stand in the capture, for nothing. */
static enum rc without_time(enum rc rc, struct file_info *info)
{
	info->changed = 0;
	return rc;
}

enum rc record_lstat(struct host *h, struct arena *mem, const char *path, struct file_info *ret,
		     struct err *e)
{
	struct recorder *r = recorder_of(h);

	(void)recorder_note(r, path, false);
	return without_time(r->inner->lstat(r->inner, mem, path, ret, e), ret);
}

enum rc record_stat(struct host *h, struct arena *mem, const char *path, struct file_info *ret,
		    struct err *e)
{
	struct recorder *r = recorder_of(h);

	(void)recorder_note(r, path, true);
	return without_time(r->inner->stat(r->inner, mem, path, ret, e), ret);
}

enum rc record_realpath(struct host *h, struct arena *mem, const char *path, const char **ret,
			struct err *e)
{
	struct recorder *r = recorder_of(h);

	(void)recorder_note(r, path, true);
	return r->inner->realpath(r->inner, mem, path, ret, e);
}

/* Letters are kept only where owner and mode would say something else: lists, noexec mounts. */
static void note_rights(struct recorder *r, struct node *n, const char *path)
{
	static const struct {
		int mode;
		char letter;
	} rights[] = { { R_OK, 'r' }, { W_OK, 'w' }, { X_OK, 'x' } };
	char letters[4] = "";
	bool differs = false;

	n->may = NULL;
	for (int i = 0; i < 3; i++) {
		bool may = r->inner->may(r->inner, path, rights[i].mode);

		if (may)
			letters[strlen(letters)] = rights[i].letter;
		differs |= may != captured_node_may(&r->seen, n, rights[i].mode);
	}
	if (differs)
		n->may = arena_strdup(r->seen.mem, letters);
}

bool record_may(struct host *h, const char *path, int mode)
{
	struct recorder *r = recorder_of(h);
	struct node *n = recorder_note(r, path, true);

	if (n)
		note_rights(r, n, path);
	return r->inner->may(r->inner, path, mode);
}

enum rc record_read(struct host *h, struct arena *mem, const char *path, size_t most,
		    struct bytes *ret, struct err *e)
{
	struct recorder *r = recorder_of(h);
	struct node *n = recorder_note(r, path, true);
	enum rc rc = r->inner->read(r->inner, mem, path, most, ret, e);

	if (n && n->type == FILE_REGULAR)
		note_rights(r, n, path);
	if (!rc && n) {
		n->has_content = true;
		n->content = (struct bytes){ arena_memdup(r->seen.mem, ret->at, ret->n), ret->n };
	}
	return rc;
}

enum rc record_binary(struct host *h, struct arena *mem, const char *path, struct binary *ret,
		      struct err *e)
{
	struct recorder *r = recorder_of(h);
	struct node *n = recorder_note(r, path, true);

	if (n && n->type == FILE_REGULAR) {
		struct binary *own = ARENA_NEW(r->seen.mem, struct binary);

		note_rights(r, n, path);
		if (r->inner->binary(r->inner, r->seen.mem, path, own, NULL) == RC_OK)
			n->binary = own;
	}
	return r->inner->binary(r->inner, mem, path, ret, e);
}

enum rc record_list(struct host *h, struct arena *mem, const char *path, struct dir_entries *ret,
		    struct err *e)
{
	struct recorder *r = recorder_of(h);
	struct captured *c = &r->seen;
	struct node *n = recorder_note(r, path, true);
	enum rc rc = r->inner->list(r->inner, mem, path, ret, e);
	const char *folder;

	if (rc || !n)
		return rc;
	n->listed = true;
	folder = captured_path(c->mem, n);
	for (size_t i = 0; i < ret->n; i++) {
		struct node *child = captured_make(c, path_join(c->mem, folder, ret->at[i].name));

		if (!child->implied)
			continue;
		child->implied = false;
		child->type_only = true;
		child->type = ret->at[i].type;
	}
	return rc;
}

bool record_has_xattr(struct host *h, const char *path, const char *name)
{
	struct recorder *r = recorder_of(h);
	struct node *n = recorder_note(r, path, false);
	bool has = r->inner->has_xattr(r->inner, path, name);

	if (has && n)
		recorder_note_name(r, &n->xattrs, name);
	return has;
}
