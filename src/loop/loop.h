/*
 * One poll loop: descriptors, child processes, transfers, timers, signals.
 *
 * Everything that takes longer than a moment is started here and tells of itself by callbacks,
 * which run inside loop_turn, never re-entrantly from a start function. One thread; no locks.
 *
 *	struct loop *loop = loop_open();
 *	loop_spawn(loop, &(struct child_spec){ ... }, &e);
 *	while (!done)
 *		loop_turn(loop, -1);
 *	loop_close(loop);   // kills children that are left, with their groups
 */
#ifndef LOOP_LOOP_H
#define LOOP_LOOP_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/list.h"
#include "base/str.h"

struct loop;
struct loop *loop_open(void);
void loop_close(struct loop *loop);
/* Kills the children that are left, with their groups, and forgets them: none is told of. */
void loop_end_children(struct loop *loop);
/* Waits for at most `ms` (-1: until something happens), then calls what is due. */
void loop_turn(struct loop *loop, int ms);
int64_t loop_ms(const struct loop *loop); /* monotonic clock */

/* Signals, delivered as callbacks: SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH and SIGTSTP are
 * caught, but for those that were ignored when the program was started. */
void loop_on_signal(struct loop *loop, void (*fn)(void *ctx, int signal), void *ctx);
/* No: around a read that waits for a person outside of the loop, so that Ctrl-C ends the program. */
void loop_catches_signals(bool yes);
bool signal_ends(
	int signal); /* it asks the program to end: Ctrl-C, Ctrl-\\, kill, a closed terminal */

/* A descriptor to watch (the ui's, curl's sockets). `events` is any of these; watching it again
 * changes events and callback. fn is told which came, and may unwatch it. */
enum { LOOP_READ = 1, LOOP_WRITE = 2 };
void loop_watch(struct loop *loop, int fd, int events, void (*fn)(void *ctx, int fd, int events),
		void *ctx);
void loop_unwatch(struct loop *loop, int fd);
/* One slot per loop for what net.c keeps with it; `done` frees it in loop_close. */
void *loop_attached(struct loop *loop);
void loop_attach(struct loop *loop, void *data, void (*done)(void *data));

/* One-shot timers. */
struct timer;
struct timer *loop_after(struct loop *loop, int ms, void (*fn)(void *ctx), void *ctx);
void loop_cancel_timer(struct loop *loop, struct timer *timer); /* NULL is allowed */

/*
 * Children: own process group, close-on-exec everywhere. Output comes line by line, or in chunks
 * where `lines` is false. After exit and end of both streams `done` is called once and the child is
 * gone.
 */
struct child;
/* How a child stands to the terminal. */
enum child_session {
	SESSION_OWN, /* setsid: it can reach no terminal */
	/* In the background of our session: what sudo remembers for a terminal holds for it
	 * (sudoers(5), timestamp_type). Where it wants to ask all the same, the system stops it and
	 * `stopped` is called. */
	SESSION_OURS,
	/* In front: what it calls may ask on the terminal; its output comes as usual. The terminal is
	 * ours again when `done` is called, with this and the next. */
	SESSION_FRONT,
	SESSION_TERMINAL, /* and all three streams are the terminal: it talks with the user itself */
};
struct child_spec {
	struct names argv;
	/* NULL: ours. What is not in front gets no colours (environment_for_reading) besides. */
	const struct names *env;
	bool env_as_given;  /* with colours and TERM as env has them, wherever it stands */
	const char *folder; /* NULL: "/" */
	int seconds;        /* 0: no limit */
	bool lines;
	bool input; /* a pipe to its stdin (child_write); else /dev/null */
	enum child_session session;
	void (*stopped)(void *ctx); /* SESSION_OURS: it wants the terminal; NULL: it is ended */
	void (*out)(void *ctx, struct bytes data);   /* may be NULL: dropped */
	void (*error)(void *ctx, struct bytes data); /* its stderr; may be NULL */
	/* Exit status, or 128 + n for signal n. */
	void (*done)(void *ctx, int status, bool timed_out);
	void *ctx;
};
/* NULL and *e where it cannot be started. */
struct child *loop_spawn(struct loop *loop, const struct child_spec *spec, struct err *e);
/* As loop_spawn; also says why exec failed (errno), 0 where it was something else. */
struct child *loop_spawn_why(struct loop *loop, const struct child_spec *spec, int *ret_errno,
			     struct err *e);
void child_kill(
	struct child *child); /* its whole group: TERM, and KILL 2 s later; done is called */
/* Queues bytes for its stdin; false once it has closed it. */
bool child_write(struct child *child, const void *data, size_t n);
size_t child_queued(
	const struct child *child);        /* bytes not taken yet: pause a transfer above 1 MiB */
void child_end_input(struct child *child); /* after what is queued */
pid_t child_pid(const struct child *child);
/* In `done`: bytes of memory that the largest process of it held, those that it waited for among them. */
uint64_t child_peak_memory(const struct child *child);
/* A stopped one goes on in front of the terminal, until it ends. */
void child_to_terminal(struct child *child);

#endif
