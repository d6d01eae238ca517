/* Signals as bytes in a pipe, so that a demo's loop hears of them beside the terminal. One pipe a program. */
#ifndef DEMO_WAKE_H
#define DEMO_WAKE_H

#include <errno.h>
#include <unistd.h>

static int wake[2];

static void on_signal(int number)
{
	char c = (char)number;
	int kept = errno;

	(void)!write(wake[1], &c, 1);
	errno = kept;
}

#endif
