/*
 * Where something stands in a text, in the time that it takes to get there. The C library of the static release
 * (zig's, lib/c/string.zig) looks for the end of the text first: what goes through a text piece by piece then takes
 * the square of its length, undo of Go's tree 11 seconds in place of one. There these are strchr and its like.
 */
#ifndef BASE_FIND_H
#define BASE_FIND_H

#include <stddef.h>

/* As strchr, strspn, strcspn and strpbrk. */
char *find_char(const char *text, int c);
size_t find_span(const char *text, const char *accepted);
size_t find_span_without(const char *text, const char *refused);
char *find_any(const char *text, const char *wanted);

#endif
