/*
 * The full screen on a pseudo terminal of ours. What is painted goes to a file in the test's folder, so that the
 * bytes of it can be looked at when the screen is closed.
 *
 *	struct pty_screen s = pty_screen_open((struct ui_options){ .colour = true }, "xterm", 24, 80);
 *	ui_show(&s.tui->ui, &view);
 *	bytes = pty_screen_close(&s);
 */
#ifndef PTY_SCREEN_H
#define PTY_SCREEN_H

#include "ui/tui_private.h"

struct pty_screen {
	struct tui *tui;
	int keyboard;  /* we write */
	int terminal;  /* the program's end */
	pid_t display; /* takes what is painted */
};

/* Leaves the test where nothing is known of that terminal here. */
struct pty_screen pty_screen_open(struct ui_options o, const char *term, int rows, int columns);
/* All that was painted; in the test's arena. */
struct bytes pty_screen_close(struct pty_screen *s);

#endif
