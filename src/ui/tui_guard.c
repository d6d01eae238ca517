/*
 * A process that cannot be asked to end (SIGKILL, memory taken by the system) leaves its terminal in raw
 * mode on the alternate screen, or without echo. So the program runs in a child, and what was started stays behind as its
 * guard: it hands signals on, stops and goes on with the child, gives the terminal back where the child
 * could not, and ends as the child ended. What to give back stands in memory that both share.
 *
 * It has to be the parent: a shell waits for that one before it uses the terminal again.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"
#include "ui/tui_private.h"

/* A signal handler has no other way to know. */
static volatile pid_t guarded;

/* What a terminal sends goes to the whole group, so the child has it already: nobody has sent it.
 * Whoever sends one from outside of our PID namespace (docker kill) has no id here, but is somebody. */
static void hand_on(int number, siginfo_t *from, void *context)
{
	int saved = errno;

	(void)context;
	if ((from->si_code == SI_USER || from->si_pid > 0) && from->si_pid != guarded)
		kill(guarded, number);
	errno = saved;
}

/* Held back by whoever started us, they would never come: a guard that hears nothing cannot be ended. */
static void guard_signals(void)
{
	static const int handed_on[] = { SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP };
	struct sigaction action = { .sa_sigaction = hand_on, .sa_flags = SA_SIGINFO };
	struct sigaction usual = { .sa_handler = SIG_DFL };
	sigset_t let_through;

	sigemptyset(&action.sa_mask);
	sigemptyset(&usual.sa_mask);
	sigemptyset(&let_through);
	sigaction(SIGCHLD, &usual, NULL);
	for (size_t i = 0; i < sizeof(handed_on) / sizeof(handed_on[0]); i++) {
		sigaction(handed_on[i], &action, NULL);
		sigaddset(&let_through, handed_on[i]);
	}
	sigprocmask(SIG_UNBLOCK, &let_through, NULL);
}

/* As the child did, so that the shell sees it; then on together. */
static void stop_too(int number)
{
	struct sigaction usual = { .sa_handler = SIG_DFL };

	sigemptyset(&usual.sa_mask);
	if (number != SIGSTOP)
		sigaction(number, &usual, NULL);
	raise(number);
	guard_signals();
	kill(guarded, SIGCONT);
}

/* A program that the terminal was lent to may be in front of it still. */
static void take_terminal(void)
{
	signal(SIGTTOU, SIG_IGN);
	(void)tcsetpgrp(STDIN_FILENO, getpgrp());
}

static void end_as(int status)
{
	struct rlimit no_core = { 0 };
	sigset_t all;

	if (WIFEXITED(status))
		_exit(WEXITSTATUS(status));
	take_terminal();
	if (ui_give_terminal_back())
		fprintf(stderr, "%s\n",
			_("Stopped. goready was ended from outside.\nStart it again: it says what it had done."));
	setrlimit(RLIMIT_CORE, &no_core); /* the child's is the one that says something */
	signal(WTERMSIG(status), SIG_DFL);
	sigemptyset(&all);
	sigprocmask(SIG_SETMASK, &all, NULL);
	raise(WTERMSIG(status));
	_exit(128 + WTERMSIG(status));
}

static void guard_child(int alive)
{
	int status;

	guard_signals();
	for (int fd = STDERR_FILENO + 1; fd < 256; fd++)
		if (fd != alive)
			close(fd);
	for (;;) {
		pid_t pid = waitpid(guarded, &status, WUNTRACED);

		if (pid == guarded && WIFSTOPPED(status))
			stop_too(WSTOPSIG(status));
		else if (pid == guarded)
			end_as(status);
		else if (errno != EINTR)
			_exit(1);
	}
}

int ui_guard(void)
{
	sigset_t all, before;
	int alive[2]; /* the guard's end closes when it dies */
	pid_t pid;

	if (!crash_guard_share() || pipe(alive) != 0)
		return -1;
	fcntl(alive[0], F_SETFD, FD_CLOEXEC);
	fcntl(alive[1], F_SETFD, FD_CLOEXEC);
	fflush(NULL);
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	pid = fork();
	if (pid > 0) {
		guarded = pid;
		guard_signals();
		sigprocmask(SIG_SETMASK, &before, NULL);
		guard_child(alive[1]);
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	close(alive[1]);
	if (pid == 0)
		return alive[0];
	close(alive[0]);
	return -1; /* no process to be had: it works without */
}
