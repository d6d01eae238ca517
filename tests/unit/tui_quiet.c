/*
 * The full screen by a clock that the test moves: how often it speaks while something runs, what moves on it by time
 * alone, that a page which waits is asked for nothing, and which colours it sends.
 */
#include "test.h"

#include <locale.h>
#include <stdlib.h>

#include "base/clock.h"
#include "pty_screen.h"
#include "sample_views.h"

enum { ROWS = 24, COLUMNS_WIDE = 80, MOST_UPDATES_A_SECOND = 2 };

/* The program's clock is a file of its own: this one takes its place. */
static int64_t now_ms = 1000000;

int64_t clock_us(void)
{
	return now_ms * 1000;
}

int64_t clock_ms(void)
{
	return now_ms;
}

static struct view *apply_at(int percent)
{
	struct view *v = ARENA_NEW(test_arena(), struct view);

	sample_view(v, test_arena(), SAMPLE_APPLY, &(struct sample_state){ .percent = percent });
	return v;
}

/* As the loop does: news as it comes, and a tick when the front end asked for one. Returns the paints. */
static int run_for(struct ui *ui, int seconds, int news_every_ms)
{
	struct tui *t = (struct tui *)ui;
	int64_t end = now_ms + seconds * 1000, news = now_ms;
	long long painted = t->painted_at;
	int paints = 0;

	for (; now_ms < end; now_ms += 10) {
		if (now_ms >= news) {
			ui_show(ui, apply_at((int)(100 * (seconds - (end - now_ms) / 1000) /
						   (seconds + 1))));
			news += news_every_ms;
		}
		if (ui_wait(ui) == 0)
			ui_tick(ui);
		paints += t->painted_at != painted;
		painted = t->painted_at;
	}
	return paints;
}

TEST(while_something_runs_the_page_is_sent_twice_a_second_at_most)
{
	static const int every[] = { 10, 50, 200, 1000 };

	for (size_t i = 0; i < sizeof(every) / sizeof(every[0]); i++) {
		struct pty_screen s = pty_screen_open((struct ui_options){ .colour = true },
						      "xterm", ROWS, COLUMNS_WIDE);
		int paints;

		ui_show(&s.tui->ui, apply_at(0));
		paints = run_for(&s.tui->ui, 10, every[i]);
		(void)pty_screen_close(&s);
		assert_true(paints > 5); /* and it is not asleep */
		assert_true(paints <= 10 * MOST_UPDATES_A_SECOND + 1);
	}
}

/* The page that was agreed on says so until it is drawn anew; and a long step keeps us from that. */
TEST(what_an_answer_has_begun_is_seen_at_once_and_not_half_a_second_later)
{
	struct pty_screen s =
		pty_screen_open((struct ui_options){ .colour = true }, "xterm", ROWS, COLUMNS_WIDE);
	struct view *asking = apply_at(0);

	asking->busy = false;
	ui_show(&s.tui->ui, asking);
	ui_show(&s.tui->ui, apply_at(10));
	assert_int_equal(-1, ui_wait(&s.tui->ui)); /* it is drawn */
	ui_show(&s.tui->ui, apply_at(20));
	assert_true(ui_wait(&s.tui->ui) > 0);
	(void)pty_screen_close(&s);
}

static const char *page_of(const struct tui *t)
{
	return layout_text(test_arena(), &t->layout);
}

/* How many different pages there are from 0 to 99 percent. */
static int pages_seen(bool still)
{
	struct pty_screen s =
		pty_screen_open((struct ui_options){ .still = still }, "xterm", ROWS, COLUMNS_WIDE);
	const char *last = "";
	int pages = 0;

	for (int percent = 0; percent < 100; percent++) {
		ui_show(&s.tui->ui, apply_at(percent));
		now_ms += 1000;
		ui_tick(&s.tui->ui);
		pages += !str_equal(last, page_of(s.tui));
		last = page_of(s.tui);
	}
	(void)pty_screen_close(&s);
	return pages;
}

TEST(a_page_that_holds_still_changes_at_its_quarters_only)
{
	assert_true(pages_seen(false) > 90);
	assert_in_range(pages_seen(true), 4, 1 + 2 * 3); /* two bars, three quarters */
}

TEST(what_moves_by_time_has_words_that_do_not)
{
	struct view v, *held;

	view_open(&v, test_arena(), "apply");
	view_status(&v, SAY_WORKING, "protoc-gen-go", "15 s so far, usually 40")->spoken = "";
	view_progress(&v, "p", SAY_WORKING, NULL)->text = "61%, about 1 minute left";
	v.blocks.at[1].done = 61;
	v.blocks.at[1].total = 100;
	v.blocks.at[1].spoken = "50%";
	held = view_copy(test_arena(), &v);
	view_hold_still(held);
	assert_string_equal(held->blocks.at[0].text, "");
	assert_string_equal(held->blocks.at[1].text, "50%");
	assert_int_equal(held->blocks.at[1].done, 50);
	assert_int_equal(held->blocks.at[1].seconds_left, -1);
}

TEST(stillness_is_wished_for_by_two_variables)
{
	static const struct {
		const char *animation, *spinner;
		bool still;
	} rows[] = { { NULL, NULL, false }, { "0", NULL, true },   { "false", NULL, true },
		     { "no", NULL, true },  { "off", NULL, true }, { "1", NULL, false },
		     { "1", "1", false },   { "", "1", true },     { NULL, "1", true },
		     { NULL, "0", false },  { NULL, "", false } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		unsetenv("GOREADY_ANIMATION");
		unsetenv("GH_SPINNER_DISABLED");
		if (rows[i].animation)
			setenv("GOREADY_ANIMATION", rows[i].animation, 1);
		if (rows[i].spinner)
			setenv("GH_SPINNER_DISABLED", rows[i].spinner, 1);
		assert_int_equal(ui_wants_stillness(), rows[i].still);
	}
}

static void show_all_pages(struct ui *ui)
{
	for (int which = 0; which < SAMPLE_N; which++) {
		struct view v;

		sample_view(&v, test_arena(), (enum sample)which,
			    &(struct sample_state){ .percent = 40, .route = -1, .method = -1 });
		ui_show(ui, &v);
		now_ms += 1000;
		ui_tick(ui);
	}
}

TEST(a_page_that_waits_for_an_answer_wakes_nobody)
{
	struct pty_screen s =
		pty_screen_open((struct ui_options){ 0 }, "xterm", ROWS, COLUMNS_WIDE);
	int woken = 0;

	for (int which = 0; which < SAMPLE_N; which++) {
		struct view v;

		sample_view(&v, test_arena(), (enum sample)which,
			    &(struct sample_state){ .percent = 100, .route = -1, .method = -1 });
		ui_show(&s.tui->ui, &v);
		now_ms += 1000;
		woken += !v.busy && ui_wait(&s.tui->ui) != -1;
	}
	(void)pty_screen_close(&s);
	assert_int_equal(woken, 0);
}

static int times_in(struct bytes painted, const char *text)
{
	const char *at = painted.at;
	int times = 0;

	while ((at = bytes_find((struct bytes){ at, painted.n - (size_t)(at - painted.at) },
				text))) {
		times++;
		at += strlen(text);
	}
	return times;
}

TEST(a_row_that_is_as_on_the_page_before_is_sent_with_the_new_page)
{
	struct pty_screen s =
		pty_screen_open((struct ui_options){ 0 }, "linux", ROWS, COLUMNS_WIDE);
	static const char *const pages[] = { "apply", "proof" };
	struct bytes painted;

	for (size_t i = 0; i < 2; i++) {
		struct view v;

		view_open(&v, test_arena(), pages[i]);
		view_title(&v, pages[i]);
		v.step = v.steps = 3;
		view_text(&v, "%s", "goready is at work.");
		view_action(&v, ACTION_NEXT, NULL, true);
		ui_show(&s.tui->ui, &v);
		ui_show(&s.tui->ui, &v); /* nothing is new */
		now_ms += 1000;
		ui_tick(&s.tui->ui);
	}
	painted = pty_screen_close(&s);
	assert_int_equal(times_in(painted, "goready is at work."), 2);
}

/* ---- colours ---- */

struct colours {
	bool text, background; /* one of the sixteen, and not the terminal's own */
	bool any, both, others;
};

static void take_code(struct colours *c, int code)
{
	if (code == 0)
		c->text = c->background = false;
	if (code == 39)
		c->text = false;
	if (code == 49)
		c->background = false;
	c->others |= code == 38 || code == 48;
	c->text |= (code >= 30 && code <= 38) || (code >= 90 && code <= 97);
	c->background |= (code >= 40 && code <= 48) || (code >= 100 && code <= 107);
	c->any |= c->text || c->background;
	c->both |= c->text && c->background;
}

/* ECMA-48 8.3.117, SGR: each sequence as a whole. */
static struct colours colours_in(struct bytes painted)
{
	struct colours c = { 0 };

	for (size_t i = 0; i + 2 < painted.n; i++) {
		const char *at = painted.at + i + 2, *end = painted.at + painted.n;
		struct colours before = c;
		int code = 0;

		if (painted.at[i] != '\033' || painted.at[i + 1] != '[')
			continue;
		before.both = c.both;
		for (; at < end && ((*at >= '0' && *at <= '9') || *at == ';'); at++) {
			if (*at != ';') {
				code = code * 10 + *at - '0';
				continue;
			}
			take_code(&c, code);
			code = 0;
		}
		if (at < end && *at == 'm')
			take_code(&c, code);
		else
			c = before;
	}
	return c;
}

static struct colours colours_on(const char *term, bool colour, bool frames)
{
	struct pty_screen s =
		pty_screen_open((struct ui_options){ .colour = colour, .frames = frames }, term,
				ROWS, COLUMNS_WIDE);

	show_all_pages(&s.tui->ui);
	return colours_in(pty_screen_close(&s));
}

TEST(the_codes_of_colours_are_found)
{
	assert_true(colours_in(BYTES("a\033[31;44mb")).both);
	assert_true(colours_in(BYTES("a\033[31mb\033[1;44mc")).both);
	assert_false(colours_in(BYTES("a\033[31mb\033[39;44mc\033[mx\033[2;31Hd")).both);
	assert_true(colours_in(BYTES("\033[38;5;9mx")).others);
}

TEST(of_text_and_background_one_is_always_the_terminals_own)
{
	static const char *const terms[] = { "xterm", "xterm-256color", "linux" };

	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
		struct colours c = colours_on(terms[i], true, i == 0);

		assert_true(c.any);
		assert_false(c.both);
		assert_false(c.others);
		assert_false(colours_on(terms[i], false, false).any);
	}
}

/* ---- --frames ---- */

static struct bytes painted_with(struct ui_options o, int rows, int columns)
{
	struct pty_screen s = pty_screen_open(o, "linux", rows, columns); /* it cannot repeat */

	show_all_pages(&s.tui->ui);
	return pty_screen_close(&s);
}

TEST(frames_are_drawn_for_who_asks_where_there_is_room)
{
	static const char edge[] = "+----";

	assert_non_null(
		bytes_find(painted_with((struct ui_options){ .frames = true }, 24, 80), edge));
	assert_non_null(
		bytes_find(painted_with((struct ui_options){ .frames = true }, 15, 50), edge));
	assert_null(bytes_find(painted_with((struct ui_options){ .frames = true }, 8, 30), edge));
	assert_null(bytes_find(painted_with((struct ui_options){ 0 }, 24, 80), edge));
}

static struct bytes painted_text(struct ui_options o, const char *text)
{
	struct pty_screen s = pty_screen_open(o, "linux", 24, 80);
	struct view v;

	view_open(&v, test_arena(), "details");
	view_text(&v, "%s", text);
	ui_show(&s.tui->ui, &v);
	return pty_screen_close(&s);
}

TEST(where_quotes_have_two_cells_signs_that_have_one_stand_in_their_place)
{
	static const char text[] = "不认识 “vet” — 见 a→b │ Ж Björn Muñoz";
	struct bytes as_it_is, narrow;

	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		skip_because("there is no C.UTF-8");
	as_it_is = painted_text((struct ui_options){ 0 }, text);
	narrow = painted_text((struct ui_options){ .wide_signs = true, .frames = true }, text);
	assert_non_null(bytes_find(as_it_is, text));
	assert_non_null(bytes_find(narrow, "不认识 \"vet\" - 见 a>b | ? Björn Muñoz"));
	assert_int_equal(text_width("“—→│Ж"), 5); /* what stands there is as wide */
}

TEST(a_c_locale_gets_ascii_whatever_the_text_holds)
{
	struct bytes painted;

	assert_non_null(setlocale(LC_CTYPE, "C"));
	painted = painted_text((struct ui_options){ 0 },
			       "Muñoz \342\200\234vet\342\200\235 - 安装 go");
	for (size_t i = 0; i < painted.n; i++)
		assert_true((unsigned char)painted.at[i] < 0x80);
	assert_non_null(bytes_find(painted, "Mu?oz ?vet? - "));
}

TEST(the_terminal_is_said_to_have_wide_signs_by_a_variable)
{
	assert_false(ui_has_wide_signs());
	setenv("GOREADY_AMBIGUOUS", "wide", 1);
	assert_true(ui_has_wide_signs());
	setenv("GOREADY_AMBIGUOUS", "narrow", 1);
	assert_false(ui_has_wide_signs());
	unsetenv("GOREADY_AMBIGUOUS");
}

TEST(in_a_frame_nothing_of_a_page_gets_lost)
{
	struct view v;
	struct pty_screen s;
	struct bytes painted;

	view_open(&v, test_arena(), "review");
	view_text(&v, "%s", "one two three four five six seven eight nine ten eleven twelve");
	view_action(&v, ACTION_NEXT, "Go on from here", true);
	s = pty_screen_open((struct ui_options){ .frames = true }, "xterm", 15, 50);
	ui_show(&s.tui->ui, &v);
	painted = pty_screen_close(&s);
	assert_non_null(bytes_find(painted, "twelve"));
	assert_non_null(bytes_find(painted, "Go on from here"));
}
