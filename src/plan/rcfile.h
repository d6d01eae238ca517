/*
 * Shell files as bytes: finding, placing and taking out goready's one marked block; repairing one plain
 * assignment. Pure. CRLF, a missing last newline and bytes that are not UTF-8 survive.
 *
 *	# >>> goready >>>
 *	...
 *	# <<< goready <<<
 *
 * A damaged, doubled or reversed marker is RC_MARKERS and names the line; nothing is guessed.
 *
 * The block itself has LF, also in a file with CRLF: no shell reads CRLF (the CR becomes part of the
 * last word). Where the file had no newline at its end, one is put in before the block and the block
 * says so in a comment, so that taking it out gives back the same bytes.
 *
 * In every shell's syntax one line of the block names the folders, in PATH order, each in double
 * quotes with \ before ", \, $ and `, and $HOME unescaped for the home folder; facts reads it:
 *
 *	for goready_folder in "$HOME/.local/share/goready/bin" "$HOME/go/bin"; do
 *	for goready_folder in "$HOME/.local/share/goready/bin" "$HOME/go/bin"	(fish)
 */
#ifndef PLAN_RCFILE_H
#define PLAN_RCFILE_H

#include "facts/facts.h"

#define RCFILE_BEGIN "# >>> goready >>>"
#define RCFILE_END "# <<< goready <<<"

struct rc_block {
	bool found;
	size_t start, end;
	int first_line, last_line;
}; /* bytes [start, end) with newline */
enum rc rcfile_find(struct bytes file, const char *name, struct rc_block *ret, struct err *e);

enum rc_place { RC_PLACE_END, RC_PLACE_START, RC_PLACE_ABOVE_EARLY_RETURN };
/* The file with the block put in, or replaced where it stands. Equal content gives equal bytes. */
enum rc rcfile_put(struct arena *mem, struct bytes file, const char *name, const char *block,
		   enum rc_place place, struct bytes *ret, struct err *e);
/* The file without the block, exactly as before it was put in. */
enum rc rcfile_take(struct arena *mem, struct bytes file, const char *name, struct bytes *ret,
		    struct err *e);
/* The block's text (markers included) that puts folders in front of PATH, each once and first, in
 * that shell's syntax; PREFIX/bin and PREFIX/sbin next to each other bring Homebrew's shellenv line. Sourcing it twice changes nothing more. A folder below home is written with
 * $HOME; home NULL: never. Folders must not hold ':', which no PATH can express. */
const char *rcfile_block(struct arena *mem, enum shell_id shell, const struct names *folders,
			 const char *home);
/* The folders that the block in `file` puts in front, in order; none where there is no block or it
 * was edited by hand. Damaged markers give none: rcfile_find says what is wrong. */
struct names rcfile_block_folders(struct arena *mem, struct bytes file, const char *home);
/* The offset of `case $- in *i*)`, `[ -z "$PS1" ] && return`, `[[ $- != *i* ]] && return` and their
 * like in a .bashrc: where an early return (or exit, or exec of another shell) begins, with the
 * comment lines above it; -1 none. */
long rcfile_early_return(struct bytes file);
/* Removes or replaces line `line` (1-based), which must still be `expected`. new_line NULL: remove.
 * The line ending stays as it is. */
enum rc rcfile_line(struct arena *mem, struct bytes file, int line, const char *expected,
		    const char *new_line, struct bytes *ret, struct err *e);
/* What a running shell evaluates (`goready env`): folders in front of PATH. */
const char *rcfile_env(struct arena *mem, enum shell_id shell, const struct names *folders);
/* One line to add by hand, where goready may not write the file. */
const char *rcfile_by_hand(struct arena *mem, enum shell_id shell, const struct names *folders,
			   const char *home);

#endif
