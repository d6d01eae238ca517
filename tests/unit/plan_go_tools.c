/* gopls, dlv and the like, brought from an Intel Mac: what `fix` and `apply` plan for them. */
#include "machine.h"

#include "plan/plan.h"

static struct plan planned(const char *name, bool repair_only)
{
	struct machine *m = machine_named(name);
	struct plan p = { 0 };
	struct err e = { 0 };

	m->profile = "{\"method\": \"archive\"}";
	machine_look(m);
	assert_ok(plan_build(test_arena(), m->facts, &m->wants,
			     &(struct plan_options){ .findings = &m->findings,
						     .repair_only = repair_only },
			     &p, &e),
		  &e);
	return p;
}

static bool needs(const struct step *s, const char *id)
{
	for (size_t i = 0; i < s->needs.n; i++) {
		if (str_equal(s->needs.at[i], id))
			return true;
	}
	return false;
}

TEST(fix_builds_go_programs_of_another_cpu_anew_in_their_place)
{
	struct plan p = planned("m3-intel-homebrew-only", true);
	const struct step *s = plan_step(&p, "gotool.gopls");

	assert_non_null(s);
	assert_ptr_equal(&step_run, s->kind);
	assert_string_equal("golang.org/x/tools/gopls@v0.20.0", s->run.argv.at[2]);
	assert_string_equal("/Users/user/go/bin/gopls", s->run.into);
	assert_int_equal(UNDO_EXACT, s->undo);
	assert_true(needs(s, "go.unpack"));
	assert_true(needs(plan_step(&p, "proof"), "gotool.gopls"));
}

TEST(versions_that_todays_go_does_not_compile_give_way_to_the_newest)
{
	struct plan p = planned("m2pro-migrated", true);

	assert_string_equal("golang.org/x/tools/gopls@latest",
			    plan_step(&p, "gotool.gopls")->run.argv.at[2]);
	assert_string_equal("github.com/go-delve/delve/cmd/dlv@latest",
			    plan_step(&p, "gotool.dlv")->run.argv.at[2]);
}

TEST(apply_leaves_them_alone)
{
	struct plan p = planned("m2pro-migrated", false);

	assert_null(plan_step(&p, "gotool.gopls"));
}
