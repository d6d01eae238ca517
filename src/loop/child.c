/* Children of the loop. */
#include "loop/child.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"
#include "loop/guard.h"
#include "loop/spawn.h"
#include "loop/terminal.h"

enum {
	LINE_MOST = 1 << 16, /* a longer line comes in pieces */
	KILL_MS = 2000,
	LINGER_MS = 1000, /* for a grandchild that keeps the pipes open */
#ifdef __APPLE__
	MAXRSS_UNIT = 1, /* getrusage(2): bytes there, kilobytes on Linux */
#else
	MAXRSS_UNIT = 1024,
#endif
};

void child_close_watched(struct child *c, int *fd)
{
	if (*fd < 0)
		return;
	loop_unwatch(c->loop, *fd);
	close(*fd);
	*fd = -1;
}

static void unlink_child(struct child *c)
{
	for (struct child **at = &c->loop->children; *at; at = &(*at)->next) {
		if (*at == c) {
			*at = c->next;
			return;
		}
	}
}

/* Nothing comes from it any more; it can still be asked. */
static void child_close(struct child *c)
{
	unlink_child(c);
	child_close_watched(c, &c->in);
	child_close_watched(c, &c->out.fd);
	child_close_watched(c, &c->err.fd);
	loop_cancel_timer(c->loop, c->limit);
	loop_cancel_timer(c->loop, c->killing);
	loop_cancel_timer(c->loop, c->linger);
	child_drop_queue(c);
}

static void child_free(struct child *c)
{
	free(c->out.line);
	free(c->err.line);
	free(c);
}

static void child_say(struct child *c, struct stream *s, const char *at, size_t n)
{
	if (s->fn)
		s->fn(c->ctx, (struct bytes){ at, n });
}

/* A last line without newline is told too. */
static void flush_line(struct child *c, struct stream *s)
{
	if (!s->n)
		return;
	s->line[s->n] = '\0';
	child_say(c, s, s->line, s->n);
	s->n = 0;
}

static void child_finish(struct child *c)
{
	flush_line(c, &c->out);
	flush_line(c, &c->err);
	child_close(c);
	if (c->done)
		c->done(c->ctx, c->status, c->timed_out);
	child_free(c);
}

static void finish_if_complete(struct child *c)
{
	if (c->exited && c->out.fd < 0 && c->err.fd < 0)
		child_finish(c);
}

static void take_lines(struct child *c, struct stream *s, const char *at, size_t n)
{
	if (!s->line)
		s->line = loop_grab(NULL, LINE_MOST + 1);
	while (n) {
		const char *newline = memchr(at, '\n', n);
		size_t piece = newline ? (size_t)(newline - at) : n;

		if (piece > LINE_MOST - s->n) {
			piece = LINE_MOST - s->n;
			newline = NULL;
		}
		memcpy(s->line + s->n, at, piece);
		s->n += piece;
		if (newline) {
			s->line[s->n] = '\0';
			child_say(c, s, s->line, s->n);
			s->n = 0;
			piece++;
		} else if (s->n == LINE_MOST) {
			flush_line(c, s);
		}
		at += piece;
		n -= piece;
	}
}

/* Reads what is there now, but not for ever: a child that writes without end must leave others
 * their turn. */
static void drain(struct child *c, struct stream *s)
{
	char buffer[65537];

	for (int i = 0; i < 16 && s->fd >= 0; i++) {
		ssize_t n = read(s->fd, buffer, sizeof(buffer) - 1);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			return;
		if (n <= 0) {
			child_close_watched(c, &s->fd);
			return;
		}
		buffer[n] = '\0';
		if (c->lines && s->fn)
			take_lines(c, s, buffer, (size_t)n);
		else
			child_say(c, s, buffer, (size_t)n);
	}
}

static void out_ready(void *ctx, int fd, int events)
{
	struct child *c = ctx;

	(void)fd;
	(void)events;
	drain(c, &c->out);
	finish_if_complete(c);
}

static void err_ready(void *ctx, int fd, int events)
{
	struct child *c = ctx;

	(void)fd;
	(void)events;
	drain(c, &c->err);
	finish_if_complete(c);
}

static int status_of(int wait_status)
{
	if (WIFSIGNALED(wait_status))
		return 128 + WTERMSIG(wait_status);
	return WEXITSTATUS(wait_status);
}

static void linger_over(void *ctx)
{
	struct child *c = ctx;

	c->linger = NULL;
	drain(c, &c->out);
	drain(c, &c->err);
	child_finish(c);
}

/* The rest of a group that is being killed goes while the leader still holds the group's number. */
static void child_exited(struct child *c)
{
	int status = 0;
	struct rusage usage = { 0 };

	if (c->killed)
		kill(-c->pid, SIGKILL);
	guard_forget(c->pid);
	while (wait4(c->pid, &status, 0, &usage) < 0 && errno == EINTR)
		;
	c->peak_memory = (uint64_t)usage.ru_maxrss * MAXRSS_UNIT;
	c->exited = true;
	c->status = status_of(status);
	if (c->session >= SESSION_FRONT)
		terminal_take_back();
	loop_cancel_timer(c->loop, c->limit);
	loop_cancel_timer(c->loop, c->killing);
	c->limit = c->killing = NULL;
	child_close_watched(c, &c->in);
	child_drop_queue(c);
	c->linger = loop_after(c->loop, LINGER_MS, linger_over, c);
	finish_if_complete(c);
}

static bool has_exited(const struct child *c)
{
	siginfo_t info;

	memset(&info, 0, sizeof(info));
	return !c->exited && waitid(P_PID, (id_t)c->pid, &info, WEXITED | WNOWAIT | WNOHANG) == 0 &&
	       info.si_pid == c->pid;
}

/* The system stops whoever reads from, or sets up, a terminal it is not in front of. */
static bool was_stopped(const struct child *c)
{
	siginfo_t info;

	memset(&info, 0, sizeof(info));
	return c->session != SESSION_OWN && !c->exited && !c->killed &&
	       waitid(P_PID, (id_t)c->pid, &info, WSTOPPED | WNOHANG) == 0 && info.si_pid == c->pid;
}

static void go_on_in_front(const struct child *c)
{
	terminal_give(c->pid);
	kill(-c->pid, SIGCONT);
}

void child_to_terminal(struct child *c)
{
	terminal_remember();
	c->session = SESSION_FRONT;
	go_on_in_front(c);
}

/* Ctrl-Z reaches who is in front only: no shell would know that it has to bring it back. */
static void child_stopped(struct child *c)
{
	if (c->session >= SESSION_FRONT)
		go_on_in_front(c);
	else if (c->stopped)
		c->stopped(c->ctx);
	else
		child_kill(c);
}

/* `done` may start, and a later `done` end, any child: begin again after each. */
void children_reap(struct loop *loop)
{
	struct child *c = loop->children;

	while (c) {
		if (has_exited(c)) {
			child_exited(c);
			c = loop->children;
		} else if (was_stopped(c)) {
			child_stopped(c);
			c = loop->children;
		} else {
			c = c->next;
		}
	}
}

void loop_end_children(struct loop *loop)
{
	while (loop->children) {
		struct child *c = loop->children;

		kill(-c->pid, SIGKILL);
		if (!c->exited)
			guard_forget(c->pid);
		while (!c->exited && waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
			;
		child_close(c);
		child_free(c);
	}
}

static void kill_now(void *ctx)
{
	struct child *c = ctx;

	c->killing = NULL;
	kill(-c->pid, SIGKILL);
}

void child_kill(struct child *c)
{
	if (c->exited || c->killed)
		return;
	c->killed = true;
	kill(-c->pid, SIGTERM);
	kill(-c->pid, SIGCONT); /* a stopped one would not heed it */
	c->killing = loop_after(c->loop, KILL_MS, kill_now, c);
}

static void limit_over(void *ctx)
{
	struct child *c = ctx;

	c->limit = NULL;
	c->timed_out = true;
	child_kill(c);
}

pid_t child_pid(const struct child *c)
{
	return c->pid;
}

uint64_t child_peak_memory(const struct child *c)
{
	return c->peak_memory;
}

static struct child *child_new(struct loop *loop, const struct child_spec *spec,
			       const struct spawn *s)
{
	struct child *c = loop_grab(NULL, sizeof(*c));

	*c = (struct child){ .next = loop->children,
			     .loop = loop,
			     .pid = s->pid,
			     .lines = spec->lines,
			     .in = s->in,
			     .out = { .fd = s->out, .fn = spec->out },
			     .err = { .fd = s->err, .fn = spec->error },
			     .session = spec->session,
			     .stopped = spec->stopped,
			     .done = spec->done,
			     .ctx = spec->ctx };
	loop->children = c;
	if (s->out >= 0)
		loop_watch(loop, s->out, LOOP_READ, out_ready, c);
	if (s->err >= 0)
		loop_watch(loop, s->err, LOOP_READ, err_ready, c);
	if (spec->seconds > 0)
		c->limit = loop_after(loop, spec->seconds * 1000, limit_over, c);
	return c;
}

struct child *loop_spawn_why(struct loop *loop, const struct child_spec *spec, int *ret_errno,
			     struct err *e)
{
	struct spawn s = { .argv = &spec->argv,
			   .env = spec->env,
			   .env_as_given = spec->env_as_given,
			   .folder = spec->folder,
			   .input = spec->input,
			   .session = spec->session };

	if (spec->session >= SESSION_FRONT)
		terminal_remember();
	if (spawn_start(&s, e)) {
		if (spec->session >= SESSION_FRONT)
			terminal_take_back();
		*ret_errno = s.start_errno;
		return NULL;
	}
	return child_new(loop, spec, &s);
}

struct child *loop_spawn(struct loop *loop, const struct child_spec *spec, struct err *e)
{
	int why;

	return loop_spawn_why(loop, spec, &why, e);
}
