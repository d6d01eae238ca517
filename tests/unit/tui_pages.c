/*
 * The full screen on a pseudo terminal of ours, page by page: each key that help names does something on that
 * page, and no letter does anything that help does not name.
 */
#include "test.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "pty_screen.h"
#include "sample_views.h"
#include "walk.h"

/* So small that every page has more than it shows. */
enum { ROWS = TUI_LEAST_ROWS, COLUMNS_WIDE = TUI_LEAST_COLUMNS };

struct screen_test {
	struct pty_screen on;
	struct tui *tui;
	struct str wrong;
};

static struct screen_test screen_open(struct ui_options o)
{
	struct screen_test s = { .wrong = { .mem = test_arena() } };

	s.on = pty_screen_open(o, "xterm", ROWS, COLUMNS_WIDE);
	s.tui = s.on.tui;
	return s;
}

/* What is wrong is told when the screen is gone: until then stderr leads nowhere. */
static void screen_close(struct screen_test *s)
{
	(void)pty_screen_close(&s->on);
	if (s->wrong.n)
		fail_with(str_text(&s->wrong));
}

/* As a person types: after a pause, and nothing else with it. */
static struct ui_event type(struct screen_test *s, const char *bytes)
{
	struct pollfd ready = { .fd = s->on.terminal, .events = POLLIN };

	s->tui->typed_at = s->tui->consent_since = 0;
	if (write(s->on.keyboard, bytes, strlen(bytes)) != (ssize_t)strlen(bytes))
		str_add(&s->wrong, "the terminal takes no keys\n");
	poll(&ready, 1, 5000);
	return ui_read(&s->tui->ui);
}

/* The page as one comes to it. */
static void come_to(struct screen_test *s, const struct view *page)
{
	struct view other;

	view_open(&other, test_arena(), "before");
	other.step = other.steps = 1;
	ui_show(&s->tui->ui, &other);
	ui_show(&s->tui->ui, page);
}

struct place {
	int focus, top, hit;
	uint64_t folds;
	size_t typed;
	bool searching;
};

static struct place place_of(const struct tui *t)
{
	return (struct place){ t->focus, t->top, t->hit, t->folds, t->box.n, t->searching };
}

static bool moved(const struct place *a, const struct place *b)
{
	return a->focus != b->focus || a->top != b->top || a->hit != b->hit ||
	       a->folds != b->folds || a->typed != b->typed || a->searching != b->searching;
}

/* What was done before the key, so that it finds something to do: "abc" in a box, all else outside of it. */
static const char *const befores[] = { "", "\033[F", "\t", "/e\r", "\033ORe\r", "abc" };
enum { BEFORES = sizeof(befores) / sizeof(befores[0]) };

static void prepare(struct screen_test *s, const struct view *page, const char *before)
{
	bool in_box = *before == 'a';

	come_to(s, page);
	if (!*before || (in_box && view_box_at(page) < 0))
		return;
	if (str_equal(before, "/e\r") && s->tui->ui.options.no_letters)
		return;
	if (str_ends(before, "Re\r") && !s->tui->ui.options.no_letters)
		return;
	for (int i = 0; i < 3 && tui_in_box(s->tui) != in_box; i++)
		type(s, "\t");
	type(s, before);
}

/* A refusal is nothing, though the page makes room for its sentence. */
static bool does_something(struct screen_test *s, const char *bytes)
{
	struct tui *t = s->tui;
	struct place was = place_of(t), now;
	struct ui_event event;
	bool refused;

	t->message[0] = '\0';
	t->painted_at = 0;
	event = type(s, bytes);
	now = place_of(t);
	refused = *t->message && !t->searching && t->hit < 0 && was.focus == now.focus;
	if (str_equal(bytes, "\f"))
		return t->painted_at > 0;
	return event.kind != UI_NONE || (!refused && moved(&was, &now));
}

static const char *bytes_of_key(const char *name)
{
	static const char *const keys[][2] = {
		{ "Enter", "\r" },     { "Space", " " },      { "Tab", "\t" },
		{ "Up", "\033[A" },    { "Down", "\033[B" },  { "Left", "\033[D" },
		{ "PgUp", "\033[5~" }, { "PgDn", "\033[6~" }, { "Home", "\033[H" },
		{ "End", "\033[F" },   { "Esc", "\033" },     { "Shift-Tab", "\033[Z" },
		{ "F1", "\033OP" },    { "F2", "\033OQ" },    { "F3", "\033OR" },
		{ "Ctrl-L", "\f" },    { "Ctrl-U", "\025" },  { "1-9", "2" },
	};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (str_equal(keys[i][0], name))
			return keys[i][1];
	return name;
}

/* The names of help's lines: "b", "Esc". */
static struct names named_keys(const struct tui *t)
{
	struct names all = { 0 };

	for (size_t i = 0; i < t->keys.n; i++) {
		struct names names = str_split(test_arena(), t->keys.at[i].key, ',');

		for (size_t k = 0; k < names.n; k++)
			list_push(test_arena(), &all, str_trim(test_arena(), names.at[k]));
	}
	return all;
}

static bool is_named(const struct names *names, char letter)
{
	const char key[] = { letter, '\0' };

	for (size_t i = 0; i < names->n; i++)
		if (str_equal(names->at[i], key) ||
		    (str_equal(names->at[i], "1-9") && letter >= '1' && letter <= '9'))
			return true;
	return letter == ' '; /* it is named as Space, on every page */
}

static void check_named(struct screen_test *s, const struct view *page, const struct names *names)
{
	for (size_t i = 0; i < names->n; i++) {
		bool does = false;

		for (size_t k = 0; k < BEFORES && !does; k++) {
			prepare(s, page, befores[k]);
			does = does_something(s, bytes_of_key(names->at[i]));
		}
		if (!does)
			str_fmt(&s->wrong, "%s: help names %s, which does nothing\n", page->screen,
				names->at[i]);
	}
}

static void check_letters(struct screen_test *s, const struct view *page, const struct names *names)
{
	char letter[2] = "";

	for (letter[0] = ' '; letter[0] < 127; letter[0]++) {
		for (size_t k = 0; k < BEFORES && !is_named(names, letter[0]); k++) {
			prepare(s, page, befores[k]);
			if (tui_in_box(s->tui) || !does_something(s, letter))
				continue;
			str_fmt(&s->wrong, "%s: %s does something, which help does not say\n",
				page->screen, letter);
			break;
		}
	}
}

static bool help_says(const struct view *help, const char *label)
{
	for (size_t i = 0; i < help->blocks.n; i++)
		if (str_equal(help->blocks.at[i].label, label))
			return true;
	return false;
}

static void check_page(struct screen_test *s, const struct view *page)
{
	struct names names;
	struct view help;

	come_to(s, page);
	sample_view(&help, test_arena(), SAMPLE_HELP, &(struct sample_state){ 0 });
	ui_show(&s->tui->ui, &help);
	names = named_keys(s->tui);
	for (size_t i = 0; i < s->tui->keys.n; i++)
		if (!help_says(s->tui->view, s->tui->keys.at[i].key))
			str_fmt(&s->wrong, "help lacks %s\n", s->tui->keys.at[i].key);
	if (!help_says(s->tui->view, "Words to type in plain text"))
		str_add(&s->wrong, "help does not say what can be typed in plain text\n");
	check_named(s, page, &names);
	check_letters(s, page, &names);
}

static void check_samples(struct screen_test *s)
{
	static const struct sample_state state = {
		.route = -1, .method = -1, .proxy = -1, .shells = 3, .percent = 40
	};

	for (int which = 0; which < SAMPLE_N; which++) {
		struct view v;

		if (which == SAMPLE_HELP) /* it is where keys are told, and none is asked for */
			continue;
		sample_view(&v, test_arena(), (enum sample)which, &state);
		check_page(s, &v);
	}
}

static void check_boxes(struct screen_test *s)
{
	for (int one_line = 0; one_line < 2; one_line++) {
		struct view v;

		view_open(&v, test_arena(), one_line ? "address" : "explain");
		v.step = v.steps = 1;
		view_text(&v, "Some text before the box, so long that it does not fit the page.");
		view_box(&v, "text", "What did the terminal say?")->one_line = one_line;
		view_action(&v, ACTION_BACK, NULL, true);
		check_page(s, &v);
	}
}

TEST(help_names_the_keys_that_do_something_on_a_page_and_no_others)
{
	struct screen_test s = screen_open((struct ui_options){ 0 });

	check_samples(&s);
	check_boxes(&s);
	screen_close(&s);
}

TEST(without_letters_help_names_other_keys_and_no_letter_does_anything)
{
	struct screen_test s = screen_open((struct ui_options){ .no_letters = true });

	check_samples(&s);
	check_boxes(&s);
	for (size_t i = 0; i < s.tui->keys.n; i++)
		if (strlen(s.tui->keys.at[i].key) == 1)
			str_fmt(&s.wrong, "help names %s\n", s.tui->keys.at[i].key);
	screen_close(&s);
}

static void expect(struct screen_test *s, bool holds, const char *what)
{
	if (!holds)
		str_fmt(&s->wrong, "it does not hold: %s\n", what);
}

static const char *lit(const struct tui *t)
{
	const struct focusable *f = t->focus >= 0 ? &t->layout.focus.at[t->focus] : NULL;

	if (!f)
		return "nothing";
	return f->option >= 0 ? t->view->blocks.at[f->block].options.at[f->option].id
			      : action_name(f->action);
}

/* Without the pause. True where it is an answer. */
static bool type_at_once(struct screen_test *s, const char *bytes)
{
	struct pollfd ready = { .fd = s->on.terminal, .events = POLLIN };

	if (write(s->on.keyboard, bytes, strlen(bytes)) != (ssize_t)strlen(bytes))
		str_add(&s->wrong, "the terminal takes no keys\n");
	poll(&ready, 1, 5000);
	return ui_read(&s->tui->ui).kind != UI_NONE;
}

static void come_to_review(struct screen_test *s)
{
	struct view v;

	sample_view(&v, test_arena(), SAMPLE_REVIEW, &(struct sample_state){ .route = -1 });
	come_to(s, &v);
	for (int i = 0; i < 60 && !str_equal(lit(s->tui), "apply"); i++)
		type(s, "\033[B");
	expect(s, str_equal(lit(s->tui), "apply"), "Down leads to the change");
}

/* The page again, as after each event. */
static void show_review(struct screen_test *s)
{
	struct view v;

	sample_view(&v, test_arena(), SAMPLE_REVIEW, &(struct sample_state){ .route = -1 });
	ui_show(&s->tui->ui, &v);
}

/* What is laid over the page takes the question away. */
static void check_overlay_refuses(struct screen_test *s)
{
	struct view help;

	sample_view(&help, test_arena(), SAMPLE_HELP, &(struct sample_state){ 0 });
	ui_show(&s->tui->ui, &help);
	show_review(s);
	expect(s, str_equal(lit(s->tui), "apply"), "back from help the change is lit");
	expect(s, !s->tui->asked, "and nothing is asked");
}

TEST(without_letters_consent_takes_two_steps_and_no_is_lit_first)
{
	struct screen_test s = screen_open((struct ui_options){ .no_letters = true });
	struct ui_event event;

	come_to_review(&s);
	expect(&s, type(&s, "y").kind == UI_NONE, "y is no key");
	expect(&s, type(&s, "\r").kind == UI_NONE, "Return on the change asks");
	expect(&s, str_equal(lit(s.tui), "no"), "No is lit first");
	expect(&s, type(&s, "y").kind == UI_NONE, "y is no answer");
	show_review(&s);
	expect(&s, str_equal(lit(s.tui), "no"), "the question stays when the page is made anew");
	expect(&s, type(&s, "\r").kind == UI_NONE, "Return on No changes nothing");
	expect(&s, str_equal(lit(s.tui), "apply"), "the change is lit again");
	type(&s, "\r");
	expect(&s, s.tui->view->blocks.at[s.tui->view->blocks.n - 1].options.n == 2,
	       "the question that is asked again is the same");
	type(&s, "\033[B");
	expect(&s, str_equal(lit(s.tui), "yes"), "Down leads to Yes");
	event = type(&s, "\r");
	expect(&s, event.kind == UI_ACTION && event.action == ACTION_APPLY, "Return on Yes agrees");
	screen_close(&s);
}

TEST(without_letters_nothing_but_return_on_yes_agrees)
{
	struct screen_test s = screen_open((struct ui_options){ .no_letters = true });

	come_to_review(&s);
	type(&s, "\r");
	expect(&s, type(&s, "\033").kind == UI_NONE, "Esc is No");
	expect(&s, str_equal(lit(s.tui), "apply"), "after Esc the change is lit again");
	expect(&s, type(&s, "\r\r\r").kind == UI_NONE, "held Return does not agree");
	expect(&s, type(&s, "\033[200~\r\033[B\r\033[201~").kind == UI_NONE, "nor does a paste");
	come_to_review(&s);
	type(&s, "\r");
	type(&s, "\033[B");
	s.tui->typed_at = clock_ms() + 60000; /* however slow this machine is */
	expect(&s, !type_at_once(&s, "\r"), "nor does Return right behind the arrow");
	expect(&s, str_equal(lit(s.tui), "yes"), "it may be pressed again");
	type(&s, "\033OP");
	check_overlay_refuses(&s);
	screen_close(&s);
}

/* What readers and braille lines follow: the first cell of the lit row that is no blank. */
static bool cursor_is_on_its_row(const struct tui *t)
{
	int y = getcury(stdscr), x = getcurx(stdscr), line = t->layout.focus.at[t->focus].line;
	const char *text = t->layout.lines.at[line].text;

	return y == 2 + line - t->top && x == (int)strspn(text, " ");
}

TEST(after_each_key_the_cursor_is_on_the_first_cell_of_the_lit_row)
{
	static const char *const keys[] = {
		"\033[B", "\033[B", "\t", "\033[F", "\033[A", "\033[A"
	};
	struct screen_test s = screen_open((struct ui_options){ 0 });

	for (int which = 0; which < SAMPLE_STEPS; which++) {
		struct view v;

		sample_view(&v, test_arena(), (enum sample)which,
			    &(struct sample_state){ .route = -1, .method = -1, .percent = 100 });
		come_to(&s, &v);
		for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
			type(&s, keys[i]);
			if (s.tui->focus >= 0)
				expect(&s, cursor_is_on_its_row(s.tui), v.screen);
		}
	}
	screen_close(&s);
}

TEST(esc_never_quits_nor_cancels)
{
	struct screen_test s = screen_open((struct ui_options){ 0 });

	for (int which = 0; which < SAMPLE_N; which++) {
		struct ui_event event;
		struct view v;

		sample_view(&v, test_arena(), (enum sample)which,
			    &(struct sample_state){ .route = -1, .method = -1, .percent = 40 });
		come_to(&s, &v);
		event = type(&s, "\033");
		expect(&s,
		       event.kind == UI_NONE ||
			       (event.kind == UI_ACTION &&
				(event.action == ACTION_BACK || event.action == ACTION_CLOSE)),
		       v.screen);
	}
	screen_close(&s);
}

static void set_rows(struct screen_test *s, int rows)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = TUI_LEAST_COLUMNS };

	if (ioctl(s->on.terminal, TIOCSWINSZ, &size) != 0)
		str_add(&s->wrong, "the terminal keeps its size\n");
	ui_resize(&s->tui->ui);
}

static void check_too_small(struct screen_test *s)
{
	static const struct {
		const char *key;
		enum ui_event_kind kind;
	} keys[] = { { "p", UI_SWITCH }, { "q", UI_ACTION }, { "\r", UI_NONE }, { "2", UI_NONE } };

	set_rows(s, TUI_LEAST_ROWS - 1);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		expect(s, type(s, keys[i].key).kind == keys[i].kind, keys[i].key);
}

TEST(on_a_terminal_that_is_too_small_plain_text_and_the_end_are_a_key_away)
{
	struct screen_test s = screen_open((struct ui_options){ 0 });
	struct view v;

	sample_view(&v, test_arena(), SAMPLE_WELCOME, &(struct sample_state){ .route = -1 });
	come_to(&s, &v);
	check_too_small(&s);
	screen_close(&s);
}

/* A page with a box for a text, which is lit. */
static void come_to_box(struct screen_test *s, struct view *v)
{
	view_open(v, test_arena(), "explain");
	v->step = v->steps = 1;
	view_box(v, "text", "What did the terminal say?");
	view_action(v, ACTION_BACK, NULL, true);
	come_to(s, v);
	type(s, "\033[F");
	type(s, "\033[A");
}

/* What is shown there names the keys, whatever the page below does with them. */
TEST(so_they_are_where_a_text_or_what_is_sought_was_typed_before_it_became_too_small)
{
	struct screen_test s = screen_open((struct ui_options){ 0 });
	struct view v;

	come_to_box(&s, &v);
	expect(&s, tui_in_box(s.tui), "the box is lit");
	type(&s, "x");
	check_too_small(&s);
	set_rows(&s, ROWS);
	expect(&s, str_equal(str_text(&s.tui->box), "x"), "what was typed is still there");
	sample_view(&v, test_arena(), SAMPLE_WELCOME, &(struct sample_state){ .route = -1 });
	come_to(&s, &v);
	type(&s, "/");
	check_too_small(&s);
	screen_close(&s);
}

static const char *key_bar(void)
{
	char bar[200];

	mvinnstr(ROWS - 1, 0, bar, (int)sizeof(bar) - 1);
	return arena_strdup(test_arena(), bar);
}

TEST(a_tab_in_a_paste_that_the_terminal_does_not_mark_is_of_its_text)
{
	struct screen_test s = screen_open((struct ui_options){ 0 });
	struct ui_event event;
	struct view v;

	come_to_box(&s, &v);
	event = type(&s, "git:\n\tremote: gone\n\n");
	expect(&s, event.kind == UI_TEXT, "the empty line ends the text");
	expect(&s,
	       str_equal(arena_strndup(test_arena(), event.text.at, event.text.n),
			 "git:\n\tremote: gone\n"),
	       "the Tab is in the text");
	come_to(&s, &v);
	type(&s, "\033[F");
	type(&s, "\033[A");
	type(&s, "git:");
	type(&s, "\t");
	expect(&s, str_equal(lit(s.tui), "back"), "Tab by itself leaves the box");
	screen_close(&s);
}

TEST(the_key_bar_says_what_return_does_where_one_reads)
{
	struct screen_test s = screen_open((struct ui_options){ 0 });
	struct view v;

	view_open(&v, test_arena(), "details");
	for (int i = 0; i < 3 * ROWS; i++)
		view_text(&v, "Line %d", i);
	view_action(&v, ACTION_CLOSE, NULL, true);
	come_to(&s, &v);
	expect(&s, strstr(key_bar(), "Enter next page") != NULL, "nothing is lit: a page on");
	type(&s, "\r");
	expect(&s, s.tui->top > 0, "and so it is");
	type(&s, "\033[F");
	expect(&s, strstr(key_bar(), "Enter close") != NULL, "at the end it closes");
	expect(&s, type(&s, "\r").action == ACTION_CLOSE, "and so it does");
	screen_close(&s);
}

TEST(help_names_the_keys_of_the_wizards_own_pages)
{
	static const enum action_id over[] = { ACTION_DETAILS, ACTION_LOG, ACTION_QUIT };
	struct wizard *w = walk_to_review(walk_facts("debian-bare"), NULL);
	struct screen_test s = screen_open((struct ui_options){ 0 });
	struct view v;

	for (int i = 0; i < ROWS; i++)
		wizard_log(w, "Line %d.", i);
	for (size_t i = 0; i < sizeof(over) / sizeof(over[0]); i++) {
		walk_press(w, over[i]);
		wizard_view(w, test_arena(), &v);
		check_page(&s, &v);
		walk_press(w, ACTION_CLOSE);
	}
	wizard_view(w, test_arena(), &v);
	check_page(&s, &v);
	screen_close(&s);
	walk_end(w);
}

/* Undo looks up first what it would do, on the page on which it then asks. */
TEST(what_is_to_be_agreed_to_is_read_from_its_first_line)
{
	struct screen_test s = screen_open((struct ui_options){ 0 });
	struct view wait, ask;

	view_open(&wait, test_arena(), "undo");
	wait.busy = true;
	view_text(&wait, "%s", "Looking up what can be undone");
	come_to(&s, &wait);
	view_open(&ask, test_arena(), "undo");
	for (int i = 0; i < 3 * ROWS; i++)
		view_text(&ask, "Line %d", i);
	view_action(&ask, ACTION_APPLY, "Undo this", true)->consent = true;
	view_action(&ask, ACTION_BACK, "Back", true);
	ui_show(&s.tui->ui, &ask);
	expect(&s, s.tui->top == 0, "it begins with what it does");
	screen_close(&s);
}

TEST(plain_text_is_offered_to_nobody_who_comes_from_there)
{
	for (int from_plain = 0; from_plain < 2; from_plain++) {
		struct screen_test s =
			screen_open((struct ui_options){ .no_offer = from_plain == 1 });
		struct view v;

		view_open(&v, test_arena(), "welcome");
		view_text(&v, "%s", "Here it is.");
		ui_show(&s.tui->ui, &v);
		expect(&s, (s.tui->view->blocks.n == 1) == (from_plain == 1), "the offer");
		screen_close(&s);
	}
}

TEST(a_label_at_the_end_of_a_page_waits_for_its_value)
{
	for (int page = 1; page <= 2; page++) {
		struct screen_test s = screen_open((struct ui_options){ .no_offer = true });
		struct bytes painted;
		const char *text;
		struct view v;

		view_open(&v, test_arena(), "long");
		view_field(&v, "One", "%s", "1");
		view_field(&v, "Two", "%s", "2");
		view_field(&v, "Three", "%s", "3");
		view_field(&v, "Fourth", "%s", "what does not fit beside it");
		view_field(&v, "Five", "%s", "5");
		ui_show(&s.tui->ui, &v);
		if (page == 2)
			type(&s, "\033[6~");
		painted = pty_screen_close(&s.on);
		text = arena_strndup(test_arena(), painted.at, painted.n);
		assert_int_equal(page == 2, strstr(text, "Fourth") != NULL);
		assert_int_equal(page == 2, strstr(text, "what does not") != NULL);
	}
}

TEST(what_waits_for_an_answer_opens_where_its_answers_are)
{
	struct screen_test s = screen_open((struct ui_options){ .no_offer = true });
	struct view v;

	view_open(&v, test_arena(), "recover");
	v.at_end = true;
	for (int i = 0; i < 3 * ROWS; i++)
		view_text(&v, "Line %d", i);
	view_action(&v, ACTION_NEXT, "Go on", true);
	view_action(&v, ACTION_UNDO, "Undo that run", true);
	ui_show(&s.tui->ui, &v);
	expect(&s, s.tui->top > 0, "it begins at its end");
	expect(&s, s.tui->focus == 0, "the first answer is lit");
	screen_close(&s);
}

TEST(no_page_that_is_turned_to_begins_with_the_end_of_a_value)
{
	for (int rows = 0; rows < 20; rows++) {
		struct screen_test s = screen_open((struct ui_options){ .no_offer = true });
		struct block *choice;
		struct view v;

		view_open(&v, test_arena(), "done");
		for (int i = 0; i < ROWS; i++) {
			view_line(&v, "A label that is a sentence of its own:",
				  "one two three four five six seven eight nine ten eleven twelve "
				  "thirteen fourteen fifteen sixteen seventeen eighteen");
			view_text(&v, "Between.");
		}
		for (int i = 0; i < rows; i++)
			view_more(&v, "Line %d", i);
		choice = view_choice(&v, "which", "Which?", 0);
		for (int i = 0; i < ROWS; i++)
			view_option(&v, choice, arena_fmt(test_arena(), "id%d", i),
				    arena_fmt(test_arena(), "Thing %d", i), NULL);
		ui_show(&s.tui->ui, &v);
		set_rows(&s, 2 * ROWS);
		s.tui->top = 0;
		tui_focus_on(s.tui, 0);
		expect(&s, s.tui->top > 0, "it begins at its end");
		expect(&s, !str_starts(s.tui->layout.lines.at[s.tui->top].text, "    "),
		       s.tui->layout.lines.at[s.tui->top].text);
		screen_close(&s);
	}
}
