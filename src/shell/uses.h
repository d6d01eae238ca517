/*
 * Lines of start files that take in another file (`. FILE`, `source FILE`) or what a program prints
 * (`eval "$(PROGRAM ...)"`, `PROGRAM ... | source`).
 *
 *	struct line_uses uses = { 0 };
 *	line_uses_parse(mem, text, shell_kind(SHELL_ZSH), &uses);
 *
 * Read as assignments.h reads: what is not plain is left out.
 */
#ifndef SHELL_USES_H
#define SHELL_USES_H

#include "shell/shell.h"

struct line_use {
	int line;         /* 1-based */
	const char *text; /* the line */
	const char *what; /* the file, or the program: quotes taken off, $HOME not expanded */
	bool runs;        /* a program whose output is evaluated, not a file */
	/* Looked for first (`[ -f FILE ] &&`, in an if), or its failing does not matter. */
	bool guarded;
	bool conditional; /* inside an if, a case or a function */
	bool of_each; /* `for f in DIR/x*; do . "$f"`: all files that are called so, where they are */
	bool first;   /* `. DIR/x*`: only the first of them */
};
struct line_uses LIST_OF(struct line_use);

void line_uses_parse(struct arena *mem, struct bytes text, const struct shell_kind *kind,
		     struct line_uses *ret);

bool line_returns(const char *line); /* `return`, `exit 1` */
/* `source FILE || return`: nothing below is read where there is none. */
bool line_ends_without_it(const char *line);

#endif
