/*
 * When the program crashes, the terminal must not stay in raw mode on the alternate screen, or without echo: a
 * handler on its own stack writes the strings that were looked up at the start and restores the
 * modes. Only what POSIX calls async-signal-safe is used (write, tcsetattr, raise).
 */
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

#include "ui/ui_private.h"

/* A signal handler has no other way to know. It may be shared with the process that guards this one. */
struct guard {
	int fd;
	char reset[256];
	size_t length;
	struct termios modes;
	volatile sig_atomic_t on;
};
static struct guard own_guard;
static struct guard *guard = &own_guard;

static const int deaths[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };

bool crash_guard_share(void)
{
	void *page =
		mmap(NULL, sizeof(*guard), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANON, -1, 0);

	if (page == MAP_FAILED)
		return false;
	guard = page;
	return true;
}

bool ui_give_terminal_back(void)
{
	if (!guard->on)
		return false;
	guard->on = 0;
	(void)!write(guard->fd, guard->reset, guard->length);
	tcsetattr(guard->fd, TCSANOW, &guard->modes);
	return true;
}

static void on_death(int signal_number)
{
	ui_give_terminal_back();
	raise(signal_number); /* SA_RESETHAND: now with its usual end */
}

void crash_guard_on(int terminal, const struct termios *modes, const char *reset)
{
	static char stack[65536];
	struct sigaction action = { .sa_handler = on_death, .sa_flags = SA_ONSTACK | SA_RESETHAND };
	stack_t own = { .ss_sp = stack, .ss_size = sizeof(stack) };

	guard->fd = terminal;
	guard->modes = *modes;
	guard->length = strlen(reset);
	if (guard->length >= sizeof(guard->reset))
		guard->length = 0;
	memcpy(guard->reset, reset, guard->length);
	guard->on = 1;
	sigaltstack(&own, NULL);
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof(deaths) / sizeof(deaths[0]); i++)
		sigaction(deaths[i], &action, NULL);
}

void crash_guard_off(void)
{
	struct sigaction usual = { .sa_handler = SIG_DFL };

	guard->on = 0;
	sigemptyset(&usual.sa_mask);
	for (size_t i = 0; i < sizeof(deaths) / sizeof(deaths[0]); i++)
		sigaction(deaths[i], &usual, NULL);
}
