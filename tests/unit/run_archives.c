/* A plugin from its release archive, carried out: what comes of it, and what is left where none comes. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "archive/digest.h"
#include "scenario.h"
#include "test.h"

#define SHA "d0f743b33e8d8945e6b1f432edd15785c70507121d6e2a723b21285eddf8b57b"

static struct scenario s;
static struct host host;
static struct go_build build;
static bool dies; /* between the fetching and the placing */

/* What the header of the program in the archive says. */
static enum rc says(struct host *h, struct arena *mem, const char *path, struct binary *ret,
		    struct err *e)
{
	(void)h;
	(void)mem;
	(void)e;
	if (dies)
		_exit(77);
	assert_string_equal(test_path("home/go/bin/.goready-plugin-archive/plugin"), path);
	*ret = (struct binary){ .format = BINARY_ELF,
				.os = OS_LINUX,
				.archs = { arch_parse(build.goarch) },
				.arch_n = 1,
				.go = &build };
	return RC_OK;
}

/* An archive as grpc-go packs them, whole in the cache. */
static struct sources *packed(void)
{
	struct sources *sources = ARENA_NEW(test_arena(), struct sources);
	struct source source = { .kind = SOURCE_ARCHIVE, .label = "the archive", .part_n = 1 };
	const char *file = test_path("home/.cache/goready/plugin.tar.gz");
	char *sha256 = arena_alloc(test_arena(), 65);

	test_write_bytes("packed/plugin", BYTES("the release\n"), 0755);
	test_write("packed/README.md", "about it\n");
	assert_int_equal(0, system(arena_fmt(test_arena(), "tar -C %s -czf %s .",
					     test_path("packed"), file)));
	sha256_of(test_read(file), sha256);
	source.parts[0] = (struct download){ .url = "https://127.0.0.1:1/plugin.tar.gz",
					     .file = "plugin.tar.gz",
					     .sha256 = sha256,
					     .unpack = "tar.gz" };
	list_push(test_arena(), sources, source);
	return sources;
}

/* The plugin of the scenario, which an archive brings, or a command that writes "new". */
static void init(const char *version, const char *arch)
{
	struct built_program expected = { .package = "example.com/plugin",
					  .version = "1.2.3",
					  .os = OS_LINUX,
					  .arch = ARCH_AMD64 };
	struct sources *sources;
	struct step fetch, *plugin;

	scenario_init(&s);
	build = (struct go_build){ .main = expected.package,
				   .mod_version = version,
				   .goarch = arch };
	host = *host_real();
	host.binary = says;
	s.host = &host;
	sources = packed();
	fetch = *scenario_step(&s, "go.fetch");
	fetch.id = "plugin.fetch";
	fetch.summary = "download the plugin";
	fetch.summary_otherwise = "pass over the archive";
	fetch.fetch.sources = sources;
	fetch.fetch.source = &sources->at[0];
	fetch.fetch.staging = test_path("home/go/bin/.goready-plugin-archive");
	fetch.fetch.otherwise = "it is compiled";
	list_push(test_arena(), &s.plan.steps, fetch);
	plugin = scenario_step(&s, "plugin");
	expected.path = test_path("home/go/bin/.goready-plugin-archive/plugin");
	plugin->run.brought = expected;
	plugin->summary = "put the plugin";
	plugin->summary_otherwise = "build the plugin";
	list_push(test_arena(), &plugin->needs, "plugin.fetch");
}

static const char *plugin_after(void)
{
	struct err e = { 0 };

	assert_ok(scenario_run(&s, &e), &e);
	assert_string_equal("", s.error.text);
	assert_true(s.result.ok);
	return test_read(test_path("home/go/bin/plugin")).at;
}

TEST(what_the_archive_brings_is_put_in_place_and_taken_back_whole)
{
	const char *before;

	init("v1.2.3", "amd64");
	before = scenario_home();
	assert_string_equal("the release\n", plugin_after());
	assert_int_equal(0, s.notes.n);
	assert_contains(str_text(&s.done), "download the plugin\n");
	assert_contains(str_text(&s.done), "put the plugin\n");
	assert_int_equal(0, access(test_path("home/go/bin/plugin"), X_OK));
	/* no scratch is left of either way */
	assert_false(host_exists(&host, test_path("home/go/bin/.goready-plugin")));
	assert_false(host_exists(&host, test_path("home/go/bin/.goready-plugin-archive")));
	assert_false(host_exists(&host, test_path("home/go/bin/.goready-plugin-archive.files")));
	scenario_undo(&s);
	assert_string_equal(before, scenario_home());
}

TEST(a_program_of_another_version_is_not_taken_and_what_is_built_is_taken_back_whole)
{
	const char *before;

	init("v1.2.4", "amd64");
	before = scenario_home();
	assert_string_equal("new\n", plugin_after());
	assert_contains(str_text(&s.notes),
			"example.com/plugin v1.2.4, and not example.com/plugin 1.2.3");
	assert_contains(str_text(&s.done), "download the plugin\n");
	assert_contains(str_text(&s.done), "build the plugin\n");
	assert_false(host_exists(&host, test_path("home/go/bin/.goready-plugin-archive")));
	scenario_undo(&s);
	assert_string_equal(before, scenario_home());
}

TEST(nor_one_that_does_not_know_its_version)
{
	init("(devel)", "amd64");
	assert_string_equal("new\n", plugin_after());
	assert_contains(str_text(&s.notes), "(devel)");
}

TEST(nor_one_for_another_processor)
{
	init("v1.2.3", "arm64");
	assert_string_equal("new\n", plugin_after());
	assert_contains(str_text(&s.notes), "a program for arm64, and not for amd64");
}

static void pack_again(const char *command)
{
	struct download *d = (struct download *)(uintptr_t)&scenario_step(&s, "plugin.fetch")
				     ->fetch.source->parts[0];
	const char *file = test_path("home/.cache/goready/plugin.tar.gz");
	char *sha256 = arena_alloc(test_arena(), 65);

	assert_int_equal(0, system(arena_fmt(test_arena(), "cd %s && %s && tar -czf %s .",
					     test_path("packed"), command, file)));
	sha256_of(test_read(file), sha256);
	d->sha256 = sha256;
}

TEST(nor_one_that_may_not_be_executed_and_that_is_said)
{
	init("v1.2.3", "amd64");
	pack_again("chmod 0644 plugin");
	assert_string_equal("new\n", plugin_after());
	assert_contains(str_text(&s.notes),
			"plugin in the archive may not be executed: it is compiled");
}

TEST(nor_one_in_a_folder_of_the_archive_and_that_is_said)
{
	init("v1.2.3", "amd64");
	pack_again("mkdir bin && mv plugin bin");
	assert_string_equal("new\n", plugin_after());
	assert_contains(str_text(&s.notes),
			"the archive holds no plugin, or not at its top: it is compiled");
}

TEST(an_archive_that_does_not_come_is_no_failure)
{
	const char *before;

	init("v1.2.3", "amd64");
	before = scenario_home();
	/* so the copy in the cache is not right, and the address does not answer */
	scenario_step(&s, "plugin.fetch")->fetch.sources->at[0].parts[0].sha256 = SHA;
	assert_string_equal("new\n", plugin_after());
	assert_contains(str_text(&s.notes), "the archive cannot be used");
	assert_contains(str_text(&s.notes), ": it is compiled");
	assert_contains(str_text(&s.done), "pass over the archive\n");
	assert_contains(str_text(&s.done), "build the plugin\n");
	assert_null(strstr(str_text(&s.done), "put the plugin"));
	scenario_undo(&s);
	assert_string_equal(before, scenario_home());
}

TEST(a_build_that_fails_in_the_place_of_an_archive_is_called_a_build)
{
	init("v1.2.4", "amd64");
	scenario_step(&s, "plugin")->run.argv.at[2] = "exit 1";
	assert_ok(scenario_run(&s, NULL), NULL);
	assert_false(s.result.ok);
	assert_contains(s.result.error.text, "build the plugin");
}

/* ---- killed when the archive is there, and its program not yet in its place ---- */

static void run_until_killed(void)
{
	pid_t pid = fork();
	int status;

	assert_true(pid >= 0);
	if (pid == 0) {
		dies = true;
		_exit(scenario_run(&s, NULL) ? 1 : 0);
	}
	assert_int_equal(pid, waitpid(pid, &status, 0));
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 77);
	assert_true(host_exists(&host, test_path("home/go/bin/.goready-plugin-archive/plugin")));
	assert_string_equal("old", test_read(test_path("home/go/bin/plugin")).at);
}

TEST(undo_after_a_kill_before_the_placing_leaves_the_home_as_it_was)
{
	const char *before;

	init("v1.2.3", "amd64");
	before = scenario_home();
	run_until_killed();
	scenario_undo(&s);
	assert_string_equal(before, scenario_home());
}

TEST(a_run_after_that_kill_clears_it_away_and_brings_the_program)
{
	struct step fetch, plugin;

	init("v1.2.3", "amd64");
	run_until_killed();
	/* what was done is in no plan that is made now */
	fetch = *scenario_step(&s, "plugin.fetch");
	plugin = *scenario_step(&s, "plugin");
	s.plan.steps.at[0] = fetch;
	s.plan.steps.at[1] = plugin;
	s.plan.steps.n = 2;
	s.plan.steps.at[1].needs.at[0] = fetch.id;
	s.plan.steps.at[1].needs.n = 1;
	test_write("home/go/bin/.goready-plugin-archive/half", "of the killed one\n");
	assert_string_equal("the release\n", plugin_after());
	assert_false(host_exists(&host, test_path("home/go/bin/.goready-plugin-archive")));
	assert_false(host_exists(&host, test_path("home/go/bin/.goready-plugin-archive.files")));
}
