/* goready's block in shell files: cases as they were reported, and the real shells on its text. */
#include "test.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "shell/block.h"

/* ---- case files ---- */

struct rc_case {
	const char *name;
	enum block_place place;
	bool crlf, no_last_newline;
	struct str before, after, error;
};

static const char *a_block(void)
{
	struct names folders = { 0 };

	list_push(test_arena(), &folders, "/home/ann/.local/share/goready/bin");
	list_push(test_arena(), &folders, "/home/ann/go/bin");
	return shell_block_text(test_arena(), SHELL_BASH, &folders, "/home/ann");
}

static void option(struct rc_case *c, const char *line)
{
	if (str_equal(line, "place: above-early-return"))
		c->place = PLACE_ABOVE_EARLY_RETURN;
	if (str_equal(line, "place: start"))
		c->place = PLACE_START;
	c->crlf = c->crlf || str_equal(line, "crlf: yes");
	c->no_last_newline = c->no_last_newline || str_equal(line, "no-last-newline: yes");
}

static void content(const struct rc_case *c, struct str *into, const char *line)
{
	const char *block = a_block(), *first_end = strchr(block, '\n') + 1;

	if (str_equal(line, "%BLOCK%"))
		str_add(into, block);
	else if (str_equal(line, "%BLOCK, newline added%"))
		str_fmt(into, "%.*s# (The line above this block had no newline at its end.)\n%s",
			(int)(first_end - block), block, first_end);
	else
		str_fmt(into, "%s%s", line, c->crlf ? "\r\n" : "\n");
}

static struct rc_case read_case(const char *name)
{
	struct arena *mem = test_arena();
	struct bytes text = test_fixture(arena_fmt(mem, "cases/rcfile/%s", name));
	struct rc_case c = { .name = name,
			     .place = PLACE_END,
			     .before = { .mem = mem },
			     .after = { .mem = mem },
			     .error = { .mem = mem } };
	struct names lines = str_split(mem, text.at, '\n');
	struct str *into = NULL;

	for (size_t i = 0; i + 1 < lines.n; i++) {
		const char *line = lines.at[i];

		if (str_equal(line, "== before"))
			into = &c.before;
		else if (str_equal(line, "== after"))
			into = &c.after;
		else if (str_equal(line, "== error"))
			into = &c.error;
		else if (!into)
			option(&c, line);
		else if (into == &c.error)
			str_add(into, line);
		else
			content(&c, into, line);
	}
	if (c.no_last_newline)
		c.before.at[--c.before.n] = '\0';
	return c;
}

static struct bytes bytes_or_none(const struct str *s)
{
	return s->n ? str_bytes(s) : BYTES("");
}

static void case_is_refused(const struct rc_case *c, struct bytes before)
{
	struct bytes same = BYTES("untouched"), got = same;
	struct err e = { 0 };

	assert_rc(RC_MARKERS,
		  shell_block_put(test_arena(), before, "~/.bashrc", a_block(), c->place, &got, &e),
		  &e);
	assert_contains(e.text, str_text(&c->error));
	assert_contains(e.text, "~/.bashrc");
	assert_contains(e.hint, "by hand");
	assert_bytes(same, got);
	assert_rc(RC_MARKERS, shell_block_take(test_arena(), before, "~/.bashrc", &got, &e), &e);
}

static void case_holds(const struct rc_case *c)
{
	struct bytes before = bytes_or_none(&c->before), after, again, taken;
	struct err e = { 0 };

	print_message("  case %s\n", c->name);
	if (c->error.n) {
		case_is_refused(c, before);
		return;
	}
	assert_ok(shell_block_put(test_arena(), before, c->name, a_block(), c->place, &after, &e),
		  &e);
	assert_bytes(bytes_or_none(&c->after), after);
	assert_ok(shell_block_put(test_arena(), after, c->name, a_block(), c->place, &again, &e),
		  &e);
	assert_bytes(after, again);
	assert_ok(shell_block_take(test_arena(), after, c->name, &taken, &e), &e);
	assert_bytes(before, taken);
}

TEST(each_reported_file_gets_its_block_and_loses_it_again)
{
	DIR *folder = opendir(TESTS_FOLDER "/cases/rcfile");
	int cases = 0;

	assert_non_null(folder);
	for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
		if (str_ends(entry->d_name, ".case")) {
			struct rc_case c = read_case(arena_strdup(test_arena(), entry->d_name));

			case_holds(&c);
			cases++;
		}
	}
	closedir(folder);
	assert_true(cases >= 15);
}

/* ---- what the user does afterwards ---- */

TEST(lines_written_below_the_block_stay_when_it_is_taken_out)
{
	struct arena *mem = test_arena();
	struct bytes file, taken;
	struct err e = { 0 };

	assert_ok(shell_block_put(mem, BYTES("a=1"), "f", a_block(), PLACE_END, &file, &e), &e);
	file = bytes_of(arena_fmt(mem, "%sb=2\n", file.at));
	assert_ok(shell_block_take(mem, file, "f", &taken, &e), &e);
	assert_bytes(BYTES("a=1\nb=2\n"), taken);
}

TEST(another_block_replaces_the_old_one_where_it_stands)
{
	struct arena *mem = test_arena();
	struct bytes file, other;
	struct names folders = { 0 };
	struct err e = { 0 };

	list_push(mem, &folders, "/x/bin");
	assert_ok(shell_block_put(mem, BYTES("a=1\n"), "f", a_block(), PLACE_END, &file, &e), &e);
	file = bytes_of(arena_fmt(mem, "%sb=2\n", file.at));
	assert_ok(shell_block_put(mem, file, "f",
				  shell_block_text(mem, SHELL_SH, &folders, "/home/ann"), PLACE_END,
				  &other, &e),
		  &e);
	assert_true(str_starts(other.at, "a=1\n" SHELL_BLOCK_BEGIN "\n"));
	assert_true(str_ends(other.at, SHELL_BLOCK_END "\nb=2\n"));
	assert_null(strstr(other.at, "/go/bin"));
}

TEST(a_block_that_an_editor_gave_crlf_is_still_found)
{
	struct shell_block block;
	struct err e = { 0 };

	assert_ok(shell_block_find(
			  BYTES("a\r\n" SHELL_BLOCK_BEGIN "\r\nx\r\n" SHELL_BLOCK_END "\r\nb\r\n"),
			  "f", &block, &e),
		  &e);
	assert_true(block.found);
	assert_int_equal(2, block.first_line);
	assert_int_equal(4, block.last_line);
}

TEST(the_folders_of_a_block_can_be_read_back)
{
	struct arena *mem = test_arena();
	struct names folders = { 0 }, back;
	const enum shell_id shells[] = { SHELL_BASH, SHELL_FISH, SHELL_NU };

	list_push(mem, &folders, "/home/ann/a \"b\" $c `d` (f) \\e/bin");
	list_push(mem, &folders, "/opt/x");
	for (int i = 0; i < 3; i++) {
		const char *block = shell_block_text(mem, shells[i], &folders, "/home/ann");

		back = shell_block_folders(mem, shells[i], bytes_of(block), "/home/ann");
		assert_int_equal(2, back.n);
		assert_string_equal(folders.at[0], back.at[0]);
		assert_string_equal(folders.at[1], back.at[1]);
	}
}

/* Files made of pieces that make trouble: whatever put accepts, take undoes, and put twice is once.
 */
TEST(what_is_put_in_can_be_taken_out_of_a_thousand_odd_files)
{
	static const char *const pieces[] = { "export A=1\n",
					      "\n",
					      "\r\n",
					      "no newline",
					      "\t",
					      "#",
					      SHELL_BLOCK_BEGIN "\n",
					      SHELL_BLOCK_END "\n",
					      "\xff",
					      "return\n",
					      "if true; then\n",
					      "fi\n",
					      "f() {\n",
					      "}\n",
					      "'",
					      "\"",
					      "# >>> goready",
					      "case $- in\n",
					      "\\" };
	const enum block_place places[] = { PLACE_END, PLACE_START, PLACE_ABOVE_EARLY_RETURN };
	const char *block = a_block();
	unsigned seed = 11;
	int accepted = 0;

	for (int i = 0; i < 1500; i++) {
		struct str text = { .mem = test_arena() };
		enum block_place place = places[i % 3];
		struct bytes file, put, again, taken;

		for (int k = (int)((seed = seed * 1103515245u + 12345u) >> 16) % 12; k > 0; k--) {
			seed = seed * 1103515245u + 12345u;
			str_add(&text, pieces[(seed >> 16) % (sizeof(pieces) / sizeof(pieces[0]))]);
		}
		file = bytes_or_none(&text);
		if (strstr(file.at, SHELL_BLOCK_BEGIN) ||
		    shell_block_put(test_arena(), file, "f", block, place, &put, NULL))
			continue;
		accepted++;
		assert_ok(shell_block_put(test_arena(), put, "f", block, place, &again, NULL),
			  NULL);
		assert_bytes(put, again);
		assert_ok(shell_block_take(test_arena(), put, "f", &taken, NULL), NULL);
		assert_bytes(file, taken);
	}
	assert_true(accepted > 300);
}

/* ---- one line ---- */

TEST(one_line_is_taken_out_and_the_rest_stays)
{
	struct bytes file = BYTES("a\r\nexport GOROOT=/gone\r\n\xff"), got;
	struct err e = { 0 };

	assert_ok(shell_line_replace(test_arena(), file, 2, "export GOROOT=/gone", NULL, &got, &e),
		  &e);
	assert_bytes(BYTES("a\r\n\xff"), got);
}

TEST(one_line_is_replaced_and_keeps_its_ending)
{
	struct bytes file = BYTES("a\r\nb\r\nc"), got;
	struct err e = { 0 };

	assert_ok(shell_line_replace(test_arena(), file, 2, "b\r", "B", &got, &e), &e);
	assert_bytes(BYTES("a\r\nB\r\nc"), got);
	assert_ok(shell_line_replace(test_arena(), file, 3, "c", "C", &got, &e), &e);
	assert_bytes(BYTES("a\r\nb\r\nC"), got);
}

TEST(a_line_that_is_no_longer_the_same_is_refused)
{
	struct bytes got = BYTES("untouched");
	struct err e = { 0 };

	assert_rc(RC_CHANGED,
		  shell_line_replace(test_arena(), BYTES("a\nb\n"), 2, "x", NULL, &got, &e), &e);
	assert_contains(e.text, "line 2");
	assert_rc(RC_CHANGED,
		  shell_line_replace(test_arena(), BYTES("a\nb\n"), 9, "b", NULL, &got, &e), &e);
	assert_bytes(BYTES("untouched"), got);
}

/* ---- the real shells ---- */

struct shell_case {
	enum shell_id id;
	const char *program;
};
static const struct shell_case shells[] = {
	{ SHELL_ZSH, "zsh -f" },
	{ SHELL_ZSH, "zsh -f -o KSH_ARRAYS -o SH_WORD_SPLIT -o NO_GLOB -o NO_UNSET -o ERR_EXIT" },
	{ SHELL_ZSH, "zsh -f -o GLOB_SUBST -o EXTENDED_GLOB -o NULL_GLOB -o WARN_CREATE_GLOBAL" },
	{ SHELL_ZSH, "zsh -f -o KSH_GLOB -o SH_GLOB -o CSH_JUNKIE_QUOTES -o IGNORE_BRACES" },
	{ SHELL_ZSH, "zsh --emulate sh -f" },
	{ SHELL_BASH, "bash --norc" },
	{ SHELL_BASH, "bash --norc -euf" },
	{ SHELL_BASH, "bash --norc --posix -eu -O nullglob -O extglob" },
	{ SHELL_SH, "dash" },
	{ SHELL_SH, "dash -euf" },
	{ SHELL_FISH, "fish --no-config" },
	{ SHELL_NU, "nu --no-config-file" },
};

/* Where one is not there, the others are run all the same. */
static bool is_there(const struct shell_case *shell)
{
	size_t n = strcspn(shell->program, " ");

	return test_has_program(arena_strndup(test_arena(), shell->program, n));
}

TEST(all_shells_of_these_tests_are_here)
{
	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
		if (!is_there(&shells[i]))
			skip_because(arena_fmt(test_arena(), "there is no %s", shells[i].program));
	}
}

/* Runs the script with the shell and a PATH; gives what it prints. */
static const char *run_shell(const struct shell_case *shell, const char *script, const char *path)
{
	struct arena *mem = test_arena();
	struct bytes out;

	test_write("script", script);
	test_write("run",
		   arena_fmt(mem,
			     "HOME=%s\nexport HOME\np=$(command -v %.*s)\n"
			     "set -- \"$p\"%s %s\nPATH='%s'\nexport PATH\n\"$@\" > %s 2>&1\n",
			     test_path("home"), (int)strcspn(shell->program, " "), shell->program,
			     strchr(shell->program, ' ') ? strchr(shell->program, ' ') : "",
			     test_path("script"), path, test_path("out")));
	if (system(arena_fmt(mem, "sh %s", test_path("run"))) != 0)
		fail_msg("%s: %s", shell->program, test_read(test_path("out")).at);
	out = test_read(test_path("out"));
	return arena_strndup(mem, out.at, out.n);
}

static const char *print_path(enum shell_id id)
{
	if (id == SHELL_NU)
		return "print ($env.PATH | str join ':')\n";
	return id == SHELL_FISH ? "string join -- : $PATH\n" : "printf '%s\\n' \"$PATH\"\n";
}

static const char *evaluate(enum shell_id id, const char *file)
{
	const char *format = id == SHELL_NU     ? "source '%s'"
			     : id == SHELL_FISH ? "cat %s | source"
						: "eval \"$(cat %s)\"";
	struct str s = { .mem = test_arena() };

	for (; *format; format++)
		if (format[0] == '%' && format[1] == 's') {
			str_add(&s, file);
			format++;
		} else {
			str_add_char(&s, *format);
		}
	return str_text(&s);
}

static void all_shells_give(const struct names *folders, const char *path, const char *expected)
{
	struct arena *mem = test_arena();
	const char *home = test_path("home");

	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
		if (!is_there(&shells[i]))
			continue;
		enum shell_id id = shells[i].id;
		const char *block = shell_block_text(mem, id, folders, home);
		const char *got = run_shell(
			&shells[i], arena_fmt(mem, "%s%s%s", block, block, print_path(id)), path);

		/* fish drops empty entries and calls them "." */
		if (!str_equal(got, arena_fmt(mem, "%s\n", expected)))
			fail_msg("%s: expected %s, got %s", shells[i].program, expected, got);
	}
}

static struct names two_folders(const char *a, const char *b)
{
	struct names folders = { 0 };

	list_push(test_arena(), &folders, test_path(a));
	list_push(test_arena(), &folders, test_path(b));
	return folders;
}

TEST(the_folders_come_first_and_once_in_every_shell)
{
	struct arena *mem = test_arena();
	struct names folders = two_folders("home/data/bin", "home/go/bin");
	const char *a = folders.at[0], *b = folders.at[1];
	const char *expected = arena_fmt(mem, "%s:%s:/usr/bin:/bin", a, b);

	all_shells_give(&folders, "/usr/bin:/bin", expected);
	all_shells_give(&folders, arena_fmt(mem, "/usr/bin:%s:/bin:%s", b, a), expected);
	all_shells_give(&folders, arena_fmt(mem, "%s:%s:%s:/usr/bin:%s:%s:/bin", b, b, a, b, b),
			expected);
}

/* PATH after the block that reads this file was run twice. */
static const char *path_by_env_file(const struct shell_case *c, const char *env_file)
{
	struct arena *mem = test_arena();
	const char *block = shell_block_reading(mem, c->id, env_file, test_path("home"));

	assert_string_equal(env_file,
			    shell_block_reads(mem, c->id, bytes_of(block), test_path("home")));
	return run_shell(c, arena_fmt(mem, "%s%s%s", block, block, print_path(c->id)),
			 "/usr/bin:/bin");
}

TEST(a_block_reads_its_env_file_and_does_nothing_where_that_is_gone)
{
	struct arena *mem = test_arena();
	struct names folders = two_folders("home/data/bin", "home/go/bin");
	const char *env_file = test_path("home/da ta $x/env");

	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
		if (!is_there(&shells[i]) || !shell_kind(shells[i].id)->language->env_file)
			continue;
		unlink(env_file);
		assert_string_equal("/usr/bin:/bin\n", path_by_env_file(&shells[i], env_file));
		test_write("home/da ta $x/env",
			   shell_block_text(mem, shells[i].id, &folders, test_path("home")));
		assert_string_equal(
			arena_fmt(mem, "%s:%s:/usr/bin:/bin\n", folders.at[0], folders.at[1]),
			path_by_env_file(&shells[i], env_file));
	}
}

TEST(homebrew_is_told_by_the_shell_which_one_it_is)
{
	static const struct {
		struct shell_case shell;
		const char *told;
	} cases[] = { { { SHELL_ZSH, "zsh -f" }, "zsh\n" }, { { SHELL_BASH, "bash" }, "sh\n" } };
	struct arena *mem = test_arena();
	struct names folders = two_folders("brew/bin", "brew/sbin");
	const char *block = shell_block_text(mem, SHELL_SH, &folders, test_path("home"));

	test_write_bytes("brew/bin/brew", BYTES("#!/bin/sh\necho \"told=$2\"\n"), 0755);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (is_there(&cases[i].shell))
			assert_string_equal(cases[i].told,
					    run_shell(&cases[i].shell,
						      arena_fmt(mem, "%secho $told\n", block),
						      "/usr/bin:/bin"));
}

TEST(folders_with_blanks_quotes_and_dollars_work_in_every_shell)
{
	struct names folders = two_folders("home/a b/$HOME `id`/bin", "it's \"x\" \\ *[a]?!/bin");

	all_shells_give(
		&folders, "/usr/bin:/bin",
		arena_fmt(test_arena(), "%s:%s:/usr/bin:/bin", folders.at[0], folders.at[1]));
}

TEST(an_empty_path_does_not_get_the_current_folder)
{
	struct arena *mem = test_arena();
	struct names folders = two_folders("home/data/bin", "home/go/bin");

	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
		if (!is_there(&shells[i]))
			continue;
		const char *block =
			shell_block_text(mem, shells[i].id, &folders, test_path("home"));

		if (shells[i].id == SHELL_FISH || shells[i].id == SHELL_NU)
			continue; /* fish replaces an empty PATH by its own; nu has a list */
		assert_string_equal(
			arena_fmt(mem, "%s:%s\n", folders.at[0], folders.at[1]),
			run_shell(&shells[i],
				  arena_fmt(mem, "PATH=\n%s%s", block, print_path(shells[i].id)),
				  "/usr/bin:/bin"));
	}
}

TEST(a_home_folder_that_moves_takes_its_folders_along)
{
	struct arena *mem = test_arena();
	struct names folders = two_folders("old/data/bin", "old/go/bin");

	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
		if (!is_there(&shells[i]))
			continue;
		const char *block = shell_block_text(mem, shells[i].id, &folders, test_path("old"));

		assert_string_equal(
			arena_fmt(mem, "%s/data/bin:%s/go/bin:/usr/bin:/bin\n", test_path("home"),
				  test_path("home")),
			run_shell(&shells[i],
				  arena_fmt(mem, "%s%s", block, print_path(shells[i].id)),
				  "/usr/bin:/bin"));
	}
}

TEST(nothing_is_left_behind_in_the_shell)
{
	struct arena *mem = test_arena();
	struct names folders = two_folders("home/data/bin", "home/go/bin");

	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
		if (!is_there(&shells[i]))
			continue;
		const char *block =
			shell_block_text(mem, shells[i].id, &folders, test_path("home"));
		const char *set =
			run_shell(&shells[i],
				  arena_fmt(mem, "%s%s\n", block,
					    shells[i].id == SHELL_NU ? "scope variables" : "set"),
				  "/usr/bin:/bin");

		assert_null(strstr(set, "\ngoready_")); /* $_ may name one */
		assert_null(strstr(set, "$goready_"));
	}
}

TEST(an_evaluated_env_puts_the_folders_first)
{
	struct arena *mem = test_arena();
	struct names folders = two_folders("home/data/bin", "home/go/bin");

	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
		if (!is_there(&shells[i]))
			continue;
		enum shell_id id = shells[i].id;
		test_write("env", shell_block_env(mem, id, &folders));
		assert_string_equal(
			arena_fmt(mem, "%s:%s:/usr/bin:/bin\n", folders.at[0], folders.at[1]),
			run_shell(&shells[i],
				  arena_fmt(mem, "%s\n%s", evaluate(id, test_path("env")),
					    print_path(id)),
				  "/usr/bin:/bin"));
	}
}

TEST(the_line_to_add_by_hand_works)
{
	struct arena *mem = test_arena();
	struct names folders = two_folders("home/data/bin", "home/a b/bin");

	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
		if (!is_there(&shells[i]))
			continue;
		enum shell_id id = shells[i].id;

		assert_string_equal(
			arena_fmt(mem, "%s:%s:/usr/bin:/bin\n", folders.at[0], folders.at[1]),
			run_shell(
				&shells[i],
				arena_fmt(mem, "%s\n%s",
					  shell_block_by_hand(mem, id, &folders, test_path("home")),
					  print_path(id)),
				"/usr/bin:/bin"));
	}
}

TEST(homebrews_variables_are_set_in_nu_where_it_is_there)
{
	static const struct shell_case nu = { SHELL_NU, "nu --no-config-file" };
	struct arena *mem = test_arena();
	struct names folders = two_folders("linuxbrew/bin", "linuxbrew/sbin");
	const char *block = shell_block_text(mem, SHELL_NU, &folders, test_path("home"));
	const char *script =
		arena_fmt(mem, "%sprint $env.HOMEBREW_PREFIX? $env.HOMEBREW_REPOSITORY?\n", block);

	if (!is_there(&nu))
		skip_because("nu is not on PATH");
	assert_string_equal("", run_shell(&nu, script, "/usr/bin:/bin")); /* print of nothing */
	test_write_bytes("linuxbrew/bin/brew", BYTES("#!/bin/sh\n"), 0755);
	assert_string_equal(
		arena_fmt(mem, "%s\n%s\n", test_path("linuxbrew"), test_path("linuxbrew/Homebrew")),
		run_shell(&nu, script, "/usr/bin:/bin"));
}
