/* A person's text beside a capture of their machine: the home folder has its made-up name there. */
#include "capture/captured.h"

#include <ctype.h>
#include <string.h>

#include "capture/capture.h"

/* The name behind "/Users/" at `at`; 0: there is none, or that home is on the captured machine. */
static size_t home_name(struct arena *mem, struct host *h, struct bytes text, size_t at,
			const char *above)
{
	size_t n = 0, from = at + strlen(above);

	if (from >= text.n || memcmp(text.at + at, above, strlen(above)) != 0)
		return 0;
	while (from + n < text.n &&
	       (isalnum((unsigned char)text.at[from + n]) || strchr("._-", text.at[from + n])))
		n++;
	if (!n || host_exists(h, arena_strndup(mem, text.at + at, strlen(above) + n)))
		return 0;
	return strncmp(text.at + from, "Shared", n) == 0 ||
			       strncmp(text.at + from, "linuxbrew", n) == 0
		       ? 0
		       : n;
}

struct bytes host_captured_text(struct arena *mem, struct host *h, struct bytes text)
{
	const char *home = h->getenv(h, "HOME");
	const char *above = home ? arena_fmt(mem, "%s/", path_folder(mem, home)) : "/";
	struct str s = { .mem = mem };

	if (!str_equal(above, "/Users/") && !str_equal(above, "/home/"))
		return text; /* root's, which is nobody's name */
	for (size_t i = 0; i < text.n;) {
		bool begins = i == 0 || !isalnum((unsigned char)text.at[i - 1]);
		size_t n = begins ? home_name(mem, h, text, i, above) : 0;

		if (n) {
			str_add(&s, home);
			i += strlen(above) + n;
		} else {
			str_add_char(&s, text.at[i++]);
		}
	}
	return str_bytes(&s);
}
