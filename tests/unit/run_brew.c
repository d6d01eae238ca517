/*
 * A step of Homebrew and its undo, with a brew that makes and removes kegs as the real one does
 * (tests/e2e/homebrew.sh has the real one).
 */
#include "test.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "facts/cellar.h"
#include "journal/undo.h"
#include "scenario.h"

static struct scenario s;

static const char brew_script[] =
	"#!/bin/sh\n"
	"prefix=${0%/bin/brew}\n"
	"keg() { mkdir -p \"$prefix/Cellar/$1/$2/bin\" \"$prefix/opt\" "
	"\"$prefix/var/homebrew/linked\"\n"
	"	echo \"$3\" >\"$prefix/Cellar/$1/$2/INSTALL_RECEIPT.json\"\n"
	"	ln -sfn \"../Cellar/$1/$2\" \"$prefix/opt/$1\"; }\n"
	"link() { ln -sf \"../Cellar/$1/$2/bin/$3\" \"$prefix/bin/$3\"\n"
	"	ln -sfn \"../../../Cellar/$1/$2\" \"$prefix/var/homebrew/linked/$1\"; }\n"
	"[ \"$HOMEBREW_NO_ASK\" = 1 ] || exit 9\n"
	"case $1,$3 in\n"
	"install,protobuf)\n"
	"	keg abseil 1.0 '{\"installed_on_request\": false}'\n"
	"	[ ! -e \"$prefix/fail\" ] || { echo 'Error: no bottle'; exit 1; }\n"
	"	keg protobuf 36.1_2 '{\"installed_on_request\": true, \"runtime_dependencies\": "
	"[{\"full_name\": \"abseil\"}]}'\n"
	"	echo x >\"$prefix/Cellar/protobuf/36.1_2/bin/protoc\"\n"
	"	link protobuf 36.1_2 protoc ;;\n"
	"uninstall,*) shift 2; for name; do [ ! -e \"$prefix/refuse\" ] || { echo 'Error: Refusing "
	"to "
	"uninstall' >&2; exit 1; }\n"
	"	rm -r \"$prefix/Cellar/$name\" \"$prefix/opt/$name\"\n"
	"	rm -f \"$prefix/var/homebrew/linked/$name\"\n"
	"	[ \"$name\" != protobuf ] || rm -f \"$prefix/bin/protoc\"; done ;;\n"
	"link,*) link \"$2\" 36.1_2 protoc ;;\n"
	"unlink,*) rm \"$prefix/var/homebrew/linked/$2\" \"$prefix/bin/protoc\" ;;\n"
	"esac\n";

static const char *prefix(const char *name)
{
	return test_path(arena_fmt(test_arena(), "brew/%s", name));
}

static void make_brew(void)
{
	test_write_bytes("brew/bin/brew", BYTES(brew_script), 0755);
	test_write("brew/Cellar/wget/1.0/INSTALL_RECEIPT.json", "{}");
}

static struct step *brew_step(enum brew_verb verb)
{
	struct arena *mem = test_arena();
	struct step *step;

	scenario_init(&s);
	make_brew();
	s.plan.steps.n = 0;
	step = list_add(mem, &s.plan.steps);
	*step = (struct step){ .id = "protoc.brew",
			       .kind = &step_brew,
			       .tool = TOOL_PROTOC,
			       .summary = "Install protobuf with Homebrew",
			       .undo = UNDO_COMMAND };
	step->brew = (struct brew_step){ .verb = verb,
					 .prefix = test_path("brew"),
					 .program = prefix("bin/brew"),
					 .formula = "protobuf",
					 .makes = prefix("bin/protoc") };
	list_push(mem, &step->brew.argv, step->brew.program);
	list_push(mem, &step->brew.argv, brew_verb_name(verb));
	if (verb != BREW_LINK)
		list_push(mem, &step->brew.argv, "--formula");
	list_push(mem, &step->brew.argv, "protobuf");
	list_push(mem, &step->brew.env, "PATH=/usr/bin:/bin");
	list_push(mem, &step->brew.env, "HOMEBREW_NO_ASK=1");
	return step;
}

static void run_it(void)
{
	struct err e;

	assert_ok(scenario_run(&s, &e), &e);
}

static const char *formulae(void)
{
	struct names all = cellar_formulae(test_arena(), host_real(), test_path("brew"));

	return str_join(test_arena(), &all, " ");
}

static struct undo_plan planned_undo(void)
{
	struct undo_plan plan;
	struct err e;

	assert_ok(undo_make(test_arena(), host_real(), s.facts, NULL, false, &plan, &e), &e);
	return plan;
}

TEST(undo_uninstalls_what_brew_brought_and_nothing_else)
{
	struct undo_plan plan;

	brew_step(BREW_INSTALL);
	run_it();
	assert_true(s.result.ok);
	assert_string_equal("abseil protobuf wget", formulae());
	plan = planned_undo();
	assert_int_equal(1, plan.items.n);
	assert_int_equal(UNDO_RUN, plan.items.at[0].action);
	assert_contains(str_join(test_arena(), &plan.items.at[0].command, " "),
			"brew uninstall --formula abseil protobuf");
	scenario_undo(&s);
	assert_string_equal("wget", formulae());
	assert_false(host_exists(host_real(), prefix("bin/protoc")));
	assert_int_equal(0, planned_undo().runs.n);
}

TEST(a_dependency_that_something_else_has_come_to_need_stays_and_is_named)
{
	struct undo_plan plan;

	brew_step(BREW_INSTALL);
	run_it();
	test_write("brew/Cellar/grpc/1.80/INSTALL_RECEIPT.json",
		   "{\"runtime_dependencies\": [{\"full_name\": \"homebrew/core/abseil\"}]}");
	plan = planned_undo();
	assert_contains(str_join(test_arena(), &plan.items.at[0].command, " "),
			"uninstall --formula protobuf");
	assert_contains(plan.items.at[0].left.at[0], "abseil, which grpc needs");
	scenario_undo(&s);
	assert_string_equal("abseil grpc wget", formulae());
}

TEST(a_formula_that_something_else_needs_is_left)
{
	struct undo_plan plan;

	brew_step(BREW_INSTALL);
	run_it();
	test_write("brew/Cellar/buf/1.0/INSTALL_RECEIPT.json",
		   "{\"runtime_dependencies\": [{\"full_name\": \"protobuf\"}]}");
	plan = planned_undo();
	assert_int_equal(UNDO_LEAVE, plan.items.at[0].action);
	assert_int_equal(2, plan.items.at[0].left.n);
	scenario_undo(&s);
	assert_string_equal("abseil buf protobuf wget", formulae());
}

TEST(what_a_failed_install_left_half_way_is_rolled_back)
{
	brew_step(BREW_INSTALL);
	test_write("brew/fail", "");
	run_it();
	assert_false(s.result.ok);
	assert_true(s.result.rolled_back);
	assert_int_equal(RC_COMMAND, s.error.rc);
	assert_contains(s.error.text, "Error: no bottle");
	assert_string_equal("wget", formulae());
}

TEST(an_install_that_does_not_bring_the_program_has_failed)
{
	struct step *step = brew_step(BREW_INSTALL);

	step->brew.makes = prefix("bin/other");
	run_it();
	assert_int_equal(RC_COMMAND, s.error.rc);
	assert_contains(s.error.text, "bin/other is not there");
	assert_string_equal("wget", formulae());
}

TEST(another_version_than_the_profile_asks_for_is_taken_back)
{
	struct step *step = brew_step(BREW_INSTALL);

	step->brew.version = "35.0";
	run_it();
	assert_int_equal(RC_UNSUPPORTED, s.error.rc);
	assert_contains(s.error.text, "36.1_2");
	assert_string_equal("wget", formulae());
}

TEST(a_revision_is_no_other_version)
{
	struct step *step = brew_step(BREW_INSTALL);

	step->brew.version = "36.1";
	run_it();
	assert_true(s.result.ok);
}

TEST(links_that_were_made_are_taken_away_and_the_keg_stays)
{
	brew_step(BREW_LINK);
	test_write("brew/Cellar/protobuf/36.1_2/bin/protoc", "x");
	assert_int_equal(0, mkdir(prefix("var"), 0755) | mkdir(prefix("var/homebrew"), 0755) |
				    mkdir(prefix("var/homebrew/linked"), 0755));
	run_it();
	assert_true(s.result.ok);
	assert_true(host_exists(host_real(), prefix("bin/protoc")));
	scenario_undo(&s);
	assert_false(host_exists(host_real(), prefix("bin/protoc")));
	assert_string_equal("protobuf wget", formulae());
}

TEST(a_brew_that_refuses_is_quoted_and_can_be_asked_again)
{
	struct undo_plan plan;
	struct err e = { 0 };

	brew_step(BREW_INSTALL);
	run_it();
	test_write("brew/refuse", "");
	plan = planned_undo();
	assert_rc(RC_COMMAND, undo_run(test_arena(), host_real(), s.facts, &plan, NULL, NULL, &e),
		  &e);
	assert_contains(e.text, "Refusing to uninstall");
	assert_int_equal(0, unlink(prefix("refuse")));
	scenario_undo(&s);
	assert_string_equal("wget", formulae());
}

/* The journal of a run that was cut off after brew had done its work. */
TEST(after_a_power_cut_the_formula_and_its_dependencies_are_known_as_ours)
{
	const char *journal;
	struct bytes text;
	char *done;

	brew_step(BREW_INSTALL);
	run_it();
	journal = test_path("home/.local/state/goready/runs/0001/journal.jsonl");
	text = test_read(journal);
	done = strstr((char *)text.at, "{\"type\":\"done\"");
	assert_non_null(done);
	test_write("home/.local/state/goready/runs/0001/journal.jsonl",
		   arena_strndup(test_arena(), text.at, (size_t)(done - text.at)));
	test_write("brew/Cellar/jq/1.7/INSTALL_RECEIPT.json", "{\"installed_on_request\": true}");
	scenario_undo(&s);
	assert_string_equal("jq wget", formulae());
}
