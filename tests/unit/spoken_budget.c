/*
 * What is said before a question, on every captured machine, in both languages: at most 600 characters, and at most
 * twenty lines at once. The wizard is a real one there, and no rehearsal.
 */
#include "machine.h"
#include "test.h"

#include "base/i18n.h"
#include "screens/screens.h"
#include "talk.h"
#include "walk.h"

enum { MOST_CHARACTERS = 600, MOST_LINES = 20, MOST_PAGES = 20 };

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

	/* With the greeting, where it is the first. */
	walk_keep_spoken(arena_fmt(test_arena(), "%s-%s-%d", machine, screens[wizard_screen(w)]->id,
				   (int)w->mode),
			 wizard_screen(w) == SCREEN_WELCOME ? said : walk_of_this_page(w, said));
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
static void go_on(struct wizard *w, enum action_id action, const char *route)
{
	if (action == ACTION_N)
		wizard_on(w,
			  &(struct event){ .kind = EVENT_CHOOSE, .chosen = { "route", route, 0 } });
	else
		walk_press(w, action);
}

static void check_machine(struct str *wrong, const char *machine, enum wizard_mode mode,
			  const char *route)
{
	struct wizard *w =
		walk_start((struct wizard_options){ .facts = walk_facts(machine), .mode = mode });
	struct talk t = talk_open();

	for (int i = 0; i < MOST_PAGES && wizard_screen(w) <= SCREEN_REVIEW; i++) {
		say_page(&t, w);
		check_said(wrong, machine, w, heard(&t));
		if (wizard_screen(w) == SCREEN_REVIEW)
			break;
		go_on(w, ACTION_N, route);
		go_on(w, ACTION_NEXT, route);
	}
	talk_close(&t);
	arena_close(w->plan_mem);
}

static void check_all(enum wizard_mode mode)
{
	static const char *const routes[] = { "recommended", "steps" };
	struct str wrong = { .mem = test_arena() };
	struct names all = machine_names();

	for (size_t i = 0; i < all.n; i++)
		for (size_t k = 0; k < sizeof(routes) / sizeof(routes[0]); k++)
			check_machine(&wrong, all.at[i], mode, routes[k]);
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
