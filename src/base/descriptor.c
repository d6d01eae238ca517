#include "base/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/select.h>
#include <sys/time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif

bool fd_write_all(int fd, const void *data, size_t n)
{
	const char *at = data;

	while (n) {
		ssize_t done = write(fd, at, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		at += done;
		n -= (size_t)done;
	}
	return true;
}

enum { BY_EXEC = 1 << 2 }; /* CLOSE_RANGE_CLOEXEC, which older headers lack */

/* Linux 5.9 does it in one call, 5.11 also BY_EXEC; what filters system calls may say no. */
static bool close_range_at_once(int first, int last, int flags)
{
#ifdef SYS_close_range /* never on macOS, which has none */
	return first > last || syscall(SYS_close_range, first, last, flags) == 0;
#else
	(void)flags;
	return first > last;
#endif
}

void fds_close(int first, int last)
{
	if (close_range_at_once(first, last, 0))
		return;
	for (int fd = first; fd <= last; fd++)
		close(fd);
}

void fds_close_on_exec(int first, int last)
{
	if (close_range_at_once(first, last, BY_EXEC))
		return;
	for (int fd = first; fd <= last; fd++)
		(void)fcntl(fd, F_SETFD, FD_CLOEXEC);
}

static bool is_denied(const struct pollfd *p)
{
	return p->fd >= 0 && (p->revents & POLLNVAL) && fcntl(p->fd, F_GETFD) >= 0;
}

struct waiting {
	fd_set in, out;
	int most;   /* the highest descriptor */
	int closed; /* how many are none: told at once, as poll does */
};

static void descriptor_add(struct waiting *w, struct pollfd *p)
{
	bool closed = p->revents & POLLNVAL && fcntl(p->fd, F_GETFD) < 0;

	p->revents = 0;
	if (closed) {
		p->revents = POLLNVAL;
		w->closed++;
		return;
	}
	if (p->fd >= FD_SETSIZE)
		return;
	if (p->events & POLLIN)
		FD_SET(p->fd, &w->in);
	if (p->events & POLLOUT)
		FD_SET(p->fd, &w->out);
	if (p->fd > w->most)
		w->most = p->fd;
}

static int descriptor_tell(const struct waiting *w, struct pollfd *fds, size_t n)
{
	int ready = 0;

	for (size_t i = 0; i < n; i++) {
		struct pollfd *p = &fds[i];

		if (p->fd >= 0 && p->fd < FD_SETSIZE && !p->revents) {
			if (FD_ISSET(p->fd, &w->in))
				p->revents |= POLLIN;
			if (FD_ISSET(p->fd, &w->out))
				p->revents |= POLLOUT;
		}
		ready += p->revents != 0;
	}
	return ready;
}

static int wait_by_select(struct pollfd *fds, size_t n, int ms)
{
	struct waiting w = { .most = -1 };
	struct timeval time = { .tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000 };

	FD_ZERO(&w.in);
	FD_ZERO(&w.out);
	for (size_t i = 0; i < n; i++)
		if (fds[i].fd >= 0)
			descriptor_add(&w, &fds[i]);
	if (w.closed)
		time = (struct timeval){ 0 };
	if (select(w.most + 1, &w.in, &w.out, NULL, ms < 0 && !w.closed ? NULL : &time) < 0) {
		int why = errno;

		for (size_t i = 0; i < n; i++)
			fds[i].revents = 0;
		errno = why;
		return -1;
	}
	return descriptor_tell(&w, fds, n);
}

int fds_wait(struct pollfd *fds, size_t n, int ms)
{
	int ready = poll(fds, (nfds_t)n, ms);

	for (size_t i = 0; ready > 0 && i < n; i++)
		if (is_denied(&fds[i]))
			return wait_by_select(fds, n, ms);
	return ready;
}

bool fd_can_be_polled(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	return poll(&p, 1, 0) < 0 || !is_denied(&p);
}

/* 0 and -1 are no answer: a group outside of our process namespace, a terminal of no session. */
bool fd_is_terminal_of_ours(int fd)
{
	pid_t front = isatty(fd) ? tcgetpgrp(fd) : 0;

	return isatty(fd) && (front <= 0 || front == getpgrp());
}
