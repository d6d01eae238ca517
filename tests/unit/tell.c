/* What is said of the state is what the state is: after a signal, as a sign of life, at `where`, and at
 * the end. */
#include "plan_machine.h"
#include "test.h"
#include "walk.h"
#include "wizard/tell.h"

static struct wizard *agreed(void)
{
	struct wizard *w = walk_to_review(machine_bare(test_arena()), NULL);

	walk_press(w, ACTION_APPLY);
	assert_int_equal(PHASE_CHANGING, w->phase);
	assert_true(w->plan.steps.n > 2);
	return w;
}

static void moves(struct wizard *w, size_t step, enum step_state state)
{
	struct run_event event = { .step = &w->plan.steps.at[step], .state = state };

	wizard_on(w, &(struct event){ .kind = EVENT_STEP, .step = &event });
}

static void ends(struct wizard *w, struct run_result result)
{
	wizard_on(w, &(struct event){ .kind = EVENT_RUN_ENDED, .result = &result });
}

static void is_undone(struct wizard *w, const struct err *error)
{
	struct undo_plan plan = { 0 };

	wizard_ask_undo(w, NULL);
	wizard_on(w, &(struct event){ .kind = EVENT_UNDO_PLAN, .undo_plan = &plan });
	wizard_on(w, &(struct event){ .kind = EVENT_UNDONE, .error = error });
}

static const char *const ended_text[] = {
	[OUTCOME_NOTHING_CHANGED] = "Nothing was changed.",
	[OUTCOME_STAYS] = "1 of ",
	[OUTCOME_TAKEN_BACK] = "What had been changed was taken back.",
	[OUTCOME_PARTLY_TAKEN_BACK] = "Not everything was taken back yet. To go on: ",
};

static void says(struct wizard *w, enum outcome outcome, const char *where, const char *stopped,
		 const char *words)
{
	const char *then = "", *sentence = tell_stopped(w, &then);
	struct view v;

	assert_int_equal(outcome, wizard_outcome(w));
	assert_contains(tell_where(w), where);
	assert_contains(sentence, stopped);
	assert_string_equal(words ? words : "", then ? then : "");
	wizard_view(w, test_arena(), &v);
	assert_string_equal(tell_where(w), v.where);
	if (!wizard_is_changing(w)) /* else it goes on to its end */
		assert_contains(tell_input_ended(w, test_arena()), ended_text[outcome]);
}

TEST(before_consent_nothing_is_changed)
{
	struct wizard *w = walk_to_review(machine_bare(test_arena()), NULL);

	says(w, OUTCOME_NOTHING_CHANGED, "Nothing is changed yet", "Nothing was changed", NULL);
	assert_null(tell_under_way(w, test_arena()));
	walk_end(w);
}

TEST(sign_of_life_names_the_steps_that_move_and_none_that_is_done)
{
	struct wizard *w = agreed();
	const char *first = w->plan.steps.at[0].summary, *second = w->plan.steps.at[1].summary;

	assert_string_equal(w->waiting_for, tell_under_way(w, test_arena()));
	moves(w, 0, STATE_STARTED);
	moves(w, 1, STATE_STARTED);
	assert_contains(tell_under_way(w, test_arena()), first);
	assert_contains(tell_under_way(w, test_arena()), second);
	moves(w, 1, STATE_DONE);
	assert_string_equal(first, tell_under_way(w, test_arena()));
	says(w, OUTCOME_UNDER_WAY, "Changes are being made", "What is complete stays", "undo");
	walk_end(w);
}

TEST(what_is_complete_stays_only_where_something_is)
{
	struct wizard *w = agreed();
	struct run_result stopped = { .id = "0001", .cancelled = true };

	moves(w, 0, STATE_STARTED);
	moves(w, 0, STATE_CANCELLED);
	ends(w, stopped);
	says(w, OUTCOME_TAKEN_BACK, "was taken back", "What had been changed was taken back", NULL);
	walk_end(w);

	w = agreed();
	moves(w, 0, STATE_DONE);
	ends(w, stopped);
	says(w, OUTCOME_STAYS, "What is complete stays", "What is complete stays", "undo");
	walk_end(w);
}

TEST(a_run_that_was_rolled_back_leaves_nothing)
{
	struct wizard *w = agreed();

	moves(w, 0, STATE_DONE);
	moves(w, 0, STATE_ROLLED_BACK);
	ends(w, (struct run_result){ .id = "0001", .rolled_back = true });
	says(w, OUTCOME_TAKEN_BACK, "was taken back", "What had been changed was taken back", NULL);
	walk_end(w);
}

TEST(a_run_that_never_began_has_changed_nothing)
{
	struct wizard *w = agreed();
	struct run_result failed = { 0 };

	err_set(&failed.error, RC_LOCKED, "another goready is at work");
	ends(w, failed);
	says(w, OUTCOME_NOTHING_CHANGED, "Nothing is changed yet", "Nothing was changed", NULL);
	walk_end(w);
}

TEST(undo_that_was_broken_off_is_not_said_to_be_done)
{
	struct wizard *w = agreed();
	struct err broken_off = { 0 };

	err_set(&broken_off, RC_CANCELLED, "stopped; what is left can still be undone");
	moves(w, 0, STATE_DONE);
	ends(w, (struct run_result){ .id = "0001", .cancelled = true });
	is_undone(w, &broken_off);
	says(w, OUTCOME_PARTLY_TAKEN_BACK, "Not everything", "Not everything was taken back yet",
	     "undo");
	is_undone(w, NULL);
	says(w, OUTCOME_TAKEN_BACK, "was taken back", "What had been changed was taken back", NULL);
	walk_end(w);
}

TEST(only_what_was_proven_is_said_to_be)
{
	struct wizard *w = agreed();
	struct verdict good = { .id = "unary", .title = "Call", .ok = true };
	struct run_result ok = { .id = "0001", .ok = true };

	moves(w, 0, STATE_DONE);
	ends(w, ok);
	assert_string_equal("Every step is complete. Nothing was proven.", tell_end(w));
	assert_contains(walk_said(w), "Nothing was proven");
	says(w, OUTCOME_STAYS, "The changes are made", "What is complete stays", "undo");
	walk_end(w);

	w = agreed();
	moves(w, 0, STATE_DONE);
	wizard_on(w, &(struct event){ .kind = EVENT_VERDICT, .verdict = &good });
	ends(w, ok);
	assert_string_equal("Everything is in place and proven.", tell_end(w));
	assert_contains(walk_said(w), "Proven");
	list_push(
		w->mem, &w->outcomes,
		(struct repair_outcome){ .finding = &(struct finding){ .level = LEVEL_PROBLEM } });
	assert_string_equal("What was to be done is in place and proven. A problem stays.",
			    tell_end(w));
	walk_end(w);
}

static int questions_behind(struct wizard *w)
{
	return wizard_questions_behind(w, test_arena());
}

TEST(the_questions_that_are_left_are_counted_down_to_consent)
{
	struct wizard *w = walk_to_review(machine_bare(test_arena()), NULL);
	int behind;

	assert_int_equal(questions_behind(w), 0);
	walk_press(w, ACTION_DETAILS);
	assert_int_equal(questions_behind(w), 1);
	walk_press(w, ACTION_CLOSE);
	walk_press(w, ACTION_BACK);
	assert_int_equal(SCREEN_WELCOME, wizard_screen(w));
	assert_int_equal(questions_behind(w), 1);
	walk_press(w, ACTION_HELP);
	walk_press(w, ACTION_DETAILS);
	assert_int_equal(questions_behind(w), 2);
	walk_press(w, ACTION_CLOSE);
	walk_press(w, ACTION_CLOSE);
	assert_int_equal(questions_behind(w), 1);
	wizard_on(w, &(struct event){ .kind = EVENT_CHOOSE, .chosen = { "route", "steps", 0 } });
	behind = questions_behind(w);
	assert_true(behind > 3);
	for (int i = 0; i < 20 && wizard_screen(w) != SCREEN_REVIEW; i++) {
		walk_press(w, ACTION_NEXT);
		assert_true(questions_behind(w) <= behind);
		behind = questions_behind(w);
	}
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	assert_int_equal(behind, 0);
	walk_end(w);
}
