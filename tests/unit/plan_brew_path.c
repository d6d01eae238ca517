/* A Homebrew that is there and not first on PATH: what is planned for it. */
#include "machine.h"

#include "plan/plan.h"
#include "wants/manifest.h"

static struct plan planned_by(struct machine *m, const char *profile)
{
	struct plan p = { 0 };
	struct err e = { 0 };

	m->profile = profile;
	machine_look(m);
	assert_ok(plan_build(test_arena(), m->facts, &m->wants,
			     &(struct plan_options){ .findings = &m->findings }, &p, &e),
		  &e);
	return p;
}

static struct plan planned(struct machine *m)
{
	return planned_by(m, "{\"method\": \"archive\"}");
}

static int place_of(const struct plan *p, const char *folder)
{
	for (size_t i = 0; i < p->folders.n; i++) {
		if (str_equal(p->folders.at[i], folder))
			return (int)i;
	}
	return -1;
}

TEST(the_native_homebrew_comes_before_the_intel_one_which_is_left_alone)
{
	struct plan p = planned(machine_named("m1-two-homebrews"));

	assert_true(place_of(&p, "/opt/homebrew/bin") >= 0);
	assert_true(place_of(&p, "/opt/homebrew/sbin") >= 0);
	assert_int_equal(-1, place_of(&p, "/usr/local/bin"));
	assert_null(plan_step(&p, "go.link")); /* the whole folder comes first */
	assert_string_equal("/opt/homebrew/bin", p.tool_folder[TOOL_GO]);
	for (size_t i = 0; i < p.steps.n; i++) {
		const struct step *s = &p.steps.at[i];

		assert_true(s->kind == &step_edit || s->kind == &step_proof ||
			    s->kind == &step_folder || s->kind == &step_link);
	}
}

TEST(a_homebrew_whose_line_was_never_added_is_put_on_path)
{
	struct machine *m = machine_named("healthy-m1-homebrew");
	struct plan p;

	machine_env(m, "PATH", "/Users/user/go/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
	machine_json(m, "files", "/private/etc/paths.d/homebrew", "\"\\n\"");
	machine_file(m, "~/.zprofile", "# nothing\n");
	p = planned(m);
	assert_true(place_of(&p, "/opt/homebrew/bin") >= 0);
	assert_contains(plan_step(&p, "env.sh")->edit.diff, "/opt/homebrew/bin");
	assert_null(plan_step(&p, "go.fetch"));
}

TEST(a_formulas_own_folder_comes_first_where_anothers_program_stands_before_homebrews)
{
	struct plan p = planned_by(machine_named("mac-pyenv-nvm-old-protoc"), NULL);

	assert_string_equal("/opt/homebrew/opt/protobuf/bin", p.tool_folder[TOOL_PROTOC]);
	assert_int_equal(-1, place_of(&p, "/opt/homebrew/bin"));
	assert_int_equal(0, p.changes.n);
}

/* The line for asdf's shims was lost, its Go is too old, and its plugins are good: with the shims an old go comes along. */
TEST(a_formulas_own_folder_comes_before_shims_that_are_put_on_path_and_hold_another_go)
{
	struct machine *m = machine_named("healthy-asdf-m1");
	struct plan p;

	machine_env(m, "PATH",
		    "/opt/homebrew/bin:/opt/homebrew/sbin:/usr/bin:/bin:/usr/sbin:/sbin");
	machine_env(m, "GOROOT", NULL);
	machine_file(m, "~/.zshrc", "# nothing\n");
	p = planned_by(m, NULL);
	assert_true(place_of(&p, "/Users/user/.asdf/shims") >= 0);
	assert_int_equal(0, place_of(&p, "/opt/homebrew/opt/go/bin"));
}

TEST(commands_that_change_hands_with_homebrews_folder_are_told_one_by_one)
{
	struct plan p = planned_by(machine_named("mac-homebrew-never-on-path"), NULL);
	static const char *const names[] = { "curl", "git", "python3" };

	assert_int_equal(3, p.changes.n);
	for (size_t i = 0; i < 3; i++) {
		assert_string_equal(names[i], p.changes.at[i].name);
		assert_contains(str_join(test_arena(), &p.notes, " "),
				path_tilde(test_arena(), p.changes.at[i].now, "/Users/user"));
	}
}

TEST(a_homebrew_older_than_the_macos_is_renewed_in_plain_sight_where_it_is_asked_for)
{
	struct plan p = planned_by(machine_named("macos27-upgraded-brew5-no-clt"),
				   "{\"schema\": 1, \"protoc\": {\"method\": \"homebrew\"}}");
	const struct step *update = plan_step(&p, "homebrew.update");

	assert_non_null(update);
	assert_string_equal("/opt/homebrew/bin/brew update",
			    str_join(test_arena(), &update->run.argv, " "));
	assert_true(names_hold(&plan_step(&p, "protoc.brew")->needs, "homebrew.update"));
	assert_null(plan_step(&p, "clt")); /* on Apple Silicon packages need none */
}

TEST(on_an_intel_mac_homebrew_gets_the_command_line_tools_first)
{
	struct plan p = planned_by(machine_named("mac-intel-brew-no-clt"),
				   "{\"schema\": 1, \"protoc\": {\"method\": \"homebrew\"}}");

	assert_non_null(plan_step(&p, "clt"));
	assert_true(names_hold(&plan_step(&p, "protoc.brew")->needs, "clt"));
	assert_true(p.password);
}

TEST(an_xcode_that_is_in_use_is_not_switched_away_from)
{
	struct plan xcode = planned_by(machine_named("xcode-beta-only"), NULL);
	struct plan none = planned_by(machine_named("m2-out-of-the-box"), NULL);

	assert_int_equal(0, plan_step(&xcode, "clt")->clt.change.n);
	assert_true(plan_step(&none, "clt")->clt.change.n > 0);
}

TEST(a_formula_that_the_company_forbids_is_refused_by_name)
{
	struct machine *m = machine_named("mac-forbidden-formulae");
	struct wants_options o = { .manifest = manifest_builtin(test_arena()) };
	struct wants w;
	struct err e = { 0 };

	machine_look(m);
	o.method[TOOL_PROTOC] = METHOD_HOMEBREW;
	o.method_chosen[TOOL_PROTOC] = true;
	assert_int_equal(RC_UNSUPPORTED, wants_make(test_arena(), m->facts, &o, &w, &e));
	assert_contains(e.text, "HOMEBREW_FORBIDDEN_FORMULAE");
}

TEST(a_mac_with_caffeinate_is_kept_awake_and_that_is_said)
{
	struct machine *m = machine_named("m2-out-of-the-box");
	struct plan p;

	machine_json(m, "files", "/usr/bin/caffeinate", "{\"size\": 100000, \"mode\": \"0755\"}");
	p = planned(m);
	assert_string_equal("/usr/bin/caffeinate -i -w", str_join(test_arena(), &p.awake, " "));
	assert_contains(str_join(test_arena(), &p.notes, " "), "/usr/bin/caffeinate -i -w PID");
}
