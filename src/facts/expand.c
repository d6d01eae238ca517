/* What a value of a start file comes to. */
#include "facts/gather.h"

#include <string.h>

/* A variable as start files see it: earlier plain assignments, then the environment. */
static const char *expand_variable(const void *ctx, const char *name)
{
	const struct gather *g = ctx;
	const struct shell_facts *s = &g->f->shell;

	if (str_equal(name, "HOME"))
		return g->f->places.home;
	for (size_t i = s->assignments.n; i > 0; i--) {
		const struct assignment *a = &s->assignments.at[i - 1];

		if (a->plain && str_equal(a->name, name) && !strchr(a->value, '$'))
			return a->value;
		if (a->plain && str_equal(a->name, name) && str_starts(a->value, "$HOME/"))
			return path_join(g->mem, g->f->places.home, a->value + 6);
	}
	if (str_equal(name, "XDG_CONFIG_HOME"))
		return g->f->places.config;
	return gather_env(g, name);
}

const char *assignment_expand(const struct gather *g, const char *value)
{
	return assignment_expanded(g->mem, value, expand_variable, g);
}
