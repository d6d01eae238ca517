/* "undefined: slices.Sort": which Go a text needs, by the names of the standard library that it lacks. */
#include "explain/judge.h"

#include <string.h>

static bool is_of_a_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

/* "os.ReadFile", or "min" */
static const char *name_at(struct arena *mem, const char *at)
{
	size_t n = 0;

	while (is_of_a_word(at[n]) || (at[n] == '.' && is_of_a_word(at[n + 1])))
		n++;
	return arena_strndup(mem, at, n);
}

/* The release that brought it; "0": any Go has it, or none; NULL: it is no name of the standard library. */
static const char *came_with(const struct catalogue *c, const char *name)
{
	size_t package = strcspn(name, ".") + 1;
	bool known = false;

	for (size_t i = 0; i < c->releases.n; i++)
		for (size_t k = 0; k < c->releases.at[i].has.n; k++) {
			const char *one = c->releases.at[i].has.at[k];

			if (str_equal(one, name))
				return c->releases.at[i].version;
			known = known || strncmp(one, name, package) == 0;
		}
	return known ? "0" : NULL;
}

/* "type parameters require go1.18 or later" */
static const char *named_at(struct arena *mem, const char *at)
{
	size_t n = strspn(at, "0123456789.");

	return str_starts(at + n, " or later") ? arena_strndup(mem, at, n) : NULL;
}

static void take_newer(const char **ret, const char *version)
{
	if (version && (!*ret || version_compare(version, *ret) > 0))
		*ret = version;
}

const char *explain_needed_go(struct arena *mem, const struct explanation *x)
{
	static const char undefined[] = "undefined: ", require[] = "require";
	const char *needed = NULL;

	for (size_t i = 0; i < x->lines.n; i++) {
		for (const char *at = x->lines.at[i]; (at = strstr(at, undefined));) {
			at += strlen(undefined);
			take_newer(&needed, came_with(x->catalogue, name_at(mem, at)));
		}
		for (const char *at = x->lines.at[i]; (at = strstr(at, require));) {
			at += strlen(require);
			at += *at == 's';
			if (str_starts(at, " go"))
				take_newer(&needed, named_at(mem, at + strlen(" go")));
		}
	}
	return needed;
}
