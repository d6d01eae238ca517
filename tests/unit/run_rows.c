/* What Apply, Proof and Done say of a run: rows that stand from the start, one bar, the time. */
#include "plan_machine.h"
#include "test.h"
#include "walk.h"
#include "wants/profile.h"
#include "wizard/estimate.h"
#include "wizard/tell.h"

static struct wizard *agreed(void)
{
	struct wizard *w = walk_to_review(machine_bare(test_arena()), NULL);

	walk_press(w, ACTION_APPLY);
	return w;
}

static void tick(struct wizard *w, int ms)
{
	wizard_on(w, &(struct event){ .kind = EVENT_TICK, .ms = ms });
}

static void moves(struct wizard *w, const struct step *step, struct run_event event)
{
	event.step = step;
	event.seconds_left = -1;
	wizard_on(w, &(struct event){ .kind = EVENT_STEP, .step = &event });
}

static void passes(struct wizard *w, const char *id, const char *evidence)
{
	struct verdict verdict = { .id = id, .title = id, .ok = true, .evidence = evidence };
	struct run_event event = { .state = STATE_PROGRESS,
				   .verdict = verdict_json(test_arena(), &verdict) };

	moves(w, plan_step(&w->plan, "proof"), event);
}

static void all_but_the_proof(struct wizard *w)
{
	for (size_t i = 0; i < w->plan.steps.n; i++)
		if (!(w->plan.steps.at[i].kind->flags & STEP_PROVES)) {
			moves(w, &w->plan.steps.at[i],
			      (struct run_event){ .state = STATE_STARTED });
			moves(w, &w->plan.steps.at[i],
			      (struct run_event){ .state = STATE_DONE, .ms = 1500 });
		}
}

/* The labels of the rows, in order. */
static const char *labels(struct wizard *w)
{
	struct names all = { 0 };
	struct view v;

	wizard_view(w, test_arena(), &v);
	for (size_t i = 0; i < v.blocks.n; i++)
		if (v.blocks.at[i].kind == BLOCK_STATUS)
			list_push(test_arena(), &all, v.blocks.at[i].label);
	return str_join(test_arena(), &all, "; ");
}

TEST(rows_stand_from_the_start_and_stay_where_they_are)
{
	struct wizard *w = agreed();
	const char *rows = labels(w);

	assert_contains(rows, "Go 1.");
	assert_contains(rows, "; protoc-gen-go; protoc-gen-go-grpc; ");
	assert_true(str_ends(rows, "files; Proof"));
	for (size_t i = 0; i + 1 < w->plan.steps.n; i++) {
		moves(w, &w->plan.steps.at[i], (struct run_event){ .state = STATE_STARTED });
		assert_string_equal(rows, labels(w));
		moves(w, &w->plan.steps.at[i], (struct run_event){ .state = STATE_DONE });
		assert_string_equal(rows, labels(w));
	}
	walk_end(w);
}

/* What stands beside that label. */
static const char *beside(struct wizard *w, const char *label)
{
	struct view v;

	wizard_view(w, test_arena(), &v);
	for (size_t i = 0; i < v.blocks.n; i++)
		if (v.blocks.at[i].kind == BLOCK_STATUS && str_starts(v.blocks.at[i].label, label))
			return v.blocks.at[i].text;
	return "";
}

TEST(what_was_downloaded_is_unpacked_next_and_a_row_at_work_says_at_what)
{
	struct wizard *w = agreed();
	const struct step *fetch = plan_step(&w->plan, "go.fetch");

	moves(w, fetch, (struct run_event){ .state = STATE_STARTED });
	assert_contains(beside(w, "Go "), "downloading");
	moves(w, fetch, (struct run_event){ .state = STATE_DONE, .ms = 1500 });
	assert_string_equal("unpacking", beside(w, "Go "));
	walk_end(w);
}

TEST(a_checksum_that_is_wrong_is_told_by_its_beginning)
{
	struct wizard *w = agreed();
	struct err e = { 0 };

	err_set(&e, RC_CHECKSUM, "%s came, and not a.zip",
		"a3274eb11b75ec62b0adcc895fed4bcf3e36df96ed998ba05037506bb9006916");
	moves(w, plan_step(&w->plan, "go.fetch"),
	      (struct run_event){ .state = STATE_FAILED, .error = &e });
	assert_contains(beside(w, "Go "), "a3274eb11b75... came, and not a.zip");
	walk_end(w);
}

TEST(share_done_grows_to_the_end_and_is_whole_only_there)
{
	struct wizard *w = agreed();
	const struct step *fetch = plan_step(&w->plan, "go.fetch");
	int before = wizard_estimate(w).percent;

	assert_int_equal(0, before);
	assert_true(wizard_estimate(w).seconds_left > 30);
	assert_in_range(wizard_estimate(w).seconds_left, plan_seconds(&w->plan) - 1,
			plan_seconds(&w->plan)); /* as Review said */
	moves(w, fetch, (struct run_event){ .state = STATE_STARTED });
	moves(w, fetch, (struct run_event){ .state = STATE_PROGRESS, .bytes = 50, .total = 100 });
	assert_true(wizard_estimate(w).percent > before);
	before = wizard_estimate(w).percent;
	all_but_the_proof(w);
	assert_true(wizard_estimate(w).percent > before);
	moves(w, plan_step(&w->plan, "proof"), (struct run_event){ .state = STATE_STARTED });
	for (size_t i = 0; proof_step_at("hello", i); i++)
		passes(w, "tools", NULL);
	assert_in_range(wizard_estimate(w).percent, before + 1, 99);
	walk_end(w);
}

/* A loaded machine: nothing moves, and the guess grows with the clock. */
TEST(what_is_left_never_rises_and_what_takes_longer_is_said_to)
{
	struct wizard *w = agreed();
	const struct step *build = plan_step(&w->plan, "plugin.protoc-gen-go");
	int left, percent;

	moves(w, plan_step(&w->plan, "go.fetch"), (struct run_event){ .state = STATE_DONE });
	moves(w, build, (struct run_event){ .state = STATE_STARTED });
	left = wizard_estimate(w).seconds_left;
	percent = wizard_estimate(w).percent;
	for (int s = 1; s < 600; s++) {
		struct estimate now;

		tick(w, s * 1000);
		now = wizard_estimate(w);
		assert_in_range(now.seconds_left, 0, left);
		assert_in_range(now.percent, percent, 99);
		left = now.seconds_left;
		percent = now.percent;
	}
	walk_shows(w, "%, it takes longer than usual");
	walk_end(w);
}

TEST(less_than_a_minute_is_not_said_for_longer_than_that)
{
	struct wizard *w = agreed();
	const struct step *build = plan_step(&w->plan, "plugin.protoc-gen-go");
	int since = 0;

	for (size_t i = 0; i < w->plan.steps.n; i++)
		if (&w->plan.steps.at[i] != build)
			moves(w, &w->plan.steps.at[i], (struct run_event){ .state = STATE_DONE });
	moves(w, build, (struct run_event){ .state = STATE_STARTED });
	for (int s = 1; s < 200; s++) {
		struct estimate now;

		tick(w, s * 1000);
		now = wizard_estimate(w);
		if (!since && now.seconds_left < 50)
			since = s;
		if (since && s > since + 60)
			assert_true(now.late);
	}
	assert_in_range(since, 1, 100);
	walk_shows(w, "%, it takes longer than usual");
	walk_end(w);
}

TEST(step_that_takes_longer_than_usual_does_not_count_as_done)
{
	struct wizard *w = agreed();
	const struct step *build = plan_step(&w->plan, "plugin.protoc-gen-go");
	int before = wizard_estimate(w).percent;

	moves(w, build, (struct run_event){ .state = STATE_STARTED });
	tick(w, 4000);
	walk_shows(w, "usually ");
	assert_null(strstr(walk_said(w), "usually "));
	tick(w, 95000);
	walk_shows(w, "90 s so far, usually ");
	assert_in_range(wizard_estimate(w).percent, before + 1, 50);
	walk_end(w);
}

TEST(compiling_for_the_proof_is_shown_said_and_counted)
{
	struct wizard *w = agreed();
	struct run_result result = { .ok = true, .id = "0001" };
	int before;

	tick(w, 20000);
	assert_false(wizard_is_warming(w));
	all_but_the_proof(w);
	assert_true(wizard_is_warming(w));
	assert_contains(walk_said(w), "Working. Proof: compiling what it needs");
	assert_string_equal("Compiling what the proof needs", tell_under_way(w, test_arena()));
	before = wizard_estimate(w).percent;
	tick(w, 50000);
	walk_shows(w, "compiling what it needs, 30 s so far");
	assert_true(wizard_estimate(w).percent > before);
	before = wizard_estimate(w).percent;
	assert_contains(walk_said(w), "Working. Proof: compiling what it needs.");
	moves(w, plan_step(&w->plan, "proof"), (struct run_event){ .state = STATE_STARTED });
	assert_int_equal(SCREEN_PROOF, wizard_screen(w));
	assert_int_equal(before, wizard_estimate(w).percent);
	assert_contains(walk_said(w), "Waiting. Stop the server cleanly");
	passes(w, "unary", "client said: Hello, goready!");
	tick(w, 78000);
	wizard_on(w, &(struct event){ .kind = EVENT_RUN_ENDED, .result = &result });
	assert_int_equal(SCREEN_DONE, wizard_screen(w));
	walk_both_say(w, "1 of 1 checks, 58 s");
	walk_both_say(w, "client said: Hello, goready!");
	assert_contains(walk_said(w), "protoc-gen-go-grpc: Version ");
	walk_end(w);
}

TEST(details_of_done_say_what_began_when_and_how_long_it_took)
{
	struct wizard *w = agreed();
	struct run_result result = { .ok = true, .id = "0001" };
	const struct step *fetch = plan_step(&w->plan, "go.fetch");
	const struct step *build = plan_step(&w->plan, "plugin.protoc-gen-go");

	tick(w, 1000);
	moves(w, fetch, (struct run_event){ .state = STATE_STARTED });
	moves(w, fetch, (struct run_event){ .state = STATE_DONE, .ms = 2340 });
	tick(w, 64000);
	moves(w, build, (struct run_event){ .state = STATE_STARTED });
	moves(w, build, (struct run_event){ .state = STATE_DONE, .ms = 14600 });
	tick(w, 80000);
	for (size_t i = 0; i < w->plan.steps.n; i++)
		if (w->run.progress.at[i].state != STATE_DONE &&
		    !(w->plan.steps.at[i].kind->flags & STEP_PROVES))
			moves(w, &w->plan.steps.at[i],
			      (struct run_event){ .state = STATE_DONE, .ms = 20 });
	tick(w, 90000);
	moves(w, plan_step(&w->plan, "proof"), (struct run_event){ .state = STATE_STARTED });
	passes(w, "unary", "client said: Hello, goready!");
	wizard_on(w, &(struct event){ .kind = EVENT_RUN_ENDED, .result = &result });
	walk_press(w, ACTION_DETAILS);
	walk_both_say(w, arena_fmt(test_arena(), "%s: 2.3 s", fetch->summary));
	walk_both_say(w, arena_fmt(test_arena(), "%s: 14.6 s", build->summary));
	walk_both_say(w, "Compiling what the proof needs: 10.0 s");
	assert_contains(walk_said(w), "1:20: Compiling");
	assert_true(strstr(walk_said(w), "0:01: ") < strstr(walk_said(w), "1:04: "));
	assert_null(strstr(walk_said(w), ": 0.0 s"));
	walk_end(w);
}

TEST(a_page_that_is_read_stays_open_when_the_run_ends_and_a_question_about_it_does_not)
{
	static const enum action_id over[] = { ACTION_DETAILS, ACTION_LOG, ACTION_HELP,
					       ACTION_QUIT };

	for (size_t i = 0; i < sizeof(over) / sizeof(over[0]); i++) {
		struct wizard *w = agreed();
		struct run_result result = { .ok = true, .id = "0001" };
		enum screen_id open;

		all_but_the_proof(w);
		walk_press(w, over[i]);
		open = wizard_screen(w);
		assert_int_not_equal(SCREEN_APPLY, open);
		if (over[i] == ACTION_DETAILS)
			walk_both_say(w, "Download Go");
		wizard_on(w, &(struct event){ .kind = EVENT_RUN_ENDED, .result = &result });
		if (over[i] != ACTION_QUIT) {
			assert_int_equal(open, wizard_screen(w));
			if (over[i] == ACTION_DETAILS) /* of the page it was opened on */
				walk_both_say(w, "Download Go");
			walk_press(w, ACTION_BACK);
		}
		assert_int_equal(SCREEN_DONE, wizard_screen(w));
		walk_end(w);
	}
}

TEST(beside_stop_stands_what_it_means)
{
	struct wizard *w = agreed();

	walk_shows(w, "what is complete stays; undo takes it back");
	walk_press(w, ACTION_CANCEL);
	walk_press(w, ACTION_CANCEL);
	walk_shows(w, "Stopping");
	walk_end(w);
}

/* ---- a plugin that is released as an archive ---- */

static struct wizard *agreed_to_an_archive(void)
{
	const char *text =
		"{\"plugins\": {\"protoc-gen-go\": {\"version\": \"v1.36.11\", \"sources\": "
		"[\"https://m.example/x/\"], \"sha256\": "
		"\"d0f743b33e8d8945e6b1f432edd15785c70507121d6e2a723b21285eddf8b57b\"}}}";
	const struct profile *profile = NULL;
	struct err e = { 0 };
	struct wizard *w;

	assert_ok(profile_parse(test_arena(), bytes_of(text), "team.json", &profile, &e), &e);
	w = walk_to_review(machine_bare(test_arena()), profile);
	walk_press(w, ACTION_APPLY);
	return w;
}

static const char *logged(const struct wizard *w)
{
	struct str all = { .mem = test_arena() };

	for (size_t i = 0; i < w->log.n; i++)
		str_fmt(&all, "%s\n", w->log.at[i].text);
	return str_text(&all);
}

TEST(what_came_as_an_archive_was_checked_and_what_was_built_instead_was_built)
{
	for (int otherwise = 0; otherwise <= 1; otherwise++) {
		struct wizard *w = agreed_to_an_archive();
		const struct step *fetch = plan_step(&w->plan, "plugin.protoc-gen-go.fetch");
		const struct step *put = plan_step(&w->plan, "plugin.protoc-gen-go");
		struct run_event begun = { .state = STATE_STARTED, .otherwise = otherwise };
		struct run_event done = { .state = STATE_DONE, .otherwise = otherwise, .ms = 2000 };

		moves(w, fetch, done);
		moves(w, put, begun);
		assert_string_equal(otherwise ? "Build protoc-gen-go 1.36.11 and put it in ~/go/bin"
					      : "Put protoc-gen-go 1.36.11 in ~/go/bin",
				    tell_under_way(w, test_arena()));
		moves(w, put, done);
		walk_both_say(w, otherwise ? "built and in place" : "checked and in place");
		assert_contains(logged(w),
				otherwise ? "Done: Pass over the archive of protoc-gen-go 1.36.11"
					  : "Done: Download protoc-gen-go 1.36.11 from m.example");
		assert_contains(logged(w), otherwise ? "Done: Build protoc-gen-go 1.36.11 and"
						     : "Done: Put protoc-gen-go 1.36.11 in");
		walk_end(w);
	}
}
