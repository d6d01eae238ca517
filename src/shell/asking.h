/*
 * Starting a shell to ask it something: with the environment of a fresh login, and on copies of its start
 * files where it would write beside them or where others are proposed (a rehearsal).
 *
 *	struct asking a = { .mem = mem, .host = host, .home = home, .shell = shell };
 *	rc = asking_prepare(&a, tmp, &e);
 *	env = asking_environment(&a);
 *	kind = shell_kind(shell->id);
 *	argv = kind->argv(&a, MODE_LOGIN, kind->question(mem, &programs));
 *	...
 *	asking_done(&a);
 *
 * One that is prepared serves for several shells: set `shell` before each. Only after consent: what
 * a user's start files do, they do then.
 */
#ifndef SHELL_ASKING_H
#define SHELL_ASKING_H

#include "base/err.h"
#include "shell/shell.h"

/* Stands before and behind the answer to a question, for start files print whatever they like. */
#define ASKING_MARK "@@goready-asks@@"
/* In front of each line of a trace. */
#define ASKING_LINE "@@goready-line:"
/* In front of what print_environment gives. */
#define ASKING_ENVIRONMENT_MARK "@@goready-environment@@"

struct asking {
	struct arena *mem;
	struct host *host;
	struct shell_home home;
	const struct shell *shell; /* the one that is asked */
	const char *overlay;       /* proposed start files, home-relative; NULL: the user's own */
	const char *scratch;       /* NULL until prepared, and on a captured machine */
	const char *inherited; /* PATH of the shell that starts this one; NULL: a fresh login's */
};

/* Makes a scratch folder in tmp, with the copies that this shell needs; nothing where it needs none. */
enum rc asking_prepare(struct asking *a, const char *tmp, struct err *e);
void asking_done(struct asking *a); /* removes the copies */

/* What a login sets, and nothing of this process that it would not; led to the copies. */
struct names asking_environment(const struct asking *a);

/* The commands, as a terminal runs them: at a prompt, so that what runs before it has run. */
const char *asking_at_prompt(struct arena *mem, const struct shell_kind *kind, enum shell_mode mode,
			     const char *commands);

/* ---- for the rows ---- */

/* The file in the overlay that is proposed for `path`; NULL where there is none. */
const char *asking_proposed(const struct asking *a, const char *path);
/* The proposed file's path, else the user's own where it exists; NULL. */
const char *asking_effective(const struct asking *a, const struct start_file *file);
/* The start file, as proposed or as it is, into the scratch folder under this name. */
enum rc asking_copy(const struct asking *a, const struct start_file *file, const char *name,
		    struct err *e);
/* For a shell whose folder below XDG_CONFIG_HOME is `name`: all of it and the proposed files over it, and
 * empty folders for its data and cache. */
enum rc asking_copy_config(const struct asking *a, const char *name, struct err *e);
/* XDG_* led to what asking_copy_config made. */
void asking_lead_to_config(const struct asking *a, struct names *env);

#endif
