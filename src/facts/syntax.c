/*
 * The shells' own checks of the start files: they read the file and run nothing in it. On a captured
 * machine only what was recorded is known.
 */
#include "facts/gather.h"

#include <stdlib.h>
#include <string.h>

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
		}
	}
}
