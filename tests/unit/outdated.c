/* What a terminal that was open before a repair still has, and what it evaluates to get rid of it. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>

#include "facts/facts.h"
#include "journal/journal.h"
#include "journal/outdated.h"
#include "journal/undo.h"
#include "shell/block.h"

static const struct facts *look(void)
{
	return facts_gather(test_arena(), host_real(), NULL);
}

static void set_up(const char *shell)
{
	setenv("SHELL", shell, 1);
	setenv("PATH", "/usr/bin:/bin", 1);
	unsetenv("GOROOT");
	unsetenv("GOFLAGS");
	unsetenv("ZDOTDIR");
}

/* goready writes a start file. */
static void repair(const char *name, const char *content)
{
	const struct facts *f = look();
	struct plan *p = ARENA_NEW(test_arena(), struct plan);
	struct step *step = list_add(test_arena(), &p->steps);
	struct journal *j = NULL;
	struct err e;

	step->id = "step";
	step->kind = &step_edit;
	step->summary = "a step";
	assert_ok(journal_begin(host_real(), f, p, NULL, &j, &e), &e);
	assert_ok(journal_file(j, "step", test_path(name), bytes_of(content), 0644, &e), &e);
	assert_ok(journal_end(j, "done", &e), &e);
	journal_close(j);
}

static struct outdated_variables old_of(enum shell_id shell)
{
	return outdated_variables(test_arena(), host_real(), look(), shell);
}

TEST(what_a_repaired_line_had_set_goes_from_the_terminal_that_still_has_it)
{
	struct outdated_variables old;

	set_up("/bin/zsh");
	test_write("home/.zshrc", "export GOROOT=$HOME/go1.19\nexport GOFLAGS=-mod=vendor\n");
	repair("home/.zshrc", "export GOFLAGS=\"-mod=mod\"\n");
	assert_int_equal(0, old_of(SHELL_ZSH).n); /* this one has neither */
	setenv("GOROOT", test_path("home/go1.19"), 1);
	setenv("GOFLAGS", "-mod=vendor", 1);
	old = old_of(SHELL_ZSH);
	assert_int_equal(2, old.n);
	assert_string_equal("GOROOT", old.at[0].name);
	assert_null(old.at[0].value);
	assert_string_equal("GOFLAGS", old.at[1].name);
	assert_string_equal("-mod=mod", old.at[1].value);
	assert_null(old_of(SHELL_BASH).at[1].value); /* a new bash reads no .zshrc */
}

TEST(what_the_user_has_set_in_the_terminal_stays)
{
	set_up("/bin/bash");
	test_write("home/.bashrc", "export GOROOT=/opt/go1.19\n");
	repair("home/.bashrc", "");
	setenv("GOROOT", "/opt/mine", 1);
	assert_int_equal(0, old_of(SHELL_BASH).n);
}

TEST(what_a_line_gives_today_stays)
{
	set_up("/bin/bash");
	test_write("home/.bashrc", "export GOROOT=/opt/go1.19\n");
	repair("home/.bashrc", "");
	setenv("GOROOT", "/opt/go1.19", 1);
	assert_int_equal(1, old_of(SHELL_BASH).n);
	test_write("home/.profile", "export GOROOT=/opt/go1.19\n");
	assert_int_equal(0, old_of(SHELL_BASH).n);
	test_write("home/.profile", "export GOROOT=$(which-go)\n"); /* only the shell can tell */
	assert_int_equal(0, old_of(SHELL_BASH).n);
}

TEST(what_was_undone_is_no_repair)
{
	struct undo_plan plan;
	const struct facts *f;
	struct err e;

	set_up("/bin/bash");
	test_write("home/.bashrc", "export GOROOT=/opt/go1.19\n");
	repair("home/.bashrc", "");
	setenv("GOROOT", "/opt/go1.19", 1);
	f = look();
	assert_ok(undo_make(test_arena(), host_real(), f, NULL, false, &plan, &e), &e);
	assert_ok(undo_run(test_arena(), host_real(), f, &plan, NULL, NULL, &e), &e);
	test_write("home/.bashrc", "# by hand\n");
	assert_int_equal(0, old_of(SHELL_BASH).n);
}

/* What the shell runs, with GOROOT and GOFLAGS in its environment, and what it has then. */
static const char *evaluated(const char *shell, enum shell_id id)
{
	struct arena *mem = test_arena();
	struct str text = { .mem = mem };
	char line[200];
	FILE *out;

	str_add(&text, shell_variable_env(mem, id, "GOROOT", NULL));
	str_add(&text, shell_variable_env(mem, id, "GOFLAGS", "-ldflags='-s $HOME' \"a\\b\""));
	str_add(&text, "/usr/bin/env | grep -E \"^GO(ROOT|FLAGS)=\"\n");
	test_write("script", str_text(&text));
	setenv("GOROOT", "/opt/go1.19", 1);
	setenv("GOFLAGS", "-mod=vendor", 1);
	out = popen(arena_fmt(mem, "%s '%s' 2>&1", shell, test_path("script")), "r");
	assert_non_null(out);
	text = (struct str){ .mem = mem };
	while (fgets(line, sizeof(line), out))
		str_add(&text, line);
	pclose(out);
	return str_text(&text);
}

TEST(each_shell_reads_its_lines)
{
	static const struct {
		enum shell_id id;
		const char *name, *start;
	} shells[] = { { SHELL_SH, "sh", "sh -eu" },
		       { SHELL_BASH, "bash", "bash --norc -eu" },
		       { SHELL_ZSH, "zsh", "zsh -f -eu" },
		       { SHELL_FISH, "fish", "fish --no-config" },
		       { SHELL_NU, "nu", "nu --no-config-file" } };

	set_up("/bin/sh");
	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
		if (!test_has_program(shells[i].name))
			continue;
		assert_string_equal("GOFLAGS=-ldflags='-s $HOME' \"a\\b\"\n",
				    evaluated(shells[i].start, shells[i].id));
	}
}
