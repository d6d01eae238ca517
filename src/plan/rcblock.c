/*
 * The text that puts folders in front of PATH.
 *
 * It runs at the start of every shell, under whatever the user has set, so: no subprocess (but
 * Homebrew's, once), no word splitting or globbing (assignments and case words are not split), nothing that set -u or set -e
 * stops at, no array (KSH_ARRAYS) and no option of zsh or bash taken for granted. Each folder is
 * taken out wherever it stands and put first, so sourcing it again changes nothing, and a PATH in
 * which an older tool's folder was in front is put right too.
 */
#include "plan/rcfile.h"

#include <string.h>

#include "base/i18n.h"

static const char comment[] =
	"# Puts what goready installed first on PATH. \"goready undo\" takes this block out again.\n";

/* As it stands inside double quotes; below home with $HOME, so that a home folder that moves still
 * works. */
static const char *escaped(struct arena *mem, const char *folder, const char *home,
			   const char *special)
{
	struct str out = { .mem = mem };

	if (home && strlen(home) > 1 && path_is_within(folder, home)) {
		str_add(&out, "$HOME");
		folder += strlen(home);
	}
	for (; *folder; folder++) {
		if (strchr(special, *folder))
			str_add_char(&out, '\\');
		str_add_char(&out, *folder);
	}
	return str_text(&out);
}

static const char *quoted(struct arena *mem, const char *folder, const char *home,
			  const char *special)
{
	return arena_fmt(mem, "\"%s\"", escaped(mem, folder, home, special));
}

#define SPECIAL_SH "\"\\$`"
#define SPECIAL_FISH "\"\\$"

static const char *special_of(enum shell_id shell)
{
	return shell == SHELL_FISH ? SPECIAL_FISH : SPECIAL_SH;
}

/* " \"a\" \"b\"" in PATH order: facts and the next run read this line. */
static void add_folders(struct str *out, enum shell_id shell, const struct names *folders,
			const char *home)
{
	for (size_t i = 0; i < folders->n; i++)
		str_fmt(out, " %s", quoted(out->mem, folders->at[i], home, special_of(shell)));
}

/* POSIX sh; also read by bash 3.2 and zsh in any emulation. goready_path is ":a:b:", or ":" where
 * PATH is empty, which must not become "folder:": an empty entry is the current folder. */
static void add_posix(struct str *out, const struct names *folders, const char *home)
{
	str_add(out, "goready_path=${PATH:+:$PATH}:\n"
		     "for goready_folder in");
	add_folders(out, SHELL_SH, folders, home);
	str_add(out,
		"; do\n"
		"\twhile case $goready_path in *\":$goready_folder:\"*) ;; *) false ;; esac; do\n"
		"\t\tgoready_path=${goready_path%%\":$goready_folder:\"*}:${goready_path#*\":$goready_folder:\"}\n"
		"\tdone\n"
		"done\n"
		"export PATH=\"");
	for (size_t i = 0; i < folders->n; i++)
		str_fmt(out, "%s%s", i ? ":" : "",
			escaped(out->mem, folders->at[i], home, SPECIAL_SH));
	str_add(out, "${goready_path%:}\"\n"
		     "unset goready_folder goready_path\n");
}

/* Not fish_add_path: it leaves out folders that do not exist yet (a rehearsal's), and fish before
 * 3.2 has none. */
static void add_fish(struct str *out, const struct names *folders, const char *home)
{
	str_add(out, "for goready_folder in");
	add_folders(out, SHELL_FISH, folders, home);
	str_add(out, "\n"
		     "\twhile set -l goready_at (contains -i -- $goready_folder $PATH)\n"
		     "\t\tset -e PATH[$goready_at]\n"
		     "\tend\n"
		     "end\n"
		     "set -e goready_folder\n"
		     "set -gx PATH");
	add_folders(out, SHELL_FISH, folders, home);
	str_add(out, " $PATH\n");
}

/* PREFIX/bin with PREFIX/sbin behind it is what Homebrew puts on PATH (Homebrew/brew, cmd/shellenv.sh);
 * NULL: no Homebrew among them. */
static const char *brew_prefix(struct arena *mem, const struct names *folders)
{
	for (size_t i = 0; i + 1 < folders->n; i++) {
		const char *prefix = path_folder(mem, folders->at[i]);

		if (str_equal(folders->at[i], path_join(mem, prefix, "bin")) &&
		    str_equal(folders->at[i + 1], path_join(mem, prefix, "sbin")))
			return prefix;
	}
	return NULL;
}

/* Homebrew's own line, for what it sets beside PATH; PATH itself is put right below, also where
 * Homebrew is not there yet. Not where a parent shell has run it already: it starts a program. */
static void add_shellenv(struct str *out, enum shell_id shell, const char *prefix, const char *home)
{
	const char *brew = path_join(out->mem, prefix, "bin/brew");
	const char *at = quoted(out->mem, prefix, home, special_of(shell));

	brew = quoted(out->mem, brew, home, special_of(shell));
	if (shell == SHELL_FISH)
		str_fmt(out,
			"if test \"$HOMEBREW_PREFIX\" != %s -a -x %s\n"
			"\t%s shellenv fish | source\n"
			"end\n",
			at, brew, brew);
	else
		str_fmt(out,
			"if [ \"${HOMEBREW_PREFIX-}\" != %s ] && [ -x %s ]; then\n"
			"\teval \"$(%s shellenv %s)\"\n"
			"fi\n",
			at, brew, brew, shell_name(shell));
}

static void add_code(struct str *out, enum shell_id shell, const struct names *folders,
		     const char *home)
{
	if (!folders->n)
		return;
	if (shell == SHELL_FISH)
		add_fish(out, folders, home);
	else
		add_posix(out, folders, home);
}

const char *rcfile_block(struct arena *mem, enum shell_id shell, const struct names *folders,
			 const char *home)
{
	struct str out = { .mem = mem };
	const char *prefix = brew_prefix(mem, folders);

	str_add(&out, RCFILE_BEGIN "\n");
	str_add(&out, comment);
	if (prefix)
		add_shellenv(&out, shell, prefix, home);
	add_code(&out, shell, folders, home);
	str_add(&out, RCFILE_END "\n");
	return str_text(&out);
}

const char *rcfile_env(struct arena *mem, enum shell_id shell, const struct names *folders)
{
	struct str out = { .mem = mem };

	add_code(&out, shell, folders, NULL);
	return str_text(&out);
}

static void add_by_hand_sh(struct str *out, const struct names *folders, const char *home)
{
	str_add(out, "export PATH=\"");
	for (size_t i = 0; i < folders->n; i++)
		str_fmt(out, "%s:", escaped(out->mem, folders->at[i], home, SPECIAL_SH));
	str_add(out, "$PATH\"");
}

const char *rcfile_by_hand(struct arena *mem, enum shell_id shell, const struct names *folders,
			   const char *home)
{
	struct str out = { .mem = mem };

	if (shell != SHELL_FISH) {
		add_by_hand_sh(&out, folders, home);
		return str_text(&out);
	}
	str_add(&out, "set -gx PATH");
	add_folders(&out, shell, folders, home);
	str_add(&out, " $PATH");
	return str_text(&out);
}

/* One word in double quotes as `quoted` writes it; moves *at behind it. NULL: something else. */
static const char *unquoted(struct arena *mem, const char **at, const char *home)
{
	struct str out = { .mem = mem };
	const char *p = *at;

	if (*p++ != '"')
		return NULL;
	if (home && str_starts(p, "$HOME")) {
		str_add(&out, home);
		p += strlen("$HOME");
	}
	for (; *p && *p != '"'; p++) {
		if (*p == '\\' && p[1])
			p++;
		str_add_char(&out, *p);
	}
	if (*p != '"')
		return NULL;
	*at = p + 1;
	return str_text(&out);
}

struct names rcfile_block_folders(struct arena *mem, struct bytes file, const char *home)
{
	static const char intro[] = "\nfor goready_folder in ";
	struct names folders = { 0 };
	struct rc_block block;
	const char *at, *folder;

	if (rcfile_find(file, "", &block, NULL) || !block.found)
		return folders;
	at = strstr(arena_strndup(mem, file.at + block.start, block.end - block.start), intro);
	for (at = at ? at + strlen(intro) : ""; *at == '"'; at += *at == ' ') {
		folder = unquoted(mem, &at, home);
		if (!folder)
			break;
		list_push(mem, &folders, folder);
	}
	return folders;
}
