/* goready's block as fish reads it. */
#include "shell/fish.h"

#include "shell/block_words.h"

static const struct block_words words = {
	.intro = "\nfor goready_folder in ",
	.reading = "\nif test -r ",
	.sets = " PATH ",
	.open = "\"",
	.home = "$HOME",
	.special = "\"\\$",
};

static const char *quote(struct arena *mem, const char *text)
{
	struct str s = { .mem = mem };

	str_add_quoted(&s, text, "\\'", "\\\\");
	return str_text(&s);
}

/* Not fish_add_path: it leaves out folders that do not exist yet (a rehearsal's), and fish before
 * 3.2 has none. */
static void add_folders(struct str *out, const struct names *folders, const char *home)
{
	str_add(out, "for goready_folder in ");
	block_add_words(out, &words, folders, home);
	str_add(out, "\n"
		     "\twhile set -l goready_at (contains -i -- $goready_folder $PATH)\n"
		     "\t\tset -e PATH[$goready_at]\n"
		     "\tend\n"
		     "end\n"
		     "set -e goready_folder\n"
		     "set -gx PATH ");
	block_add_words(out, &words, folders, home);
	str_add(out, " $PATH\n");
}

static void add_by_hand(struct str *out, const struct names *folders, const char *home)
{
	str_add(out, "set -gx PATH ");
	block_add_words(out, &words, folders, home);
	str_add(out, " $PATH");
}

/* A variable that came with the environment is global: a universal one below it stays as it is. */
static void add_variable(struct str *out, const char *name, const char *value)
{
	if (value)
		str_fmt(out, "set -gx %s %s\n", name, quote(out->mem, value));
	else
		str_fmt(out, "set -e %s\n", name);
}

/* As posix_add_shellenv. */
static void add_shellenv(struct str *out, const char *prefix, const char *home)
{
	const char *at = block_quoted(out->mem, &words, prefix, home);
	const char *brew =
		block_quoted(out->mem, &words, path_join(out->mem, prefix, "bin/brew"), home);

	str_fmt(out,
		"if test \"$HOMEBREW_PREFIX\" != %s -a -x %s\n"
		"\t%s shellenv fish | source\n"
		"end\n",
		at, brew, brew);
}

static void add_reading(struct str *out, const char *quoted)
{
	str_fmt(out, "if test -r %s; source %s; end\n", quoted, quoted);
}

static const char *paste(struct arena *mem, const char *program)
{
	return arena_fmt(mem, "%s env --shell fish | source", program);
}

const struct shell_language fish_language = {
	.quote = quote,
	.paste = paste,
	.lines = &fish_lines,
	.repair = fish_repair,
	.block_words = &words,
	.env_file = "env.fish",
	.add_reading = add_reading,
	.add_folders = add_folders,
	.add_shellenv = add_shellenv,
	.add_by_hand = add_by_hand,
	.add_variable = add_variable,
};
