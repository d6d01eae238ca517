#include "loop/loop_internal.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/descriptor.h"
#include "loop/spawn.h"

/*
 * Signals arrive in a handler that has no context, so this is global: the write ends of all open
 * loops' pipes (there is one in the program; blocking run opens another for a moment).
 */
enum { LOOPS_MOST = 8 };
static volatile sig_atomic_t signal_fds[LOOPS_MOST];
static int loops_open;

static const int caught[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGTSTP };
enum { CAUGHT_N = sizeof(caught) / sizeof(caught[0]) };
static struct sigaction before_child, before_caught[CAUGHT_N];
static struct loop *signal_owner;

void *loop_grab(void *old, size_t size)
{
	void *at = realloc(old, size);

	if (!at) {
		fputs("goready: out of memory\n", stderr);
		exit(1);
	}
	return at;
}

static void on_signal(int signal)
{
	unsigned char byte = (unsigned char)signal;
	int saved = errno;

	for (int i = 0; i < LOOPS_MOST; i++)
		if (signal_fds[i] > 0 && write(signal_fds[i], &byte, 1) < 0)
			continue; /* full: one is enough to wake up */
	errno = saved;
}

/* Some launchers leave their children all signals held back, as they had them around their own fork: of
 * SIGCHLD that would mean waiting for ever. */
static void let_through(int signal)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, signal);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

static void loop_install(int signal, struct sigaction *ret_before)
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_handler = on_signal;
	action.sa_flags = SA_RESTART;
	sigfillset(&action.sa_mask);
	sigaction(signal, &action, ret_before);
	let_through(signal);
}

static void register_pipe(struct loop *loop)
{
	for (int i = 0; i < LOOPS_MOST; i++) {
		if (signal_fds[i] == 0) {
			signal_fds[i] = loop->signal_pipe[1];
			break;
		}
	}
	if (loops_open++ == 0) {
		loop_install(SIGCHLD, &before_child);
		signal(SIGPIPE, SIG_IGN); /* a child that closes its stdin is no reason to die */
	}
}

static void unregister_pipe(struct loop *loop)
{
	for (int i = 0; i < LOOPS_MOST; i++)
		if (signal_fds[i] == loop->signal_pipe[1])
			signal_fds[i] = 0;
	if (--loops_open == 0)
		sigaction(SIGCHLD, &before_child, NULL);
}

struct loop *loop_open(void)
{
	struct loop *loop = loop_grab(NULL, sizeof(*loop));

	memset(loop, 0, sizeof(*loop));
	if (loops_open == LOOPS_MOST || pipe(loop->signal_pipe) != 0 ||
	    fd_prepare(loop->signal_pipe[0]) < 0 || fd_prepare(loop->signal_pipe[1]) < 0) {
		fputs("goready: no file descriptors left\n", stderr);
		exit(1);
	}
	register_pipe(loop);
	return loop;
}

/* What was ignored when we were started stays so: nohup, a script's background job. */
static void catch_signals(void)
{
	for (int i = 0; i < CAUGHT_N; i++) {
		sigaction(caught[i], NULL, &before_caught[i]);
		if (before_caught[i].sa_handler != SIG_IGN)
			loop_install(caught[i], NULL);
	}
}

static void let_go_of_signals(void)
{
	for (int i = 0; i < CAUGHT_N; i++)
		sigaction(caught[i], &before_caught[i], NULL);
}

static void release_signals(struct loop *loop)
{
	if (signal_owner != loop)
		return;
	let_go_of_signals();
	signal_owner = NULL;
}

void loop_close(struct loop *loop)
{
	if (!loop)
		return;
	loop_end_children(loop);
	if (loop->attached_done)
		loop->attached_done(loop->attached);
	while (loop->timers)
		loop_cancel_timer(loop, loop->timers);
	release_signals(loop);
	unregister_pipe(loop);
	close(loop->signal_pipe[0]);
	close(loop->signal_pipe[1]);
	free(loop->watches);
	free(loop->polled);
	free(loop->polled_serials);
	free(loop);
}

int64_t loop_ms(const struct loop *loop)
{
	(void)loop;
	return clock_ms();
}

void loop_on_signal(struct loop *loop, void (*fn)(void *ctx, int signal), void *ctx)
{
	loop->on_signal = fn;
	loop->signal_ctx = ctx;
	if (signal_owner)
		return;
	signal_owner = loop;
	catch_signals();
}

void loop_catches_signals(bool yes)
{
	if (!signal_owner)
		return;
	if (yes)
		catch_signals();
	else
		let_go_of_signals();
}

bool signal_ends(int signal)
{
	return signal == SIGINT || signal == SIGTERM || signal == SIGHUP || signal == SIGQUIT;
}

void *loop_attached(struct loop *loop)
{
	return loop->attached;
}

void loop_attach(struct loop *loop, void *data, void (*done)(void *data))
{
	loop->attached = data;
	loop->attached_done = done;
}

static struct watch *find_watch(struct loop *loop, int fd)
{
	for (size_t i = 0; i < loop->watch_n; i++)
		if (loop->watches[i].fd == fd)
			return &loop->watches[i];
	return NULL;
}

void loop_watch(struct loop *loop, int fd, int events, void (*fn)(void *ctx, int fd, int events),
		void *ctx)
{
	struct watch *w = find_watch(loop, fd);

	if (!w) {
		if (loop->watch_n == loop->watch_room) {
			loop->watch_room = loop->watch_room ? 2 * loop->watch_room : 16;
			loop->watches = loop_grab(loop->watches,
						  loop->watch_room * sizeof(loop->watches[0]));
		}
		w = &loop->watches[loop->watch_n++];
		w->serial = ++loop->serial;
	}
	w->fd = fd;
	w->events = events;
	w->fn = fn;
	w->ctx = ctx;
}

void loop_unwatch(struct loop *loop, int fd)
{
	struct watch *w = find_watch(loop, fd);

	if (w)
		*w = loop->watches[--loop->watch_n];
}

struct timer *loop_after(struct loop *loop, int ms, void (*fn)(void *ctx), void *ctx)
{
	struct timer *t = loop_grab(NULL, sizeof(*t)), **at = &loop->timers;

	*t = (struct timer){ .due = loop_ms(loop) + (ms > 0 ? ms : 0),
			     .serial = ++loop->serial,
			     .fn = fn,
			     .ctx = ctx };
	while (*at && (*at)->due <= t->due)
		at = &(*at)->next;
	t->next = *at;
	*at = t;
	return t;
}

void loop_cancel_timer(struct loop *loop, struct timer *timer)
{
	for (struct timer **at = &loop->timers; timer && *at; at = &(*at)->next) {
		if (*at == timer) {
			*at = timer->next;
			free(timer);
			return;
		}
	}
}

/* Those that are due now; ones that a callback starts wait for the next turn. */
static void run_timers(struct loop *loop)
{
	int64_t now = loop_ms(loop);
	unsigned last = loop->serial;

	for (;;) {
		struct timer *t = loop->timers;
		struct timer due;

		while (t && t->due <= now && t->serial > last)
			t = t->next;
		if (!t || t->due > now)
			return;
		due = *t;
		loop_cancel_timer(loop, t);
		due.fn(due.ctx);
	}
}

static void run_signals(struct loop *loop)
{
	unsigned char bytes[64];
	bool seen[256] = { false };
	ssize_t n;

	while ((n = read(loop->signal_pipe[0], bytes, sizeof(bytes))) > 0)
		for (ssize_t i = 0; i < n; i++)
			seen[bytes[i]] = true;
	if (seen[SIGCHLD])
		children_reap(loop);
	for (int i = 0; i < CAUGHT_N; i++)
		if (seen[caught[i]] && loop->on_signal)
			loop->on_signal(loop->signal_ctx, caught[i]);
}

static int timeout_of(const struct loop *loop, int ms)
{
	int64_t left;

	if (!loop->timers)
		return ms;
	left = loop->timers->due - loop_ms(loop);
	if (left < 0)
		left = 0;
	if (left > INT_MAX)
		left = INT_MAX;
	return ms < 0 || left < ms ? (int)left : ms;
}

static size_t prepare_poll(struct loop *loop)
{
	size_t n = loop->watch_n + 1;

	if (n > loop->polled_room) {
		loop->polled_room = 2 * n;
		loop->polled = loop_grab(loop->polled, loop->polled_room * sizeof(loop->polled[0]));
		loop->polled_serials = loop_grab(
			loop->polled_serials, loop->polled_room * sizeof(loop->polled_serials[0]));
	}
	loop->polled[0] = (struct pollfd){ .fd = loop->signal_pipe[0], .events = POLLIN };
	for (size_t i = 1; i < n; i++) {
		const struct watch *w = &loop->watches[i - 1];
		short events = (short)((w->events & LOOP_READ ? POLLIN : 0) |
				       (w->events & LOOP_WRITE ? POLLOUT : 0));

		loop->polled[i] = (struct pollfd){ .fd = w->fd, .events = events };
		loop->polled_serials[i] = w->serial;
	}
	return n;
}

/* A hung up or broken descriptor is told as what was asked for: the read or write then says it. */
static void dispatch(struct loop *loop, const struct pollfd *polled, unsigned serial)
{
	struct watch *w = find_watch(loop, polled->fd);
	int events = 0;

	if (!polled->revents || !w || w->serial != serial)
		return;
	if (polled->revents & POLLIN)
		events |= LOOP_READ;
	if (polled->revents & POLLOUT)
		events |= LOOP_WRITE;
	if (polled->revents & (POLLHUP | POLLERR | POLLNVAL))
		events |= w->events;
	events &= w->events;
	if (events)
		w->fn(w->ctx, polled->fd, events);
}

void loop_turn(struct loop *loop, int ms)
{
	size_t n = prepare_poll(loop);
	int ready = fds_wait(loop->polled, n, timeout_of(loop, ms));

	/* First what children still had to say, then that they ended. */
	if (ready > 0)
		for (size_t i = 1; i < n; i++)
			dispatch(loop, &loop->polled[i], loop->polled_serials[i]);
	run_signals(loop);
	run_timers(loop);
}
