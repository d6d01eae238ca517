/*
 * The shells' own checks of the start files: they read the file and run nothing in it. On a captured
 * machine only what was recorded is known.
 */
#include "facts/gather.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "shell/lines.h"

enum { CHECK_SECONDS = 5 };

/* bash, make_cmd.c; said in English, for the check has no locale. */
#define HERE_DOCUMENT "here-document at line "

/* "FILE: line 3: ...", "FILE:3: ...", "FILE: 3: ...", "FILE (line 3): ..." */
static int line_number(const char *complaint, const char *file)
{
	const char *at = strstr(complaint, file), *here = strstr(complaint, HERE_DOCUMENT);

	if (here)
		return atoi(here + sizeof(HERE_DOCUMENT) - 1);
	at = at ? at + strlen(file) : NULL;
	while (at && *at && strchr(":( lineof", *at))
		at++;
	return at ? atoi(at) : 0;
}

/* The line that names the file: fish and bash may say other things before. */
static const char *complaint_about(struct gather *g, struct bytes text, const char *file)
{
	struct bytes line;
	size_t at = 0;

	while (next_line(text, &at, &line)) {
		const char *one = arena_strndup(g->mem, line.at, line.n);

		if (strstr(one, file))
			return str_trim(g->mem, one);
	}
	return NULL;
}

static void syntax_check(struct gather *g, const struct shell *shell, const struct start_file *file)
{
	/* No folder is found, and none can be made. */
	struct names env = shell_check_environment(g->mem, "/dev/null/none");
	const struct shell_kind *kind = shell_kind(shell->id);
	struct command command = { .argv = kind->check(g->mem, shell->path, file->path),
				   .env = &env,
				   .seconds = CHECK_SECONDS };
	struct command_result result = { 0 };
	const char *complaint;

	if (g->host->run(g->host, g->mem, &command, &result, NULL) != RC_OK || result.start_errno ||
	    result.timed_out)
		return;
	complaint = complaint_about(g, result.err, file->path);
	/* bash warns only, and what stands below was taken for text */
	if (complaint && (result.status || strstr(complaint, HERE_DOCUMENT)))
		list_push(g->mem, &g->f->shell.syntax,
			  ((struct syntax_fault){ .file = file,
						  .line = line_number(complaint, file->path),
						  .complaint = complaint }));
}

/* ---- what zsh does not find as it reads ---- */

/* The words of `for f in WORDS`, `source WORDS`, `path=( WORDS )`; NULL: another line. In those zsh stops reading the
 * file (zshoptions(1): NOMATCH); a program that is started is not started, and the next line is read. */
static const char *words_that_must_match(const char *line)
{
	static const char *const begin[] = { "source ", ". ", "path=(", "fpath=(" };

	if (str_starts(line, "for ") && strstr(line, " in "))
		return strstr(line, " in ") + strlen(" in ");
	for (size_t i = 0; i < sizeof(begin) / sizeof(begin[0]); i++)
		if (str_starts(line, begin[i]))
			return line + strlen(begin[i]);
	return NULL;
}

static bool matches_nothing(struct gather *g, const char *pattern)
{
	struct dir_entries entries = { 0 };
	const char *folder = path_folder(g->mem, pattern), *name = path_name(pattern);
	struct file_info info = { 0 };

	if (!path_is_absolute(pattern) || strpbrk(folder, "*?[") || !strpbrk(name, "*?") ||
	    g->host->stat(g->host, g->mem, folder, &info, NULL) != RC_OK)
		return false;
	if (info.type == FILE_NONE)
		return true;
	return gather_list_like(g, folder, name, &entries) && !entries.n;
}

/* The first of these words that is a pattern without quotes, and that nothing is called like; NULL. */
static const char *unmatched_word(struct gather *g, const char *words)
{
	for (const char *at = words; *at && !strchr(";)&|#", *at);) {
		size_t n = strcspn(at, " \t;)");
		const char *word = arena_strndup(g->mem, at, n);
		const char *path = str_starts(word, "~/")
					   ? path_join(g->mem, g->f->places.home, word + 2)
					   : assignment_expand(g, word);

		if (!strpbrk(word, "'\"(`{\\") && path && matches_nothing(g, path))
			return word;
		at += n + strspn(at + n, " \t");
	}
	return NULL;
}

/* `setopt NULL_GLOB`, `unsetopt nomatch`, `emulate sh`: the names of options have no case and no _ (zshoptions(1)). */
static bool may_let_patterns_fail(struct gather *g, const char *line)
{
	static const char *const words[] = { "nullglob", "nomatch", "emulate" };
	struct str bare = { .mem = g->mem };

	for (; *line; line++)
		if (*line != '_')
			str_add_char(&bare, (char)tolower((unsigned char)*line));
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strstr(str_text(&bare), words[i]))
			return true;
	return false;
}

static bool file_lets_patterns_fail(struct gather *g, const struct start_file *file)
{
	struct lines l;

	lines_open(&l, g->mem, file->content, shell_kind(SHELL_ZSH)->language->lines);
	while (lines_next(&l))
		if (!l.function && may_let_patterns_fail(g, l.trimmed))
			return true;
	return false;
}

/* Does a line say that such a pattern is none, or nothing? In whichever file: it holds for those that follow. */
static bool patterns_may_fail(struct gather *g)
{
	const struct shell_facts *shell = &g->f->shell;

	for (size_t i = 0; i < shell->shells[SHELL_ZSH].files.n; i++)
		if (file_lets_patterns_fail(g, &shell->shells[SHELL_ZSH].files.at[i]))
			return true;
	for (size_t i = 0; i < shell->others.n; i++)
		if (file_lets_patterns_fail(g, &shell->others.at[i]))
			return true;
	return false;
}

static void look_for_no_match(struct gather *g, const struct start_file *file)
{
	struct lines l;

	lines_open(&l, g->mem, file->content, shell_kind(file->shell)->language->lines);
	while (lines_next(&l)) {
		const char *words = l.joined || l.depth ? NULL : words_that_must_match(l.trimmed);
		const char *word = words ? unmatched_word(g, words) : NULL;

		if (!word)
			continue;
		if (patterns_may_fail(g))
			return;
		list_push(g->mem, &g->f->shell.syntax,
			  ((struct syntax_fault){
				  .file = file,
				  .line = l.number,
				  .no_match = word,
				  .text = l.text,
				  .complaint = arena_fmt(g->mem, "%s:%d: no matches found: %s",
							 file->path, l.number, word) }));
		return;
	}
}

void gather_syntax(struct gather *g)
{
	struct names seen = { 0 };

	for (int id = 0; id < SHELL_N; id++) {
		const struct shell *shell = &g->f->shell.shells[id];
		const struct shell_kind *kind = shell_kind((enum shell_id)id);

		/* one that is checked in its folder may take in what stands there */
		if (!shell->installed || !kind->check || kind->checked_in_place)
			continue;
		for (size_t i = 0; i < shell->files.n; i++) {
			const struct start_file *file = &shell->files.at[i];

			if (!file->exists || !file->content.n || names_hold(&seen, file->path))
				continue;
			list_push(g->mem, &seen, file->path);
			syntax_check(g, shell, file);
			if (id == SHELL_ZSH)
				look_for_no_match(g, file);
		}
	}
}
