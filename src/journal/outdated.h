/*
 * Variables that this process still has as a line of a start file gave them before goready repaired it: a
 * terminal that was open then. Reads the journals of runs that stand, and starts nothing.
 *
 *	struct outdated_variables old = outdated_variables(mem, host, facts, SHELL_ZSH);
 *
 * What the user has set in this terminal to something else stays his, and so does what a line gives today,
 * or one whose value only the shell can tell. A journal that cannot be read counts as none.
 */
#ifndef JOURNAL_OUTDATED_H
#define JOURNAL_OUTDATED_H

#include "facts/facts.h"

struct outdated_variable {
	const char *name;
	const char *value; /* what a new terminal of that shell gives it; NULL: it has none */
};
struct outdated_variables LIST_OF(struct outdated_variable);

struct outdated_variables outdated_variables(struct arena *mem, struct host *host,
					     const struct facts *f, enum shell_id shell);

#endif
