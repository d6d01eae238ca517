#include "journal/files.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/descriptor.h"
#include "base/i18n.h"
#include "base/sync.h"
#include "archive/digest.h"

enum rc file_write_all(int fd, const void *data, size_t n, const char *name, struct err *e)
{
	return fd_write_all(fd, data, n) ? RC_OK : err_errno(e, _("%s cannot be written"), name);
}

enum rc file_sync(const char *path, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum rc rc = RC_OK;

	if (fd < 0)
		return err_errno(e, _("%s cannot be opened"), path);
	if (sync_where_possible(fd) != 0)
		rc = err_errno(e, _("%s cannot be written to disk"), path);
	close(fd);
	return rc;
}

static enum rc pour(int in, int out, const char *from, const char *to, struct sha256 *hash,
		    struct err *e)
{
	char buffer[64 * 1024];
	enum rc rc;

	for (;;) {
		ssize_t n = read(in, buffer, sizeof(buffer));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_errno(e, _("%s cannot be read"), from);
		if (n == 0)
			break;
		sha256_add(hash, buffer, (size_t)n);
		rc = file_write_all(out, buffer, (size_t)n, to, e);
		if (rc)
			return rc;
	}
	if (sync_to_disk(out) != 0)
		return err_errno(e, _("%s cannot be written to disk"), to);
	return RC_OK;
}

enum rc file_copy(const char *from, const char *to, mode_t mode, char *ret_sha256, struct err *e)
{
	int in = open(from, O_RDONLY | O_CLOEXEC), out;
	struct sha256 *hash;
	char digest[65];
	enum rc rc;

	if (in < 0)
		return err_errno(e, _("%s cannot be opened"), from);
	(void)unlink(to);
	out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
	if (out < 0) {
		rc = err_errno(e, _("%s cannot be made"), to);
		close(in);
		return rc;
	}
	hash = sha256_open();
	rc = pour(in, out, from, to, hash, e);
	sha256_close(hash, digest);
	if (!rc && fchmod(out, mode) != 0)
		rc = err_errno(e, _("%s cannot get its mode"), to);
	close(in);
	close(out);
	if (rc)
		(void)unlink(to);
	else if (ret_sha256)
		memcpy(ret_sha256, digest, sizeof(digest));
	return rc;
}

enum rc file_write(const char *path, struct bytes content, mode_t mode, struct err *e)
{
	enum rc rc;
	int fd;

	(void)unlink(path);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
	if (fd < 0)
		return err_errno(e, _("%s cannot be made"), path);
	rc = file_write_all(fd, content.at, content.n, path, e);
	if (!rc && sync_to_disk(fd) != 0)
		rc = err_errno(e, _("%s cannot be written to disk"), path);
	close(fd);
	if (rc)
		(void)unlink(path);
	return rc;
}

enum rc file_keep(const char *from, const char *to, bool *ret_same, char *ret_sha256, struct err *e)
{
	enum rc rc;

	(void)unlink(to);
	*ret_same = link(from, to) == 0;
	if (!*ret_same)
		return file_copy(from, to, 0600, ret_sha256, e);
	rc = sha256_file(to, ret_sha256, e);
	return rc ? rc : file_sync(to, e);
}
