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

static bool is_of_a_name(char c)
{
	return isalnum((unsigned char)c) || (c && strchr("._-", c));
}

/* As a folder, and not as the beginning of a longer name. */
static bool names_home(struct bytes text, const char *other)
{
	size_t n = strlen(other);

	for (const char *at; (at = bytes_find(text, other));) {
		text.n -= (size_t)(at + n - text.at);
		text.at = at + n;
		if (!text.n || !is_of_a_name(*text.at))
			return true;
	}
	return false;
}

static bool is_in_a_file(const struct node *folder, const char *other)
{
	for (const struct node *at = folder->first; at; at = at->next)
		if ((at->has_content && names_home(at->content, other)) || is_in_a_file(at, other))
			return true;
	return false;
}

/* What a variable, a start file or Go's settings of the captured machine have from a home that is gone (a renamed
 * account) is another's. */
static bool is_known_there(const struct captured *c, const char *other)
{
	for (size_t i = 0; i < c->env.n; i++)
		if (names_home(bytes_of(c->env.at[i].value), other))
			return true;
	return is_in_a_file(c->root, other);
}

/* The name behind "/Users/" at `at`; 0: there is none, or that home is the captured machine's own matter. */
static size_t home_name(struct arena *mem, struct host *h, const char *text, size_t at,
			const char *above)
{
	size_t n = 0, from = at + strlen(above);
	const char *other;

	if (!str_starts(text + at, above))
		return 0;
	while (is_of_a_name(text[from + n]))
		n++;
	other = arena_strndup(mem, text + at, strlen(above) + n);
	if (!n || host_exists(h, other) || is_known_there(captured_of(h), other))
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
