/*
 * The plan for every captured machine, as `apply` and as `fix` make it: a golden file for each, and
 * what must hold for all of them. GOREADY_SNAP=write renews the golden files.
 */
#include "machine.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>

#include "plan_machine.h"
#include "wants/manifest.h"

struct made {
	const struct facts *facts;
	const struct wants *wants;
	struct findings findings;
	struct plan plan;
	struct err e;
	enum rc rc;
};

/* Another plan of a machine that was looked at. */
static void plan_anew(struct made *m, bool repair_only, int placement)
{
	if (!m->wants)
		return; /* nothing can be planned */
	m->plan = (struct plan){ 0 };
	m->e = (struct err){ 0 };
	m->rc = plan_build(test_arena(), m->facts, m->wants,
			   &(struct plan_options){ .findings = &m->findings,
						   .repair_only = repair_only,
						   .placement = placement },
			   &m->plan, &m->e);
}

static struct made make(const char *name, bool repair_only, int placement)
{
	struct arena *mem = test_arena();
	const struct manifest *manifest = manifest_builtin(mem);
	struct wants_options options = { .manifest = manifest };
	struct made m = { .facts = machine_gather(machine_named(name)) };
	struct wants *w = ARENA_NEW(mem, struct wants);

	m.rc = wants_make(mem, m.facts, &options, w, &m.e);
	if (m.rc)
		return m;
	m.wants = w;
	m.findings = rules_check(&(struct rule_input){
		.facts = m.facts, .wants = w, .manifest = manifest, .mem = mem });
	plan_anew(&m, repair_only, placement);
	return m;
}

/* ---- golden files ---- */

static const char *as_text(const struct made *m)
{
	struct arena *mem = test_arena();

	if (m->rc)
		return arena_fmt(mem, "%s: %s\n%s\n", rc_id(m->rc), m->e.text, err_remedy(&m->e));
	return json_print(mem, plan_json(mem, &m->plan), true);
}

static void is_golden(const char *name)
{
	struct arena *mem = test_arena();
	struct made m = make(name, false, 0);
	const char *text = as_text(&m), *fixed;

	plan_anew(&m, true, 0);
	fixed = as_text(&m);

	assert_snapshot(arena_fmt(mem, "%s/plan.json", name),
			machine_without_versions(test_arena(), text));
	if (!str_equal(text, fixed))
		assert_snapshot(arena_fmt(mem, "%s/plan-fix.json", name),
				machine_without_versions(test_arena(), fixed));
}

TEST(each_machine_gets_the_plan_of_its_golden_file)
{
	machine_each(is_golden);
}

/* ---- what holds for all ---- */

static void never_a_remedy(const char *name)
{
	static const char *const never[] = { "+GOSUMDB=off",   "+export GOSUMDB", "GONOSUMDB=*",
					     "curl -k",        "--insecure",      "| sh",
					     "| bash",         "chown -R",        "xattr -d",
					     "rm -rf",         "+export GOROOT",  "+export GOOS",
					     "+export GOARCH", "+GOROOT=",        "\"GOROOT=",
					     "\"GOOS=",        "\"GOARCH=",       "apt-get remove",
					     "brew uninstall" };

	struct made m = make(name, true, 0);

	for (int i = 0; i < 6; i++) {
		const char *text;

		plan_anew(&m, i % 2 == 0, i / 2);
		text = as_text(&m);
		for (size_t k = 0; k < sizeof(never) / sizeof(never[0]); k++) {
			if (strstr(text, never[k]))
				fail_msg("%s: the plan holds \"%s\"", name, never[k]);
		}
	}
}

TEST(no_plan_holds_what_is_never_a_remedy)
{
	machine_each(never_a_remedy);
}

/* "Install Go with Homebrew" where the plan fetches an archive would be two answers to one question. */
static void one_remedy(const char *name)
{
	struct made m = make(name, false, 0);

	for (size_t i = 0; !m.rc && i < m.findings.n; i++) {
		const struct finding *f = &m.findings.at[i];
		bool says_brew = f->remedy && strstr(f->remedy, "with Homebrew: brew ");
		bool does_brew = false, does_other = false;

		if (f->heal != HEAL_INSTALL)
			continue;
		for (size_t k = 0; k < m.plan.steps.n; k++) {
			const struct step *s = &m.plan.steps.at[k];

			does_brew |= s->tool == f->tool && s->kind == &step_brew;
			does_other |= s->tool == f->tool &&
				      (s->kind == &step_fetch || s->kind == &step_run);
		}
		if (says_brew ? does_other : does_brew)
			fail_msg("%s: %s says \"%s\", and the plan does not", name, f->rule->id,
				 f->remedy);
	}
}

TEST(doctor_and_plan_name_one_remedy)
{
	machine_each(one_remedy);
}

static void is_well_made(const char *name)
{
	struct made m = make(name, false, 0);

	for (size_t i = 0; i < m.plan.steps.n; i++) {
		const struct step *s = &m.plan.steps.at[i];

		assert_true(plan_step(&m.plan, s->id) == s); /* no id twice */
		for (size_t k = 0; k < s->needs.n; k++) {
			const struct step *needed = plan_step(&m.plan, s->needs.at[k]);

			assert_non_null(needed);
			assert_true(needed < s);
		}
	}
	if (m.rc)
		assert_true(strlen(err_remedy(&m.e)) > 10);
}

TEST(ids_are_unique_and_needs_come_first)
{
	machine_each(is_well_made);
}

static void healthy_means_nothing_to_do(const char *name)
{
	struct made m;

	if (!str_starts(name, "healthy-"))
		return;
	m = make(name, true, 0);
	if (m.rc || m.plan.steps.n)
		fail_msg("%s: %s", name, as_text(&m));
	plan_anew(&m, false, 0);
	if (m.rc || m.plan.steps.n)
		fail_msg("%s: %s", name, as_text(&m));
}

TEST(a_healthy_machine_gets_an_empty_plan)
{
	machine_each(healthy_means_nothing_to_do);
}

static void diffs_apply(const char *name)
{
	struct arena *mem = test_arena();
	struct made m = make(name, false, 2);

	for (size_t i = 0; i < m.plan.steps.n; i++) {
		const struct edit_step *edit = &m.plan.steps.at[i].edit;

		if (m.plan.steps.at[i].kind != &step_edit)
			continue;
		test_write_bytes("home/file", edit->before, 0644);
		test_write("diff", edit->diff);
		assert_int_equal(0, system(arena_fmt(mem, "cd %s && patch --binary -s file ../diff",
						     test_path("home"))));
		assert_bytes(edit->after, test_read(test_path("home/file")));
	}
}

TEST(every_diff_shown_is_applied_by_patch_to_the_same_bytes)
{
	machine_each(diffs_apply);
}

/* What can be healed must have led to a step or to a word about it. */
static void findings_lead_into_the_plan(const char *name)
{
	struct made m = make(name, true, 0);

	for (size_t i = 0; i < m.findings.n && !m.rc; i++) {
		const struct finding *found = &m.findings.at[i];

		if (found->level == LEVEL_PROBLEM && found->automatic && found->heal != HEAL_NONE &&
		    found->heal != HEAL_GOPROXY && !m.plan.steps.n && !m.plan.notes.n)
			fail_msg("%s: %s is healed by no step", name, found->rule->id);
	}
}

TEST(every_problem_that_goready_can_heal_is_in_the_plan_of_fix)
{
	machine_each(findings_lead_into_the_plan);
}
