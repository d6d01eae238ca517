/*
 * The text that puts folders in front of PATH.
 *
 * It runs at the start of every shell, under whatever the user has set, so: no subprocess, no word
 * splitting or globbing (assignments and case words are not split), nothing that set -u or set -e
 * stops at, no array (KSH_ARRAYS) and no option of zsh or bash taken for granted. Each folder is
 * taken out wherever it stands and put first, so sourcing it again changes nothing, and a PATH in
 * which an older tool's folder was in front is put right too.
 */
#include "plan/rcfile.h"

#include <string.h>

#include "base/i18n.h"

static const char comment[] = "# Puts what goready installed first on PATH. \"goready undo\" takes "
			      "this block out again.\n";

/* In double quotes; below home with $HOME, so that a home folder that moves still works. */
static const char *quoted(struct arena *mem, const char *folder, const char *home,
			  const char *special)
{
	struct str out = { .mem = mem };

	str_add_char(&out, '"');
	if (home && strlen(home) > 1 && path_is_within(folder, home)) {
		str_add(&out, "$HOME");
		folder += strlen(home);
	}
	for (; *folder; folder++) {
		if (strchr(special, *folder))
			str_add_char(&out, '\\');
		str_add_char(&out, *folder);
	}
	str_add_char(&out, '"');
	return str_text(&out);
}

#define SPECIAL_SH "\"\\$`"
#define SPECIAL_FISH "\"\\$"

static const char *special_of(enum shell_id shell)
{
	return shell == SHELL_FISH ? SPECIAL_FISH : SPECIAL_SH;
}

static void add_folders(struct str *out, enum shell_id shell, const struct names *folders,
			const char *home)
{
	for (size_t i = 0; i < folders->n; i++)
		str_fmt(out, " %s", quoted(out->mem, folders->at[i], home, special_of(shell)));
}

/* POSIX sh; also read by bash 3.2 and zsh in any emulation. An empty PATH must not become
 * "folder:", whose empty entry is the current folder. */
static void add_posix(struct str *out, const struct names *folders, const char *home)
{
	str_add(out, "goready_front=\n"
		     "goready_path=:${PATH-}:\n"
		     "for goready_folder in");
	add_folders(out, SHELL_SH, folders, home);
	str_add(out, "; do\n"
		     "\tgoready_front=$goready_front$goready_folder:\n"
		     "\twhile :; do\n"
		     "\t\tcase $goready_path in\n"
		     "\t\t*\":$goready_folder:\"*)\n"
		     "\t\t\tgoready_path=${goready_path%%\":$goready_folder:\"*}:${goready_path#*"
		     "\":$goready_folder:\"} ;;\n"
		     "\t\t*) break ;;\n"
		     "\t\tesac\n"
		     "\tdone\n"
		     "done\n"
		     "goready_path=${goready_path#:}\n"
		     "goready_path=${goready_path%:}\n"
		     "PATH=${goready_front%:}${goready_path:+:$goready_path}\n"
		     "export PATH\n"
		     "unset goready_folder goready_front goready_path\n");
}

/* Not fish_add_path: it leaves out folders that do not exist yet (a rehearsal's), and fish before
 * 3.2 has none. */
static void add_fish(struct str *out, const struct names *folders, const char *home)
{
	str_add(out, "set -g goready_front\n"
		     "for goready_folder in");
	add_folders(out, SHELL_FISH, folders, home);
	str_add(out, "\n"
		     "\tset goready_front $goready_front $goready_folder\n"
		     "\twhile set -l goready_at (contains -i -- $goready_folder $PATH)\n"
		     "\t\tset -e PATH[$goready_at]\n"
		     "\tend\n"
		     "end\n"
		     "set -gx PATH $goready_front $PATH\n"
		     "set -e goready_front\n"
		     "set -e goready_folder\n");
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

	str_add(&out, RCFILE_BEGIN "\n");
	str_add(&out, comment);
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

const char *rcfile_by_hand(struct arena *mem, enum shell_id shell, const struct names *folders,
			   const char *home)
{
	struct str out = { .mem = mem };

	str_add(&out, shell == SHELL_FISH ? "set -gx PATH" : "export PATH=");
	for (size_t i = 0; i < folders->n; i++)
		str_fmt(&out, shell == SHELL_FISH ? " %s" : "%s:",
			quoted(mem, folders->at[i], home, special_of(shell)));
	str_add(&out, shell == SHELL_FISH ? " $PATH" : "\"$PATH\"");
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
