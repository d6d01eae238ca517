/*
 * A captured machine: answers as the recorded one would, and refuses to be changed.
 *
 * The format is described in tests/machines/README.md; captured_load.c reads it. A call that was
 * not recorded fails with RC_UNRECORDED (or gives nothing, where a call cannot fail), and is
 * counted.
 */
#include "capture/captured.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"

struct captured *captured_of(struct host *h)
{
	return h->self;
}

const char *host_captured_project(struct host *h)
{
	return captured_of(h)->project;
}

enum rc captured_unrecorded(struct captured *c, const char *what, const char *about, struct err *e)
{
	if (c->unrecorded++ == 0)
		c->first_unrecorded = arena_fmt(c->mem, "%s %s", what, about);
	return err_set(e, RC_UNRECORDED, _("the capture does not say: %s %s"), what, about);
}

static enum rc captured_system(struct host *h, struct arena *mem, struct system_info *ret,
			       struct err *e)
{
	(void)mem;
	(void)e;
	*ret = captured_of(h)->system;
	return RC_OK;
}

static const char *captured_getenv(struct host *h, const char *name)
{
	struct captured *c = captured_of(h);

	for (size_t i = 0; i < c->env.n; i++)
		if (str_equal(c->env.at[i].name, name))
			return c->env.at[i].value;
	return NULL;
}

struct names captured_environ(struct host *h, struct arena *mem)
{
	struct captured *c = captured_of(h);
	struct names all = { 0 };

	for (size_t i = 0; i < c->env.n; i++)
		if (c->env.at[i].value)
			list_push(mem, &all,
				  arena_fmt(mem, "%s=%s", c->env.at[i].name, c->env.at[i].value));
	return all;
}

static enum rc info_of(struct host *h, const char *path, bool follow, struct file_info *ret,
		       struct err *e)
{
	struct captured *c = captured_of(h);
	struct node *n = NULL;
	enum found found = captured_find(c, path, follow, &n);

	if (found == FOUND_UNKNOWN || (found == FOUND && n->type_only))
		return captured_unrecorded(c, follow ? "stat" : "lstat", path, e);
	if (found == FOUND_NOTHING) {
		*ret = (struct file_info){ .type = FILE_NONE };
		return RC_OK;
	}
	*ret = (struct file_info){ .type = n->type,
				   .mode = n->mode,
				   .uid = n->uid,
				   .gid = n->gid,
				   .size = n->size,
				   .inode = n->inode,
				   .device = 1,
				   .target = n->target };
	return RC_OK;
}

static enum rc captured_lstat(struct host *h, struct arena *mem, const char *path,
			      struct file_info *ret, struct err *e)
{
	(void)mem;
	return info_of(h, path, false, ret, e);
}

static enum rc captured_stat(struct host *h, struct arena *mem, const char *path,
			     struct file_info *ret, struct err *e)
{
	(void)mem;
	return info_of(h, path, true, ret, e);
}

static bool node_may_one(const struct captured *c, const struct node *n, int bit, char letter)
{
	mode_t mode = n->mode;

	if (n->may)
		return strchr(n->may, letter) != NULL;
	if (c->system.uid == 0)
		return bit != X_OK || n->type == FILE_FOLDER || (mode & 0111);
	if (n->uid == c->system.uid)
		mode >>= 6;
	else if (n->gid == c->gid)
		mode >>= 3;
	return (mode & (mode_t)bit) != 0; /* R_OK, W_OK, X_OK are 4, 2, 1 everywhere */
}

bool captured_node_may(const struct captured *c, const struct node *n, int mode)
{
	for (const struct node *up = n->parent; up; up = up->parent)
		if (!node_may_one(c, up, X_OK, 'x'))
			return false;
	return (!(mode & R_OK) || node_may_one(c, n, R_OK, 'r')) &&
	       (!(mode & W_OK) || node_may_one(c, n, W_OK, 'w')) &&
	       (!(mode & X_OK) || node_may_one(c, n, X_OK, 'x'));
}

static bool captured_may(struct host *h, const char *path, int mode)
{
	struct captured *c = captured_of(h);
	struct node *n = NULL;
	enum found found = captured_find(c, path, true, &n);

	if (found == FOUND_UNKNOWN || (found == FOUND && n->type_only))
		(void)captured_unrecorded(c, "access", path, NULL);
	return found == FOUND && !n->type_only && captured_node_may(c, n, mode);
}

/* A regular file that may be read, for read and binary. */
static enum rc open_node(struct captured *c, const char *path, const char *what, struct node **ret,
			 struct err *e)
{
	struct node *n = NULL;
	enum found found = captured_find(c, path, true, &n);

	if (found == FOUND_UNKNOWN || (found == FOUND && n->type_only))
		return captured_unrecorded(c, what, path, e);
	errno = ENOENT;
	if (found == FOUND_NOTHING)
		return err_errno(e, _("opening %s"), path);
	errno = EACCES;
	if (!captured_node_may(c, n, R_OK))
		return err_errno(e, _("opening %s"), path);
	if (n->type != FILE_REGULAR)
		return err_set(e, RC_IO, _("%s is not a regular file"), path);
	*ret = n;
	return RC_OK;
}

static enum rc captured_read(struct host *h, struct arena *mem, const char *path, size_t most,
			     struct bytes *ret, struct err *e)
{
	struct captured *c = captured_of(h);
	struct node *n = NULL;
	enum rc rc = open_node(c, path, "read", &n, e);

	if (rc)
		return rc;
	if (n->size > most || n->content.n > most)
		return err_set(e, RC_LIMIT, _("%s is larger than %zu bytes"), path, most);
	if (!n->has_content)
		return captured_unrecorded(c, "read", path, e);
	*ret = (struct bytes){ arena_memdup(mem, n->content.at, n->content.n), n->content.n };
	return RC_OK;
}

static long read_at(void *ctx, uint64_t offset, void *into, size_t n)
{
	const struct bytes *content = ctx;

	if (offset >= content->n)
		return 0;
	if (n > content->n - offset)
		n = content->n - (size_t)offset;
	memcpy(into, content->at + offset, n);
	return (long)n;
}

static enum rc captured_binary(struct host *h, struct arena *mem, const char *path,
			       struct binary *ret, struct err *e)
{
	struct captured *c = captured_of(h);
	struct node *n = NULL;
	enum rc rc = open_node(c, path, "binary", &n, e);

	if (rc)
		return rc;
	if (n->binary) {
		*ret = *n->binary;
	} else if (n->has_content) {
		struct binary_source source = { read_at, &n->content, n->content.n };

		binary_read(mem, &source, ret);
	} else {
		return captured_unrecorded(c, "binary", path, e);
	}
	return RC_OK;
}

static enum rc captured_list(struct host *h, struct arena *mem, const char *path,
			     struct dir_entries *ret, struct err *e)
{
	struct captured *c = captured_of(h);
	struct dir_entries all = { 0 };
	struct node *n = NULL;
	enum found found = captured_find(c, path, true, &n);

	if (found == FOUND_UNKNOWN ||
	    (found == FOUND && n->type == FILE_FOLDER && !captured_is_complete(c, n)))
		return captured_unrecorded(c, "list", path, e);
	errno = found == FOUND_NOTHING ? ENOENT : n->type != FILE_FOLDER ? ENOTDIR : EACCES;
	if (found == FOUND_NOTHING || n->type != FILE_FOLDER || !captured_node_may(c, n, R_OK))
		return err_errno(e, _("listing %s"), path);
	for (n = n->first; n; n = n->next) {
		struct dir_entry *entry;

		if (n->type == FILE_NONE)
			continue;
		entry = list_add(mem, &all);
		entry->name = arena_strdup(mem, n->name);
		entry->type = n->type;
	}
	dir_entries_sort(&all);
	*ret = all;
	return RC_OK;
}

static enum rc captured_realpath(struct host *h, struct arena *mem, const char *path,
				 const char **ret, struct err *e)
{
	struct captured *c = captured_of(h);
	struct node *n = NULL;
	enum found found = captured_find(c, path, true, &n);

	if (found == FOUND_UNKNOWN)
		return captured_unrecorded(c, "realpath", path, e);
	errno = ENOENT;
	if (found == FOUND_NOTHING)
		return err_errno(e, _("resolving %s"), path);
	*ret = captured_path(mem, n);
	return RC_OK;
}

static enum rc captured_disk(struct host *h, struct arena *mem, const char *path,
			     struct disk_info *ret, struct err *e)
{
	struct captured *c = captured_of(h);
	const struct recorded_disk *best = NULL;

	(void)mem;
	(void)e;
	for (size_t i = 0; i < c->disks.n; i++)
		if (captured_is_below(path, c->disks.at[i].path) &&
		    (!best || strlen(c->disks.at[i].path) > strlen(best->path)))
			best = &c->disks.at[i];
	*ret = best ? best->info
		    : (struct disk_info){ .free_bytes = (uint64_t)100 * 1000 * 1000 * 1000,
					  .type = h->os == OS_DARWIN ? "apfs" : "ext4" };
	return RC_OK;
}

static const char *captured_sysctl(struct host *h, struct arena *mem, const char *name)
{
	struct captured *c = captured_of(h);

	(void)mem;
	for (size_t i = 0; i < c->sysctl.n; i++)
		if (str_equal(c->sysctl.at[i].name, name))
			return c->sysctl.at[i].value;
	if (!c->has_sysctl && h->os == OS_DARWIN)
		(void)captured_unrecorded(c, "sysctl", name, NULL);
	return NULL;
}

static enum rc captured_process(struct host *h, struct arena *mem, pid_t pid, struct process *ret,
				struct err *e)
{
	struct captured *c = captured_of(h);
	const struct recorded_process *found = NULL;

	(void)mem;
	for (size_t i = 0; i < c->processes.n; i++) {
		const struct recorded_process *p = &c->processes.at[i];

		if (pid ? p->process.pid == pid : p->self)
			found = p;
	}
	if (!found && !pid && c->processes.n)
		found = &c->processes.at[0];
	if (!found)
		return err_set(e, RC_NOT_FOUND, _("process %d has ended"), (int)pid);
	*ret = found->process;
	return RC_OK;
}

static bool captured_has_xattr(struct host *h, const char *path, const char *name)
{
	struct captured *c = captured_of(h);
	struct node *n = NULL;
	enum found found = captured_find(c, path, false, &n);

	if (found == FOUND_UNKNOWN || (found == FOUND && n->type_only))
		(void)captured_unrecorded(c, "xattr", path, NULL);
	return found == FOUND && names_hold(&n->xattrs, name);
}

static bool captured_in_group(struct host *h, const char *group)
{
	return names_hold(&captured_of(h)->groups, group);
}

static time_t captured_now(struct host *h)
{
	return captured_of(h)->now;
}

/* ---- changing: never ---- */

static enum rc host_captured_refuse(const char *path, struct err *e)
{
	return err_set(e, RC_UNSUPPORTED, _("%s is on a recorded machine, which cannot be changed"),
		       path);
}

static enum rc refuse_replace(struct host *h, const char *path, struct bytes content, mode_t mode,
			      struct err *e)
{
	(void)h;
	(void)content;
	(void)mode;
	return host_captured_refuse(path, e);
}

static enum rc refuse_two(struct host *h, const char *path, const char *other, struct err *e)
{
	(void)h;
	(void)other;
	return host_captured_refuse(path, e);
}

static enum rc refuse_mode(struct host *h, const char *path, mode_t mode, struct err *e)
{
	(void)h;
	(void)mode;
	return host_captured_refuse(path, e);
}

static enum rc refuse_one(struct host *h, const char *path, struct err *e)
{
	(void)h;
	return host_captured_refuse(path, e);
}

static const struct host functions = {
	.captured = true,
	.system = captured_system,
	.getenv = captured_getenv,
	.environ = captured_environ,
	.lstat = captured_lstat,
	.stat = captured_stat,
	.read = captured_read,
	.list = captured_list,
	.realpath = captured_realpath,
	.may = captured_may,
	.binary = captured_binary,
	.disk = captured_disk,
	.sysctl = captured_sysctl,
	.process = captured_process,
	.has_xattr = captured_has_xattr,
	.in_group = captured_in_group,
	.run = captured_run,
	.now = captured_now,
	.replace = refuse_replace,
	.link = refuse_two,
	.make_folder = refuse_mode,
	.rename = refuse_two,
	.remove_file = refuse_one,
	.remove_folder = refuse_one,
	.chmod = refuse_mode,
};

enum rc host_captured_open(struct arena *mem, const struct json *capture, struct host **ret,
			   struct err *e)
{
	struct captured *c = ARENA_NEW(mem, struct captured);
	enum rc rc;

	c->mem = mem;
	rc = captured_load(c, capture, e);
	if (rc)
		return rc; /* the caller knows what it was called */
	c->host = functions;
	c->host.os = c->system.os;
	c->host.self = c;
	*ret = &c->host;
	return RC_OK;
}

size_t host_captured_unrecorded(const struct host *h)
{
	return ((const struct captured *)h->self)->unrecorded;
}

const char *host_captured_first_unrecorded(const struct host *h)
{
	return ((const struct captured *)h->self)->first_unrecorded;
}
