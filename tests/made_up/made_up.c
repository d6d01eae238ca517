/*
 * What varies is a row: a tool, a shell and a kind of step that goready does not know are put into its tables
 * (rows.c), and everything has them: doctor, profile, Review and Details in both front ends, Apply, JSON,
 * journal and undo.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>

#include "journal/undo.h"
#include "machine.h"
#include "run/task.h"
#include "scenario.h"
#include "walk.h"
#include "wants/profile.h"

static const char *plan_text(const struct plan *p)
{
	return json_print(test_arena(), plan_json(test_arena(), p), false);
}

static const char *journal_text(const struct scenario *s)
{
	return test_read(arena_fmt(test_arena(), "%s/%s/journal.jsonl", s->facts->places.runs,
				   s->result.id))
		.at;
}

static const char *undo_text(const struct scenario *s)
{
	struct undo_plan plan;
	struct err e = { 0 };

	assert_ok(undo_make(test_arena(), host_real(), s->facts, NULL, false, &plan, &e), &e);
	return json_print(test_arena(), undo_json(test_arena(), &plan), false);
}

/* What the program that has these rows prints, asked about this machine. */
static const char *program_says(const struct machine *m, const char *arguments)
{
	struct arena *mem = test_arena();
	const char *program = getenv("GOREADY_MADE_UP");

	if (!program)
		skip_because("GOREADY_MADE_UP names no program");
	test_write("machine.json", json_print(mem, m->capture, true));
	test_write("profile.json", m->profile);
	if (system(arena_fmt(mem, "'%s' %s --from '%s' --profile '%s' >'%s' 2>&1", program,
			     arguments, test_path("machine.json"), test_path("profile.json"),
			     test_path("said"))) < 0)
		fail_msg("%s cannot be started", program);
	return test_read(test_path("said")).at;
}

/* ---- a kind of step ---- */

static const struct step_kind *kind_named(const char *name)
{
	const struct step_kind *const *at = step_kinds;

	while (*at && !str_equal((*at)->name, name))
		at++;
	assert_non_null(*at);
	return *at;
}

static struct step sign_at(const char *path)
{
	return (struct step){ .id = "sign",
			      .kind = kind_named("sign"),
			      .tool = TOOL_N,
			      .summary = "Put up a sign",
			      .why = "So that it is seen.",
			      .folder = { .path = path } };
}

static void tell(struct wizard *w, const struct step *s, enum step_state state)
{
	struct run_event event = { .step = s, .state = state, .seconds_left = -1 };

	wizard_on(w, &(struct event){ .kind = EVENT_STEP, .step = &event });
}

TEST(made_up_step_is_on_every_page_of_both_front_ends_and_in_json)
{
	struct wizard *w = walk_to_review(walk_facts("debian-bare"), NULL);
	const struct step *s;

	list_push(w->plan_mem, &w->plan.steps,
		  sign_at(path_join(test_arena(), w->facts->places.home, ".sign")));
	s = plan_step(&w->plan, "sign");
	assert_contains(plan_text(&w->plan), "\"id\":\"sign\",\"kind\":\"sign\"");
	walk_both_say(w, "Sign");
	walk_both_say(w, "~/.sign");
	walk_press(w, ACTION_DETAILS);
	walk_both_say(w, "Put up a sign");
	walk_both_say(w, "So that it is seen.");
	walk_press(w, ACTION_CLOSE);
	walk_press(w, ACTION_APPLY);
	tell(w, s, STATE_STARTED);
	walk_both_say(w, "Put up a sign");
	tell(w, s, STATE_DONE);
	walk_both_say(w, "Put up a sign");
	walk_end(w);
}

TEST(made_up_step_is_carried_out_journaled_and_undone)
{
	const char *path = test_path("home/.sign"), *before;
	struct scenario s;
	struct err e = { 0 };

	scenario_init(&s);
	list_push(test_arena(), &s.plan.steps, sign_at(path));
	before = scenario_home();
	assert_ok(scenario_run(&s, &e), &e);
	assert_contains(str_text(&s.events), "sign done\n");
	assert_bytes(BYTES("here\n"), test_read(path));
	assert_contains(journal_text(&s), "\"kind\":\"sign\"");
	assert_contains(undo_text(&s), path);
	scenario_undo(&s);
	assert_string_equal(before, scenario_home());
}

/* ---- a shell ---- */

static struct machine *with_odd(void)
{
	struct machine *m = machine_named("debian-bare");

	machine_json(
		m, "files", "/usr/bin/odd",
		"{\"binary\": {\"format\": \"elf\", \"os\": \"linux\", \"arch\": \"amd64\", \"bits\": 64}}");
	machine_file(m, "~/.oddrc", "export GOROOT=/gone\n");
	m->profile = "{\"schema\": 1, \"shells\": [\"odd\"]}";
	machine_look(m);
	return m;
}

static const struct profile *profile_of(const struct machine *m)
{
	const struct profile *profile = NULL;
	struct err e = { 0 };

	assert_ok(profile_parse(test_arena(), bytes_of(m->profile), "profile.json", &profile, &e),
		  &e);
	return profile;
}

TEST(made_up_shell_is_looked_at_by_doctor)
{
	struct machine *m = with_odd();

	assert_contains(program_says(m, "doctor"), "~/.oddrc");
	assert_contains(program_says(m, "doctor --json"), "~/.oddrc");
}

TEST(made_up_shell_is_chosen_in_a_profile_and_shown_on_review)
{
	struct machine *m = with_odd();
	struct wizard *w = walk_to_review(m->facts, profile_of(m));
	const struct step *step = plan_step(&w->plan, "shell.oddrc");

	assert_true(w->wants.shell[shell_named("odd")]);
	assert_non_null(step);
	assert_contains(plan_text(&w->plan), "shell.oddrc");
	assert_contains(step->edit.diff, ">>> goready >>>");
	walk_both_say(w, "~/.oddrc");
	walk_both_say(w, ">>> goready >>>");
	walk_end(w);
}

TEST(made_up_shells_file_is_edited_journaled_and_undone)
{
	struct machine *m = with_odd();
	struct wizard *w = walk_to_review(m->facts, profile_of(m));
	struct step *step;
	const char *before;
	struct scenario s;
	struct err e = { 0 };

	scenario_init(&s);
	test_write("home/.oddrc", "export GOROOT=/gone\n");
	before = scenario_home();
	list_push(test_arena(), &s.plan.steps, *plan_step(&w->plan, "shell.oddrc"));
	step = scenario_step(&s, "shell.oddrc");
	step->edit.path = step->edit.target = test_path("home/.oddrc");
	assert_ok(scenario_run(&s, &e), &e);
	assert_contains(str_text(&s.events), "shell.oddrc done\n");
	assert_contains(test_read(test_path("home/.oddrc")).at, ">>> goready >>>");
	assert_contains(journal_text(&s), "shell.oddrc");
	assert_contains(undo_text(&s), ".oddrc");
	scenario_undo(&s);
	assert_string_equal(before, scenario_home());
	walk_end(w);
}

/* ---- a tool ---- */

static struct machine *with_odd_tool(const char *profile)
{
	struct machine *m = machine_named("healthy-debian-amd64");

	machine_json(m, "files", "~/go/bin/odd-tool",
		     "{\"binary\": {\"format\": \"elf\", \"os\": \"linux\", \"arch\": \"arm64\", "
		     "\"bits\": 64, \"go\": {\"version\": \"1.27.2\", \"goos\": \"linux\", "
		     "\"goarch\": \"arm64\", \"main\": \"example.org/odd/cmd/odd-tool\", "
		     "\"mod\": \"example.org/odd\", \"mod_version\": \"v1.2.2\"}}}");
	m->profile = profile;
	machine_look(m);
	return m;
}

#define WANTS_ODD_TOOL "{\"schema\": 1, \"tools\": {\"odd-tool\": \"v1.2.3\"}}"

TEST(made_up_tool_is_looked_at_by_doctor)
{
	struct machine *m = with_odd_tool(WANTS_ODD_TOOL);

	assert_contains(program_says(m, "doctor"), "odd-tool");
	assert_contains(program_says(m, "doctor"), "arm64");
	assert_contains(program_says(m, "doctor --json"), "\"name\": \"odd-tool\"");
}

TEST(made_up_tool_is_chosen_in_a_profile_and_shown_on_review)
{
	struct machine *m = with_odd_tool(WANTS_ODD_TOOL);
	struct wizard *w = walk_to_review(m->facts, profile_of(m));
	const char *command = "go install example.org/odd/cmd/odd-tool@v1.2.3";

	assert_non_null(plan_step(&w->plan, "tool.odd-tool"));
	assert_contains(plan_text(&w->plan), "\"id\":\"tool.odd-tool\"");
	walk_both_say(w, command);
	walk_press(w, ACTION_DETAILS);
	walk_both_say(w, "It is like no other.");
	walk_press(w, ACTION_CLOSE);
	walk_press(w, ACTION_APPLY);
	tell(w, plan_step(&w->plan, "tool.odd-tool"), STATE_STARTED);
	walk_both_say(w, "odd-tool");
	walk_end(w);
}

/* Built by a shell that writes it: no Go is needed for that. */
static void build_by_hand(struct step *step)
{
	struct arena *mem = test_arena();

	step->needs = (struct names){ 0 };
	step->run.argv = (struct names){ 0 };
	step->run.result = test_path("home/go/bin/.goready-odd-tool/odd-tool");
	step->run.into = test_path("home/go/bin/odd-tool");
	step->run.folder = "/";
	list_push(mem, &step->run.argv, "/bin/sh");
	list_push(mem, &step->run.argv, "-c");
	list_push(mem, &step->run.argv, arena_fmt(mem, "echo odd > '%s'", step->run.result));
}

TEST(made_up_tool_is_built_journaled_and_undone)
{
	struct machine *m = with_odd_tool(WANTS_ODD_TOOL);
	struct wizard *w = walk_to_review(m->facts, profile_of(m));
	struct scenario s;
	struct err e = { 0 };
	const char *before;

	scenario_init(&s);
	before = scenario_home();
	list_push(test_arena(), &s.plan.steps, *plan_step(&w->plan, "tool.odd-tool"));
	build_by_hand(scenario_step(&s, "tool.odd-tool"));
	assert_ok(scenario_run(&s, &e), &e);
	assert_contains(str_text(&s.events), "tool.odd-tool done\n");
	assert_bytes(BYTES("odd\n"), test_read(test_path("home/go/bin/odd-tool")));
	assert_contains(journal_text(&s), "tool.odd-tool");
	assert_contains(undo_text(&s), "odd-tool");
	scenario_undo(&s);
	assert_string_equal(before, scenario_home());
	walk_end(w);
}
