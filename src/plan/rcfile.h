/*
 * Shell files as bytes: finding, placing and taking out goready's one marked block; repairing one plain
 * assignment. Pure. CRLF, a missing last newline and bytes that are not UTF-8 survive.
 *
 *	# >>> goready >>>
 *	...
 *	# <<< goready <<<
 *
 * A damaged, doubled or reversed marker is RC_MARKERS and names the line; nothing is guessed.
 */
#ifndef PLAN_RCFILE_H
#define PLAN_RCFILE_H

#include "facts/facts.h"

#define RCFILE_BEGIN "# >>> goready >>>"
#define RCFILE_END "# <<< goready <<<"

struct rc_block { bool found; size_t start, end; int first_line, last_line; }; /* bytes [start, end) with newline */
enum rc rcfile_find(struct bytes file, const char *name, struct rc_block *ret, struct err *e);

enum rc_place { RC_PLACE_END, RC_PLACE_START, RC_PLACE_ABOVE_EARLY_RETURN };
/* The file with the block put in, or replaced where it stands. Equal content gives equal bytes. */
enum rc rcfile_put(struct arena *mem, struct bytes file, const char *name, const char *block,
		   enum rc_place place, struct bytes *ret, struct err *e);
/* The file without the block, exactly as before it was put in. */
enum rc rcfile_take(struct arena *mem, struct bytes file, const char *name, struct bytes *ret,
		    struct err *e);
/* The block's text (markers included) that puts folders in front of PATH, each once and first, in
 * that shell's syntax. Sourcing it twice changes nothing more. */
const char *rcfile_block(struct arena *mem, enum shell_id shell, const struct names *folders,
			 const char *home);
/* The offset of `case $- in *i*)`, `[ -z "$PS1" ] && return`, `[[ $- != *i* ]] && return` and their
 * like in a .bashrc: where an early return begins; -1 none. */
long rcfile_early_return(struct bytes file);
/* Removes or replaces line `line` (1-based), which must still be `expected`. new_line NULL: remove. */
enum rc rcfile_line(struct arena *mem, struct bytes file, int line, const char *expected,
		    const char *new_line, struct bytes *ret, struct err *e);
/* What a running shell evaluates (`goready env`): folders in front of PATH. */
const char *rcfile_env(struct arena *mem, enum shell_id shell, const struct names *folders);

#endif
