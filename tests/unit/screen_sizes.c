/*
 * What one sees of each screen before anything is pressed, on terminals of six sizes and in both languages: a
 * bare machine, from Welcome to Done, the pages over them, and a run that fails. Colours repeat what the words
 * say (tui_keys), and tests/pictures has them.
 */
#include "test.h"

#include "base/i18n.h"
#include "plan_machine.h"
#include "ui/ui.h"
#include "walk.h"

struct sight {
	struct wizard *w;
	int columns, rows;
	struct str text;
};

/* ---- the screen, as tui_draw.c puts it ---- */

static struct page_area area(const struct sight *s)
{
	return layout_area(s->columns, true);
}

static struct lines beside(const struct sight *s, const struct view *v, const struct layout *page)
{
	struct arena *mem = test_arena();
	struct lines lines = { 0 }, about;

	if (!area(s).about)
		return lines;
	lines = layout_route(mem, v, area(s).side);
	list_push(mem, &lines, ((struct line){ .text = "" }));
	about = layout_about(mem, v, page->focus.n ? &page->focus.at[0] : NULL, area(s).side - 1);
	for (size_t i = 0; i < about.n; i++)
		list_push(mem, &lines, about.at[i]);
	return lines;
}

static void put_row(struct sight *s, const char *left, const char *right)
{
	struct arena *mem = test_arena();
	const char *row = left;
	size_t n;

	if (*right)
		row = arena_fmt(mem, "%s%s", text_pad(mem, left, area(s).side_at), right);
	for (n = strlen(row); n && row[n - 1] == ' '; n--)
		;
	if (text_width(arena_strndup(mem, row, n)) > s->columns)
		fail_msg("wider than %d cells: %s", s->columns, row);
	str_fmt(&s->text, "%.*s\n", (int)n, row);
}

static void see(struct sight *s, const char *name)
{
	struct arena *mem = test_arena();
	struct layout page;
	struct lines side;
	struct view v;

	wizard_view(s->w, mem, &v);
	layout_view(mem, &v, area(s).page, -1, &page);
	if (!v.busy)
		layout_fit(&page, s->rows - 4);
	side = beside(s, &v, &page);
	str_fmt(&s->text, "==== %s\n", name);
	put_row(s, layout_title(mem, &v, s->columns), "");
	put_row(s, "", "");
	for (size_t i = 0; i < (size_t)s->rows - 4 && (i < page.lines.n || i < side.n); i++)
		put_row(s, i < page.lines.n ? page.lines.at[i].text : "",
			i < side.n ? side.at[i].text : "");
	put_row(s,
		layout_keys(mem, &v, view_box_at(&v) >= 0 && !v.busy ? BAR_BOX : BAR_PAGE,
			    s->columns),
		"");
}

static void see_over(struct sight *s, enum action_id action, const char *name)
{
	walk_press(s->w, action);
	see(s, name);
	walk_press(s->w, ACTION_CLOSE);
}

/* ---- a run ---- */

static void tell(struct wizard *w, const struct step *step, enum step_state state)
{
	struct run_event event = { .step = step, .state = state, .seconds_left = -1, .ms = 1900 };
	struct err e = { 0 };

	if (state == STATE_PROGRESS) {
		event.bytes = 46300000;
		event.total = 75800000;
	}
	err_set(&e, RC_UNREACHABLE, "fetching https://go.dev/dl/: the server does not answer");
	event.error = state == STATE_FAILED ? &e : NULL;
	wizard_on(w, &(struct event){ .kind = EVENT_STEP, .step = &event });
}

static const struct step *download_of_go(const struct wizard *w)
{
	return plan_step(&w->plan, "go.fetch");
}

/* Agreed to; protoc is there, and Go is coming. */
static void run_half(struct wizard *w)
{
	walk_press(w, ACTION_APPLY);
	w->wish = WISH_NONE;
	for (size_t i = 0; i < w->plan.steps.n; i++)
		if (w->plan.steps.at[i].tool == TOOL_PROTOC)
			tell(w, &w->plan.steps.at[i], STATE_DONE);
	tell(w, download_of_go(w), STATE_STARTED);
	tell(w, download_of_go(w), STATE_PROGRESS);
	wizard_on(w, &(struct event){ .kind = EVENT_TICK, .ms = 8000 });
}

static void end_run(struct wizard *w, bool ok)
{
	struct run_result result = { .ok = ok, .id = "20261120-170000" };

	if (!ok)
		err_set(&result.error, RC_UNREACHABLE, "the server does not answer");
	wizard_on(w, &(struct event){ .kind = EVENT_RUN_ENDED, .result = &result });
	w->wish = WISH_NONE;
}

static void prove(struct wizard *w, size_t from, size_t to)
{
	struct run_event event = { .step = &w->plan.steps.at[w->plan.steps.n - 1],
				   .state = STATE_PROGRESS };

	for (size_t i = from; i < to && proof_step_at("hello", i); i++) {
		struct verdict v = { .id = i == 6 ? "unary" : "step",
				     .title = proof_step_at("hello", i),
				     .evidence = "Hello, goready!",
				     .ok = true,
				     .ms = 6400 };

		event.verdict = verdict_json(test_arena(), &v);
		wizard_on(w, &(struct event){ .kind = EVENT_STEP, .step = &event });
	}
}

/* ---- every screen ---- */

static void take_way(struct wizard *w, const char *way)
{
	wizard_on(w, &(struct event){ .kind = EVENT_CHOOSE,
				      .chosen = { .choice = "route", .option = way } });
}

static void see_run(struct sight *s)
{
	struct wizard *w = s->w;

	run_half(w);
	see(s, "apply");
	for (size_t i = 0; i + 1 < w->plan.steps.n; i++)
		tell(w, &w->plan.steps.at[i], STATE_DONE);
	tell(w, &w->plan.steps.at[w->plan.steps.n - 1], STATE_STARTED);
	prove(w, 0, 4);
	see(s, "proof");
	prove(w, 4, SIZE_MAX);
	tell(w, &w->plan.steps.at[w->plan.steps.n - 1], STATE_DONE);
	end_run(w, true);
	see(s, "done");
	see_over(s, ACTION_LOG, "log");
	see_over(s, ACTION_DETAILS, "done-details");
}

static void see_failure(struct sight *s)
{
	run_half(s->w);
	tell(s->w, download_of_go(s->w), STATE_FAILED);
	end_run(s->w, false);
	see(s, "apply-failed");
	walk_press(s->w, ACTION_OTHER_ADDRESS);
	see(s, "address");
}

static void see_all(struct sight *s)
{
	s->w = walk_begin(walk_facts("debian-bare"), NULL);
	see(s, "welcome");
	see_over(s, ACTION_HELP, "welcome-help");
	take_way(s->w, "steps");
	for (enum screen_id at = SCREEN_N; wizard_screen(s->w) != at;) {
		at = wizard_screen(s->w);
		if (at != SCREEN_WELCOME && at != SCREEN_REVIEW)
			see(s, wizard_screen_at(s->w, at)->id);
		walk_press(s->w, ACTION_NEXT);
	}
	walk_end(s->w);
	s->w = walk_to_review(walk_facts("debian-bare"), NULL);
	see(s, "review");
	see_over(s, ACTION_DETAILS, "review-details");
	see_over(s, ACTION_QUIT, "quit");
	see_run(s);
	walk_end(s->w);
	s->w = walk_to_review(walk_facts("debian-bare"), NULL);
	see_failure(s);
	walk_end(s->w);
	s->w = walk_begin(walk_facts("healthy-debian-amd64"), NULL);
	see(s, "welcome, healthy");
	take_way(s->w, "explain");
	walk_press(s->w, ACTION_NEXT);
	see(s, "explain");
	walk_end(s->w);
}

static void check_sizes(const char *language)
{
	static const int sizes[][2] = { { 120, 40 }, { 80, 24 }, { 60, 16 },
					{ 50, 15 },  { 40, 12 }, { 30, 8 } };

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct sight s = { .columns = sizes[i][0],
				   .rows = sizes[i][1],
				   .text = { .mem = test_arena() } };

		see_all(&s);
		assert_snapshot(
			arena_fmt(test_arena(), "sizes/%dx%d.%s.txt", s.columns, s.rows, language),
			machine_without_versions(test_arena(), str_text(&s.text)));
	}
}

TEST(every_screen_looks_as_it_did_at_every_size)
{
	check_sizes("en");
}

TEST(every_screen_looks_as_it_did_at_every_size_in_chinese)
{
	language_choose("zh_CN");
	check_sizes("zh_CN");
	language_choose("en");
}
