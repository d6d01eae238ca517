/* The table of proofs, and each of them for real where GOREADY_PROOF_TOOLS names a folder with go,
 * protoc and both plugins: it passes, and broken on purpose it names the cause. */
#include "test.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/embedded.h"
#include "explain/explain.h"
#include "proof/proof_internal.h"

static struct verdicts verdicts;
static struct wants wants;

TEST(every_proof_has_a_name_of_its_own_words_files_and_steps)
{
	for (const struct proof_kind *kind = proof_kinds; kind->about.name; kind++) {
		assert_ptr_equal(&kind->about, proof_named(kind->about.name));
		assert_true(*kind->about.title && *kind->about.about);
		assert_non_null(kind->files->name);
		for (const struct proof_step *s = kind->steps; s->id; s++) {
			assert_true(*s->title && *s->remedy);
			assert_true(s->holds || s->words);
		}
	}
	assert_null(proof_named("nothing"));
	assert_string_equal("hello", proof_at(0)->name);
}

/* Where Go looks without being told: a proof that fails is tried once more without the user's variables,
 * which would else compile everything anew. */
static void share_usual_caches(const char *tools)
{
	test_write("home/.cache/.keep", "");
	test_write("home/go/pkg/.keep", "");
	assert_int_equal(0, symlink(arena_fmt(test_arena(), "%s/../cache", tools),
				    test_path("home/.cache/go-build")));
	assert_int_equal(0, symlink(arena_fmt(test_arena(), "%s/../pkg/mod", tools),
				    test_path("home/go/pkg/mod")));
}

/* A new shell finds the tools, with `more` in its start file. */
static struct facts *machine(const char *more)
{
	const char *tools = getenv("GOREADY_PROOF_TOOLS");
	struct facts *f = ARENA_NEW(test_arena(), struct facts);
	struct arena *mem = test_arena();

	if (!tools)
		skip_because(
			"no folder with go, protoc and plugins is named in GOREADY_PROOF_TOOLS");
	f->places = (struct places){ .home = test_path("home"),
				     .zdotdir = test_path("home"),
				     .config = test_path("home/.config"),
				     .cache = test_path("home/.cache/goready"),
				     .go_bin = test_path("home/go/bin"),
				     .tmp = test_path("tmp") };
	f->shell.login = SHELL_BASH;
	f->shell.login_path = "/bin/bash";
	f->machine.os = OS_LINUX;
	f->machine.cpu = f->machine.userland = ARCH_AMD64;
	mkdir(f->places.tmp, 0755);
	if (access(test_path("home/.cache"), F_OK))
		share_usual_caches(tools);
	test_write("home/.profile", arena_fmt(mem,
					      "PATH=%s:/usr/bin:/bin\nexport GOTOOLCHAIN=local "
					      "GOCACHE=%s/../cache GOMODCACHE=%s/../pkg/mod\n%s",
					      tools, tools, tools, more));
	required_tools_each (id) {
		struct tool tool = { .id = id };

		tool.path = path_join(mem, tools, tool_name(tool.id));
		list_push(mem, &f->tools, tool);
	}
	return f;
}

static bool prove(const char *name, const char *more)
{
	struct names names = { 0 };
	struct proof_spec spec = {
		.host = host_real(), .facts = machine(more), .wants = &wants, .names = &names
	};
	struct err e;

	list_push(test_arena(), &names, name);
	verdicts = (struct verdicts){ 0 };
	assert_ok(proof_run(test_arena(), &spec, &verdicts, &e), &e);
	return proof_ok(&verdicts);
}

static const struct verdict *refused(void)
{
	for (size_t i = 0; i < verdicts.n; i++)
		if (!verdicts.at[i].ok)
			return &verdicts.at[i];
	fail_msg("every verdict says yes");
	return NULL;
}

/* With the variables that `more` sets; a step that wants a tool of its own may be skipped. */
static void passes_but_for(const char *name, const char *more, const char *skipped)
{
	if (!prove(name, more))
		fail_msg("%s: %s: %s", name, refused()->id, refused()->evidence);
	for (size_t i = 0; i < verdicts.n; i++) {
		assert_string_equal(name, verdicts.at[i].proof);
		assert_true(!verdicts.at[i].skipped || str_equal(verdicts.at[i].id, skipped));
	}
}

static void passes(const char *name)
{
	passes_but_for(name, "", NULL);
}

/* `id`: which step says no; `cause`: what its evidence, or the comparison's, holds. */
static void fails(const char *name, const char *more, const char *id, const char *cause)
{
	struct str all = { .mem = test_arena() };

	assert_false(prove(name, more));
	assert_string_equal(id, refused()->id);
	for (size_t i = 0; i < verdicts.n; i++)
		if (!verdicts.at[i].ok)
			str_fmt(&all, "%s\n", verdicts.at[i].evidence);
	assert_contains(str_text(&all), cause);
	assert_true(strlen(refused()->remedy) > 0);
}

/* What `goready explain` makes of what was said. */
static void assert_explained(const char *id)
{
	const struct verdict *v = refused();
	struct explanation x =
		explain_read(test_arena(), catalogue_builtin(test_arena()), bytes_of(v->evidence));

	for (size_t i = 0; i < x.meanings.n; i++)
		if (str_equal(id, x.meanings.at[i].id))
			return;
	fail_msg("no %s in: %s", id, v->evidence);
}

TEST(grpc_passes_and_names_a_goflags_that_breaks_it)
{
	passes_but_for("grpc", "", "grpcurl");
	assert_int_equal(13, verdicts.n);
	fails("grpc", "export GOFLAGS=-mod=vendor\n", "build", "when GOFLAGS is left out");
	assert_explained("project.vendoring");
}

TEST(mtls_passes_and_names_a_goflags_that_breaks_it)
{
	passes("mtls");
	fails("mtls", "export GOFLAGS=-mod=vendor\n", "build", "when GOFLAGS is left out");
	assert_explained("project.vendoring");
}

TEST(cgo_passes_and_says_that_there_is_no_compiler)
{
	passes("cgo");
	fails("cgo", "export CC=gcc-that-is-not-here\n", "compiler", "gcc-that-is-not-here");
	assert_explained("cgo.no-compiler");
}

TEST(tests_pass_and_skip_the_race_detector_without_a_compiler)
{
	size_t skipped = 0;

	passes("tests");
	assert_true(prove("tests", "export CC=gcc-that-is-not-here CGO_ENABLED=0\n"));
	for (size_t i = 0; i < verdicts.n; i++)
		skipped += verdicts.at[i].skipped;
	assert_int_equal(1, skipped);
	fails("tests", "export GOFLAGS=-nonsense\n", "vet", "GOFLAGS");
	assert_explained("goenv.goflags");
}

TEST(modules_pass_and_name_a_checksum_database_that_is_none)
{
	if (!prove("modules", ""))
		fail_msg("%s: %s", refused()->id, refused()->evidence);
	fails("modules", "export GOSUMDB=nobody.invalid\n", "sumdb", "GOSUMDB");
	assert_explained("goenv.sumdb");
}

TEST(cross_passes_and_names_flags_that_break_it)
{
	passes("cross");
	assert_contains(verdicts.at[0].evidence, "windows/arm64");
	fails("cross", "export GOFLAGS=-nonsense\n", "targets", "GOFLAGS");
	assert_explained("goenv.goflags");
}

TEST(static_passes_and_sees_a_program_that_is_linked_with_c)
{
	passes("static");
	fails("static", "export GOFLAGS=-buildmode=pie\n", "header", "it asks for");
}

/* The tools of editors are in a folder of their own (tests/long/editors.sh), in `bin` of it old ones too. */
static const char *with_editor_tools(const char *folder)
{
	const char *tools = getenv("GOREADY_EDITOR_TOOLS");

	if (!tools)
		skip_because("no folder with gopls and dlv is named in GOREADY_EDITOR_TOOLS");
	return arena_fmt(test_arena(), "PATH=$PATH:%s/%s\n", tools, folder);
}

static void is_skipped(const char *name)
{
	assert_false(prove(name, ""));
	assert_int_equal(1, verdicts.n);
	assert_true(verdicts.at[0].ok && verdicts.at[0].skipped);
	assert_contains(verdicts.at[0].evidence, "goready apply --with");
}

TEST(gopls_and_debug_are_skipped_where_their_tools_are_not)
{
	is_skipped("gopls");
	is_skipped("debug");
}

TEST(buf_and_gateway_are_skipped_where_their_tools_are_not)
{
	is_skipped("buf");
	is_skipped("gateway");
}

/* buf, the gateway's plugin, govulncheck and grpcurl are in folders of their own too (tests/long/proofs.sh). */
static const char *with_work_tools(const char *more)
{
	const char *tools = getenv("GOREADY_WORK_TOOLS");

	if (!tools)
		skip_because(
			"no folder with buf, protoc-gen-grpc-gateway and govulncheck is named in "
			"GOREADY_WORK_TOOLS");
	return arena_fmt(test_arena(), "PATH=$PATH:%s\n%s", tools, more);
}

static void passes_with_work_tools(const char *name)
{
	passes_but_for(name, with_work_tools(""), NULL);
}

TEST(grpc_is_asked_by_grpcurl_where_it_is_there)
{
	passes_with_work_tools("grpc");
	assert_string_equal("grpcurl", verdicts.at[12].id);
	test_write("bin/grpcurl", "#!/bin/sh\necho this is no grpcurl\nexit 1\n");
	chmod(test_path("bin/grpcurl"), 0755);
	assert_false(prove("grpc", arena_fmt(test_arena(), "PATH=%s:$PATH\n", test_path("bin"))));
	assert_string_equal("grpcurl", refused()->id);
	assert_contains(refused()->evidence, "this is no grpcurl");
}

TEST(buf_passes_and_names_a_plugin_that_it_does_not_find)
{
	passes_with_work_tools("buf");
	assert_int_equal(4, verdicts.n);
	test_write("elsewhere/.keep", "");
	assert_int_equal(0, symlink(arena_fmt(test_arena(), "%s/go", getenv("GOREADY_PROOF_TOOLS")),
				    test_path("elsewhere/go")));
	assert_false(prove("buf", with_work_tools(arena_fmt(
					  test_arena(), "PATH=%s:%s:/usr/bin:/bin\n",
					  test_path("elsewhere"), getenv("GOREADY_WORK_TOOLS")))));
	assert_string_equal("generate", refused()->id);
	assert_explained("*.off-path");
}

TEST(gateway_passes_and_names_a_goflags_that_breaks_it)
{
	passes_with_work_tools("gateway");
	assert_int_equal(5, verdicts.n);
	assert_false(prove("gateway", with_work_tools("export GOFLAGS=-mod=vendor\n")));
	assert_string_equal("build", refused()->id);
	assert_explained("project.vendoring");
}

/* A database of holes in the published form (go.dev/security/vuln/database), on loopback, since the real one
 * cannot be reached from everywhere. */
static void put_into_database(const char *name, const char *text)
{
	test_write(arena_fmt(test_arena(), "db/%s.json", name), text);
	assert_int_equal(0,
			 system(arena_fmt(test_arena(), "gzip -fk '%s'",
					  test_path(arena_fmt(test_arena(), "db/%s.json", name)))));
}

static void a_hole_in_what_the_project_calls(void)
{
	put_into_database(
		"index/modules",
		"[{\"path\":\"github.com/pkg/errors\",\"vulns\":[{\"id\":\"GO-2026-9999\","
		"\"modified\":\"2026-11-20T00:00:00Z\"}]}]");
	put_into_database(
		"ID/GO-2026-9999",
		"{\"schema_version\":\"1.3.1\",\"id\":\"GO-2026-9999\",\"summary\":\"Made up\","
		"\"modified\":\"2026-11-20T00:00:00Z\",\"published\":\"2026-11-20T00:00:00Z\","
		"\"details\":\"Made up for a test.\",\"database_specific\":{\"url\":"
		"\"https://vuln.example/GO-2026-9999\"},\"affected\":[{\"package\":{\"name\":"
		"\"github.com/pkg/errors\",\"ecosystem\":\"Go\"},\"ranges\":[{\"type\":\"SEMVER\","
		"\"events\":[{\"introduced\":\"0\"}]}],\"ecosystem_specific\":{\"imports\":[{\"path\":"
		"\"github.com/pkg/errors\",\"symbols\":[\"WithMessage\"]}]}}]}");
}

static pid_t database_server;

static void stop_database(void)
{
	kill(database_server, SIGTERM);
	waitpid(database_server, NULL, 0);
}

static const char *serve_database(void)
{
	const char *url = test_path("served/url");

	database_server = fork();
	if (database_server == 0) {
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		execlp("python3", "python3", TESTS_FOLDER "/lib/mirror.py", "--http", "--root",
		       test_path("db"), "--state", test_path("served"), NULL);
		_exit(127);
	}
	atexit(stop_database);
	for (int i = 0; access(url, R_OK); i++) {
		nanosleep(&(struct timespec){ .tv_nsec = 20000000 }, NULL);
		if (i > 1000)
			fail_msg("%s", "the database is not served");
	}
	return str_trim(test_arena(), test_read(url).at);
}

TEST(modules_are_looked_through_by_govulncheck_where_it_is_there)
{
	const char *more;

	with_work_tools("");
	put_into_database("index/db", "{\"modified\":\"2026-11-26T00:00:00Z\"}");
	put_into_database("index/modules", "[]");
	more = with_work_tools(arena_fmt(test_arena(), "export GOVULNDB=%s\n", serve_database()));
	if (!prove("modules", more))
		fail_msg("%s: %s", refused()->id, refused()->evidence);
	assert_string_equal("vulnerabilities", verdicts.at[3].id);
	assert_contains(verdicts.at[3].evidence, "No vulnerabilities found");
	/* What it finds is about the project; that it finds it is what is proven. */
	a_hole_in_what_the_project_calls();
	if (!prove("modules", more))
		fail_msg("%s: %s", refused()->id, refused()->evidence);
	assert_contains(verdicts.at[3].evidence, "GO-2026-9999");
	test_write("db/index/modules.json.gz", "gone");
	assert_false(prove("modules", more));
	assert_string_equal("vulnerabilities", refused()->id);
}

TEST(gopls_answers_and_names_a_gopls_that_is_none)
{
	const char *more = with_editor_tools("bin");

	if (!prove("gopls", more))
		fail_msg("%s: %s", refused()->id, refused()->evidence);
	assert_contains(verdicts.at[verdicts.n - 1].evidence,
			"greeter.Server is defined in greeter/greeter.go");
	assert_contains(verdicts.at[verdicts.n - 1].evidence,
			"hellopb.Register is completed to RegisterGreeterServer");
	fails("gopls", with_editor_tools("old"), "find", "this is no gopls");
}

TEST(debug_stops_in_the_handler_and_names_a_dlv_that_is_too_old)
{
	const char *more = with_editor_tools("bin");

	if (!prove("debug", more))
		fail_msg("%s: %s", refused()->id, refused()->evidence);
	assert_contains(verdicts.at[verdicts.n - 1].evidence,
			"stopped in SayHello, where in.Name is \"goready\"");
	assert_contains(verdicts.at[verdicts.n - 1].evidence, "the reply came");
	fails("debug", with_editor_tools("old"), "stop", "Version of Delve is too old for Go");
	assert_explained("gotool.outdated");
}

/* What takes a minute of compiling has its turn in tests/long/proofs.sh. */
static void when_there_is_time(void)
{
	if (!getenv("GOREADY_LONG"))
		skip_because("it takes a minute: tests/long/proofs.sh sets GOREADY_LONG");
}

TEST(web_passes_with_and_without_a_browser_and_names_a_goflags_that_breaks_it)
{
	when_there_is_time();
	if (!prove("web", ""))
		fail_msg("web: %s: %s", refused()->id, refused()->evidence);
	assert_int_equal(4, verdicts.n);
	assert_string_equal("browser", verdicts.at[3].id);
	assert_true(verdicts.at[3].skipped || strstr(verdicts.at[3].evidence, "by fetch"));
	fails("web", "export GOFLAGS=-mod=vendor\n", "build", "when GOFLAGS is left out");
	assert_explained("project.vendoring");
}

TEST(container_passes_with_the_other_cpu_and_names_flags_that_break_it)
{
	passes("container");
	assert_contains(verdicts.at[3].evidence, "linux/arm64");
	fails("container", "export GOFLAGS=-nonsense\n", "build", "GOFLAGS");
	assert_explained("goenv.goflags");
}

TEST(std_passes_and_names_flags_that_break_it)
{
	when_there_is_time();
	passes("std");
	fails("std", "export GOFLAGS=-nonsense\n", "runtime", "GOFLAGS");
	assert_explained("goenv.goflags");
}

TEST(std_says_that_a_go_came_without_its_tests)
{
	struct arena *mem = test_arena();
	const char *tools = getenv("GOREADY_PROOF_TOOLS");

	if (!tools)
		skip_because(
			"no folder with go, protoc and plugins is named in GOREADY_PROOF_TOOLS");
	test_write("bin/go",
		   arena_fmt(mem,
			     "#!/bin/sh\n[ \"$*\" != \"env GOROOT\" ] || exec echo /nowhere\n"
			     "exec %s/go \"$@\"\n",
			     tools));
	chmod(test_path("bin/go"), 0755);
	assert_false(prove("std", arena_fmt(mem, "PATH=%s:$PATH\n", test_path("bin"))));
	assert_int_equal(3, verdicts.n);
	for (size_t i = 0; i < verdicts.n; i++)
		assert_true(verdicts.at[i].skipped);
	assert_contains(verdicts.at[0].evidence, "without the tests");
}
