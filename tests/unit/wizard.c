/* The state machine, driven as app drives it, on hand-made machines; no front end, no machine. */
#include "test.h"

#include "base/i18n.h"
#include "base/own_name.h"

#include "plan_machine.h"
#include "screens/common.h"
#include "screens/say_explain.h"
#include "screens/screens.h"
#include "ui/ui.h"
#include "view_json.h"
#include "wants/manifest.h"
#include "wants/probe.h"
#include "walk.h"
#include "wizard/tell.h"
#include "wizard/wizard.h"

/* ---- a bare machine ---- */

static struct facts *bare_machine(struct arena *mem)
{
	struct facts *f = machine_bare(mem);

	f->machine.os_title = "Debian GNU/Linux 12 (bookworm)";
	f->machine.memory = 8000000000;
	f->machine.processors = 2;
	f->machine.ca_store = true;
	f->environment.home_disk.free_bytes = f->environment.tmp_disk.free_bytes = 50000000000;
	return f;
}

static struct wizard *begin_with(struct facts *f, enum wizard_mode mode)
{
	return walk_start((struct wizard_options){ .mode = mode, .facts = f });
}

static struct wizard *begin(void)
{
	return begin_with(bare_machine(test_arena()), WIZARD_SETUP);
}

static void end(struct wizard *w)
{
	arena_close(w->plan_mem);
}

/* ---- app's side ---- */

enum fate { FATE_DONE, FATE_FAILS, FATE_FAILS_LATE, FATE_PROOF_FAILS, FATE_CANCELLED };

struct app_side {
	enum fate fate;
	int applied, looked, rehearsed, finished;
	const struct facts *checked; /* what is there after a repair; NULL: as before */
};

static void send(struct wizard *w, enum event_kind kind)
{
	wizard_on(w, &(struct event){ .kind = kind });
}

/* What new shells would say if the proposed files do what they are meant to. */
static struct shell_matrix *matrix_of(const struct wizard *w, bool planned)
{
	struct arena *mem = test_arena();
	struct shell_matrix *matrix = ARENA_NEW(mem, struct shell_matrix);

	for (int mode = 0; mode < MODE_N; mode++) {
		struct resolved *row = list_add(mem, matrix);

		row->shell = SHELL_BASH;
		row->mode = (enum shell_mode)mode;
		row->asked = true;
		row->inherits = mode == MODE_SCRIPT;
		row->path_text = planned && w->plan.folders.n
					 ? arena_fmt(mem, "%s:/usr/bin:/bin",
						     str_join(mem, &w->plan.folders, ":"))
					 : "/usr/bin:/bin";
		for (int id = 0; planned && id < TOOL_N; id++)
			if (w->plan.tool_folder[id])
				row->tool[id] =
					path_join(mem, w->plan.tool_folder[id], tool_name(id));
	}
	return matrix;
}

/* Beside those it has. */
static void tell_address(struct wizard *w, struct address address)
{
	struct addresses addresses = { 0 };

	for (size_t i = 0; i < w->observed.addresses.n; i++)
		list_push(test_arena(), &addresses, w->observed.addresses.at[i]);
	list_push(test_arena(), &addresses, address);
	wizard_on(w,
		  &(struct event){ .kind = EVENT_PROBES, .probed = { .addresses = &addresses } });
}

/* Of a tool's sources, the offered ones or the user's own. */
static void tell_sources(struct wizard *w, enum tool_id id, bool offered, enum reach reach)
{
	struct probes probes = wants_probes(test_arena(), w->facts, &w->wants);

	for (size_t i = 0; i < probes.n; i++) {
		struct address address = probe_address(test_arena(), &probes.at[i]);

		address.reach = reach;
		if (address.tool == id && str_equal(address.role, "mirror") == offered)
			tell_address(w, address);
	}
}

static void look(struct wizard *w)
{
	struct shell_matrix *matrix = matrix_of(w, false);

	required_tools_each (id) {
		tell_sources(w, id, false, REACH_OK);
		tell_sources(w, id, true, REACH_OK);
	}
	wizard_on(w, &(struct event){ .kind = EVENT_SHELLS,
				      .looked = { .facts = facts_with_shells(test_arena(), NULL,
									     w->facts, matrix),
						  .matrix = matrix } });
	send(w, EVENT_LOOKED);
}

static void tell(struct wizard *w, const struct step *step, enum step_state state)
{
	struct err e = { 0 };
	struct run_event event = { .step = step, .state = state, .seconds_left = -1 };

	if (state == STATE_FAILED) {
		err_set(&e, RC_UNREACHABLE, "fetching: the server does not answer");
		event.error = &e;
	}
	wizard_on(w, &(struct event){ .kind = EVENT_STEP, .step = &event });
}

static void tell_verdict(struct wizard *w, bool ok)
{
	struct verdict verdict = { .id = "build",
				   .ok = ok,
				   .ms = 1200,
				   .title = "Build server and client",
				   .evidence = "2 programs",
				   .remedy = ok ? NULL : "See the lines above." };

	wizard_on(w, &(struct event){ .kind = EVENT_VERDICT, .verdict = &verdict });
}

static void run(struct wizard *w, struct app_side *app)
{
	struct run_result result = { .id = "20261120-170000", .ok = app->fate == FATE_DONE };
	size_t n = w->plan.steps.n;

	app->applied++;
	for (size_t i = 0; i < n; i++) {
		const struct step *step = &w->plan.steps.at[i];

		tell(w, step, STATE_STARTED);
		if ((app->fate == FATE_FAILS && step->kind == &step_fetch) ||
		    (app->fate == FATE_FAILS_LATE && step->kind == &step_run)) {
			tell(w, step, STATE_FAILED);
			err_set(&result.error, RC_UNREACHABLE, "the server does not answer");
			break;
		}
		tell(w, step, STATE_DONE);
	}
	result.proof_failed = app->fate == FATE_PROOF_FAILS;
	result.cancelled = app->fate == FATE_CANCELLED;
	if (result.ok || result.proof_failed) {
		struct run_event event = { .step = &w->plan.steps.at[n - 1],
					   .state = STATE_PROGRESS };
		struct verdict v = { .id = "unary",
				     .title = "Call",
				     .evidence = "client said: Hello! (sent 2026-11-26T19:00:00Z)",
				     .ok = result.ok,
				     .ms = 10 };

		event.verdict = verdict_json(test_arena(), &v);
		wizard_on(w, &(struct event){ .kind = EVENT_STEP, .step = &event });
	}
	wizard_on(w, &(struct event){ .kind = EVENT_RUN_ENDED, .result = &result });
}

static void undo(struct wizard *w)
{
	send(w, EVENT_UNDONE);
}

static void plan_undo(struct wizard *w)
{
	struct undo_plan plan = { 0 };
	struct undo_item *item;
	struct journal_effect *effect = ARENA_NEW(test_arena(), struct journal_effect);

	effect->path = "/home/ann/.profile";
	item = list_add(test_arena(), &plan.items);
	item->summary = "Remove ~/.profile";
	item->action = UNDO_REMOVE;
	item->effect = effect;
	wizard_on(w, &(struct event){ .kind = EVENT_UNDO_PLAN, .undo_plan = &plan });
}

/* As app does it, but that the machine cannot be looked at. */
static void explain(struct wizard *w)
{
	struct arena *mem = test_arena();
	struct explanation *x = ARENA_NEW(mem, struct explanation);

	*x = explain_read(mem, catalogue_builtin(mem), w->explaining.text);
	explain_judge(mem,
		      &(struct explain_input){ .facts = w->facts,
					       .observed = &w->observed,
					       .wants = &w->wants,
					       .findings = &w->findings },
		      x);
	wizard_on(w, &(struct event){ .kind = EVENT_EXPLAINED, .explained = x });
}

static void fulfil(struct wizard *w, struct app_side *app)
{
	while (w->wish != WISH_NONE && w->wish != WISH_QUIT) {
		enum wish wish = w->wish;

		w->wish = WISH_NONE;
		switch (wish) {
		case WISH_LOOK:
			app->looked++;
			look(w);
			break;
		case WISH_REHEARSE:
			app->rehearsed++;
			wizard_on(w, &(struct event){ .kind = EVENT_REHEARSED,
						      .rehearsal = matrix_of(w, true) });
			break;
		case WISH_APPLY:
			run(w, app);
			break;
		case WISH_PROVE:
			tell_verdict(w, app->fate == FATE_DONE);
			send(w, EVENT_PROVED);
			break;
		case WISH_KEEP_PROJECT:
			send(w, EVENT_PROJECT_KEPT);
			break;
		case WISH_UNDO_PLAN:
			plan_undo(w);
			break;
		case WISH_UNDO:
			undo(w);
			break;
		case WISH_REFRESH:
			wizard_on(w, &(struct event){ .kind = EVENT_FACTS,
						      .looked = { .facts = w->facts } });
			break;
		case WISH_CHECK:
			wizard_on(w, &(struct event){ .kind = EVENT_CHECKED,
						      .looked = { .facts = app->checked
										   ? app->checked
										   : w->facts } });
			break;
		case WISH_FINISH:
			app->finished++;
			break;
		case WISH_EXPLAIN:
			explain(w);
			break;
		case WISH_CANCEL:
		case WISH_MEASURE:
		case WISH_WHY:
		case WISH_NONE:
		case WISH_QUIT:
			break;
		}
	}
}

static void press(struct wizard *w, struct app_side *app, enum action_id action)
{
	wizard_on(w, &(struct event){ .kind = EVENT_ACTION, .action = action });
	fulfil(w, app);
}

static void choose(struct wizard *w, const char *choice, const char *option)
{
	wizard_on(w, &(struct event){ .kind = EVENT_CHOOSE,
				      .chosen = { .choice = choice, .option = option } });
}

static struct view *show(const struct wizard *w)
{
	struct view *v = ARENA_NEW(test_arena(), struct view);

	wizard_view(w, test_arena(), v);
	return v;
}

static const char *words(const struct wizard *w)
{
	return plain_text(test_arena(), show(w), 80);
}

/* ---- the routes ---- */

TEST(recommended_route_takes_three_answers)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();

	assert_int_equal(SCREEN_WELCOME, wizard_screen(w));
	press(w, &app, ACTION_NEXT);
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	assert_int_equal(1, app.looked);
	press(w, &app, ACTION_APPLY);
	assert_int_equal(SCREEN_DONE, wizard_screen(w));
	press(w, &app, ACTION_QUIT);
	assert_int_equal(WISH_QUIT, w->wish);
	assert_int_equal(0, w->exit_status);
	assert_int_equal(1, app.applied);
	end(w);
}

TEST(step_by_step_visits_each_topic_and_back_is_the_inverse_of_next)
{
	static const enum screen_id way[] = { SCREEN_WELCOME, SCREEN_MACHINE, SCREEN_GO,
					      SCREEN_PROTOC,  SCREEN_PLUGINS, SCREEN_MORE_TOOLS,
					      SCREEN_SHELL,   SCREEN_REVIEW };
	struct app_side app = { 0 };
	struct wizard *w = begin();

	choose(w, "route", "steps");
	for (size_t i = 0; i < 8; i++) {
		assert_int_equal(way[i], wizard_screen(w));
		press(w, &app, ACTION_NEXT);
	}
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	for (size_t i = 8; i-- > 0;) {
		assert_int_equal(way[i], wizard_screen(w));
		press(w, &app, ACTION_BACK);
	}
	assert_int_equal(1, app.looked);
	assert_int_equal(0, app.applied);
	end(w);
}

static void expect_step(const struct wizard *w, int step, int part, int parts)
{
	const struct view *v = show(w);

	assert_int_equal(5, v->steps); /* as Welcome said */
	assert_int_equal(step, v->step);
	assert_int_equal(part, v->part);
	assert_int_equal(parts, v->parts);
}

TEST(the_number_of_steps_that_welcome_says_holds_whichever_way_is_taken)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();

	expect_step(w, 1, 0, 0);
	choose(w, "route", "explain");
	expect_step(w, 1, 0, 0);
	press(w, &app, ACTION_NEXT);
	assert_int_equal(SCREEN_EXPLAIN, wizard_screen(w));
	expect_step(w, 1, 0, 0);
	press(w, &app, ACTION_BACK);
	choose(w, "route", "steps");
	expect_step(w, 1, 0, 0);
	for (int part = 1; part <= 6; part++) {
		press(w, &app, ACTION_NEXT);
		expect_step(w, 1, part, 6);
	}
	press(w, &app, ACTION_NEXT);
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	expect_step(w, 2, 0, 0);
	end(w);
}

TEST(a_step_that_an_answer_makes_needless_is_left_out_and_counted_all_the_same)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();

	choose(w, "route", "steps");
	while (wizard_screen(w) != SCREEN_PROTOC)
		press(w, &app, ACTION_NEXT);
	choose(w, "protoc.method", "keep");
	while (wizard_screen(w) != SCREEN_REVIEW)
		press(w, &app, ACTION_NEXT);
	assert_null(plan_step(&w->plan, "proof"));
	expect_step(w, 2, 0, 0);
	assert_true(show(w)->route.at[show(w)->route.n - 2].left_out); /* the proof */
	press(w, &app, ACTION_APPLY);
	assert_int_equal(SCREEN_DONE, wizard_screen(w));
	expect_step(w, 5, 0, 0);
	end(w);

	w = begin();
	choose(w, "route", "look");
	while (wizard_screen(w) != SCREEN_DONE)
		press(w, &app, ACTION_NEXT);
	expect_step(w, 5, 0, 0);
	end(w);
}

TEST(the_whole_way_beside_the_text_has_the_questions_below_their_step)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();
	struct view *v;

	choose(w, "route", "steps");
	press(w, &app, ACTION_NEXT);
	press(w, &app, ACTION_NEXT);
	v = show(w);
	assert_int_equal(11, v->route.n);
	assert_int_equal(2, v->route_at);
	assert_false(v->route.at[0].part);
	assert_string_equal("Go", v->route.at[2].title);
	assert_true(v->route.at[2].part);
	assert_false(v->route.at[7].part);
	end(w);
}

TEST(welcome_and_review_say_the_same_number_of_files)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();
	const char *files;

	files = arena_fmt(test_arena(), "%zu files", files_to_change(&w->plan));
	assert_contains(words(w), files);
	press(w, &app, ACTION_NEXT);
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	assert_contains(words(w), files);
	end(w);
}

TEST(only_look_tries_nothing_and_has_no_way_to_apply)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();

	choose(w, "route", "look");
	for (int i = 0; i < 12 && wizard_screen(w) != SCREEN_DONE; i++) {
		assert_null(view_find_action(show(w), ACTION_APPLY));
		press(w, &app, ACTION_APPLY);
		press(w, &app, ACTION_NEXT);
	}
	assert_int_equal(SCREEN_DONE, wizard_screen(w));
	assert_int_equal(0, app.looked + app.rehearsed + app.applied);
	press(w, &app, ACTION_QUIT);
	assert_int_equal(2, w->exit_status);
	end(w);
}

TEST(choices_outlive_going_back)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();

	choose(w, "route", "steps");
	press(w, &app, ACTION_NEXT);
	press(w, &app, ACTION_NEXT);
	choose(w, "go.method", "keep");
	press(w, &app, ACTION_BACK);
	press(w, &app, ACTION_NEXT);
	assert_int_equal(SCREEN_GO, wizard_screen(w));
	assert_int_equal(METHOD_KEEP, w->choices.method[TOOL_GO]);
	assert_int_equal(METHOD_KEEP, w->wants.tool[TOOL_GO].method);
	end(w);
}

/* ---- consent ---- */

TEST(only_apply_at_review_starts_the_run)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();

	press(w, &app, ACTION_APPLY);
	press(w, &app, ACTION_NEXT);
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	for (int id = 0; id < ACTION_N; id++) {
		if (id == ACTION_APPLY || id == ACTION_BACK)
			continue;
		press(w, &app, (enum action_id)id);
		if (wizard_screen(w) != SCREEN_REVIEW)
			press(w, &app, ACTION_CLOSE);
		assert_int_equal(0, app.applied);
	}
	assert_true(view_find_action(show(w), ACTION_APPLY)->consent);
	assert_int_equal(PHASE_CHOOSING, w->phase);
	end(w);
}

TEST(end_of_input_before_consent_changes_nothing_and_exits_3)
{
	for (int depth = 0; depth < 7; depth++) {
		struct app_side app = { 0 };
		struct wizard *w = begin();

		choose(w, "route", "steps");
		for (int i = 0; i < depth; i++)
			press(w, &app, ACTION_NEXT);
		send(w, EVENT_END_OF_INPUT);
		assert_int_equal(WISH_QUIT, w->wish);
		assert_int_equal(3, w->exit_status);
		assert_string_equal("Input ended. Nothing was changed.",
				    w->log.at[w->log.n - 1].text);
		assert_int_equal(0, app.applied);
		end(w);
	}
}

TEST(end_of_input_during_the_run_lets_it_end_and_exits_with_the_result)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();

	press(w, &app, ACTION_NEXT);
	wizard_on(w, &(struct event){ .kind = EVENT_ACTION, .action = ACTION_APPLY });
	send(w, EVENT_END_OF_INPUT);
	assert_int_equal(WISH_APPLY, w->wish);
	fulfil(w, &app);
	assert_int_equal(WISH_QUIT, w->wish);
	assert_int_equal(0, w->exit_status);
	end(w);
}

TEST(quitting_with_choices_made_asks_first)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();

	press(w, &app, ACTION_NEXT);
	press(w, &app, ACTION_QUIT);
	assert_int_equal(SCREEN_QUIT, wizard_screen(w));
	press(w, &app, ACTION_CLOSE);
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	press(w, &app, ACTION_QUIT);
	press(w, &app, ACTION_QUIT);
	assert_int_equal(WISH_QUIT, w->wish);
	assert_int_equal(3, w->exit_status);
	end(w);
}

TEST(what_was_looked_up_last_is_not_what_stays_in_the_terminal)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();

	press(w, &app, ACTION_NEXT);
	press(w, &app, ACTION_APPLY);
	assert_int_equal(SCREEN_DONE, wizard_screen(w));
	press(w, &app, ACTION_DETAILS);
	assert_int_equal(SCREEN_DETAILS, wizard_screen(w));
	press(w, &app, ACTION_QUIT);
	assert_int_equal(WISH_QUIT, w->wish);
	assert_int_equal(SCREEN_DONE, wizard_screen(w));
	end(w);
}

/* ---- failures ---- */

static struct wizard *failed_run(struct app_side *app, enum fate fate)
{
	struct wizard *w = begin();

	app->fate = fate;
	press(w, app, ACTION_NEXT);
	press(w, app, ACTION_APPLY);
	assert_int_equal(SCREEN_APPLY, wizard_screen(w));
	assert_int_equal(1, wizard_status(w));
	return w;
}

TEST(same_plan_is_tried_again_without_a_second_consent)
{
	struct app_side app = { 0 };
	struct wizard *w = failed_run(&app, FATE_FAILS);

	assert_contains(words(w), "fetching: the server");
	app.fate = FATE_DONE;
	press(w, &app, ACTION_RETRY);
	assert_int_equal(2, app.applied);
	assert_int_equal(SCREEN_DONE, wizard_screen(w));
	assert_int_equal(0, wizard_status(w));
	end(w);
}

TEST(another_plan_after_a_failure_is_reviewed_again)
{
	struct app_side app = { 0 };
	struct wizard *w = failed_run(&app, FATE_FAILS);

	w->choices.agreed.n = 1; /* as if the rest were new */
	app.fate = FATE_DONE;
	press(w, &app, ACTION_RETRY);
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	assert_int_equal(1, app.applied);
	assert_int_equal(PHASE_CHOOSING, w->phase);
	end(w);
}

TEST(skipping_leaves_the_failed_tool_out)
{
	struct app_side app = { 0 };
	struct wizard *w = failed_run(&app, FATE_FAILS);
	enum tool_id tool = wizard_failed(w)->step->tool;

	press(w, &app, ACTION_SKIP);
	assert_int_equal(METHOD_KEEP, w->wants.tool[tool].method);
	for (size_t i = 0; i < w->plan.steps.n; i++)
		assert_false(w->plan.steps.at[i].kind == &step_fetch &&
			     w->plan.steps.at[i].tool == tool);
	end(w);
}

static void type_address(struct wizard *w, struct app_side *app, const char *address)
{
	struct event event = { .kind = EVENT_TEXT };

	event.pasted.box = "address";
	event.pasted.text = bytes_of(address);
	wizard_on(w, &event);
	fulfil(w, app);
}

TEST(after_a_failed_download_another_address_is_typed_reviewed_and_tried_first)
{
	static const char address[] = "https://mirror.example/archives/";
	struct app_side app = { 0 };
	struct wizard *w = failed_run(&app, FATE_FAILS);
	enum tool_id tool = wizard_failed(w)->step->tool;

	press(w, &app, ACTION_OTHER_ADDRESS);
	assert_int_equal(SCREEN_ADDRESS, wizard_screen(w));
	assert_true(view_box_at(show(w)) >= 0);
	app.fate = FATE_DONE;
	type_address(w, &app, address);
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w)); /* nobody has agreed to that */
	assert_int_equal(1, app.applied);
	assert_contains(w->wants.tool[tool].sources.at[0].parts[0].url, address);
	press(w, &app, ACTION_APPLY);
	assert_int_equal(SCREEN_DONE, wizard_screen(w));
	end(w);
}

TEST(an_address_that_cannot_serve_is_refused_with_the_reason_and_asked_for_again)
{
	struct app_side app = { 0 };
	struct wizard *w = failed_run(&app, FATE_FAILS);

	press(w, &app, ACTION_OTHER_ADDRESS);
	type_address(w, &app, "ftp://mirror.example/");
	assert_int_equal(SCREEN_ADDRESS, wizard_screen(w));
	assert_contains(words(w), "https: address");
	assert_null(w->choices.source[wizard_failed(w)->step->tool]);
	press(w, &app, ACTION_BACK);
	assert_int_equal(SCREEN_APPLY, wizard_screen(w));
	press(w, &app, ACTION_OTHER_ADDRESS);
	assert_null(strstr(words(w), "cannot serve"));
	end(w);
}

TEST(after_a_failed_build_another_module_proxy_is_typed_and_reviewed)
{
	struct app_side app = { 0 };
	struct wizard *w = failed_run(&app, FATE_FAILS_LATE);

	press(w, &app, ACTION_OTHER_ADDRESS);
	type_address(w, &app, "direct");
	assert_contains(words(w), "with direct, go asks no module proxy");
	type_address(w, &app, "off");
	assert_contains(words(w), "with off, go may fetch nothing at all");
	assert_int_equal(SCREEN_ADDRESS, wizard_screen(w));
	type_address(w, &app, " https://proxy.example \n");
	assert_string_equal("https://proxy.example", w->wants.goproxy);
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	end(w);
}

static const struct block *row_called(const struct view *v, const char *label)
{
	for (size_t i = 0; i < v->blocks.n; i++)
		if (str_equal(v->blocks.at[i].label, label))
			return &v->blocks.at[i];
	return NULL;
}

TEST(what_waited_for_a_failed_step_is_one_row_and_the_ways_out_are_on_a_page_of_80_by_24)
{
	struct app_side app = { 0 };
	struct wizard *w = failed_run(&app, FATE_FAILS);
	const struct view *v = show(w);
	struct layout l;

	assert_non_null(row_called(v, "Left out"));
	assert_contains(row_called(v, "Left out")->text, "protoc-gen-go-grpc");
	assert_null(row_called(v, "protoc-gen-go-grpc"));
	layout_view(test_arena(), v, 80, -1, &l);
	assert_true(l.lines.n <= 24 - 4);
	end(w);
}

TEST(back_to_review_after_a_failure_shows_what_is_left_to_do)
{
	struct app_side app = { 0 };
	struct wizard *w = failed_run(&app, FATE_FAILS_LATE);

	press(w, &app, ACTION_BACK);
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	assert_int_equal(PHASE_CHOOSING, w->phase);
	assert_contains(show(w)->where, "What is complete stays");
	assert_int_equal(1, wizard_status(w));
	assert_int_equal(1, app.applied);
	end(w);
}

TEST(the_page_of_a_failure_says_its_cause_where_the_machine_has_it)
{
	struct app_side app = { 0 };
	struct wizard *w = failed_run(&app, FATE_FAILS_LATE);
	struct explanation *x = ARENA_NEW(test_arena(), struct explanation);
	struct hypothesis *h = list_add(test_arena(), &x->hypotheses);

	assert_null(strstr(words(w), "The cause"));
	*h = (struct hypothesis){ .id = "goenv.proxy",
				  .verdict = HYPOTHESIS_HOLDS,
				  .title = "GOPROXY is off",
				  .remedy = "Unset it." };
	list_push(test_arena(), &h->evidence, "GOPROXY=off is in the environment");
	wizard_on(w, &(struct event){ .kind = EVENT_WHY, .explained = x });
	assert_contains(words(w), "GOPROXY is off");
	assert_contains(words(w), "GOPROXY=off is in the environment");
	assert_contains(words(w), "Unset it.");
	end(w);
}

TEST(undo_after_a_failure_is_asked_and_carried_out)
{
	struct app_side app = { 0 };
	struct wizard *w = failed_run(&app, FATE_FAILS_LATE);

	press(w, &app, ACTION_UNDO);
	assert_int_equal(SCREEN_UNDO, wizard_screen(w));
	assert_true(view_find_action(show(w), ACTION_APPLY)->consent);
	press(w, &app, ACTION_DETAILS);
	assert_contains(words(w), "Remove ~/.profile");
	assert_null(strstr(words(w), "is not installed"));
	press(w, &app, ACTION_CLOSE);
	press(w, &app, ACTION_APPLY);
	assert_int_equal(UNDO_DONE, w->undo.progress);
	press(w, &app, ACTION_QUIT);
	assert_int_equal(1, w->exit_status);
	end(w);
}

TEST(what_two_runs_left_is_not_said_to_be_taken_back_with_the_last_one)
{
	struct app_side app = { 0 };
	struct wizard *w = failed_run(&app, FATE_FAILS_LATE);

	app.fate = FATE_DONE;
	press(w, &app, ACTION_RETRY);
	assert_int_equal(SCREEN_DONE, wizard_screen(w));
	assert_contains(words(w), "To take it all back, once for each of 2 runs:");
	assert_string_equal("Undo the last run", view_find_action(show(w), ACTION_UNDO)->label);
	press(w, &app, ACTION_UNDO);
	press(w, &app, ACTION_APPLY);
	assert_int_equal(UNDO_DONE, w->undo.progress);
	assert_int_equal(OUTCOME_STAYS, wizard_outcome(w));
	assert_string_equal("What is complete stays; undo takes it back.", tell_where(w));
	end(w);
}

TEST(an_undo_under_way_says_what_it_takes_back_and_how_far_it_is)
{
	struct app_side app = { 0 };
	struct wizard *w = failed_run(&app, FATE_FAILS_LATE);

	press(w, &app, ACTION_UNDO);
	w->undo.progress = UNDO_UNDER_WAY;
	assert_contains(words(w), "Working. Undoing, 0 of 1.");
	assert_contains(words(w), "Working. Remove ~/.profile.");
	end(w);
}

TEST(leaving_an_undo_under_way_asks_first_and_says_what_stays)
{
	struct app_side app = { 0 };
	struct wizard *w = failed_run(&app, FATE_FAILS_LATE);

	press(w, &app, ACTION_UNDO);
	w->undo.progress = UNDO_UNDER_WAY;
	press(w, &app, ACTION_QUIT);
	assert_int_equal(SCREEN_QUIT, wizard_screen(w));
	assert_contains(words(w), "What is not taken back yet stays, until undo is run again.");
	press(w, &app, ACTION_CLOSE);
	assert_int_equal(SCREEN_UNDO, wizard_screen(w));
	press(w, &app, ACTION_QUIT);
	send(w, EVENT_UNDONE);
	assert_int_equal(SCREEN_UNDO, wizard_screen(w));
	end(w);
}

TEST(failed_proof_exits_2_and_can_be_proven_again)
{
	struct app_side app = { .fate = FATE_PROOF_FAILS };
	struct wizard *w = begin();

	press(w, &app, ACTION_NEXT);
	press(w, &app, ACTION_APPLY);
	assert_int_equal(SCREEN_PROOF, wizard_screen(w));
	assert_int_equal(2, wizard_status(w));
	app.fate = FATE_DONE;
	press(w, &app, ACTION_RETRY);
	assert_int_equal(SCREEN_DONE, wizard_screen(w));
	assert_int_equal(0, wizard_status(w));
	end(w);
}

TEST(the_log_has_the_time_of_each_thing_where_it_is_seen_in_front_and_is_one_line_each)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();
	const struct view *v;

	strcpy(w->clock, "14:03:22");
	wizard_log(w, "Done: Make the folder.");
	wizard_log(w, "Done: \033[31mforeign.");
	press(w, &app, ACTION_LOG);
	v = show(w);
	assert_string_equal("14:03:22", v->blocks.at[v->blocks.n - 2].label);
	assert_string_equal("Done: Make the folder.", v->blocks.at[v->blocks.n - 2].text);
	assert_string_equal("Done: foreign. At 14:03:22.", v->blocks.at[v->blocks.n - 1].spoken);
	end(w);
}

TEST(each_entry_of_the_log_is_one_line_and_details_say_all_of_it)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();
	const char *whole = "Done: Put protoc 36.1 in ~/.local/share/goready/tools/protoc-36.1.";
	struct layout page;

	strcpy(w->clock, "14:03:23");
	wizard_log(w, "%s", "Done: Make the folder ~/.local (1.9 s).");
	strcpy(w->clock, "14:03:22");
	wizard_log(w, "%s", whole);
	press(w, &app, ACTION_LOG);
	layout_view(test_arena(), show(w), 50, -1, &page);
	for (size_t i = 0; i < page.lines.n; i++)
		if (str_starts(page.lines.at[i].text, "  14:03:23"))
			assert_string_equal("  14:03:23  Done: Make the folder ~/.local ...",
					    page.lines.at[i].text);
	for (size_t i = 0; i < page.lines.n; i++)
		if (str_starts(page.lines.at[i].text, "  14:03:22"))
			assert_string_equal("  14:03:22  Done: Put protoc 36.1 in ~/.local/...",
					    page.lines.at[i].text);
	press(w, &app, ACTION_DETAILS);
	assert_int_equal(SCREEN_DETAILS, wizard_screen(w));
	assert_contains(words(w), whole);
	press(w, &app, ACTION_CLOSE);
	assert_int_equal(SCREEN_LOG, wizard_screen(w));
	press(w, &app, ACTION_CLOSE);
	assert_int_equal(SCREEN_WELCOME, wizard_screen(w));
	end(w);
}

TEST(stopping_a_run_wishes_for_it_once)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();

	press(w, &app, ACTION_NEXT);
	wizard_on(w, &(struct event){ .kind = EVENT_ACTION, .action = ACTION_APPLY });
	w->wish = WISH_NONE;
	wizard_on(w, &(struct event){ .kind = EVENT_ACTION, .action = ACTION_CANCEL });
	assert_int_equal(SCREEN_QUIT, wizard_screen(w)); /* a stray Enter stops nothing */
	assert_int_equal(WISH_NONE, w->wish);
	wizard_on(w, &(struct event){ .kind = EVENT_ACTION, .action = ACTION_CANCEL });
	assert_int_equal(WISH_CANCEL, w->wish);
	w->wish = WISH_NONE;
	wizard_on(w, &(struct event){ .kind = EVENT_ACTION, .action = ACTION_CANCEL });
	assert_int_equal(WISH_NONE, w->wish);
	app.fate = FATE_CANCELLED;
	run(w, &app);
	assert_int_equal(SCREEN_APPLY, wizard_screen(w));
	assert_non_null(view_find_action(show(w), ACTION_RETRY));
	end(w);
}

/* ---- done ---- */

TEST(when_the_answer_was_sent_is_heard_in_details_only)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();

	press(w, &app, ACTION_NEXT);
	press(w, &app, ACTION_APPLY);
	assert_int_equal(SCREEN_DONE, wizard_screen(w));
	assert_contains(words(w), "The answer: client said: Hello!\n");
	press(w, &app, ACTION_DETAILS);
	assert_contains(words(w), "Hello! (sent 2026-11-26T19:00:00Z)");
	end(w);
}

TEST(done_gives_one_line_for_this_terminal_in_its_shells_syntax)
{
	struct app_side app = { 0 };
	struct facts *f = bare_machine(test_arena());
	struct wizard *w = begin();

	press(w, &app, ACTION_NEXT);
	press(w, &app, ACTION_APPLY);
	assert_contains(words(w), "eval \"$(/opt/goready/bin/goready env)\"");
	/* Alone on their lines: a full stop behind them would be pasted too. */
	assert_contains(words(w), "\neval \"$(/opt/goready/bin/goready env)\"\n");
	assert_contains(words(w), "\n/opt/goready/bin/goready undo\n");
	end(w);
	f->shell.login = SHELL_FISH;
	w = begin_with(f, WIZARD_SETUP);
	own_name_set("'/home/ann\\'s/goready'", NULL);
	press(w, &app, ACTION_NEXT);
	press(w, &app, ACTION_APPLY);
	assert_contains(view_find_block(show(w), "paste")->text,
			"'/home/ann\\'s/goready' env --shell fish | source");
	end(w);
}

/* ---- repair ---- */

/* Everything is there, but in a folder that is not on PATH. */
static struct tool *add_tool(struct facts *f, enum tool_id id, const char *version)
{
	struct arena *mem = test_arena();
	struct tool *tool = list_add(mem, &f->tools);
	const char *folder = id == TOOL_GO ? "/usr/local/go/bin" : "/home/ann/go/bin";

	tool->id = id;
	tool->path = tool->real_path = path_join(mem, folder, tool_name(id));
	tool->version = version;
	tool->binary = (struct binary){ .format = BINARY_ELF,
					.os = OS_LINUX,
					.archs = { ARCH_AMD64 },
					.arch_n = 1,
					.bits = 64 };
	tool->path_index = tool->new_shell_index = -1;
	tool->goroot = id == TOOL_GO ? "/usr/local/go" : NULL;
	tool->tree_version = tool->compiler_version = id == TOOL_GO ? version : NULL;
	tool->includes = id == TOOL_PROTOC ? "/home/ann/go/include" : NULL;
	return tool;
}

static struct facts *machine_off_path(void)
{
	struct facts *f = bare_machine(test_arena());
	const struct manifest *m = manifest_builtin(test_arena());

	required_tools_each (id)
		add_tool(f, id, manifest_version(m, id));
	return f;
}

static struct tool *tool_of(struct facts *f, enum tool_id id)
{
	for (size_t i = 0; i < f->tools.n; i++)
		if (f->tools.at[i].id == id)
			return &f->tools.at[i];
	return NULL;
}

/* As `apply --yes` goes where the shells decide whether anything is to be done. */
TEST(what_is_newer_is_no_part_of_a_plan_where_it_was_not_offered)
{
	struct facts *f = ARENA_NEW(test_arena(), struct facts);
	struct wizard *w;

	*f = *walk_facts("healthy-debian-amd64");
	tool_of(f, TOOL_PROTOC)->version = "35.0";
	w = begin_with(f, WIZARD_SETUP);
	choose(w, "route", "recommended");
	w->start_file_faulty = true; /* so none was offered */
	w->upgrades.n = 0;
	wizard_on(w, &(struct event){ .kind = EVENT_ACTION, .action = ACTION_NEXT });
	assert_int_equal(WISH_LOOK, w->wish);
	w->wish = WISH_NONE;
	send(w, EVENT_LOOKED);
	assert_true(w->upgrades.n > 0); /* and the shells find no fault */
	assert_false(w->wants.upgrade);
	assert_null(plan_step(&w->plan, "protoc.fetch"));
	end(w);
}

TEST(a_repair_that_was_agreed_to_asks_the_shells_before_nothing_is_called_needed)
{
	struct facts *f = ARENA_NEW(test_arena(), struct facts);
	struct wizard *asked;

	*f = *walk_facts("healthy-debian-amd64");
	asked = begin_with(f, WIZARD_FIX);
	assert_true(wizard_healthy(asked));
	assert_false(wizard_shells_decide(asked));
	asked->unattended = true;
	assert_true(wizard_shells_decide(asked));
	asked->looked = true;
	assert_true(wizard_healthy(asked));
	end(asked);
}

TEST(a_healthy_welcome_offers_the_proof_and_an_upgrade_where_there_is_one)
{
	struct app_side app = { 0 };
	struct facts *f = ARENA_NEW(test_arena(), struct facts);
	struct wizard *w;

	*f = *walk_facts("healthy-debian-amd64");
	w = begin_with(f, WIZARD_SETUP);
	assert_true(wizard_healthy(w));
	assert_null(strstr(words(w), "Upgrade"));
	assert_contains(words(w),
			"Let me choose. One question for each tool; your start files run once.");
	end(w);
	tool_of(f, TOOL_PROTOC)->version = "35.0";
	w = begin_with(f, WIZARD_SETUP);
	assert_true(wizard_healthy(w));
	assert_contains(words(w), "1. Prove it, recommended.");
	assert_contains(words(w), "2. Upgrade. To protoc ");
	assert_contains(words(w), "Tries the download addresses;");
	assert_contains(words(w), "Explain an error text");
	choose(w, "route", "recommended");
	press(w, &app, ACTION_NEXT);
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	assert_non_null(plan_step(&w->plan, "protoc.fetch"));
	press(w, &app, ACTION_BACK);
	assert_int_equal(SCREEN_WELCOME, wizard_screen(w));
	assert_false(w->wants.upgrade); /* it was only looked at */
	end(w);
}

TEST(review_says_which_version_becomes_which)
{
	struct wizard *w = walk_to_review(walk_facts("debian-arm64"), NULL);

	walk_shows(w, "Go 1.19.8 becomes 1.27.2");
	walk_end(w);
}

TEST(the_number_of_steps_of_a_healthy_machine_holds_where_one_only_looks_or_explains)
{
	struct app_side app = { 0 };
	struct facts *f = ARENA_NEW(test_arena(), struct facts);
	struct wizard *w;
	int said;

	*f = *walk_facts("healthy-debian-amd64");
	w = begin_with(f, WIZARD_SETUP);
	said = show(w)->steps;
	choose(w, "route", "look");
	assert_int_equal(said, show(w)->steps);
	press(w, &app, ACTION_NEXT);
	assert_int_equal(said, show(w)->steps);
	press(w, &app, ACTION_BACK);
	choose(w, "route", "explain");
	press(w, &app, ACTION_NEXT);
	assert_int_equal(said, show(w)->steps);
	end(w);
}

static struct facts *facts_of(const char *machine)
{
	struct facts *f = ARENA_NEW(test_arena(), struct facts);

	*f = *walk_facts(machine);
	return f;
}

TEST(the_number_of_steps_holds_where_a_tool_is_chosen_on_a_healthy_machine)
{
	struct app_side app = { 0 };
	struct wizard *w = begin_with(facts_of("healthy-debian-amd64"), WIZARD_SETUP);
	int said;

	choose(w, "route", "steps");
	said = show(w)->steps;
	while (wizard_screen(w) != SCREEN_MORE_TOOLS)
		press(w, &app, ACTION_NEXT);
	assert_int_equal(said, show(w)->steps);
	wizard_on(w, &(struct event){ .kind = EVENT_CHOOSE,
				      .chosen = { .choice = "tools", .set = 1 } });
	assert_true(w->plan.steps.n > 0);
	assert_int_equal(said, show(w)->steps);
	/* what is asked for is not said to be wrong as well */
	assert_null(strstr(words(w), "buf is not installed"));
	end(w);
}

TEST(addresses_are_said_to_be_tried_where_they_are)
{
	struct wizard *w = begin_with(facts_of("healthy-debian-amd64"), WIZARD_SETUP);

	assert_contains(words(w), "One question for each tool; your start files run once.");
	end(w);
	w = begin();
	assert_contains(words(w), "Tries the download addresses; your start files run once.");
	end(w);
	w = begin_with(facts_of("goroot-stale-zshrc"), WIZARD_FIX);
	assert_null(strstr(words(w), "Tries the download addresses"));
	end(w);
}

/* As after a folder was opened: what is in there is enough, but nobody has seen it work. */
TEST(where_a_look_after_a_failed_proof_leaves_nothing_to_do_it_can_be_proven_again)
{
	struct app_side app = { .fate = FATE_PROOF_FAILS };
	struct wizard *w = begin();
	const struct action *next;

	press(w, &app, ACTION_NEXT);
	press(w, &app, ACTION_APPLY);
	assert_int_equal(SCREEN_PROOF, wizard_screen(w));
	w->facts = walk_facts("healthy-debian-amd64");
	wizard_review_again(w);
	fulfil(w, &app);
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	assert_int_equal(0, w->plan.steps.n);
	next = view_find_action(show(w), ACTION_NEXT);
	assert_non_null(next);
	assert_string_equal("Prove it again", next->label);
	press(w, &app, ACTION_NEXT);
	assert_int_equal(SCREEN_PROOF, wizard_screen(w));
	assert_int_equal(2, wizard_status(w));
	app.fate = FATE_DONE;
	press(w, &app, ACTION_RETRY);
	assert_int_equal(SCREEN_DONE, wizard_screen(w));
	assert_int_equal(0, wizard_status(w));
	assert_non_null(view_find_action(show(w), ACTION_UNDO));
	assert_contains(words(w), "Paste into this terminal");
	end(w);
}

/* What stands beside "Let me choose" is about that way alone; of a recorded machine nothing is tried. */
TEST(what_is_said_beside_a_way_is_true_of_it)
{
	struct facts *f = ARENA_NEW(test_arena(), struct facts);
	struct wizard *w;

	*f = *walk_facts("healthy-debian-amd64");
	for (int recorded = 0; recorded < 2; recorded++) {
		const char *about = NULL;
		struct view v;

		w = begin_with(f, WIZARD_SETUP);
		w->recorded = recorded ? "machine.json" : NULL;
		wizard_view(w, test_arena(), &v);
		for (size_t i = 0; i < v.blocks.n; i++)
			for (size_t k = 0; k < v.blocks.at[i].options.n; k++)
				if (str_equal(v.blocks.at[i].options.at[k].id, "steps"))
					about = v.blocks.at[i].options.at[k].about;
		assert_non_null(about);
		assert_contains(about, "Let me choose asks one question for each tool.");
		assert_null(strstr(about, "Both of them"));
		assert_int_equal(recorded, !strstr(about, "Your start files run once"));
		end(w);
	}
}

TEST(an_upgrade_that_matters_for_security_is_named_as_such)
{
	struct facts *f = ARENA_NEW(test_arena(), struct facts);
	struct wizard *w;

	*f = *walk_facts("healthy-debian-amd64");
	tool_of(f, TOOL_GO)->version = "1.26.2";
	w = begin_with(f, WIZARD_SETUP);
	assert_contains(words(w), "(for security)");
	end(w);
	tool_of(f, TOOL_GO)->version = "1.26.7"; /* those it has */
	w = begin_with(f, WIZARD_SETUP);
	assert_contains(words(w), "To Go ");
	assert_null(strstr(words(w), "for security"));
	end(w);
}

TEST(repair_keeps_what_is_good_and_visits_only_topics_with_findings)
{
	struct app_side app = { 0 };
	struct wizard *w = begin_with(machine_off_path(), WIZARD_FIX);

	assert_null(strstr(words(w), "has looked at this machine")); /* a heading for the eye */
	choose(w, "route", "steps");
	for (int i = 0; i < 9 && wizard_screen(w) != SCREEN_REVIEW; i++) {
		enum screen_id at = wizard_screen(w);

		if (at == SCREEN_GO)
			assert_true(wizard_has_findings(w, TOPIC_GO) ||
				    wizard_has_findings(w, TOPIC_GOENV));
		assert_int_not_equal(SCREEN_HOMEBREW, at);
		assert_true(at != SCREEN_MACHINE || wizard_has_findings(w, TOPIC_MACHINE) ||
			    wizard_has_findings(w, TOPIC_NETWORK) ||
			    wizard_has_findings(w, TOPIC_DISK));
		press(w, &app, ACTION_NEXT);
	}
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	assert_true(w->plan.steps.n > 0);
	for (size_t i = 0; i < w->plan.steps.n; i++)
		assert_ptr_not_equal(&step_fetch, w->plan.steps.at[i].kind);
	end(w);
}

/* The files put the tools on PATH, below a line that the shell cannot read. */
static struct facts *machine_with_a_start_file_cut_off(void)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_off_path();
	struct start_file *file = list_add(mem, &f->shell.shells[SHELL_BASH].files);

	f->path.new_shell = (struct names){ 0 };
	list_push(mem, &f->path.new_shell, "/home/ann/go/bin");
	list_push(mem, &f->path.new_shell, "/usr/bin");
	for (size_t i = 0; i < f->tools.n; i++)
		f->tools.at[i].path_index = f->tools.at[i].new_shell_index = 0;
	file->path = file->target = "/home/ann/.bashrc";
	file->shell = SHELL_BASH;
	file->exists = file->writable = true;
	file->content = bytes_of("if true; then\nexport PATH=~/go/bin:$PATH\n");
	list_push(
		mem, &f->shell.syntax,
		((struct syntax_fault){ .file = file,
					.line = 3,
					.complaint = "/home/ann/.bashrc: line 3: syntax error" }));
	return f;
}

TEST(where_a_start_file_has_a_fault_the_shells_are_asked_before_anything_is_called_well)
{
	struct app_side app = { 0 };
	struct wizard *w = begin_with(machine_with_a_start_file_cut_off(), WIZARD_FIX);

	assert_int_equal(0, w->plan.steps.n);
	assert_int_equal(0, findings_count(&w->findings, LEVEL_PROBLEM));
	assert_false(wizard_healthy(w));
	assert_int_equal(ROUTE_RECOMMENDED, w->route);
	assert_contains(words(w), "Only your shells can tell");
	press(w, &app, ACTION_NEXT);
	assert_int_equal(1, app.looked);
	assert_false(wizard_shells_decide(w));
	assert_true(findings_count(&w->findings, LEVEL_PROBLEM) > 0);
	assert_true(w->plan.steps.n > 0);
	end(w);
}

static struct wizard *repaired(struct app_side *app)
{
	struct wizard *w = begin_with(machine_off_path(), WIZARD_FIX);

	press(w, app, ACTION_NEXT);
	press(w, app, ACTION_APPLY);
	assert_int_equal(SCREEN_DONE, wizard_screen(w));
	return w;
}

TEST(nothing_is_asked_about_what_is_in_a_folder_that_is_opened_first)
{
	struct facts *f = ARENA_NEW(test_arena(), struct facts);
	struct app_side app = { 0 };
	struct wizard *w;

	*f = *walk_facts("healthy-debian-amd64");
	list_push(
		test_arena(), &f->environment.closed,
		((struct closed_path){ .path = f->places.go_bin, .mode = 0600, .by_mode = true }));
	tool_of(f, TOOL_GEN_GO)->fault = FAULT_NOT_EXECUTABLE;
	tool_of(f, TOOL_GEN_GO_GRPC)->fault = FAULT_NOT_EXECUTABLE;
	w = begin_with(f, WIZARD_FIX);
	assert_true(wizard_has_findings(w, TOPIC_PLUGINS));
	choose(w, "route", "steps");
	for (int i = 0; i < 9 && wizard_screen(w) != SCREEN_REVIEW; i++) {
		assert_int_not_equal(SCREEN_PLUGINS, wizard_screen(w));
		press(w, &app, ACTION_NEXT);
	}
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	assert_int_equal(1, plan_count(&w->plan, &step_mode));
	end(w);
}

TEST(a_line_of_the_log_that_ends_with_an_error_is_a_sentence_of_its_own)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();

	memcpy(w->clock, "17:00:00", sizeof("17:00:00"));
	wizard_log(w, "%s", "mirror.example: the name is not known");
	wizard_log(w, "%s", "mirror.example answers.");
	press(w, &app, ACTION_LOG);
	assert_contains(words(w), "the name is not known. At 17:00:00.");
	assert_contains(words(w), "mirror.example answers. At 17:00:00.");
	end(w);
}

TEST(after_a_repair_what_is_healed_and_what_stays_is_told)
{
	struct facts *good = machine_off_path();
	struct app_side app = { .checked = good }, in_vain = { 0 };
	struct wizard *w;

	for (size_t i = 0; i < good->tools.n; i++)
		good->tools.at[i].path_index = good->tools.at[i].new_shell_index = 0;
	w = repaired(&app);
	assert_true(w->outcomes.n > 0);
	for (size_t i = 0; i < w->outcomes.n; i++)
		if (str_equal(w->outcomes.at[i].finding->rule->id, "go.off-path"))
			assert_true(w->outcomes.at[i].healed);
	assert_non_null(strstr(words(w), "Go is installed, but not on PATH: healed"));
	assert_false(wizard_problem_stays(w));
	w->proof.verdicts.n = 0; /* as where there was no proof */
	press(w, &app, ACTION_DETAILS);
	assert_null(
		strstr(walk_said(w), "go.off-path")); /* what was done, and not what is healed */
	assert_contains(walk_said(w), w->plan.steps.at[0].summary);
	end(w);
	w = repaired(&in_vain);
	assert_true(wizard_problem_stays(w));
	assert_non_null(strstr(words(w), "Go is installed, but not on PATH: stays as it is"));
	end(w);
}

static const struct finding *finding_of(const struct wizard *w, const char *id)
{
	for (size_t i = 0; i < w->findings.n; i++)
		if (str_equal(w->findings.at[i].rule->id, id))
			return &w->findings.at[i];
	return NULL;
}

static void set_repairs(struct wizard *w, uint64_t set)
{
	wizard_on(w, &(struct event){ .kind = EVENT_CHOOSE,
				      .chosen = { .choice = "repairs", .set = set } });
}

TEST(a_finding_that_is_declined_is_left_out_of_the_plan_and_said_to_stay)
{
	struct app_side app = { 0 };
	struct wizard *w = begin_with(machine_off_path(), WIZARD_FIX);

	choose(w, "route", "steps");
	press(w, &app, ACTION_NEXT);
	while (wizard_screen(w) != SCREEN_GO)
		press(w, &app, ACTION_NEXT);
	assert_string_equal("go.off-path go",
			    view_find_block(show(w), "repairs")->options.at[0].id);
	assert_int_equal(1, view_find_block(show(w), "repairs")->chosen_set);
	set_repairs(w, 0);
	assert_true(finding_of(w, "go.off-path")->declined);
	assert_false(finding_of(w, "protoc.off-path")->declined);
	assert_null(w->plan.tool_folder[TOOL_GO]);
	assert_non_null(w->plan.tool_folder[TOOL_PROTOC]);
	assert_null(plan_step(&w->plan, "proof")); /* it would fail for what was left out */
	while (wizard_screen(w) != SCREEN_REVIEW)
		press(w, &app, ACTION_NEXT);
	assert_contains(words(w), "Go is installed, but not on PATH: stays as it is, since you");
	press(w, &app, ACTION_APPLY);
	assert_int_equal(SCREEN_DONE, wizard_screen(w));
	assert_contains(words(w), "Go is installed, but not on PATH: stays as it is.");
	assert_contains(words(w), "goready fix go.off-path");
	end(w);
}

TEST(a_problem_that_was_left_out_is_none_that_was_to_be_repaired)
{
	struct app_side app = { 0 };
	struct wizard *w = repaired(&app);

	assert_true(wizard_problem_open(w));
	assert_true(wizard_problem_stays(w));
	for (size_t i = 0; i < w->findings.n; i++)
		w->findings.at[i].declined = true;
	for (size_t i = 0; i < w->outcomes.n; i++)
		w->outcomes.at[i].declined = true;
	assert_false(wizard_problem_open(w));
	assert_false(wizard_problem_stays(w));
	end(w);
}

/* The shells' complaint outlives the repair: it is said to stay, and as a warning it is no exit status 2. */
TEST(a_start_file_that_no_shell_can_read_is_never_called_healed)
{
	struct facts *f = machine_with_a_start_file_cut_off();
	struct app_side app = { .checked = f };
	struct wizard *w = begin_with(f, WIZARD_FIX);
	bool told = false;

	press(w, &app, ACTION_NEXT);
	press(w, &app, ACTION_APPLY);
	assert_int_equal(SCREEN_DONE, wizard_screen(w));
	for (size_t i = 0; i < w->outcomes.n; i++) {
		if (!str_equal(w->outcomes.at[i].finding->rule->id, "rc.syntax"))
			continue;
		told = true;
		assert_false(w->outcomes.at[i].healed);
	}
	assert_true(told);
	assert_false(wizard_problem_stays(w));
	end(w);
}

/* Each plugin in a folder of its own. */
static struct facts *machine_off_path_and_scattered(void)
{
	struct facts *f = machine_off_path();

	for (size_t i = 0; i < f->tools.n; i++)
		f->tools.at[i].path = f->tools.at[i].real_path = arena_fmt(
			test_arena(), "/home/ann/tools/%zu/%s", i, tool_name(f->tools.at[i].id));
	return f;
}

TEST(what_was_declined_can_be_taken_back_in)
{
	struct app_side app = { 0 };
	struct wizard *w = begin_with(machine_off_path_and_scattered(), WIZARD_FIX);
	size_t steps = w->plan.steps.n;

	choose(w, "route", "steps");
	press(w, &app, ACTION_NEXT);
	while (wizard_screen(w) != SCREEN_PLUGINS)
		press(w, &app, ACTION_NEXT);
	set_repairs(w, 1); /* the first plugin alone */
	assert_null(w->plan.tool_folder[TOOL_GEN_GO_GRPC]);
	assert_non_null(w->plan.tool_folder[TOOL_GEN_GO]);
	set_repairs(w, 3);
	assert_non_null(w->plan.tool_folder[TOOL_GEN_GO_GRPC]);
	assert_int_equal(steps, w->plan.steps.n);
	assert_int_equal(0, w->choices.declined.n);
	end(w);
}

TEST(details_of_a_finding_show_what_its_repair_alone_would_change)
{
	struct app_side app = { 0 };
	struct wizard *w = begin_with(machine_off_path(), WIZARD_FIX);

	choose(w, "route", "steps");
	press(w, &app, ACTION_NEXT);
	while (wizard_screen(w) != SCREEN_GO)
		press(w, &app, ACTION_NEXT);
	press(w, &app, ACTION_DETAILS);
	assert_contains(words(w), "For this alone, this would be done:");
	assert_contains(words(w), "/usr/local/go/bin");
	end(w);
}

static struct wizard *all_but(struct facts *f, const char *id)
{
	struct names except = { 0 };

	list_push(test_arena(), &except, id);
	return walk_start(
		(struct wizard_options){ .mode = WIZARD_FIX, .facts = f, .except = &except });
}

TEST(a_rule_that_is_excepted_is_declined_for_all_that_it_found)
{
	struct app_side app = { 0 };
	struct wizard *w = all_but(machine_off_path_and_scattered(), "plugin.off-path");

	assert_null(w->plan.tool_folder[TOOL_GEN_GO]);
	assert_null(w->plan.tool_folder[TOOL_GEN_GO_GRPC]);
	assert_non_null(w->plan.tool_folder[TOOL_GO]);
	choose(w, "route", "steps");
	press(w, &app, ACTION_NEXT);
	while (wizard_screen(w) != SCREEN_PLUGINS)
		press(w, &app, ACTION_NEXT);
	set_repairs(w, 1); /* one of them after all: the other one stays as it was told */
	assert_non_null(w->plan.tool_folder[TOOL_GEN_GO]);
	assert_null(w->plan.tool_folder[TOOL_GEN_GO_GRPC]);
	end(w);
}

static const struct finding *path_finding_of(const struct wizard *w, enum tool_id id)
{
	for (size_t i = 0; i < w->findings.n; i++)
		if (w->findings.at[i].tool == id && w->findings.at[i].heal == HEAL_PATH)
			return &w->findings.at[i];
	return NULL;
}

TEST(what_follows_from_a_declined_cause_stays_too)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_off_path_and_scattered();
	struct path_entry *entry = list_add(mem, &f->path.entries);
	struct assignment *line = list_add(mem, &f->shell.assignments);
	struct start_file *file = list_add(mem, &f->shell.shells[SHELL_BASH].files);
	const char *text = "export PATH=\"~/tools/2:$PATH\"";
	struct wizard *w;

	*entry = (struct path_entry){ .text = "~/tools/2", .tilde = true, .bad_byte = -1 };
	*line = (struct assignment){ .name = "PATH",
				     .value = "~/tools/2:$PATH",
				     .file = "/home/ann/.bashrc",
				     .line = 1,
				     .text = text,
				     .plain = true };
	file->path = file->target = file->name = "/home/ann/.bashrc";
	file->shell = SHELL_BASH;
	file->exists = file->writable = true;
	file->content = bytes_of(text);
	w = all_but(f, "path.tilde");
	assert_true(finding_of(w, "path.tilde")->declined);
	assert_true(path_finding_of(w, TOOL_GEN_GO)->declined);
	assert_false(path_finding_of(w, TOOL_GEN_GO_GRPC)->declined);
	assert_false(finding_of(w, "go.off-path")->declined);
	assert_null(w->plan.tool_folder[TOOL_GEN_GO]);
	assert_non_null(w->plan.tool_folder[TOOL_GEN_GO_GRPC]);
	end(w);
}

TEST(plugins_are_left_out_with_the_go_that_would_build_them)
{
	struct wizard *w = all_but(bare_machine(test_arena()), "go.missing");

	assert_true(w->plan_ok);
	assert_true(finding_of(w, "go.missing")->declined);
	assert_true(finding_of(w, "plugin.missing")->declined);
	assert_false(finding_of(w, "protoc.missing")->declined);
	assert_null(plan_step(&w->plan, "go.fetch"));
	assert_non_null(plan_step(&w->plan, "protoc.fetch"));
	end(w);
}

TEST(a_tool_that_is_left_out_in_a_repair_is_said_to_stay_missing)
{
	struct app_side app = { 0 };
	struct wizard *w = begin_with(bare_machine(test_arena()), WIZARD_FIX);

	choose(w, "route", "steps");
	press(w, &app, ACTION_NEXT);
	while (wizard_screen(w) != SCREEN_PROTOC)
		press(w, &app, ACTION_NEXT);
	choose(w, "protoc.method", "keep");
	while (wizard_screen(w) != SCREEN_REVIEW)
		press(w, &app, ACTION_NEXT);
	assert_contains(words(w), "protoc is not installed: stays as it is, since you left it out");
	end(w);
}

TEST(what_needs_a_go_that_is_left_out_is_not_said_to_be_left_out_itself)
{
	struct app_side app = { 0 };
	struct facts *f = ARENA_NEW(test_arena(), struct facts);
	struct wizard *w;

	*f = *walk_facts("raspberry-pi-os-32bit");
	w = begin_with(f, WIZARD_FIX);
	choose(w, "route", "steps");
	while (wizard_screen(w) != SCREEN_GO)
		press(w, &app, ACTION_NEXT);
	choose(w, "go.method", "keep");
	while (wizard_screen(w) != SCREEN_REVIEW)
		press(w, &app, ACTION_NEXT);
	assert_contains(words(w), "Go is too old: stays as it is, since you left it out");
	assert_contains(words(w), "protoc-gen-go is not installed: stays as it is, since it needs");
	assert_contains(words(w), "you left out: Go is too old.\n");
	end(w);
}

TEST(repair_of_one_finding_leaves_the_others_alone)
{
	struct arena *mem = test_arena();
	struct names only = { 0 };
	struct wizard_options o = { .mode = WIZARD_FIX, .facts = bare_machine(mem), .only = &only };
	struct wizard *w;

	list_push(mem, &only, "protoc.missing");
	w = walk_start(o);
	assert_int_equal(1, w->findings.n);
	for (size_t i = 0; i < w->plan.steps.n; i++)
		if (w->plan.steps.at[i].kind == &step_fetch)
			assert_int_equal(TOOL_PROTOC, w->plan.steps.at[i].tool);
	arena_close(w->plan_mem);
}

TEST(a_warning_that_was_asked_about_and_nobody_repairs_is_not_said_to_be_none)
{
	struct names only = { 0 };
	struct wizard_options o = { .mode = WIZARD_FIX,
				    .facts = walk_facts("wsl1"),
				    .only = &only };
	struct wizard *w;

	list_push(test_arena(), &only, "wsl.version1");
	w = walk_start(o);
	assert_int_equal(1, w->findings.n);
	assert_contains(words(w), "This is WSL 1");
	assert_contains(words(w), "goready cannot repair this by itself");
	assert_null(strstr(words(w), "is not wrong here"));
	arena_close(w->plan_mem);
}

/* ---- an error text ---- */

static void paste(struct wizard *w, struct app_side *app, const char *text)
{
	wizard_on(w, &(struct event){ .kind = EVENT_TEXT,
				      .pasted = { .box = "error-text", .text = bytes_of(text) } });
	fulfil(w, app);
}

static bool offers(const struct wizard *w, enum action_id action)
{
	const struct action *a = view_find_action(show(w), action);

	return a && a->enabled;
}

TEST(a_pasted_text_leads_to_the_repair_of_its_cause_and_back_to_the_whole_set_up)
{
	struct app_side app = { 0 };
	struct wizard *w = begin_with(machine_off_path(), WIZARD_SETUP);
	size_t findings = w->findings.n, steps = w->plan.steps.n;

	assert_true(findings > 1);
	choose(w, "route", "explain");
	press(w, &app, ACTION_NEXT);
	assert_int_equal(SCREEN_EXPLAIN, wizard_screen(w));
	assert_non_null(view_find_block(show(w), "error-text"));
	paste(w, &app, "zsh: command not found: protoc\n");
	assert_contains(plain_text(test_arena(), show(w), 80),
			"protoc is installed, but not on PATH");
	assert_int_equal(2, wizard_status(w));
	press(w, &app, ACTION_REPAIR);
	while (wizard_screen(w) != SCREEN_REVIEW)
		press(w, &app, ACTION_NEXT);
	assert_int_equal(1, w->findings.n);
	assert_string_equal("protoc.off-path", w->findings.at[0].rule->id);
	for (int i = 0; i < 9 && wizard_screen(w) != SCREEN_EXPLAIN; i++)
		press(w, &app, ACTION_BACK);
	assert_int_equal(SCREEN_EXPLAIN, wizard_screen(w));
	press(w, &app, ACTION_BACK);
	assert_int_equal(SCREEN_WELCOME, wizard_screen(w));
	assert_int_equal(findings, w->findings.n);
	assert_int_equal(steps, w->plan.steps.n);
	end(w);
}

TEST(an_explanation_names_what_it_rules_out_and_details_say_why)
{
	struct app_side app = { 0 };
	struct wizard *w = begin_with(machine_off_path(), WIZARD_SETUP);
	const struct hypothesis *out = NULL;
	const char *page;

	choose(w, "route", "explain");
	press(w, &app, ACTION_NEXT);
	paste(w, &app, "zsh: command not found: protoc\n");
	for (size_t i = 0; i < w->explaining.answer->hypotheses.n; i++)
		if (w->explaining.answer->hypotheses.at[i].verdict == HYPOTHESIS_RULED_OUT &&
		    w->explaining.answer->hypotheses.at[i].evidence.n)
			out = &w->explaining.answer->hypotheses.at[i];
	assert_non_null(out);
	page = walk_said(w);
	assert_contains(page, out->id);
	assert_null(strstr(page, out->evidence.at[0]));
	press(w, &app, ACTION_DETAILS);
	page = walk_said(w);
	assert_contains(page, out->id);
	assert_contains(page, out->evidence.at[0]);
	end(w);
}

TEST(a_note_that_causes_the_text_is_a_problem_on_the_page_and_in_details)
{
	struct app_side app = { 0 };
	struct facts *f = machine_off_path();
	struct explanation x = { .known = true };
	const struct finding *older;
	struct wizard *w;

	for (size_t i = 0; i < f->tools.n; i++)
		f->tools.at[i].new_shell_index = 0;
	w = begin_with(f, WIZARD_SETUP);
	older = finding_of(w, "path.stale-session");
	list_push(test_arena(), &x.hypotheses,
		  ((struct hypothesis){ .id = older->rule->id,
					.verdict = HYPOTHESIS_HOLDS,
					.title = finding_title(older),
					.evidence = older->evidence,
					.finding = older }));
	choose(w, "route", "explain");
	press(w, &app, ACTION_NEXT);
	wizard_on(w, &(struct event){ .kind = EVENT_EXPLAINED, .explained = &x });
	assert_contains(walk_said(w), "Problem. This terminal is older");
	press(w, &app, ACTION_DETAILS);
	assert_contains(walk_said(w), "Problem. This terminal is older");
	press(w, &app, ACTION_CLOSE);
	press(w, &app, ACTION_BACK);
	press(w, &app, ACTION_DETAILS);
	assert_contains(walk_said(w), "Note. This terminal is older");
	end(w);
}

TEST(a_text_that_is_not_known_offers_another_and_no_repair)
{
	struct app_side app = { 0 };
	struct wizard *w = begin_with(machine_off_path(), WIZARD_SETUP);

	choose(w, "route", "explain");
	press(w, &app, ACTION_NEXT);
	paste(w, &app, "the quick brown fox jumps over the lazy dog\n");
	assert_false(offers(w, ACTION_REPAIR));
	assert_false(offers(w, ACTION_LOOK));
	press(w, &app, ACTION_ANOTHER);
	assert_non_null(view_find_block(show(w), "error-text"));
	end(w);
}

TEST(what_git_says_of_another_owner_has_the_commands_that_mend_it)
{
	struct app_side app = { 0 };
	struct wizard *w = begin_with(machine_off_path(), WIZARD_SETUP);
	const char *page;

	choose(w, "route", "explain");
	press(w, &app, ACTION_NEXT);
	paste(w, &app, "fatal: detected dubious ownership in repository at '/srv/x'\n");
	page = plain_text(test_arena(), show(w), 200);
	assert_contains(page, "git refuses this work tree");
	assert_contains(page, "safe.directory /srv/x");
	assert_null(strstr(page, "go.mod decides"));
	end(w);
}

TEST(what_only_a_look_decides_is_looked_at_when_the_user_wants_it)
{
	struct app_side app = { 0 };
	struct wizard *w = begin_with(bare_machine(test_arena()), WIZARD_SETUP);
	int looked;

	choose(w, "route", "explain");
	press(w, &app, ACTION_NEXT);
	paste(w, &app,
	      "curl: (7) Failed to connect to proxy.golang.org port 443: Connection refused\n");
	assert_true(offers(w, ACTION_LOOK));
	looked = app.looked;
	press(w, &app, ACTION_LOOK);
	assert_int_equal(looked + 1, app.looked);
	assert_int_equal(SCREEN_EXPLAIN, wizard_screen(w));
	assert_non_null(w->explaining.answer);
	assert_false(offers(w, ACTION_LOOK));
	end(w);
}

static const char *explained(struct explanation *x)
{
	struct view v;

	view_open(&v, test_arena(), "explain");
	say_explanation(x, NULL, &v);
	return plain_text(test_arena(), &v, 80);
}

TEST(what_was_not_looked_at_is_told_as_likely_where_nothing_else_is)
{
	static const char way[] = "'goready doctor --network' tries the addresses.";
	struct explanation x = { .known = true };
	struct hypothesis one = { .id = "net.offline",
				  .verdict = HYPOTHESIS_NOT_LOOKED,
				  .title = "No address answers",
				  .remedy = way };
	struct hypothesis other = { .id = "net.proxy-dead",
				    .verdict = HYPOTHESIS_NOT_LOOKED,
				    .title = "A proxy is set that does not answer",
				    .remedy = way };

	list_push(test_arena(), &x.hypotheses, one);
	list_push(test_arena(), &x.hypotheses, other);
	assert_string_equal(
		explained(&x),
		"Note. Likely, and not looked at yet: No address answers: [net.offline].\n"
		"Note. Likely, and not looked at yet: A proxy is set that does not answer:\n"
		"[net.proxy-dead].\n"
		"What to do: 'goready doctor --network' tries the addresses.\n");
}

TEST(what_was_not_looked_at_beside_a_cause_is_named_once_for_each_way_to_look)
{
	static const char way[] = "'goready doctor --network' tries the addresses.";
	struct explanation x = { .known = true };
	struct hypothesis cause = { .id = "net.name-unknown",
				    .verdict = HYPOTHESIS_ELSEWHERE,
				    .title = "That host's name is not known",
				    .remedy = "Check it." };
	struct hypothesis one = { .id = "net.offline",
				  .verdict = HYPOTHESIS_NOT_LOOKED,
				  .title = "No address answers",
				  .remedy = way };
	struct hypothesis other = { .id = "goenv.proxy",
				    .verdict = HYPOTHESIS_NOT_LOOKED,
				    .about = { THING_HOST, "proxy.golang.org" },
				    .remedy = way };

	list_push(test_arena(), &x.hypotheses, one);
	list_push(test_arena(), &x.hypotheses, other);
	list_push(test_arena(), &x.hypotheses, cause);
	list_push(test_arena(), &x.hypotheses, cause);
	assert_string_equal(
		explained(&x),
		"Note. That host's name is not known: [net.name-unknown].\n"
		"What to do: Check it.\n"
		"Not looked at: net.offline and goenv.proxy ('goready doctor --network' "
		"tries\nthe addresses).\n");
}

TEST(what_one_fact_rules_out_is_named_together)
{
	struct explanation x = { .known = true };
	struct hypothesis h = { .verdict = HYPOTHESIS_RULED_OUT,
				.about = { THING_PROGRAM, "protoc" } };

	list_push(test_arena(), &h.evidence, "~/bin/protoc: version 36.1");
	h.id = "protoc.missing";
	list_push(test_arena(), &x.hypotheses, h);
	h.id = "protoc.off-path";
	list_push(test_arena(), &x.hypotheses, h);
	assert_string_equal(
		explained(&x),
		"Ruled out: protoc.missing and protoc.off-path, about protoc (~/bin/protoc:\n"
		"version 36.1).\n");
}

TEST(a_text_that_names_no_cause_is_repeated_first)
{
	struct explanation x = { 0 };
	struct hypothesis h = { .id = "project.crash",
				.verdict = HYPOTHESIS_ELSEWHERE,
				.title = "The program crashed by itself",
				.general = "The text says that a program crashed" };
	struct hypothesis other = { .id = "container.emulated",
				    .verdict = HYPOTHESIS_ELSEWHERE,
				    .title = "The image is of another CPU",
				    .general = "The text says that a program crashed" };

	list_push(test_arena(), &x.hypotheses, h);
	list_push(test_arena(), &x.hypotheses, h);
	list_push(test_arena(), &x.hypotheses, other);
	assert_string_equal(explained(&x),
			    "Note. The text says that a program crashed.\n"
			    "Often it means: The program crashed by itself [project.crash].\n"
			    "Or it means: The image is of another CPU [container.emulated].\n");
}

/* ---- a recorded machine ---- */

TEST(a_rehearsal_goes_up_to_review_says_so_everywhere_and_cannot_be_applied)
{
	struct arena *mem = test_arena();
	struct wizard_options o = { .facts = bare_machine(mem), .recorded = "their.json" };
	struct app_side app = { 0 };
	struct wizard *w;
	const struct action *apply;

	w = walk_start(o);
	assert_contains(plain_text(mem, show(w), 80), "a recorded machine");
	choose(w, "route", "steps");
	for (int i = 0; i < 9 && wizard_screen(w) != SCREEN_REVIEW; i++) {
		assert_contains(show(w)->title, "(rehearsal)");
		press(w, &app, ACTION_NEXT);
	}
	assert_contains(show(w)->title, "(rehearsal)");
	apply = view_find_action(show(w), ACTION_APPLY);
	assert_false(apply->enabled);
	assert_non_null(apply->why_not);
	assert_int_equal(ACTION_QUIT, view_main_action(show(w))->id);
	press(w, &app, ACTION_APPLY);
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	assert_int_equal(PHASE_CHOOSING, w->phase);
	press(w, &app, ACTION_QUIT);
	assert_int_equal(WISH_QUIT, w->wish);
	assert_int_equal(0, w->exit_status);
	arena_close(w->plan_mem);
}

/* ---- a GOPROXY that does not answer ---- */

static void add_address(struct wizard *w, const char *role, const char *url, enum reach reach)
{
	tell_address(w,
		     (struct address){ .role = role, .url = url, .tool = TOOL_N, .reach = reach });
}

static void proxy_is_dead(struct wizard *w)
{
	struct names mirrors = manifest_goproxies(test_arena(), manifest_builtin(test_arena()));

	add_address(w, "goproxy", "https://proxy.example", REACH_TIMEOUT);
	add_address(w, "mirror", mirrors.at[0], REACH_OK);
}

TEST(mirror_is_taken_only_with_the_users_word)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();
	const char *mirror;

	proxy_is_dead(w);
	press(w, &app, ACTION_NEXT);
	assert_int_equal(SCREEN_MACHINE, wizard_screen(w)); /* also on the recommended route */
	assert_null(strstr(w->wants.goproxy, wizard_mirror(w)));
	press(w, &app, ACTION_NEXT);
	assert_int_equal(SCREEN_MACHINE, wizard_screen(w)); /* not answered yet */
	choose(w, "mirror", "run");
	mirror = wizard_mirror(w);
	assert_true(str_starts(w->wants.goproxy, mirror));
	assert_false(w->wants.goproxy_for_good);
	choose(w, "mirror", "good");
	assert_true(w->wants.goproxy_for_good);
	choose(w, "mirror", "no");
	assert_null(strstr(w->wants.goproxy, mirror));
	press(w, &app, ACTION_NEXT);
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	end(w);
}

/* ---- Macs ---- */

static struct facts *bare_mac(void)
{
	struct facts *f = bare_machine(test_arena());

	f->machine.os = OS_DARWIN;
	f->machine.os_version = "15.1";
	f->machine.cpu = f->machine.userland = ARCH_ARM64;
	f->machine.admin = f->machine.admin_known = true;
	f->clt.known = f->clt.tools = true;
	f->brew.env_file = "/home/ann/.homebrew/brew.env";
	f->brew.env_exists = true;
	f->brew.env_content =
		bytes_of("HOMEBREW_NO_ANALYTICS=1\nHOMEBREW_API_DOMAIN=https://old\n");
	return f;
}

static struct wizard *begin_on_a_mac_behind_a_wall(void)
{
	struct brew_mirrors mirrors = manifest_brew_mirrors(manifest_builtin(test_arena()));
	struct wizard *w = begin_with(bare_mac(), WIZARD_SETUP);

	add_address(w, "brew", "https://formulae.brew.sh/api/formula/go.json", REACH_TIMEOUT);
	add_address(w, "brew-mirror",
		    arena_fmt(test_arena(), "%s/formula/go.json", mirrors.at[0].api_domain),
		    REACH_OK);
	w->looked = true;
	wizard_replan(w);
	return w;
}

/* ---- an Intel Homebrew that stays ---- */

TEST(what_an_older_mac_has_left_is_told_of_after_the_proof_and_not_touched)
{
	struct facts *f = bare_mac();
	struct brew *intel = list_add(test_arena(), &f->brew.brews);
	struct wizard *w;
	struct step proof = { .id = "proof", .kind = &step_proof, .summary = "Prove it" };
	struct run_event started = { .step = &proof, .state = STATE_STARTED };
	struct run_result ok = { .ok = true, .id = "0001" };
	struct verdict good = { .id = "reply", .ok = true };
	struct view v;
	const char *said;

	*intel = (struct brew){ .prefix = "/usr/local", .arch = ARCH_AMD64 };
	list_push(test_arena(), &intel->installed, "go");
	list_push(test_arena(), &intel->installed, "wget");
	w = begin_with(f, WIZARD_SETUP);
	progress_begin(w);
	wizard_on(w, &(struct event){ .kind = EVENT_STEP, .step = &started });
	assert_int_equal(WISH_MEASURE, w->wish);
	wizard_on(w, &(struct event){ .kind = EVENT_MEASURED, .bytes = 1200000000 });
	list_push(test_arena(), &w->proof.verdicts, good);
	wizard_on(w, &(struct event){ .kind = EVENT_RUN_ENDED, .result = &ok });
	wizard_view(w, test_arena(), &v);
	said = plain_text(test_arena(), &v, 79);
	assert_contains(said, "the Intel Homebrew in /usr/local: 2 formulae");
	assert_contains(said, "1.2 GB");
	wizard_on(w, &(struct event){ .kind = EVENT_ACTION, .action = ACTION_DETAILS });
	wizard_view(w, test_arena(), &v);
	said = plain_text(test_arena(), &v, 200);
	assert_contains(said, "go, wget");
	assert_contains(said, "/bin/bash uninstall.sh --dry-run --path=/usr/local");
	end(w);
}

/* ---- Homebrew's mirrors ---- */

TEST(a_mirror_of_homebrew_that_lacks_one_formula_is_not_called_silent)
{
	struct wizard *w = begin_with(bare_mac(), WIZARD_SETUP);
	struct address *address;

	add_address(w, "brew", "https://mirror.example/api/formula/go.json", REACH_HTTP_ERROR);
	address = &w->observed.addresses.at[w->observed.addresses.n - 1];
	address->status = 503;
	assert_non_null(wizard_dead_brew(w));
	address->status = 404;
	assert_null(wizard_dead_brew(w));
	end(w);
}

TEST(mirror_of_homebrew_is_asked_about_where_its_own_addresses_do_not_answer)
{
	struct wizard *w = begin_on_a_mac_behind_a_wall();

	assert_true(wizard_mirror_wanted(w));
	assert_null(w->wants.brew_mirror);
	wizard_go(w, SCREEN_MACHINE);
	choose(w, "mirror", "run");
	assert_string_equal("TUNA", w->wants.brew_mirror->name);
	assert_null(plan_step(&w->plan, "env.brew"));
	assert_contains(str_join(test_arena(), &plan_step(&w->plan, "go.brew")->brew.env, " "),
			"HOMEBREW_BOTTLE_DOMAIN=https://mirrors.tuna");
	assert_contains(
		str_join(test_arena(), &plan_step(&w->plan, "homebrew.install")->run.env, " "),
		"HOMEBREW_API_DOMAIN=https://mirrors.tuna");
	end(w);
}

TEST(mirror_of_homebrew_for_good_is_a_diff_of_brew_env)
{
	struct wizard *w = begin_on_a_mac_behind_a_wall();
	const char *diff;

	wizard_go(w, SCREEN_MACHINE);
	choose(w, "mirror", "good");
	diff = plan_step(&w->plan, "env.brew")->edit.diff;
	assert_contains(diff, "-HOMEBREW_API_DOMAIN=https://old\n");
	assert_contains(diff, "+HOMEBREW_API_DOMAIN=https://mirrors.tuna");
	assert_contains(diff, "+HOMEBREW_BOTTLE_DOMAIN=");
	assert_contains(diff, " HOMEBREW_NO_ANALYTICS=1\n");
	choose(w, "mirror", "no");
	assert_null(plan_step(&w->plan, "env.brew"));
	end(w);
}

TEST(unattended_nobody_is_asked_about_mirrors_and_none_is_taken)
{
	struct arena *mem = test_arena();
	struct wizard_options o = { .facts = bare_machine(mem), .unattended = true };
	struct app_side app = { 0 };
	struct wizard *w;

	w = walk_start(o);
	proxy_is_dead(w);
	press(w, &app, ACTION_NEXT);
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	assert_null(strstr(w->wants.goproxy, wizard_mirror(w)));
	arena_close(w->plan_mem);
}

TEST(source_that_did_not_answer_goes_last_and_is_named)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();
	struct sources *sources = &w->wants.tool[TOOL_PROTOC].sources;
	const char *dead;

	if (sources->n < 1)
		skip_because("the manifest has no source of protoc");
	dead = arena_strdup(test_arena(), sources->at[0].label); /* the plan is made anew */
	w->wish = WISH_NONE;
	wizard_on(w, &(struct event){ .kind = EVENT_ACTION, .action = ACTION_NEXT });
	w->wish = WISH_NONE;
	tell_sources(w, TOOL_PROTOC, false, REACH_OK);
	w->observed.addresses.at[0].reach = REACH_TIMEOUT;
	tell_sources(w, TOOL_PROTOC, true, REACH_TIMEOUT);
	send(w, EVENT_LOOKED);
	fulfil(w, &app);
	sources = &w->wants.tool[TOOL_PROTOC].sources;
	assert_string_equal(dead, sources->at[sources->n - 1].label);
	assert_contains(words(w), dead);
	end(w);
}

TEST(public_mirror_of_a_tool_is_left_out_until_the_user_takes_it)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();
	struct sources *sources = &w->wants.tool[TOOL_PROTOC].sources;
	size_t own = 0;

	for (size_t i = 0; i < sources->n; i++)
		own += !sources->at[i].offered;
	if (own == sources->n)
		skip_because("the manifest offers no public mirror of protoc");
	wizard_on(w, &(struct event){ .kind = EVENT_ACTION, .action = ACTION_NEXT });
	w->wish = WISH_NONE;
	tell_sources(w, TOOL_PROTOC, false, REACH_REFUSED);
	tell_sources(w, TOOL_PROTOC, true, REACH_OK);
	send(w, EVENT_LOOKED);
	fulfil(w, &app);
	assert_int_equal(SCREEN_MACHINE, wizard_screen(w));
	assert_int_equal(own, w->wants.tool[TOOL_PROTOC].sources.n);
	choose(w, "mirror", "run");
	assert_true(w->wants.tool[TOOL_PROTOC].sources.n > own);
	assert_int_equal(REACH_OK, w->wants.tool[TOOL_PROTOC].sources.at[0].reach);
	press(w, &app, ACTION_NEXT);
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	end(w);
}

/* On the page Machine, where protoc's own addresses have just been found silent. */
static struct wizard *begin_behind_a_wall(struct app_side *app)
{
	struct wizard *w = begin();

	wizard_on(w, &(struct event){ .kind = EVENT_ACTION, .action = ACTION_NEXT });
	w->wish = WISH_NONE;
	tell_sources(w, TOOL_PROTOC, false, REACH_REFUSED);
	send(w, EVENT_LOOKED);
	fulfil(w, app);
	assert_int_equal(SCREEN_MACHINE, wizard_screen(w));
	return w;
}

TEST(public_mirrors_hear_of_nothing_before_the_user_says_so)
{
	struct app_side app = { 0 };
	struct wizard *w = begin_behind_a_wall(&app);

	assert_true(wizard_mirrors_may_serve(w));
	assert_false(wizard_mirror_wanted(w));
	assert_contains(words(w), "goproxy.cn");
	press(w, &app, ACTION_NEXT);
	assert_int_equal(SCREEN_MACHINE, wizard_screen(w)); /* not answered yet */
	assert_int_equal(WISH_NONE, w->wish);
	choose(w, "try-mirrors", "yes");
	assert_int_equal(WISH_LOOK, w->wish);
	w->wish = WISH_NONE;
	tell_sources(w, TOOL_PROTOC, true, REACH_OK);
	send(w, EVENT_LOOKED);
	assert_int_equal(SCREEN_MACHINE, wizard_screen(w)); /* to be told which to use */
	assert_true(wizard_mirror_wanted(w));
	choose(w, "mirror", "run");
	assert_int_equal(REACH_OK, w->wants.tool[TOOL_PROTOC].sources.at[0].reach);
	end(w);
}

static enum status_level network_level(struct wizard *w)
{
	const struct view *v = show(w);

	for (size_t i = 0; i < v->blocks.n; i++)
		if (str_equal(v->blocks.at[i].label, _("Network")))
			return v->blocks.at[i].level;
	fail_msg("no word about the network");
	return SAY_NOTE;
}

TEST(a_network_on_which_nobody_has_what_is_needed_is_not_ok_after_mirrors_were_tried)
{
	struct app_side app = { 0 };
	struct wizard *w = begin_behind_a_wall(&app);

	assert_int_equal(SAY_WARNING, network_level(w));
	choose(w, "try-mirrors", "yes");
	w->wish = WISH_NONE;
	tell_sources(w, TOOL_PROTOC, true, REACH_REFUSED);
	send(w, EVENT_LOOKED);
	assert_false(wizard_mirror_wanted(w));
	assert_int_equal(SAY_WARNING, network_level(w));
	end(w);
	w = begin_behind_a_wall(&app);
	choose(w, "try-mirrors", "yes");
	w->wish = WISH_NONE;
	tell_sources(w, TOOL_PROTOC, true, REACH_OK);
	send(w, EVENT_LOOKED);
	assert_true(wizard_mirror_wanted(w));
	assert_int_equal(SAY_WARNING, network_level(w));
	choose(w, "mirror", "run");
	assert_int_equal(SAY_OK, network_level(w));
	end(w);
}

TEST(public_mirrors_that_the_user_turns_down_are_never_tried)
{
	struct app_side app = { 0 };
	struct wizard *w = begin_behind_a_wall(&app);

	choose(w, "try-mirrors", "no");
	assert_int_equal(WISH_NONE, w->wish);
	for (size_t i = 0; i < w->wants.tool[TOOL_PROTOC].sources.n; i++)
		assert_false(w->wants.tool[TOOL_PROTOC].sources.at[i].offered);
	press(w, &app, ACTION_NEXT);
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	end(w);
}

static void name_system_proxy(struct wizard *w)
{
	struct facts *f = arena_memdup(test_arena(), w->facts, sizeof(*f));

	f->environment.system_proxy = "http://proxy.example.com:8080";
	f->environment.system_no_proxy = ".local";
	memset(&f->environment.proxies, 0, sizeof(f->environment.proxies));
	w->facts = f;
}

TEST(proxy_of_system_settings_is_offered_before_mirrors_where_addresses_are_silent)
{
	struct app_side app = { 0 };
	struct wizard *w = begin_behind_a_wall(&app);

	name_system_proxy(w);
	assert_contains(words(w), "http://proxy.example.com:8080");
	assert_false(wizard_mirrors_may_serve(w));
	press(w, &app, ACTION_NEXT);
	assert_int_equal(SCREEN_MACHINE, wizard_screen(w)); /* not answered yet */
	assert_int_equal(1, show(w)->step);                 /* Welcome said how many there are */
	assert_int_equal(5, show(w)->steps);
	choose(w, "system-proxy", "run");
	assert_int_equal(WISH_LOOK, w->wish);
	assert_true(w->facts->environment.system_proxy_used);
	assert_string_equal("https_proxy", w->facts->environment.proxies.at[0].name);
	assert_string_equal(".local", w->facts->environment.proxies.at[2].value);
	w->wish = WISH_NONE;
	tell_sources(w, TOOL_PROTOC, false, REACH_OK);
	send(w, EVENT_LOOKED);
	fulfil(w, &app);
	while (wizard_screen(w) != SCREEN_REVIEW)
		press(w, &app, ACTION_NEXT);
	assert_contains(str_join(test_arena(), &w->plan.notes, " "),
			"http://proxy.example.com:8080, the proxy of System Settings");
	end(w);
}

TEST(proxy_of_system_settings_that_is_turned_down_leaves_the_mirrors_to_be_asked_about)
{
	struct app_side app = { 0 };
	struct wizard *w = begin_behind_a_wall(&app);

	name_system_proxy(w);
	choose(w, "system-proxy", "no");
	assert_int_equal(WISH_NONE, w->wish);
	assert_int_equal(0, w->facts->environment.proxies.n);
	assert_true(wizard_mirrors_may_serve(w));
	end(w);
}

TEST(proxy_of_system_settings_that_was_tried_can_be_turned_down_after_all)
{
	struct app_side app = { 0 };
	struct wizard *w = begin_behind_a_wall(&app);

	name_system_proxy(w);
	choose(w, "system-proxy", "run");
	w->wish = WISH_NONE;
	send(w, EVENT_LOOKED);
	choose(w, "system-proxy", "no");
	assert_int_equal(WISH_LOOK, w->wish); /* the addresses are tried without it */
	assert_false(w->facts->environment.system_proxy_used);
	assert_int_equal(0, w->facts->environment.proxies.n);
	end(w);
}

TEST(proxy_of_system_settings_that_does_not_help_either_leaves_the_mirrors_to_be_asked_about)
{
	struct app_side app = { 0 };
	struct wizard *w = begin_behind_a_wall(&app);

	name_system_proxy(w);
	choose(w, "system-proxy", "run");
	w->wish = WISH_NONE;
	send(w, EVENT_LOOKED);
	assert_true(wizard_mirrors_may_serve(w));
	assert_null(strstr(words(w), "none that could help"));
	choose(w, "system-proxy", "run"); /* as it is */
	assert_int_equal(WISH_NONE, w->wish);
	end(w);
}

TEST(in_chinese_mirrors_are_suggested_though_all_answers_and_go_first_once_taken)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();
	const struct sources *sources = &w->wants.tool[TOOL_PROTOC].sources;

	choose(w, "route", "steps");
	wizard_on(w, &(struct event){ .kind = EVENT_ACTION, .action = ACTION_NEXT });
	w->wish = WISH_NONE;
	tell_sources(w, TOOL_PROTOC, false, REACH_OK);
	send(w, EVENT_LOOKED);
	fulfil(w, &app);
	assert_int_equal(SCREEN_MACHINE, wizard_screen(w));
	assert_false(wizard_mirrors_suggested(w));
	language_choose("zh_CN");
	assert_true(wizard_mirrors_suggested(w));
	choose(w, "try-mirrors", "yes");
	w->wish = WISH_NONE;
	tell_sources(w, TOOL_PROTOC, true, REACH_OK);
	add_address(w, "mirror", "https://goproxy.cn/x", REACH_OK);
	send(w, EVENT_LOOKED);
	assert_true(wizard_mirror_wanted(w));
	assert_string_equal(sources->at[0].label, "github.com");
	choose(w, "mirror", "good");
	assert_null(strstr(sources->at[0].label, "github.com"));
	assert_true(str_starts(w->wants.goproxy, "https://goproxy.cn,"));
	assert_true(w->wants.goproxy_for_good);
	language_choose("en");
	end(w);
}

TEST(files_that_do_not_hold_are_placed_elsewhere_three_times_at_most_and_review_says_so)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();
	int rehearsed = 0;

	wizard_on(w, &(struct event){ .kind = EVENT_ACTION, .action = ACTION_NEXT });
	w->wish = WISH_NONE;
	look(w);
	while (w->wish == WISH_REHEARSE) {
		rehearsed++;
		w->wish = WISH_NONE;
		wizard_on(w, &(struct event){ .kind = EVENT_REHEARSED,
					      .rehearsal = matrix_of(w, false) });
	}
	assert_int_equal(REHEARSALS_MAX, rehearsed);
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	assert_contains(words(w), "Warning. New shells");
	(void)app;
	end(w);
}

/* ---- the walk ---- */

struct move {
	enum action_id action;
	const char *choice, *option; /* NULL: the action */
};
struct moves LIST_OF(struct move);

struct walk {
	struct arena *mem;
	struct names seen; /* what the user sees of a state: one text each */
	LIST(struct moves) todo;
	bool reached[SCREEN_N];
	enum fate fate;
};

static struct wizard *replay(const struct moves *moves, struct app_side *app)
{
	struct wizard *w = begin();

	for (size_t i = 0; i < moves->n; i++) {
		if (moves->at[i].choice)
			choose(w, moves->at[i].choice, moves->at[i].option);
		else
			press(w, app, moves->at[i].action);
	}
	return w;
}

static bool is_new(struct walk *walk, const char *state)
{
	for (size_t i = 0; i < walk->seen.n; i++)
		if (strcmp(walk->seen.at[i], state) == 0)
			return false;
	list_push(walk->mem, &walk->seen, arena_strdup(walk->mem, state));
	return true;
}

static void plan_move(struct walk *walk, const struct moves *moves, struct move move)
{
	struct moves more = { 0 };

	for (size_t i = 0; i < moves->n; i++)
		list_push(walk->mem, &more, moves->at[i]);
	list_push(walk->mem, &more, move);
	list_push(walk->mem, &walk->todo, more);
}

static void plan_moves(struct walk *walk, const struct moves *moves, const struct view *v)
{
	size_t ways = 0;

	for (size_t i = 0; i < v->actions.n; i++)
		if (v->actions.at[i].enabled) {
			ways++;
			plan_move(walk, moves, (struct move){ .action = v->actions.at[i].id });
		} else {
			assert_non_null(v->actions.at[i].why_not);
		}
	assert_true(ways > 0);
	for (size_t i = 0; i < v->blocks.n; i++)
		for (size_t j = 0; j < v->blocks.at[i].options.n; j++)
			if (str_equal(v->blocks.at[i].id, "route"))
				plan_move(walk, moves,
					  (struct move){
						  .choice = v->blocks.at[i].id,
						  .option = v->blocks.at[i].options.at[j].id });
}

/* A view asks one thing at a time, names its screen, and each action once. */
static void check_view(const struct view *v)
{
	bool has[ACTION_N] = { 0 };

	assert_non_null(v->title);
	for (size_t i = 0; i < v->actions.n; i++) {
		assert_false(has[v->actions.at[i].id]);
		has[v->actions.at[i].id] = true;
		assert_true(v->actions.at[i].label && *v->actions.at[i].label);
	}
	assert_true(v->step <= v->steps);
}

static void visit(struct walk *walk, const struct moves *moves)
{
	struct app_side app = { .fate = walk->fate };
	struct wizard *w = replay(moves, &app);
	struct view *v = show(w);

	if (w->wish != WISH_QUIT) {
		const char *state = json_print(test_arena(), view_json(test_arena(), v), false);

		check_view(v);
		walk->reached[wizard_screen(w)] = true;
		if (is_new(walk, state) && moves->n < 9)
			plan_moves(walk, moves, v);
	}
	end(w);
}

static void walk_from_welcome(struct walk *walk)
{
	list_push(walk->mem, &walk->todo, (struct moves){ 0 });
	for (size_t next = 0; next < walk->todo.n && next < 1500; next++)
		visit(walk, &walk->todo.at[next]);
}

TEST(every_screen_is_reached_and_none_is_without_a_way_out)
{
	static const enum fate fates[] = { FATE_DONE, FATE_FAILS, FATE_PROOF_FAILS };
	bool reached[SCREEN_N] = { 0 };

	for (size_t i = 0; i < 3; i++) {
		struct walk walk = { .mem = test_arena(), .fate = fates[i] };

		walk_from_welcome(&walk);
		for (int id = 0; id < SCREEN_N; id++)
			reached[id] |= walk.reached[id];
	}
	for (int id = 0; id < SCREEN_N; id++)
		if (id != SCREEN_HOMEBREW && id != SCREEN_RECOVER)
			if (!reached[id])
				fail_msg("%s is not reached", screens[id]->id);
}

/* ---- recover ---- */

static const char *said(const struct wizard *w)
{
	return plain_text(test_arena(), show(w), 80);
}

TEST(a_run_that_was_stopped_is_told_of_at_the_next_start)
{
	static const struct {
		const char *result;
		bool undone, told;
	} cases[] = { { "cancelled", false, true },    { "failed", false, true },
		      { "left", false, true },         { "done", false, false },
		      { "rolled-back", false, false }, { "cancelled", true, false } };
	struct arena *mem = test_arena();

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct journal_runs runs = { 0 };
		struct journal_run *run = list_add(mem, &runs);
		struct wizard_options o = { .facts = bare_machine(mem), .runs = &runs };
		struct wizard *w;

		run->id = "0003";
		run->result = cases[i].result;
		run->undone = cases[i].undone;
		run->started = 1795000000;
		list_add(mem, &run->effects)->done = true;
		w = walk_start(o);
		assert_int_equal(SCREEN_WELCOME, wizard_screen(w));
		if (cases[i].told)
			assert_contains(
				said(w),
				"1 change stays; to take it back: /opt/goready/bin/goready undo");
		else
			assert_null(strstr(said(w), "Your last run"));
		arena_close(w->plan_mem);
	}
}

TEST(what_is_downloaded_already_is_not_to_be_downloaded)
{
	struct arena *mem = test_arena();
	struct names here = { 0 };
	struct wizard_options o = { .facts = bare_machine(mem), .downloaded = &here };
	struct wizard *without = begin();
	const struct step *step = plan_step(&without->plan, "go.fetch");
	struct wizard *w;

	list_push(mem, &here, step->fetch.source->parts[0].file);
	w = walk_start(o);
	assert_true(step->download > 0);
	assert_int_equal(w->plan.download, without->plan.download - step->download);
	arena_close(w->plan_mem);
	end(without);
}

TEST(review_counts_as_downloads_what_is_not_there_already)
{
	struct wizard *w = walk_to_review(bare_machine(test_arena()), NULL);
	const struct step *step = plan_step(&w->plan, "go.fetch");
	size_t before = w->plan.download;

	walk_both_say(w, "2 downloads");
	list_push(test_arena(), &w->observed.downloaded, step->fetch.source->parts[0].file);
	wizard_replan(w);
	assert_true(w->plan.download < before);
	walk_both_say(w, "1 download");
	assert_null(strstr(walk_said(w), "2 downloads"));
	walk_end(w);
}

static struct journal_run *run_broken_off(struct journal_runs *runs)
{
	struct journal_run *run_left = list_add(test_arena(), runs);

	run_left->id = "20261119-120000";
	run_left->folder = "/home/ann/.local/state/goready/runs/20261119-120000";
	run_left->started = 1795000000; /* in November 2026 */
	return run_left;
}

TEST(unfinished_run_is_asked_about_first)
{
	struct arena *mem = test_arena();
	struct journal_runs runs = { 0 };
	struct journal_run *run_left = run_broken_off(&runs);
	struct wizard_options o = { .facts = bare_machine(mem), .runs = &runs };
	struct app_side app = { 0 };
	struct wizard *w;

	for (int i = 0; i < 5; i++) {
		struct journal_effect *effect = list_add(mem, &run_left->effects);

		effect->done = true;
		effect->path = arena_fmt(mem, "/home/ann/file%d", i);
	}
	list_add(mem, &run_left->effects)->formula = "protobuf";
	w = walk_start(o);
	assert_int_equal(SCREEN_RECOVER, wizard_screen(w));
	assert_contains(said(w), "begun 2026-11-1");
	assert_contains(said(w), "Changed: ~/file0, ~/file1, ~/file2 and 2 more.");
	press(w, &app, ACTION_DETAILS);
	assert_contains(said(w), "~/file4");
	assert_contains(said(w), "protobuf, perhaps not changed");
	press(w, &app, ACTION_CLOSE);
	press(w, &app, ACTION_UNDO);
	assert_int_equal(SCREEN_UNDO, wizard_screen(w));
	assert_string_equal("20261119-120000", w->undo.run);
	press(w, &app, ACTION_BACK);
	assert_int_equal(SCREEN_RECOVER, wizard_screen(w));
	press(w, &app, ACTION_NEXT);
	assert_int_equal(SCREEN_WELCOME, wizard_screen(w));
	arena_close(w->plan_mem);
}

TEST(nothing_goes_on_from_an_unfinished_run_that_was_taken_back)
{
	struct arena *mem = test_arena();
	struct journal_runs runs = { 0 };
	struct journal_run *run_left = run_broken_off(&runs);
	struct wizard_options o = { .facts = bare_machine(mem), .runs = &runs };
	struct app_side app = { 0 };
	struct wizard *w;

	list_add(mem, &run_left->effects)->done = true;
	w = walk_start(o);
	assert_int_equal(SCREEN_RECOVER, wizard_screen(w));
	assert_string_equal(w->unfinished.run, run_left->id);
	press(w, &app, ACTION_UNDO);
	press(w, &app, view_main_action(show(w))->id);
	assert_int_equal(w->undo.progress, UNDO_DONE);
	assert_null(w->unfinished.run);
	press(w, &app, ACTION_NEXT);
	assert_int_equal(SCREEN_WELCOME, wizard_screen(w));
	arena_close(w->plan_mem);
}

/* ---- what is spoken ---- */

static size_t spoken_before_the_question(const struct view *v)
{
	size_t n = 0;

	for (size_t i = 0; i < v->blocks.n; i++) {
		if (v->blocks.at[i].kind != BLOCK_DIFF)
			n += strlen(plain_block(test_arena(), &v->blocks.at[i], 80));
		if (v->blocks.at[i].kind == BLOCK_CHOICE)
			break; /* that is the question; the next one comes after its answer */
	}
	return n;
}

TEST(no_step_says_more_than_600_characters_before_its_question)
{
	struct app_side app = { 0 };
	struct wizard *w = begin();

	choose(w, "route", "steps");
	for (int i = 0; i < 6; i++) {
		size_t n = spoken_before_the_question(show(w));

		if (n > 600)
			fail_msg("%s says %zu characters:\n%s", screens[wizard_screen(w)]->id, n,
				 words(w));
		press(w, &app, ACTION_NEXT);
	}
	end(w);
}
