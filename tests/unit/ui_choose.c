/* Which front end, and why: the table of environments. */
#include "test.h"

#include <stdlib.h>

#include "ui/ui.h"
#include "ui/ui_private.h"

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
	{ { TERMINAL, .accessible = "1" }, UI_PLAIN, "from ACCESSIBLE" },
	{ { TERMINAL, .accessible = "0" }, UI_TUI, NULL },
	{ { TERMINAL, .accessible = "False" }, UI_TUI, NULL },
	{ { TERMINAL, .accessible = "no" }, UI_TUI, NULL },
	{ { TERMINAL, .accessible = "" }, UI_TUI, NULL },
	{ { TERMINAL, .gh_accessible = "enabled" }, UI_PLAIN, "from GH_ACCESSIBLE_PROMPTER" },
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
	assert_null(tui_terminal_name("no-such-terminal", 1));
	assert_null(tui_terminal_name("dumb", 1));
}
