/*
 * What somebody may have meant: the known name with the fewest changes from what was typed (letters
 * added, left out, exchanged, swapped).
 *
 *	struct nearest near = { .typed = "aply" };
 *	nearest_try(&near, "apply");
 *	nearest_try(&near, "undo");
 *	... near.name is "apply"; NULL where nothing was tried
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stddef.h>

struct nearest {
	const char *typed;
	const char *name;
	size_t changes;
};

void nearest_try(struct nearest *n, const char *name);

#endif
