#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host/host.h"
#include "journal/journal.h"
#include "journal/undo.h"
#include "scenario.h"

static struct scenario s;

static void run_ok(void)
{
	struct err e;

	assert_ok(scenario_run(&s, &e), &e);
}

static const char *home(const char *name)
{
	return test_path(arena_fmt(test_arena(), "home/%s", name));
}

TEST(a_run_does_every_step_and_undo_leaves_the_home_as_it_was)
{
	const char *before;

	scenario_init(&s);
	before = scenario_home();
	run_ok();
	assert_string_equal("", s.error.text);
	assert_true(s.result.ok);
	assert_int_equal(6, s.result.done);
	assert_bytes(BYTES("go1\n"),
		     test_read(home(".local/share/goready/bin/../tools/go-1/VERSION")));
	assert_bytes(BYTES("new\n"), test_read(home("go/bin/plugin")));
	assert_bytes(BYTES("umask 022\nexport A=1\n"), test_read(home(".profile")));
	assert_int_equal(0, access(home(".local/share/goready/bin/go"), X_OK));
	assert_false(host_exists(host_real(), home("go/bin/.goready-plugin")));
	scenario_undo(&s);
	assert_string_equal(before, scenario_home());
}

TEST(a_run_whose_last_step_is_done_at_once_ends_once)
{
	scenario_init(&s);
	s.plan.steps.at[0] = *scenario_step(&s, "shell.profile");
	s.plan.steps.at[0].needs.n = 0;
	s.plan.steps.n = 1;
	run_ok();
	assert_true(s.result.ok);
	assert_int_equal(1, s.ends);
}

TEST(steps_wait_for_what_they_need)
{
	const char *link, *plugin;

	scenario_init(&s);
	run_ok();
	link = strstr(str_text(&s.events), "go.link done");
	plugin = strstr(str_text(&s.events), "plugin started");
	assert_non_null(link);
	assert_true(link < plugin);
}

TEST(what_keeps_the_machine_awake_is_started_with_this_process_to_wait_for)
{
	const char *file = test_path("awake");

	scenario_init(&s);
	list_push(test_arena(), &s.plan.awake, "/bin/sh");
	list_push(test_arena(), &s.plan.awake, "-c");
	list_push(test_arena(), &s.plan.awake,
		  arena_fmt(test_arena(), "echo $0 >%s.new && mv %s.new %s", file, file, file));
	/* the last step waits for it: the run may be over before it has begun */
	scenario_step(&s, "plugin")->run.argv.at[2] =
		arena_fmt(test_arena(), "while [ ! -e %s ]; do sleep 0.05; done; %s", file,
			  scenario_step(&s, "plugin")->run.argv.at[2]);
	run_ok();
	assert_true(s.result.ok);
	assert_string_equal(arena_fmt(test_arena(), "%ld", (long)getpid()),
			    str_trim(test_arena(), test_read(file).at));
}

TEST(what_a_command_wrote_is_in_the_log_and_its_last_lines_in_the_error)
{
	struct step *step;

	scenario_init(&s);
	step = scenario_step(&s, "plugin");
	step->run.argv.at[2] = "echo one; echo the reason >&2; exit 3";
	run_ok();
	assert_int_equal(RC_COMMAND, s.error.rc);
	assert_contains(s.error.text, "the reason");
	assert_contains(s.error.text, "status 3");
	assert_contains(err_remedy(&s.error), "/log/plugin.log");
	assert_contains(test_read(home(".local/state/goready/runs/0001/log/plugin.log")).at, "one");
}

TEST(a_step_that_fails_rolls_the_run_back)
{
	const char *before;
	struct journal_runs runs;
	struct err e;

	scenario_init(&s);
	scenario_step(&s, "plugin")->run.argv.at[2] = "exit 1";
	before = scenario_home();
	run_ok();
	assert_false(s.result.ok);
	assert_true(s.result.rolled_back);
	assert_string_equal(before, scenario_home());
	assert_contains(str_text(&s.events), "go.link rolled-back");
	assert_contains(str_text(&s.events), "shell.profile cancelled");
	assert_ok(journal_read_all(test_arena(), host_real(), &s.facts->places, &runs, &e), &e);
	assert_string_equal("rolled-back", runs.at[0].result);
	assert_true(runs.at[0].undone);
}

static int moments;

static void moment(void *ctx)
{
	(void)ctx;
	moments++;
}

TEST(who_waits_while_a_run_is_taken_back_gets_a_moment_now_and_then)
{
	scenario_init(&s);
	scenario_step(&s, "plugin")->run.argv.at[2] = "exit 1";
	s.spec.meanwhile = moment;
	run_ok();
	assert_true(s.result.rolled_back);
	assert_true(moments > 0);
	moments = 0;
	process_moment(); /* and not after it */
	assert_int_equal(0, moments);
}

TEST(with_keep_going_what_is_complete_stays_and_what_needs_the_failed_is_skipped)
{
	scenario_init(&s);
	scenario_step(&s, "plugin")->run.argv.at[2] = "exit 1";
	s.spec.keep_going = true;
	run_ok();
	assert_false(s.result.ok);
	assert_false(s.result.rolled_back);
	assert_contains(str_text(&s.events), "shell.profile skipped");
	assert_contains(str_text(&s.events), "shell.fish done");
	assert_int_equal(0, access(home(".local/share/goready/bin/go"), X_OK));
}

/* ---- a tree whose files are brought to the disk while a command uses it ---- */

/* What stands for the helper that waits for the disk: `script` is a shell's, with the mark of the tree as $0.
 * The other helpers are the program's own. */
static void sync_is(const char *script)
{
	const char *helper = test_path("helper");
	const char *mark = home(".local/share/goready/tools/.unfinished-go-1");

	test_write_bytes(
		"helper",
		bytes_of(arena_fmt(test_arena(),
				   "#!/bin/sh\n[ \"$2\" = sync ] || exec %s \"$@\"\n"
				   "exec sh -c '%s' %s %s\n",
				   getenv("GOREADY_HELPER"), script, mark, test_path("used"))),
		0755);
	setenv("GOREADY_HELPER", helper, 1);
}

/* The plugin is built with the tree, and says so in $1. */
static void plugin_uses_the_tree(void)
{
	struct step *step = scenario_step(&s, "plugin");

	step->needs.at[0] = "go.unpack";
	step->run.argv.at[2] = arena_fmt(test_arena(), "%s/bin/go && : >%s; %s",
					 home(".local/share/goready/tools/go-1"), test_path("used"),
					 step->run.argv.at[2]);
}

static const char *event_at(const char *event)
{
	const char *at = strstr(str_text(&s.events), event);

	assert_non_null(at);
	return at;
}

TEST(a_command_uses_a_tree_before_its_files_are_on_the_disk_and_its_link_comes_after)
{
	const char *before;

	scenario_init(&s);
	/* It ends once the command has begun, and only if the mark still stands. */
	sync_is("i=0; while [ ! -e \"$1\" ] && [ $i -lt 400 ]; do sleep 0.05; i=$((i + 1)); done; "
		"[ -e \"$1\" ] && [ -d \"$0\" ]");
	plugin_uses_the_tree();
	before = scenario_home();
	run_ok();
	assert_string_equal("", s.error.text);
	assert_true(s.result.ok);
	assert_true(event_at("plugin started") < event_at("go.unpack done"));
	assert_true(event_at("go.unpack done") < event_at("go.link started"));
	assert_false(host_exists(host_real(), home(".local/share/goready/tools/.unfinished-go-1")));
	scenario_undo(&s);
	assert_string_equal(before, scenario_home());
}

TEST(a_tree_that_does_not_get_to_the_disk_is_never_whole_and_the_run_is_rolled_back)
{
	const char *before;

	scenario_init(&s);
	sync_is("[ -d \"$0\" ] && : >\"$1.marked\"; echo \"no-space the disk is full\" >&2; exit 1");
	plugin_uses_the_tree();
	before = scenario_home();
	run_ok();
	assert_int_equal(RC_NO_SPACE, s.error.rc);
	assert_string_equal("the disk is full", s.error.text);
	assert_true(s.result.rolled_back);
	assert_true(host_exists(host_real(), test_path("used.marked")));
	assert_null(strstr(str_text(&s.events), "go.unpack done"));
	assert_null(strstr(str_text(&s.events), "go.link started"));
	assert_string_equal(before, scenario_home());
}

TEST(what_the_helper_says_of_a_disk_it_cannot_wait_for_is_the_error)
{
	scenario_init(&s);
	sync_is(arena_fmt(test_arena(), "exec %s --helper sync \"$0/nowhere\"",
			  getenv("GOREADY_HELPER")));
	run_ok();
	assert_int_equal(RC_NOT_FOUND, s.error.rc);
	assert_contains(s.error.text, "/.unfinished-go-1/nowhere cannot be written");
	assert_true(s.result.rolled_back);
}

TEST(cancelling_while_a_tree_is_brought_to_the_disk_rolls_back)
{
	const char *before;

	scenario_init(&s);
	sync_is("exec sleep 30");
	plugin_uses_the_tree();
	s.cancel_at = "plugin started";
	before = scenario_home();
	run_ok();
	assert_true(s.result.cancelled);
	assert_true(s.result.rolled_back);
	assert_contains(str_text(&s.events), "go.unpack cancelled");
	assert_string_equal(before, scenario_home());
}

TEST(cancelling_inside_a_command_stops_it_and_rolls_back)
{
	const char *before;

	scenario_init(&s);
	scenario_step(&s, "plugin")->run.argv.at[2] = "sleep 30";
	s.cancel_at = "plugin started";
	before = scenario_home();
	run_ok();
	assert_true(s.result.cancelled);
	assert_true(s.result.rolled_back);
	assert_contains(str_text(&s.events), "plugin cancelled");
	assert_string_equal(before, scenario_home());
}

TEST(a_command_that_takes_too_long_is_stopped_and_said_so)
{
	scenario_init(&s);
	scenario_step(&s, "plugin")->run.argv.at[2] = "sleep 30";
	scenario_step(&s, "plugin")->run.seconds = 1;
	run_ok();
	assert_int_equal(RC_TIMEOUT, s.error.rc);
	assert_true(s.result.rolled_back);
}

TEST(a_start_file_changed_since_review_is_refused)
{
	scenario_init(&s);
	test_write("home/.profile", "umask 077\n");
	run_ok();
	assert_int_equal(RC_CHANGED, s.error.rc);
	assert_bytes(BYTES("umask 077\n"), test_read(home(".profile")));
}

TEST(a_start_file_whose_link_leads_elsewhere_since_review_is_refused)
{
	struct step *step;

	scenario_init(&s);
	step = scenario_step(&s, "shell.profile");
	test_write("home/other", "umask 022\n");
	assert_int_equal(0, symlink("other", home(".start")));
	step->edit.path = home(".start");
	run_ok();
	assert_int_equal(RC_CHANGED, s.error.rc);
	assert_bytes(BYTES("umask 022\n"), test_read(home(".profile")));
}

TEST(a_start_file_that_is_already_as_it_shall_become_is_not_written_again)
{
	scenario_init(&s);
	test_write_bytes("home/.profile", BYTES("umask 022\nexport A=1\n"), 0640);
	run_ok();
	assert_true(s.result.ok);
	scenario_undo(&s);
	assert_bytes(BYTES("umask 022\nexport A=1\n"), test_read(home(".profile")));
}

TEST(a_start_file_its_shell_could_not_read_any_more_is_not_written)
{
	struct step *step;

	scenario_init(&s);
	step = scenario_step(&s, "shell.profile");
	step->edit.after = BYTES("umask 022\nif true; then\n");
	run_ok();
	assert_int_equal(RC_SYNTAX, s.error.rc);
	assert_contains(s.error.text, ".profile");
	assert_null(strstr(s.error.text, "/check-"));
	assert_bytes(BYTES("umask 022\n"), test_read(home(".profile")));
}

TEST(a_start_file_that_was_broken_before_may_still_be_edited)
{
	struct step *step;

	scenario_init(&s);
	test_write("home/.profile", "if true; then\n");
	step = scenario_step(&s, "shell.profile");
	step->edit.before = BYTES("if true; then\n");
	step->edit.after = BYTES("if true; then\nexport A=1\n");
	run_ok();
	assert_true(s.result.ok);
	assert_contains(str_text(&s.notes), "had an error before");
}

TEST(a_link_that_is_no_longer_what_was_shown_is_refused)
{
	scenario_init(&s);
	test_write("home/.local/share/goready/bin/go", "somebody's own");
	run_ok();
	assert_int_equal(RC_CHANGED, s.error.rc);
	assert_bytes(BYTES("somebody's own"), test_read(home(".local/share/goready/bin/go")));
}

/* A step that opens ~/go/bin, of which 0500 was shown. */
static void add_mode(mode_t now)
{
	struct step *step;

	scenario_init(&s);
	step = list_add(test_arena(), &s.plan.steps);
	step->id = "folder.open";
	step->kind = &step_mode;
	step->summary = "open it";
	step->mode = (struct mode_step){ home("go/bin"), 0500, 0700 };
	assert_int_equal(0, chmod(home("go/bin"), now));
}

static mode_t mode_now(void)
{
	struct stat st;

	assert_int_equal(0, stat(home("go/bin"), &st));
	return st.st_mode & 07777;
}

TEST(permissions_that_are_no_longer_what_was_shown_are_refused)
{
	add_mode(0711);
	run_ok();
	assert_int_equal(RC_CHANGED, s.error.rc);
	assert_contains(s.error.text, "go/bin is no longer what was shown");
	assert_int_equal(0711, mode_now());
}

TEST(permissions_that_are_already_what_they_shall_become_are_left_alone)
{
	add_mode(0700);
	run_ok();
	assert_true(s.result.ok);
	assert_int_equal(0700, mode_now());
}

TEST(a_second_run_that_finds_the_link_right_leaves_it_alone)
{
	struct scenario again;
	struct err e;

	scenario_init(&s);
	run_ok();
	again = s;
	again.plan = (struct plan){ 0 };
	list_push(test_arena(), &again.plan.steps, *scenario_step(&s, "go.link"));
	again.plan.steps.at[0].needs.n = 0;
	assert_ok(scenario_run(&again, &e), &e);
	assert_true(again.result.ok);
}

static void add_proof(const char *script)
{
	struct step *step = list_add(test_arena(), &s.plan.steps);

	step->id = "proof";
	step->kind = &step_proof;
	step->tool = TOOL_N;
	step->summary = "the proof";
	list_push(test_arena(), &s.spec.prove_argv, "/bin/sh");
	list_push(test_arena(), &s.spec.prove_argv, "-c");
	list_push(test_arena(), &s.spec.prove_argv, script);
}

TEST(verdicts_are_passed_on_and_a_proof_that_passes_is_a_step_done)
{
	scenario_init(&s);
	add_proof("echo '{\"event\":\"verdict\",\"id\":\"build\",\"ok\":true,\"title\":\"Build\"}';"
		  "echo '{\"event\":\"proved\",\"ok\":true,\"error\":null}'");
	run_ok();
	assert_true(s.result.ok);
	assert_string_equal("build\n", str_text(&s.verdicts));
	assert_contains(str_text(&s.events), "proof done");
}

TEST(a_proof_that_fails_rolls_nothing_back)
{
	scenario_init(&s);
	add_proof("echo '{\"event\":\"verdict\",\"id\":\"vet\",\"ok\":false,\"title\":\"Vet\","
		  "\"evidence\":\"no module\"}';"
		  "echo '{\"event\":\"proved\",\"ok\":false,\"error\":null}'; exit 2");
	run_ok();
	assert_false(s.result.ok);
	assert_true(s.result.proof_failed);
	assert_false(s.result.rolled_back);
	assert_contains(s.error.text, "no module");
	assert_int_equal(0, access(home(".local/share/goready/bin/go"), X_OK));
}

TEST(a_proof_that_breaks_off_is_a_failed_proof)
{
	scenario_init(&s);
	add_proof("echo oops >&2; exit 9");
	run_ok();
	assert_true(s.result.proof_failed);
	assert_contains(s.error.text, "status 9");
	assert_contains(s.error.text, "oops");
}

TEST(the_proof_waits_for_its_modules_which_are_compiled_when_commands_have_ended)
{
	static const char *const words[] = { "/bin/sh", "-c", NULL };
	const char *mark = test_path("warm");

	scenario_init(&s);
	/* Ends with its input, a moment later. */
	for (int i = 0; words[i]; i++)
		list_push(test_arena(), &s.spec.warm_argv, words[i]);
	list_push(test_arena(), &s.spec.warm_argv,
		  arena_fmt(test_arena(), "cat; sleep 0.3; echo warm >%s", mark));
	add_proof(arena_fmt(test_arena(),
			    "cat %s && echo '{\"event\":\"proved\",\"ok\":true,\"error\":null}'",
			    mark));
	run_ok();
	assert_true(s.result.ok);
	assert_bytes(BYTES("warm\n"), test_read(mark));
}

/* No link leads there yet, and it need not wait for the disk. */
TEST(modules_are_fetched_ahead_by_the_go_that_was_put_in_its_place)
{
	static const char *const words[] = { "/bin/sh", "-c", NULL };
	const char *mark = test_path("warm");

	scenario_init(&s);
	scenario_step(&s, "go.unpack")->tool = TOOL_GO;
	for (int i = 0; words[i]; i++)
		list_push(test_arena(), &s.spec.warm_argv, words[i]);
	list_push(test_arena(), &s.spec.warm_argv,
		  arena_fmt(test_arena(), "echo \"$0\" >%s; cat", mark));
	add_proof("echo '{\"event\":\"proved\",\"ok\":true,\"error\":null}'");
	run_ok();
	assert_true(s.result.ok);
	assert_string_equal(
		arena_fmt(test_arena(), "%s/bin/go\n", scenario_step(&s, "go.unpack")->unpack.tree),
		test_read(mark).at);
}

TEST(fetching_modules_ahead_is_stopped_with_the_run)
{
	static const char *const words[] = { "/bin/sleep", "60", NULL };

	scenario_init(&s);
	for (int i = 0; words[i]; i++)
		list_push(test_arena(), &s.spec.warm_argv, words[i]);
	add_proof("exit 0");
	s.cancel_at = "shell.profile done";
	run_ok();
	assert_true(s.result.cancelled);
}

/* ---- failure and crash at every effect ---- */

struct faulty {
	struct host host;
	struct host *inner;
	int at, n;
	enum { FAIL, CRASH_BEFORE, CRASH_AFTER } how;
};
static struct faulty faulty;

static int due(void)
{
	if (++faulty.n != faulty.at)
		return 0;
	if (faulty.how == CRASH_BEFORE)
		_exit(77);
	return faulty.how == FAIL;
}

static enum rc after(enum rc rc)
{
	if (faulty.how == CRASH_AFTER && faulty.n == faulty.at)
		_exit(77);
	return rc;
}

#define FAULTY(call) (due() ? err_set(e, RC_IO, "injected") : after(faulty.inner->call))

static enum rc f_replace(struct host *h, const char *path, struct bytes content, mode_t mode,
			 struct err *e)
{
	(void)h;
	return FAULTY(replace(faulty.inner, path, content, mode, e));
}

static enum rc f_link(struct host *h, const char *path, const char *target, struct err *e)
{
	(void)h;
	return FAULTY(link(faulty.inner, path, target, e));
}

static enum rc f_make_folder(struct host *h, const char *path, mode_t mode, struct err *e)
{
	(void)h;
	return FAULTY(make_folder(faulty.inner, path, mode, e));
}

static enum rc f_rename(struct host *h, const char *from, const char *to, struct err *e)
{
	(void)h;
	return FAULTY(rename(faulty.inner, from, to, e));
}

static enum rc f_remove_file(struct host *h, const char *path, struct err *e)
{
	(void)h;
	return FAULTY(remove_file(faulty.inner, path, e));
}

static enum rc f_remove_folder(struct host *h, const char *path, struct err *e)
{
	(void)h;
	return FAULTY(remove_folder(faulty.inner, path, e));
}

static struct host *faulty_host(int at, int how)
{
	faulty =
		(struct faulty){ .inner = host_real(), .host = *host_real(), .at = at, .how = how };
	faulty.host.replace = f_replace;
	faulty.host.link = f_link;
	faulty.host.make_folder = f_make_folder;
	faulty.host.rename = f_rename;
	faulty.host.remove_file = f_remove_file;
	faulty.host.remove_folder = f_remove_folder;
	return &faulty.host;
}

/* 1 where the run ended by itself before effect `at`. */
static int run_in_child(int at, int how)
{
	pid_t pid = fork();
	int status;

	assert_true(pid >= 0);
	if (pid == 0) {
		struct err e;

		s.host = faulty_host(at, how);
		if (scenario_run(&s, &e))
			_exit(1);
		_exit(faulty.n < at ? 0 : 2);
	}
	assert_int_equal(pid, waitpid(pid, &status, 0));
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status) == 0;
}

static void after_each(int how)
{
	const char *before;
	int at = 1;

	scenario_init(&s);
	before = scenario_home();
	for (; at < 200; at++) {
		int complete = run_in_child(at, how);

		scenario_undo(&s);
		if (strcmp(before, scenario_home()) != 0)
			print_error("effect %d\n", at);
		assert_string_equal(before, scenario_home());
		if (complete)
			break;
	}
	assert_true(at > 20); /* there were that many effects */
}

TEST(after_a_crash_before_any_effect_undo_leaves_the_home_as_it_was)
{
	after_each(CRASH_BEFORE);
}

TEST(after_a_crash_behind_any_effect_undo_leaves_the_home_as_it_was)
{
	after_each(CRASH_AFTER);
}

TEST(after_a_failure_of_any_effect_rollback_and_undo_leave_the_home_as_it_was)
{
	after_each(FAIL);
}

TEST(an_undo_that_crashes_at_any_effect_is_ended_by_the_next)
{
	const char *before;
	int code = 77, status;

	scenario_init(&s);
	before = scenario_home();
	run_ok();
	for (int at = 1; code == 77 && at < 200; at++) {
		pid_t pid = fork();

		if (pid == 0) {
			struct host *h =
				faulty_host(1 + at % 3, at % 2 ? CRASH_BEFORE : CRASH_AFTER);
			struct undo_plan plan;

			if (undo_make(test_arena(), h, s.facts, NULL, false, &plan, NULL))
				_exit(1);
			_exit(undo_run(test_arena(), h, s.facts, &plan, NULL, NULL, NULL) ? 1 : 0);
		}
		assert_int_equal(pid, waitpid(pid, &status, 0));
		code = WIFEXITED(status) ? WEXITSTATUS(status) : 1;
	}
	assert_int_equal(0, code);
	assert_string_equal(before, scenario_home());
}
