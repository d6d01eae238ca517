/* The diff that is shown is the diff that is applied: the real `patch` is run on each. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>

#include "plan/diff.h"

static void write_or_remove(const char *name, struct bytes bytes)
{
	if (bytes.n)
		test_write_bytes(name, bytes, 0644);
	else
		test_write_bytes(name, BYTES(""), 0644);
}

/* `patch` makes `after` of `before`, byte for byte. */
static void patch_takes(struct bytes diff, struct bytes before, struct bytes after)
{
	struct arena *mem = test_arena();

	write_or_remove("home/file", before);
	test_write_bytes("diff", diff, 0644);
	if (diff.n)
		assert_int_equal(0, system(arena_fmt(mem, "cd %s && patch --binary -s -p1 < %s",
						     test_path("home"), test_path("diff"))));
	assert_bytes(after, test_read(test_path("home/file")));
}

static void patch_agrees(struct bytes before, struct bytes after)
{
	struct arena *mem = test_arena();
	struct bytes diff = diff_unified_bytes(mem, "~/file", before, "~/file", after);

	patch_takes(diff, before, after);
	if (!memchr(diff.at, 0, diff.n))
		patch_takes(bytes_of(diff_for_logs(mem, diff.at)), before, after);
}

TEST(equal_texts_give_no_diff)
{
	assert_string_equal("", diff_unified(test_arena(), "a", BYTES("x\n"), "a", BYTES("x\n")));
}

TEST(a_diff_has_three_lines_of_context)
{
	const char *diff = diff_unified(test_arena(), "~/f", BYTES("1\n2\n3\n4\n5\n6\n7\n8\n9\n"),
					"~/f", BYTES("1\n2\n3\n4\nfive\n6\n7\n8\n9\n"));

	assert_string_equal(
		"--- ~/f\n+++ ~/f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n", diff);
}

TEST(changes_far_apart_make_two_hunks)
{
	struct str before = { .mem = test_arena() }, after = { .mem = test_arena() };
	const char *diff, *second;

	for (int i = 1; i <= 40; i++) {
		str_fmt(&before, "%d\n", i);
		str_fmt(&after, i == 3 || i == 33 ? "changed %d\n" : "%d\n", i);
	}
	diff = diff_unified(test_arena(), "f", str_bytes(&before), "f", str_bytes(&after));
	assert_contains(diff, "@@ -1,6 +1,6 @@\n");
	second = strstr(diff, "@@ -30,7 +30,7 @@\n");
	assert_non_null(second);
	patch_agrees(str_bytes(&before), str_bytes(&after));
}

TEST(a_missing_last_newline_is_said_and_survives)
{
	const char *diff =
		diff_unified(test_arena(), "f", BYTES("one\ntwo"), "f", BYTES("one\ntwo\nthree\n"));

	assert_contains(diff, "-two\n\\ No newline at end of file\n+two\n+three\n");
	patch_agrees(BYTES("one\ntwo"), BYTES("one\ntwo\nthree\n"));
	patch_agrees(BYTES("one\ntwo\n"), BYTES("one\ntwo"));
	patch_agrees(BYTES("one"), BYTES("two"));
}

TEST(crlf_lines_keep_their_cr)
{
	patch_agrees(BYTES("a\r\nb\r\nc\r\n"), BYTES("a\r\nc\r\nd\n"));
}

TEST(bytes_that_are_not_utf8_pass_unchanged)
{
	patch_agrees(BYTES("\xff\xfe caf\xe9\nx\n"), BYTES("\xff\xfe caf\xe9\ny\xc3\n"));
}

TEST(a_nul_byte_is_in_the_bytes_of_the_diff)
{
	struct bytes diff =
		diff_unified_bytes(test_arena(), "f", BYTES("a\0b\n"), "f", BYTES("c\n"));

	assert_non_null(memchr(diff.at, '\0', diff.n));
}

TEST(a_diff_that_is_read_does_not_end_at_a_nul_byte)
{
	assert_contains(diff_unified(test_arena(), "f", BYTES("a\0b\n"), "f", BYTES("c\n")),
			"-ab\n+c\n");
}

TEST(an_empty_file_gets_its_first_lines)
{
	patch_agrees(BYTES(""), BYTES("a\nb\n"));
	patch_agrees(BYTES("a\nb\n"), BYTES(""));
}

TEST(a_new_file_is_made_by_patch)
{
	struct arena *mem = test_arena();
	const char *diff = diff_unified(mem, NULL, BYTES(""), "~/.zshenv", BYTES("new\n"));

	assert_string_equal("--- /dev/null\n+++ ~/.zshenv\n@@ -0,0 +1 @@\n+new\n", diff);
	test_write("diff", diff);
	assert_int_equal(
		0, system(arena_fmt(mem, "cd %s && patch -s -p1 < ../diff", test_path("home"))));
	assert_bytes(BYTES("new\n"), test_read(test_path("home/.zshenv")));
}

TEST(a_name_with_a_blank_is_found_by_patch)
{
	struct arena *mem = test_arena();

	test_write("home/my file", "a\n");
	test_write("diff", diff_unified(mem, "~/my file", BYTES("a\n"), "~/my file", BYTES("b\n")));
	assert_int_equal(
		0, system(arena_fmt(mem, "cd %s && patch -s -p1 < ../diff", test_path("home"))));
	assert_bytes(BYTES("b\n"), test_read(test_path("home/my file")));
}

TEST(every_line_of_both_is_in_the_computed_diff)
{
	struct diff_lines lines = diff_compute(test_arena(), BYTES("a\nb\nc\n"), BYTES("a\nc\nd"));

	assert_int_equal(4, lines.n);
	assert_int_equal(DIFF_REMOVE, lines.at[1].op);
	assert_int_equal(2, lines.at[1].before_line);
	assert_int_equal(0, lines.at[1].after_line);
	assert_int_equal(DIFF_ADD, lines.at[3].op);
	assert_int_equal(3, lines.at[3].after_line);
	assert_true(lines.at[3].no_newline);
}

/* Small alphabets make many equal lines, where a diff goes wrong if it can. */
static struct bytes random_text(unsigned *seed)
{
	struct str text = { .mem = test_arena() };
	int lines = (int)((*seed = *seed * 1103515245u + 12345u) >> 16) % 30;

	for (int i = 0; i < lines; i++) {
		*seed = *seed * 1103515245u + 12345u;
		str_fmt(&text, "%c%s", 'a' + (char)((*seed >> 16) % 4), i + 1 < lines ? "\n" : "");
	}
	if ((*seed >> 20) % 2 && text.n)
		str_add_char(&text, '\n');
	return text.n ? str_bytes(&text) : BYTES("");
}

TEST(patch_agrees_on_sixty_random_pairs)
{
	unsigned seed = 7;

	for (int i = 0; i < 60; i++) {
		struct bytes before = random_text(&seed), after = random_text(&seed);

		patch_agrees(before, after);
	}
}

TEST(two_long_files_with_nothing_in_common_are_still_shown)
{
	struct str before = { .mem = test_arena() }, after = { .mem = test_arena() };

	for (int i = 0; i < 3000; i++) {
		str_fmt(&before, "before %d\n", i);
		str_fmt(&after, "after %d\n", i);
	}
	patch_agrees(str_bytes(&before), str_bytes(&after));
}

TEST(a_file_of_400000_lines_needs_memory_for_its_change)
{
	struct arena *mem = arena_open("diff", (size_t)64 << 10);
	struct str before = { .mem = test_arena() }, after = { .mem = test_arena() };
	const char *diff;

	for (int i = 0; i < 400000; i++) {
		str_fmt(&before, "%d\n", i);
		str_fmt(&after, i == 10 || i == 399990 ? "new\n" : "%d\n", i);
	}
	diff = diff_unified(mem, "f", str_bytes(&before), "f", str_bytes(&after));
	assert_contains(
		diff,
		"@@ -8,7 +8,7 @@\n 7\n 8\n 9\n-10\n+new\n 11\n 12\n 13\n@@ -399988,7 +399988,7 @@\n");
	arena_close(mem);
}

/* ---- for logs ---- */

static const char *logged(const char *before, const char *after)
{
	struct arena *mem = test_arena();

	return diff_for_logs(mem,
			     diff_unified(mem, "~/f", bytes_of(before), "~/f", bytes_of(after)));
}

TEST(a_log_has_the_changed_lines_only)
{
	assert_string_equal("--- ~/f\n+++ ~/f\n@@ -2 +2 @@\n-b\n+B\n@@ -4,0 +5,2 @@\n+e\n+f\n",
			    logged("a\nb\nmysql -psesame\nd\n", "a\nB\nmysql -psesame\nd\ne\nf\n"));
	assert_string_equal("", logged("a\n", "a\n"));
}

TEST(a_log_has_no_secret_of_a_changed_line)
{
	const char *log = logged("export GOPROXY=https://ann:sesame@proxy.example,direct\n"
				 "export API_TOKEN=sesame\n"
				 "curl -H 'Authorization: Bearer sesame' x\n"
				 "export PATH=/usr/bin\n",
				 "export GOPROXY=https://ann:sesame@proxy.example,off\n");

	assert_null(strstr(log, "sesame"));
	assert_contains(log, "-export GOPROXY=https://proxy.example,direct\n");
	assert_contains(log, "+export GOPROXY=https://proxy.example,off\n");
	assert_contains(log, "-export API_TOKEN=masked\n");
	assert_contains(log, "-export PATH=/usr/bin\n");
}
