/* Files that are part of the program (assets/), made by packaging/cmake/embed.cmake. */
#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H

#include <stddef.h>

struct embedded_file {
	const char *name;          /* path below its folder; NULL ends the table */
	const unsigned char *data; /* a NUL follows, uncounted */
	size_t size;
};

#endif
