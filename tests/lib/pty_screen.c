#include "pty_screen.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/descriptor.h"
#include "test.h"
#include "ui/tui_private.h"

static const char painted[] = "painted";

/* Until the program's end of the terminal is closed everywhere. */
static pid_t take_what_is_painted(int master, int slave)
{
	pid_t pid = fork();
	char bytes[4096];
	ssize_t n;
	int file;

	if (pid)
		return pid;
	close(slave);
	file = open(test_path(painted), O_WRONLY | O_CREAT | O_TRUNC, 0600);
	while ((n = read(master, bytes, sizeof(bytes))) > 0)
		(void)fd_write_all(file, bytes, (size_t)n);
	_exit(0);
}

struct pty_screen pty_screen_open(struct ui_options o, const char *term, int rows, int columns)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };
	struct pty_screen s = { 0 };
	struct ui *ui;
	struct err e;

	setenv("TERM", term, 1);
	s.keyboard = posix_openpt(O_RDWR | O_NOCTTY);
	assert_true(s.keyboard >= 0);
	assert_int_equal(0, grantpt(s.keyboard) | unlockpt(s.keyboard));
	s.terminal = open(ptsname(s.keyboard), O_RDWR | O_NOCTTY);
	assert_int_equal(0, ioctl(s.terminal, TIOCSWINSZ, &size));
	s.display = take_what_is_painted(s.keyboard, s.terminal);
	o.kind = UI_TUI;
	o.in = o.out = s.terminal;
	assert_ok(ui_open(&o, &ui, &e), &e);
	if (ui_kind(ui) != UI_TUI) {
		kill(s.display, SIGKILL);
		if (tui_terminal_name(term, s.terminal))
			fail_msg("it is known as %s, and the full screen is not opened", term);
		ui_close(ui, NULL);
		skip_because(arena_fmt(test_arena(), "no terminal is known as %s here", term));
	}
	s.tui = (struct tui *)ui;
	return s;
}

struct bytes pty_screen_close(struct pty_screen *s)
{
	ui_close(&s->tui->ui, NULL);
	close(s->terminal);
	close(s->keyboard);
	waitpid(s->display, NULL, 0);
	return test_read(test_path(painted));
}
