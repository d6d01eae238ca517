/* What is left to a helper that a hostile archive has taken over (its folder and its pipes), and to one that a
 * hostile server has (sockets, and files to read). */
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/sandbox.h"

enum { NO_SANDBOX = 77 };

static void (*between)(void); /* the two halves of entering it */

/* Runs `attack` in the sandbox of the test's folder "in"; its result, or NO_SANDBOX where the layer
 * that would stop it is not to be had here (a sanitizer, a container). */
static int attacked(int (*attack)(int fd), bool by_name)
{
	int status, fd;
	pid_t pid;

	test_write("in/here", "x");
	test_write("out/secret", "hunter2");
	fd = open(test_path("in"), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_true(fd >= 0);
	pid = fork();
	if (pid == 0) {
		struct sandbox s = sandbox_enter(fd, test_path("in"));

		if (between)
			between();
		sandbox_seal(&s);
		if (by_name ? !s.rooted && !s.landlock : !s.filtered)
			_exit(NO_SANDBOX);
		_exit(attack(fd));
	}
	close(fd);
	assert_int_equal(pid, waitpid(pid, &status, 0));
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == NO_SANDBOX)
		skip_because("this kernel gives no such sandbox to a process");
	return WEXITSTATUS(status);
}

static char outside[4096];

static int write_within(int fd)
{
	int file = openat(fd, "new", O_WRONLY | O_CREAT | O_EXCL, 0644);

	return file >= 0 && write(file, "x", 1) == 1 && mkdirat(fd, "folder", 0755) == 0 &&
			       symlinkat("new", fd, "link") == 0
		       ? 0
		       : 1;
}

TEST(the_folder_itself_can_be_written)
{
	struct stat st;

	assert_int_equal(0, attacked(write_within, false));
	assert_int_equal(0, stat(test_path("in/new"), &st));
	assert_int_equal(getuid(), st.st_uid);
}

static int read_outside(int fd)
{
	return openat(fd, outside, O_RDONLY) >= 0 || openat(fd, "../out/secret", O_RDONLY) >= 0 ||
	       openat(fd, "/etc/passwd", O_RDONLY) >= 0;
}

TEST(nothing_outside_can_be_read)
{
	snprintf(outside, sizeof(outside), "%s", test_path("out/secret"));
	assert_int_equal(0, attacked(read_outside, true));
}

static int write_outside(int fd)
{
	return openat(fd, outside, O_WRONLY | O_CREAT, 0644) >= 0 ||
	       openat(fd, "../out/new", O_WRONLY | O_CREAT, 0644) >= 0 ||
	       mkdirat(fd, "../out/folder", 0755) == 0 || unlinkat(fd, "../out/secret", 0) == 0;
}

TEST(nothing_outside_can_be_written_or_removed)
{
	struct stat st;

	snprintf(outside, sizeof(outside), "%s", test_path("out/new"));
	assert_int_equal(0, attacked(write_outside, true));
	assert_int_not_equal(0, stat(test_path("out/new"), &st));
	assert_int_equal(0, stat(test_path("out/secret"), &st));
}

static int leave_by_link(int fd)
{
	return (symlinkat(outside, fd, "way-out") == 0 && openat(fd, "way-out", O_RDONLY) >= 0) ||
	       (symlinkat("../out", fd, "way-up") == 0 &&
		openat(fd, "way-up/secret", O_RDONLY) >= 0);
}

TEST(a_link_leads_nowhere_else)
{
	snprintf(outside, sizeof(outside), "%s", test_path("out/secret"));
	assert_int_equal(0, attacked(leave_by_link, true));
}

static int start_program(int fd)
{
	static char name[] = "sh";
	char *argv[] = { name, NULL }, *env[] = { NULL };

	(void)fd;
	execve("/bin/sh", argv, env);
	return errno == EPERM || errno == ENOENT ? 0 : 1;
}

TEST(no_program_can_be_started)
{
	assert_int_equal(0, attacked(start_program, false));
}

static int fork_off(int fd)
{
	pid_t pid = fork();

	(void)fd;
	if (pid == 0)
		_exit(1);
	return pid < 0 ? 0 : 1;
}

TEST(no_process_can_be_made)
{
	assert_int_equal(0, attacked(fork_off, false));
}

static int connect_out(int fd)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int ends[2], made = socket(AF_INET, SOCK_STREAM, 0);

	(void)fd;
	if (made >= 0 && connect(made, (struct sockaddr *)&address, sizeof(address)) == 0)
		return 1;
	return made >= 0 || socket(AF_UNIX, SOCK_STREAM, 0) >= 0 ||
	       socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0;
}

TEST(nobody_can_be_connected_to)
{
	assert_int_equal(0, attacked(connect_out, false));
}

static int signal_parent(int fd)
{
	(void)fd;
	return kill(getppid(), 0) == 0;
}

TEST(nobody_can_be_signalled)
{
	assert_int_equal(0, attacked(signal_parent, false));
}

static int break_out_of_the_root(int fd)
{
	if (mkdirat(fd, "deeper", 0755) != 0)
		return 1;
	return chroot("deeper") == 0 || fchdir(fd) == 0;
}

TEST(the_root_cannot_be_changed_again)
{
	assert_int_equal(0, attacked(break_out_of_the_root, false));
}

static pthread_t thread;
static int running[2];
static int held; /* its address is what a thread gives that was not */
static pthread_mutex_t sealed = PTHREAD_MUTEX_INITIALIZER;

/* The helper's thread writes files; whoever takes it over can do no more than the other one. */
static void *attack_in_thread(void *ctx)
{
	int outcome;

	if (write(running[1], "x", 1) != 1)
		return ctx;
	pthread_mutex_lock(&sealed);
	outcome = connect_out(0) || fork_off(0);
	pthread_mutex_unlock(&sealed);
	return outcome ? ctx : NULL;
}

/* It has begun when this returns: what the C library does first in a thread must still be allowed. */
static void start_thread(void)
{
	char unused;

	pthread_mutex_lock(&sealed);
	if (pipe(running) || pthread_create(&thread, NULL, attack_in_thread, &held) != 0 ||
	    read(running[0], &unused, 1) != 1)
		_exit(2);
}

static int let_the_thread_attack(int fd)
{
	void *outcome;

	(void)fd;
	pthread_mutex_unlock(&sealed);
	return pthread_join(thread, &outcome) != 0 || outcome;
}

TEST(a_thread_from_before_is_held_too)
{
	int outcome;

	between = start_thread;
	outcome = attacked(let_the_thread_attack, false);
	between = NULL;
	assert_int_equal(0, outcome);
}

static int start_another_thread(int fd)
{
	pthread_t another;

	(void)fd;
	return pthread_create(&another, NULL, attack_in_thread, &held) == 0;
}

TEST(no_other_thread_can_be_started)
{
	assert_int_equal(0, attacked(start_another_thread, false));
}

/* ---- the helper that fetches ---- */

/* Runs `attack` there; its result. */
static int attacked_by_a_server(int (*attack)(int fd))
{
	int status;
	pid_t pid;

	test_write("out/secret", "hunter2");
	snprintf(outside, sizeof(outside), "%s", test_path("out/secret"));
	pid = fork();
	if (pid == 0) {
		if (!sandbox_network().filtered)
			_exit(NO_SANDBOX);
		_exit(attack(-1));
	}
	assert_int_equal(pid, waitpid(pid, &status, 0));
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == NO_SANDBOX)
		skip_because("this kernel gives no such sandbox to a process");
	return WEXITSTATUS(status);
}

static int read_a_file(int fd)
{
	(void)fd;
	return open(outside, O_RDONLY) >= 0 && open("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0 ? 0
											      : 1;
}

static int change_a_file(int fd)
{
	int open_one = open(outside, O_RDONLY);

	(void)fd;
	return open(outside, O_WRONLY) >= 0 || open(outside, O_RDWR | O_APPEND) >= 0 ||
	       open(outside, O_RDONLY | O_TRUNC) >= 0 || truncate(outside, 0) == 0 ||
	       fchmod(open_one, 0777) == 0 || chmod(outside, 0777) == 0 ||
	       futimens(open_one, NULL) == 0;
}

static int change_a_name(int fd)
{
	char other[sizeof(outside) + 10];

	(void)fd;
	snprintf(other, sizeof(other), "%s.other", outside);
	return open(other, O_WRONLY | O_CREAT, 0644) >= 0 || mkdir(other, 0755) == 0 ||
	       symlink(outside, other) == 0 || link(outside, other) == 0 ||
	       rename(outside, other) == 0 || unlink(outside) == 0 || mkfifo(other, 0644) == 0;
}

static int reach_a_server(int fd)
{
	int ends[2];

	(void)fd;
	return socket(AF_INET, SOCK_STREAM, 0) >= 0 &&
			       socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0
		       ? 0
		       : 1;
}

static void *just_end(void *ctx)
{
	return ctx;
}

static int resolve_in_a_thread(int fd)
{
	pthread_t resolver;

	(void)fd;
	return pthread_create(&resolver, NULL, just_end, NULL) || pthread_join(resolver, NULL);
}

TEST(a_fetching_helper_reads_and_connects)
{
	assert_int_equal(0, attacked_by_a_server(read_a_file));
	assert_int_equal(0, attacked_by_a_server(reach_a_server));
	assert_int_equal(0, attacked_by_a_server(resolve_in_a_thread));
}

TEST(a_fetching_helper_changes_no_file_and_no_name)
{
	struct stat st;

	assert_int_equal(0, attacked_by_a_server(change_a_file));
	assert_int_equal(0, attacked_by_a_server(change_a_name));
	assert_int_equal(0, stat(outside, &st));
	assert_int_equal(7, st.st_size);
}

TEST(a_fetching_helper_starts_nothing_and_signals_nobody)
{
	assert_int_equal(0, attacked_by_a_server(start_program));
	assert_int_equal(0, attacked_by_a_server(fork_off));
	assert_int_equal(0, attacked_by_a_server(signal_parent));
}
