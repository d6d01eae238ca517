/* The proof: its environment with real shells, its refusals, and, where GOREADY_PROOF_TOOLS names a
 * folder with go, protoc and both plugins, the real thing. (tests/e2e always has it.) */
#include "test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "explain/explain.h"
#include "proof/proof_internal.h"
#include "tree.h"
#include "wants/go_environment.h"

static struct facts *facts(enum shell_id shell, const char *path)
{
	struct facts *f = ARENA_NEW(test_arena(), struct facts);

	f->places = (struct places){ .home = test_path("home"),
				     .zdotdir = test_path("home"),
				     .config = test_path("home/.config"),
				     .cache = test_path("home/.cache/goready"),
				     .bin = test_path("home/.local/share/goready/bin"),
				     .go_bin = test_path("home/go/bin"),
				     .tmp = test_path("tmp") };
	f->shell.login = shell;
	f->shell.login_path = path;
	f->machine.os = OS_LINUX;
	f->machine.cpu = f->machine.userland = sizeof(void *) == 8 ? ARCH_AMD64 : ARCH_386;
	mkdir(f->places.tmp, 0755);
	return f;
}

static struct names environment_of(const struct facts *f)
{
	static struct wants wants;
	struct proof_spec spec = { .host = host_real(), .facts = f, .wants = &wants };
	struct proof p = { .mem = test_arena(), .spec = &spec };

	return terminal_environment(&p);
}

static void need(const char *program)
{
	if (access(program, X_OK) != 0)
		skip_because(arena_fmt(test_arena(), "%s is not here", program));
}

TEST(a_bash_login_shell_says_its_environment_whatever_else_it_prints)
{
	struct names env;

	need("/bin/bash");
	test_write("home/.profile",
		   "echo Welcome\nprintf 'odd\\0bytes'\nexport A='two\nlines'\nPATH=/x:$PATH\n");
	env = environment_of(facts(SHELL_BASH, "/bin/bash"));
	assert_string_equal("two\nlines", environment_value(&env, "A"));
	assert_true(str_starts(environment_value(&env, "PATH"), "/x:"));
	assert_string_equal(test_path("home"), environment_value(&env, "HOME"));
	assert_null(environment_value(&env, "_"));
}

TEST(a_variable_only_this_process_has_is_not_taken_for_the_shells)
{
	struct names env;

	need("/bin/bash");
	setenv("GOROOT", "/stale", 1);
	setenv("GOFLAGS", "-mod=vendor", 1);
	setenv("GOPROXY", "https://proxy.example", 1);
	env = environment_of(facts(SHELL_BASH, "/bin/bash"));
	unsetenv("GOROOT");
	unsetenv("GOFLAGS");
	unsetenv("GOPROXY");
	assert_null(environment_value(&env, "GOROOT"));
	assert_null(environment_value(&env, "GOFLAGS"));
	assert_string_equal("https://proxy.example", environment_value(&env, "GOPROXY"));
}

TEST(a_folder_that_is_gone_is_not_taken_from_this_process)
{
	struct facts *f = facts(SHELL_BASH, "/bin/bash");
	struct names env;

	need("/bin/bash");
	list_push(test_arena(), &f->go.cannot_be_made, "/gone/cache");
	setenv("GOCACHE", "/gone/cache", 1);
	setenv("GOMODCACHE", "/there", 1);
	env = environment_of(f);
	unsetenv("GOCACHE");
	unsetenv("GOMODCACHE");
	assert_null(environment_value(&env, "GOCACHE"));
	assert_string_equal("/there", environment_value(&env, "GOMODCACHE"));
}

TEST(a_zsh_login_shell_reads_its_own_files)
{
	struct names env;

	need("/usr/bin/zsh");
	test_write("home/.zshenv", "export A=1\n");
	test_write("home/.zprofile", "export B=2\n");
	env = environment_of(facts(SHELL_ZSH, "/usr/bin/zsh"));
	assert_string_equal("1", environment_value(&env, "A"));
	assert_string_equal("2", environment_value(&env, "B"));
}

/* A terminal reads .zshrc and .bashrc; a login shell alone does not. */
TEST(what_a_terminal_gives_counts_not_what_a_login_shell_alone_would)
{
	struct names env;

	need("/usr/bin/zsh");
	test_write("home/.zshrc", "export PATH=/from/zshrc:$PATH A=1\n");
	env = environment_of(facts(SHELL_ZSH, "/usr/bin/zsh"));
	assert_true(str_starts(environment_value(&env, "PATH"), "/from/zshrc:"));
	need("/bin/bash");
	test_write("home/.bash_profile", ". ~/.bashrc\n");
	test_write("home/.bashrc", "case $- in *i*) ;; *) return ;; esac\nexport B=2\n");
	env = environment_of(facts(SHELL_BASH, "/bin/bash"));
	assert_string_equal("2", environment_value(&env, "B"));
}

TEST(what_the_shell_lacks_when_it_is_started_in_another_way_is_a_note)
{
	static struct wants wants;
	struct proof_spec spec = { .host = host_real(), .wants = &wants };
	struct proof p = { .mem = test_arena(), .spec = &spec };

	need("/usr/bin/zsh");
	required_tools_each (id)
		test_write(arena_fmt(test_arena(), "home/tools/%s", tool_name(id)), "#!/bin/sh\n");
	required_tools_each (id)
		chmod(test_path(arena_fmt(test_arena(), "home/tools/%s", tool_name(id))), 0755);
	test_write("home/.zshrc", "export PATH=~/tools:/bin\n");
	test_write("home/.zshenv", "PATH=/bin\n");
	spec.facts = facts(SHELL_ZSH, "/usr/bin/zsh");
	terminal_environment(&p);
	assert_int_equal(1, p.notes.n);
	assert_string_equal("Note. zsh, started as a login shell, does not find: go, protoc, "
			    "protoc-gen-go, protoc-gen-go-grpc",
			    p.notes.at[0]);
}

TEST(where_an_interactive_shell_never_answers_the_login_shell_is_asked)
{
	struct names env;

	need("/bin/bash");
	test_write("home/.bash_profile", "export A=1\n[ -z \"${-##*i*}\" ] && exec true\n");
	env = environment_of(facts(SHELL_BASH, "/bin/bash"));
	assert_string_equal("1", environment_value(&env, "A"));
}

TEST(fish_leaves_no_folder_in_the_home)
{
	const char *before;
	struct names env;

	need("/usr/bin/fish");
	test_write("home/.config/fish/conf.d/a.fish", "set -gx A 1\n");
	before = tree_text(test_path("home"), NULL);
	env = environment_of(facts(SHELL_FISH, "/usr/bin/fish"));
	assert_string_equal("1", environment_value(&env, "A"));
	assert_string_equal(getenv("XDG_CONFIG_HOME"), environment_value(&env, "XDG_CONFIG_HOME"));
	assert_string_equal(before, tree_text(test_path("home"), NULL));
	assert_string_equal("", tree_text(test_path("tmp"), NULL));
}

TEST(nu_says_its_environment_too_and_leaves_the_home_as_it_is)
{
	const char *before, *program;
	struct names env;

	program = host_which(host_real(), test_arena(), getenv("PATH"), "nu");
	if (!program)
		skip_because("nu is not on PATH");
	test_write("home/.config/nushell/config.nu", "print hello\n$env.A = 'two\nlines'\n");
	before = tree_text(test_path("home"), NULL);
	env = environment_of(facts(SHELL_NU, program));
	assert_string_equal("two\nlines", environment_value(&env, "A"));
	assert_string_equal(getenv("XDG_CONFIG_HOME"), environment_value(&env, "XDG_CONFIG_HOME"));
	assert_string_equal(before, tree_text(test_path("home"), NULL));
	assert_string_equal("", tree_text(test_path("tmp"), NULL));
}

TEST(on_a_mac_the_login_shell_begins_with_what_launchd_gives)
{
	struct facts *f = facts(SHELL_FISH, "/usr/bin/fish");
	struct names env;

	need("/usr/bin/fish");
	f->machine.os = OS_DARWIN;
	f->path.launchd = str_split(test_arena(), "/usr/bin:/bin:/launchd/bin", ':');
	env = environment_of(f);
	/* fish adds the system's own folders at the end */
	assert_true(str_starts(environment_value(&env, "PATH"), "/usr/bin:/bin:/launchd/bin"));
}

TEST(where_no_shell_answers_what_files_say_about_path_serves)
{
	struct facts *f = facts(SHELL_N, "/nowhere/shell");
	struct names env;

	list_push(test_arena(), &f->path.new_shell, "/one");
	list_push(test_arena(), &f->path.new_shell, "/two");
	env = environment_of(f);
	assert_string_equal("/one:/two", environment_value(&env, "PATH"));
}

/* ---- runs ---- */

static struct verdicts verdicts;
static struct wants wants;

static enum rc prove(const struct facts *f, const char *keep, struct err *e)
{
	struct proof_spec spec = { .host = host_real(), .facts = f, .wants = &wants, .keep = keep };

	verdicts = (struct verdicts){ 0 };
	return proof_run(test_arena(), &spec, &verdicts, e);
}

static const struct verdict *verdict_named(const char *id)
{
	for (size_t i = 0; i < verdicts.n; i++) {
		if (str_equal(verdicts.at[i].id, id))
			return &verdicts.at[i];
	}
	fail_msg("no verdict %s", id);
	return NULL;
}

TEST(tools_that_are_missing_are_named_with_a_remedy)
{
	struct facts *f = facts(SHELL_N, NULL);
	struct err e;

	list_push(test_arena(), &f->path.new_shell, "/nowhere");
	assert_ok(prove(f, NULL, &e), &e);
	assert_false(proof_ok(&verdicts));
	assert_contains(verdict_named("tools")->evidence, "go, protoc, protoc-gen-go");
	assert_true(strlen(verdict_named("tools")->remedy) > 0);
	assert_false(verdict_named("environment")->ok);
	assert_string_equal("", tree_text(test_path("tmp"), NULL));
}

TEST(a_folder_that_is_not_empty_is_no_place_to_keep_the_project)
{
	struct err e;

	test_write("home/mine/file", "mine");
	assert_rc(RC_EXISTS, prove(facts(SHELL_N, NULL), test_path("home/mine"), &e), &e);
	assert_contains(err_remedy(&e), "--keep");
	assert_bytes(BYTES("mine"), test_read(test_path("home/mine/file")));
}

TEST(what_is_under_way_is_the_step_behind_the_last_verdict)
{
	assert_string_equal("Find go, protoc and both plugins", proof_step_after("hello", NULL));
	assert_string_equal("Generate Go code from hello.proto",
			    proof_step_after("hello", "tools"));
	assert_null(proof_step_after("hello", "shutdown"));
	assert_null(proof_step_after("hello", "no such step"));
	assert_null(proof_step_after("no such proof", NULL));
}

TEST(a_verdict_survives_json)
{
	struct verdict v = { .id = "vet",
			     .ok = false,
			     .ms = 12,
			     .title = "Vet",
			     .evidence = "x\ny",
			     .remedy = "do" },
		       back;
	struct err e;

	list_push(test_arena(), &v.command, "go");
	assert_ok(verdict_parse(test_arena(), verdict_json(test_arena(), &v), &back, &e), &e);
	assert_string_equal("x\ny", back.evidence);
	assert_string_equal("go", back.command.at[0]);
	assert_int_equal(12, back.ms);
}

/* ---- with real tools ---- */

static const char *real_tools(void)
{
	const char *tools = getenv("GOREADY_PROOF_TOOLS");

	if (!tools)
		skip_because(
			"no folder with go, protoc and plugins is named in GOREADY_PROOF_TOOLS");
	return tools;
}

/* What was compiled and fetched for these tests once stays beside the tools. */
static void share_caches(const char *tools)
{
	struct arena *mem = test_arena();

	mkdir(test_path("home/.cache"), 0755);
	mkdir(test_path("home/go"), 0755);
	mkdir(arena_fmt(mem, "%s/../pkg", tools), 0755);
	assert_int_equal(0, symlink(arena_fmt(mem, "%s/../cache", tools),
				    test_path("home/.cache/go-build")));
	assert_int_equal(0, symlink(arena_fmt(mem, "%s/../pkg", tools), test_path("home/go/pkg")));
}

static struct facts *machine_with(const char *more)
{
	struct facts *f = facts(SHELL_BASH, "/bin/bash");
	const char *tools = real_tools();

	test_write("home/.profile", arena_fmt(test_arena(), "PATH=%s:$PATH\n%s", tools, more));
	required_tools_each (id) {
		struct tool tool = { .id = id };

		tool.path = path_join(test_arena(), tools, tool_name(tool.id));
		list_push(test_arena(), &f->tools, tool);
	}
	return f;
}

TEST(with_real_tools_it_passes_and_keeps_a_project_that_builds)
{
	struct facts *f = machine_with("");
	struct err e;

	share_caches(real_tools());
	assert_ok(prove(f, test_path("home/hello"), &e), &e);
	for (size_t i = 0; i < verdicts.n; i++)
		assert_true(verdicts.at[i].ok);
	assert_int_equal(9, verdicts.n);
	assert_contains(verdict_named("unary")->evidence, "Hello, goready!");
	assert_true(host_exists(host_real(), test_path("home/hello/hellopb/hello_grpc.pb.go")));
	assert_string_equal("", tree_text(test_path("tmp"), NULL));
}

TEST(a_variable_that_breaks_the_build_is_named)
{
	struct facts *f = machine_with("export GOFLAGS=-mod=vendor\n");
	struct err e;

	share_caches(real_tools());
	assert_ok(prove(f, NULL, &e), &e);
	assert_false(verdict_named("vet")->ok);
	assert_contains(verdict_named("environment")->evidence, "GOFLAGS");
	assert_contains(verdict_named("environment")->evidence, "-mod=vendor");
	assert_string_equal("goenv.goflags",
			    explain_read(test_arena(), catalogue_builtin(test_arena()),
					 bytes_of(verdict_named("vet")->evidence))
				    .meanings.at[0]
				    .id);
}

/* Its own vet looks at the generated code alone: it must still find what vet finds there. */
TEST(generated_code_that_vet_objects_to_is_refused)
{
	const char *tools = real_tools(), *wrapper = "home/wrap/protoc";
	struct facts *f = machine_with("PATH=$HOME/wrap:$PATH\n");
	struct err e;

	share_caches(tools);
	test_write(wrapper,
		   arena_fmt(test_arena(),
			     "#!/bin/sh\n%s/protoc \"$@\" || exit\n"
			     "echo 'func odd() { x := 1; x = x; _ = x }' >>hellopb/hello.pb.go\n",
			     tools));
	chmod(test_path(wrapper), 0755);
	assert_ok(prove(f, NULL, &e), &e);
	assert_false(verdict_named("vet")->ok);
	assert_contains(verdict_named("vet")->evidence, "self-assignment of x");
}

/* How much is free here hangs on what else runs. */
static enum rc four_gigabytes_are_free(struct host *h, struct arena *mem, const char *path,
				       size_t most, struct bytes *ret, struct err *e)
{
	(void)h;
	(void)mem;
	(void)path;
	(void)most;
	(void)e;
	*ret = BYTES("MemTotal: 9000000 kB\nMemAvailable: 4000000 kB\n");
	return RC_OK;
}

static bool is_hastened(uint64_t memory, const char *gogc)
{
	struct host machine_of_its_own = *host_real();
	struct machine_facts machine = { .os = OS_LINUX, .memory = memory, .processors = 2 };
	struct names env = { 0 };

	list_push(test_arena(), &env, gogc);
	machine_of_its_own.read = four_gigabytes_are_free;
	go_environment_hasten(test_arena(), &env, &machine_of_its_own, &machine);
	return environment_value(&env, "GOMEMLIMIT") != NULL;
}

TEST(compilers_collect_no_garbage_where_memory_is_there_and_the_user_says_nothing)
{
	uint64_t enough = (uint64_t)2 << 30;

	assert_true(is_hastened(enough, "HOME=/"));
	assert_false(is_hastened(enough, "GOGC=50"));
	assert_false(is_hastened(enough / 4, "HOME=/"));
}

TEST(a_proof_that_is_stopped_leaves_no_process_and_no_folder)
{
	struct facts *f = machine_with("");
	int status;
	pid_t pid = fork();

	if (pid == 0)
		_exit(prove(f, NULL, NULL) == RC_CANCELLED ? 42 : 1);
	/* From when it has its folder, signals are heeded; a moment later it compiles. */
	for (int i = 0; i < 1200 && !*tree_text(test_path("tmp"), NULL); i++)
		nanosleep(&(struct timespec){ .tv_nsec = 50000000 }, NULL);
	nanosleep(&(struct timespec){ .tv_sec = 1 }, NULL);
	kill(pid, SIGTERM);
	waitpid(pid, &status, 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(42, WEXITSTATUS(status));
	assert_string_equal("", tree_text(test_path("tmp"), NULL));
}

TEST(modules_are_fetched_and_compiled_ahead)
{
	struct facts *f = machine_with("");
	struct proof_spec spec = { .host = host_real(), .facts = f, .wants = &wants };
	struct err e;

	share_caches(real_tools());
	assert_non_null(freopen("/dev/null", "r", stdin));
	assert_ok(proof_warm(test_arena(), &spec, NULL, &e), &e);
	assert_string_equal("", tree_text(test_path("tmp"), NULL));
}
