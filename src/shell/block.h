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
 * In a start file the block reads a file of goready's own, where it is there: env.sh, env.fish. That
 * file is a block too, with the folders in it; so are the start files of earlier versions, and of a shell
 * that can read no file which may be gone.
 *
 *	if [ -r "$HOME/.local/share/goready/env.sh" ]; then . "$HOME/.local/share/goready/env.sh"; fi
 *
 * In every shell's syntax one line of it names the folders, in PATH order, each in double quotes with
 * \ before ", \, $ and `, and $HOME unescaped for the home folder; shell_block_folders reads it:
 *
 *	for goready_folder in "$HOME/.local/share/goready/bin" "$HOME/go/bin"; do
 *	for goready_folder in "$HOME/.local/share/goready/bin" "$HOME/go/bin"	(fish)
 */
#ifndef SHELL_BLOCK_H
#define SHELL_BLOCK_H

#include "base/err.h"
#include "shell/shell.h"

#define SHELL_BLOCK_BEGIN "# >>> goready >>>"
#define SHELL_BLOCK_END "# <<< goready <<<"

struct shell_block {
	bool found;
	size_t start, end;
	int first_line, last_line;
}; /* bytes [start, end) with newline */
enum rc shell_block_find(struct bytes file, const char *name, struct shell_block *ret,
			 struct err *e);

/* Lines (1-based) that keep a file from having one whole block: markers that are damaged or lack their other
 * half, and all of the blocks after the first. */
struct block_lines LIST_OF(int);
struct block_lines shell_block_surplus(struct arena *mem, struct bytes file);
/* Lines of the first block that goready did not write, where that block reads an env file. */
struct block_lines shell_block_foreign(struct arena *mem, enum shell_id shell, struct bytes file,
				       const char *home);

/* The first whole block, whatever else is wrong with the file: what shells run. */
struct shell_block shell_block_first(struct bytes file);

/* The file with the block put in, or replaced where it stands. Equal content gives equal bytes. */
enum rc shell_block_put(struct arena *mem, struct bytes file, const char *name, const char *block,
			enum block_place place, struct bytes *ret, struct err *e);
/* The file without the block, exactly as before it was put in. */
enum rc shell_block_take(struct arena *mem, struct bytes file, const char *name, struct bytes *ret,
			 struct err *e);
/* The block's text (markers included) that puts folders in front of PATH, each once and first, in
 * that shell's syntax; PREFIX/bin and PREFIX/sbin next to each other bring Homebrew's shellenv line. Sourcing it twice changes nothing more. A folder below home is written with
 * $HOME; home NULL: never. Folders must not hold ':', which no PATH can express. */
const char *shell_block_text(struct arena *mem, enum shell_id shell, const struct names *folders,
			     const char *home);
/* The block of a start file, for a shell that has an env file: it reads that, and never fails. */
const char *shell_block_reading(struct arena *mem, enum shell_id shell, const char *env_file,
				const char *home);
/* The env file that the first whole block of a start file reads; NULL: none. */
const char *shell_block_reads(struct arena *mem, enum shell_id shell, struct bytes file,
			      const char *home);
/* The folders that the first whole block of a file of that shell puts in front itself, in order; none
 * where there is no block or its line was edited by hand. */
struct names shell_block_folders(struct arena *mem, enum shell_id shell, struct bytes file,
				 const char *home);
/* Is there a line in that block which sets PATH? One that was edited by hand may have lost it. */
bool shell_block_sets_path(struct arena *mem, enum shell_id shell, struct bytes file);
/* The offset of `case $- in *i*)`, `[ -z "$PS1" ] && return`, `[[ $- != *i* ]] && return` and their
 * like in a .bashrc: where an early return (or exit, or exec of another shell) begins, with the
 * comment lines above it; -1 none. */
long shell_early_return(struct bytes file);
/* Removes or replaces line `line` (1-based), which must still be `expected`. new_line NULL: remove.
 * The line ending stays as it is. */
enum rc shell_line_replace(struct arena *mem, struct bytes file, int line, const char *expected,
			   const char *new_line, struct bytes *ret, struct err *e);
/* The whole line, a carriage return at its end with it. new_line NULL: remove. */
enum rc shell_line_rewrite(struct arena *mem, struct bytes file, int line, struct bytes expected,
			   const char *new_line, struct bytes *ret, struct err *e);
/* What a running shell evaluates (`goready env`): folders in front of PATH. */
const char *shell_block_env(struct arena *mem, enum shell_id shell, const struct names *folders);
/* And a variable that has another value in new ones; value NULL: none. */
const char *shell_variable_env(struct arena *mem, enum shell_id shell, const char *name,
			       const char *value);
/* One line to add by hand, where goready may not write the file. */
const char *shell_block_by_hand(struct arena *mem, enum shell_id shell, const struct names *folders,
				const char *home);

#endif
