/*
 * The variables that cmd/go reads (go help environment), once for all who ask for some of them.
 *
 *	go_variables_each (v)
 *		if (v->uses & VARIABLE_SETTING)
 *			...
 *
 * The order is about that of suspicion: what is likely to break a build comes first. GOENV is no
 * setting: it names the file that the others may stand in.
 */
#ifndef TOOL_GO_VARIABLES_H
#define TOOL_GO_VARIABLES_H

#include <stdbool.h>

enum go_variable_use {
	VARIABLE_SETTING = 1 << 0, /* facts tell its value and where that comes from */
	VARIABLE_LINE = 1 << 1,    /* lines of start files that assign it are read */
	/* Where modules come from and where things lie: goready's own go gets the user's values,
	 * and so does what is started as a new login shell would have it. */
	VARIABLE_HANDED_ON = 1 << 2,
	VARIABLE_SUSPECT = 1 << 3, /* may be why a proof fails in the user's environment only */
};

struct go_variable {
	const char *name;
	unsigned uses; /* of go_variable_use */
};

extern const struct go_variable go_variables[]; /* ends with an empty row */
#define go_variables_each(v) for (const struct go_variable *v = go_variables; v->name; v++)

/* Is it a variable of Go with one of these uses? */
bool go_variable_is(const char *name, unsigned uses);

#endif
