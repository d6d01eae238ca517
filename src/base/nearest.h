/*
 * What somebody may have meant: the known name with the fewest changes from what was typed (letters
 * added, left out, exchanged, swapped).
 *
 *	struct nearest near = { .typed = "aply" };
 *	nearest_try(&near, "apply");
 *	nearest_try(&near, "undo");
 *	nearest_hint(e, &near, _("'goready --help' lists the commands."));
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct nearest {
	const char *typed;
	const char *name; /* NULL where nothing was tried */
	size_t changes;
};

void nearest_try(struct nearest *n, const char *name);
/* Few enough changes for a slip of the hand: one in three letters, and never one in two. */
bool nearest_is_near(const struct nearest *n);
/* The hint of e: "Did you mean NAME?" where something is near, and in any case where all of them are. */
void nearest_hint(struct err *e, const struct nearest *n, const char *all);

#endif
