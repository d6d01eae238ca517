/* The process that stays behind as the guard of the full screen (ui_guard). */
#include "test.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ui/ui.h"

enum { NOT_HEARD = 7, NO_GUARD = 8, LONG_ENOUGH = 20 };

/* A launcher's mask, as a program of ours has it; the one that is guarded lets through what it heeds, as the loop
 * does. */
static void guarded_main(int ready)
{
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
	if (ui_guard() < 0)
		_exit(NO_GUARD);
	sigprocmask(SIG_UNBLOCK, &all, NULL);
	if (write(ready, "r", 1) != 1)
		_exit(NO_GUARD);
	sleep(LONG_ENOUGH);
	_exit(NOT_HEARD);
}

TEST(a_guard_hears_what_was_held_back_when_it_was_started)
{
	int ready[2], status = 0;
	pid_t guard;
	char c;

	assert_int_equal(0, pipe(ready));
	guard = fork();
	if (guard == 0)
		guarded_main(ready[1]);
	close(ready[1]);
	assert_int_equal(1, read(ready[0], &c, 1));
	close(ready[0]);
	assert_int_equal(0, kill(guard, SIGTERM));
	assert_int_equal(guard, waitpid(guard, &status, 0));
	assert_true(WIFSIGNALED(status));
	assert_int_equal(SIGTERM, WTERMSIG(status));
}
