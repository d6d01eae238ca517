#include "archive/unpack_tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base64.h"
#include "base/i18n.h"
#include "base/str.h"
#include "archive/digest.h"
#include "archive/unpack.h"

static bool is_empty(int fd)
{
	DIR *dir = fdopendir(dup(fd));
	const struct dirent *entry;
	bool empty = true;

	if (!dir)
		return false;
	while (empty && (entry = readdir(dir)))
		empty = str_equal(entry->d_name, ".") || str_equal(entry->d_name, "..");
	closedir(dir);
	return empty;
}

const char *unpack_list_path(struct arena *mem, const char *folder)
{
	return arena_fmt(mem, "%s.files", folder);
}

static enum rc open_list(struct tree *t, struct err *e)
{
	const char *path = unpack_list_path(t->mem, t->path);

	t->list_fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
	if (t->list_fd >= 0)
		return RC_OK;
	close(t->fd);
	return err_errno(e, _("%s cannot be made"), path);
}

enum rc tree_open(struct tree *t, struct arena *mem, const char *path, struct err *e)
{
	*t = (struct tree){ .mem = mem, .path = path, .list_fd = -1 };
	t->fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (t->fd < 0)
		return err_errno(e, _("%s cannot be opened"), path);
	if (!is_empty(t->fd)) {
		close(t->fd);
		return err_set(e, RC_EXISTS, _("%s is not an empty folder"), path);
	}
	disk_open(&t->disk, mem, t->fd, path);
	return open_list(t, e);
}

void tree_close(struct tree *t)
{
	disk_close(&t->disk);
	if (t->list_fd >= 0)
		close(t->list_fd);
	close(t->fd);
}

/* ---- names ----------------------------------------------------------------------------------- */

static enum rc broken(struct err *e, const char *what, const char *name)
{
	return err_set(e, RC_ARCHIVE, _("the archive holds %s: %.200s"), what, name);
}

static bool has_control(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f || *s == '\\')
			return true;
	return false;
}

/* Relative, without empty, `.` and `..` parts and without control characters. */
static enum rc check_name(const char *name, struct err *e)
{
	const char *part = name;

	if (!name || !*name || strlen(name) > 1000 || has_control(name))
		return broken(e, _("a name that cannot be used"), "");
	if (*name == '/')
		return broken(e, _("an absolute name"), name);
	while (*part) {
		size_t n = strcspn(part, "/");

		if (n == 0 || (n == 1 && part[0] == '.'))
			return broken(e, _("a name that cannot be used"), name);
		if (n == 2 && part[0] == '.' && part[1] == '.')
			return broken(e, _("a name that leads out of its folder"), name);
		part += n;
		if (*part == '/' && !*++part)
			return broken(e, _("a name that cannot be used"), name);
	}
	return RC_OK;
}

static size_t slot_of(const struct tree *t, const char *name)
{
	size_t slot = hash_bytes(HASH_BEGIN, bytes_of(name)) & (t->name_room - 1);

	while (t->names[slot] && !str_equal(t->names[slot], name))
		slot = (slot + 1) & (t->name_room - 1);
	return slot;
}

bool tree_has(const struct tree *t, const char *name)
{
	return t->name_room && t->names[slot_of(t, name)];
}

static void grow_names(struct tree *t)
{
	const char **old = t->names;
	size_t room = t->name_room;

	t->name_room = room ? room * 2 : 1024;
	t->names = arena_alloc(t->mem, t->name_room * sizeof(*t->names));
	for (size_t i = 0; i < room; i++)
		if (old[i])
			t->names[slot_of(t, old[i])] = old[i];
}

/* Notes a name, gives the one copy that is kept; a second time is an error. */
static enum rc claim(struct tree *t, const char *name, const char **ret, struct err *e)
{
	if (t->name_count >= TREE_ENTRIES_MOST)
		return err_set(e, RC_ARCHIVE, _("the archive holds more than %d entries"),
			       TREE_ENTRIES_MOST);
	if (tree_has(t, name))
		return broken(e, _("a name twice"), name);
	if (t->name_count * 2 >= t->name_room)
		grow_names(t);
	*ret = arena_strdup(t->mem, name);
	t->names[slot_of(t, name)] = *ret;
	t->name_count++;
	return RC_OK;
}

static struct tree_item *new_item(struct tree *t, const char *name)
{
	struct tree_item *item = ARENA_NEW(t->mem, struct tree_item);

	item->name = name;
	item->next = t->items;
	t->items = item;
	t->item_count++;
	return item;
}

/* ---- folders ----------------------------------------------------------------------------------
 */

enum rc tree_add_folder(struct tree *t, const char *name, struct err *e)
{
	enum rc rc = check_name(name, e);

	if (!rc)
		rc = claim(t, name, &name, e);
	if (!rc) {
		struct disk_piece *piece = disk_piece(&t->disk);

		piece->kind = DISK_FOLDER;
		piece->name = name;
		rc = disk_put(&t->disk, e);
	}
	return rc;
}

/* ---- links ------------------------------------------------------------------------------------
 */

/*
 * `..` only in front, and no more of them than the link lies deep: then also a chain of links stays
 * inside, since each of them does.
 */
static bool stays_inside(const char *name, const char *target)
{
	size_t depth = 0;

	for (const char *c = name; *c; c++)
		depth += *c == '/';
	while (str_starts(target, "../") || str_equal(target, "..")) {
		if (depth-- == 0)
			return false;
		target += target[2] ? 3 : 2;
	}
	return !*target || check_name(target, NULL) == RC_OK;
}

enum rc tree_add_link(struct tree *t, const char *name, const char *target, struct err *e)
{
	enum rc rc = check_name(name, e);
	struct disk_piece *piece;

	if (!rc && (!target || !*target || !stays_inside(name, target)))
		rc = broken(e, _("a link that leads out of its folder"), name);
	if (!rc)
		rc = claim(t, name, &name, e);
	if (rc)
		return rc;
	piece = disk_piece(&t->disk);
	piece->kind = DISK_LINK;
	piece->name = name;
	piece->target = new_item(t, name)->target = arena_strdup(t->mem, target);
	return disk_put(&t->disk, e);
}

/* ---- files ------------------------------------------------------------------------------------
 */

/* The next piece of the file; data is to follow. */
static void next_piece(struct tree_file *f, bool first)
{
	f->piece = disk_piece(&f->tree->disk);
	f->piece->kind = DISK_FILE;
	f->piece->name = f->name;
	f->piece->mode = f->mode;
	f->piece->first = first;
	f->piece->last = false;
}

enum rc tree_begin_file(struct tree *t, const char *name, mode_t mode, struct tree_file *ret,
			struct err *e)
{
	enum rc rc = check_name(name, e);

	if (!rc)
		rc = claim(t, name, &name, e);
	if (rc)
		return rc;
	*ret = (struct tree_file){
		.tree = t, .name = name, .mode = mode & 0755, .hash = sha256_open()
	};
	next_piece(ret, true);
	return RC_OK;
}

enum rc tree_write(struct tree_file *f, const void *data, size_t n, struct err *e)
{
	const char *at = data;

	f->tree->bytes += n;
	if (f->tree->bytes > TREE_BYTES_MOST)
		return err_set(e, RC_ARCHIVE, "%s", _("the archive unpacks to more than 4 GiB"));
	sha256_add(f->hash, data, n);
	while (n) {
		size_t room = DISK_PIECE - f->piece->n, some = n < room ? n : room;

		if (!room) {
			enum rc rc = disk_put(&f->tree->disk, e);

			if (rc)
				return rc;
			next_piece(f, false);
			continue;
		}
		memcpy(f->piece->data + f->piece->n, at, some);
		f->piece->n += some;
		at += some;
		n -= some;
	}
	return RC_OK;
}

enum rc tree_end_file(struct tree_file *f, struct err *e)
{
	struct tree_item *item = new_item(f->tree, f->name);

	item->mode = f->mode;
	sha256_close(f->hash, item->sha256);
	f->piece->last = true;
	return disk_put(&f->tree->disk, e);
}

void tree_abandon_file(struct tree_file *f)
{
	char unused[65];

	sha256_close(f->hash, unused);
}

static enum rc copy_bytes(struct tree_file *to, int from, struct err *e)
{
	char buffer[16384];
	ssize_t n;

	while ((n = read(from, buffer, sizeof(buffer))) > 0) {
		enum rc rc = tree_write(to, buffer, (size_t)n, e);

		if (rc)
			return rc;
	}
	return n ? err_errno(e, _("%s cannot be read"), to->name) : RC_OK;
}

enum rc tree_copy_file(struct tree *t, const char *from, const char *to, struct err *e)
{
	struct tree_file f;
	enum rc rc = disk_settle(&t->disk, e);
	int fd = rc ? -1 : disk_reopen(&t->disk, from);

	if (rc)
		return rc;
	if (fd < 0)
		return err_errno(e, _("%s cannot be read"), from);
	rc = tree_begin_file(t, to, 0644, &f, e);
	if (!rc) {
		rc = copy_bytes(&f, fd, e);
		if (rc)
			tree_abandon_file(&f);
		else
			rc = tree_end_file(&f, e);
	}
	close(fd);
	return rc;
}

/* ---- the list ---- */

static int unpack_tree_by_name(const void *a, const void *b)
{
	const struct tree_item *const *left = a, *const *right = b;

	return strcmp((*left)->name, (*right)->name);
}

static const struct tree_item **sorted_items(struct tree *t)
{
	const struct tree_item **sorted =
		arena_alloc(t->mem, (t->item_count + 1) * sizeof(*sorted));
	size_t n = 0;

	for (const struct tree_item *item = t->items; item; item = item->next)
		sorted[n++] = item;
	qsort(sorted, n, sizeof(*sorted), unpack_tree_by_name);
	return sorted;
}

const char *tree_h1(struct tree *t, const char *prefix)
{
	const struct tree_item **sorted = sorted_items(t);
	struct sha256 *sum = sha256_open();
	unsigned char raw[32];
	char line[2200];

	for (size_t i = 0; i < t->item_count; i++) {
		if (sorted[i]->target)
			continue;
		snprintf(line, sizeof(line), "%s  %s%s\n", sorted[i]->sha256, prefix,
			 sorted[i]->name);
		sha256_add(sum, line, strlen(line));
	}
	sha256_close_raw(sum, raw);
	return arena_fmt(t->mem, "h1:%s",
			 base64_encode(t->mem, (struct bytes){ (char *)raw, sizeof(raw) }));
}

static void print_item(FILE *f, const struct tree_item *item)
{
	if (item->target)
		fprintf(f, "link\t%s\t%s\n", item->target, item->name);
	else
		fprintf(f, "%04o\t%s\t%s\n", (unsigned)item->mode, item->sha256, item->name);
}

enum rc tree_write_list(struct tree *t, struct err *e)
{
	const char *path = unpack_list_path(t->mem, t->path);
	const struct tree_item **sorted = sorted_items(t);
	enum rc rc = disk_settle(&t->disk, e);
	FILE *f;
	bool bad;

	if (rc)
		return rc;
	f = ftruncate(t->list_fd, 0) ? NULL : fdopen(t->list_fd, "w");
	if (!f)
		return err_errno(e, _("%s cannot be written"), path);
	t->list_fd = -1;
	for (size_t i = 0; i < t->item_count; i++)
		print_item(f, sorted[i]);
	bad = ferror(f) != 0;
	bad = fclose(f) != 0 || bad;
	return bad ? err_errno(e, _("%s cannot be written"), path) : RC_OK;
}
