/* Which front end, and why: the table of environments. */
#include "test.h"

#include <stdlib.h>

#include "ui/ui.h"
#include "ui/ui_private.h"
#include "ui/tui_private.h"

#include <term.h> /* last: it defines macros called lines and columns */

#define TERMINAL .term = "xterm-256color", .in_tty = true, .out_tty = true, .term_can = true

static const struct {
	struct ui_environment env;
	enum ui_kind kind;
	const char *reason;
} cases[] = {
	{ { TERMINAL }, UI_TUI, "because this terminal can show it" },
	{ { TERMINAL, .flag = "plain" }, UI_PLAIN, "from --plain" },
	{ { TERMINAL, .flag = "plain", .goready_ui = "tui" }, UI_PLAIN, "from --plain" },
	{ { TERMINAL, .flag = "tui", .goready_ui = "plain" }, UI_TUI, "from --tui" },
	{ { TERMINAL, .flag = "tui", .accessible = "1" }, UI_TUI, "from --tui" },
	{ { TERMINAL, .goready_ui = "plain" }, UI_PLAIN, "from GOREADY_UI" },
	{ { TERMINAL, .goready_ui = "PLAIN" }, UI_PLAIN, "from GOREADY_UI" },
	{ { TERMINAL, .in_deaf = true },
	  UI_PLAIN,
	  "because the terminal was opened as /dev/tty, which cannot be waited for" },
	{ { TERMINAL, .goready_ui = "tui", .accessible = "1" }, UI_TUI, "from GOREADY_UI" },
	{ { TERMINAL, .remembered = true }, UI_PLAIN, "from 'goready plain on'" },
	{ { TERMINAL, .remembered = true, .goready_ui = "tui" }, UI_TUI, "from GOREADY_UI" },
	{ { TERMINAL, .remembered = true, .flag = "tui" }, UI_TUI, "from --tui" },
	{ { TERMINAL, .accessible = "1" }, UI_PLAIN, "from ACCESSIBLE" },
	{ { TERMINAL, .accessible = "0" }, UI_TUI, NULL },
	{ { TERMINAL, .accessible = "False" }, UI_TUI, NULL },
	{ { TERMINAL, .accessible = "no" }, UI_TUI, NULL },
	{ { TERMINAL, .accessible = "" }, UI_TUI, NULL },
	{ { TERMINAL, .gh_accessible = "enabled" }, UI_PLAIN, "from GH_ACCESSIBLE_PROMPTER" },
	{ { TERMINAL, .gh_accessible = "false" }, UI_TUI, NULL },
	{ { TERMINAL, .term_program = "AccessTerm" }, UI_PLAIN, "from TERM_PROGRAM" },
	{ { TERMINAL, .term_program = "Apple_Terminal" }, UI_TUI, NULL },
	{ { .in_tty = true, .out_tty = true }, UI_PLAIN, "because TERM is not set" },
	{ { .in_tty = true, .out_tty = true, .term = "" }, UI_PLAIN, "because TERM is not set" },
	{ { .in_tty = true, .out_tty = true, .term = "dumb", .term_can = true },
	  UI_PLAIN,
	  "because TERM is dumb" },
	{ { .in_tty = true, .out_tty = true, .term = "xyz" },
	  UI_PLAIN,
	  "because this terminal cannot show a full screen" },
	{ { .out_tty = true, .term = "xterm", .term_can = true },
	  UI_PLAIN,
	  "because standard input is not a terminal" },
	{ { .in_tty = true, .term = "xterm", .flag = "tui" },
	  UI_PLAIN,
	  "because standard output is not a terminal" },
};

TEST(each_environment_gives_its_mode_and_reason)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *reason = NULL;

		if (ui_choose(&cases[i].env, &reason) != cases[i].kind)
			fail_msg("case %zu gives the other mode", i);
		if (cases[i].reason)
			assert_string_equal(reason, cases[i].reason);
	}
}

TEST(each_variable_that_chooses_is_read_by_its_name)
{
	struct ui_environment env;

	setenv("GOREADY_UI", "a", 1);
	setenv("ACCESSIBLE", "b", 1);
	setenv("GH_ACCESSIBLE_PROMPTER", "c", 1);
	setenv("TERM_PROGRAM", "d", 1);
	setenv("TERM", "e", 1);
	ui_environment_read("plain", 0, 1, &env);
	assert_string_equal(env.flag, "plain");
	assert_string_equal(env.goready_ui, "a");
	assert_string_equal(env.accessible, "b");
	assert_string_equal(env.gh_accessible, "c");
	assert_string_equal(env.term_program, "d");
	assert_string_equal(env.term, "e");
	unsetenv("GOREADY_UI");
	unsetenv("ACCESSIBLE");
	unsetenv("GH_ACCESSIBLE_PROMPTER");
	unsetenv("TERM_PROGRAM");
	unsetenv("TERM");
}

TEST(no_color_counts_only_when_it_is_not_empty)
{
	unsetenv("GOREADY_NO_COLOR");
	setenv("NO_COLOR", "", 1);
	assert_true(ui_wants_colour(false));
	setenv("NO_COLOR", "1", 1);
	assert_false(ui_wants_colour(false));
	unsetenv("NO_COLOR");
	assert_false(ui_wants_colour(true));
	assert_true(ui_wants_colour(false));
}

TEST(terminal_without_an_entry_of_its_own_is_drawn_as_the_one_it_is_like)
{
	assert_string_equal("xterm-256color", tui_terminal_name("xterm-256color", 1));
	assert_string_equal("xterm-256color", tui_terminal_name("xterm-no-such-terminal", 1));
	assert_string_equal("xterm-256color", tui_terminal_name("wezterm-from-the-future", 1));
	assert_null(tui_terminal_name("no-such-terminal", 1));
	assert_null(tui_terminal_name("dumb", 1));
}

/* Ghostty, kitty and the like bring their entries along, which a machine one logs in to has not. */
TEST(no_full_screen_is_lost_for_want_of_an_entry)
{
	setenv("TERMINFO", test_folder(), 1); /* and the system's, which may have it */
	assert_non_null(tui_terminal_name("xterm-ghostty", 1));
	assert_non_null(tui_terminal_name("xterm-kitty", 1));
	unsetenv("TERMINFO");
}

TEST(a_character_is_repeated_by_name_everywhere_but_in_terminal_app)
{
	int problem;

	assert_int_equal(OK, setupterm("xterm-256color", 1, &problem));
	if (!repeat_char)
		skip_because("this system's entry of xterm repeats none");
	setenv("TERM_PROGRAM", "iTerm.app", 1);
	tui_without_repeat();
	assert_non_null(repeat_char);
	setenv("TERM_PROGRAM", "Apple_Terminal", 1);
	tui_without_repeat();
	assert_null(repeat_char);
	unsetenv("TERM_PROGRAM");
	del_curterm(cur_term);
}
