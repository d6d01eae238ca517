/*
 * Where a terminal's shell stops reading one of its start files: at a return whose condition is known, where another
 * shell is put in its place, or, where `set -u` stands above, at a variable that is not set. A line that makes PATH
 * read-only counts as such an end.
 *
 *	struct file_end end = file_end_find(mem, text, others, shell_kind(SHELL_ZSH), &known);
 *
 * What is not known stops nothing. (What a shell without a terminal leaves out: block.h, early return.)
 */
#ifndef SHELL_FILE_END_H
#define SHELL_FILE_END_H

#include "shell/shell.h"

/* What is known of the machine in which the shell starts. */
struct known_before {
	variable_value *variable; /* what the environment holds */
	/* Is there something of this name? False where nobody knows. */
	bool (*look)(const void *ctx, const char *path, bool *ret_there);
	const void *ctx;
};

/* `others` are the texts of the shell's other files, which may set a variable, too. */
struct file_end file_end_find(struct arena *mem, struct bytes text, const char *others,
			      const struct shell_kind *kind, const struct known_before *known);

#endif
