#include "loop/terminal.h"

#include <fcntl.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

static struct termios modes;
static bool modes_known;

static int open_terminal(void)
{
	return open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
}

bool terminal_is_there(void)
{
	int fd = open_terminal();

	if (fd < 0)
		return false;
	close(fd);
	return true;
}

/* From the background this call itself would stop us, if SIGTTOU were not held back. */
static void put_in_front(int fd, pid_t group)
{
	sigset_t ttou, before;

	sigemptyset(&ttou);
	sigaddset(&ttou, SIGTTOU);
	sigprocmask(SIG_BLOCK, &ttou, &before);
	(void)tcsetpgrp(fd, group);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

void terminal_give(pid_t group)
{
	int fd = open_terminal();

	if (fd < 0)
		return;
	put_in_front(fd, group);
	close(fd);
}

void terminal_remember(void)
{
	int fd = open_terminal();

	if (fd < 0)
		return;
	modes_known = tcgetattr(fd, &modes) == 0;
	close(fd);
}

void terminal_take_back(void)
{
	int fd = open_terminal();

	if (fd < 0)
		return;
	put_in_front(fd, getpgrp());
	if (modes_known)
		(void)tcsetattr(fd, TCSADRAIN, &modes);
	modes_known = false;
	close(fd);
}
