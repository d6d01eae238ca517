#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "loop/loop.h"
#include "loop/spawn.h"

struct seen {
	struct str out, err, order;
	int done, status;
	bool timed_out;
	struct loop *loop;
	struct child *child, *asked; /* in `done`, how much memory it held */
	uint64_t peak;
};

static void on_out(void *ctx, struct bytes data)
{
	struct seen *s = ctx;

	str_add_bytes(&s->out, data.at, data.n);
	str_add_char(&s->out, '|');
	assert_int_equal(data.at[data.n], '\0');
}

static void on_err(void *ctx, struct bytes data)
{
	str_add_bytes(&((struct seen *)ctx)->err, data.at, data.n);
}

static void on_done(void *ctx, int status, bool timed_out)
{
	struct seen *s = ctx;

	s->done++;
	s->status = status;
	s->timed_out = timed_out;
	s->peak = s->asked ? child_peak_memory(s->asked) : 0;
}

static struct seen begin(struct loop *loop)
{
	struct arena *mem = test_arena();

	return (struct seen){
		.out = { .mem = mem }, .err = { .mem = mem }, .order = { .mem = mem }, .loop = loop
	};
}

static struct child *shell(struct seen *s, const char *script, struct child_spec spec)
{
	struct err e = { 0 };
	struct child *child;

	list_push(test_arena(), &spec.argv, "/bin/sh");
	list_push(test_arena(), &spec.argv, "-c");
	list_push(test_arena(), &spec.argv, script);
	spec.out = on_out;
	spec.error = on_err;
	spec.done = on_done;
	spec.ctx = s;
	child = loop_spawn(s->loop, &spec, &e);
	if (!child)
		fail_msg("%s", e.text);
	return child;
}

static int64_t wait_done(struct seen *s, int times)
{
	int64_t start = loop_ms(s->loop);

	while (s->done < times && loop_ms(s->loop) - start < 20000)
		loop_turn(s->loop, 1000);
	assert_int_equal(s->done, times);
	return loop_ms(s->loop) - start;
}

TEST(lines_come_one_by_one_and_the_last_needs_no_newline)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);

	shell(&s, "printf 'one\\ntwo\\n\\nlast'; exit 7", (struct child_spec){ .lines = true });
	wait_done(&s, 1);
	assert_string_equal(str_text(&s.out), "one|two||last|");
	assert_int_equal(s.status, 7);
	loop_close(loop);
}

TEST(a_line_without_end_comes_in_pieces)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);

	shell(&s, "head -c 200000 /dev/zero | tr '\\0' x", (struct child_spec){ .lines = true });
	wait_done(&s, 1);
	assert_int_equal(s.out.n, 200000 + 4); /* three of 65536 and the rest */
	loop_close(loop);
}

TEST(done_waits_for_the_exit_and_for_both_streams)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);

	shell(&s, "exec >/dev/null; sleep 0.2; echo late >&2; exec 2>/dev/null; sleep 0.2; exit 4",
	      (struct child_spec){ 0 });
	wait_done(&s, 1);
	assert_string_equal(str_text(&s.err), "late\n");
	assert_int_equal(s.status, 4);
	loop_turn(loop, 0);
	assert_int_equal(s.done, 1);
	loop_close(loop);
}

TEST(a_child_can_be_asked_for_its_memory_while_done_is_called)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);

	s.asked = shell(&s, "exit 3", (struct child_spec){ .seconds = 20 });
	wait_done(&s, 1);
	assert_int_equal(s.status, 3);
	assert_in_range(s.peak, 100 << 10, 1 << 30);
	loop_close(loop);
}

TEST(a_grandchild_that_keeps_the_pipe_open_is_not_waited_for)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);

	shell(&s, "sleep 60 & echo $!", (struct child_spec){ .lines = true });
	wait_done(&s, 1);
	assert_int_equal(s.status, 0);
	kill((pid_t)strtol(str_text(&s.out), NULL, 10), SIGKILL);
	loop_close(loop);
}

TEST(a_time_limit_ends_the_group)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);

	shell(&s, "sleep 60 & sleep 60", (struct child_spec){ .seconds = 1 });
	wait_done(&s, 1);
	assert_true(s.timed_out);
	assert_int_equal(s.status, 128 + SIGTERM);
	loop_close(loop);
}

TEST(who_ignores_term_is_killed_two_seconds_later)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);
	struct child *child = shell(&s, "trap '' TERM; echo ready; while :; do sleep 0.1; done",
				    (struct child_spec){ .lines = true });
	int64_t start;

	while (s.out.n == 0)
		loop_turn(loop, 1000);
	start = loop_ms(loop);
	child_kill(child);
	child_kill(child);
	wait_done(&s, 1);
	assert_true(loop_ms(loop) - start >= 1900);
	assert_int_equal(s.status, 128 + SIGKILL);
	assert_false(s.timed_out);
	loop_close(loop);
}

/* How long it takes until a parent that is killed is done with, and its grandchild too. */
static int64_t killed_with_a_grandchild(void)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);
	struct child *child = shell(&s, "(trap '' TERM; echo $BASHPID; exec sleep 30) & sleep 30",
				    (struct child_spec){ .lines = true });
	int64_t start;

	while (s.out.n == 0)
		loop_turn(loop, 1000);
	start = loop_ms(loop);
	child_kill(child);
	wait_done(&s, 1);
	start = loop_ms(loop) - start;
	loop_close(loop);
	return start;
}

TEST(a_grandchild_that_ignores_term_goes_with_its_killed_parent)
{
	int64_t quickest = killed_with_a_grandchild();

	for (int i = 0; i < 10 && quickest >= 900; i++) /* on a machine that is busy */
		quickest = killed_with_a_grandchild();
	assert_true(quickest < 900); /* its pipe ended: it was not lingered for */
}

TEST(closing_the_loop_kills_what_is_left)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);
	struct child *child = shell(&s, "sleep 30", (struct child_spec){ 0 });
	pid_t pid = child_pid(child);

	loop_close(loop);
	assert_int_equal(kill(pid, 0), -1);
	assert_int_equal(errno, ESRCH);
	assert_int_equal(s.done, 0);
}

TEST(a_megabyte_through_cat_comes_back_whole)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);
	struct child *child =
		shell(&s, "sleep 0.2; exec cat | wc -c", (struct child_spec){ .input = true });
	size_t size = 3000000;
	char *data = arena_alloc(test_arena(), size);

	assert_true(child_write(child, data, size));
	assert_true(child_queued(child) > 0);
	child_end_input(child);
	assert_false(child_write(child, data, 1));
	wait_done(&s, 1);
	assert_int_equal(strtol(str_text(&s.out), NULL, 10), size);
	loop_close(loop);
}

TEST(a_child_that_closes_its_input_does_not_kill_us)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);
	struct child *child = shell(&s, "exec <&-; echo closed; sleep 1",
				    (struct child_spec){ .input = true, .lines = true });
	char data[100000] = "";

	while (s.out.n == 0)
		loop_turn(loop, 1000);
	(void)child_write(child, data, sizeof(data));
	loop_turn(loop, 100);
	assert_false(child_write(child, data, sizeof(data)));
	wait_done(&s, 1);
	loop_close(loop);
}

TEST(what_cannot_be_started_says_why)
{
	struct loop *loop = loop_open();
	struct child_spec spec = { 0 };
	struct err e = { 0 };

	list_push(test_arena(), &spec.argv, "/nonexistent/program");
	assert_null(loop_spawn(loop, &spec, &e));
	assert_int_equal(e.rc, RC_NOT_FOUND);
	assert_contains(e.text, "/nonexistent/program");
	loop_close(loop);
}

TEST(a_child_inherits_no_descriptor_but_its_three)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);
	int stray = open("/dev/null", O_RDONLY); /* not close-on-exec, as from a careless parent */

	if (access("/proc/self/fd", R_OK) != 0)
		skip_because("there is no /proc here");
	shell(&s, "ls /proc/self/fd | tr '\\n' ' '", (struct child_spec){ 0 });
	wait_done(&s, 1);
	close(stray);
	assert_string_equal(str_text(&s.out), "0 1 2 3 |"); /* 3: ls itself, reading */
	loop_close(loop);
}

TEST(a_child_is_alone_in_its_session)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);
	struct child *child = shell(&s, "sleep 0.3", (struct child_spec){ 0 });

	assert_int_equal(getsid(child_pid(child)), child_pid(child));
	assert_int_equal(getpgid(child_pid(child)), child_pid(child));
	wait_done(&s, 1);
	loop_close(loop);
}

static void kill_again(void *ctx, struct bytes data)
{
	struct seen *s = ctx;

	on_out(ctx, data);
	child_kill(s->child);
}

TEST(a_child_may_be_killed_from_its_own_output)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);
	struct child_spec spec = { .lines = true, .out = kill_again, .done = on_done, .ctx = &s };
	struct err e = { 0 };

	list_push(test_arena(), &spec.argv, "yes");
	s.child = loop_spawn(loop, &spec, &e);
	assert_non_null(s.child);
	wait_done(&s, 1);
	assert_int_equal(s.status, 128 + SIGTERM);
	loop_close(loop);
}

TEST(forty_children_side_by_side_each_end_once)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);

	for (int i = 0; i < 40; i++)
		shell(&s, "echo x; exit 1", (struct child_spec){ .lines = true });
	wait_done(&s, 40);
	assert_int_equal(s.out.n, 80);
	loop_close(loop);
}

static void first_timer(void *ctx)
{
	str_add_char(&((struct seen *)ctx)->order, '1');
}

static void second_timer(void *ctx)
{
	struct seen *s = ctx;

	str_add_char(&s->order, '2');
	loop_after(s->loop, 0, first_timer, s); /* not in this turn */
}

TEST(timers_run_in_the_order_they_are_due_and_a_cancelled_one_never)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);
	struct timer *never;

	loop_after(loop, 20, second_timer, &s);
	loop_after(loop, 10, first_timer, &s);
	never = loop_after(loop, 15, first_timer, &s);
	loop_cancel_timer(loop, never);
	loop_cancel_timer(loop, NULL);
	while (s.order.n < 2)
		loop_turn(loop, -1);
	assert_string_equal(str_text(&s.order), "12");
	loop_turn(loop, -1);
	assert_string_equal(str_text(&s.order), "121");
	loop_close(loop);
}

static void on_signal(void *ctx, int signal)
{
	((struct seen *)ctx)->status = signal;
}

TEST(signals_arrive_as_callbacks)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);

	loop_on_signal(loop, on_signal, &s);
	raise(SIGWINCH);
	loop_turn(loop, 1000);
	assert_int_equal(s.status, SIGWINCH);
	raise(SIGINT);
	loop_turn(loop, 1000);
	assert_int_equal(s.status, SIGINT);
	loop_close(loop);
}

TEST(ctrl_c_ends_who_waits_for_a_person_outside_of_the_loop)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);
	int status = 0;
	pid_t pid;

	loop_on_signal(loop, on_signal, &s);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		loop_catches_signals(false);
		raise(SIGINT);
		_exit(0);
	}
	assert_int_equal(pid, waitpid(pid, &status, 0));
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGINT);
	loop_catches_signals(false);
	loop_catches_signals(true);
	raise(SIGINT);
	loop_turn(loop, 1000);
	assert_int_equal(s.status, SIGINT);
	loop_close(loop);
}

TEST(a_signal_that_was_ignored_from_the_start_stays_ignored)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);

	signal(SIGHUP, SIG_IGN); /* as nohup does */
	loop_on_signal(loop, on_signal, &s);
	raise(SIGHUP);
	loop_turn(loop, 0);
	assert_int_equal(s.status, 0);
	loop_close(loop);
	assert_true(signal(SIGHUP, SIG_DFL) == SIG_IGN);
}

static void on_pipe(void *ctx, int fd, int events)
{
	struct seen *s = ctx;
	char byte;

	assert_int_equal(events, LOOP_READ);
	if (read(fd, &byte, 1) == 1)
		str_add_char(&s->order, byte);
	else
		s->done++;
	loop_unwatch(s->loop, fd);
}

TEST(a_watched_descriptor_is_told_and_may_unwatch_itself)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	loop_watch(loop, ends[0], LOOP_READ, on_pipe, &s);
	loop_turn(loop, 0);
	assert_int_equal(write(ends[1], "ab", 2), 2);
	loop_turn(loop, 1000);
	loop_turn(loop, 0);
	assert_string_equal(str_text(&s.order), "a");
	loop_watch(loop, ends[0], LOOP_READ, on_pipe, &s);
	loop_turn(loop, 1000);
	close(ends[1]);
	loop_watch(loop, ends[0], LOOP_READ, on_pipe, &s);
	loop_turn(loop, 1000);
	assert_string_equal(str_text(&s.order), "ab");
	assert_int_equal(s.done, 1); /* a hang-up is told as readable */
	close(ends[0]);
	loop_close(loop);
}

static void free_attached(void *data)
{
	*(int *)data = 1;
}

TEST(what_is_attached_goes_with_the_loop)
{
	struct loop *loop = loop_open();
	int gone = 0;

	loop_attach(loop, &gone, free_attached);
	assert_ptr_equal(loop_attached(loop), &gone);
	loop_close(loop);
	assert_int_equal(gone, 1);
}

/* A build writes on for seconds after its goready was killed, unless something ends it. */
TEST(children_and_theirs_end_with_the_process_that_started_them)
{
	const char *held = test_pipe("held");
	const char *script = arena_fmt(test_arena(), "exec 9<>%s; sleep 60 & echo up >%s; wait",
				       held, test_path("up"));
	struct stat st;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		struct loop *loop = loop_open();
		struct seen s = begin(loop);

		(void)shell(&s, script, (struct child_spec){ 0 });
		for (;;)
			loop_turn(loop, -1);
	}
	for (int i = 0; stat(test_path("up"), &st) && i < 2000; i++)
		usleep(10000);
	assert_int_equal(0, stat(test_path("up"), &st));
	assert_int_equal(0, kill(pid, SIGKILL));
	assert_int_equal(pid, waitpid(pid, NULL, 0));
	assert_true(test_pipe_is_let_go(held));
}

/* What a child that stands so to the terminal finds, of an environment that asks for colours. */
static const char *environment_of_child(enum child_session session, bool as_given)
{
	static const char *const given[] = { "PATH=/usr/bin:/bin", "GOFLAGS=-mod=mod",
					     "TERM=xterm",         "CLICOLOR=1",
					     "CLICOLOR_FORCE=1",   "FORCE_COLOR=3" };
	struct names env = { 0 };
	struct loop *loop = loop_open();
	struct seen s = begin(loop);

	for (size_t i = 0; i < sizeof(given) / sizeof(given[0]); i++)
		list_push(test_arena(), &env, given[i]);
	shell(&s, "env | grep -Ev '^(PWD|OLDPWD|SHLVL|_)=' | LC_ALL=C sort | tr '\\n' ' '",
	      (struct child_spec){ .env = &env, .env_as_given = as_given, .session = session });
	wait_done(&s, 1);
	loop_close(loop);
	return str_text(&s.out);
}

TEST(who_is_only_read_is_told_to_use_no_colours_and_the_rest_is_as_it_was_given)
{
	assert_string_equal(
		environment_of_child(SESSION_OWN, false),
		"CLICOLOR=0 GOFLAGS=-mod=mod NO_COLOR=1 PATH=/usr/bin:/bin TERM=dumb |");
	for (int i = 0; i < 2; i++)
		assert_string_equal(environment_of_child(i ? SESSION_OWN : SESSION_FRONT, i),
				    "CLICOLOR=1 CLICOLOR_FORCE=1 FORCE_COLOR=3 GOFLAGS=-mod=mod "
				    "PATH=/usr/bin:/bin TERM=xterm |");
}

TEST(our_own_environment_is_handed_on_without_colours)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);

	setenv("FORCE_COLOR", "1", 1);
	shell(&s, "echo $HOME, $NO_COLOR, ${FORCE_COLOR-not set}", (struct child_spec){ 0 });
	wait_done(&s, 1);
	unsetenv("FORCE_COLOR");
	assert_string_equal(str_text(&s.out),
			    arena_fmt(test_arena(), "%s, 1, not set\n|", getenv("HOME")));
	loop_close(loop);
}

/* As whoever starts us may leave it: some launchers hold all signals back around their own fork. */
static void hold_back(int signal, sigset_t *ret_before)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, signal);
	assert_int_equal(0, sigprocmask(SIG_BLOCK, &set, ret_before));
}

TEST(the_end_of_a_child_is_seen_where_whoever_started_us_held_back_the_signal)
{
	sigset_t before;
	struct loop *loop;
	struct seen s;

	hold_back(SIGCHLD, &before);
	loop = loop_open();
	s = begin(loop);
	shell(&s, "exit 5", (struct child_spec){ 0 });
	wait_done(&s, 1);
	assert_int_equal(s.status, 5);
	loop_close(loop);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

static void note_signal(void *ctx, int signal)
{
	*(int *)ctx = signal;
}

TEST(a_signal_that_was_held_back_when_we_were_started_is_heeded)
{
	sigset_t before;
	struct loop *loop = loop_open();
	int came = 0;

	hold_back(SIGTERM, &before);
	loop_on_signal(loop, note_signal, &came);
	raise(SIGTERM);
	loop_turn(loop, 0);
	assert_int_equal(SIGTERM, came);
	loop_close(loop);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

TEST(no_signal_reaches_a_fork_of_ours_before_it_is_ready)
{
	struct loop *loop = loop_open();
	int came = 0, status = 0;
	pid_t pid;

	loop_on_signal(loop, note_signal, &came);
	pid = fork_held_back();
	if (pid == 0) {
		raise(SIGTERM);
		_exit(7); /* its handler would have written into our pipe */
	}
	assert_int_equal(pid, waitpid(pid, &status, 0));
	assert_int_equal(7, WEXITSTATUS(status));
	loop_turn(loop, 0);
	assert_int_equal(0, came);
	loop_close(loop);
}

TEST(no_descriptor_of_ours_reaches_a_child_however_large)
{
	struct loop *loop = loop_open();
	struct seen s = begin(loop);
	int fd = dup2(STDERR_FILENO, 777);

	assert_int_equal(777, fd);
	shell(&s, "test -e /dev/fd/777 && echo there || echo closed", (struct child_spec){ 0 });
	while (!s.done)
		loop_turn(loop, -1);
	close(fd);
	assert_string_equal("closed\n|", str_text(&s.out));
	loop_close(loop);
}
