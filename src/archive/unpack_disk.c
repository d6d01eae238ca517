#include "archive/unpack_disk.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/descriptor.h"
#include "base/i18n.h"
#include "base/str.h"

/* ---- folders ---- */

static int folder_fd(const struct disk *d)
{
	return d->depth ? d->levels[d->depth - 1].fd : d->fd;
}

static void leave_to(struct disk *d, size_t depth)
{
	while (d->depth > depth)
		close(d->levels[--d->depth].fd);
	d->folder[d->depth ? d->levels[d->depth - 1].end : 0] = '\0';
}

/* How many of the open folders `folder` of n bytes lies in. */
static size_t shared_depth(const struct disk *d, const char *folder, size_t n)
{
	size_t depth = 0;

	while (depth < d->depth) {
		size_t end = d->levels[depth].end;

		if (end > n || (end < n && folder[end] != '/') ||
		    memcmp(folder, d->folder, end) != 0)
			break;
		depth++;
	}
	return depth;
}

/* Into `folder`, whose first `end` bytes name what is to be made and opened now. */
static bool step_into(struct disk *d, const char *folder, size_t end)
{
	size_t begin = d->depth ? d->levels[d->depth - 1].end + 1 : 0;
	char part[DISK_NAME];
	int at = folder_fd(d), fd;

	if (d->depth == DISK_DEPTH) {
		errno = ENAMETOOLONG;
		return false;
	}
	memcpy(part, folder + begin, end - begin);
	part[end - begin] = '\0';
	if (mkdirat(at, part, 0755) && errno != EEXIST)
		return false;
	fd = openat(at, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return false;
	memcpy(d->folder, folder, end);
	d->folder[end] = '\0';
	d->levels[d->depth++] = (struct disk_level){ .fd = fd, .end = end };
	return true;
}

/* Opens (and makes) the folder that the first n bytes of name are, link by link refused. */
static bool enter(struct disk *d, const char *name, size_t n)
{
	leave_to(d, shared_depth(d, name, n));
	for (size_t end = strlen(d->folder); end < n;) {
		end += end > 0;
		end += strcspn(name + end, "/");
		if (!step_into(d, name, end))
			return false;
	}
	return true;
}

static bool enter_parent(struct disk *d, const char *name)
{
	const char *slash = strrchr(name, '/');

	return enter(d, name, slash ? (size_t)(slash - name) : 0);
}

/* ---- what a piece says ---- */

static enum rc not_made(const struct disk *d, const char *name, struct err *e)
{
	if (errno == ENAMETOOLONG)
		return err_set(e, RC_ARCHIVE, _("the archive holds %s: %.200s"),
			       _("a name that cannot be used"), name);
	if (errno == ENOTDIR || errno == ELOOP)
		return err_set(e, RC_ARCHIVE, _("the archive holds %s: %.200s"),
			       _("a file below something that is no folder"), name);
	/* also where the file system knows no upper and lower case */
	if (errno == EEXIST)
		return err_set(e, RC_ARCHIVE, _("the archive holds %s: %.200s"), _("a name twice"),
			       name);
	return err_errno(e, _("%s/%s cannot be made"), d->path, name);
}

/* open() gives what it is asked for, but for a folder whose default access list says otherwise; that is handed
 * down to all folders below, so that the first file tells. */
static bool set_mode(struct disk *d, mode_t mode)
{
	struct stat st;

	if (d->modes == MODES_UNKNOWN && fstat(d->file, &st) == 0)
		d->modes = (st.st_mode & 07777) == mode ? MODES_AS_ASKED : MODES_TO_BE_SET;
	return d->modes == MODES_AS_ASKED || fchmod(d->file, mode) == 0;
}

static enum rc begin_file(struct disk *d, const struct disk_piece *piece, struct err *e)
{
	if (enter_parent(d, piece->name))
		d->file = openat(folder_fd(d), path_name(piece->name),
				 O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, piece->mode);
	return d->file < 0 ? not_made(d, piece->name, e) : RC_OK;
}

static enum rc make_file(struct disk *d, const struct disk_piece *piece, struct err *e)
{
	enum rc rc = piece->first ? begin_file(d, piece, e) : RC_OK;
	bool ok;

	if (d->file < 0)
		return rc;
	ok = fd_write_all(d->file, piece->data, piece->n);
	if (ok && !piece->last)
		return RC_OK;
	ok = ok && set_mode(d, piece->mode);
	ok = close(d->file) == 0 && ok;
	d->file = -1;
	return ok ? RC_OK : err_errno(e, _("%s/%s cannot be written"), d->path, piece->name);
}

static enum rc make_piece(struct disk *d, const struct disk_piece *piece, struct err *e)
{
	bool ok = false;

	switch (piece->kind) {
	case DISK_FILE:
		return make_file(d, piece, e);
	case DISK_FOLDER:
		ok = enter(d, piece->name, strlen(piece->name));
		break;
	case DISK_LINK:
		ok = enter_parent(d, piece->name) &&
		     symlinkat(piece->target, folder_fd(d), path_name(piece->name)) == 0;
		break;
	}
	return ok ? RC_OK : not_made(d, piece->name, e);
}

/* ---- the thread ---- */

static void *make_pieces(void *ctx)
{
	struct disk *d = ctx;
	size_t at = 0;

	pthread_mutex_lock(&d->lock);
	d->running = true;
	pthread_cond_signal(&d->room);
	for (;;) {
		struct err e = { .rc = RC_OK };

		while (!d->filled && !d->closing)
			pthread_cond_wait(&d->work, &d->lock);
		if (d->closing)
			break;
		if (!d->failed.rc) {
			pthread_mutex_unlock(&d->lock);
			(void)make_piece(d, &d->pieces[at], &e);
			pthread_mutex_lock(&d->lock);
			d->failed = e;
		}
		at = (at + 1) % DISK_PIECES;
		d->filled--;
		/* Half a ring at once: each waking costs as much as a small file. */
		if (d->filled == 0 || d->filled == DISK_PIECES / 2)
			pthread_cond_signal(&d->room);
	}
	pthread_mutex_unlock(&d->lock);
	return NULL;
}

void disk_open(struct disk *d, struct arena *mem, int fd, const char *path)
{
	*d = (struct disk){ .path = path,
			    .fd = fd,
			    .file = -1,
			    .pieces = arena_alloc(mem, DISK_PIECES * sizeof(struct disk_piece)) };
}

void disk_start(struct disk *d)
{
	enum { STACK = 256 * 1024 };
	pthread_attr_t attributes;

	pthread_mutex_init(&d->lock, NULL);
	pthread_cond_init(&d->work, NULL);
	pthread_cond_init(&d->room, NULL);
	if (pthread_attr_init(&attributes) != 0)
		return;
	(void)pthread_attr_setstacksize(&attributes, STACK);
	d->threaded = pthread_create(&d->thread, &attributes, make_pieces, d) == 0;
	pthread_attr_destroy(&attributes);
	if (!d->threaded)
		return;
	pthread_mutex_lock(&d->lock);
	while (!d->running)
		pthread_cond_wait(&d->room, &d->lock);
	pthread_mutex_unlock(&d->lock);
}

struct disk_piece *disk_piece(struct disk *d)
{
	if (d->threaded) {
		pthread_mutex_lock(&d->lock);
		while (d->filled == DISK_PIECES)
			pthread_cond_wait(&d->room, &d->lock);
		pthread_mutex_unlock(&d->lock);
	}
	d->pieces[d->next].n = 0;
	return &d->pieces[d->next];
}

enum rc disk_put(struct disk *d, struct err *e)
{
	struct err failed;

	if (!d->threaded)
		return make_piece(d, &d->pieces[d->next], e);
	pthread_mutex_lock(&d->lock);
	failed = d->failed;
	d->next = (d->next + 1) % DISK_PIECES;
	if (d->filled++ == 0)
		pthread_cond_signal(&d->work);
	pthread_mutex_unlock(&d->lock);
	if (failed.rc && e)
		*e = failed;
	return failed.rc;
}

enum rc disk_settle(struct disk *d, struct err *e)
{
	if (!d->threaded)
		return RC_OK;
	pthread_mutex_lock(&d->lock);
	while (d->filled)
		pthread_cond_wait(&d->room, &d->lock);
	pthread_mutex_unlock(&d->lock);
	if (d->failed.rc && e)
		*e = d->failed;
	return d->failed.rc;
}

int disk_reopen(struct disk *d, const char *name)
{
	if (!enter_parent(d, name))
		return -1;
	return openat(folder_fd(d), path_name(name), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
}

void disk_close(struct disk *d)
{
	if (d->threaded) {
		pthread_mutex_lock(&d->lock);
		d->closing = true;
		pthread_cond_signal(&d->work);
		pthread_mutex_unlock(&d->lock);
		pthread_join(d->thread, NULL);
	}
	if (d->file >= 0)
		close(d->file);
	d->file = -1;
	leave_to(d, 0);
}
