#include "loop/guard.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "base/descriptor.h"
#include "loop/spawn.h"

enum { MOST_GROUPS = 1024, FD_GUESS = 4096 };

/* What goes through the lifeline: short enough to arrive whole (PIPE_BUF). */
struct message {
	pid_t group;
	int lives;
};

static struct {
	int lifeline; /* 0: none yet, -1: there is no guard */
	pid_t owner;  /* a fork of us has a guard of its own */
} guard;

int fd_largest(void)
{
	DIR *dir = opendir("/dev/fd");
	struct dirent *entry;
	int largest = 2;

	if (!dir)
		return FD_GUESS;
	while ((entry = readdir(dir))) {
		int fd = atoi(entry->d_name);

		if (fd > largest && fd != dirfd(dir))
			largest = fd;
	}
	closedir(dir);
	return largest;
}

static void guard_note(pid_t *groups, size_t *n, struct message m)
{
	for (size_t i = 0; i < *n; i++) {
		if (groups[i] != m.group)
			continue;
		if (!m.lives)
			groups[i] = groups[--*n];
		return;
	}
	if (m.lives && *n < MOST_GROUPS)
		groups[(*n)++] = m.group;
}

/* Nothing but read, kill and _exit: this is a fork of a program that has much more in memory. */
static void watch(int fd)
{
	pid_t groups[MOST_GROUPS];
	struct message m;
	size_t n = 0;
	ssize_t got;

	while ((got = read(fd, &m, sizeof(m))) != 0) {
		if (got == (ssize_t)sizeof(m) && m.group > 1)
			guard_note(groups, &n, m);
		else if (got < 0 && errno != EINTR)
			break;
	}
	for (size_t i = 0; i < n; i++)
		kill(-groups[i], SIGKILL);
	_exit(0);
}

static void guard_main(int fd, int largest)
{
	setsid(); /* Ctrl-C is for goready, and is held back here; the guard ends when goready has */
	(void)!chdir("/");
	fds_close(0, fd - 1);
	fds_close(fd + 1, largest);
	watch(fd);
}

/* Above the standard ones: a child's are put there. */
static int move_up(int fd)
{
	int moved = fcntl(fd, F_DUPFD_CLOEXEC, 3);

	close(fd);
	return moved;
}

void guard_start(void)
{
	int ends[2], largest;
	pid_t pid;

	if (guard.lifeline && guard.owner == getpid())
		return;
	if (guard.lifeline > 0)
		close(guard.lifeline);
	guard.owner = getpid();
	guard.lifeline = -1;
	if (pipe(ends))
		return;
	ends[0] = move_up(ends[0]);
	ends[1] = move_up(ends[1]);
	largest = fd_largest();
	pid = ends[0] < 0 || ends[1] < 0 ? -1 : fork_held_back();
	if (pid == 0)
		guard_main(ends[0], largest);
	close(ends[0]);
	if (pid > 0)
		guard.lifeline = ends[1];
	else
		close(ends[1]);
}

static void guard_tell(pid_t group, int lives)
{
	struct message m;

	memset(&m, 0, sizeof(m));
	m.group = group;
	m.lives = lives;
	while (guard.lifeline > 0 && write(guard.lifeline, &m, sizeof(m)) < 0 && errno == EINTR)
		;
}

void guard_child(pid_t parent)
{
	guard_tell(getpid(), 1);
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(127); /* it died before that */
#else
	(void)parent;
#endif
}

void guard_forget(pid_t group)
{
	if (guard.owner == getpid())
		guard_tell(group, 0);
}
