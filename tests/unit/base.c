/* Versions, paths, JSON, base64, UTF-16, UTF-8, errors. */
#include "base/base64.h"
#include "base/find.h"
#include "base/json.h"
#include "base/outside.h"
#include "base/text_table.h"
#include "base/utf16.h"
#include "base/utf8.h"
#include "test.h"

#include <limits.h>
#include <time.h>

TEST(what_is_found_in_a_text_is_what_the_c_library_finds)
{
	static const char *const texts[] = {
		"", "a", "aab", "a,b;c", "\xc3\xa9t\xc3\xa9", "one two one", "/:/", "abababac"
	};
	static const char *const parts[] = {
		"", "a", "b", ";,", "\xa9", "two", "abac", "o ", "/:/:"
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		for (size_t k = 0; k < sizeof(parts) / sizeof(parts[0]); k++) {
			const char *text = texts[i], *part = parts[k];

			assert_ptr_equal(find_char(text, *part), strchr(text, *part));
			assert_int_equal(find_span(text, part), strspn(text, part));
			assert_int_equal(find_span_without(text, part), strcspn(text, part));
			assert_ptr_equal(find_any(text, part), strpbrk(text, part));
		}
}

TEST(of_two_names_of_which_one_goes_on_where_the_other_ends_the_longer_is_kept_once)
{
	static const char *const said[] = { "caches", "caches; the project", "downloads", "caches",
					    NULL };
	struct names names = { 0 };

	for (size_t i = 0; i < 5; i++)
		names_push_longest(test_arena(), &names, said[i]);
	assert_string_equal("caches; the project, downloads", str_join(test_arena(), &names, ", "));
}

TEST(a_text_is_found_again_among_thousands_with_the_number_that_it_had_first)
{
	struct text_table table = { 0 };

	assert_int_equal(-1, text_table_find(&table, "/opt/0/bin"));
	for (int i = 0; i < 5000; i++)
		assert_true(text_table_add(test_arena(), &table,
					   arena_fmt(test_arena(), "/opt/%d/bin", i), i));
	assert_false(text_table_add(test_arena(), &table, "/opt/17/bin", 1));
	assert_int_equal(17, text_table_find(&table, "/opt/17/bin"));
	assert_int_equal(4999, text_table_find(&table, "/opt/4999/bin"));
	assert_int_equal(-1, text_table_find(&table, "/opt/5000/bin"));
	assert_int_equal(-1, text_table_find(&table, ""));
}

TEST(what_is_added_where_a_list_was_made_shorter_is_zeroed_too)
{
	LIST(struct err) list = { 0 };

	list_add(test_arena(), &list)->rc = RC_IO;
	list.n--;
	assert_int_equal(RC_OK, list_add(test_arena(), &list)->rc);
}

TEST(versions_compare_by_number_and_pre_releases_are_older)
{
	assert_true(version_compare("1.26.8", "1.27.2") < 0);
	assert_true(version_compare("1.9", "1.10") < 0);
	assert_int_equal(version_compare("go1.26.0", "1.26"), 0);
	assert_int_equal(version_compare("v1.36.12", "1.36.12"), 0);
	assert_true(version_compare("1.27rc1", "1.27.0") < 0);
	assert_true(version_compare("1.27rc1", "1.27rc2") < 0);
	assert_true(version_compare("1.27beta2", "1.27rc1") < 0);
	assert_true(version_compare("36.0-rc-2", "36.0") < 0);
	assert_true(version_compare("36.1", "27.0") > 0);
}

TEST(paths_are_joined_and_cut_as_text)
{
	struct arena *mem = test_arena();

	assert_string_equal(path_join(mem, "/", "x"), "/x");
	assert_string_equal(path_join(mem, "/a/", "x"), "/a/x");
	assert_string_equal(path_folder(mem, "/x"), "/");
	assert_string_equal(path_folder(mem, "/a/b"), "/a");
	assert_string_equal(path_tilde(mem, "/home/dev/x", "/home/dev"), "~/x");
	assert_string_equal(path_tilde(mem, "/home/dev", "/home/dev"), "~");
	assert_string_equal(path_tilde(mem, "/home/developer", "/home/dev"), "/home/developer");
	assert_string_equal(path_tilde(mem, "/etc", "/"), "/etc");
	assert_true(path_is_within("/a/b", "/a"));
	assert_true(path_is_within("/a", "/"));
	assert_false(path_is_within("/ab", "/a"));
	assert_false(path_is_within("/a", "/a/b"));
	assert_false(path_is_within("a", "/"));
	assert_true(path_is_within("/a//b/", "/a/./b"));
	assert_true(path_is_within("//a/b", "/a/"));
	assert_string_equal(path_below("/a//b/c", "/a/b/"), "/c");
	assert_string_equal(path_below("/a/b", "/a/b/"), "");
	assert_string_equal(path_tilde(mem, "/home//dev/./x", "/home/dev/"), "~/x");
}

TEST(one_path_is_written_in_many_ways)
{
	static const char *const same[][2] = {
		{ "/a/b", "/a/b/" },   { "/a/b", "/a//b" }, { "/a/b", "/a/./b" },
		{ "/a/b", "/a/b/." },  { "/a/b", "//a/b" }, { "/", "//" },
		{ "/", "/./" },        { "a/b", "a//b/" },  { "", "" },
		{ "/a/.b", "/a//.b" },
	};
	static const char *const other[][2] = {
		{ "/a/b", "/a/bc" }, { "/a/b", "/a" }, { "/a/b", "a/b" },
		{ "/a/.b", "/a/b" }, { "/", "" },      { "/a/..", "/a" },
	};

	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++) {
		assert_true(path_equal(same[i][0], same[i][1]));
		assert_string_equal(same[i][0], path_bare(test_arena(), same[i][1]));
	}
	for (size_t i = 0; i < sizeof(other) / sizeof(other[0]); i++) {
		assert_false(path_equal(other[i][0], other[i][1]));
		assert_false(path_equal(other[i][1], other[i][0]));
	}
}

TEST(sizes_are_in_decimal_units)
{
	assert_string_equal(size_text(test_arena(), 999), "999 B");
	assert_string_equal(size_text(test_arena(), 12345), "12 KB");
	assert_string_equal(size_text(test_arena(), 66897291), "66.9 MB");
	assert_string_equal(size_text(test_arena(), 999999999), "1 GB");
	assert_string_equal(size_text(test_arena(), 969960000), "970 MB");
	assert_string_equal(size_text(test_arena(), 969940000), "969.9 MB");
}

TEST(split_keeps_empty_parts)
{
	struct names parts = str_split(test_arena(), "a::b", ':');

	assert_int_equal(parts.n, 3);
	assert_string_equal(parts.at[1], "");
	assert_int_equal(str_split(test_arena(), "", ':').n, 0);
	assert_string_equal(str_join(test_arena(), &parts, ","), "a,,b");
}

TEST(behind_a_chinese_full_stop_stands_no_blank)
{
	assert_string_equal(str_sentences(test_arena(), "One.", "Two."), "One. Two.");
	assert_string_equal(str_sentences(test_arena(), "一。", "二。"), "一。二。");
}

TEST(json_values_know_their_line)
{
	struct err e = { 0 };
	struct json *root;

	assert_ok(json_parse(test_arena(),
			     BYTES("{\n \"a\": \"x\\n\\\"}\",\n \"b\": [1,\n  {\"c\":\n true}]\n}"),
			     &root, &e),
		  &e);
	assert_int_equal(json_get(root, "a")->line, 2);
	assert_int_equal(json_get(root, "b")->line, 3);
	assert_int_equal(json_get(root, "b")->last->line, 4);
	assert_int_equal(json_get(json_get(root, "b")->last, "c")->line, 4);
	assert_string_equal(json_string(root, "a"), "x\n\"}");
}

TEST(whole_numbers_out_of_range_are_the_nearest_that_fit)
{
	struct err e = { 0 };
	struct json *root;

	assert_ok(json_parse(test_arena(),
			     BYTES("{\"a\": 1e999, \"b\": -1e30, \"c\": 7.9, \"d\": \"7\"}"), &root,
			     &e),
		  &e);
	assert_int_equal(json_int(root, "a", 1), INT_MAX);
	assert_int_equal(json_int(root, "b", 1), INT_MIN);
	assert_int_equal(json_int(root, "c", 1), 7);
	assert_int_equal(json_int(root, "d", 1), 1);
	assert_true(json_integer(root, "a", 1) == INT64_C(9007199254740992));
	assert_true(json_integer(root, "b", 1) == -INT64_C(9007199254740992));
	assert_true(json_size(root, "a", 1) == UINT64_C(9007199254740992));
	assert_true(json_size(root, "b", 1) == 0);
	assert_true(json_size(root, "missing", 1) == 1);
}

TEST(json_that_is_none_names_the_line)
{
	struct err e = { 0 };
	struct json *root;

	assert_rc(RC_SYNTAX, json_parse(test_arena(), BYTES("{\n\"a\": 1,\n}"), &root, &e), &e);
	assert_contains(e.text, "line 3");
	assert_rc(RC_SYNTAX, json_parse(test_arena(), BYTES("{\"a\":1,\"a\":2}"), &root, &e), &e);
	assert_contains(e.text, "twice");
	assert_rc(RC_SYNTAX, json_parse(test_arena(), BYTES(""), &root, &e), &e);
	assert_rc(RC_SYNTAX, json_parse(test_arena(), BYTES("{} x"), &root, &e), &e);
}

TEST(json_of_very_many_values_is_refused_before_it_takes_their_memory)
{
	struct str text = { .mem = test_arena() };
	struct err e = { 0 };
	struct json *root;

	str_add(&text, "[\"");
	for (int i = 0; i < 300000; i++)
		str_add(&text, "[,"); /* in a string they are none */
	str_add(&text, "\"");
	assert_ok(json_parse(test_arena(),
			     bytes_of(arena_fmt(test_arena(), "%s]", str_text(&text))), &root, &e),
		  &e);
	for (int i = 0; i < 300000; i++)
		str_add(&text, ",1");
	str_add(&text, "]");
	assert_rc(RC_LIMIT, json_parse(test_arena(), str_bytes(&text), &root, &e), &e);
	assert_contains(e.text, "more than 300000 values");
}

TEST(json_is_printed_as_it_was_read)
{
	const char *text =
		"{\n  \"a\": [1, {\n      \"b\": null\n    }],\n  \"c\": \"tab\\there\"\n}\n";
	struct err e = { 0 };
	struct json *root;

	assert_ok(json_parse(test_arena(), bytes_of(text), &root, &e), &e);
	assert_string_equal(json_print(test_arena(), root, true), text);
	assert_string_equal(json_print(test_arena(), root, false),
			    "{\"a\":[1,{\"b\":null}],\"c\":\"tab\\there\"}");
}

TEST(bytes_that_are_no_text_travel_as_base64)
{
	struct json *object = json_new_object(test_arena());
	struct bytes back;
	struct err e = { 0 };

	json_add_bytes(test_arena(), object, "x", BYTES("\xff\0z"));
	assert_string_equal(json_string(json_get(object, "x"), "b64"), "/wB6");
	assert_ok(json_get_bytes(test_arena(), json_get(object, "x"), &back, &e), &e);
	assert_bytes(BYTES("\xff\0z"), back);
	assert_false(base64_decode(test_arena(), "a=bc", &back));
	assert_false(base64_decode(test_arena(), "abc", &back));
}

static const char *from_utf16(struct bytes bytes, enum utf16_order order)
{
	struct str s = { .mem = test_arena() };

	str_add_utf16(&s, bytes, order);
	return str_text(&s);
}

TEST(a_byte_order_mark_is_told_from_what_only_begins_like_one)
{
	assert_int_equal(UTF16_LITTLE, utf16_mark(BYTES("\xff\xfe")));
	assert_int_equal(UTF16_BIG, utf16_mark(BYTES("\xfe\xff\0x")));
	assert_int_equal(UTF16_NONE, utf16_mark(BYTES("\xff")));
	assert_int_equal(UTF16_NONE, utf16_mark(BYTES("\xef\xbb\xbf")));
	assert_int_equal(UTF16_NONE, utf16_mark((struct bytes){ 0 }));
}

TEST(utf16_is_read_in_either_order_with_its_mark_and_without)
{
	static const char text[] = "x=\u4e0a\U0001f42d";

	assert_string_equal(text,
			    from_utf16(BYTES("x\0=\0\x0a\x4e\x3d\xd8\x2d\xdc"), UTF16_LITTLE));
	assert_string_equal(text, from_utf16(BYTES("\0x\0=\x4e\x0a\xd8\x3d\xdc\x2d"), UTF16_BIG));
	assert_string_equal("x", from_utf16(BYTES("\xff\xfex\0"), UTF16_LITTLE));
	assert_string_equal("x", from_utf16(BYTES("\xfe\xff\0x"), UTF16_BIG));
	assert_string_equal("", from_utf16((struct bytes){ 0 }, UTF16_BIG));
}

TEST(half_of_a_pair_is_no_character_and_half_of_a_unit_is_nothing)
{
	assert_string_equal("\ufffdx\ufffd",
			    from_utf16(BYTES("\x3d\xd8x\0\x2d\xdc"), UTF16_LITTLE));
	assert_string_equal("\ufffd\U0001f42d",
			    from_utf16(BYTES("\xd8\x3d\xd8\x3d\xdc\x2d"), UTF16_BIG));
	assert_string_equal("x\ufffd", from_utf16(BYTES("x\0\x3d\xd8\x2d"), UTF16_LITTLE));
	assert_string_equal("xy", from_utf16(BYTES("x\0\0\0y\0z"), UTF16_LITTLE));
	assert_int_equal(0x10ffff, utf16_pair(0xdbff, 0xdfff));
	assert_int_equal(0, utf16_pair(0xdc00, 0xd800));
	assert_false(utf16_is_half(0xd7ff) || utf16_is_half(0xe000));
}

TEST(overlong_and_surrogate_utf8_is_refused)
{
	assert_true(utf8_valid(BYTES("gr\xc3\xbc\xc3\x9f \xe4\xbd\xa0 \xf0\x9f\x98\x80")));
	assert_false(utf8_valid(BYTES("\xc0\xaf")));
	assert_false(utf8_valid(BYTES("\xed\xa0\x80")));
	assert_false(utf8_valid(BYTES("\xf4\x90\x80\x80")));
	assert_false(utf8_valid(BYTES("\xe4\xbd")));
}

static size_t encoded(uint32_t c, char ret[5])
{
	struct str s = { .mem = test_arena() };

	str_add_utf8(&s, c);
	memcpy(ret, s.at, s.n + 1);
	return s.n;
}

TEST(each_character_is_read_as_it_was_written_and_no_part_of_it_is_one)
{
	for (uint32_t c = 0; c < 0x110000; c++) {
		char bytes[5];
		uint32_t point = 7;
		size_t n = encoded(c, bytes);

		if (c >= 0xd800 && c < 0xe000) {
			assert_int_equal(0, utf8_decode(bytes, n, &point));
			continue;
		}
		assert_int_equal(n, utf8_decode(bytes, n, &point));
		assert_int_equal(c, point);
		point = 7;
		assert_int_equal(0, utf8_decode(bytes, n - 1, &point));
		assert_int_equal(0, n > 1 ? utf8_decode(bytes + 1, n - 1, &point) : 0);
		assert_int_equal(7, point);
		if (c % 4096 == 0)
			arena_reset(test_arena());
	}
}

/* All that is not what str_add_utf8 writes is none: with the test above, each character has one spelling. */
TEST(bytes_that_nobody_writes_are_no_character)
{
	static const unsigned char further[] = { 0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90,
						 0x9f, 0xa0, 0xbf, 0xc0, 0xff };
	enum { N = sizeof(further) };

	for (unsigned first = 0x80; first < 0x100; first++)
		for (size_t i = 0; i < N * N * N; i++) {
			char bytes[] = { (char)first, (char)further[i % N],
					 (char)further[i / N % N], (char)further[i / N / N] };
			char again[5];
			uint32_t point;
			size_t n = utf8_decode(bytes, sizeof(bytes), &point);

			if (n == 0)
				continue;
			assert_int_equal(n, encoded(point, again));
			assert_memory_equal(bytes, again, n);
		}
	arena_reset(test_arena());
}

TEST(a_string_is_read_up_to_its_end)
{
	uint32_t point = 7;

	assert_int_equal(0, utf8_decode_next("", &point));
	assert_int_equal(0, utf8_decode_next("\xe4\xb8", &point));
	assert_int_equal(7, point);
	assert_int_equal(3, utf8_decode_next("中文", &point));
	assert_int_equal(0x4e2d, point);
	assert_string_equal("a\\xe4\\xb8中", utf8_shown(test_arena(), "a\xe4\xb8中"));
}

TEST(each_error_has_a_remedy_and_context_goes_in_front)
{
	struct err e = { 0 };

	for (enum rc rc = RC_IO; rc < RC_COUNT; rc++) {
		err_set(&e, rc, "it broke");
		assert_true(strlen(err_remedy(&e)) > 10);
		assert_null(strstr(err_remedy(&e), "--source")); /* the wizard says them too */
		assert_string_not_equal(rc_id(rc), "unknown");
	}
	err_set(&e, RC_IO, "it broke");
	err_while(&e, "installing %s", "protoc");
	assert_string_equal(e.text, "installing protoc: it broke");
	err_hint(&e, "Do this.");
	assert_string_equal(err_remedy(&e), "Do this.");
}

TEST(an_overlong_error_is_not_cut_within_a_character)
{
	char name[1300];
	struct err e;

	for (size_t odd = 0; odd < 3; odd++) {
		memset(name, 'x', odd);
		for (size_t i = odd; i + 3 < sizeof(name); i += 3)
			memcpy(name + i, "\xe4\xb8\xad\0", 4);
		err_set(&e, RC_IO, "%s", name);
		assert_true(strlen(e.text) + 4 > sizeof(e.text));
		assert_true(utf8_valid(bytes_of(e.text)));
		err_while(&e, "looking");
		assert_true(utf8_valid(bytes_of(e.text)));
		err_hint(&e, "%s", name);
		assert_true(utf8_valid(bytes_of(e.hint)));
	}
}

TEST(an_overlong_error_is_cut_not_overrun)
{
	char long_text[5000];
	struct err e = { 0 };

	memset(long_text, 'x', sizeof(long_text) - 1);
	long_text[sizeof(long_text) - 1] = '\0';
	err_set(&e, RC_IO, "%s", long_text);
	err_while(&e, "context");
	assert_true(str_starts(e.text, "context: xxx"));
	assert_true(strlen(e.text) < sizeof(e.text));
}

TEST(a_version_from_outside_is_a_version_and_nothing_else)
{
	static const char *const good[] = { "1.26.8",
					    "go1.27rc1",
					    "v1.36.12",
					    "36.0-rc2",
					    "v0.0.1-go1.27.2.linux-amd64",
					    "v1.2.3+incompatible" };
	static const char *const bad[] = { "",       "go",     "v",
					   "latest", "../1.2", "1.99.0/../../x",
					   "1..2",   "1.2 3",  "1.2\n",
					   "1.2;rm", "-1.2",   "1.2\x1b[2J",
					   "v1/2" };

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_true(outside_version(good[i]));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(outside_version(bad[i]));
	assert_false(outside_version(NULL));
	assert_false(outside_version(arena_fmt(test_arena(), "1.%0100d", 0)));
}

TEST(a_name_from_outside_leads_nowhere_else)
{
	assert_true(outside_name("go1.27.2.linux-amd64.tar.gz"));
	assert_false(outside_name("a/b"));
	assert_false(outside_name(".."));
	assert_false(outside_name(".profile"));
	assert_false(outside_name("-rf"));
	assert_false(outside_name(""));
	assert_true(outside_path("com/google/protobuf/protoc/36.1/protoc-36.1.exe"));
	assert_false(outside_path("com/../../x"));
	assert_false(outside_path("/etc/passwd"));
	assert_false(outside_path("a//b"));
	assert_false(outside_path("a/"));
}

TEST(a_sha256_in_capitals_is_the_same_number)
{
	const char *small = "5634c0bec510f4b73affc56971ffd31fe9c6066c8002d2c7ca609f87d5ad4eb8";

	assert_string_equal(small, outside_sha256(test_arena(), small));
	assert_string_equal(
		small,
		outside_sha256(test_arena(),
			       "5634C0BEC510F4B73AFFC56971FFD31FE9C6066C8002D2C7CA609F87D5AD4EB8"));
	assert_null(outside_sha256(test_arena(), small + 1));
	assert_null(outside_sha256(test_arena(), NULL));
}

TEST(text_is_found_in_bytes)
{
	struct bytes text = BYTES("a\0bab");

	assert_ptr_equal(text.at + 2, bytes_find(text, "ba"));
	assert_ptr_equal(text.at + 4, bytes_find((struct bytes){ text.at + 3, 2 }, "b"));
	assert_null(bytes_find(text, "bb"));
	assert_null(bytes_find((struct bytes){ 0 }, "a"));
}

TEST(a_word_is_among_others_only_as_a_whole)
{
	static const char words[] = " tar zip zip.gz ";

	assert_true(str_is_among(words, "tar", 3) && str_is_among(words, "zip.gz", 6));
	assert_true(str_is_among(words, "zip-file", 3));
	assert_false(str_is_among(words, "ta", 2) || str_is_among(words, "ar", 2));
	assert_false(str_is_among(words, "", 0) || str_is_among(words, " ", 1));
	assert_false(str_is_among(words, "tar zip", 7) || str_is_among("", "tar", 3));
	assert_null(str_find("a b", "  "));
	assert_string_equal("  c", str_find("a b  c", "  "));
}

TEST(json_that_is_printed_is_utf8_whatever_is_put_in)
{
	struct arena *mem = test_arena();
	struct json *object = json_new_object(mem);

	json_add_string(mem, object, "path", "/home/b\xff/go");
	json_add_text(mem, object, "error", "it said: bad \xff\xc3 caf\xc3\xa9");
	json_add_string(mem, object, "b\xff", "x");
	assert_string_equal(
		"{\"path\":{\"b64\":\"L2hvbWUvYv8vZ28=\"},"
		"\"error\":\"it said: bad \\\\xff\\\\xc3 caf\xc3\xa9\",\"b\\\\xff\":\"x\"}",
		json_print(mem, object, false));
}

TEST(a_key_that_is_there_twice_is_named_with_its_line)
{
	struct err e = { 0 };
	struct json *root;

	assert_int_equal(RC_SYNTAX, json_parse(test_arena(), BYTES("{\"a\":1,\n\"b\":2,\n\"a\":3}"),
					       &root, &e));
	assert_string_equal("line 3: \"a\" is there twice", e.text);
}

/* It took 20 seconds: each key was looked for among all before it. */
TEST(an_object_of_80000_keys_is_read_in_time)
{
	struct arena *mem = arena_open("many keys", (size_t)256 << 20);
	struct str text = { .mem = mem };
	struct err e = { 0 };
	struct json *root;
	clock_t began = clock();

	str_add(&text, "{\"first\":0");
	for (int i = 0; i < 80000; i++)
		str_fmt(&text, ",\n\"key %d\":%d", i, i);
	str_add(&text, "}");
	assert_ok(json_parse(mem, str_bytes(&text), &root, &e), &e);
	assert_int_equal(80001, json_count(root));
	assert_true((clock() - began) / CLOCKS_PER_SEC < 5);
	arena_close(mem);
}
