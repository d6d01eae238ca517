/* A Homebrew that is there and not first on PATH: what is planned for it. */
#include "machine.h"

#include "plan/plan.h"

static struct plan planned(struct machine *m)
{
	struct plan p = { 0 };
	struct err e = { 0 };

	m->profile = "{\"method\": \"archive\"}";
	machine_look(m);
	assert_ok(plan_build(test_arena(), m->facts, &m->wants,
			     &(struct plan_options){ .findings = &m->findings }, &p, &e),
		  &e);
	return p;
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
	assert_contains(plan_step(&p, "shell.zprofile")->edit.diff, "/opt/homebrew/bin");
	assert_null(plan_step(&p, "go.fetch"));
}
