/* A child's environment: a list of NAME=value. */
#ifndef BASE_ENVIRONMENT_H
#define BASE_ENVIRONMENT_H

#include "base/arena.h"
#include "base/list.h"

/* The value of NAME in a list of NAME=value; NULL where it is not there. */
const char *environment_value(const struct names *environment, const char *name);
/* Puts NAME=value in, in the place of an older one; value NULL takes it out. */
void environment_set(struct arena *mem, struct names *environment, const char *name,
		     const char *value);
/* For a program whose output is only read, never shown as it comes: no colours, nothing that moves
 * a cursor, whatever the user's own settings force. */
void environment_for_reading(struct arena *mem, struct names *environment);

#endif
