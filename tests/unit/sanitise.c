/* Foreign text made harmless: what a hostile tool may print, and noise of every kind. */
#include "test.h"

#include <stdlib.h>

#include "view/view.h"

static const char *clean(struct bytes text)
{
	return text_sanitise(test_arena(), text, 0, 0);
}

#define CLEAN(literal) clean(BYTES(literal))

TEST(plain_text_and_newlines_stay_as_they_are)
{
	assert_string_equal(CLEAN("one\ntwo  three"), "one\ntwo  three");
	assert_string_equal(CLEAN(""), "");
}

TEST(letters_of_all_languages_stay)
{
	assert_string_equal(CLEAN("安装 Go, größer, été, 日本語, e\xcc\x81"),
			    "安装 Go, größer, été, 日本語, e\xcc\x81");
}

TEST(a_line_rewritten_in_place_is_shown_as_the_lines_it_was)
{
	assert_string_equal(CLEAN("fetching\033[2K\rAll checks passed\n"),
			    "fetching\nAll checks passed\n");
	assert_string_equal(CLEAN("windows\r\nline\r\n"), "windows\nline\n");
}

TEST(control_strings_are_dropped_whole)
{
	assert_string_equal(CLEAN("x\033]52;c;cm0gLXJm\007y"), "xy");
	assert_string_equal(CLEAN("\033]8;;https://go.dev\033\\link\033]8;;\033\\"), "link");
	assert_string_equal(CLEAN("\033P+q544e\033\\dcs"), "dcs");
	assert_string_equal(CLEAN("a\033_apc\033\\b\033^pm\033\\c\033Xsos\033\\d"), "abcd");
}

TEST(a_control_string_without_end_hides_nothing)
{
	assert_string_equal(CLEAN("a\033]0;title\nrm -rf"), "a0;title\nrm -rf");
}

TEST(hidden_and_coloured_text_is_shown_plain)
{
	assert_string_equal(CLEAN("\033[8mhidden\033[0m \033[1;38:2::1:2:3mred\033[m"),
			    "hidden red");
}

TEST(terminal_questions_are_not_asked)
{
	assert_string_equal(CLEAN("x\033[6n\033[cy\033c\033(Bz\0337"), "xyz");
}

TEST(control_bytes_become_visible)
{
	assert_string_equal(CLEAN("rm\b\bls -la"), "rm\\x08\\x08ls -la");
	assert_string_equal(CLEAN("bell \007 \177"), "bell \\x07 \\x7f");
	assert_string_equal(clean((struct bytes){ "a\0b", 3 }), "a\\x00b");
}

TEST(c1_controls_become_visible_in_both_encodings)
{
	assert_string_equal(CLEAN("\x9b"
				  "31m"),
			    "\\x9b31m");
	assert_string_equal(CLEAN("\xc2\x9b"
				  "31m"),
			    "\\x9b31m");
}

TEST(invalid_utf8_becomes_visible)
{
	assert_string_equal(CLEAN("\xff\xc0\xaf"), "\\xff\\xc0\\xaf");
	assert_string_equal(CLEAN("\xed\xa0\x80"), "\\xed\\xa0\\x80");
	assert_string_equal(CLEAN("\xe4\xb8"), "\\xe4\\xb8");
}

TEST(characters_that_reorder_or_hide_become_visible)
{
	assert_string_equal(CLEAN("\xe2\x80\xae"
				  "cod.exe\xe2\x80\xac"),
			    "\\u{202e}cod.exe\\u{202c}");
	assert_string_equal(CLEAN("go\xe2\x80\x8blang"), "go\\u{200b}lang");
	assert_string_equal(CLEAN("\xf3\xa0\x81\x81"), "\\u{e0041}");
	assert_string_equal(CLEAN("\xef\xbb\xbf#!"), "\\u{feff}#!");
}

TEST(tabs_become_blanks_up_to_the_stop)
{
	assert_string_equal(CLEAN("a\tb\n\tc"), "a       b\n        c");
}

TEST(long_lines_and_long_texts_are_cut_and_say_so)
{
	const char *text = text_sanitise(test_arena(), BYTES("abcdefghij\nshort\n"), 5, 0);

	assert_string_equal(text, "abcde (the line goes on)\nshort\n");
	text = text_sanitise(test_arena(), BYTES("one\ntwo\nthree\n"), 0, 8);
	assert_contains(text, "one\ntwo\n");
	assert_contains(text, "(6 more bytes are left out)");
}

/* Only newline and printable characters: what plain mode promises. */
static void assert_harmless(const char *text)
{
	for (const unsigned char *s = (const unsigned char *)text; *s; s++) {
		assert_true(*s >= 0x20 || *s == '\n');
		assert_int_not_equal(*s, 0x7f);
		assert_false(s[0] == 0xc2 && s[1] >= 0x80 && s[1] < 0xa0);
	}
}

TEST(ten_thousand_random_texts_come_out_harmless)
{
	static const char likely[] = "\033[]PX^_;?0123mHJK\\\007\r\n\t\b\xc2\x9b\xe2\x80\xae\xff a";
	struct arena *mem = arena_open("random", (size_t)8 << 20);

	srand(7);
	for (int i = 0; i < 10000; i++) {
		char text[64];
		size_t n = (size_t)rand() % sizeof(text);

		for (size_t k = 0; k < n; k++)
			text[k] = rand() % 3 ? likely[(size_t)rand() % (sizeof(likely) - 1)]
					     : (char)(rand() & 255);
		assert_harmless(text_sanitise(mem, (struct bytes){ text, n }, 40, 300));
		arena_reset(mem);
	}
	arena_close(mem);
}
