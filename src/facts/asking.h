/*
 * Inside facts: starting the shells to ask them. matrix.c asks, start.c says how each is started,
 * fresh.c with which environment, copies.c puts start files into the scratch folder.
 */
#ifndef FACTS_ASKING_H
#define FACTS_ASKING_H

#include "facts/gather.h"

/* Stands before and behind the answer, for start files print whatever they like. */
#define ASKING_MARK "@@goready-asks@@"

struct asking {
	struct arena *mem;
	struct host *host;
	const struct facts *f;
	const char *overlay;   /* proposed start files, home-relative; NULL: the user's own */
	const char *scratch;   /* NULL on a captured machine */
	const char *inherited; /* PATH of the shell that starts this one; NULL: a fresh login's */
};

/* The file in the overlay that is proposed for `path`; NULL where there is none. */
const char *overlay_path(const struct asking *a, const char *path);
struct names shell_argv(const struct asking *a, const struct shell *shell, enum shell_mode mode);
/* The environment of a fresh login, with XDG_* and ZDOTDIR led to the copies. */
struct names shell_env(const struct asking *a, const struct shell *shell);
/* Opens a->scratch and fills it; the caller removes it. */
enum rc prepare_copies(struct asking *a, struct err *e);

#endif
