/*
 * This machine: changing it. What each function did is on the disk when it returns. It has done nothing when it
 * fails, but where only the last sync did: whoever must know looks (journal/record.h).
 */
#include "host/host_real.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/descriptor.h"
#include "base/i18n.h"
#include "base/sync.h"
#include "host/os.h"

/* The folder a path is in, as text in a buffer of the caller's. */
static const char *folder_of(const char *path, char into[PATH_MAX])
{
	const char *slash = strrchr(path, '/');
	size_t n = slash ? (size_t)(slash - path) : 0;

	if (!slash)
		return strcpy(into, ".");
	if (n == 0)
		return strcpy(into, "/");
	if (n >= PATH_MAX)
		n = PATH_MAX - 1;
	memcpy(into, path, n);
	into[n] = '\0';
	return into;
}

/* A rename is on the disk only when its folder is. */
static enum rc sync_folder(const char *folder, struct err *e)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum rc rc = RC_OK;

	if (fd < 0 && errno == EACCES) /* may be written, may not be listed */
		return RC_OK;
	if (fd < 0)
		return err_errno(e, _("opening the folder %s"), folder);
	if (sync_where_possible(fd) != 0)
		rc = err_errno(e, _("writing the folder %s to the disk"), folder);
	close(fd);
	return rc;
}

static enum rc sync_folder_of(const char *path, struct err *e)
{
	char folder[PATH_MAX];

	return sync_folder(folder_of(path, folder), e);
}

/* Where writing to `path` would write: through links, the last of which may dangle. */
static enum rc follow_links(const char *path, char into[PATH_MAX], struct err *e)
{
	char text[PATH_MAX], folder[PATH_MAX];

	if (snprintf(into, PATH_MAX, "%s", path) >= PATH_MAX)
		return err_set(e, RC_LIMIT, _("%s is too long for a path"), path);
	for (int i = 0; i < 40; i++) {
		ssize_t n = readlink(into, text, sizeof(text) - 1);
		int length;

		if (n < 0)
			return RC_OK; /* no link, or nothing there: opening will tell */
		text[n] = '\0';
		if (text[0] == '/')
			length = snprintf(into, PATH_MAX, "%s", text);
		else
			length = snprintf(into, PATH_MAX, "%s/%s", folder_of(into, folder), text);
		if (length >= PATH_MAX)
			return err_set(e, RC_LIMIT, _("%s leads to a path that is too long"), path);
	}
	return err_set(e, RC_IO, _("%s: the links form a loop"), path);
}

/* A name beside `path` that nobody else has. */
static enum rc beside(const char *path, int attempt, char into[PATH_MAX], struct err *e)
{
	char folder[PATH_MAX];
	const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;

	/* 200: NAME_MAX is 255, and the ending is ours */
	if (snprintf(into, PATH_MAX, "%s/.%.200s.goready-%ld-%d", folder_of(path, folder), name,
		     (long)getpid(), attempt) >= PATH_MAX)
		return err_set(e, RC_LIMIT, _("%s is too long for a path"), path);
	return RC_OK;
}

static enum rc open_beside(const char *path, char temp[PATH_MAX], int *ret_fd, struct err *e)
{
	for (int attempt = 0; attempt < 100; attempt++) {
		enum rc rc = beside(path, attempt, temp, e);
		int fd;

		if (rc)
			return rc;
		fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd >= 0) {
			*ret_fd = fd;
			return RC_OK;
		}
		if (errno != EEXIST)
			return err_errno(e, _("making a file beside %s"), path);
	}
	return err_set(e, RC_EXISTS, _("too many leftover files beside %s"), path);
}

/* Owner first (chown takes the set-id bits away), then attributes and lists, then the mode. */
static enum rc dress_like(int fd, int old, const char *path, struct err *e)
{
	struct stat was, is;
	enum rc rc;

	if (fstat(old, &was) != 0 || fstat(fd, &is) != 0)
		return err_errno(e, _("looking at %s"), path);
	if ((was.st_uid != is.st_uid || was.st_gid != is.st_gid) &&
	    fchown(fd, was.st_uid, was.st_gid) != 0)
		return err_errno(e, _("keeping the owner of %s"), path);
	rc = os_copy_attributes(old, fd, path, e);
	if (rc)
		return rc;
	if (fchmod(fd, was.st_mode & 07777) != 0)
		return err_errno(e, _("keeping the mode of %s"), path);
	return RC_OK;
}

static enum rc dress(int fd, const char *path, mode_t mode_if_new, struct err *e)
{
	int old = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat st;
	enum rc rc;

	if (old < 0 && errno == ENOENT) {
		if (fchmod(fd, mode_if_new & 07777) != 0)
			return err_errno(e, _("setting the mode of %s"), path);
		return RC_OK;
	}
	if (old < 0)
		return err_errno(e, _("opening %s"), path);
	if (fstat(old, &st) == 0 && !S_ISREG(st.st_mode))
		rc = err_set(e, RC_IO, _("%s is not a regular file"), path);
	else
		rc = dress_like(fd, old, path, e);
	close(old);
	return rc;
}

static enum rc fill(int fd, const char *path, struct bytes content, mode_t mode_if_new,
		    struct err *e)
{
	enum rc rc = fd_write_all(fd, content.at, content.n) ? RC_OK
							     : err_errno(e, _("writing %s"), path);

	if (!rc)
		rc = dress(fd, path, mode_if_new, e);
	if (!rc && sync_to_disk(fd) != 0)
		rc = err_errno(e, _("writing %s to the disk"), path);
	return rc;
}

enum rc real_replace(struct host *h, const char *path, struct bytes content, mode_t mode_if_new,
		     struct err *e)
{
	char target[PATH_MAX], temp[PATH_MAX];
	enum rc rc = follow_links(path, target, e);
	int fd = -1;

	(void)h;
	if (!rc)
		rc = open_beside(target, temp, &fd, e);
	if (rc)
		return rc;
	rc = fill(fd, target, content, mode_if_new, e);
	if (close(fd) != 0 && !rc) /* NFS tells of a full disk here */
		rc = err_errno(e, _("writing %s"), target);
	if (!rc && rename(temp, target) != 0)
		rc = err_errno(e, _("putting the new %s in place"), target);
	if (rc) {
		unlink(temp);
		return rc;
	}
	return sync_folder_of(target, e);
}

static enum rc symlink_beside(const char *path, const char *target, char temp[PATH_MAX],
			      struct err *e)
{
	for (int attempt = 0; attempt < 100; attempt++) {
		enum rc rc = beside(path, attempt, temp, e);

		if (rc)
			return rc;
		if (symlink(target, temp) == 0)
			return RC_OK;
		if (errno != EEXIST)
			return err_errno(e, _("making the link %s"), path);
	}
	return err_set(e, RC_EXISTS, _("too many leftover files beside %s"), path);
}

enum rc real_link(struct host *h, const char *path, const char *target, struct err *e)
{
	char temp[PATH_MAX];
	enum rc rc = symlink_beside(path, target, temp, e);

	(void)h;
	if (rc)
		return rc;
	if (rename(temp, path) != 0) {
		rc = err_errno(e, _("making the link %s"), path);
		unlink(temp);
		return rc;
	}
	return sync_folder_of(path, e);
}

enum rc real_make_folder(struct host *h, const char *path, mode_t mode, struct err *e)
{
	(void)h;
	if (mkdir(path, mode) != 0)
		return err_errno(e, _("making the folder %s"), path);
	return sync_folder_of(path, e);
}

enum rc real_rename(struct host *h, const char *from, const char *to, struct err *e)
{
	char from_folder[PATH_MAX], to_folder[PATH_MAX];
	enum rc rc;

	(void)h;
	if (rename(from, to) != 0)
		return err_errno(e, _("renaming %s to %s"), from, to);
	rc = sync_folder(folder_of(to, to_folder), e);
	if (!rc && strcmp(folder_of(from, from_folder), to_folder) != 0)
		rc = sync_folder(from_folder, e);
	return rc;
}

enum rc real_remove_file(struct host *h, const char *path, struct err *e)
{
	(void)h;
	if (unlink(path) != 0)
		return err_errno(e, _("removing %s"), path);
	return sync_folder_of(path, e);
}

enum rc real_remove_folder(struct host *h, const char *path, struct err *e)
{
	(void)h;
	if (rmdir(path) != 0)
		return err_errno(e, _("removing the folder %s"), path);
	return sync_folder_of(path, e);
}

enum rc real_chmod(struct host *h, const char *path, mode_t mode, struct err *e)
{
	int fd;

	(void)h;
	if (chmod(path, mode & 07777) != 0)
		return err_errno(e, _("setting the mode of %s"), path);
	/* Without the right to read there is nothing to sync with; the mode is set all the same. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd >= 0) {
		(void)sync_to_disk(fd);
		close(fd);
	}
	return RC_OK;
}
