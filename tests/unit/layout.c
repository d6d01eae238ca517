/* Pages: everything fits, at any width, also in Chinese; what is focused is known. */
#include "test.h"

#include <locale.h>
#include <stdio.h>

#include "sample_views.h"
#include "ui/ui.h"

static struct view *sample(enum sample which)
{
	static const struct sample_state state = {
		.route = -1, .method = 0, .proxy = -1, .shells = 1, .percent = 40
	};
	struct view *v = ARENA_NEW(test_arena(), struct view);

	setlocale(LC_ALL, "C.UTF-8");
	sample_view(v, test_arena(), which, &state);
	return v;
}

static struct layout laid_out(const struct view *v, int width)
{
	struct layout l;

	layout_view(test_arena(), v, width, 0, &l);
	return l;
}

TEST(a_wide_character_takes_two_cells)
{
	setlocale(LC_ALL, "C.UTF-8");
	assert_int_equal(text_width("Go 安装"), 7);
	assert_int_equal(text_width("e\xcc\x81t\xc3\xa9"), 3);
	assert_int_equal(text_width(""), 0);
}

TEST(widths_hold_in_a_locale_that_knows_no_unicode)
{
	setlocale(LC_ALL, "C");
	assert_int_equal(text_width("Go 安装"), 7);
	assert_int_equal(text_width("t\xc3\xa9"), 2);
}

static const char *wrapped(const char *text, int width)
{
	struct names lines = text_wrap(test_arena(), text, width);

	setlocale(LC_ALL, "C.UTF-8");
	lines = text_wrap(test_arena(), text, width);
	return str_join(test_arena(), &lines, "|");
}

TEST(text_breaks_at_blanks)
{
	assert_string_equal(wrapped("one two three", 8), "one two|three");
	assert_string_equal(wrapped("one two three", 7), "one two|three");
	assert_string_equal(wrapped("one two three", 13), "one two three");
	assert_string_equal(wrapped("a\n\nb", 10), "a||b");
	assert_string_equal(wrapped("  indented line", 10), "  indented|line");
}

TEST(a_number_stays_with_its_unit)
{
	struct names lines = text_wrap(test_arena(), "it took 25 s, and 71.8 MB came", 12);

	assert_string_equal("it took", lines.at[0]);
	assert_string_equal("25 s, and", lines.at[1]);
	assert_string_equal("71.8 MB came", lines.at[2]);
}

TEST(in_chinese_a_number_stays_with_what_it_counts)
{
	assert_string_equal(wrapped("占用磁盘 646.5 MB，约 2 分钟", 17),
			    "占用磁盘|646.5 MB，|约 2 分钟");
	assert_string_equal(wrapped("占用磁盘约 2 分钟", 13), "占用磁盘约|2 分钟");
}

TEST(one_or_two_han_characters_are_no_last_line)
{
	assert_string_equal(wrapped("下载文件，不需要密码", 18), "下载文件，|不需要密码");
	assert_string_equal(wrapped("这里的选择会被忘记并且没有更改东西", 32),
			    "这里的选择会被忘记并且没有更改|东西");
	assert_string_equal(wrapped("没有更改任何东西。", 16), "没有更改任何|东西。");
}

TEST(a_command_that_a_line_has_room_for_is_not_broken)
{
	struct names lines =
		text_wrap(test_arena(), "Look at them: 'goready doctor --all'. Then go on", 28);

	assert_string_equal(lines.at[0], "Look at them:");
	assert_string_equal(lines.at[1], "'goready doctor --all'. Then");
	lines = text_wrap(test_arena(), "那就运行 'goready doctor'，再继续", 20);
	assert_string_equal(lines.at[0], "那就运行");
	assert_string_equal(lines.at[1], "'goready doctor'，");
	lines = text_wrap(test_arena(), "'goready doctor --from FILE'", 12); /* no room */
	assert_string_equal(lines.at[0], "'goready");
}

static const char *eye_wrapped(const char *text, int width)
{
	struct names lines = text_wrap_for_the_eye(test_arena(), text, width);

	return str_join(test_arena(), &lines, "|");
}

TEST(a_word_or_two_are_no_last_line_where_the_clause_they_end_can_go_with_them)
{
	assert_string_equal(
		eye_wrapped("Go 1.27.2 from go.dev, 68.1 MB; checksum: goready's manifest", 52),
		"Go 1.27.2 from go.dev, 68.1 MB;|checksum: goready's manifest");
	assert_string_equal(eye_wrapped("占用磁盘 646.5 MB，约 2 分钟；不需要密码", 26),
			    "占用磁盘 646.5 MB，|约 2 分钟；不需要密码");
	assert_string_equal(
		eye_wrapped("Open a new terminal, or run in this one: eval \"$(goready env)\"", 48),
		"Open a new terminal, or run in this one:|eval \"$(goready env)\"");
	assert_string_equal(eye_wrapped("your client called your server; 9 of 9 checks, 84 s", 47),
			    "your client called your server;|9 of 9 checks, 84 s");
	assert_string_equal(eye_wrapped("protoc 36.1，来自 github.com；校验和：goready 的清单", 47),
			    "protoc 36.1，来自 github.com；|校验和：goready 的清单");
	assert_string_equal(eye_wrapped("no, this has a comma too early for it", 34),
			    "no, this has a comma too early for|it");
}

TEST(a_word_longer_than_the_line_is_cut)
{
	assert_string_equal(wrapped("abcdefghij kl", 4), "abcd|efgh|ij|kl");
}

TEST(a_long_word_breaks_at_its_slashes_then_before_an_at_sign_then_after_hyphens)
{
	assert_string_equal(wrapped("see ~/.local/share/goready/bin/protoc here", 20),
			    "see|~/.local/share/|goready/bin/protoc|here");
	assert_string_equal(wrapped("google.golang.org/protobuf/cmd/protoc-gen-go@v1.36.12", 24),
			    "google.golang.org/|protobuf/cmd/|protoc-gen-go@v1.36.12");
	assert_string_equal(wrapped("protoc-gen-go-grpc@v1.6.2", 20), "protoc-gen-go-grpc|@v1.6.2");
	assert_string_equal(wrapped("protoc-gen-go-grpc", 12), "protoc-gen-|go-grpc");
	assert_string_equal(wrapped("https://dl.example.com/go", 14),
			    "https://|dl.example.com|/go");
}

TEST(a_word_that_fits_on_a_line_is_not_broken)
{
	assert_string_equal(wrapped("install protoc-gen-go-grpc now", 20),
			    "install|protoc-gen-go-grpc|now");
}

TEST(a_text_that_is_cut_says_so)
{
	assert_string_equal(text_cut(test_arena(), "Terminal", 8), "Terminal");
	assert_string_equal(text_cut(test_arena(), "Terminals", 8), "Termi...");
	assert_string_equal(text_cut(test_arena(), "安装工具链", 8), "安装...");
}

/* A page's words without the blanks: nothing of a label, an option or a path may be missing. */
static const char *letters(const char *text)
{
	struct str s = { .mem = test_arena() };

	for (; *text; text++)
		if (*text != ' ' && *text != '\n')
			str_add_char(&s, *text);
	return str_text(&s);
}

TEST(no_label_option_or_line_of_a_file_loses_anything_on_a_small_page)
{
	static const char *const long_one = "~/.local/share/goready/tools/protoc-36.1/bin/protoc";
	static const int widths[] = { 20, 33, 50, 80 };
	struct view v;
	struct block *choice;

	view_open(&v, test_arena(), "review");
	view_status(&v, SAY_DONE, arena_fmt(test_arena(), "Link %s", long_one), "%s", "there");
	view_field(&v, arena_fmt(test_arena(), "Folder %s", long_one), "%s", long_one);
	view_progress(&v, "p", SAY_WORKING, arena_fmt(test_arena(), "Fetch %s", long_one));
	choice = view_choice(&v, "c", "Which?", -1);
	view_option(&v, choice, "o", arena_fmt(test_arena(), "Keep %s", long_one), NULL);
	view_diff(&v, "~/.profile",
		  "@@ -0,0 +1,1 @@\n+export  PATH=\"a\"      # words, many more\n", 1, 1);
	view_action(&v, ACTION_NEXT, arena_fmt(test_arena(), "Use %s", long_one), true);
	for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++) {
		struct layout l = laid_out(&v, widths[i]);
		const char *page = letters(layout_text(test_arena(), &l));

		for (const char *const *w = (const char *const[]){ "Link", "Folder", "Fetch",
								   "Keep", "Use", NULL };
		     *w; w++)
			if (!strstr(page, arena_fmt(test_arena(), "%s%s", *w, long_one)))
				fail_msg("%s at %d: %s", *w, widths[i], page);
		assert_non_null(strstr(page, letters("+export PATH=\"a\" # words, many more")));
	}
}

TEST(a_folded_file_says_how_much_it_holds_and_can_be_focused)
{
	struct layout l;
	struct view v;
	const char *page;

	view_open(&v, test_arena(), "review");
	view_diff(&v, "~/.zshrc", "--- a\n+++ b\n@@ -1 +1,2 @@\n-old\n+new\n+more\n", 1, 2)
		->diff.folded = true;
	view_diff(&v, "~/.profile", "--- a\n+++ b\n@@ -0,0 +1,1 @@\n+seen\n", 2, 2);
	l = laid_out(&v, 80);
	page = layout_text(test_arena(), &l);
	assert_contains(page, "1 ~/.zshrc     adds 2 lines, removes 1 line, folded");
	assert_null(strstr(page, "+more"));
	assert_contains(page, "2 ~/.profile   adds 1 line\n    @@ -0,0 +1,1 @@\n    +seen\n");
	assert_int_equal(l.focus.n, 2);
}

TEST(a_label_that_repeats_the_one_above_is_left_out)
{
	struct layout l;
	struct view v;

	view_open(&v, test_arena(), "review");
	view_field(&v, "Download", "%s", "Go");
	view_field(&v, "Download", "%s", "protoc");
	view_status(&v, SAY_NOTE, NULL, "%s", "kept");
	l = laid_out(&v, 80);
	assert_string_equal(layout_text(test_arena(), &l),
			    "  Download    Go\n              protoc\n  Note        kept\n\n");
}

TEST(chinese_breaks_between_characters_but_not_before_closing_punctuation)
{
	assert_string_equal(wrapped("安装工具链", 6), "安装工|具链");
	assert_string_equal(wrapped("安装工，具链", 6), "安装|工，具|链");
	assert_string_equal(wrapped("用 Go 语言", 6), "用 Go|语言");
	assert_string_equal(wrapped("安装工具\"链\"", 10), "安装工|具\"链\"");
	assert_string_equal(wrapped("工具链（go）", 8), "工具链|（go）");
	assert_string_equal(wrapped("安装到这里: 好", 10), "安装到这|里: 好");
}

TEST(a_chinese_sentence_stands_beside_its_label)
{
	assert_int_equal(text_longest_word("安装工具链，go.mod 在"), 6);
	assert_int_equal(text_longest_word("one three"), 5);
}

TEST(no_line_of_any_page_is_wider_than_the_page)
{
	static const int widths[] = { 20, 33, 50, 80, 120, 200 };

	for (int which = 0; which < SAMPLE_N; which++) {
		for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++) {
			struct layout l = laid_out(sample((enum sample)which), widths[i]);

			for (size_t k = 0; k < l.lines.n; k++)
				if (text_width(l.lines.at[k].text) >= widths[i])
					fail_msg("page %d at %d: %s", which, widths[i],
						 l.lines.at[k].text);
		}
	}
}

TEST(every_option_and_action_that_can_be_chosen_can_be_focused)
{
	struct layout l = laid_out(sample(SAMPLE_GO), 80);

	assert_int_equal(l.focus.n, 6); /* two possible of three, two, next, back */
	assert_int_equal(l.focus.at[0].option, 0);
	assert_int_equal(l.focus.at[1].option, 2);
	assert_int_equal(l.focus.at[4].action, ACTION_NEXT);
	for (size_t i = 0; i < l.focus.n; i++)
		assert_int_equal(l.lines.at[l.focus.at[i].line].focus, (int)i);
}

TEST(the_main_action_has_a_row_whatever_it_is)
{
	static const enum action_id ids[] = { ACTION_QUIT, ACTION_HELP, ACTION_LOG,
					      ACTION_DETAILS };

	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		struct layout l;
		struct view v;

		view_open(&v, test_arena(), "done");
		v.step = 7;
		view_action(&v, ids[i], NULL, true);
		view_action(&v, ACTION_UNDO, NULL, true);
		l = laid_out(&v, 80);
		assert_int_equal(l.focus.n, 2);
		assert_int_equal(l.focus.at[0].action, ids[i]);
	}
}

TEST(exactly_one_row_is_lit)
{
	struct layout l;
	int lit = 0;

	layout_view(test_arena(), sample(SAMPLE_GO), 80, 4, &l);
	for (size_t i = 0; i < l.lines.n; i++)
		for (size_t k = 0; k < l.lines.at[i].spans.n; k++)
			lit += l.lines.at[i].spans.at[k].role == ROLE_FOCUS;
	assert_int_equal(lit, 1);
}

TEST(labels_begin_within_the_first_five_columns)
{
	struct layout l = laid_out(sample(SAMPLE_GO), 120);

	for (size_t i = 0; i < l.focus.n; i++)
		assert_true(strspn(l.lines.at[l.focus.at[i].line].text, " ") <= 4);
}

TEST(pages_look_as_they_did)
{
	static const int widths[] = { 50, 80, 120 };
	static const struct {
		enum sample which;
		const char *name;
	} pages[] = { { SAMPLE_WELCOME, "welcome" }, { SAMPLE_MACHINE, "machine" },
		      { SAMPLE_SHELL, "shell" },     { SAMPLE_REVIEW, "review" },
		      { SAMPLE_APPLY, "apply" },     { SAMPLE_CHINESE, "chinese" } };

	for (size_t p = 0; p < sizeof(pages) / sizeof(pages[0]); p++) {
		for (size_t i = 0; i < 3; i++) {
			struct layout l = laid_out(sample(pages[p].which), widths[i]);

			assert_snapshot(
				arena_fmt(test_arena(), "ui/%s-%d.txt", pages[p].name, widths[i]),
				layout_text(test_arena(), &l));
		}
	}
}

TEST(beside_the_steps_a_page_is_as_wide_as_on_the_usual_screen)
{
	assert_int_equal(layout_area(80, true).page, 80);
	assert_int_equal(layout_area(80, true).side, 0);
	assert_int_equal(layout_area(120, true).page, 80);
	assert_int_equal(layout_area(120, true).side_at, 82);
	assert_int_equal(layout_area(120, false).page, 96);
	assert_int_equal(layout_area(200, true).side_at, 98);
	for (int columns = 100; columns <= 300; columns++) {
		struct page_area a = layout_area(columns, true);

		assert_true(a.page <= 96 && a.side_at > a.page && a.side_at + a.side <= columns);
	}
}

TEST(the_bars_have_the_width_of_the_screen)
{
	static const int widths[] = { 50, 80, 120 };

	for (size_t i = 0; i < 3; i++) {
		struct view *v = sample(SAMPLE_REVIEW);

		assert_int_equal(text_width(layout_title(test_arena(), v, widths[i])), widths[i]);
		assert_int_equal(text_width(layout_keys(test_arena(), v, BAR_PAGE, widths[i])),
				 widths[i]);
	}
	assert_contains(layout_title(test_arena(), sample(SAMPLE_GO), 80),
			"goready, step 3 of 7: Go");
	assert_contains(layout_title(test_arena(), sample(SAMPLE_GO), 25), "  3 of 7: Go");
	assert_contains(layout_keys(test_arena(), sample(SAMPLE_REVIEW), BAR_PAGE, 80), "y agree");
}

TEST(the_key_bar_says_what_return_does_wherever_one_is_on_the_page)
{
	struct view v;

	view_open(&v, test_arena(), "quit");
	view_action(&v, ACTION_CLOSE, "Stay", true);
	assert_contains(layout_keys(test_arena(), &v, BAR_PAGE, 80), "Enter close");
	assert_contains(layout_keys(test_arena(), &v, BAR_READING, 80), "Enter next page");
	view_action(&v, ACTION_QUIT, "Quit", true);
	assert_contains(layout_keys(test_arena(), &v, BAR_PAGE, 80), "Enter choose");
	view_open(&v, test_arena(), "explain");
	view_box(&v, "text", "What did the terminal say?");
	view_action(&v, ACTION_BACK, NULL, true);
	assert_contains(layout_keys(test_arena(), &v, BAR_BOX, 80), "Enter ends it");
	assert_contains(layout_keys(test_arena(), &v, BAR_PAGE, 80), "Enter choose");
}

TEST(where_letters_are_no_keys_nothing_on_the_page_has_a_number)
{
	static const enum sample pages[] = { SAMPLE_WELCOME, SAMPLE_REVIEW };

	for (size_t i = 0; i < 2; i++) {
		struct view *v = sample(pages[i]);
		struct layout l = laid_out(v, 80);

		assert_contains(layout_text(test_arena(), &l), "\n  1 ");
		v->no_letters = true;
		l = laid_out(v, 80);
		assert_null(strstr(layout_text(test_arena(), &l), "\n  1 "));
		assert_null(strstr(layout_text(test_arena(), &l), "\n  2 "));
	}
}

TEST(rows_of_a_list_all_have_their_labels_and_a_long_word_of_one_stays_beside_it)
{
	struct layout l;
	struct view v;

	view_open(&v, test_arena(), "log");
	view_field(&v, "17:00:00", "%s", "Done: Make the folder.")->listed = true;
	view_field(&v, "17:00:00", "%s",
		   "https://proxy.golang.org/google.golang.org/protobuf/@v/v1.36.12.info answers.")
		->listed = true;
	layout_view(test_arena(), &v, 80, -1, &l);
	assert_string_equal(
		"  17:00:00    Done: Make the folder.\n"
		"  17:00:00    https://proxy.golang.org/google.golang.org/protobuf/@v/\n"
		"              v1.36.12.info answers.\n\n",
		layout_text(test_arena(), &l));
	layout_view(test_arena(), &v, 40, -1, &l);
	assert_contains(layout_text(test_arena(), &l), "  17:00:00  Done: Make the folder.\n"
						       "  17:00:00\n"
						       "    https://proxy.golang.org/\n");
}

TEST(what_stands_in_parentheses_at_the_end_of_a_cut_line_is_there_whole_or_not_at_all)
{
	static const struct {
		const char *text, *shown;
	} cases[] = {
		{ "Done (1 of 2): a long name (12 MB and more of it)",
		  "  Get  Done (1 of 2): a long name ...\n" },
		{ "Done: a folder (of 12 MB (and more) and of more)",
		  "  Get  Done: a folder ...\n" },
		{ "完成（1）：一个名字很长的文件夹（十二兆字节以及更多）",
		  "  Get  完成（1）：一个名字很长的文件夹...\n" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct layout l;
		struct view v;
		struct block *b;

		view_open(&v, test_arena(), "log");
		b = view_field(&v, "Get", "%s", cases[i].text);
		b->listed = b->one_line = true;
		layout_view(test_arena(), &v, 50, -1, &l);
		assert_contains(layout_text(test_arena(), &l), cases[i].shown);
	}
}

TEST(commands_of_one_label_stand_beside_it_all_or_none)
{
	static const char *const short_one[] = { "go", "install", "example.com/a" };
	static const char *const long_one[] = {
		"go", "install", "example.com/a/command/with/a/path/that/is/long/enough/not/to/fit"
	};
	struct names some = { 0 }, more = { 0 };
	struct layout l;
	struct view v;

	for (size_t i = 0; i < 3; i++) {
		list_push(test_arena(), &some, short_one[i]);
		list_push(test_arena(), &more, long_one[i]);
	}
	view_open(&v, test_arena(), "review");
	view_command(&v, "Build", &some);
	view_command(&v, "Build", &some);
	layout_view(test_arena(), &v, 80, -1, &l);
	assert_contains(layout_text(test_arena(), &l), "  Build       go install example.com/a\n"
						       "              go install example.com/a\n");
	view_command(&v, "Build", &more);
	layout_view(test_arena(), &v, 80, -1, &l);
	assert_contains(layout_text(test_arena(), &l), "  Build\n    go install example.com/a\n"
						       "    go install example.com/a\n");
}

TEST(parts_of_a_step_are_counted_in_the_title_and_stand_below_it_in_the_list)
{
	struct view v;
	struct layout l;

	view_open(&v, test_arena(), "go");
	view_title(&v, "More tools");
	v.step = 1;
	v.steps = 5;
	v.part = 4;
	v.parts = 6;
	view_way_point(&v, "Welcome", false);
	view_way_point(&v, "More tools", true)->part = true;
	view_way_point(&v, "Review", false);
	view_way_point(&v, "Proof", false)->left_out = true;
	assert_contains(layout_title(test_arena(), &v, 50),
			"  goready, step 1 of 5, part 4 of 6: More tools");
	assert_contains(layout_title(test_arena(), &v, 30), "  1 of 5, 4 of 6: More tools");
	l = (struct layout){ .lines = layout_route(test_arena(), &v, 26) };
	assert_string_equal("1  Welcome       done\n"
			    "     More tools  here\n"
			    "2  Review\n"
			    "3  Proof         left out\n",
			    layout_text(test_arena(), &l));
}

TEST(a_long_step_has_its_state_below_and_leaves_the_others_beside)
{
	struct view v;

	view_open(&v, test_arena(), "explain");
	view_way_point(&v, "Welcome", false);
	view_way_point(&v, "Explain an error", true)->part = true;
	view_way_point(&v, "Review", false);
	assert_string_equal(
		layout_text(test_arena(),
			    &(struct layout){ .lines = layout_route(test_arena(), &v, 24) }),
		"1  Welcome  done\n"
		"     Explain an error\n"
		"     here\n"
		"2  Review\n");
}

TEST(the_list_of_steps_says_where_one_is_in_words)
{
	struct layout l = { .lines = layout_route(test_arena(), sample(SAMPLE_GO), 26) };

	assert_contains(layout_text(test_arena(), &l),
			"2  Machine      done\n3  Go           here\n");
}
