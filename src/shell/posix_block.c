/* goready's block as sh, bash and zsh read it: no word splitting or globbing (assignments and case words
 * are not split), nothing that set -u or set -e stops at, no array (KSH_ARRAYS) and no option of zsh
 * or bash taken for granted. */
#include "shell/posix.h"

#include "shell/block_words.h"
#include "shell/quote.h"

static const struct block_words words = {
	.intro = "\nfor goready_folder in ",
	.reading = "\nif [ -r ",
	.sets = "PATH=",
	.open = "\"",
	.home = "$HOME",
	.special = "\"\\$`",
};

/* POSIX sh; also read by bash 3.2 and zsh in any emulation. goready_path is ":a:b:", or ":" where
 * PATH is empty, which must not become "folder:": an empty entry is the current folder. */
static void add_folders(struct str *out, const struct names *folders, const char *home)
{
	str_add(out, "goready_path=${PATH:+:$PATH}:\n"
		     "for goready_folder in ");
	block_add_words(out, &words, folders, home);
	str_add(out,
		"; do\n"
		"\twhile case $goready_path in *\":$goready_folder:\"*) ;; *) false ;; esac; do\n"
		"\t\tgoready_path=${goready_path%%\":$goready_folder:\"*}:${goready_path#*\":$goready_folder:\"}\n"
		"\tdone\n"
		"done\n"
		"export PATH=\"");
	for (size_t i = 0; i < folders->n; i++)
		str_fmt(out, "%s%s", i ? ":" : "",
			block_escaped(out->mem, &words, folders->at[i], home));
	str_add(out, "${goready_path%:}\"\n"
		     "unset goready_folder goready_path\n");
}

static void add_by_hand(struct str *out, const struct names *folders, const char *home)
{
	str_add(out, "export PATH=\"");
	for (size_t i = 0; i < folders->n; i++)
		str_fmt(out, "%s:", block_escaped(out->mem, &words, folders->at[i], home));
	str_add(out, "$PATH\"");
}

static void add_variable(struct str *out, const char *name, const char *value)
{
	if (value)
		str_fmt(out, "export %s=%s\n", name, posix_quote(out->mem, value));
	else
		str_fmt(out, "unset %s\n", name);
}

/* An `if` without a true condition has status 0, under set -e too. */
static void add_reading(struct str *out, const char *quoted)
{
	str_fmt(out, "if [ -r %s ]; then . %s; fi\n", quoted, quoted);
}

/* Homebrew's own line, for what it sets beside PATH; PATH itself is put right below, also where
 * Homebrew is not there yet. Not where a parent shell has run it already: it starts a program. It is
 * told which shell asks, as zsh gets more (Homebrew/brew, cmd/shellenv.sh), and only zsh knows that it
 * is one. */
static void add_shellenv(struct str *out, const char *prefix, const char *home)
{
	const char *at = block_quoted(out->mem, &words, prefix, home);
	const char *brew =
		block_quoted(out->mem, &words, path_join(out->mem, prefix, "bin/brew"), home);

	str_fmt(out,
		"if [ \"${HOMEBREW_PREFIX-}\" != %s ] && [ -x %s ]; then\n"
		"\teval \"$(%s shellenv \"${ZSH_VERSION:+z}sh\")\"\n"
		"fi\n",
		at, brew, brew);
}

static const char *paste(struct arena *mem, const char *program)
{
	return arena_fmt(mem, "eval \"$(%s env)\"", program);
}

const struct shell_language posix_language = {
	.quote = posix_quote,
	.paste = paste,
	.lines = &posix_lines,
	.repair = posix_repair,
	.take_out = posix_take_out,
	.block_words = &words,
	.env_file = "env.sh",
	.add_reading = add_reading,
	.add_folders = add_folders,
	.add_shellenv = add_shellenv,
	.add_by_hand = add_by_hand,
	.add_variable = add_variable,
};
