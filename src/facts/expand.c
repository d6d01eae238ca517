/* What a value of a start file comes to. */
#include "facts/gather.h"

#include <string.h>

static const char *home_alone(const void *ctx, const char *name)
{
	const struct gather *g = ctx;

	return str_equal(name, "HOME") ? g->f->places.home : NULL;
}

/* The line whose value it is; NULL: any, after all of them. */
struct value_of_line {
	const struct gather *g;
	const struct assignment *line;
};

static const char *root_of(const struct assignment *a)
{
	return a->read_by ? a->read_by : a->file;
}

/* A file is read from top to bottom, and what it sources in its place; a function runs whenever it is called. */
static bool has_not_run(const struct assignment *a, const struct assignment *line)
{
	return line && a > line && !line->function && str_equal(root_of(a), root_of(line));
}

/* A variable as start files see it: earlier assignments that are certain, then the environment. That may have it of a line
 * further down, and a new shell has nothing yet. */
static const char *expand_variable(const void *ctx, const char *name)
{
	const struct value_of_line *v = ctx;
	const struct gather *g = v->g;
	const struct shell_facts *s = &g->f->shell;
	const char *environment = gather_env(g, name), *below = NULL;

	if (str_equal(name, "HOME"))
		return g->f->places.home;
	for (size_t i = s->assignments.n; i > 0; i--) {
		const struct assignment *a = &s->assignments.at[i - 1];
		const char *value =
			(a->plain || (a->certain && !a->function)) && str_equal(a->name, name)
				? assignment_expanded(g->mem, a->value, home_alone, g)
				: NULL;

		if (value && !has_not_run(a, v->line))
			return value;
		if (value)
			below = value;
	}
	if (str_equal(name, "XDG_CONFIG_HOME"))
		return g->f->places.config;
	return below && (!environment || str_equal(environment, below)) ? "" : environment;
}

const char *assignment_expand(const struct gather *g, const char *value)
{
	const struct value_of_line v = { g, NULL };

	return assignment_expanded(g->mem, value, expand_variable, &v);
}

const char *path_line_expand(const struct gather *g, const struct assignment *line)
{
	const struct value_of_line v = { g, line };

	return assignment_expanded(g->mem, line->value, expand_variable, &v);
}

/* ---- one line, by what stands above it ---- */

enum { MOST_REFERENCES = 500 };

struct line_above {
	struct arena *mem;
	const struct facts *f;
	const struct assignment *line;
	variable_value *environment;
	const void *ctx;
	int *left; /* references: of lines that name themselves twice there would be no end */
};

static bool is_set_below(const struct line_above *l, const char *name)
{
	const struct assignments *all = &l->f->shell.assignments;

	for (const struct assignment *a = l->line + 1; a < all->at + all->n; a++)
		if (str_equal(a->name, name) && str_equal(a->file, l->line->file))
			return true;
	return false;
}

/* What fish sets is nothing to zsh; ~/.profile may be of all. */
static bool is_of_another_shell(const struct facts *f, const struct assignment *a,
				const struct assignment *line)
{
	const struct start_file *one = facts_start_file(f, a->file);
	const struct start_file *other = facts_start_file(f, line->file);

	return one && other && one->shell != other->shell && one->shell != SHELL_SH &&
	       other->shell != SHELL_SH;
}

static const char *line_value(const struct line_above *l);

/* One that is set further down only has no value yet: GOBIN=$GOPATH/bin above GOPATH is /bin. */
static const char *variable_above(const void *ctx, const char *name)
{
	const struct line_above *l = ctx;
	const struct assignment *first = l->f->shell.assignments.at, *a = l->line;
	const char *value;

	if (str_equal(name, "HOME"))
		return l->f->places.home;
	if (str_equal(name, "USER") || str_equal(name, "LOGNAME"))
		return path_name(l->f->places.home);
	if (--*l->left < 0)
		return NULL;
	while (a > first) {
		struct line_above above = *l;

		above.line = --a;
		if (str_equal(a->name, name) && !is_of_another_shell(l->f, a, l->line))
			return a->certain ? line_value(&above) : NULL;
	}
	value = l->environment(l->ctx, name);
	if (value && *value)
		return value;
	return is_set_below(l, name) ? "" : NULL;
}

static const char *line_value(const struct line_above *l)
{
	if (!l->line->value || strchr(l->line->value, '`'))
		return NULL;
	return assignment_expanded(l->mem, l->line->value, variable_above, l);
}

const char *facts_line_value(struct arena *mem, const struct facts *f,
			     const struct assignment *line, variable_value *environment,
			     const void *ctx)
{
	int left = MOST_REFERENCES;

	return line_value(&(struct line_above){ mem, f, line, environment, ctx, &left });
}

const struct assignment *gather_last_line(const struct gather *g, const char *name)
{
	return assignments_last(&g->f->shell.assignments, name);
}
