/*
 * Captured Macs after their plan was carried out: the plan's edits, links, trees and programs are put
 * into the capture, facts are gathered anew, and the rules are asked again.
 */
#include "machine.h"

#include "plan/plan.h"

/* ---- what apply leaves ---- */

static const char *mac_program(const char *arch, const char *go)
{
	return arena_fmt(
		test_arena(),
		"{\"binary\": {\"format\": \"macho\", \"os\": \"darwin\", \"arch\": \"%s\", "
		"\"bits\": 64, \"signature\": true%s%s%s}}",
		arch, go ? ", \"go\": {" : "", go ? go : "", go ? "}" : "");
}

static const char *go_program(const char *arch, const char *version, const char *package)
{
	return mac_program(arch, arena_fmt(test_arena(),
					   "\"version\": \"%s\", \"main\": \"%s\", \"goos\": "
					   "\"darwin\", \"goarch\": \"%s\"",
					   version, package, arch));
}

static void put(struct machine *m, const char *path, const char *json)
{
	machine_json(m, "files", path, json);
}

static void put_tree(struct machine *m, const struct step *s, const char *arch)
{
	struct arena *mem = test_arena();
	const char *tree = s->unpack.tree, *version = strrchr(tree, '-') + 1;
	static const char *const programs[] = { "bin/go", "bin/gofmt", "pkg/tool/darwin_%s/compile",
						"pkg/tool/darwin_%s/link" };
	static const char *const mains[] = { "cmd/go", "cmd/gofmt", "cmd/compile", "cmd/link" };

	if (s->tool == TOOL_PROTOC) {
		put(m, path_join(mem, tree, "bin/protoc"), mac_program(arch, NULL));
		put(m, path_join(mem, tree, "include/google/protobuf/descriptor.proto"), "\"//\"");
		return;
	}
	put(m, path_join(mem, tree, "VERSION"), arena_fmt(mem, "\"go%s\\n\"", version));
	put(m, path_join(mem, tree, programs[0]), go_program(arch, version, mains[0]));
	put(m, path_join(mem, tree, programs[1]), go_program(arch, version, mains[1]));
	put(m, arena_fmt(mem, "%s/pkg/tool/darwin_%s/compile", tree, arch),
	    go_program(arch, version, mains[2]));
	put(m, arena_fmt(mem, "%s/pkg/tool/darwin_%s/link", tree, arch),
	    go_program(arch, version, mains[3]));
}

/* go install PACKAGE@VERSION */
static void put_installed(struct machine *m, const struct step *s, const char *arch)
{
	struct arena *mem = test_arena();
	const char *wanted = s->run.argv.at[s->run.argv.n - 1], *at = strrchr(wanted, '@');
	const char *package;

	if (!s->run.into || !at)
		fail_msg("%s: a command that this test does not know", s->id);
	package = arena_strndup(mem, wanted, (size_t)(at - wanted));
	put(m, s->run.into,
	    mac_program(arch,
			arena_fmt(mem,
				  "\"version\": \"1.27.2\", \"main\": \"%s\", \"mod\": "
				  "\"%s\", \"mod_version\": \"%s\"",
				  package, package, str_equal(at, "@latest") ? "v1.0.0" : at + 1)));
}

static void put_step(struct machine *m, const struct step *s, const char *arch)
{
	struct arena *mem = test_arena();

	switch (s->kind) {
	case STEP_FOLDER:
		put(m, s->folder.path, "{\"folder\": true, \"uid\": 501, \"gid\": 20}");
		break;
	case STEP_UNPACK:
		put_tree(m, s, arch);
		break;
	case STEP_LINK:
		put(m, s->link.path, arena_fmt(mem, "{\"link\": \"%s\"}", s->link.target));
		break;
	case STEP_RUN:
		put_installed(m, s, arch);
		break;
	case STEP_EDIT:
		machine_file(m, path_tilde(mem, s->edit.path, m->facts->places.home),
			     s->edit.after.at);
		break;
	case STEP_FETCH:
	case STEP_PROOF:
	case STEP_KIND_N:
		break;
	}
}

static struct plan plan_of(struct machine *m)
{
	struct plan p = { 0 };
	struct err e = { 0 };

	assert_ok(plan_build(test_arena(), m->facts, &m->wants,
			     &(struct plan_options){ .findings = &m->findings }, &p, &e),
		  &e);
	return p;
}

static void apply(struct machine *m)
{
	const char *arch = arch_name(m->facts->machine.cpu);
	struct plan p = plan_of(m);

	for (size_t i = 0; i < p.steps.n; i++)
		put_step(m, &p.steps.at[i], arch);
	machine_env(m, "GOROOT", NULL); /* in a new terminal */
	machine_look(m);
}

/* ---- what must hold then ---- */

static void check_native(const struct machine *m)
{
	for (int id = 0; id < TOOL_N; id++) {
		const struct tool *t = facts_resolve(m->facts, (enum tool_id)id);

		if (!t)
			fail_msg("%s: new shells do not find %s", m->name,
				 tool_name((enum tool_id)id));
		if (t->fault != FAULT_NONE ||
		    !binary_runs_on(&t->binary, OS_DARWIN, m->facts->machine.cpu))
			fail_msg("%s: new shells find %s at %s, which does not run here", m->name,
				 tool_name((enum tool_id)id), t->path);
	}
}

static struct machine *looked_at(const char *name)
{
	struct machine *m = machine_named(name);

	m->profile = "{\"schema\": 1, \"method\": \"archive\"}";
	machine_look(m);
	return m;
}

TEST(new_shells_of_every_mac_find_native_tools_once_the_plan_is_carried_out)
{
	struct names names = machine_names();
	int macs = 0;

	for (size_t i = 0; i < names.n; i++) {
		struct machine *m = looked_at(names.at[i]);

		if (m->facts->machine.os != OS_DARWIN)
			continue;
		apply(m);
		check_native(m);
		macs++;
	}
	assert_true(macs >= 16);
}

TEST(no_mac_has_a_problem_with_its_tools_once_the_plan_is_carried_out)
{
	struct names names = machine_names();

	for (size_t i = 0; i < names.n; i++) {
		struct machine *m = looked_at(names.at[i]);

		if (m->facts->machine.os != OS_DARWIN)
			continue;
		apply(m);
		for (size_t k = 0; k < m->findings.n; k++)
			if (m->findings.at[k].level == LEVEL_PROBLEM &&
			    !str_starts(m->findings.at[k].rule->id, "brew."))
				fail_msg("%s:\n%s", m->name, machine_report(m));
	}
}

TEST(plan_that_was_carried_out_is_not_made_again)
{
	struct names names = machine_names();

	for (size_t i = 0; i < names.n; i++) {
		struct machine *m = looked_at(names.at[i]);
		struct plan p;

		if (m->facts->machine.os != OS_DARWIN)
			continue;
		apply(m);
		p = plan_of(m);
		for (size_t k = 0; k < p.steps.n; k++)
			if (p.steps.at[k].kind == STEP_FETCH || p.steps.at[k].kind == STEP_EDIT)
				fail_msg("%s: once more: %s", m->name, p.steps.at[k].summary);
	}
}

TEST(intel_homebrew_is_left_as_it_is)
{
	static const char *const names[] = { "m2pro-migrated", "m1-two-homebrews",
					     "m3-intel-homebrew-only" };

	for (size_t i = 0; i < 3; i++) {
		struct machine *m = looked_at(names[i]);
		struct plan p = plan_of(m);

		for (size_t k = 0; k < p.steps.n; k++) {
			const struct step *s = &p.steps.at[k];
			const char *path = s->kind == STEP_EDIT     ? s->edit.target
					   : s->kind == STEP_LINK   ? s->link.path
					   : s->kind == STEP_RUN    ? s->run.into
					   : s->kind == STEP_UNPACK ? s->unpack.tree
					   : s->kind == STEP_FOLDER ? s->folder.path
								    : NULL;

			if (path && path_is_within(path, "/usr/local"))
				fail_msg("%s: %s", names[i], s->summary);
		}
	}
}
