/*
 * goready as it is typed here. Where no PATH leads to it, "goready fix" starts nothing: what we tell people to type
 * begins with own_name(), and in messages own_name_in() names the program that is there.
 */
#ifndef BASE_OWN_NAME_H
#define BASE_OWN_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* From now on: one word of the shell, of which a copy is kept. `is_command`: of goready's, such as "fix"; NULL:
 * messages stay as they are, since they are about another machine or about all. */
void own_name_set(const char *program, bool (*is_command)(const char *word, size_t n));
/* That word; "goready" before it was set. */
const char *own_name(void);
/* "goready undo", as it is typed here. */
const char *own_command(struct arena *mem, const char *words);
/* The message, which may be a format, with that name before each command of ours that can be copied from it. It
 * lasts as long as the program. */
const char *own_name_in(const char *message) __attribute__((format_arg(1)));

#endif
