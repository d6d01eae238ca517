/* Asking real shells in a home folder of the test's own. */
#include "test.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "facts/facts.h"

static void tool_script(const char *name)
{
	test_write_bytes(name, BYTES("#!/bin/sh\nexit 0\n"), 0755);
}

static const struct facts *gather(const char *login)
{
	setenv("SHELL", login, 1);
	setenv("TMPDIR", test_folder(), 1);
	return facts_gather(test_arena(), host_real(), NULL);
}

static struct shell_matrix ask(const struct facts *f, const char *overlay)
{
	struct shell_matrix matrix = { 0 };
	struct err e = { 0 };

	assert_ok(facts_ask_shells(test_arena(), host_real(), f, overlay, &matrix, &e), &e);
	return matrix;
}

static const struct resolved *answer(const struct shell_matrix *m, enum shell_id shell,
				     enum shell_mode mode)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->at[i].shell == shell && m->at[i].mode == mode)
			return &m->at[i];
	fail_msg("%s was not asked as %s", shell_name(shell), shell_mode_name(mode));
	return NULL;
}

static void assert_finds(const struct shell_matrix *m, enum shell_id shell, enum shell_mode mode,
			 const char *path)
{
	const struct resolved *r = answer(m, shell, mode);
	const char *got = r->tool[TOOL_GEN_GO];

	if (!str_equal(got, path))
		fail_msg("%s as %s finds %s instead of %s (status %d, stderr: %s, PATH %s)",
			 shell_name(shell), shell_mode_name(mode), got ? got : "nothing",
			 path ? path : "nothing", r->status, r->complaint ? r->complaint : "",
			 r->path_text ? r->path_text : "unknown");
}

static bool installed(const char *shell)
{
	return access(arena_fmt(test_arena(), "/usr/bin/%s", shell), X_OK) == 0 ||
	       access(arena_fmt(test_arena(), "/bin/%s", shell), X_OK) == 0;
}

#define NEEDS_SHELL(name)     \
	if (!installed(name)) \
	skip_because(name " is not installed")

static int count_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)kind;
	(void)ftw;
	return strstr(path, "goready-shells.") != NULL;
}

static bool leftovers(void)
{
	return nftw(test_folder(), count_one, 16, FTW_PHYS) != 0;
}

TEST(zsh_says_in_each_mode_what_its_files_give_it)
{
	struct shell_matrix m;

	NEEDS_SHELL("zsh");
	tool_script("home/tools/protoc-gen-go");
	test_write("home/.zshrc", "echo noise; print -n unfinished\npath=(~/tools $path)\n");
	m = ask(gather("/bin/zsh"), NULL);
	assert_finds(&m, SHELL_ZSH, MODE_INTERACTIVE, test_path("home/tools/protoc-gen-go"));
	assert_finds(&m, SHELL_ZSH, MODE_LOGIN_INTERACTIVE, test_path("home/tools/protoc-gen-go"));
	assert_finds(&m, SHELL_ZSH, MODE_LOGIN, NULL);
	assert_finds(&m, SHELL_ZSH, MODE_SCRIPT, NULL);
	assert_non_null(answer(&m, SHELL_ZSH, MODE_SCRIPT)->path_text);
	assert_false(leftovers());
}

TEST(on_a_mac_other_shells_have_the_path_that_a_login_shell_made)
{
	struct shell_matrix m;
	struct facts f;

	NEEDS_SHELL("zsh");
	tool_script("home/tools/protoc-gen-go");
	tool_script("home/later/protoc");
	test_write("home/.zprofile", "path=(~/tools $path)\n");
	test_write("home/.zshrc", "path=(~/later $path)\n");
	f = *gather("/bin/zsh");
	m = ask(&f, NULL);
	assert_finds(&m, SHELL_ZSH, MODE_SCRIPT, NULL);
	f.machine.os = OS_DARWIN;
	m = ask(&f, NULL);
	for (int mode = 0; mode < MODE_N; mode++)
		assert_finds(&m, SHELL_ZSH, (enum shell_mode)mode,
			     test_path("home/tools/protoc-gen-go"));
	assert_null(answer(&m, SHELL_ZSH, MODE_LOGIN)->tool[TOOL_PROTOC]);
	assert_string_equal(test_path("home/later/protoc"),
			    answer(&m, SHELL_ZSH, MODE_SCRIPT)->tool[TOOL_PROTOC]);
}

TEST(line_break_in_path_is_a_part_of_it)
{
	const struct facts *f;
	struct shell_matrix m;

	NEEDS_SHELL("bash");
	test_write("home/.bash_profile", "export PATH=\"/opt/a:\n/opt/b:/usr/bin:/bin\"\n");
	f = gather("/bin/bash");
	m = ask(f, NULL);
	assert_string_equal("/opt/a:\n/opt/b:/usr/bin:/bin",
			    answer(&m, SHELL_BASH, MODE_LOGIN)->path_text);
}

TEST(bash_script_inherits_and_the_other_modes_are_asked)
{
	struct shell_matrix m;

	NEEDS_SHELL("bash");
	tool_script("home/tools/protoc-gen-go");
	test_write("home/.bashrc", "PATH=$HOME/tools:$PATH\n");
	test_write("home/.profile", "echo hello from profile\n");
	m = ask(gather("/bin/bash"), NULL);
	assert_true(answer(&m, SHELL_BASH, MODE_SCRIPT)->inherits);
	assert_finds(&m, SHELL_BASH, MODE_INTERACTIVE, test_path("home/tools/protoc-gen-go"));
	assert_finds(&m, SHELL_BASH, MODE_LOGIN, NULL);
	assert_null(answer(&m, SHELL_BASH, MODE_INTERACTIVE)->complaint);
}

TEST(fish_finds_the_users_configuration_and_leaves_nothing_in_the_home_folder)
{
	struct shell_matrix m;

	NEEDS_SHELL("fish");
	tool_script("home/tools/protoc-gen-go");
	test_write("home/.config/fish/conf.d/a.fish", "set -gx PATH $HOME/tools $PATH\n");
	m = ask(gather("/usr/bin/fish"), NULL);
	for (int mode = 0; mode < MODE_N; mode++)
		assert_finds(&m, SHELL_FISH, (enum shell_mode)mode,
			     test_path("home/tools/protoc-gen-go"));
	assert_int_not_equal(0, access(test_path("home/.local/share/fish"), F_OK));
	assert_int_not_equal(0, access(test_path("home/.cache/fish"), F_OK));
	assert_int_not_equal(0, access(test_path("home/.config/fish/fish_variables"), F_OK));
	assert_false(leftovers());
}

/* It is no package of most systems: tests/run puts one on PATH. */
#define NEEDS_NU()                                     \
	if (system("command -v nu >/dev/null") != 0) { \
		skip_because("nu is not on PATH");     \
	}

TEST(nu_finds_the_users_configuration_and_leaves_nothing_in_the_home_folder)
{
	struct shell_matrix m;

	NEEDS_NU();
	tool_script("home/tools/protoc-gen-go");
	test_write("home/.config/nushell/config.nu",
		   "print noise\nsource own/extra.nu\nalias protoc-gen-go = echo no\n");
	test_write("home/.config/nushell/own/extra.nu",
		   "$env.PATH = ($env.PATH | prepend ($env.HOME | path join tools))\n");
	m = ask(gather("/usr/bin/nu"), NULL);
	assert_finds(&m, SHELL_NU, MODE_LOGIN, test_path("home/tools/protoc-gen-go"));
	assert_finds(&m, SHELL_NU, MODE_INTERACTIVE, test_path("home/tools/protoc-gen-go"));
	assert_finds(&m, SHELL_NU, MODE_LOGIN_INTERACTIVE, test_path("home/tools/protoc-gen-go"));
	assert_true(answer(&m, SHELL_NU, MODE_SCRIPT)->inherits);
	assert_null(answer(&m, SHELL_NU, MODE_INTERACTIVE)->complaint);
	assert_int_not_equal(0, access(test_path("home/.config/nushell/env.nu"), F_OK));
	assert_int_not_equal(0, access(test_path("home/.config/nushell/history.txt"), F_OK));
	assert_int_not_equal(0, access(test_path("home/.local"), F_OK));
	assert_int_not_equal(0, access(test_path("home/.cache"), F_OK));
	assert_false(leftovers());
}

TEST(sh_as_login_shell_reads_profile)
{
	struct shell_matrix m;

	tool_script("home/tools/protoc-gen-go");
	test_write("home/.profile", "PATH=$HOME/tools:$PATH; export PATH\n");
	m = ask(gather("/bin/sh"), NULL);
	assert_finds(&m, SHELL_SH, MODE_LOGIN, test_path("home/tools/protoc-gen-go"));
	assert_true(answer(&m, SHELL_SH, MODE_SCRIPT)->inherits);
}

TEST(alias_or_function_of_a_tools_name_does_not_hide_its_file)
{
	struct shell_matrix m;

	NEEDS_SHELL("zsh");
	tool_script("home/tools/protoc-gen-go");
	test_write("home/.zshenv", "path=(~/tools $path)\nalias protoc-gen-go='echo no'\n"
				   "protoc() { command protoc \"$@\"; }\n");
	m = ask(gather("/bin/zsh"), NULL);
	assert_finds(&m, SHELL_ZSH, MODE_INTERACTIVE, test_path("home/tools/protoc-gen-go"));
}

TEST(variables_of_this_process_do_not_reach_the_shells)
{
	struct shell_matrix m;
	const struct resolved *r;

	NEEDS_SHELL("bash");
	setenv("GOBIN", "/nowhere", 1);
	test_write("home/.bashrc", "echo \"gobin=$GOBIN\" >&2\n");
	m = ask(gather("/bin/bash"), NULL);
	unsetenv("GOBIN");
	r = answer(&m, SHELL_BASH, MODE_INTERACTIVE);
	assert_string_equal("gobin=", r->complaint);
}

TEST(start_file_that_ends_the_shell_gives_no_path_and_its_complaint)
{
	struct shell_matrix m;
	const struct resolved *r;

	NEEDS_SHELL("bash");
	test_write("home/.bashrc", "echo 'something is wrong' >&2; exit 7\n");
	m = ask(gather("/bin/bash"), NULL);
	r = answer(&m, SHELL_BASH, MODE_INTERACTIVE);
	assert_true(r->asked);
	assert_null(r->path_text);
	assert_int_equal(7, r->status);
	assert_string_equal("something is wrong", r->complaint);
}

/* ---- rehearsal ---- */

TEST(rehearsal_starts_zsh_on_the_proposed_file_and_keeps_the_others)
{
	struct shell_matrix m;

	NEEDS_SHELL("zsh");
	tool_script("home/tools/protoc-gen-go");
	tool_script("home/later/protoc");
	test_write("home/.zshrc", "path=($HOME/later $path)\n. ${ZDOTDIR:-$HOME}/.zextra\n");
	test_write("home/.zextra", "EXTRA=1\n");
	test_write("overlay/.zshenv", "path=($HOME/tools $path)\n");
	m = ask(gather("/bin/zsh"), test_path("overlay"));
	for (int mode = 0; mode < MODE_N; mode++)
		assert_finds(&m, SHELL_ZSH, (enum shell_mode)mode,
			     test_path("home/tools/protoc-gen-go"));
	assert_string_equal(test_path("home/later/protoc"),
			    answer(&m, SHELL_ZSH, MODE_INTERACTIVE)->tool[TOOL_PROTOC]);
	assert_null(answer(&m, SHELL_ZSH, MODE_INTERACTIVE)->complaint);
	assert_int_not_equal(0, access(test_path("home/.zshenv"), F_OK));
	assert_false(leftovers());
}

TEST(rehearsal_of_bash_keeps_home_and_leads_profile_to_the_proposed_bashrc)
{
	struct shell_matrix m;

	NEEDS_SHELL("bash");
	tool_script("home/tools/protoc-gen-go");
	test_write("home/.bashrc", "echo old >&2\n");
	test_write("home/.profile", "if [ -f \"$HOME/.bashrc\" ]; then . \"$HOME/.bashrc\"; fi\n");
	test_write("overlay/.bashrc", "PATH=$HOME/tools:$PATH\n");
	m = ask(gather("/bin/bash"), test_path("overlay"));
	assert_finds(&m, SHELL_BASH, MODE_INTERACTIVE, test_path("home/tools/protoc-gen-go"));
	assert_finds(&m, SHELL_BASH, MODE_LOGIN, test_path("home/tools/protoc-gen-go"));
	assert_finds(&m, SHELL_BASH, MODE_LOGIN_INTERACTIVE, test_path("home/tools/protoc-gen-go"));
	assert_null(answer(&m, SHELL_BASH, MODE_LOGIN)->complaint);
}

TEST(rehearsal_of_bash_reads_a_new_profile_where_there_was_none)
{
	struct shell_matrix m;

	NEEDS_SHELL("bash");
	tool_script("home/tools/protoc-gen-go");
	test_write("overlay/.profile", "PATH=$HOME/tools:$PATH\n");
	m = ask(gather("/bin/bash"), test_path("overlay"));
	assert_finds(&m, SHELL_BASH, MODE_LOGIN, test_path("home/tools/protoc-gen-go"));
	assert_finds(&m, SHELL_SH, MODE_LOGIN, test_path("home/tools/protoc-gen-go"));
}

TEST(rehearsal_of_fish_reads_the_proposed_file_beside_the_users)
{
	struct shell_matrix m;

	NEEDS_SHELL("fish");
	tool_script("home/tools/protoc-gen-go");
	tool_script("home/own/protoc");
	test_write("home/.config/fish/config.fish", "set -gx PATH $HOME/own $PATH\n");
	test_write("overlay/.config/fish/conf.d/goready.fish", "set -gx PATH $HOME/tools $PATH\n");
	m = ask(gather("/usr/bin/fish"), test_path("overlay"));
	assert_finds(&m, SHELL_FISH, MODE_SCRIPT, test_path("home/tools/protoc-gen-go"));
	assert_string_equal(test_path("home/own/protoc"),
			    answer(&m, SHELL_FISH, MODE_SCRIPT)->tool[TOOL_PROTOC]);
	assert_int_not_equal(0, access(test_path("home/.config/fish/conf.d"), F_OK));
}

TEST(rehearsal_of_nu_reads_the_proposed_file_beside_the_users)
{
	struct shell_matrix m;

	NEEDS_NU();
	tool_script("home/tools/protoc-gen-go");
	tool_script("home/own/protoc");
	test_write("home/.config/nushell/env.nu",
		   "$env.PATH = ($env.PATH | prepend ($env.HOME | path join own))\n");
	test_write("overlay/.config/nushell/config.nu",
		   "$env.PATH = ($env.PATH | prepend ($env.HOME | path join tools))\n");
	m = ask(gather("/bin/bash"), test_path("overlay"));
	assert_finds(&m, SHELL_NU, MODE_INTERACTIVE, test_path("home/tools/protoc-gen-go"));
	assert_finds(&m, SHELL_NU, MODE_LOGIN, test_path("home/tools/protoc-gen-go"));
	assert_string_equal(test_path("home/own/protoc"),
			    answer(&m, SHELL_NU, MODE_LOGIN)->tool[TOOL_PROTOC]);
	assert_int_not_equal(0, access(test_path("home/.config/nushell/config.nu"), F_OK));
}

/* ---- into facts ---- */

TEST(answers_survive_json_and_decide_what_new_shells_resolve)
{
	struct arena *mem = test_arena();
	struct shell_matrix m, back = { 0 };
	struct json *json;
	const struct facts *f, *asked;
	struct err e = { 0 };

	NEEDS_SHELL("zsh");
	tool_script("home/hidden/protoc-gen-go");
	test_write("home/.zshrc", "eval \"path=(~/hidden \\$path)\"\n");
	f = gather("/bin/zsh");
	assert_false(f->path.new_shell_asked);
	m = ask(f, NULL);
	assert_ok(json_parse(mem, bytes_of(json_print(mem, shell_matrix_json(mem, &m), false)),
			     &json, &e),
		  &e);
	assert_ok(shell_matrix_parse(mem, json, &back, &e), &e);
	assert_int_equal(m.n, back.n);
	asked = facts_with_shells(mem, host_real(), f, &back);
	assert_true(asked->path.new_shell_asked);
	assert_string_equal(test_path("home/hidden"), asked->path.new_shell.at[0]);
	assert_non_null(facts_resolve(asked, TOOL_GEN_GO));
	assert_string_equal(test_path("home/hidden/protoc-gen-go"),
			    facts_resolve(asked, TOOL_GEN_GO)->path);
	assert_false(f->path.new_shell_asked); /* the older facts stay as they are */
	assert_null(facts_resolve(f, TOOL_GEN_GO));
}

TEST(the_shells_check_their_start_files_once_they_may_be_started)
{
	const struct facts *f, *asked;
	struct shell_matrix m;

	test_write("home/.bashrc", "if true; then\n");
	f = gather("/bin/bash");
	assert_int_equal(0, f->shell.syntax.n);
	m = ask(f, NULL);
	asked = facts_with_shells(test_arena(), host_real(), f, &m);
	assert_int_equal(1, asked->shell.syntax.n);
	assert_string_equal(test_path("home/.bashrc"), asked->shell.syntax.at[0].file->path);
	assert_int_equal(0, f->shell.syntax.n); /* the older facts stay as they are */
	asked = facts_with_shells(test_arena(), host_real(), asked, &m);
	assert_int_equal(1, asked->shell.syntax.n); /* and nothing is told twice */
}

/* GOFLAGS comes from a start file as it was; GOPROXY=... goready is what the user wants of this run. */
TEST(what_only_this_terminal_has_is_no_setting_but_for_where_modules_come_from)
{
	const struct facts *f;
	struct shell_matrix m;

	setenv("GOFLAGS", "-mod=vendor", 1);
	setenv("GOPROXY", "https://proxy.example", 1);
	f = gather("/bin/bash");
	m = ask(f, NULL);
	f = facts_with_shells(test_arena(), host_real(), f, &m);
	unsetenv("GOFLAGS");
	unsetenv("GOPROXY");
	assert_null(facts_setting_value(f, "GOFLAGS"));
	assert_string_equal("https://proxy.example", facts_setting_value(f, "GOPROXY"));
}

static const struct assignment *traced(const struct resolved *r, const char *name)
{
	for (size_t i = 0; i < r->traced.n; i++)
		if (str_equal(r->traced.at[i].name, name))
			return &r->traced.at[i];
	return NULL;
}

static void assert_traced(const struct resolved *r, const char *name, const char *value,
			  const char *file, int line)
{
	const struct assignment *a = traced(r, name);

	if (!a)
		fail_msg("%s was not traced", name);
	assert_string_equal(value, a->value);
	assert_string_equal(test_path(file), a->file);
	assert_int_equal(line, a->line);
}

/* A function, a file that a program names, and what eval was given: no file tells of them. */
static void sets_variables_in_three_ways(const char *file)
{
	test_write(file, "f() { export GOBIN=/opt/a; }\n"
			 "f\n"
			 ". \"$(printf %s ~/named.sh)\"\n"
			 "eval \"$(printf 'export GOFLAGS=-mod=mod')\"\n");
	test_write("home/named.sh", "# mine\nexport GOROOT=/opt/gone\n");
}

TEST(zsh_tells_which_line_set_a_variable_that_no_file_tells_of)
{
	const struct facts *f;
	struct shell_matrix m;
	const struct resolved *r;

	test_needs("zsh");
	sets_variables_in_three_ways("home/.zshrc");
	f = gather("/usr/bin/zsh");
	m = ask(f, NULL);
	r = answer(&m, SHELL_ZSH, MODE_LOGIN_INTERACTIVE);
	assert_traced(r, "GOBIN", "/opt/a", "home/.zshrc", 1);
	assert_traced(r, "GOROOT", "/opt/gone", "home/named.sh", 2);
	assert_traced(r, "GOFLAGS", "-mod=mod", "home/.zshrc", 4);
}

TEST(bash_tells_it_too_and_the_answer_survives_json)
{
	const struct facts *f;
	struct shell_matrix m, copy = { 0 };
	struct err e = { 0 };
	bool found = false;

	sets_variables_in_three_ways("home/.bashrc");
	test_write("home/.bash_profile", ". ~/.bashrc\n");
	f = gather("/bin/bash");
	m = ask(f, NULL);
	assert_ok(shell_matrix_parse(test_arena(), shell_matrix_json(test_arena(), &m), &copy, &e),
		  &e);
	assert_traced(answer(&copy, SHELL_BASH, MODE_LOGIN_INTERACTIVE), "GOROOT", "/opt/gone",
		      "home/named.sh", 2);
	assert_traced(answer(&copy, SHELL_BASH, MODE_LOGIN_INTERACTIVE), "GOFLAGS", "-mod=mod",
		      "home/.bashrc", 4);
	f = facts_with_shells(test_arena(), host_real(), f, &copy);
	for (size_t i = 0; i < f->shell.assignments.n; i++)
		found = found || str_equal(f->shell.assignments.at[i].name, "GOROOT");
	assert_true(found);
}

/* ---- what runs before each prompt ---- */

static const struct assignment *line_of(const struct facts *f, const char *name)
{
	for (size_t i = 0; i < f->shell.assignments.n; i++)
		if (str_equal(f->shell.assignments.at[i].name, name))
			return &f->shell.assignments.at[i];
	fail_msg("no line sets %s", name);
	return NULL;
}

static void assert_in_function(const char *login, enum shell_id shell, const char *function)
{
	const struct facts *f = gather(login);
	struct shell_matrix m = ask(f, NULL);
	const struct assignment *a =
		line_of(facts_with_shells(test_arena(), host_real(), f, &m), "GOROOT");

	assert_finds(&m, shell, MODE_LOGIN_INTERACTIVE, test_path("home/tools/protoc-gen-go"));
	assert_finds(&m, shell, MODE_INTERACTIVE, test_path("home/tools/protoc-gen-go"));
	assert_finds(&m, shell, MODE_LOGIN, NULL);
	assert_string_equal(function, a->function);
	assert_true(a->certain);
	assert_int_equal(2, a->line);
}

TEST(zsh_is_asked_after_what_runs_before_each_prompt)
{
	NEEDS_SHELL("zsh");
	tool_script("home/tools/protoc-gen-go");
	test_write("home/.zshrc",
		   "of_mine() {\n\texport GOROOT=/opt/gone\n\tPATH=~/tools:$PATH\n}\n"
		   "setopt no_unset\nprecmd_functions+=(of_mine)\n");
	assert_in_function("/bin/zsh", SHELL_ZSH, "of_mine");
}

TEST(a_hook_of_zsh_that_fails_ends_no_question)
{
	NEEDS_SHELL("zsh");
	tool_script("home/tools/protoc-gen-go");
	test_write(
		"home/.zshrc",
		"of_mine() {\n\texport GOROOT=/opt/gone\n\tPATH=~/tools:$PATH\n}\n"
		"no_match() { : /no-such-folder/*; }\nprecmd_functions=(no_match of_mine no_match)\n");
	assert_in_function("/bin/zsh", SHELL_ZSH, "of_mine");
}

TEST(zsh_is_asked_after_what_runs_where_the_folder_changes)
{
	NEEDS_SHELL("zsh");
	tool_script("home/tools/protoc-gen-go");
	test_write("home/.zshrc",
		   "function chpwd {\n\texport GOROOT=/opt/gone\n\tPATH=~/tools:$PATH\n}\n");
	assert_in_function("/bin/zsh", SHELL_ZSH, "chpwd");
}

TEST(bash_is_asked_after_its_prompt_command)
{
	NEEDS_SHELL("bash");
	tool_script("home/tools/protoc-gen-go");
	test_write("home/.bashrc",
		   "of_mine() {\n\texport GOROOT=/opt/gone\n\tPATH=~/tools:$PATH\n}\n"
		   "set -u\nPROMPT_COMMAND='of_mine'\n");
	test_write("home/.profile", "case $- in *i*) . ~/.bashrc;; esac\n");
	assert_in_function("/bin/bash", SHELL_BASH, "of_mine");
}

TEST(fish_tells_what_a_program_sets_that_is_piped_into_source)
{
	struct shell_matrix m;
	const struct resolved *r;

	NEEDS_SHELL("fish");
	test_write_bytes("home/bin/manager",
			 BYTES("#!/bin/sh\necho 'set -gx GOROOT /opt/gone'\n"
			       "echo 'fish_add_path --global --move --path /opt/first'\n"),
			 0755);
	test_write("home/.config/fish/config.fish",
		   "set -gx GOBIN /opt/a\nif status is-interactive\n"
		   "\t~/bin/manager activate fish | source\nend\n");
	m = ask(gather("/usr/bin/fish"), NULL);
	r = answer(&m, SHELL_FISH, MODE_LOGIN_INTERACTIVE);
	assert_traced(r, "GOROOT", "/opt/gone", "home/.config/fish/config.fish", 3);
	assert_contains(traced(r, "PATH")->value, "/opt/first");
	assert_int_equal(3, traced(r, "PATH")->line);
	assert_null(traced(r, "GOBIN"));
}

TEST(a_prompt_command_that_stumbles_over_set_u_ends_none_behind_it)
{
	NEEDS_SHELL("bash");
	tool_script("home/tools/protoc-gen-go");
	test_write("home/.bashrc",
		   "of_mine() {\n\texport GOROOT=/opt/gone\n\tPATH=~/tools:$PATH\n}\n"
		   "set -u\nPROMPT_COMMAND=(': $of_nobody' of_mine)\n");
	test_write("home/.profile", "case $- in *i*) . ~/.bashrc;; esac\n");
	assert_in_function("/bin/bash", SHELL_BASH, "of_mine");
}

TEST(fish_is_asked_after_what_runs_where_the_folder_changes)
{
	NEEDS_SHELL("fish");
	tool_script("home/tools/protoc-gen-go");
	test_write("home/.config/fish/config.fish",
		   "function of_mine --on-variable PWD\n"
		   "\tset -gx GOROOT /opt/gone\n\tset -gx PATH ~/tools $PATH\nend\n");
	assert_in_function("/usr/bin/fish", SHELL_FISH, "of_mine");
}
