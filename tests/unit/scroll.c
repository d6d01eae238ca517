/* Pages that scroll by: columns that hold still, marks as escape sequences, commands in one piece. */
#include "test.h"

#include <locale.h>

#include "ui/ui.h"

static struct view page(void)
{
	struct view v;

	setlocale(LC_ALL, "C.UTF-8");
	view_open(&v, test_arena(), "doctor");
	return v;
}

static const char *scrolled(const struct view *v, bool colour)
{
	return scroll_text(test_arena(), v, 60, colour);
}

TEST(a_finding_and_what_is_said_of_it_stand_together_between_blank_lines)
{
	struct view v = page();

	view_status(&v, SAY_OK, "go", "1.27.2");
	view_heading(&v, "Findings");
	view_status(&v, SAY_NOTE, "GOROOT is set", "[goenv.goroot]");
	view_more(&v, "%s", "~/.bashrc line 6");
	view_more(&v, "%s", "What to do: take it out");
	view_status(&v, SAY_NOTE, "protoc is an alias in the terminal", "[rc.alias]");
	view_more(&v, "%s", "~/.bashrc line 7");
	view_text(&v, "%s", "2 notes.");
	assert_string_equal(scrolled(&v, false),
			    "\033[1m \033[m OK       go  1.27.2\n\n"
			    "  \033[1mFindings\033[m\n"
			    "  Note     GOROOT is set  [goenv.goroot]\n"
			    "           ~/.bashrc line 6\n"
			    "           What to do: take it out\n\n"
			    "  Note     protoc is an alias in the terminal  [rc.alias]\n"
			    "           ~/.bashrc line 7\n\n"
			    "  2 notes.\n\n");
}

TEST(a_problem_is_marked_by_weight_and_by_a_cell_of_colour)
{
	struct view v = page();

	view_status(&v, SAY_PROBLEM, NULL, "%s", "there is no protoc");
	assert_string_equal(scrolled(&v, true),
			    "\033[41m \033[m \033[1mProblem\033[m  there is no protoc\n\n");
	assert_string_equal(scrolled(&v, false),
			    "\033[1m \033[m \033[1mProblem\033[m  there is no protoc\n\n");
}

TEST(of_a_diff_only_the_signs_are_marked)
{
	struct view v = page();

	view_diff(&v, "~/.bashrc", "@@ -1 +1 @@\n-old\n+new\n", 1, 1);
	assert_string_equal(scrolled(&v, true),
			    "  \033[1m1 ~/.bashrc\033[m   adds 1 line, removes 1 line\n"
			    "    @@ -1 +1 @@\n"
			    "    \033[1;7;31m-\033[mold\n"
			    "    \033[1;7;34m+\033[mnew\n\n");
}

TEST(a_command_that_is_longer_than_a_line_stays_in_one_piece)
{
	const char *line = "/home/somebody/src/goready/build/debug/goready fix --profile team.json";
	struct view v = page();

	view_line(&v, "To repair it", line);
	assert_string_equal(scrolled(&v, false),
			    arena_fmt(test_arena(), "  To repair it\n    %s\n\n", line));
}

TEST(wide_characters_are_marked_whole)
{
	struct view v = page();

	view_heading(&v, "发现的问题");
	assert_string_equal(scrolled(&v, true), "  \033[1m发现的问题\033[m\n\n");
}

TEST(nobody_can_open_a_folded_file_on_a_page_that_scrolls_by)
{
	struct view v = page();

	view_diff(&v, "~/.bashrc", "@@ -0,0 +1 @@\n+new\n", 1, 1)->diff.folded = true;
	assert_string_equal(scrolled(&v, false), "  \033[1m1 ~/.bashrc\033[m   adds 1 line\n"
						 "    @@ -0,0 +1 @@\n"
						 "    \033[1;7m+\033[mnew\n\n");
}
