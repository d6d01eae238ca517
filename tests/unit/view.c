/* Views: what goes in comes out, made harmless; and the same as data. */
#include "test.h"

#include "base/i18n.h"
#include "base/json.h"
#include "sample_views.h"
#include "view_json.h"

static struct view *sample(enum sample which)
{
	static const struct sample_state state = {
		.route = -1, .method = 0, .proxy = -1, .shells = 5
	};
	struct view *v = ARENA_NEW(test_arena(), struct view);

	sample_view(v, test_arena(), which, &state);
	return v;
}

static const char *json_of(const struct view *v)
{
	return json_print(test_arena(), view_json(test_arena(), v), true);
}

TEST(foreign_text_is_harmless_in_every_block)
{
	struct view v;
	struct names argv = { 0 };

	view_open(&v, test_arena(), "x");
	view_title(&v, "a\033[31mb");
	view_text(&v, "%s", "\033]0;title\007text");
	view_status(&v, SAY_OK, "l\bx", "%s", "v\x9b");
	list_push(test_arena(), &argv, "it's");
	list_push(test_arena(), &argv, "a\033[2Jb");
	list_push(test_arena(), &argv, "");
	view_command(&v, NULL, &argv);
	assert_string_equal(v.title, "ab");
	assert_string_equal(v.blocks.at[0].text, "text");
	assert_string_equal(v.blocks.at[1].label, "l\\x08x");
	assert_string_equal(v.blocks.at[1].text, "v\\x9b");
	assert_string_equal(v.blocks.at[2].text, "'it'\\''s' 'ab' ''");
}

TEST(return_takes_the_chosen_then_the_recommended_then_the_first_possible)
{
	struct view v;
	struct block *b;

	view_open(&v, test_arena(), "x");
	b = view_choice(&v, "c", "Which?", -1);
	assert_int_equal(choice_default(b), -1);
	view_option(&v, b, "a", "A", NULL)->disabled = true;
	assert_int_equal(choice_default(b), -1);
	view_option(&v, b, "b", "B", NULL);
	assert_int_equal(choice_default(b), 1);
	view_option(&v, b, "c", "C", NULL)->recommended = true;
	assert_int_equal(choice_default(b), 2);
	b->chosen = 1;
	assert_int_equal(choice_default(b), 1);
}

TEST(a_copy_says_the_same_and_shares_nothing)
{
	for (int i = 0; i < SAMPLE_N; i++) {
		struct arena *other = arena_open("copy", (size_t)8 << 20);
		struct arena *first = arena_open("first", (size_t)8 << 20);
		static const struct sample_state state = { .shells = 5 };
		struct view v, *copy;
		const char *before;

		sample_view(&v, first, (enum sample)i, &state);
		before = json_of(&v);
		copy = view_copy(other, &v);
		arena_close(first);
		assert_string_equal(json_of(copy), before);
		arena_close(other);
	}
}

TEST(what_stands_beside_a_page_is_copied)
{
	struct view v, *copy;

	view_open(&v, test_arena(), "x");
	view_beside(&v, "Proof", "OK: Start the server");
	copy = view_copy(test_arena(), &v);
	assert_string_equal(copy->beside_title, "Proof");
	assert_string_equal(copy->beside, v.beside);
}

TEST(the_main_action_is_the_first_enabled_one)
{
	struct view v;

	view_open(&v, test_arena(), "x");
	assert_null(view_main_action(&v));
	view_action(&v, ACTION_NEXT, NULL, false);
	view_action(&v, ACTION_BACK, NULL, true);
	assert_int_equal(view_main_action(&v)->id, ACTION_BACK);
	assert_string_equal(view_main_action(&v)->label, "Back");
	assert_null(view_find_action(&v, ACTION_APPLY));
}

TEST(a_list_names_each_thing_once)
{
	struct names names = { 0 };

	assert_string_equal(text_list(test_arena(), &names), "");
	list_push(test_arena(), &names, "protoc");
	list_push(test_arena(), &names, "protoc");
	assert_string_equal(text_list(test_arena(), &names), "protoc");
	list_push(test_arena(), &names, "go");
	assert_string_equal(text_list(test_arena(), &names), "protoc and go");
}

TEST(a_list_in_chinese_has_blanks_beside_latin_letters_only)
{
	struct names files = { 0 }, tools = { 0 };

	list_push(test_arena(), &files, "2 项下载");
	list_push(test_arena(), &files, "三项构建");
	list_push(test_arena(), &tools, "protoc");
	list_push(test_arena(), &tools, "Go");
	language_choose("zh_CN");
	assert_string_equal(text_list(test_arena(), &files), "2 项下载和三项构建");
	assert_string_equal(text_list(test_arena(), &tools), "protoc 和 Go");
	language_choose("en");
}

TEST(a_blank_in_the_name_of_a_file_stays_in_a_list)
{
	struct names files = { 0 };

	list_push(test_arena(), &files, "~/我的 项目/甲");
	list_push(test_arena(), &files, "~/旧 项目");
	assert_string_equal(text_list(test_arena(), &files), "~/我的 项目/甲 and ~/旧 项目");
	language_choose("zh_CN");
	assert_string_equal(text_list(test_arena(), &files), "~/我的 项目/甲和 ~/旧 项目");
	language_choose("en");
}

TEST(only_apply_asks_for_consent_by_itself)
{
	assert_true(view_find_action(sample(SAMPLE_REVIEW), ACTION_APPLY)->consent);
	assert_false(view_find_action(sample(SAMPLE_WELCOME), ACTION_NEXT)->consent);
}

TEST(pages_as_data)
{
	assert_snapshot("ui/review.json", json_of(sample(SAMPLE_REVIEW)));
	assert_snapshot("ui/shell.json", json_of(sample(SAMPLE_SHELL)));
}
