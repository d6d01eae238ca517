/*
 * nushell (www.nushell.sh/book/configuration.html; tried with 0.115).
 *
 * A login shell with commands reads env.nu, config.nu and login.nu, one at a terminal env.nu,
 * config.nu (and login.nu) and the files of autoload; `nu -c` and scripts read nothing and have what
 * they inherit. It knows nothing of /etc/profile, so no path_helper runs.
 */
#include "shell/nu.h"

#include <string.h>

#include "base/environment.h"
#include "shell/asking.h"
#include "shell/block_words.h"
#include "shell/start_files.h"

/* ---- its start files ---- */

/* nu-path's helpers: XDG_CONFIG_HOME where it is absolute, else what the system calls its folder of
 * settings. */
static const char *nu_folder(struct arena *mem, const struct shell_home *home)
{
	if (home->os == OS_DARWIN && !home->config_set)
		return path_join(mem, home->home, "Library/Application Support/nushell");
	return path_join(mem, home->config, "nushell");
}

static void nu_list_files(struct start_files *s)
{
	static const char *const names[] = { "env.nu", "config.nu", "login.nu" };
	const char *at = nu_folder(s->mem, &s->home);
	struct dir_entries entries = { 0 };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		start_files_add(s, at, names[i]);
	if (s->host->list(s->host, s->mem, path_join(s->mem, at, "autoload"), &entries, NULL) !=
	    RC_OK)
		return;
	for (size_t i = 0; i < entries.n; i++)
		if (str_ends(entries.at[i].name, ".nu"))
			start_files_add(s, at, path_join(s->mem, "autoload", entries.at[i].name));
}

static const struct block_file blocks[] = {
	{ "config.nu", 0, false, PLACE_END },
	{ "login.nu", 1, true, PLACE_END },
	{ 0 },
};

/* ---- asking it ---- */

static bool nu_inherits(enum shell_mode mode)
{
	return mode == MODE_SCRIPT;
}

/* The path search is asked for, not aliases or commands defined in it. */
static const char *nu_question(struct arena *mem, const struct names *programs,
			       const struct names *variables)
{
	return arena_fmt(
		mem,
		"print \"\\n" ASKING_MARK "\"; print $\"PATH=($env.PATH | str join (char esep))\"; "
		"for name in [%s] { print ($name + \"=\" + (which --all $name | where type == external"
		" | get path | append \"\" | first)) }; for name in [%s] { print ($name + \"=\" + (if "
		"$name in $env { $env | get $name | into string } else { \"\" })) }; print \"" ASKING_MARK
		"\"",
		str_join(mem, programs, " "), str_join(mem, variables, " "));
}

/* -c reads no file but as a login shell's, and -i changes nothing about that; what stands behind -e is
 * run where a person would type it. */
static struct names nu_argv(const struct asking *a, enum shell_mode mode, const char *commands)
{
	struct names words = { 0 };
	bool typed = mode == MODE_INTERACTIVE || mode == MODE_LOGIN_INTERACTIVE;

	list_push(a->mem, &words, a->shell->path);
	if (mode == MODE_LOGIN || mode == MODE_LOGIN_INTERACTIVE)
		list_push(a->mem, &words, "-l");
	list_push(a->mem, &words, typed ? "-e" : "-c");
	list_push(a->mem, &words, typed ? arena_fmt(a->mem, "%s; exit", commands) : commands);
	return words;
}

/* It makes env.nu and config.nu where they are not there, and a file of what was typed. */
static enum rc nu_prepare(const struct asking *a, struct err *e)
{
	return asking_copy_config(a, "nushell", e);
}

static void lead(const struct asking *a, struct names *env)
{
	if (a->scratch)
		environment_set(a->mem, env, "XDG_CONFIG_HOME",
				path_join(a->mem, a->scratch, "config"));
}

/* ---- what is typed into it ---- */

/* Single quotes know no escape. */
static const char *quote(struct arena *mem, const char *text)
{
	struct str s = { .mem = mem };

	if (!strchr(text, '\''))
		return arena_fmt(mem, "'%s'", text);
	str_add_char(&s, '"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			str_add_char(&s, '\\');
		str_add_char(&s, *text);
	}
	str_add_char(&s, '"');
	return str_text(&s);
}

/* It cannot run text that it has just been given. */
static const char *paste(struct arena *mem, const char *program)
{
	return arena_fmt(
		mem,
		"$env.PATH = (^%s env --shell json | from json | get path | append $env.PATH | uniq)",
		program);
}

/* What a file takes in with `source` and `use` is read as it is parsed, from beside the file. */
static struct names nu_check(struct arena *mem, const char *program, const char *file)
{
	struct names words = { 0 };

	list_push(mem, &words, program);
	list_push(mem, &words, "--no-config-file");
	list_push(mem, &words, "-c");
	list_push(mem, &words,
		  arena_fmt(mem, "open --raw %s | nu-check --debug", quote(mem, file)));
	return words;
}

/* ---- goready's block ---- */

static const struct block_words block_words = { .intro = "\n\tlet goready_folders = [",
						.sets = "$env.PATH = ",
						.open = "$\"",
						.home = "($env.HOME)",
						.special = "\"\\()" };

/* PATH is text in the env.nu of older versions, and a list everywhere else: split row takes both. */
static void add_folders(struct str *out, const struct names *folders, const char *home)
{
	str_add(out, "do --env {\n"
		     "\tlet goready_folders = [");
	block_add_words(out, &block_words, folders, home);
	str_add(out,
		"]\n"
		"\t$env.PATH = ($env.PATH | split row (char esep) | where {|it| $it not-in $goready_folders} | prepend $goready_folders)\n"
		"}\n");
}

static void add_by_hand(struct str *out, const struct names *folders, const char *home)
{
	str_add(out, "$env.PATH = ($env.PATH | split row (char esep) | prepend [");
	block_add_words(out, &block_words, folders, home);
	str_add(out, "])");
}

static void add_variable(struct str *out, const char *name, const char *value)
{
	if (value)
		str_fmt(out, "$env.%s = %s\n", name, quote(out->mem, value));
	else
		str_fmt(out, "hide-env --ignore-errors %s\n", name);
}

/* brew speaks no nu: what its shellenv sets beside PATH is set here (Homebrew/brew, cmd/shellenv.sh). */
static void add_shellenv(struct str *out, const char *prefix, const char *home)
{
	const char *brew = path_join(out->mem, prefix, "bin/brew");
	bool apart = !str_ends(prefix, "/homebrew");
	const char *repository = apart ? path_join(out->mem, prefix, "Homebrew") : prefix;

	str_fmt(out, "if (%s | path exists) {\n", block_quoted(out->mem, &block_words, brew, home));
	str_fmt(out, "\t$env.HOMEBREW_PREFIX = %s\n",
		block_quoted(out->mem, &block_words, prefix, home));
	str_fmt(out, "\t$env.HOMEBREW_CELLAR = %s\n",
		block_quoted(out->mem, &block_words, path_join(out->mem, prefix, "Cellar"), home));
	str_fmt(out, "\t$env.HOMEBREW_REPOSITORY = %s\n}\n",
		block_quoted(out->mem, &block_words, repository, home));
}

static const struct shell_language language = {
	.quote = quote,
	.paste = paste,
	.lines = &nu_lines,
	.repair = nu_repair,
	.block_words = &block_words,
	.add_folders = add_folders,
	.add_shellenv = add_shellenv,
	.add_by_hand = add_by_hand,
	.add_variable = add_variable,
};

const struct shell_kind shell_nu = {
	.name = "nu",
	.folder = nu_folder,
	.list_files = nu_list_files,
	.no_path_helper = true,
	.linux_blocks = blocks,
	.mac_blocks = blocks,
	.writes_at_start = true,
	.inherits = nu_inherits,
	.question = nu_question,
	.print_environment = "print \"\\n" ASKING_ENVIRONMENT_MARK "\"; ^/usr/bin/env -0",
	.argv = nu_argv,
	.prepare = nu_prepare,
	.lead = lead,
	.check = nu_check,
	.checked_in_place = true,
	.language = &language,
	.read_line = nu_read_line,
};
