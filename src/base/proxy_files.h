/* Files in which programs have a proxy of their own, whatever the variables of the shell say. Pure. */
#ifndef BASE_PROXY_FILES_H
#define BASE_PROXY_FILES_H

#include <stdbool.h>
#include <stddef.h>

struct proxy_file {
	const char *program;
	const char *file; /* ~ is the home; "FOLDER/" and a star: each file in it */
};

/* NULL behind the last one. */
const struct proxy_file *proxy_file_at(size_t i);
/* The word "proxy" in a line, in whatever letters; NULL. */
const char *proxy_file_word(const char *line);
/* Is it one of these files, and not git's, of which more is looked at? */
bool proxy_file_is(const char *path);
/* Does the line speak of a proxy, and of no password? */
bool proxy_file_shows(const char *line);

#endif
