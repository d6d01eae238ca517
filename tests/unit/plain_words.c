/* How much plain mode says: --brief, --verbose, hints; and that none of them changes a question. */
#include "talk.h"

#include "base/i18n.h"
#include "test.h"
#include "ui/plain_private.h"

static const enum sample way[] = { SAMPLE_WELCOME, SAMPLE_GO, SAMPLE_SHELL, SAMPLE_REVIEW,
				   SAMPLE_DONE };

/* All that is said on a way through the pages by Return alone; what was asked for goes to *ret_events. */
static const char *walk(struct ui_options o, const char **ret_events)
{
	struct talk t = talk_open_with(o);
	struct str said = { .mem = test_arena() }, events = { .mem = test_arena() };

	for (size_t i = 0; i < sizeof(way) / sizeof(way[0]); i++) {
		for (int turn = 0; turn < 4; turn++) {
			struct ui_event e;

			show(&t, way[i], NULL);
			str_add(&said, heard(&t));
			e = ui_wait(t.ui) == 0 ? ui_read(t.ui)
					       : answer(&t, way[i] == SAMPLE_REVIEW ? "yes" : "");
			str_add(&said, heard(&t));
			str_fmt(&events, "%d %d %s\n", (int)e.kind, (int)e.action,
				e.option ? e.option : "");
			if (e.kind == UI_ACTION)
				break;
		}
	}
	talk_close(&t);
	*ret_events = str_text(&events);
	return str_text(&said);
}

static size_t times(const char *text, const char *what)
{
	size_t n = 0;

	for (; (text = strstr(text, what)); text++)
		n++;
	return n;
}

TEST(brief_halves_what_is_said_and_no_question_differs)
{
	const char *events[3], *usual, *brief, *verbose;

	usual = walk((struct ui_options){ 0 }, &events[0]);
	brief = walk((struct ui_options){ .words = WORDS_BRIEF }, &events[1]);
	verbose = walk((struct ui_options){ .words = WORDS_VERBOSE }, &events[2]);
	assert_string_equal(events[0], events[1]);
	assert_string_equal(events[0], events[2]);
	assert_int_equal(times(usual, "Answer: "), times(brief, "Answer: "));
	assert_int_equal(times(usual, "Answer: "), times(verbose, "Answer: "));
	if (strlen(brief) * 2 > strlen(usual))
		fail_msg("%zu of %zu characters", strlen(brief), strlen(usual));
	assert_true(strlen(verbose) > strlen(usual));
}

TEST(brief_says_what_is_wrong_and_more_says_the_rest)
{
	struct talk t = talk_open_with((struct ui_options){ .words = WORDS_BRIEF });
	const char *said;

	show(&t, SAMPLE_DONE, NULL);
	heard(&t);
	show(&t, SAMPLE_GO, NULL);
	said = heard(&t);
	assert_contains(said, "Problem. Go: go1.19.8 is older than 1.24.");
	assert_contains(said, "Question. How should Go be installed?");
	assert_null(strstr(said, "2 choices."));
	answer(&t, "more");
	assert_int_equal(times(heard(&t), "Problem."), 0); /* it was said */
	talk_close(&t);
}

TEST(a_page_that_was_asked_for_is_said_whole_in_brief)
{
	struct talk t = talk_open_with((struct ui_options){ .words = WORDS_BRIEF });

	show(&t, SAMPLE_GO, NULL);
	answer(&t, "help");
	heard(&t);
	show(&t, SAMPLE_HELP, NULL);
	assert_contains(heard(&t), "Paragraph 2 of the help.");
	talk_close(&t);
}

TEST(how_to_answer_is_said_once_and_what_return_takes_each_time)
{
	struct talk t = talk_open();
	const char *said;

	show(&t, SAMPLE_WELCOME, NULL);
	assert_contains(heard(&t), "Type a number. Return is 1.\n");
	show(&t, SAMPLE_GO, NULL);
	said = heard(&t);
	assert_null(strstr(said, "Type a number."));
	assert_contains(said, "\nReturn is 1.\nAnswer: ");
	show(&t, SAMPLE_SHELL, NULL);
	assert_contains(heard(&t), "Type numbers such as 1,3-4, or all, or none.");
	answer(&t, "repeat");
	said = heard(&t);
	assert_null(strstr(said, "Type numbers"));
	assert_contains(said, "Return: ");
	talk_close(&t);
}

TEST(hints_off_leaves_hints_out_and_hints_on_brings_them_back)
{
	struct talk t = talk_open_with((struct ui_options){ .no_hints = true });
	const char *said;

	show(&t, SAMPLE_WELCOME, NULL);
	said = heard(&t);
	assert_null(strstr(said, "Type "));
	assert_contains(said, "Return is 1.");
	assert_int_equal(answer(&t, "hints on").kind, UI_NONE);
	assert_contains(heard(&t), "Hints are on from here on.");
	show(&t, SAMPLE_GO, NULL);
	assert_contains(heard(&t), "Type a number. Return is 1.");
	assert_int_equal(answer(&t, "Hints off").kind, UI_NONE);
	assert_contains(heard(&t), "'goready hints off' does so at every start.");
	show(&t, SAMPLE_SHELL, NULL);
	assert_null(strstr(heard(&t), "Type "));
	talk_close(&t);
}

TEST(how_much_is_said_can_be_changed_at_any_question)
{
	struct talk t = talk_open();

	show(&t, SAMPLE_WELCOME, NULL);
	heard(&t);
	assert_int_equal(answer(&t, "brief").kind, UI_NONE);
	assert_contains(heard(&t), "goready plain on --brief");
	show(&t, SAMPLE_GO, NULL);
	assert_null(strstr(heard(&t), "choices."));
	assert_int_equal(answer(&t, "verbose").kind, UI_NONE);
	assert_contains(heard(&t), "goready plain on --verbose");
	assert_int_equal(answer(&t, "usual").kind, UI_NONE);
	heard(&t);
	show(&t, SAMPLE_SHELL, NULL);
	assert_contains(heard(&t), "choices.");
	talk_close(&t);
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* As a word of its own, and "<" and "?" too: "plain" is not said by "plainly". */
static bool has_word(const char *text, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = text; (at = strstr(at, word)); at++)
		if ((at == text || !is_letter(at[-1])) && !is_letter(at[n]))
			return true;
	return false;
}

TEST(help_says_every_command_that_can_be_typed)
{
	static const char *const languages[] = { "en", "zh_CN" };

	for (size_t i = 0; i < 2; i++) {
		struct talk t = talk_open();
		const char *said;

		language_choose(languages[i]);
		show(&t, SAMPLE_HELP, NULL);
		said = strstr(heard(&t), _("Words to type in plain text"));
		assert_non_null(said);
		said += strlen(_("Words to type in plain text"));
		for (const struct plain_command *c = plain_commands; c->word; c++)
			if (!has_word(said, c->word))
				fail_msg("help in %s lacks %s:\n%s", languages[i], c->word, said);
		talk_close(&t);
	}
	language_choose("en");
}

TEST(a_command_that_takes_a_word_says_so_where_it_is_missing)
{
	struct talk t = talk_open();

	show(&t, SAMPLE_REVIEW, NULL);
	heard(&t);
	assert_int_equal(answer(&t, "change").kind, UI_NONE);
	assert_contains(heard(&t), "Type change and a number from 1 to 2.");
	assert_int_equal(answer(&t, "hints").kind, UI_NONE);
	assert_contains(heard(&t), "Type hints off or hints on.");
	talk_close(&t);
}
