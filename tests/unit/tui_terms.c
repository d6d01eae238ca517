/*
 * The full screen by the names that terminals of a Mac give themselves (Terminal.app and iTerm2, tmux, Ghostty), with
 * whichever ncurses it is built with: keys in both forms, Esc without a pause, wide characters whole, other sizes.
 */
#include "test.h"

#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "pty_screen.h"
#include "sample_views.h"

static void type(struct pty_screen *s, const char *bytes)
{
	struct pollfd ready = { .fd = s->terminal, .events = POLLIN };

	s->tui->typed_at = 0;
	assert_int_equal(write(s->keyboard, bytes, strlen(bytes)), (ssize_t)strlen(bytes));
	poll(&ready, 1, 5000);
	ui_read(&s->tui->ui);
}

static void show(struct pty_screen *s, enum sample which)
{
	struct view *v = ARENA_NEW(test_arena(), struct view);

	sample_view(v, test_arena(), which,
		    &(struct sample_state){ .route = -1, .method = -1, .proxy = -1 });
	ui_show(&s->tui->ui, v);
}

static void be_sized(struct pty_screen *s, int rows, int columns)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };

	assert_int_equal(0, ioctl(s->terminal, TIOCSWINSZ, &size));
	ui_resize(&s->tui->ui);
	show(s, SAMPLE_WELCOME);
}

static bool holds(struct bytes all, const char *text)
{
	size_t n = strlen(text);

	for (size_t i = 0; i + n <= all.n; i++)
		if (memcmp(all.at + i, text, n) == 0)
			return true;
	return false;
}

static void try_terminal(const char *term)
{
	static const struct {
		const char *bytes;
		int by;
	} keys[] = { { "\033[B", 1 }, { "\033OB", 1 }, { "\033[A", -1 }, { "\033OA", -1 } };
	struct pty_screen s;
	struct bytes painted;
	int moved[4], small, large, delay;

	if (!setlocale(LC_CTYPE, ""))
		skip_because("the locale of the environment is not here");
	s = pty_screen_open((struct ui_options){ .colour = true }, term, 24, 80);
	delay = ESCDELAY;
	show(&s, SAMPLE_WELCOME);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		int before = s.tui->focus;

		type(&s, keys[i].bytes);
		moved[i] = s.tui->focus - before;
	}
	be_sized(&s, 12, 40);
	small = COLS;
	be_sized(&s, 40, 120);
	large = COLS;
	show(&s, SAMPLE_CHINESE);
	painted = pty_screen_close(&s);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		assert_int_equal(moved[i], keys[i].by);
	assert_in_range(delay, 1, 50);
	assert_int_equal(small, 40);
	assert_int_equal(large, 120);
	assert_true(holds(painted, "会在这台机器上安装"));
	assert_true(holds(painted, "\033[?1049l"));
}

TEST(terminal_app_and_iterm)
{
	try_terminal("xterm-256color");
}

TEST(tmux)
{
	try_terminal("tmux-256color");
}

TEST(ghostty)
{
	try_terminal("xterm-ghostty");
}

TEST(what_has_no_other_screen_is_cleared_for_what_is_said_at_the_end)
{
	static const char cleared[] = "\033[H\033[J";
	size_t n = sizeof(cleared) - 1;

	for (int vt100 = 0; vt100 <= 1; vt100++) {
		struct pty_screen s = pty_screen_open((struct ui_options){ 0 },
						      vt100 ? "vt100" : "linux", 24, 80);
		struct bytes painted;

		show(&s, SAMPLE_WELCOME);
		painted = pty_screen_close(&s);
		assert_true(painted.n > n);
		assert_memory_equal(painted.at + painted.n - n, cleared, n);
	}
}

/* resize(1) exports LINES and COLUMNS, and sizes that nobody has come from what speaks to a terminal for somebody. */
TEST(the_size_is_the_terminals_and_not_that_of_the_environment)
{
	struct pty_screen s;

	setenv("LINES", "50", 1);
	setenv("COLUMNS", "200", 1);
	s = pty_screen_open((struct ui_options){ 0 }, "xterm", 24, 80);
	show(&s, SAMPLE_WELCOME);
	assert_int_equal(24, LINES);
	assert_int_equal(80, COLS);
	be_sized(&s, 32767, 32767);
	assert_int_equal(24, LINES);
	be_sized(&s, 30, 100);
	assert_int_equal(30, LINES);
	pty_screen_close(&s);
	unsetenv("LINES");
	unsetenv("COLUMNS");
}
