#include "journal/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"

enum { TRIES = 40, PAUSE_NS = 5 * 1000 * 1000 };

static long holder(int fd)
{
	char text[32] = "";
	ssize_t n = pread(fd, text, sizeof(text) - 1, 0);

	return n > 0 ? strtol(text, NULL, 10) : 0;
}

static enum rc locked_by(int fd, struct err *e)
{
	long pid = holder(fd);

	if (pid > 0)
		err_set(e, RC_LOCKED, _("another goready (process %ld) is changing things"), pid);
	else
		err_set(e, RC_LOCKED, _("another goready is changing things"));
	err_hint(e, "%s", _("Wait until it has finished, or stop it, then try again."));
	return RC_LOCKED;
}

/* Whoever looks (lock_is_held) has it for a moment, too: that is waited for. */
static bool try_lock(int fd)
{
	for (int i = 0; flock(fd, LOCK_EX | LOCK_NB) != 0; i++) {
		if ((errno != EWOULDBLOCK && errno != EINTR) || i == TRIES)
			return false;
		nanosleep(&(struct timespec){ .tv_nsec = PAUSE_NS }, NULL);
	}
	return true;
}

/* For the message above; the lock holds without it, so a full disk is no matter. */
static void write_pid(int fd)
{
	char text[32];
	int n = snprintf(text, sizeof(text), "%ld\n", (long)getpid());

	if (ftruncate(fd, 0) == 0 && pwrite(fd, text, (size_t)n, 0) != n)
		(void)ftruncate(fd, 0);
}

enum rc lock_take(struct arena *mem, const char *state_folder, int *ret_fd, struct err *e)
{
	const char *path = path_join(mem, state_folder, "lock");
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	enum rc rc;

	if (fd < 0)
		return err_errno(e, _("%s cannot be opened"), path);
	if (!try_lock(fd)) {
		rc = errno == EWOULDBLOCK ? locked_by(fd, e)
					  : err_errno(e, _("%s cannot be locked"), path);
		close(fd);
		return rc;
	}
	write_pid(fd);
	*ret_fd = fd;
	return RC_OK;
}

void lock_release(int fd)
{
	if (fd >= 0)
		close(fd);
}

bool lock_is_held(struct arena *mem, const char *state_folder)
{
	int fd = open(path_join(mem, state_folder, "lock"), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	bool held;

	if (fd < 0)
		return false;
	held = flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
	close(fd);
	return held;
}
