/* What each screen says on each captured machine, in plain text and full screen. */
#include "machine.h"
#include "test.h"

#include "base/i18n.h"
#include "plan_machine.h"
#include "sample_views.h"
#include "screens/screens.h"
#include "ui/ui.h"
#include "walk.h"

/* Those whose screens are kept as files in tests/snap, one each; a Mac's are in one file; all others
 * are only looked over. */
static const char *const kept[] = { "debian-bare", "healthy-debian-amd64", NULL };

struct shown {
	struct wizard *w;
	const char *machine;
	bool keep;
	struct str *all; /* what every screen says, of a Mac and in Chinese; else NULL */
};

/* ---- a machine ---- */

static struct wizard *begin_with(const char *machine, enum wizard_mode mode,
				 struct journal_runs *runs)
{
	return walk_start((struct wizard_options){
		.mode = mode, .facts = walk_facts(machine), .runs = runs });
}

static struct wizard *begin(const char *machine)
{
	return begin_with(machine, WIZARD_SETUP, NULL);
}

/* ---- app's side, without a network or shells ---- */

static struct shell_matrix *rehearsal_of(const struct wizard *w)
{
	struct arena *mem = test_arena();
	struct shell_matrix *matrix = ARENA_NEW(mem, struct shell_matrix);

	for (int id = 0; id < SHELL_N; id++) {
		struct resolved *row;

		if (!w->plan.shell[id])
			continue;
		row = list_add(mem, matrix);
		row->shell = (enum shell_id)id;
		row->mode = MODE_LOGIN;
		row->asked = true;
		required_tools_each (tool) {
			const struct tool *there = facts_resolve(w->facts, tool);

			row->tool[tool] =
				w->plan.tool_folder[tool]
					? path_join(mem, w->plan.tool_folder[tool], tool_name(tool))
				: there ? there->path
					: NULL;
		}
	}
	return matrix;
}

static void answer(struct wizard *w)
{
	while (w->wish == WISH_LOOK || w->wish == WISH_REHEARSE) {
		enum wish wish = w->wish;
		const struct shell_matrix *matrix = NULL;

		w->wish = WISH_NONE;
		if (wish == WISH_LOOK) {
			walk_look(w);
			continue;
		}
		matrix = rehearsal_of(w);
		wizard_on(w, &(struct event){ .kind = EVENT_REHEARSED, .rehearsal = matrix });
	}
}

static void press(struct wizard *w, enum action_id action)
{
	wizard_on(w, &(struct event){ .kind = EVENT_ACTION, .action = action });
	answer(w);
}

/* ---- what must hold of every screen ---- */

static void check_width(const char *where, const struct view *v, const char *text, int most)
{
	struct names lines = str_split(test_arena(), text, '\n');

	for (size_t i = 0; i < lines.n; i++)
		if (text_width(lines.at[i]) > most && text_longest_word(lines.at[i]) <= most &&
		    !sample_is_command(v, lines.at[i]))
			fail_msg("%s: more than %d cells: %s", where, most, lines.at[i]);
}

static void check_plain(const char *where, const struct view *v, const char *text)
{
	for (const char *c = text; *c; c++)
		if (*c != '\n' && ((unsigned char)*c < 0x20 || *c == 0x7f))
			fail_msg("%s: a control character in plain text:\n%s", where, text);
	for (const char *line = text; *line; line = strchr(line, '\n') + 1) {
		size_t width = strcspn(line, "\n");

		if (!strchr(line + width, '\n'))
			break;
	}
	check_width(where, v, text, 79);
	if (strstr(text, "(null)"))
		fail_msg("%s says (null):\n%s", where, text);
}

/* The key of what the key bar names in one word; NULL: it has a row of its own. */
static const char *key_in_the_bar(enum action_id id)
{
	return id == ACTION_HELP      ? "? "
	       : id == ACTION_LOG     ? "l "
	       : id == ACTION_DETAILS ? "d "
	       : id == ACTION_QUIT    ? "q "
				      : NULL;
}

/* Whatever plain mode offers by name the full screen offers too, since both draw one view; here:
 * that both say it. */
static void check_both_say(const struct view *v, const char *page, const char *bar)
{
	for (size_t i = 0; i < v->actions.n; i++) {
		const struct action *a = &v->actions.at[i];
		const char *key = key_in_the_bar(a->id);

		if (a->enabled && !strstr(key ? bar : page, key ? key : a->label))
			fail_msg("%s: \"%s\" is not on the full screen:\n%s\n%s", v->screen,
				 a->label, page, bar);
	}
}

static void check_recommended_is_first(const struct view *v, const char *page)
{
	for (size_t i = 0; i < v->blocks.n; i++) {
		const struct block *b = &v->blocks.at[i];

		for (size_t o = 1; b->kind == BLOCK_CHOICE && !b->several && o < b->options.n; o++)
			if (b->options.at[o].recommended)
				fail_msg("%s: what is recommended is not first:\n%s", v->screen,
					 page);
	}
}

/* What Return takes is marked: as recommended, or as chosen. */
static void check_something_is_chosen(const struct view *v, const char *page)
{
	for (size_t i = 0; i < v->blocks.n; i++) {
		const struct block *b = &v->blocks.at[i];
		bool any = b->kind != BLOCK_CHOICE || b->several || b->chosen >= 0;

		for (size_t o = 0; o < b->options.n; o++)
			any |= b->options.at[o].recommended;
		if (!any)
			fail_msg("%s: nothing is chosen:\n%s", v->screen, page);
	}
}

static void show(const struct shown *s, const char *name)
{
	struct arena *mem = test_arena();
	struct view v;
	struct layout wide = { 0 }, narrow = { 0 };
	const char *plain;

	wizard_view(s->w, mem, &v);
	plain = plain_text(mem, &v, 80);
	layout_view(mem, &v, 80, 0, &wide);
	layout_view(mem, &v, 50, 0, &narrow);
	check_plain(arena_fmt(mem, "%s %s", s->machine, name), &v, plain);
	check_recommended_is_first(&v, plain);
	check_something_is_chosen(&v, plain);
	check_both_say(&v, layout_text(mem, &wide),
		       layout_keys(mem, &v, view_box_at(&v) >= 0 ? BAR_BOX : BAR_PAGE, 500));
	check_width(name, &v, layout_text(mem, &wide), 80);
	check_width(name, &v, layout_text(mem, &narrow), 50);
	if (s->all)
		str_fmt(s->all, "==== %s\n%s\n", name, plain);
	if (!s->keep)
		return;
	assert_snapshot(arena_fmt(mem, "%s/%s.plain.txt", s->machine, name), plain);
	assert_snapshot(arena_fmt(mem, "%s/%s.80.txt", s->machine, name), layout_text(mem, &wide));
	if (str_equal(name, "welcome") || str_equal(name, "review"))
		assert_snapshot(arena_fmt(mem, "%s/%s.50.txt", s->machine, name),
				layout_text(mem, &narrow));
}

/* ---- the way through ---- */

static void show_overlays(struct shown *s)
{
	press(s->w, ACTION_DETAILS);
	show(s, arena_fmt(test_arena(), "%s-details", screens[s->w->at]->id));
	press(s->w, ACTION_CLOSE);
	press(s->w, ACTION_HELP);
	show(s, arena_fmt(test_arena(), "%s-help", screens[s->w->at]->id));
	press(s->w, ACTION_CLOSE);
}

/* `suffix`: of the file that holds what all screens say. */
static void show_machine(const char *machine, bool keep, bool keep_all, const char *suffix)
{
	struct shown s = { .w = begin(machine), .machine = machine, .keep = keep };
	struct str all = { .mem = test_arena() };

	if (keep_all || s.w->facts->machine.os == OS_DARWIN)
		s.all = &all;

	wizard_on(s.w, &(struct event){ .kind = EVENT_CHOOSE,
					.chosen = { .choice = "route", .option = "steps" } });
	for (int i = 0; i < 9; i++) {
		enum screen_id at = wizard_screen(s.w);

		show(&s, screens[at]->id);
		s.keep = keep && at == SCREEN_REVIEW && s.w->plan.steps.n;
		show_overlays(&s);
		s.keep = keep;
		press(s.w, ACTION_NEXT);
		if (wizard_screen(s.w) == at)
			break;
	}
	if (wizard_screen(s.w) != SCREEN_REVIEW && wizard_screen(s.w) != SCREEN_DONE)
		fail_msg("%s: the way ends at %s", machine, screens[wizard_screen(s.w)]->id);
	if (s.all && suffix)
		assert_snapshot(arena_fmt(test_arena(), "%s/screens%s.txt", machine, suffix),
				machine_without_versions(test_arena(), str_text(&all)));
	arena_close(s.w->plan_mem);
}

static bool is_kept(const char *machine)
{
	for (size_t i = 0; kept[i]; i++)
		if (strcmp(kept[i], machine) == 0)
			return true;
	return false;
}

static void show_step_by_step(const char *machine)
{
	show_machine(machine, is_kept(machine), false, "");
}

TEST(every_captured_machine_comes_through_the_step_by_step_route)
{
	machine_each(show_step_by_step);
}

/* Return takes what is lit, which is never to leave out a tool that the plan brings. */
static void check_choices(const struct wizard *w, const char *machine)
{
	struct view v;

	wizard_view(w, test_arena(), &v);
	for (size_t i = 0; i < v.blocks.n; i++) {
		const struct block *b = &v.blocks.at[i];

		if (b->kind == BLOCK_CHOICE && !b->several && b->chosen >= (int)b->options.n)
			fail_msg("%s, %s: what the plan does is not among the answers", machine,
				 b->label);
	}
}

static void check_repair(const char *machine)
{
	struct wizard *w = begin_with(machine, WIZARD_FIX, NULL);

	wizard_on(w, &(struct event){ .kind = EVENT_CHOOSE,
				      .chosen = { .choice = "route", .option = "steps" } });
	for (enum screen_id at = SCREEN_NONE; at != wizard_screen(w);) {
		at = wizard_screen(w);
		check_choices(w, machine);
		press(w, ACTION_NEXT);
	}
	arena_close(w->plan_mem);
}

TEST(in_a_repair_what_the_plan_does_is_among_the_answers_of_each_question)
{
	machine_each(check_repair);
}

/* ---- a healthy machine ---- */

static void check_healthy(const char *machine)
{
	struct arena *mem = test_arena();
	struct wizard *w;
	struct view v;

	if (!str_starts(machine, "healthy-"))
		return;
	w = begin(machine);
	wizard_view(w, mem, &v);
	if (!strstr(plain_text(mem, &v, 80), "nothing needs to"))
		fail_msg("%s:\n%s", machine, plain_text(mem, &v, 80));
	press(w, ACTION_NEXT);
	assert_int_equal(WISH_PROVE, w->wish);
	arena_close(w->plan_mem);
}

TEST(healthy_machine_is_told_so_and_offered_the_proof)
{
	machine_each(check_healthy);
}

/* ---- in Chinese ---- */

static const char *const kept_in_chinese[] = { "debian-bare", "m1-protoc-3.20", NULL };

static void show_unkept(const char *machine)
{
	show_machine(machine, false, false, NULL);
}

TEST(a_proof_alone_offers_no_stop_that_is_none)
{
	struct wizard *w = begin_with("healthy-debian-amd64", WIZARD_SETUP, NULL);
	struct view v;

	wizard_on(w, &(struct event){ .kind = EVENT_CHOOSE,
				      .chosen = { .choice = "route", .option = "prove" } });
	wizard_on(w, &(struct event){ .kind = EVENT_ACTION, .action = ACTION_NEXT });
	wizard_view(w, test_arena(), &v);
	assert_string_equal("proof", v.screen);
	assert_null(view_find_action(&v, ACTION_CANCEL));
	arena_close(w->plan_mem);
}

/* Below title, key bar, message and the offer of plain text with its blank line. */
enum { FIRST_PAGE = 24 - 4 - 2 };

static void first_page_fits(const char *machine, enum wizard_mode mode)
{
	struct wizard *w = begin_with(machine, mode, NULL);
	struct layout page;
	struct view v;

	wizard_view(w, test_arena(), &v);
	layout_view(test_arena(), &v, 80, 0, &page);
	layout_fit(&page, FIRST_PAGE);
	if (page.lines.n > FIRST_PAGE)
		fail_msg("%s, %s:\n%s", machine, mode == WIZARD_FIX ? "fix" : "set-up",
			 layout_text(test_arena(), &page));
	arena_close(w->plan_mem);
}

static void first_pages_fit(const char *machine)
{
	first_page_fits(machine, WIZARD_SETUP);
	first_page_fits(machine, WIZARD_FIX);
}

TEST(what_is_asked_first_fits_the_usual_screen_down_to_next)
{
	machine_each(first_pages_fit);
	language_choose("zh_CN");
	machine_each(first_pages_fit);
	language_choose("en");
}

TEST(every_captured_machine_comes_through_in_chinese_and_every_screen_fits)
{
	language_choose("zh_CN");
	machine_each(show_unkept);
	for (size_t i = 0; kept_in_chinese[i]; i++)
		show_machine(kept_in_chinese[i], false, true, ".zh_CN");
	language_choose("en");
}

/* ---- a healthy machine whose set-up was broken off ---- */

static struct wizard *begin_after_a_kill(const char *proof_state)
{
	struct arena *mem = test_arena();
	struct journal_runs *runs = ARENA_NEW(mem, struct journal_runs);
	struct journal_run *run = list_add(mem, runs);
	struct journal_step_record *proof = list_add(mem, &run->steps);
	struct json *plan = NULL;
	struct wizard *w;

	assert_ok(json_parse(mem, BYTES("[{\"id\":\"proof\",\"kind\":\"proof\"}]"), &plan, NULL),
		  NULL);
	run->id = "0001";
	run->folder = "/home/ann/.local/state/goready/runs/0001";
	run->plan = plan;
	proof->step = "proof";
	proof->state = proof_state;
	w = begin_with("healthy-debian-amd64", WIZARD_SETUP, runs);
	assert_int_equal(SCREEN_RECOVER, wizard_screen(w));
	press(w, ACTION_NEXT);
	assert_int_equal(SCREEN_WELCOME, wizard_screen(w));
	return w;
}

TEST(going_on_where_only_the_proof_is_left_leads_to_it)
{
	struct wizard *w = begin_after_a_kill("started");

	assert_int_equal(WISH_NONE, w->wish);
	assert_int_equal(1, w->plan.steps.n);
	assert_string_equal("proof", w->plan.steps.at[0].id);
	press(w, ACTION_NEXT);
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	press(w, ACTION_APPLY);
	assert_int_equal(WISH_APPLY, w->wish);
	arena_close(w->plan_mem);
}

TEST(going_on_where_nothing_is_left_ends_the_earlier_run)
{
	struct wizard *w = begin_after_a_kill("done");

	assert_int_equal(WISH_FINISH, w->wish);
	w->wish = WISH_NONE;
	press(w, ACTION_NEXT);
	assert_int_equal(WISH_PROVE, w->wish);
	arena_close(w->plan_mem);
}
