/* JSON with comments: read with the bytes that things stand at, and one of them taken out. */
#include "test.h"

#include "base/jsonc.h"

static struct jsonc *parsed(struct bytes text)
{
	struct jsonc *root = NULL;
	struct err e = { 0 };

	assert_ok(jsonc_parse(test_arena(), text, &root, &e), &e);
	return root;
}

/* The text without the member of that name (in the object of `section`, NULL: the root). */
static const char *without(const char *text, const char *section, const char *name)
{
	const struct jsonc *object = parsed(bytes_of(text));
	struct bytes rest = { 0 };
	struct err e = { 0 };

	if (section)
		object = jsonc_get(object, section);
	assert_non_null(jsonc_get(object, name));
	assert_ok(jsonc_take_out(test_arena(), bytes_of(text), jsonc_get(object, name)->from, &rest,
				 &e),
		  &e);
	(void)parsed(rest);
	return rest.at;
}

static void refused(const char *text, const char *why)
{
	struct jsonc *root = NULL;
	struct err e = { 0 };

	assert_int_not_equal(RC_OK, jsonc_parse(test_arena(), bytes_of(text), &root, &e));
	assert_contains(e.text, why);
	assert_null(root);
}

TEST(comments_commas_and_a_byte_order_mark_are_read_over)
{
	const struct jsonc *root = parsed(
		BYTES("\xef\xbb\xbf// first\r\n{\r\n\t/* a\r\n b */ \"go.goroot\" : "
		      "\"/opt/go\", // why\r\n\t\"list\": [1, true, null, -2.5e3,],\r\n}\r\n"));
	const struct jsonc *goroot = jsonc_get(root, "go.goroot"), *list = jsonc_get(root, "list");

	assert_string_equal("/opt/go", goroot->string);
	assert_int_equal(4, goroot->line);
	assert_int_equal(5, list->line);
	assert_int_equal(JSON_ARRAY, list->type);
	assert_int_equal(JSON_NULL, list->first->next->next->type);
	assert_int_equal(JSON_NUMBER, list->last->type);
	assert_null(jsonc_get(root, "go.gopath"));
	assert_null(jsonc_get(list, "x"));
}

TEST(values_know_their_bytes)
{
	struct bytes text = BYTES("{ \"a\": { \"b\": \"//c\" } }");
	const struct jsonc *b = jsonc_get(jsonc_get(parsed(text), "a"), "b");

	assert_int_equal('"', text.at[b->from]);
	assert_memory_equal("\"b\"", text.at + b->from, 3);
	assert_int_equal(5, b->end - b->at);
	assert_memory_equal("\"//c\"", text.at + b->at, 5);
	assert_true(b->comma == JSONC_NONE);
}

TEST(a_lone_carriage_return_ends_a_line)
{
	assert_int_equal(3, jsonc_get(parsed(BYTES("{\r//x\r\"a\":1}")), "a")->line);
}

TEST(escapes_are_resolved)
{
	const struct jsonc *root = parsed(bytes_of(
		"{\"\\u0061\\\\\": \"\\\"\\/\\n\\u00e9\\u20ac\\ud83d\\ude00\\ud83dx\\t\"}"));

	assert_string_equal("a\\", root->first->key);
	assert_string_equal("\"/\n\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xef\xbf\xbdx\t",
			    root->first->string);
}

TEST(of_two_of_one_name_the_last_counts)
{
	assert_string_equal("2",
			    jsonc_get(parsed(BYTES("{\"a\":\"1\",\"a\":\"2\"}")), "a")->string);
}

TEST(nothing_at_all_has_no_members)
{
	assert_null(parsed(BYTES(""))->first);
	assert_null(parsed(BYTES("\xef\xbb\xbf"))->first);
	assert_null(parsed(BYTES(" // only this\n"))->first);
	assert_int_equal(JSON_OBJECT, parsed(BYTES("\n\n"))->type);
}

TEST(what_is_broken_is_refused_with_its_line)
{
	struct str deep = { .mem = test_arena() };

	refused("{\n\"a\": 1\n\"b\": 2}", "line 3: a comma or a bracket is missing");
	refused("{\n\"a\" 1}", "line 2: a colon is missing");
	refused("{\"a\":}", "a value is missing");
	refused("{\"a\":1", "a comma or a bracket is missing");
	refused("{\"a\":1,", "a name in quotes is missing");
	refused("{,}", "a name in quotes is missing");
	refused("[,]", "a value is missing");
	refused("{\"a\":\"x\n\"}", "a string has no end");
	refused("{\"a\":\"x", "a string has no end");
	refused("{\"a\":\"\\", "\\ before a letter");
	refused("{\"a\":\"\\u12\"}", "\\u without four digits");
	refused("{\"a\":\"\\u0000\"}", "\\u0000");
	refused("{} /* x", "a comment has no end");
	refused("/*/ {}", "a comment has no end");
	refused("{} {}", "something stands behind the end");
	refused("{'a':1}", "a name in quotes is missing");
	for (int i = 0; i < 100; i++)
		str_add_char(&deep, '[');
	refused(str_text(&deep), "nested more than");
}

TEST(a_zero_byte_is_no_end)
{
	struct jsonc *root = NULL;
	struct err e = { 0 };

	assert_rc(RC_SYNTAX, jsonc_parse(test_arena(), BYTES("{}\0{"), &root, &e), &e);
	assert_rc(RC_SYNTAX, jsonc_parse(test_arena(), BYTES("{\"a\":\"\0\"}"), &root, &e), &e);
}

/* ---- taking out ---- */

TEST(a_setting_goes_with_its_line)
{
	assert_string_equal(
		"{\n\t// one\n\t\"b\": 2, // two\n}\n",
		without("{\n\t// one\n\t\"a\": 1,\n\t\"b\": 2, // two\n}\n", NULL, "a"));
	assert_string_equal("{\r\n  \"b\": 2\r\n}\r\n",
			    without("{\r\n  \"a\": \"x\" , \r\n  \"b\": 2\r\n}\r\n", NULL, "a"));
	assert_string_equal("\xef\xbb\xbf{\n}",
			    without("\xef\xbb\xbf{\n\"a\": [\n1,\n2\n]\n}", NULL, "a"));
}

TEST(the_last_one_takes_the_comma_in_front_of_it_along)
{
	assert_string_equal("{\n\t\"a\": 1 // one\n}\n",
			    without("{\n\t\"a\": 1, // one\n\t\"b\": 2\n}\n", NULL, "b"));
	assert_string_equal("{\n\t\"a\": 1,\n}\n",
			    without("{\n\t\"a\": 1,\n\t\"b\": 2,\n}\n", NULL, "b"));
	assert_string_equal("{\"a\":1}", without("{\"a\":1,\"b\":2}", NULL, "b"));
}

TEST(on_one_line_with_others_only_it_goes)
{
	assert_string_equal("{ \"b\": 2 }", without("{ \"a\": 1, \"b\": 2 }", NULL, "a"));
	assert_string_equal("{ \"a\": 1 }", without("{ \"a\": 1, \"b\": 2 }", NULL, "b"));
	assert_string_equal("{ }", without("{ \"a\": 1, }", NULL, "a"));
	assert_string_equal("{\n\t\"t\": { },\n}\n",
			    without("{\n\t\"t\": { \"go\": \"/x\" },\n}\n", "t", "go"));
	assert_string_equal("{\n\t\"b\": 2\n}", without("{\n\t\"a\": 1, \"b\": 2\n}", NULL, "a"));
}

TEST(comments_around_it_stay)
{
	assert_string_equal("{\n\t// why\n}\n", without("{\n\t\"a\": 1, // why\n}\n", NULL, "a"));
	assert_string_equal("{\n\t/* x */\n\t\"b\": 2\n}\n",
			    without("{\n\t\"a\": 1 /* x */,\n\t\"b\": 2\n}\n", NULL, "a"));
	assert_string_equal("{\n\t/* x */ \n\t\"b\": 2\n}\n",
			    without("{\n\t/* x */ \"a\": 1,\n\t\"b\": 2\n}\n", NULL, "a"));
}

TEST(where_no_setting_begins_nothing_is_taken_out)
{
	struct bytes rest = { "same", 4 };
	struct err e = { 0 };

	assert_rc(RC_CHANGED, jsonc_take_out(test_arena(), BYTES("{\"a\":[1]}"), 6, &rest, &e), &e);
	assert_rc(RC_CHANGED, jsonc_take_out(test_arena(), BYTES("[1]"), 0, &rest, &e), &e);
	assert_string_equal("same", rest.at);
}
