/*
 * goready as it is typed here. Where no PATH leads to it, "goready fix" in a message starts nothing: each message of
 * ours then names the program that is there.
 */
#ifndef BASE_OWN_NAME_H
#define BASE_OWN_NAME_H

#include <stdbool.h>
#include <stddef.h>

/* From now on: one word of the shell, which is kept. `is_command`: of goready's, such as "fix". */
void own_name_set(const char *program, bool (*is_command)(const char *word, size_t n));
/* The message, which may be a format, with that name before each command of ours that can be copied from it. */
const char *own_name_in(const char *message);

#endif
