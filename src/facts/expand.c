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

/* ---- one line, by what stands above it ---- */

struct line_above {
	struct arena *mem;
	const struct facts *f;
	const struct assignment *line;
	variable_value *environment;
	const void *ctx;
};

static bool is_set_below(const struct line_above *l, const char *name)
{
	const struct assignments *all = &l->f->shell.assignments;

	for (const struct assignment *a = l->line + 1; a < all->at + all->n; a++)
		if (str_equal(a->name, name) && str_equal(a->file, l->line->file))
			return true;
	return false;
}

/* One that is set further down only has no value yet: GOBIN=$GOPATH/bin above GOPATH is /bin. */
static const char *variable_above(const void *ctx, const char *name)
{
	const struct line_above *l = ctx;
	const struct assignment *first = l->f->shell.assignments.at, *a = l->line;
	const char *value;

	if (str_equal(name, "HOME"))
		return l->f->places.home;
	while (a > first)
		if (str_equal((--a)->name, name))
			return a->certain
				       ? facts_line_value(l->mem, l->f, a, l->environment, l->ctx)
				       : NULL;
	value = l->environment(l->ctx, name);
	if (value && *value)
		return value;
	return is_set_below(l, name) ? "" : NULL;
}

const char *facts_line_value(struct arena *mem, const struct facts *f,
			     const struct assignment *line, variable_value *environment,
			     const void *ctx)
{
	const struct line_above l = { mem, f, line, environment, ctx };

	if (!line->value || strchr(line->value, '`'))
		return NULL;
	return assignment_expanded(mem, line->value, variable_above, &l);
}
