/*
 * Who may talk on the terminal: the loop in a session of its own, on a pseudo terminal whose other
 * end is ours. What the loop's side saw is in a file.
 */
#include "test.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/descriptor.h"
#include "loop/loop.h"
#include "loop/terminal.h"

struct seen {
	struct loop *loop;
	struct child *child;
	FILE *to;
	bool over;
};

static void on_line(void *ctx, struct bytes line)
{
	fprintf(((struct seen *)ctx)->to, "out: %.*s\n", (int)line.n, line.at);
}

static void on_stopped(void *ctx)
{
	struct seen *s = ctx;

	fprintf(s->to, "stopped\n");
	child_to_terminal(s->child);
}

static void on_done(void *ctx, int status, bool timed_out)
{
	struct seen *s = ctx;
	int fd = open("/dev/tty", O_RDWR);
	struct termios modes;

	(void)timed_out;
	fprintf(s->to, "status %d, in front: %s, echo %s\n", status,
		tcgetpgrp(fd) == getpgrp() ? "we" : "somebody else",
		tcgetattr(fd, &modes) == 0 && (modes.c_lflag & ECHO) ? "on" : "off");
	close(fd);
	s->over = true;
}

/* In the session of the terminal: one child, then the end. */
static void session_main(const char *slave, enum child_session session, const char *script)
{
	static const char *const shell[] = { "/bin/sh", "-c" };
	struct seen s = { .to = fopen(test_path("seen"), "w") };
	struct child_spec spec = { .session = session,
				   .lines = true,
				   .out = on_line,
				   .error = on_line,
				   .stopped = on_stopped,
				   .done = on_done,
				   .ctx = &s };
	struct err e;
	int fd;

	setsid();
	fd = open(slave, O_RDWR); /* with this it is the session's */
	(void)ioctl(fd, TIOCSCTTY, 0);
	(void)tcsetpgrp(fd, getpgrp());
	list_push(test_arena(), &spec.argv, shell[0]);
	list_push(test_arena(), &spec.argv, shell[1]);
	list_push(test_arena(), &spec.argv, script);
	s.loop = loop_open();
	s.child = loop_spawn(s.loop, &spec, &e);
	if (!s.child)
		fprintf(s.to, "not started: %s\n", e.text);
	while (s.child && !s.over)
		loop_turn(s.loop, -1);
	fclose(s.to);
	_exit(0);
}

static void answer(int master, pid_t pid, const char *ask, const char *typed)
{
	char said[4096] = "", *end = said;
	struct pollfd ready = { .fd = master, .events = POLLIN };

	for (int i = 0; i < 600 && waitpid(pid, NULL, WNOHANG) == 0; i++) {
		ssize_t n = poll(&ready, 1, 100) > 0
				    ? read(master, end, (size_t)(said + sizeof(said) - 1 - end))
				    : 0;

		if (n > 0)
			end += n;
		*end = '\0';
		if (typed && strstr(said, ask)) {
			assert_int_equal(strlen(typed), write(master, typed, strlen(typed)));
			typed = NULL;
		}
	}
}

/* What the loop's side saw while `script` ran and was answered on the terminal. */
static const char *seen(enum child_session session, const char *script)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY);
	const char *slave;
	struct bytes text;
	pid_t pid;

	assert_true(master >= 0);
	assert_int_equal(0, grantpt(master) | unlockpt(master));
	slave = arena_strdup(test_arena(), ptsname(master));
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		session_main(slave, session, script);
	answer(master, pid, "Password:", "secret\n");
	close(master);
	text = test_read(test_path("seen"));
	return arena_strndup(test_arena(), text.at, text.n);
}

/* In front, and then in a group of its own, as timeout(1) and `&` start a program: bits of what may be read. */
static int may_read_main(const char *slave)
{
	int fd, status = 0;
	bool in_front;
	pid_t pid;

	setsid();
	fd = open(slave, O_RDWR);
	(void)ioctl(fd, TIOCSCTTY, 0);
	(void)tcsetpgrp(fd, getpgrp());
	in_front = fd_is_terminal_of_ours(fd);
	pid = fork();
	if (pid == 0) {
		(void)setpgid(0, 0);
		_exit(fd_is_terminal_of_ours(fd));
	}
	(void)waitpid(pid, &status, 0);
	return in_front | WEXITSTATUS(status) << 1;
}

TEST(a_terminal_is_read_from_the_front_only)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY), status = 0;
	int pipe_ends[2];
	pid_t pid;

	assert_int_equal(0, grantpt(master) | unlockpt(master));
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		_exit(may_read_main(ptsname(master)));
	assert_int_equal(pid, waitpid(pid, &status, 0));
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 1);
	close(master);
	assert_int_equal(0, pipe(pipe_ends));
	assert_false(fd_is_terminal_of_ours(pipe_ends[0]));
	close(pipe_ends[0]);
	close(pipe_ends[1]);
}

#define ASKS                                                                                     \
	"exec 3<>/dev/tty; stty -echo <&3; printf Password: >&3; read -r answer <&3; stty echo " \
	"<&3; "                                                                                  \
	"echo \"got $answer\""

TEST(a_child_in_front_asks_on_the_terminal_and_its_output_is_ours)
{
	assert_string_equal("out: got secret\nstatus 0, in front: we, echo on\n",
			    seen(SESSION_FRONT, ASKS));
}

TEST(a_child_with_the_terminal_writes_to_it_and_not_to_us)
{
	assert_string_equal("status 7, in front: we, echo on\n",
			    seen(SESSION_TERMINAL, ASKS "; exit 7"));
}

TEST(a_child_in_the_background_that_asks_is_stopped_and_can_be_let_in_front)
{
	assert_string_equal("stopped\nout: got secret\nstatus 0, in front: we, echo on\n",
			    seen(SESSION_OURS, ASKS));
}

TEST(a_child_in_front_that_ctrl_z_stops_goes_on)
{
	assert_string_equal("out: went on\nstatus 0, in front: we, echo on\n",
			    seen(SESSION_FRONT, "kill -STOP $$; echo went on"));
}

TEST(echo_is_on_again_after_a_child_that_was_killed_while_it_asked)
{
	assert_string_equal(
		"status 137, in front: we, echo on\n",
		seen(SESSION_TERMINAL, "stty -echo; printf Password:; read -r a; kill -KILL $$"));
}

TEST(a_child_in_a_session_of_its_own_reaches_no_terminal)
{
	assert_contains(seen(SESSION_OWN, "exec 3<>/dev/tty"), "out: ");
	assert_null(strstr(seen(SESSION_OWN, "exec 3<>/dev/tty && echo reached"), "reached"));
}
