/*
 * Every kind of step says on each page what it will do, does, and how it is taken back: a walk over the
 * table, with steps of captured machines' plans. A kind that a page does not know fails here.
 */
#include "test.h"

#include "journal/journal.h"
#include "run/task.h"
#include "walk.h"

/* Between them their plans have a step of each kind. */
static const char *const machines[] = { "debian-bare", "m2-out-of-the-box", "go-bin-closed" };

static struct wizard *at_review(const char *machine)
{
	return walk_to_review(walk_facts(machine), NULL);
}

static struct view *page(const struct wizard *w)
{
	struct view *v = ARENA_NEW(test_arena(), struct view);

	wizard_view(w, test_arena(), v);
	return v;
}

static void each_step(struct wizard *w, void (*check)(struct wizard *w, const struct step *s))
{
	for (size_t i = 0; i < w->plan.steps.n; i++)
		check(w, &w->plan.steps.at[i]);
}

static void each_machine(void (*check)(struct wizard *w))
{
	for (size_t i = 0; i < sizeof(machines) / sizeof(machines[0]); i++) {
		struct wizard *w = at_review(machines[i]);

		check(w);
		walk_end(w);
	}
}

/* ---- the rows ---- */

TEST(every_kind_has_a_name_of_its_own_and_says_something_everywhere)
{
	for (const struct step_kind *const *at = step_kinds; *at; at++) {
		const struct step_kind *kind = *at;

		assert_non_null(kind->name);
		assert_non_null(kind->preview);
		assert_non_null(kind->review);
		assert_non_null(kind->details);
		assert_true(kind->part < REVIEW_PARTS);
		for (const struct step_kind *const *other = step_kinds; other < at; other++)
			assert_string_not_equal(kind->name, (*other)->name);
	}
}

TEST(every_kind_is_carried_out_by_a_task)
{
	for (const struct step_kind *const *at = step_kinds; *at; at++)
		assert_non_null(task_kind_of(&(struct step){ .kind = *at })->start);
}

static bool is_planned(const struct step_kind *kind)
{
	bool found = false;

	for (size_t i = 0; i < sizeof(machines) / sizeof(machines[0]); i++) {
		struct wizard *w = at_review(machines[i]);

		found |= plan_count(&w->plan, kind) > 0;
		walk_end(w);
	}
	return found;
}

/* Else what follows would pass a kind by. */
TEST(every_kind_is_in_the_plan_of_a_machine_that_is_walked_here)
{
	for (const struct step_kind *const *at = step_kinds; *at; at++)
		if (!is_planned(*at))
			fail_msg("no plan here has a step \"%s\"", (*at)->name);
}

/* ---- before consent ---- */

static bool shows_block(const struct view *v, const struct block *wanted)
{
	for (size_t i = 0; i < v->blocks.n; i++) {
		const struct block *b = &v->blocks.at[i];

		if (b->kind == wanted->kind && str_equal(b->label, wanted->label) &&
		    str_equal(b->text, wanted->text) &&
		    str_equal(b->diff.unified, wanted->diff.unified))
			return true;
	}
	return false;
}

static void review_shows(struct wizard *w, const struct step *s)
{
	struct plan alone = { .steps = { .at = (struct step *)s, .n = 1 } };
	struct view own;
	struct step_page on = { .v = &own, .plan = &alone, .home = w->facts->places.home };

	view_open(&own, test_arena(), "review");
	s->kind->review(&on, s);
	if (!own.blocks.n)
		fail_msg("Review is told nothing of %s", s->id);
	on.plan = &w->plan;
	own.blocks.n = 0;
	s->kind->review(&on, s);
	for (size_t i = 0; i < own.blocks.n; i++)
		if (!shows_block(page(w), &own.blocks.at[i]))
			fail_msg("Review does not show what %s says", s->id);
}

TEST(links_of_two_folders_are_not_told_as_of_one)
{
	struct wizard *w = at_review("debian-bare");
	struct step *last = NULL;

	for (size_t i = 0; i < w->plan.steps.n; i++)
		if (w->plan.steps.at[i].kind == &step_link)
			last = &w->plan.steps.at[i];
	assert_non_null(last);
	last->link.path = "/opt/elsewhere/protoc";
	walk_both_say(w, "protoc in /opt/elsewhere");
	walk_both_say(w, "gofmt and go in ~/.local/share/goready/bin");
	walk_end(w);
}

static void review_shows_all(struct wizard *w)
{
	each_step(w, review_shows);
}

TEST(review_shows_every_step)
{
	each_machine(review_shows_all);
}

static void details_tell(struct wizard *w, const struct step *s)
{
	const char *text = strstr(walk_said(w), s->summary), *next;
	char *own;

	if (!text)
		fail_msg("Details do not name %s", s->id);
	next = strstr(text + 1, "Why: ");
	next = next ? strstr(next + 1, "Why: ") : NULL;
	own = arena_strndup(test_arena(), text, next ? (size_t)(next - text) : strlen(text));
	assert_contains(own, s->why);
	if (!strstr(own, "Undone: ") && !strstr(own, "What stays: "))
		fail_msg("Details do not say how %s is undone:\n%s", s->id, own);
}

static void details_tell_all(struct wizard *w)
{
	walk_press(w, ACTION_DETAILS);
	each_step(w, details_tell);
}

TEST(details_say_of_every_step_why_it_is_and_how_it_is_undone)
{
	each_machine(details_tell_all);
}

static void json_has(struct wizard *w, const struct step *s)
{
	const char *preview = json_print(test_arena(), step_preview_json(test_arena(), s), false);
	const char *all = json_print(test_arena(), plan_json(test_arena(), &w->plan), false);

	assert_string_not_equal("{}", preview);
	if (!strstr(preview, "{\"diff\":")) /* of a diff logs have less */
		assert_contains(all, preview);
	assert_contains(all, arena_fmt(test_arena(), "\"kind\":\"%s\"", s->kind->name));
}

static void json_has_all(struct wizard *w)
{
	each_step(w, json_has);
}

TEST(json_has_a_preview_of_every_step)
{
	each_machine(json_has_all);
}

/* ---- while it is done ---- */

static void tell(struct wizard *w, const struct step *s, enum step_state state)
{
	struct err e = { 0 };
	struct run_event event = { .step = s, .state = state, .seconds_left = -1 };

	err_set(&e, RC_COMMAND, "the disk went away");
	if (state == STATE_FAILED)
		event.error = &e;
	wizard_on(w, &(struct event){ .kind = EVENT_STEP, .step = &event });
}

static size_t rows_of(const struct wizard *w, enum status_level level)
{
	const struct view *v = page(w);
	size_t n = 0;

	for (size_t i = 0; i < v->blocks.n; i++)
		n += v->blocks.at[i].kind == BLOCK_STATUS && v->blocks.at[i].level == level;
	return n;
}

/* Folders have a row only where they cannot be made. */
static void apply_shows(struct wizard *w, const struct step *s)
{
	bool has_row = !(s->kind->flags & STEP_MAKES_FOLDERS);

	if (s->kind->flags & STEP_PROVES) /* has a page of its own */
		return;
	tell(w, s, STATE_STARTED);
	if (rows_of(w, SAY_WORKING) != has_row)
		fail_msg("Apply does not show that %s is under way", s->id);
	tell(w, s, STATE_FAILED);
	walk_both_say(w, s->summary);
	walk_both_say(w, "the disk went away");
	tell(w, s, STATE_DONE);
	assert_int_equal(0, rows_of(w, SAY_PROBLEM));
}

static void apply_has_a_row_for_each_tool(struct wizard *w, const struct step *s)
{
	if (s->tool != TOOL_N)
		walk_both_say(w, tool_title(s->tool));
}

static void apply_shows_all(struct wizard *w)
{
	walk_press(w, ACTION_APPLY);
	assert_int_equal(SCREEN_APPLY, wizard_screen(w));
	each_step(w, apply_has_a_row_for_each_tool);
	each_step(w, apply_shows);
}

TEST(apply_shows_every_step_while_it_runs_when_it_fails_and_when_it_is_done)
{
	each_machine(apply_shows_all);
}

/* ---- afterwards ---- */

static void journal_has(struct wizard *w)
{
	struct arena *mem = test_arena();
	struct facts here = *w->facts;
	struct journal *j = NULL;
	struct err e = { 0 };
	const char *text;

	here.places.state = test_path(arena_fmt(mem, "state-%d", (int)here.machine.os));
	here.places.runs = path_join(mem, here.places.state, "runs");
	assert_ok(journal_begin(host_real(), &here, &w->plan, NULL, &j, &e), &e);
	text = test_read(path_join(mem, journal_folder(j), "journal.jsonl")).at;
	for (size_t i = 0; i < w->plan.steps.n; i++) {
		const struct step *s = &w->plan.steps.at[i];

		assert_contains(text, arena_fmt(mem, "\"id\":\"%s\",\"kind\":\"%s\"", s->id,
						s->kind->name));
		assert_contains(text, arena_fmt(mem, "\"undo\":\"%s\"", undo_kind_name(s->undo)));
	}
	assert_ok(journal_end(j, "done", &e), &e);
	journal_close(j);
}

TEST(journal_has_every_step_and_how_it_is_undone)
{
	each_machine(journal_has);
}
