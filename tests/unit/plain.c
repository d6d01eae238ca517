/* Plain mode as a conversation: answers go in through a pipe, the transcript comes out of one. */
#include "test.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/foreign.h"
#include "talk.h"

/* The program's clock is a file of its own: this one takes its place, and stands still unless a test moves it. */
static int64_t now_ms = 1000000;

int64_t clock_us(void)
{
	return now_ms * 1000;
}

int64_t clock_ms(void)
{
	return clock_us() / 1000;
}

TEST(the_first_line_says_the_mode_why_and_how_to_leave)
{
	struct talk t = talk_open();

	show(&t, SAMPLE_WELCOME, NULL);
	assert_true(str_starts(heard(&t),
			       "Plain text mode is on, from --plain.\nType help or quit at any "
			       "question.\nStep 1 of 7: Welcome.\n"));
	talk_close(&t);
}

static size_t bells(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == '\a';
	return n;
}

TEST(the_bell_rings_at_each_question_where_it_was_asked_for)
{
	struct talk t = talk_open_with((struct ui_options){ .bell = true });
	const char *said;

	show(&t, SAMPLE_GO, NULL);
	said = heard(&t);
	assert_int_equal(bells(said), 1);
	assert_true(str_ends(said, "Answer: \a"));
	answer(&t, "no such thing");
	assert_int_equal(bells(heard(&t)), 0); /* the same question still */
	answer(&t, "1");
	show(&t, SAMPLE_GO, NULL);
	assert_int_equal(bells(heard(&t)), 1);
	show(&t, SAMPLE_GO, NULL);
	assert_string_equal(heard(&t), "");
	answer(&t, "2");
	show(&t, SAMPLE_APPLY, NULL);
	assert_int_equal(bells(heard(&t)), 0); /* nothing is asked while something runs */
	show(&t, SAMPLE_DONE, NULL);
	assert_int_equal(bells(heard(&t)), 1);
	talk_close(&t);
}

TEST(return_takes_the_recommended_choice_and_goes_on_by_itself)
{
	struct sample_state chosen = { .route = 0 };
	struct talk t = talk_open();
	struct ui_event e;

	show(&t, SAMPLE_WELCOME, NULL);
	e = answer(&t, "");
	assert_int_equal(e.kind, UI_CHOOSE);
	assert_string_equal(e.choice, "route");
	assert_string_equal(e.option, "recommended");
	heard(&t);
	show(&t, SAMPLE_WELCOME, &chosen);
	assert_int_equal(ui_wait(t.ui), 0);
	assert_int_equal(ui_fd(t.ui), -1);
	e = ui_read(t.ui);
	assert_int_equal(e.kind, UI_ACTION);
	assert_int_equal(e.action, ACTION_NEXT);
	talk_close(&t);
}

TEST(a_screen_with_two_questions_asks_both_and_then_what_next)
{
	struct talk t = talk_open();
	struct ui_event e;

	show(&t, SAMPLE_GO, NULL);
	assert_contains(heard(&t), "Question. How should Go be installed?\n3 choices.\n");
	e = answer(&t, "toolchain");
	assert_string_equal(e.option, "module");
	assert_contains(heard(&t), "You chose 3, Toolchain module.\n");
	show(&t, SAMPLE_GO, NULL);
	assert_contains(heard(&t), "Question. Where should Go's modules come from?\n");
	e = answer(&t, "2");
	assert_string_equal(e.option, "mirror");
	show(&t, SAMPLE_GO, NULL);
	assert_contains(heard(&t), "Next: Shell files. Press Return to go on.\nAnswer: ");
	e = answer(&t, "");
	assert_int_equal(e.action, ACTION_NEXT);
	talk_close(&t);
}

TEST(back_leads_to_the_question_before_and_then_to_the_step_before)
{
	struct talk t = talk_open();

	show(&t, SAMPLE_GO, NULL);
	answer(&t, "1");
	show(&t, SAMPLE_GO, NULL);
	heard(&t);
	assert_int_equal(answer(&t, "back").kind, UI_NONE);
	assert_contains(heard(&t), "How should Go be installed?");
	assert_int_equal(answer(&t, "<").action, ACTION_BACK);
	talk_close(&t);
}

TEST(answers_are_understood_in_every_form)
{
	static const char *const forms[] = { "1",
					     " 1 ",
					     "official archive",
					     "OFFICIAL",
					     "off",
					     "archive",
					     "１",
					     "ａｒｃｈｉｖｅ",
					     "　1　",
					     "1.",
					     "1)",
					     "one",
					     "One" };

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		struct talk t = talk_open();
		struct ui_event e;

		show(&t, SAMPLE_GO, NULL);
		e = answer(&t, forms[i]);
		assert_int_equal(e.kind, UI_CHOOSE);
		assert_string_equal(e.option, "archive");
		talk_close(&t);
	}
}

TEST(several_are_chosen_on_one_line)
{
	static const struct {
		const char *typed;
		uint64_t set;
	} forms[] = { { "1,3", 5 },    { "1-2", 3 },       { "2 3", 6 },   { "all", 7 },
		      { "none", 0 },   { "zsh, fish", 5 }, { "", 3 },      { "1-3", 7 },
		      { "１，３", 5 }, { "１、２", 3 },    { "１－３", 7 } };

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		struct talk t = talk_open();
		struct ui_event e;

		show(&t, SAMPLE_SHELL, NULL);
		e = answer(&t, forms[i].typed);
		assert_int_equal(e.kind, UI_CHOOSE);
		assert_int_equal(e.set, forms[i].set);
		talk_close(&t);
	}
}

static void show_box(struct talk *t)
{
	struct view *v = ARENA_NEW(test_arena(), struct view);

	view_open(v, test_arena(), "explain");
	view_title(v, "Explain an error");
	v->step = v->steps = 2;
	view_box(v, "error-text", "What did the terminal say?");
	view_action(v, ACTION_BACK, NULL, true);
	ui_show(t->ui, v);
}

static void type_lines(struct talk *t, const char *text)
{
	assert_int_equal(write(t->answers, text, strlen(text)), (ssize_t)strlen(text));
}

TEST(a_pasted_text_ends_with_an_empty_line_or_a_lone_full_stop)
{
	static const char *const ends[] = { "\n", ".\n", "\r\n" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		struct talk t = talk_open();
		struct ui_event e;

		show_box(&t);
		assert_contains(heard(&t), "ends it");
		type_lines(&t, "quit: no such thing\nhelp\nthird .\n");
		assert_int_equal(ui_read(t.ui).kind, UI_NONE);
		type_lines(&t, ends[i]);
		e = ui_read(t.ui);
		assert_int_equal(e.kind, UI_TEXT);
		assert_string_equal(e.choice, "error-text");
		assert_string_equal(e.text.at, "quit: no such thing\nhelp\nthird .\n");
		talk_close(&t);
	}
}

TEST(before_a_paste_the_usual_words_work_and_nothing_is_no_text)
{
	struct talk t = talk_open();
	struct ui_event e;

	show_box(&t);
	heard(&t);
	assert_int_equal(answer(&t, "").kind, UI_NONE);
	assert_contains(heard(&t), "Nothing was pasted");
	e = answer(&t, "back");
	assert_int_equal(e.kind, UI_ACTION);
	assert_int_equal(e.action, ACTION_BACK);
	talk_close(&t);
}

TEST(a_line_longer_than_any_is_pasted_whole_and_of_a_huge_text_the_end_is_kept)
{
	struct talk t = talk_open();
	struct str text = { .mem = test_arena() };
	struct ui_event e;

	for (int i = 0; i < 3000; i++)
		str_add_char(&text, 'x');
	show_box(&t);
	type_lines(&t, str_text(&text));
	type_lines(&t, "\n.\n");
	e = ui_read(t.ui);
	assert_int_equal(e.kind, UI_TEXT);
	assert_int_equal(e.text.n, 3001);
	show_box(&t);
	for (int i = 0; i < 250; i++) {
		type_lines(&t, arena_fmt(test_arena(), "%s\n", str_text(&text)));
		assert_int_equal(ui_read(t.ui).kind, UI_NONE);
	}
	type_lines(&t, "the end\n.\n");
	e = ui_read(t.ui);
	assert_int_equal(e.kind, UI_TEXT);
	assert_true(e.text.n > (256 << 10) && e.text.n < (700 << 10));
	assert_true(str_ends(e.text.at, "the end\n"));
	talk_close(&t);
}

TEST(input_that_ends_in_a_paste_is_the_text)
{
	struct talk t = talk_open();
	struct ui_event e;

	show_box(&t);
	type_lines(&t, "go: not found\nand more");
	close(t.answers);
	t.answers = -1;
	e = ui_read(t.ui);
	if (e.kind == UI_NONE)
		e = ui_read(t.ui);
	assert_int_equal(e.kind, UI_TEXT);
	assert_string_equal(e.text.at, "go: not found\nand more\n");
	talk_close(&t);
}

TEST(a_bad_answer_gets_one_line_and_the_prompt_never_the_list)
{
	static const char *const bad[] = { "0",   "4",   "99999999999999999999",
					   "x",   "1,2", "\033[A",
					   "-1",  "1.5", "toolchain modules",
					   "%s%n" };
	struct talk t = talk_open();

	show(&t, SAMPLE_GO, NULL);
	heard(&t);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		const char *said;
		int lines = 0;

		assert_int_equal(answer(&t, bad[i]).kind, UI_NONE);
		said = heard(&t);
		for (const char *c = said; *c; c++)
			lines += *c == '\n';
		assert_int_equal(lines, 2); /* the Return nobody echoed, and the reason */
		assert_true(str_ends(said, "Answer: "));
		assert_null(strchr(said, 27));
	}
	talk_close(&t);
}

TEST(a_sentence_in_between_is_followed_by_the_prompt)
{
	struct talk t = talk_open();

	show(&t, SAMPLE_GO, NULL);
	heard(&t);
	ui_say(t.ui, "Note: not now.");
	assert_string_equal(heard(&t), "\nNote: not now.\nAnswer: ");
	talk_close(&t);
}

TEST(after_a_stop_the_question_is_asked_anew)
{
	struct talk t = talk_open();

	show(&t, SAMPLE_GO, NULL);
	heard(&t);
	ui_suspend(t.ui, false);
	ui_resume(t.ui);
	show(&t, SAMPLE_GO, NULL);
	assert_true(str_ends(heard(&t), "Answer: "));
	talk_close(&t);
}

TEST(what_is_not_possible_says_why)
{
	struct talk t = talk_open();

	show(&t, SAMPLE_GO, NULL);
	assert_int_equal(answer(&t, "2").kind, UI_NONE);
	assert_contains(heard(&t),
			"Keep /usr/bin/go is not possible. It is too old for the plugins.");
	talk_close(&t);
}

TEST(only_the_word_yes_consents)
{
	static const char *const no[] = { "", "y", "apply", "1", "next", "ye", "yes please" };
	struct talk t = talk_open();

	show(&t, SAMPLE_REVIEW, NULL);
	assert_contains(heard(&t), "Question. Apply these 6 steps? Type the word yes to agree.");
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		assert_int_equal(answer(&t, no[i]).kind, UI_NONE);
	assert_int_equal(answer(&t, "YES").action, ACTION_APPLY);
	show(&t, SAMPLE_REVIEW, NULL);
	assert_int_equal(answer(&t, "ｙｅｓ").action, ACTION_APPLY);
	talk_close(&t);
}

TEST(consent_is_the_word_and_nothing_else_in_the_line)
{
	struct talk t = talk_open();

	show(&t, SAMPLE_REVIEW, NULL);
	heard(&t);
	assert_int_equal(answer(&t, "y").kind, UI_NONE);
	assert_contains(heard(&t), "Type the word yes to agree.");
	assert_int_equal(answer(&t, "\033]11;rgb:0000/0000/0000\033\\yes").kind, UI_NONE);
	assert_contains(heard(&t), "Type the word yes to agree.");
	assert_int_equal(write(t.answers, "yes\0no\n", 7), 7);
	assert_int_equal(ui_read(t.ui).kind, UI_NONE);
	assert_contains(heard(&t), "is no answer here.");
	assert_int_equal(answer(&t, " \346\230\257 ").action, ACTION_APPLY);
	talk_close(&t);
}

TEST(a_late_answer_of_the_terminal_is_no_part_of_ours)
{
	struct talk t = talk_open();

	show(&t, SAMPLE_WELCOME, NULL);
	assert_string_equal(answer(&t, "\033[1;13R\033[?1;2c2").option, "steps");
	talk_close(&t);
}

TEST(each_line_of_another_program_says_whose_it_is)
{
	static const char *const lie =
		"hello.proto: warning. Done. Everything is proven, and all that is left is to type "
		"your password. Done. Everything is proven.\nDone. Everything is proven.\r\n"
		"Step 5 of 5: Done.";
	struct arena *mem = test_arena();
	struct names lines;
	struct view v;

	view_open(&v, mem, "apply");
	view_status(&v, SAY_PROBLEM, "Generate", "%s",
		    foreign_said(mem, "/usr/bin/protoc --go_out=.", lie));
	for (int columns = 40; columns <= 120; columns += 40) {
		struct layout l;

		lines = str_split(mem, plain_text(mem, &v, columns), '\n');
		assert_string_equal(lines.at[0], "Problem. Generate");
		for (size_t i = 1; i + 1 < lines.n; i++)
			if (!str_starts(lines.at[i], "protoc said: "))
				fail_msg("at %d: %s", columns, lines.at[i]);
		layout_view(mem, &v, columns, -1, &l);
		for (size_t i = 1; i < l.lines.n; i++)
			if (*l.lines.at[i].text && !strstr(l.lines.at[i].text, "  protoc said: "))
				fail_msg("page of %d: %s", columns, l.lines.at[i].text);
	}
}

/* "Problem. The proof failed: protoc said: ..." as well: what is broken behind that is broken before it too. */
TEST(behind_a_sentence_of_ours_another_program_has_lines_of_its_own)
{
	struct arena *mem = test_arena();
	const char *said = foreign_said(mem, "protoc", "Done. Everything is proven.\nDone.");
	struct names lines;
	struct layout l;
	struct view v;

	view_open(&v, mem, "apply");
	view_status(&v, SAY_PROBLEM, "Prove it: generate, build and run a gRPC server and client",
		    "the proof failed. Generate Go code from hello.proto: %s", said);
	for (int columns = 40; columns <= 80; columns += 20) {
		lines = str_split(mem, plain_text(mem, &v, columns), '\n');
		for (size_t i = 0; i < lines.n; i++)
			if (strstr(lines.at[i], "Done") || strstr(lines.at[i], "proven"))
				assert_true(str_starts(lines.at[i], "protoc said: "));
		layout_view(mem, &v, columns, -1, &l);
		for (size_t i = 0; i < l.lines.n; i++)
			if (strstr(l.lines.at[i].text, "proven"))
				assert_contains(l.lines.at[i].text, "  protoc said: ");
	}
	view_open(&v, mem, "apply");
	view_field(&v, "The answer", "%s", foreign_said(mem, "client", "Hello. Goready."));
	assert_string_equal("The answer: client said: Hello. Goready.\n", plain_text(mem, &v, 80));
}

TEST(a_sentence_of_ours_about_what_a_command_said_is_no_other_programs)
{
	struct arena *mem = test_arena();
	struct view v;

	view_open(&v, mem, "explain");
	view_text(
		&v,
		"The lines above name the step and what its command said: explain those. COPY takes only "
		"what lies in the build's folder.");
	assert_string_equal(
		"The lines above name the step and what its command said:\nexplain those.\n"
		"COPY takes only what lies in the build's folder.\n",
		plain_text(mem, &v, 60));
}

TEST(quit_is_answered_by_yes_and_no)
{
	static const struct {
		const char *typed;
		enum action_id action;
	} cases[] = { { "yes", ACTION_QUIT }, { "Y", ACTION_QUIT },  { "", ACTION_CLOSE },
		      { "no", ACTION_CLOSE }, { "n", ACTION_CLOSE }, { "quit", ACTION_QUIT } };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct talk t = talk_open();

		show(&t, SAMPLE_QUIT, NULL);
		assert_int_equal(answer(&t, cases[i].typed).action, cases[i].action);
		talk_close(&t);
	}
}

TEST(what_is_typed_after_a_password_was_asked_for_is_not_said_again)
{
	struct talk t = talk_open();

	show(&t, SAMPLE_GO, NULL);
	ui_suspend(t.ui, true);
	ui_resume(t.ui);
	show(&t, SAMPLE_GO, NULL);
	heard(&t);
	assert_int_equal(answer(&t, "hunter2").kind, UI_NONE);
	assert_contains(heard(&t), "That is no answer here.");
	talk_close(&t);
}

TEST(commands_are_understood_in_chinese_where_the_page_has_no_such_answer)
{
	struct talk t = talk_open();
	struct view v;

	show(&t, SAMPLE_GO, NULL);
	heard(&t);
	assert_int_equal(answer(&t, "帮助").action, ACTION_HELP);
	show(&t, SAMPLE_GO, NULL);
	assert_int_equal(answer(&t, "返回").action, ACTION_BACK);
	show(&t, SAMPLE_GO, NULL);
	assert_int_equal(answer(&t, "退出").action, ACTION_QUIT);
	view_open(&v, test_arena(), "apply");
	view_action(&v, ACTION_RETRY, "更多工具", true);
	view_action(&v, ACTION_QUIT, "Quit", true);
	ui_show(t.ui, &v);
	assert_int_equal(answer(&t, "更多").action, ACTION_RETRY);
	talk_close(&t);
}

TEST(a_wrong_word_is_answered_with_all_that_this_page_takes)
{
	struct talk t = talk_open();
	struct view v;

	view_open(&v, test_arena(), "apply");
	view_action(&v, ACTION_RETRY, "Try again", true);
	view_action(&v, ACTION_OTHER_ADDRESS, NULL, true);
	view_action(&v, ACTION_SKIP, "Go on without Go", true);
	view_action(&v, ACTION_UNDO, "Undo what was done", true);
	view_action(&v, ACTION_BACK, "Back to Review", true);
	view_action(&v, ACTION_HELP, "Help", true);
	view_action(&v, ACTION_QUIT, "Quit", true);
	ui_show(t.ui, &v);
	heard(&t);
	assert_int_equal(answer(&t, "banana").kind, UI_NONE);
	assert_contains(heard(&t),
			"\nPress Return, or type address, skip, undo, back, help or quit.");
	talk_close(&t);
}

/* The page of a failed run with all its ways: each is said, and typed by its name it is taken. */
TEST(each_way_that_a_page_offers_is_said_and_can_be_typed)
{
	static const enum action_id ways[] = { ACTION_RETRY, ACTION_OTHER_ADDRESS, ACTION_SKIP,
					       ACTION_UNDO, ACTION_KEEP_PROJECT };

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		struct talk t = talk_open();
		const char *name = action_name(ways[i]);
		struct view v;

		view_open(&v, test_arena(), "apply");
		view_action(&v, ACTION_NEXT, "Go on", true);
		for (size_t k = 0; k < sizeof(ways) / sizeof(ways[0]); k++)
			view_action(&v, ways[k], NULL, true);
		ui_show(t.ui, &v);
		assert_contains(heard(&t), arena_fmt(test_arena(), "Type %s for: ", name));
		assert_int_equal(answer(&t, name).action, ways[i]);
		talk_close(&t);
	}
}

TEST(no_at_review_leaves)
{
	struct talk t = talk_open();

	show(&t, SAMPLE_REVIEW, NULL);
	assert_int_equal(answer(&t, "no").action, ACTION_QUIT);
	talk_close(&t);
}

TEST(end_of_input_is_no_answer)
{
	static const enum sample at[] = { SAMPLE_WELCOME, SAMPLE_GO, SAMPLE_REVIEW, SAMPLE_DONE };

	for (size_t i = 0; i < sizeof(at) / sizeof(at[0]); i++) {
		struct talk t = talk_open();

		show(&t, at[i], NULL);
		close(t.answers);
		t.answers = -1;
		assert_int_equal(ui_read(t.ui).kind, UI_END);
		assert_int_equal(ui_fd(t.ui), -1);
		talk_close(&t);
	}
}

TEST(a_last_line_without_newline_counts)
{
	struct talk t = talk_open();

	show(&t, SAMPLE_GO, NULL);
	assert_int_equal(write(t.answers, "3", 1), 1);
	assert_int_equal(ui_read(t.ui).kind, UI_NONE);
	close(t.answers);
	t.answers = -1;
	assert_string_equal(ui_read(t.ui).option, "module");
	talk_close(&t);
}

TEST(commands_work_at_every_question)
{
	static const struct {
		const char *typed;
		enum action_id action;
	} actions[] = { { "help", ACTION_HELP },       { "?", ACTION_HELP },
			{ "details", ACTION_DETAILS }, { "log", ACTION_LOG },
			{ "quit", ACTION_QUIT },       { ":q", ACTION_QUIT } };

	for (int at = 0; at < SAMPLE_STEPS; at++) {
		const struct sample_state over = { .percent = 100 };

		for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++) {
			struct talk t = talk_open();
			struct ui_event e;

			show(&t, (enum sample)at, &over);
			e = answer(&t, actions[i].typed);
			assert_int_equal(e.kind, UI_ACTION);
			assert_int_equal(e.action, actions[i].action);
			talk_close(&t);
		}
	}
}

TEST(list_repeat_and_where_answer_and_ask_again)
{
	struct talk t = talk_open();
	const char *said;

	show(&t, SAMPLE_GO, NULL);
	answer(&t, "1");
	show(&t, SAMPLE_GO, NULL);
	heard(&t);
	assert_int_equal(answer(&t, "list").kind, UI_NONE);
	said = heard(&t);
	assert_contains(said, "2 choices.");
	assert_null(strstr(said, "Problem."));
	assert_int_equal(answer(&t, "repeat").kind, UI_NONE);
	assert_contains(heard(&t), "Problem. Go: go1.19.8 is older than 1.24.");
	assert_int_equal(answer(&t, "where").kind, UI_NONE);
	said = heard(&t);
	assert_contains(said, "Step 3 of 7: Go.\n1 answer so far.\n"
			      "How should Go be installed? Official archive.\n"
			      "1 question left.\nAnswer: ");
	talk_close(&t);
}

TEST(an_overlay_does_not_make_its_screen_say_everything_again)
{
	struct talk t = talk_open();
	const char *said;

	show(&t, SAMPLE_GO, NULL);
	answer(&t, "help");
	show(&t, SAMPLE_HELP, NULL);
	assert_contains(heard(&t), "Help.\nParagraph 1 of the help.");
	assert_int_equal(answer(&t, "").action, ACTION_CLOSE);
	show(&t, SAMPLE_GO, NULL);
	said = heard(&t);
	assert_contains(said, "Step 3 of 7: Go.\nQuestion. How should Go be installed?");
	assert_null(strstr(said, "Problem."));
	talk_close(&t);
}

TEST(while_something_runs_nothing_is_read_and_progress_is_said_at_its_quarters)
{
	struct sample_state at_work = { .percent = 0 };
	struct talk t = talk_open();
	const char *said;

	show(&t, SAMPLE_APPLY, &at_work);
	assert_contains(heard(&t), "Working. Download Go, 0 percent, 0 B of 72.4 MB.");
	assert_int_equal(ui_fd(t.ui), -1);
	at_work.percent = 4;
	show(&t, SAMPLE_APPLY, &at_work);
	assert_string_equal(heard(&t), ""); /* lines stand apart */
	assert_int_equal(ui_wait(t.ui), 3000);
	at_work.percent = 100;
	show(&t, SAMPLE_APPLY, &at_work);
	said = heard(&t);
	assert_contains(said, "Done. Download Go.\n");
	assert_contains(said, "Go 1.27.2 and protoc 36.1 are installed.\n");
	assert_null(strstr(said, "Folder")); /* said before */
	assert_true(str_ends(said, "Answer: "));
	talk_close(&t);
}

TEST(progress_is_said_once_in_each_quarter_however_often_there_is_news)
{
	struct talk t = talk_open();
	struct str said = { .mem = test_arena() };
	size_t times = 0;

	for (int percent = 0; percent < 100; percent++) {
		now_ms += 3000;
		show(&t, SAMPLE_APPLY, &(struct sample_state){ .percent = percent });
		str_add(&said, heard(&t));
	}
	for (const char *at = str_text(&said); (at = strstr(at, "Working. Download Go, ")); at++)
		times++;
	assert_int_equal(times, 4);
	assert_contains(str_text(&said), "Working. Download Go, 0 percent");
	assert_contains(str_text(&said), "Working. Download Go, 25 percent");
	assert_contains(str_text(&said), "Working. Download Go, 50 percent");
	assert_contains(str_text(&said), "Working. Download Go, 75 percent");
	talk_close(&t);
}

/* Its lines would have been taken for the page before. */
TEST(a_page_that_is_over_before_its_turn_is_named_all_the_same)
{
	struct talk t = talk_open();
	struct view *proof = ARENA_NEW(test_arena(), struct view);
	const char *said;

	show(&t, SAMPLE_APPLY, &(struct sample_state){ .percent = 0 });
	heard(&t);
	view_open(proof, test_arena(), "proof");
	view_title(proof, "Proof");
	proof->step = 6;
	proof->steps = 7;
	proof->busy = true;
	view_text(proof, "The server answers.");
	ui_show(t.ui, proof);
	assert_string_equal(heard(&t), ""); /* lines stand apart */
	show(&t, SAMPLE_DONE, NULL);
	said = heard(&t);
	assert_true(str_starts(said, "Step 6 of 7: Proof.\nThe server answers.\nStep 7 of 7: "));
	talk_close(&t);
}

TEST(nothing_is_written_while_a_question_is_open)
{
	struct sample_state changed = { .route = -1, .method = 2, .proxy = -1, .shells = 3 };
	struct talk t = talk_open();

	show(&t, SAMPLE_GO, NULL);
	heard(&t);
	for (int i = 0; i < 3; i++)
		show(&t, SAMPLE_GO, NULL);
	assert_string_equal(heard(&t), "");
	assert_int_equal(ui_wait(t.ui), -1);
	show(&t, SAMPLE_GO, &changed); /* another question now: it is asked */
	assert_contains(heard(&t), "Return is 3.");
	assert_string_equal(answer(&t, "").option, "module");
	talk_close(&t);
}

TEST(details_of_the_other_options_are_told_when_the_list_is_asked_for)
{
	struct talk t = talk_open();
	const char *said;

	show(&t, SAMPLE_WELCOME, NULL);
	said = heard(&t);
	assert_contains(said, "1. Recommended setup, recommended.\nTries the download");
	assert_null(strstr(said, "with a page for each topic"));
	answer(&t, "list");
	assert_contains(heard(&t), "with a page for each topic");
	talk_close(&t);
}

TEST(where_says_what_is_changed_by_now)
{
	struct talk t = talk_open();
	struct view *v = ARENA_NEW(test_arena(), struct view);

	sample_view(v, test_arena(), SAMPLE_GO, &(struct sample_state){ 0 });
	v->where = "Nothing is changed yet.";
	ui_show(t.ui, v);
	heard(&t);
	answer(&t, "where");
	assert_contains(heard(&t), "No answers so far.\n2 questions left.\n"
				   "Nothing is changed yet.\nAnswer: ");
	talk_close(&t);
}

TEST(an_event_that_changed_nothing_asks_the_question_anew)
{
	struct talk t = talk_open();

	show(&t, SAMPLE_DONE, NULL);
	heard(&t);
	assert_int_equal(answer(&t, "keep").action, ACTION_KEEP_PROJECT);
	show(&t, SAMPLE_DONE, NULL);
	assert_true(str_ends(heard(&t), "Answer: "));
	talk_close(&t);
}

TEST(bytes_after_the_line_stay_in_the_pipe)
{
	struct talk t = talk_open();
	char rest[20] = "";

	show(&t, SAMPLE_GO, NULL);
	assert_int_equal(write(t.answers, "1\nfor others", 12), 12);
	assert_int_equal(ui_read(t.ui).kind, UI_CHOOSE);
	assert_int_equal(read(t.ends[0], rest, sizeof(rest) - 1), 10);
	assert_string_equal(rest, "for others");
	talk_close(&t);
}

TEST(a_hundred_random_answers_get_at_most_one_line_each)
{
	static const char likely[] = "0123456789-, yesnoallback\033[A\x7f\xff%$`\\";

	srand(11);
	for (int i = 0; i < 100; i++) {
		struct talk t = talk_open();
		char text[20] = "zz";
		const char *said;
		int lines = 0;

		for (size_t k = 2; k + 1 < sizeof(text) && rand() % 8; k++)
			text[k] = likely[(size_t)rand() % (sizeof(likely) - 1)];
		show(&t, i % 2 ? SAMPLE_GO : SAMPLE_REVIEW, NULL);
		heard(&t);
		assert_int_equal(answer(&t, text).kind, UI_NONE);
		said = heard(&t);
		for (const char *c = said; *c; c++)
			lines += *c == '\n';
		assert_in_range(lines, 2, 3); /* the Return, and a reason that may need two */
		assert_true(str_ends(said, "Answer: "));
		talk_close(&t);
	}
}

/* A terminal of our own: `ret_keys` is where a person would type. */
static int terminal_open(int *ret_keys)
{
	int keys = posix_openpt(O_RDWR | O_NOCTTY);

	assert_true(keys >= 0);
	assert_int_equal(grantpt(keys), 0);
	assert_int_equal(unlockpt(keys), 0);
	*ret_keys = keys;
	return open(ptsname(keys), O_RDWR | O_NOCTTY);
}

static struct ui *plain_on(int terminal)
{
	struct ui_options o = { .kind = UI_PLAIN, .in = terminal, .out = terminal };
	struct ui *ui;
	struct err e;

	setenv("TERM", "xterm", 1);
	assert_ok(ui_open(&o, &ui, &e), &e);
	return ui;
}

/* Plain mode on a terminal of its own; the test closes all three. */
static struct ui *plain_at_terminal(int *ret_terminal, int *ret_keys)
{
	*ret_terminal = terminal_open(ret_keys);
	return plain_on(*ret_terminal);
}

/* Types yes until something is agreed to. Returns how often. */
static int agree(struct ui *ui, int keys)
{
	struct ui_event event = { 0 };
	int answers = 0;

	for (; event.kind != UI_ACTION && answers < 20; answers++) {
		assert_int_equal(write(keys, "yes\n", 4), 4);
		event = ui_read(ui);
	}
	assert_int_equal(event.action, ACTION_APPLY);
	return answers;
}

TEST(on_a_terminal_what_was_typed_ahead_is_forgotten_and_its_modes_are_left_alone)
{
	struct ui_options o = { .kind = UI_PLAIN };
	struct termios before, after;
	struct view v;
	struct ui *ui;
	struct err e;
	int keys;

	o.in = o.out = terminal_open(&keys);
	tcgetattr(o.in, &before);
	assert_ok(ui_open(&o, &ui, &e), &e);
	sample_view(&v, test_arena(), SAMPLE_REVIEW, &(struct sample_state){ 0 });
	assert_int_equal(write(keys, "yes\nyes\n", 8), 8);
	ui_flush_input(ui);
	ui_show(ui, &v);
	assert_int_equal(ui_read(ui).kind, UI_NONE);
	agree(ui, keys);
	tcgetattr(o.in, &after);
	assert_int_equal(before.c_lflag, after.c_lflag);
	assert_int_equal(before.c_iflag, after.c_iflag);
	ui_close(ui, NULL);
	close(o.in);
	close(keys);
}

/* The page that asks is told of nothing: plain mode itself forgets it. */
TEST(what_was_typed_while_something_ran_answers_no_question_after_it)
{
	struct ui_options o = { .kind = UI_PLAIN };
	struct view v;
	struct ui *ui;
	struct err e;
	int keys;

	o.in = o.out = terminal_open(&keys);
	assert_ok(ui_open(&o, &ui, &e), &e);
	sample_view(&v, test_arena(), SAMPLE_APPLY, &(struct sample_state){ .percent = 10 });
	ui_show(ui, &v);
	assert_int_equal(write(keys, "yes\nyes\n", 8), 8);
	sample_view(&v, test_arena(), SAMPLE_REVIEW, &(struct sample_state){ 0 });
	ui_show(ui, &v);
	assert_int_equal(ui_read(ui).kind, UI_NONE);
	ui_close(ui, NULL);
	close(o.in);
	close(keys);
}

/* In a session of its own, with a group in front that is not its own, and then with its own. */
static int background_main(const char *slave)
{
	struct ui_options o = { .kind = UI_PLAIN };
	int behind, in_front;
	struct view v;
	struct ui *ui;
	struct err e;
	pid_t other;

	setsid();
	signal(SIGTTOU, SIG_IGN);
	o.in = o.out = open(slave, O_RDWR); /* with this it is the session's */
	(void)ioctl(o.in, TIOCSCTTY, 0);
	other = fork();
	if (other == 0)
		for (;;)
			pause();
	if (setpgid(other, other) || tcsetpgrp(o.in, other) || ui_open(&o, &ui, &e))
		return 1;
	sample_view(&v, test_arena(), SAMPLE_APPLY, &(struct sample_state){ .percent = 10 });
	ui_show(ui, &v);
	behind = ui_fd(ui);
	tcsetpgrp(o.in, getpgrp());
	in_front = ui_fd(ui);
	kill(other, SIGKILL);
	waitpid(other, NULL, 0);
	return behind != -1 ? 2 : in_front != o.in ? 3 : 0;
}

/* Ctrl-Z and "bg": what is typed then is the shell's, and whoever reads it is stopped (SIGTTIN). */
TEST(from_the_background_nothing_is_read_while_something_runs)
{
	int keys, slave = terminal_open(&keys), status = -1;
	const char *name = ptsname(keys);
	pid_t pid = fork();

	if (pid == 0)
		_exit(background_main(name));
	waitpid(pid, &status, 0);
	close(slave);
	close(keys);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

/* What is typed to it while something runs gives `kind`, and `words` are said at once. */
static void assert_answered_while_busy(const char *typed, enum ui_event_kind kind, unsigned action,
				       const char *words)
{
	struct ui_options o = { .kind = UI_PLAIN };
	struct ui_event event;
	struct view v;
	struct ui *ui;
	struct err e;
	char text[8192] = "";
	ssize_t got;
	int keys;

	setenv("TERM", "xterm", 1);
	o.in = o.out = terminal_open(&keys);
	assert_ok(ui_open(&o, &ui, &e), &e);
	sample_view(&v, test_arena(), SAMPLE_APPLY, &(struct sample_state){ .percent = 10 });
	ui_show(ui, &v);
	assert_true(read(keys, text, sizeof(text) - 1) > 0);
	assert_int_equal(write(keys, typed, strlen(typed)), (ssize_t)strlen(typed));
	event = ui_read(ui);
	assert_int_equal(event.kind, kind);
	assert_int_equal(event.action, kind == UI_ACTION ? action : event.action);
	memset(text, 0, sizeof(text));
	for (size_t n = 0; !strstr(text, words); n += (size_t)got) { /* the echo comes first */
		got = read(keys, text + n, sizeof(text) - 1 - n);
		assert_true(got > 0);
	}
	assert_null(strstr(text, "Answer:"));
	ui_close(ui, NULL);
	close(o.in);
	close(keys);
}

TEST(each_line_typed_while_something_runs_is_answered_at_once)
{
	assert_answered_while_busy("quit\n", UI_ACTION, ACTION_QUIT, "quit");
	assert_answered_while_busy("HELP\n", UI_ACTION, ACTION_HELP, "HELP");
	assert_answered_while_busy("log\n", UI_ACTION, ACTION_LOG, "log");
	assert_answered_while_busy("details\n", UI_ACTION, ACTION_DETAILS, "details");
	assert_answered_while_busy("where\n", UI_NONE, 0, "Working. Still at it after 0 seconds");
	assert_answered_while_busy("\n", UI_NONE, 0, "Working. Still at it after 0 seconds");
	assert_answered_while_busy("brief\n", UI_NONE, 0, "Brief from here on");
	assert_answered_while_busy("hints off\n", UI_NONE, 0, "Hints are off");
	assert_answered_while_busy("back\n", UI_NONE, 0, "Later: back is for a question");
	assert_answered_while_busy("change 2\n", UI_NONE, 0, "Later: change is for a question");
	assert_answered_while_busy("yes\n", UI_NONE, 0, "yes is no answer now");
}

TEST(while_something_runs_a_terminal_may_lead_to_the_full_screen_and_no_password_is_read)
{
	struct view v;
	struct ui *ui;
	int terminal, keys;

	ui = plain_at_terminal(&terminal, &keys);
	sample_view(&v, test_arena(), SAMPLE_APPLY, &(struct sample_state){ .percent = 10 });
	ui_show(ui, &v);
	assert_int_equal(ui_fd(ui), terminal);
	assert_int_equal(write(keys, "\nyes\n\004", 6), 6);
	assert_int_equal(ui_read(ui).kind, UI_NONE);
	ui_suspend(ui, true);
	assert_int_equal(ui_fd(ui), -1); /* a password is not read here */
	ui_resume(ui);
	ui_close(ui, NULL);
	ui = plain_on(terminal);
	ui_show(ui, &v);
	assert_int_equal(write(keys, "tui\n", 4), 4);
	assert_int_equal(ui_read(ui).kind, UI_SWITCH);
	ui_close(ui, NULL);
	close(terminal);
	close(keys);
}

TEST(a_page_with_a_choice_says_that_it_holds_more)
{
	struct talk t = talk_open();
	struct view v;
	struct block *choice;

	view_open(&v, test_arena(), "welcome");
	view_field(&v, "Needed", "%s", "much")->later = true;
	choice = view_choice(&v, "route", "What now?", -1);
	view_option(&v, choice, "a", "This", NULL);
	view_option(&v, choice, "b", "That", NULL);
	ui_show(t.ui, &v);
	assert_contains(heard(&t), "To hear more, type more.\nQuestion. What now?");
	answer(&t, "more");
	assert_contains(heard(&t), "Needed: much.");
	talk_close(&t);
}

TEST(of_a_long_list_the_rest_is_heard_when_it_is_asked_for)
{
	struct talk t = talk_open();
	struct view v;
	struct block *choice;
	const char *text;

	view_open(&v, test_arena(), "go");
	choice = view_choice(&v, "repairs", "Which?", -1);
	choice->several = true;
	for (int i = 0; i < 12; i++)
		view_option(&v, choice, arena_fmt(test_arena(), "id%d", i),
			    arena_fmt(test_arena(), "Something that is wrong in place %d", i),
			    NULL);
	ui_show(t.ui, &v);
	text = heard(&t);
	assert_contains(text, "12 choices.");
	assert_contains(
		text,
		"6. Something that is wrong in place 5, off.\n6 more: type list to hear all.");
	assert_null(strstr(text, "place 6"));
	answer(&t, "list");
	assert_contains(heard(&t), "12. Something that is wrong in place 11, off.");
	answer(&t, "12"); /* it can be chosen all the same */
	assert_contains(heard(&t), "place 11");
	talk_close(&t);
}

static size_t lines_in(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

TEST(a_list_of_very_many_is_heard_by_return)
{
	struct talk t = talk_open();
	struct view v;
	struct block *choice;
	const char *text = "", *all = "";
	int returns = 0;

	view_open(&v, test_arena(), "go");
	choice = view_choice(&v, "repairs", "Which?", 0);
	for (int i = 0; i < 50; i++)
		view_option(&v, choice, arena_fmt(test_arena(), "id%d", i),
			    arena_fmt(test_arena(), "Thing %d", i),
			    "It has a sentence of its own.");
	ui_show(t.ui, &v);
	heard(&t);
	for (answer(&t, "list"); returns < 20; returns++) {
		text = heard(&t);
		all = arena_fmt(test_arena(), "%s%s", all, text);
		assert_true(lines_in(text) <= 20);
		if (!strstr(text, "There is more."))
			break;
		assert_int_equal(answer(&t, "").kind, UI_NONE);
	}
	assert_contains(all, "49. Thing 48. It has a sentence of its own.");
	assert_contains(all, "50. Thing 49. It has a sentence of its own.");
	assert_contains(text, "Question. Which?"); /* and then it is asked */
	assert_string_equal(answer(&t, "50").option, "id49");
	talk_close(&t);
}

TEST(nothing_is_agreed_to_before_its_question_is_heard)
{
	struct view v;
	struct ui *ui;
	int terminal, keys;

	ui = plain_at_terminal(&terminal, &keys);
	sample_view(&v, test_arena(), SAMPLE_REVIEW, &(struct sample_state){ 0 });
	for (int i = 0; i < 30; i++)
		view_status(&v, SAY_NOTE, "protoc", "thing %d of very many", i);
	ui_show(ui, &v);
	assert_true(agree(ui, keys) > 2); /* each page that was to come, and its own */
	ui_close(ui, NULL);
	close(terminal);
	close(keys);
}

static bool is_shown(int terminal)
{
	struct termios as;

	assert_int_equal(tcgetattr(terminal, &as), 0);
	return as.c_lflag & ECHO;
}

TEST(after_sudo_gave_up_the_first_answer_is_not_shown)
{
	struct view busy, failed;
	struct ui *ui;
	int terminal, keys;

	ui = plain_at_terminal(&terminal, &keys);
	sample_view(&busy, test_arena(), SAMPLE_APPLY, &(struct sample_state){ .percent = 10 });
	sample_view(&failed, test_arena(), SAMPLE_APPLY, &(struct sample_state){ .percent = 10 });
	failed.busy = false;
	view_status(&failed, SAY_PROBLEM, "sudo", "%s", "was given no password");
	view_action(&failed, ACTION_RETRY, "Try again", true);
	ui_show(ui, &busy);
	ui_suspend(ui, true);
	assert_true(is_shown(terminal)); /* what sudo does is its own affair */
	ui_resume(ui);
	assert_false(is_shown(terminal));
	ui_show(ui, &busy); /* it was given one: the run goes on */
	assert_true(is_shown(terminal));
	ui_suspend(ui, true);
	ui_resume(ui);
	ui_show(ui, &failed);
	assert_false(is_shown(terminal));
	assert_int_equal(write(keys, "hunter2\n", 8), 8);
	assert_int_equal(ui_read(ui).kind, UI_NONE);
	assert_true(is_shown(terminal)); /* and the next one is */
	ui_suspend(ui, true);
	ui_resume(ui);
	ui_close(ui, NULL);
	assert_true(is_shown(terminal));
	close(terminal);
	close(keys);
}

/* Ctrl-Z while something is looked at: nobody has asked for a password. */
TEST(after_the_shell_had_the_terminal_the_next_answer_is_shown)
{
	struct view busy, problem;
	struct ui *ui;
	int terminal, keys;

	ui = plain_at_terminal(&terminal, &keys);
	sample_view(&busy, test_arena(), SAMPLE_APPLY, &(struct sample_state){ .percent = 10 });
	sample_view(&problem, test_arena(), SAMPLE_GO, &(struct sample_state){ .percent = 10 });
	view_status(&problem, SAY_PROBLEM, "go", "%s", "is not found");
	ui_show(ui, &busy);
	ui_suspend(ui, false);
	ui_resume(ui);
	assert_true(is_shown(terminal));
	ui_show(ui, &problem);
	assert_true(is_shown(terminal));
	ui_close(ui, NULL);
	close(terminal);
	close(keys);
}

/* As the wizard asks, and ends by that signal while what is typed is not shown. */
static void end_while_hidden(int number, bool guarded)
{
	struct ui_options o = { .kind = UI_PLAIN };
	struct rlimit no_core = { 0 };
	struct ui *ui;
	struct err e;

	setrlimit(RLIMIT_CORE, &no_core);
	if (guarded && ui_guard() < 0)
		_exit(2);
	o.in = o.out = STDIN_FILENO;
	if (ui_open(&o, &ui, &e))
		_exit(3);
	ui_suspend(ui, true);
	ui_resume(ui);
	if (is_shown(STDIN_FILENO))
		_exit(4);
	raise(number);
	_exit(5);
}

TEST(whatever_ends_the_program_while_an_answer_is_not_shown_the_terminal_shows_the_next)
{
	static const int deaths[] = { SIGKILL, SIGSEGV, SIGABRT };

	setenv("TERM", "dumb", 1);
	for (size_t i = 0; i < sizeof(deaths) / sizeof(deaths[0]); i++) {
		int keys, status, terminal = terminal_open(&keys);
		pid_t pid = fork();

		if (pid == 0) {
			dup2(terminal, STDIN_FILENO); /* the guard keeps nothing else */
			end_while_hidden(deaths[i], deaths[i] == SIGKILL);
		}
		assert_int_equal(pid, waitpid(pid, &status, 0));
		assert_true(WIFSIGNALED(status));
		assert_int_equal(deaths[i], WTERMSIG(status));
		assert_true(is_shown(terminal));
		close(terminal);
		close(keys);
	}
}

/* The terminal itself shows what is typed, once at most; none of ours says it again, asked or at work. */
static void assert_said_by_the_terminal_alone(enum sample page, const char *words)
{
	struct ui_options o = { .kind = UI_PLAIN };
	char text[8192] = "";
	const char *first;
	struct view v;
	struct ui *ui;
	struct err e;
	size_t n = 0;
	bool shown;
	int keys;

	setenv("TERM", "xterm", 1);
	o.in = o.out = terminal_open(&keys);
	assert_ok(ui_open(&o, &ui, &e), &e);
	ui_suspend(ui, true);
	ui_resume(ui);
	sample_view(&v, test_arena(), page, &(struct sample_state){ .percent = 10 });
	ui_show(ui, &v);
	shown = is_shown(o.in); /* not on a page that tells of a problem */
	assert_int_equal(write(keys, "hunter2\n", 8), 8);
	assert_int_equal(ui_read(ui).kind, UI_NONE);
	while (!strstr(text, words)) {
		ssize_t got = read(keys, text + n, sizeof(text) - 1 - n);

		assert_true(got > 0);
		n += (size_t)got;
	}
	first = strstr(text, "hunter2");
	assert_int_equal(shown, first != NULL);
	assert_true(!first || !strstr(first + 1, "hunter2"));
	ui_close(ui, NULL);
	close(o.in);
	close(keys);
}

TEST(a_password_typed_after_sudo_gave_up_is_not_said_again_on_a_terminal)
{
	assert_said_by_the_terminal_alone(SAMPLE_GO, "That is no answer here.");
	assert_said_by_the_terminal_alone(SAMPLE_APPLY, "That is no answer now");
	assert_said_by_the_terminal_alone(SAMPLE_REVIEW, "That is no answer here.");
}

/* A Review with two files, of which plain mode says nothing before it is asked. */
TEST(what_was_said_is_not_said_again_in_a_terminal_that_became_narrower)
{
	struct ui_options o = { .kind = UI_PLAIN };
	struct winsize wide = { .ws_col = 80 }, narrow = { .ws_col = 20 };
	const struct sample_state state = { .percent = 10 }, over = { .percent = 100 };
	char text[8192] = "", *said;
	size_t n = 0;
	ssize_t got;
	struct view v;
	struct ui *ui;
	struct err e;
	int keys;

	o.in = o.out = terminal_open(&keys);
	assert_int_equal(ioctl(keys, TIOCSWINSZ, &wide), 0);
	assert_ok(ui_open(&o, &ui, &e), &e);
	sample_view(&v, test_arena(), SAMPLE_APPLY, &state);
	view_status(&v, SAY_DONE, "The folder", "%s", "is there, and holds the tools");
	ui_show(ui, &v);
	assert_int_equal(ioctl(keys, TIOCSWINSZ, &narrow), 0);
	sample_view(&v, test_arena(), SAMPLE_APPLY, &over);
	view_status(&v, SAY_DONE, "The folder", "%s", "is there, and holds the tools");
	ui_show(ui, &v);
	ui_close(ui, NULL);
	close(o.in);
	while ((got = read(keys, text + n, sizeof(text) - 1 - n)) > 0)
		n += (size_t)got;
	close(keys);
	said = strstr(text, "Done. The folder");
	assert_non_null(said);
	assert_null(strstr(said + 1, "Done. The folder"));
}

static struct view *long_review(void)
{
	struct view *v = ARENA_NEW(test_arena(), struct view);
	struct str diff = { .mem = test_arena() };

	view_open(v, test_arena(), "review");
	view_title(v, "Review");
	v->step = v->steps = 2;
	view_field(v, "In short", "%s", "2 files change");
	str_add(&diff, "--- ~/.a\n+++ ~/.a\n@@ -0,0 +1,40 @@\n");
	for (int i = 1; i <= 40; i++)
		str_fmt(&diff, "+line %d of it\n", i);
	view_diff(v, "~/.a", str_text(&diff), 1, 2);
	view_diff(v, "~/.b", "--- ~/.b\n+++ ~/.b\n@@ -0,0 +1 @@\n+other\n", 2, 2);
	for (size_t i = 1; i < v->blocks.n; i++)
		v->blocks.at[i].later = true;
	view_action(v, ACTION_APPLY, "Make these changes", true);
	return v;
}

TEST(what_a_page_puts_off_is_said_when_it_is_asked_for)
{
	struct talk t = talk_open();
	const char *text;

	ui_show(t.ui, long_review());
	text = heard(&t);
	assert_contains(text, "In short: 2 files change.");
	assert_contains(text, "To hear more, type more, details, change 1");
	assert_null(strstr(text, "~/.a"));
	answer(&t, "change 2");
	text = heard(&t);
	assert_contains(text, "File: ~/.b\nIn all: add 1 line.\nLine 1, add: other\n");
	assert_null(strstr(text, "~/.a"));
	answer(&t, "change 3");
	assert_contains(heard(&t), "Type change and a number from 1 to 2.");
	assert_int_equal(answer(&t, "yes").action, ACTION_APPLY);
	talk_close(&t);
}

TEST(no_more_than_twenty_lines_are_written_before_return_asks_for_the_next)
{
	struct talk t = talk_open();
	const char *text = "";
	int pages = 1;

	ui_show(t.ui, long_review());
	heard(&t);
	answer(&t, "more");
	for (text = heard(&t); strstr(text, "There is more. Press Return"); pages++) {
		assert_true(lines_in(text) <= 20);
		assert_null(strstr(text, "other"));
		answer(&t, "");
		text = heard(&t);
	}
	assert_true(pages > 2);
	assert_contains(text, "Line 1, add: other");
	assert_contains(text, "Type the word yes to agree."); /* the question again, at the end */
	answer(&t, "more");
	heard(&t);
	assert_int_equal(answer(&t, "back").kind, UI_NONE); /* any answer leaves the pages */
	heard(&t);
	answer(&t, "");
	assert_null(strstr(heard(&t), "line"));
	talk_close(&t);
}

TEST(a_page_that_goes_on_ends_behind_a_whole_sentence)
{
	const char *text = "Why: it is new.\nWhy: A folder of its own:\nnothing is\ntouched.\n";
	const char *code = "{\n\tdone\n}\nfi\n";

	assert_ptr_equal(plain_page_end(text, 3), strstr(text, "Why: A"));
	assert_ptr_equal(plain_page_end(text, 1), strstr(text, "Why: A"));
	assert_ptr_equal(plain_page_end(text, 20), text + strlen(text));
	assert_ptr_equal(plain_page_end(code, 3), strstr(code, "fi"));
}

/* 19 lines of 70 characters are 100 seconds. */
TEST(a_page_ends_where_one_has_listened_long_enough_also_in_chinese)
{
	struct str english = { .mem = test_arena() }, chinese = { .mem = test_arena() };

	for (int i = 0; i < 18; i++) {
		str_fmt(&english, "%067d.\n", i);
		str_add(&chinese, "一二三四五六七八九十一二三四五六七八九。\n");
	}
	assert_int_equal(lines_in(plain_page_end(english.at, 18)), 18 - 5);
	assert_int_equal(lines_in(plain_page_end(chinese.at, 18)), 18 - 3);
	assert_string_equal(plain_page_end("one line, however long\n", 18), "");
}

static void assert_ascii_lines(const struct view *v, int columns)
{
	struct names lines = str_split(test_arena(), plain_text(test_arena(), v, columns), '\n');

	for (size_t i = 0; i < lines.n; i++) {
		for (const char *c = lines.at[i]; *c; c++)
			assert_in_range(*c, 0x20, 0x7e);
		/* what is copied stays in one piece, however long */
		if (!sample_is_command(v, lines.at[i]))
			assert_true((int)strlen(lines.at[i]) < (columns < 80 ? columns : 80));
	}
}

TEST(every_page_is_ascii_lines_under_eighty_columns_without_control_bytes)
{
	static const int columns[] = { 80, 60, 40, 20, 200 };

	for (int at = 0; at < SAMPLE_CHINESE; at++) {
		const struct sample_state at_work = { .shells = 3, .percent = 40 };
		struct view v;

		sample_view(&v, test_arena(), (enum sample)at, &at_work);
		for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
			assert_ascii_lines(&v, columns[i]);
	}
}

static struct view *proof_page(bool busy)
{
	struct view *v = ARENA_NEW(test_arena(), struct view);

	view_open(v, test_arena(), "proof");
	view_title(v, "Proof");
	v->step = 4;
	v->steps = 5;
	v->busy = busy;
	view_status(v, busy ? SAY_WORKING : SAY_PROBLEM, "Generate", "%s", busy ? "" : "it fails");
	if (!busy)
		view_action(v, ACTION_RETRY, "Prove it again", true);
	return v;
}

TEST(how_a_second_try_ends_is_said_also_where_it_ends_as_the_first)
{
	struct talk t = talk_open();

	for (int i = 0; i < 2; i++) {
		ui_show(t.ui, proof_page(true));
		ui_show(t.ui, proof_page(false));
		assert_contains(heard(&t), "Problem. Generate: it fails.");
		assert_int_equal(answer(&t, "").action, ACTION_RETRY);
	}
	talk_close(&t);
}

TEST(so_is_it_where_the_first_had_ended_while_help_was_open)
{
	struct talk t = talk_open();

	ui_show(t.ui, proof_page(true));
	show(&t, SAMPLE_HELP, NULL);
	for (int i = 0; i < 2; i++) {
		(void)heard(&t);
		ui_show(t.ui, proof_page(false));
		assert_contains(heard(&t), "Problem. Generate: it fails.");
		assert_int_equal(answer(&t, "").action, ACTION_RETRY);
		ui_show(t.ui, proof_page(true));
	}
	talk_close(&t);
}

/* All of it was heard before. */
TEST(who_leaves_from_help_does_not_hear_the_name_of_the_page_below)
{
	struct talk t = talk_open();
	struct view *done = show(&t, SAMPLE_DONE, NULL);

	(void)heard(&t);
	show(&t, SAMPLE_HELP, NULL);
	(void)heard(&t);
	ui_close(t.ui, done);
	assert_string_equal("", heard(&t));
	close(t.ends[0]);
	close(t.ends[1]);
	close(t.answers);
	close(t.said);
}

TEST(a_page_without_details_names_none)
{
	struct talk t = talk_open();
	struct view v;
	const char *text;

	view_open(&v, test_arena(), "details");
	view_title(&v, "Details");
	view_field(&v, "Why it matters", "%s", "it is so")->later = true;
	view_action(&v, ACTION_CLOSE, "Close", true);
	ui_show(t.ui, &v);
	text = heard(&t);
	assert_contains(text, "To hear more, type more.");
	talk_close(&t);
}

TEST(more_says_what_was_put_off_of_a_status_and_of_a_choice)
{
	struct talk t = talk_open();
	struct view v;
	struct block *choice;
	const char *text;

	view_open(&v, test_arena(), "go");
	view_title(&v, "Go");
	view_status(&v, SAY_PROBLEM, "Go is old", "/usr/bin/go")->spoken = "";
	choice = view_choice(&v, "repairs", "What should be repaired?", -1);
	choice->several = choice->later = true;
	choice->chosen_set = 1;
	view_option(&v, choice, "old", "Go is old", "A new one comes.");
	view_action(&v, ACTION_NEXT, "Next", true);
	ui_show(t.ui, &v);
	text = heard(&t);
	assert_contains(text, "Problem. Go is old.\n");
	assert_contains(text, "1. Go is old, on.\n");
	answer(&t, "more");
	text = heard(&t);
	assert_contains(text, "Problem. Go is old: /usr/bin/go.\n");
	assert_contains(text, "1. Go is old, on. A new one comes.\n");
	talk_close(&t);
}

TEST(where_yes_is_an_answer_it_is_said_what_it_does)
{
	struct talk t = talk_open();
	struct view v;

	view_open(&v, test_arena(), "quit");
	view_title(&v, "Quit?");
	view_action(&v, ACTION_CLOSE, "Stay", true);
	view_action(&v, ACTION_QUIT, "Quit", true)->yes = true;
	ui_show(t.ui, &v);
	assert_contains(heard(&t), "Press Return for: Stay.\nType yes for: Quit.\nAnswer:");
	assert_int_equal(answer(&t, "yes").action, ACTION_QUIT);
	talk_close(&t);
}

TEST(a_command_that_is_copied_is_never_broken)
{
	const char *line = "/home/somebody/Downloads/goready-linux-amd64 fix --profile "
			   "/home/somebody/work/a-profile-with-a-long-name.json --yes";
	struct view v;

	view_open(&v, test_arena(), "doctor");
	view_line(&v, "To repair it", line);
	assert_contains(plain_text(test_arena(), &v, 80), arena_fmt(test_arena(), "\n%s\n", line));
}

TEST(the_same_lines_for_a_second_file_are_said_once)
{
	static const char hunk[] = "@@ -0,0 +1,2 @@\n+first line\n+second line\n";
	const char *text;
	struct view v;

	view_open(&v, test_arena(), "review");
	for (int i = 1; i <= 2; i++)
		view_diff(&v, arena_fmt(test_arena(), "~/.file%d", i),
			  arena_fmt(test_arena(), "--- /dev/null\n+++ b/.file%d\n%s", i, hunk), i,
			  2);
	text = plain_text(test_arena(), &v, 80);
	assert_contains(text, "Change 2 of 2.\nNew file: ~/.file2\nIn all: add 2 lines.\n"
			      "These are the same lines as in change 1.\n");
	assert_null(strstr(strstr(text, "first line") + 1, "first line"));
}

TEST(pages_as_sentences)
{
	static const char *const names[] = { "welcome", "machine", "go",   "shell", "review",
					     "apply",   "done",    "help", "quit",  "chinese" };
	const struct sample_state at_work = { .shells = 3, .percent = 40 };

	for (int at = 0; at < SAMPLE_N; at++) {
		struct view v;

		sample_view(&v, test_arena(), (enum sample)at, &at_work);
		assert_snapshot(arena_fmt(test_arena(), "ui/%s.plain.txt", names[at]),
				plain_text(test_arena(), &v, 80));
	}
}

TEST(three_dots_for_what_was_left_out_end_no_sentence)
{
	assert_string_equal(
		plain_sentence(test_arena(),
			       "go.tar.gz has the wrong checksum: a327a327... came, b5b5... was "
			       "expected from go.dev today",
			       80),
		"go.tar.gz has the wrong checksum: a327a327... came, b5b5... was expected from\n"
		"go.dev today.\n");
}

TEST(a_dot_that_is_a_word_of_a_command_ends_no_sentence)
{
	assert_string_equal(
		plain_sentence(test_arena(),
			       "What to do: Start it where the imports count from: protoc -I . "
			       "--go_out=. a.proto",
			       80),
		"What to do: Start it where the imports count from: protoc -I . --go_out=.\n"
		"a.proto.\n");
}

TEST(no_full_stop_follows_a_command_which_is_copied_as_it_stands)
{
	assert_string_equal(
		plain_sentence(test_arena(), "What to do: Look for the cause: goready doctor", 80),
		"What to do: Look for the cause: goready doctor\n");
	assert_string_equal(
		plain_sentence(test_arena(), "In this one: eval \"$(goready env)\"", 80),
		"In this one: eval \"$(goready env)\"\n");
	assert_string_equal(plain_sentence(test_arena(),
					   "All are said by: /opt/goready-linux-amd64 history", 80),
			    "All are said by: /opt/goready-linux-amd64 history\n");
	assert_string_equal(
		plain_sentence(test_arena(), "Stays: a file, in ~/.cache/goready; caches too", 80),
		"Stays: a file, in ~/.cache/goready; caches too.\n");
	assert_string_equal(
		plain_sentence(test_arena(), "Done. Undo: what goready changed is as it was", 80),
		"Done. Undo: what goready changed is as it was.\n");
	assert_string_equal(
		plain_sentence(test_arena(), "Note. Stays: go, an official release", 80),
		"Note. Stays: go, an official release.\n");
}

TEST(a_line_without_an_end_is_left_now_and_then_for_signals)
{
	struct talk t = talk_open();
	int endless = open("/dev/zero", O_RDONLY);

	show(&t, SAMPLE_WELCOME, NULL);
	assert_int_equal(t.ends[0], dup2(endless, t.ends[0]));
	close(endless);
	assert_int_equal(UI_NONE, ui_read(t.ui).kind);
	talk_close(&t);
}
