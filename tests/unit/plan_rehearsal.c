/*
 * The rehearsal with the real shells of this machine: the plan's files are written to a folder, the
 * shells are started on them, and where a later line of the user's takes PATH back, the next
 * placement holds. What then is written to the home folder gives the same answers.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plan_machine.h"
#include "wants/manifest.h"

/* An older protoc in a folder of the user's own. */
static void old_protoc(void)
{
	test_write_bytes("home/old/bin/protoc", BYTES("#!/bin/sh\necho libprotoc 3.6.1\n"), 0755);
}

static const struct facts *gather(const char *login_shell)
{
	setenv("SHELL", login_shell, 1);
	setenv("PATH", arena_fmt(test_arena(), "%s:/usr/bin:/bin", test_path("home/old/bin")), 1);
	return facts_gather(test_arena(), host_real(), &(struct facts_options){ 0 });
}

static struct plan plan_at(const struct facts *f, int placement)
{
	struct arena *mem = test_arena();
	struct wants_options options = { .manifest = manifest_builtin(mem) };
	struct wants w;
	struct plan p = { 0 };
	struct err e = { 0 };

	assert_ok(wants_make(mem, f, &options, &w, &e), &e);
	required_tools_each (id) { /* whatever this machine has */
		w.tool[id].method = METHOD_ARCHIVE;
		w.tool[id].exact = true;
		w.tool[id].version = "98.7.6";
	}
	assert_ok(plan_build(mem, f, &w, &(struct plan_options){ .placement = placement }, &p, &e),
		  &e);
	return p;
}

static struct shell_matrix ask(const struct facts *f, const struct plan *p)
{
	struct arena *mem = test_arena();
	struct proposed_files files = plan_proposed_files(mem, p, f);
	struct shell_matrix matrix = { 0 };
	struct err e = { 0 };

	assert_true(files.n > 0);
	for (size_t i = 0; i < files.n; i++)
		test_write_bytes(arena_fmt(mem, "overlay/%s", files.at[i].path),
				 files.at[i].content, 0644);
	assert_ok(facts_ask_shells(mem, host_real(), f, test_path("overlay"), &matrix, &e), &e);
	return matrix;
}

/* The first placement that holds; -1 none. */
static int first_that_holds(const struct facts *f, const char **ret_why)
{
	for (int placement = 0; placement < PLAN_PLACEMENTS; placement++) {
		struct plan p = plan_at(f, placement);
		struct shell_matrix matrix = ask(f, &p);
		const char *why = NULL;

		if (plan_holds(test_arena(), &p, f, &matrix, &why))
			return placement;
		print_message("placement %d: %s\n", placement, why);
		if (!placement)
			*ret_why = why;
	}
	return -1;
}

/* The plan's edits, carried out; then the user's own shells are asked. */
static void holds_for_good(const struct facts *f, int placement)
{
	struct arena *mem = test_arena();
	struct plan p = plan_at(f, placement);
	struct shell_matrix matrix = { 0 };
	const char *why = NULL;
	struct err e = { 0 };

	for (size_t i = 0; i < p.steps.n; i++) {
		const struct step *s = &p.steps.at[i];

		if (s->kind == &step_edit && path_is_within(s->edit.target, test_folder()))
			test_write_bytes(s->edit.target + strlen(test_folder()) + 1, s->edit.after,
					 s->edit.mode);
	}
	assert_ok(facts_ask_shells(mem, host_real(), f, NULL, &matrix, &e), &e);
	if (!plan_holds(mem, &p, f, &matrix, &why))
		fail_msg("%s", why);
}

TEST(plain_start_files_hold_at_once_in_every_shell)
{
	const struct facts *f;
	const char *why = NULL;

	test_write("home/.bashrc",
		   "# ~/.bashrc\ncase $- in\n*i*) ;;\n*) return;;\nesac\nalias l=ls\n");
	test_write("home/.profile",
		   "if [ -n \"$BASH_VERSION\" ]; then\n\t. \"$HOME/.bashrc\"\nfi\n");
	test_write("home/.zshrc", "setopt no_nomatch\n");
	test_write("home/.config/fish/config.fish", "set -g fish_greeting\n");
	f = gather("/bin/bash");
	assert_int_equal(0, first_that_holds(f, &why));
	holds_for_good(f, 0);
}

TEST(a_zshrc_whose_plain_line_takes_path_back_gets_a_block_at_once)
{
	const struct facts *f;
	const char *why = "";

	old_protoc();
	test_write("home/.zshrc", "export PATH=$HOME/old/bin:$PATH\n");
	f = gather("/usr/bin/zsh");
	assert_int_equal(0, first_that_holds(f, &why));
	holds_for_good(f, 0);
}

TEST(a_zshrc_that_sources_what_takes_path_back_gets_a_block_at_once)
{
	const struct facts *f;
	const char *why = "";

	old_protoc();
	test_write("home/.paths", "export PATH=$HOME/old/bin:$PATH\n");
	test_write("home/.zshrc", ". $HOME/.paths\n");
	f = gather("/usr/bin/zsh");
	assert_int_equal(0, first_that_holds(f, &why));
	holds_for_good(f, 0);
}

/* What a program prints is not known before the shell itself is asked. */
TEST(a_zshrc_that_takes_path_back_elsewhere_gets_a_block_of_its_own)
{
	const struct facts *f;
	const char *why = "";

	test_needs("zsh");
	old_protoc();
	test_write("home/.paths", "export PATH=$HOME/old/bin:$PATH\n");
	test_write("home/.zshrc", "eval \"$(cat $HOME/.paths)\"\n");
	f = gather("/usr/bin/zsh");
	assert_int_equal(1, first_that_holds(f, &why));
	assert_contains(why, "zsh");
	holds_for_good(f, 1);
}

TEST(a_bashrc_that_takes_path_back_below_its_early_return_gets_the_block_at_its_end)
{
	const struct facts *f;
	const char *why = "";

	old_protoc();
	test_write("home/.bashrc", "[ -z \"$PS1\" ] && return\nexport PATH=$HOME/old/bin:$PATH\n");
	test_write("home/.bash_profile", ". ~/.bashrc\n");
	f = gather("/bin/bash");
	assert_int_equal(1, first_that_holds(f, &why));
	assert_contains(why, "bash (interactive) would find protoc in ~/old/bin before");
	holds_for_good(f, 1);
}

TEST(a_config_fish_whose_plain_line_takes_path_back_gets_a_block_at_once)
{
	const struct facts *f;
	const char *why = "";

	old_protoc();
	test_write("home/.config/fish/config.fish", "set -gx PATH $HOME/old/bin $PATH\n");
	f = gather("/usr/bin/fish");
	assert_int_equal(0, first_that_holds(f, &why));
	holds_for_good(f, 0);
}

TEST(a_config_fish_that_takes_path_back_elsewhere_gets_a_block_of_its_own)
{
	const struct facts *f;
	const char *why = "";

	test_needs("fish");
	old_protoc();
	test_write("home/.paths.fish", "set -gx PATH $HOME/old/bin $PATH\n");
	test_write("home/.config/fish/config.fish", "cat $HOME/.paths.fish | source\n");
	f = gather("/usr/bin/fish");
	assert_int_equal(1, first_that_holds(f, &why));
	assert_contains(why, "fish");
	holds_for_good(f, 1);
}
