/* Files in which programs have a proxy of their own, whatever the variables of the shell say. Pure. */
#ifndef BASE_PROXY_FILES_H
#define BASE_PROXY_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct proxy_file {
	const char *program;
	const char *file; /* ~ is the home; "FOLDER/" and a star: each file in it */
};

/* NULL behind the last one. */
const struct proxy_file *proxy_file_at(size_t i);
/* Is it one of these files, and not git's, of which more is looked at? */
bool proxy_file_is(const char *path);

/* `proxy = http://NAME:PASSWORD@127.0.0.1:7890`: "proxy", and "http://127.0.0.1:7890". */
struct proxy_setting {
	const char *key, *address;
};

/* The next one that a line of such a file has, from *at on; of what else is on the line nothing. */
bool proxy_setting_next(struct arena *mem, const char **at, struct proxy_setting *ret);

#endif
