/* In a Go project the plan brings the newest plugins whose code its go.mod allows, and says why. */
#include "machine.h"

#include <string.h>

#include "plan/plan.h"
#include "wants/agreeing.h"

#define IN_PROJECT "/home/user/src/app"

static struct machine *with_go_mod(const char *name, const char *text)
{
	struct machine *m = machine_named(name);

	machine_file(m, IN_PROJECT "/go.mod", text);
	m->project = IN_PROJECT;
	machine_look(m);
	return m;
}

static const char *version_of(const struct machine *m, enum tool_id id)
{
	return m->wants.tool[id].version;
}

static struct plan planned(const struct machine *m)
{
	struct plan p = { 0 };
	struct err e = { 0 };

	assert_ok(plan_build(test_arena(), m->facts, &m->wants, NULL, &p, &e), &e);
	return p;
}

TEST(an_old_grpc_gets_the_newest_plugin_that_it_compiles)
{
	struct machine *m = with_go_mod(
		"debian-bare", "module a\n\ngo 1.21\n\nrequire google.golang.org/grpc v1.58.3\n");
	struct plan p = planned(m);
	const struct step *step = plan_step(&p, "plugin.protoc-gen-go-grpc");

	assert_string_equal("1.3.0", version_of(m, TOOL_GEN_GO_GRPC));
	assert_string_equal("1.36.12", version_of(m, TOOL_GEN_GO));
	assert_contains(step->summary, "protoc-gen-go-grpc 1.3.0");
	assert_contains(step->why, "~/src/app/go.mod requires google.golang.org/grpc v1.58.3, and "
				   "the code that protoc-gen-go-grpc writes from v1.5.0 on needs "
				   "v1.64.0.");
}

TEST(an_old_go_line_gets_code_of_that_language)
{
	struct machine *m =
		with_go_mod("debian-bare",
			    "module a\n\ngo 1.17\n\nrequire google.golang.org/protobuf v1.36.6\n");

	assert_string_equal("1.36.3", version_of(m, TOOL_GEN_GO));
	assert_contains(m->wants.tool[TOOL_GEN_GO].for_project, "says go 1.17");
}

TEST(who_asks_for_a_version_gets_it)
{
	struct machine *m = machine_named("debian-bare");

	m->profile = "{\"plugins\": {\"protoc-gen-go-grpc\": \"1.6.2\"}}";
	machine_file(m, IN_PROJECT "/go.mod", "go 1.21\nrequire google.golang.org/grpc v1.58.3\n");
	m->project = IN_PROJECT;
	machine_look(m);
	assert_string_equal("1.6.2", version_of(m, TOOL_GEN_GO_GRPC));
	assert_null(m->wants.tool[TOOL_GEN_GO_GRPC].for_project);
}

TEST(a_project_that_brings_its_plugins_changes_nothing_here)
{
	struct machine *m = with_go_mod(
		"debian-bare", "module a\n\ngo 1.24.0\n\n"
			       "tool google.golang.org/grpc/cmd/protoc-gen-go-grpc\n\n"
			       "require (\n\tgoogle.golang.org/grpc v1.58.3\n"
			       "\tgoogle.golang.org/grpc/cmd/protoc-gen-go-grpc v1.3.0\n)\n");

	assert_string_equal("1.6.2", version_of(m, TOOL_GEN_GO_GRPC));
}

TEST(the_older_plugin_that_fits_is_not_old_there)
{
	struct machine *m =
		with_go_mod("healthy-debian-amd64",
			    "module a\n\ngo 1.21\n\nrequire google.golang.org/grpc v1.64.0\n");

	assert_null(machine_finding(m, "plugin.ahead-of-grpc"));
	assert_null(m->wants.tool[TOOL_GEN_GO_GRPC].for_project);
}

TEST(grpc_before_its_plugin_was_a_program_of_its_own_gets_the_usual)
{
	struct machine *m = with_go_mod(
		"debian-bare", "module a\n\ngo 1.15\n\nrequire google.golang.org/grpc v1.27.0\n");

	assert_string_equal("1.6.2", version_of(m, TOOL_GEN_GO_GRPC));
	assert_non_null(machine_finding(m, "plugin.ahead-of-grpc"));
}

/* The code of protoc-gen-go-grpc 1.3.0 knows no generic streams; newer code has the names of both. */
TEST(the_proofs_compile_with_the_oldest_plugin_that_a_project_gets)
{
	static const char *const sources[] = { "hello/greeter/greeter.go", "proofs/grpc/talk.go" };

	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++) {
		struct bytes text = { 0 };
		struct err e = { 0 };

		assert_ok(host_real()->read(host_real(), test_arena(),
					    arena_fmt(test_arena(), "%s/../assets/%s", TESTS_FOLDER,
						      sources[i]),
					    1 << 20, &text, &e),
			  &e);
		assert_null(
			strstr(arena_strndup(test_arena(), text.at, text.n), "StreamingServer["));
	}
}

TEST(the_embedded_versions_are_newest_first)
{
	const struct versions *v = versions_builtin(test_arena());

	assert_true(v->plugins.n && v->modules.n);
	for (size_t i = 0; i < v->plugins.n; i++) {
		const struct plugin_code *p = &v->plugins.at[i];

		assert_int_not_equal(TOOL_N, tool_find(p->plugin));
		for (size_t k = 1; k < p->code.n; k++)
			assert_true(version_compare(p->code.at[k].from, p->code.at[k - 1].from) <
				    0);
	}
	for (size_t i = 1; i < v->modules.n; i++)
		if (str_equal(v->modules.at[i].module, v->modules.at[i - 1].module))
			assert_true(version_compare(v->modules.at[i].go_line,
						    v->modules.at[i - 1].go_line) < 0);
}

TEST(a_row_without_a_version_is_refused_with_its_line)
{
	const struct versions *v = NULL;
	struct err e = { 0 };

	assert_int_equal(RC_SYNTAX,
			 versions_parse(test_arena(),
					BYTES("{\"plugins\": {\"x\": {\"code\": [\n"
					      "{\"from\": \"v1\", \"module\": \"m\"}]}}}"),
					&v, &e));
	assert_contains(e.text, "line 2");
}

static struct project_facts asking(const char *go_line, const char *toolchain_line)
{
	return (struct project_facts){ .folder = IN_PROJECT,
				       .asks_go = go_line,
				       .asks_toolchain = toolchain_line };
}

TEST(the_go_of_a_project_is_the_newer_of_its_two_lines)
{
	struct project_facts none = { .go_line = "1.28.0" }, p;

	assert_null(project_go_wanted(&none));
	p = asking(NULL, NULL);
	assert_null(project_go_needed(&p));
	p = asking("1.25.0", "go1.26.8");
	assert_string_equal("1.25.0", project_go_needed(&p));
	assert_string_equal("1.26.8", project_go_wanted(&p));
	p = asking("1.27.1", "go1.26.8");
	assert_string_equal("1.27.1", project_go_wanted(&p));
	assert_false(project_forbids_another_go(&p));
	p = asking("1.28.0", "default");
	assert_string_equal("1.28.0", project_go_wanted(&p));
	assert_true(project_forbids_another_go(&p));
}

TEST(a_toolchain_is_named_by_what_begins_with_go1)
{
	assert_string_equal("1.26.8", go_named_by(test_arena(), "go1.26.8"));
	assert_string_equal("1.26.8", go_named_by(test_arena(), "go1.26.8+auto"));
	assert_string_equal("1.22.0", go_named_by(test_arena(), "go1.22.0-company"));
	assert_null(go_named_by(test_arena(), "local+auto"));
	assert_null(go_named_by(test_arena(), "1.22"));
	assert_null(go_named_by(test_arena(), NULL));
}

static void give_go(struct machine *m, const char *version, const char *program,
		    const char *package)
{
	machine_json(m, "files", arena_fmt(test_arena(), "/usr/local/go/%s", program),
		     arena_fmt(test_arena(),
			       "{\"binary\": {\"format\": \"elf\", \"os\": \"linux\", "
			       "\"arch\": \"amd64\", \"bits\": 64, \"go\": {\"version\": \"%s\", "
			       "\"main\": \"%s\", \"mod\": \"cmd\", \"mod_version\": \"\", "
			       "\"goos\": \"linux\", \"goarch\": \"amd64\"}}}",
			       version, package));
}

/* What the rule says is typed: it has to bring what the project asks for. */
TEST(an_upgrade_brings_the_go_that_a_project_asks_for)
{
	struct machine *m = machine_named("healthy-debian-amd64");
	struct wants_options upgrade = { .upgrade = true };
	struct err e = { 0 };
	struct plan p;

	machine_file(m, "/usr/local/go/VERSION", "go1.26.8\n");
	give_go(m, "1.26.8", "bin/go", "cmd/go");
	give_go(m, "1.26.8", "pkg/tool/linux_amd64/compile", "cmd/compile");
	machine_env(m, "GOTOOLCHAIN", "local");
	machine_file(m, IN_PROJECT "/go.mod", "module a\n\ngo 1.27.1\n");
	m->project = IN_PROJECT;
	machine_look(m);
	assert_contains(machine_finding(m, "go.toolchain-unavailable")->remedy,
			"Bring Go 1.27.1 or newer: goready upgrade go");
	p = planned(m);
	assert_null(plan_step(&p, "go.unpack"));
	upgrade.manifest = m->manifest;
	upgrade.observed = &m->observed;
	assert_ok(wants_make(test_arena(), m->facts, &upgrade, &m->wants, &e), &e);
	p = planned(m);
	assert_contains(plan_step(&p, "go.unpack")->summary, "1.27.2");
}
