/*
 * What is said before a question, on every captured machine, in both languages: at most 600 characters, and at most
 * twenty lines at once. The wizard is a real one there, and no rehearsal.
 */
#include "test.h"

#include <dirent.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "capture/capture.h"
#include "screens/screens.h"
#include "talk.h"
#include "wants/manifest.h"
#include "walk.h"

enum { MOST_CHARACTERS = 600, MOST_LINES = 20 };

static size_t lines_in(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

static void check_said(struct str *wrong, const char *machine, const struct wizard *w,
		       const char *said)
{
	size_t n = str_characters(said), lines = lines_in(said);

	if (n > MOST_CHARACTERS || lines > MOST_LINES)
		str_fmt(wrong, "%s, %s: %zu characters, %zu lines\n%s\n", machine,
			screens[wizard_screen(w)]->id, n, lines, said);
}

static void say_page(struct talk *t, const struct wizard *w)
{
	struct view v;

	wizard_view(w, test_arena(), &v);
	ui_show(t->ui, &v);
}

/* As in app: what is wished for is answered by nothing new. */
static void go_on(struct wizard *w, enum action_id action)
{
	if (action == ACTION_N)
		wizard_on(w, &(struct event){ .kind = EVENT_CHOOSE,
					      .chosen = { "route", "recommended", 0 } });
	else
		walk_press(w, action);
}

static struct wizard *begin(const struct facts *f, enum wizard_mode mode)
{
	struct wizard *w = ARENA_NEW(test_arena(), struct wizard);
	struct wants_options *wants = ARENA_NEW(test_arena(), struct wants_options);
	struct wizard_options o = { .screens = screens,
				    .facts = f,
				    .mode = mode,
				    .wants_options = wants,
				    .program = "/opt/goready/bin/goready" };
	struct err e = { 0 };

	wants->manifest = manifest_builtin(test_arena());
	assert_ok(wizard_start(w, test_arena(), arena_open("plan", (size_t)64 << 20), &o, &e), &e);
	return w;
}

static void check_machine(struct str *wrong, const char *machine, enum wizard_mode mode)
{
	struct wizard *w = begin(walk_facts(machine), mode);
	struct talk t = talk_open();

	for (int i = 0; i < 6 && wizard_screen(w) <= SCREEN_REVIEW; i++) {
		say_page(&t, w);
		check_said(wrong, machine, w, heard(&t));
		if (wizard_screen(w) == SCREEN_REVIEW)
			break;
		go_on(w, ACTION_N);
		go_on(w, ACTION_NEXT);
	}
	talk_close(&t);
	arena_close(w->plan_mem);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static struct names machines(void)
{
	DIR *folder = opendir(TESTS_FOLDER "/machines");
	struct names all = { 0 };
	struct dirent *entry;

	assert_non_null(folder);
	while ((entry = readdir(folder)))
		if (str_ends(entry->d_name, ".json"))
			list_push(test_arena(), &all,
				  arena_strndup(test_arena(), entry->d_name,
						strlen(entry->d_name) - strlen(".json")));
	closedir(folder);
	qsort(all.at, all.n, sizeof(*all.at), by_name);
	return all;
}

static void check_all(enum wizard_mode mode)
{
	struct str wrong = { .mem = test_arena() };
	struct names all = machines();

	for (size_t i = 0; i < all.n; i++)
		check_machine(&wrong, all.at[i], mode);
	assert_true(all.n > 50);
	if (wrong.n)
		fail_with(str_text(&wrong));
}

TEST(onboarding_says_600_characters_at_most_before_a_question)
{
	check_all(WIZARD_SETUP);
}

TEST(a_repair_says_600_characters_at_most_before_a_question)
{
	check_all(WIZARD_FIX);
}

TEST(in_chinese_it_is_less)
{
	language_choose("zh_CN");
	check_all(WIZARD_SETUP);
	check_all(WIZARD_FIX);
	language_choose("en");
}
