/*
 * Captured Macs after their plan was carried out: the plan's edits, links, trees and programs are put
 * into the capture, facts are gathered anew, and the rules are asked again.
 */
#include "machine.h"

#include "capture/capture.h"
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

/* ---- Homebrew, as its installer and `brew install` leave it ---- */

static void put_folder(struct machine *m, const char *path)
{
	put(m, path, "{\"folder\": true, \"uid\": 501, \"gid\": 80}");
}

static void put_homebrew(struct machine *m, const char *prefix)
{
	static const char *const folders[] = { "",     "bin",   "etc", "include", "lib",     "opt",
					       "sbin", "share", "var", "Cellar",  "Caskroom" };
	struct arena *mem = test_arena();

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		put_folder(m, *folders[i] ? path_join(mem, prefix, folders[i]) : prefix);
	put(m, path_join(mem, prefix, "bin/brew"),
	    "{\"text\": [\"#!/bin/bash -p\"], \"uid\": 501, \"gid\": 80}");
	put(m, "/private/etc/paths.d/homebrew", arena_fmt(mem, "\"%s/bin\\n\"", prefix));
}

static void put_keg_program(struct machine *m, const struct step *s, const char *keg,
			    const char *arch)
{
	static const char *const mains[TOOL_N] = {
		[TOOL_GEN_GO] = "google.golang.org/protobuf/cmd/protoc-gen-go",
		[TOOL_GEN_GO_GRPC] = "google.golang.org/grpc/cmd/protoc-gen-go-grpc",
	};
	struct arena *mem = test_arena();
	const char *program = arena_fmt(mem, "%s/bin/%s", keg, tool_name(s->tool));

	if (s->tool == TOOL_GO) {
		put(m, path_join(mem, keg, "libexec/VERSION"), "\"go1.27.2\\n\"");
		put(m, path_join(mem, keg, "libexec/bin/go"), go_program(arch, "1.27.2", "cmd/go"));
		put(m, arena_fmt(mem, "%s/libexec/pkg/tool/darwin_%s/compile", keg, arch),
		    go_program(arch, "1.27.2", "cmd/compile"));
		put(m, arena_fmt(mem, "%s/libexec/pkg/tool/darwin_%s/link", keg, arch),
		    go_program(arch, "1.27.2", "cmd/link"));
		put(m, program, "{\"link\": \"../libexec/bin/go\"}");
		return;
	}
	if (s->tool == TOOL_PROTOC) {
		put(m, path_join(mem, keg, "include/google/protobuf/descriptor.proto"), "\"//\"");
		put(m, program, mac_program(arch, NULL));
		return;
	}
	put(m, program,
	    mac_program(arch, arena_fmt(mem,
					"\"version\": \"1.27.2\", \"main\": \"%s\", \"mod\": "
					"\"%s\", \"mod_version\": \"%s\"",
					mains[s->tool], mains[s->tool],
					s->tool == TOOL_GEN_GO ? "v1.36.12" : "v1.6.2")));
}

static void put_keg(struct machine *m, const struct step *s, const char *arch)
{
	static const char *const versions[TOOL_N] = { "1.27.2", "36.1", "1.36.12", "1.6.2" };
	struct arena *mem = test_arena();
	const char *version = versions[s->tool], *prefix = s->brew.prefix;
	const char *keg = arena_fmt(mem, "%s/Cellar/%s/%s", prefix, s->brew.formula, version);

	put_keg_program(m, s, keg, arch);
	put(m, path_join(mem, keg, "INSTALL_RECEIPT.json"),
	    "\"{\\\"installed_on_request\\\": true}\"");
	put(m, arena_fmt(mem, "%s/opt/%s", prefix, s->brew.formula),
	    arena_fmt(mem, "{\"link\": \"../Cellar/%s/%s\"}", s->brew.formula, version));
	put(m, s->brew.makes,
	    arena_fmt(mem, "{\"link\": \"../Cellar/%s/%s/bin/%s\"}", s->brew.formula, version,
		      tool_name(s->tool)));
}

static void put_clt(struct machine *m)
{
	put(m, "/Library/Developer/CommandLineTools/usr/bin/git", mac_program("arm64", NULL));
	put(m, "/Library/Developer/CommandLineTools/usr/bin/clang", mac_program("arm64", NULL));
	machine_json(m, "commands", NULL,
		     "{\"argv\": [\"/usr/sbin/pkgutil\", "
		     "\"--pkg-info=com.apple.pkg.CLTools_Executables\"], \"out\": "
		     "[\"version: 16.1.0.0.1.1729049160\"]}");
}

/* Where folders on the way are links, the file is where they lead. */
static void put_edit(struct machine *m, const struct step *s)
{
	struct host *host = machine_host(m);
	const char *path = s->edit.target;

	(void)host->realpath(host, test_arena(), s->edit.target, &path, NULL);
	machine_file(m, path_tilde(test_arena(), path, m->facts->places.home), s->edit.after.at);
}

static void put_step(struct machine *m, const struct step *s, const char *arch)
{
	struct arena *mem = test_arena();

	if (s->kind == &step_folder)
		put(m, s->folder.path, "{\"folder\": true, \"uid\": 501, \"gid\": 20}");
	else if (s->kind == &step_unpack)
		put_tree(m, s, arch);
	else if (s->kind == &step_link)
		put(m, s->link.path, arena_fmt(mem, "{\"link\": \"%s\"}", s->link.target));
	else if (s->kind == &step_run && str_equal(s->id, "homebrew.install"))
		put_homebrew(m, "/opt/homebrew");
	else if (s->kind == &step_run)
		put_installed(m, s, arch);
	else if (s->kind == &step_brew)
		put_keg(m, s, arch);
	else if (s->kind == &step_clt)
		put_clt(m);
	else if (s->kind == &step_edit)
		put_edit(m, s);
	else if (s->kind != &step_fetch && s->kind != &step_sudo && s->kind != &step_proof)
		fail_msg("what does a step \"%s\" leave on a Mac?", s->kind->name);
}

static struct plan plan_of(const struct machine *m)
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
	for (size_t i = 0; i < p.steps.n; i++) { /* a new terminal, without the lines taken out */
		if (p.steps.at[i].kind != &step_edit)
			continue;
		machine_env(m, "GOROOT", NULL);
		machine_env(m, "GOPATH", NULL);
		machine_env(m, "GOARCH", NULL);
	}
	machine_look(m);
}

/* ---- what must hold then ---- */

static void check_native(const struct machine *m)
{
	required_tools_each (id) {
		const struct tool *t = facts_resolve(m->facts, id);

		if (!t)
			fail_msg("%s: new shells do not find %s", m->name, tool_name(id));
		if (t->fault != FAULT_NONE ||
		    !binary_runs_on(&t->binary, OS_DARWIN, m->facts->machine.cpu))
			fail_msg("%s: new shells find %s at %s, which does not run here", m->name,
				 tool_name(id), t->path);
	}
}

/* By the archives, and by what is usual: on most Macs that is Homebrew. */
static const char *const profiles[] = { "{\"schema\": 1, \"method\": \"archive\"}", NULL };

static struct machine *looked_at(const char *name, const char *profile)
{
	struct machine *m = machine_named(name);

	m->profile = profile;
	machine_look(m);
	return m;
}

static void check_no_problem(const struct machine *m)
{
	for (size_t k = 0; k < m->findings.n; k++)
		if (m->findings.at[k].level == LEVEL_PROBLEM &&
		    !str_starts(m->findings.at[k].rule->id, "brew."))
			fail_msg("%s:\n%s", m->name, machine_report(m));
}

static void check_not_planned_again(const struct machine *m)
{
	struct plan p = plan_of(m);

	for (size_t k = 0; k < p.steps.n; k++)
		if (p.steps.at[k].kind == &step_fetch || p.steps.at[k].kind == &step_edit ||
		    p.steps.at[k].kind == &step_brew)
			fail_msg("%s: once more: %s", m->name, p.steps.at[k].summary);
}

TEST(every_mac_has_native_tools_no_problem_and_nothing_to_do_once_the_plan_is_carried_out)
{
	struct names names = machine_names();
	int macs = 0;

	for (size_t i = 0; i < names.n * 2; i++) {
		struct machine *m = looked_at(names.at[i / 2], profiles[i % 2]);

		if (m->facts->machine.os != OS_DARWIN)
			continue;
		apply(m);
		check_native(m);
		check_no_problem(m);
		check_not_planned_again(m);
		macs++;
	}
	assert_true(macs >= 32);
}

TEST(intel_homebrew_is_left_as_it_is)
{
	static const char *const names[] = { "m2pro-migrated", "m1-two-homebrews",
					     "m3-intel-homebrew-only" };

	for (size_t i = 0; i < 6; i++) {
		struct machine *m = looked_at(names[i / 2], profiles[i % 2]);
		struct plan p = plan_of(m);

		for (size_t k = 0; k < p.steps.n; k++) {
			const struct step *s = &p.steps.at[k];
			const char *path = s->kind == &step_edit     ? s->edit.target
					   : s->kind == &step_link   ? s->link.path
					   : s->kind == &step_run    ? s->run.into
					   : s->kind == &step_unpack ? s->unpack.tree
					   : s->kind == &step_folder ? s->folder.path
					   : s->kind == &step_brew   ? s->brew.prefix
								     : NULL;

			if (path && path_is_within(path, "/usr/local"))
				fail_msg("%s: %s", names[i / 2], s->summary);
		}
	}
}
