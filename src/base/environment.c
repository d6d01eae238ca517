#include "base/environment.h"

#include <string.h>

/* no-color.org, bixense.com/clicolors and force-color.org; value NULL: taken out. */
static const struct {
	const char *name, *value;
} for_reading[] = {
	{ "TERM", "dumb" },         { "NO_COLOR", "1" },     { "CLICOLOR", "0" },
	{ "CLICOLOR_FORCE", NULL }, { "FORCE_COLOR", NULL },
};

const char *environment_value(const struct names *environment, const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < environment->n; i++) {
		const char *at = environment->at[i];

		if (strncmp(at, name, n) == 0 && at[n] == '=')
			return at + n + 1;
	}
	return NULL;
}

void environment_set(struct arena *mem, struct names *environment, const char *name,
		     const char *value)
{
	size_t n = strlen(name), kept = 0;

	for (size_t i = 0; i < environment->n; i++) {
		const char *at = environment->at[i];

		if (strncmp(at, name, n) != 0 || at[n] != '=')
			environment->at[kept++] = at;
	}
	environment->n = kept;
	if (value)
		list_push(mem, environment, arena_fmt(mem, "%s=%s", name, value));
}

void environment_for_reading(struct arena *mem, struct names *environment)
{
	for (size_t i = 0; i < sizeof(for_reading) / sizeof(for_reading[0]); i++)
		environment_set(mem, environment, for_reading[i].name, for_reading[i].value);
}
