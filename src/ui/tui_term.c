/* The terminal itself: what it can, its modes, and where stderr goes meanwhile. */
#include "ui/tui_private.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <term.h> /* last: it defines macros called lines and columns */

static bool terminal_can(const char *term, int out)
{
	int problem;
	bool can;

	if (setupterm(term, out, &problem) != OK)
		return false;
	can = cursor_address && clear_screen;
	del_curterm(cur_term);
	return can;
}

/* Terminals of today that name themselves and do all that xterm does; their entry is with them, and on
 * a machine that one logs in to it is not. */
static bool is_like_xterm(const char *term)
{
	static const char *const names[] = { "xterm-", "ghostty", "kitty",   "wezterm", "alacritty",
					     "foot",   "rio",     "contour", "iterm2" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_starts(term, names[i]))
			return true;
	return false;
}

const char *tui_terminal_name(const char *term, int out)
{
	static const char like[] = "xterm-256color";

	if (terminal_can(term, out))
		return term;
	return is_like_xterm(term) && terminal_can(like, out) ? like : NULL;
}

static bool says_its_size(int out, struct winsize *ret)
{
	return ioctl(out, TIOCGWINSZ, ret) == 0 && ret->ws_row > 0 && ret->ws_col > 0;
}

/* ncurses goes by LINES and COLUMNS first, which may be another terminal's: resize(1) exports them. */
void tui_size_is_the_terminals(int out)
{
	struct winsize size;
	bool says = says_its_size(out, &size);

	use_env(!says);
	/* else terminfo alone would be asked, where the console of Linux has no size */
	use_tioctl(says);
}

void tui_take_size(const struct tui *t)
{
	enum {
		MOST_CELLS = 1 << 20
	}; /* of more, which nobody has, there would not be the memory */
	struct winsize size;

	if (says_its_size(t->ui.options.out, &size) &&
	    (size_t)size.ws_row * size.ws_col <= MOST_CELLS &&
	    (size.ws_row != LINES || size.ws_col != COLS))
		resizeterm(size.ws_row, size.ws_col);
}

/* Terminal.app shows a character that is to be repeated (rep) once: each is sent instead. */
void tui_without_repeat(void)
{
	if (str_equal(getenv("TERM_PROGRAM"), "Apple_Terminal"))
		repeat_char = NULL;
}

/* What a program or library writes to stderr would tear the page. */
void tui_divert_stderr(struct tui *t)
{
	int log = t->ui.options.err > 0 ? fcntl(t->ui.options.err, F_DUPFD_CLOEXEC, 3)
					: open("/dev/null", O_WRONLY | O_CLOEXEC);

	t->saved_stderr = -1;
	if (log < 0)
		return;
	t->saved_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
	dup2(log, STDERR_FILENO);
	close(log);
}

void tui_restore_stderr(struct tui *t)
{
	if (t->saved_stderr < 0)
		return;
	dup2(t->saved_stderr, STDERR_FILENO);
	close(t->saved_stderr);
	t->saved_stderr = -1;
}

static const char *or_empty(const char *capability)
{
	return capability ? capability : "";
}

/* Bracketed paste, where the terminal is of a family that knows it. */
static bool knows_paste(void)
{
	const char *term = getenv("TERM");

	return term && (str_starts(term, "xterm") || str_starts(term, "tmux") ||
			str_starts(term, "screen") || str_starts(term, "alacritty") ||
			str_starts(term, "foot"));
}

static void tell_terminal(struct tui *t, const char *bytes)
{
	fflush(t->out);
	(void)fd_write_all(t->ui.options.out, bytes, strlen(bytes));
}

/* Leaves the page. A terminal without another screen for it is cleared, or what is said next would stand on it. */
static const char *leaving(struct arena *mem)
{
	const char *clear = or_empty(clear_screen), *pause = strstr(clear, "$<");

	if (exit_ca_mode)
		return exit_ca_mode;
	return pause ? arena_strndup(mem, clear, (size_t)(pause - clear)) : clear;
}

void tui_clear_page(struct tui *t)
{
	if (!exit_ca_mode)
		tell_terminal(t, leaving(t->mem));
}

void tui_guard(struct tui *t, const struct termios *modes)
{
	const char *reset = arena_fmt(t->mem, "%s%s%s%s%s", knows_paste() ? "\033[?2004l" : "",
				      or_empty(keypad_local), or_empty(exit_attribute_mode),
				      leaving(t->mem), or_empty(cursor_normal));

	crash_guard_on(t->ui.options.out, modes, reset);
}

void tui_set_modes(struct tui *t)
{
	if (!getenv("ESCDELAY"))
		set_escdelay(25); /* Esc is "back": it may not hang for ncurses' second */
	cbreak();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	curs_set(1);
	tui_define_keys();
	tui_colours(t);
	tui_set_paste(t, true);
}

void tui_set_paste(struct tui *t, bool on)
{
	if (knows_paste())
		tell_terminal(t, on ? "\033[?2004h" : "\033[?2004l");
}
