/*
 * A text that somebody pasted, made readable: what a terminal, a browser, a log collector or a chat
 * did to it is taken off, and the words stay.
 *
 *	struct pasted p = pasted_read(mem, bytes);
 *
 * Pure; memory is of `mem`. Nothing is ever an error: bytes that are no text are left out.
 */
#ifndef EXPLAIN_TEXT_H
#define EXPLAIN_TEXT_H

#include <stdint.h>

#include "base/str.h"

enum { PASTED_MOST = 256 << 10 }; /* bytes that are looked at: the end of a log says what failed */

struct pasted {
	struct names lines; /* UTF-8, without blanks at their ends; wrapped lines made whole */
	struct names
		as_written; /* where lines were made whole: as they came, in case they were meant so */
	bool cut;           /* there was more before these lines */
};

struct pasted pasted_read(struct arena *mem, struct bytes text);

/* A list of commands, with comments between them: each line was typed as it stands. */
bool are_all_commands(struct arena *mem, const struct names *lines);
/* Its first part: the bytes as UTF-8, without what terminals, mails, JSON and HTML add. */
const char *text_decoded(struct arena *mem, struct bytes text);

/* Characters as they are compared: lower case, full-width forms as ASCII, every quotation mark as
 * one, every dash as one. */
uint32_t fold_character(uint32_t c);
/* The next character of UTF-8 text and its length in *ret_n (at least 1 where n is); U+FFFD for a
 * byte that is none. */
uint32_t next_character(const char *at, size_t n, size_t *ret_n);

#endif
