/*
 * What another program said, told so that it cannot pass for goready's own words: each line of it begins
 * with "protoc said: ", and whoever breaks such a line repeats that (foreign_prefix).
 */
#ifndef BASE_FOREIGN_H
#define BASE_FOREIGN_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

/* `who` is a program's name or path. "protoc said nothing" where the text is empty. */
const char *foreign_said(struct arena *mem, const char *who, const char *text);
/* Bytes of "protoc said: " at the beginning of a line; 0: it is no such line. */
size_t foreign_prefix(const char *line);
/* Where in the line, behind words of goready's, such a beginning stands; 0: nowhere. */
size_t foreign_within(const char *line);
/* A command ended badly: "COMMAND ended with status 1", and what it said on lines of its own. */
enum rc foreign_failed(struct arena *mem, const char *command, int status, const char *text,
		       struct err *e);
enum rc foreign_timed_out(struct arena *mem, const char *command, int seconds, const char *text,
			  struct err *e);

#endif
