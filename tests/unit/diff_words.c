/* A diff that can be listened to: lines numbered, added and removed in words. */
#include "test.h"

#include "ui/ui.h"

static const char *words(const char *path, const char *unified)
{
	struct diff_view diff = { .path = path, .unified = unified, .change = 1, .changes = 2 };
	struct names out = diff_words(test_arena(), &diff);

	return str_join(test_arena(), &out, "\n");
}

TEST(removed_and_added_lines_carry_their_numbers)
{
	assert_string_equal(words("~/.zshrc",
				  "--- a/.zshrc\n+++ b/.zshrc\n@@ -10,3 +10,4 @@\n same\n"
				  "-old\n+new\n+more\n same\n"),
			    "Change 1 of 2.\nFile: ~/.zshrc\nIn all: remove 1 line, add 2 lines.\n"
			    "Line 11, remove: old\nLine 11, add: new\nLine 12, add: more");
}

TEST(a_new_file_is_called_new)
{
	assert_string_equal(
		words("~/.zshenv", "--- /dev/null\n+++ b/.zshenv\n@@ -0,0 +1,2 @@\n+a\n+\n"),
		"Change 1 of 2.\nNew file: ~/.zshenv\nIn all: add 2 lines.\n"
		"Line 1, add: a\nLine 2, add an empty line.");
}

TEST(a_missing_last_newline_is_said)
{
	assert_contains(
		words("f", "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n"),
		"Line 1, remove: x\nThat line has no line end.\nLine 1, add: x");
}

TEST(lines_that_look_like_headers_are_content_inside_a_hunk)
{
	assert_contains(words("f", "--- a/f\n+++ b/f\n@@ -1,2 +1 @@\n--- a comment\n x\n"),
			"Line 1, remove: -- a comment");
}

TEST(a_second_hunk_counts_from_its_own_line)
{
	assert_contains(
		words("f", "--- a/f\n+++ b/f\n@@ -1 +1,2 @@\n x\n+y\n@@ -40,2 +41,1 @@\n-z\n q\n"),
		"Line 2, add: y\nLine 40, remove: z");
}
