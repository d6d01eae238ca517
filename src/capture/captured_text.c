/* A person's text beside a capture of their machine: the home folder has its made-up name there. */
#include "capture/captured.h"

#include <ctype.h>
#include <string.h>

#include "capture/capture.h"

static bool is_nobodys(const char *name, size_t n)
{
	static const char *const names[] = { "Shared", "linuxbrew" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strlen(names[i]) == n && strncmp(names[i], name, n) == 0)
			return true;
	return false;
}

/* What a variable of the captured machine has from a home that is gone (a renamed account) is another's. */
static bool is_in_a_variable(const struct captured *c, const char *other)
{
	size_t n = strlen(other);

	for (size_t i = 0; i < c->env.n; i++)
		for (const char *at = c->env.at[i].value; at && (at = strstr(at, other)); at += n)
			if (!at[n] || strchr("/:", at[n]))
				return true;
	return false;
}

/* The name behind "/Users/" at `at`; 0: there is none, or that home is the captured machine's own matter. */
static size_t home_name(struct arena *mem, struct host *h, const char *text, size_t at,
			const char *above)
{
	size_t n = 0, from = at + strlen(above);
	const char *other;

	if (!str_starts(text + at, above))
		return 0;
	while (text[from + n] &&
	       (isalnum((unsigned char)text[from + n]) || strchr("._-", text[from + n])))
		n++;
	other = arena_strndup(mem, text + at, strlen(above) + n);
	if (!n || host_exists(h, other) || is_in_a_variable(captured_of(h), other))
		return 0;
	return is_nobodys(text + from, n) ? 0 : n;
}

const char *host_captured_text(struct arena *mem, struct host *h, const char *text)
{
	const char *home = h->getenv(h, "HOME");
	const char *above = home ? arena_fmt(mem, "%s/", path_folder(mem, home)) : "/";
	struct str s = { .mem = mem };

	if (!str_equal(above, "/Users/") && !str_equal(above, "/home/"))
		return text; /* root's, which is nobody's name */
	for (size_t i = 0; text[i];) {
		bool begins = i == 0 || !isalnum((unsigned char)text[i - 1]);
		size_t n = begins ? home_name(mem, h, text, i, above) : 0;

		if (n) {
			str_add(&s, home);
			i += strlen(above) + n;
		} else {
			str_add_char(&s, text[i++]);
		}
	}
	return str_text(&s);
}
