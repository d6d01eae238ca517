#include "shell/terminal_test.h"

#include <string.h>

#include "shell/lines.h"

/* `test -t 1`, `[[ -t 0 ]]`, `tty -s`, and fish's `isatty stdin`. */
static bool tests_for_terminal(const char *line)
{
	static const char *const words[] = { " -t 0",   " -t 1",  " -t 2",
					     " -t fd/", "tty -s", "isatty" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const char *at = strstr(line, words[i]);
		const char *behind = at ? at + strlen(words[i]) : NULL;

		if (behind && (!*behind || strchr(" ;])&|", *behind)))
			return true;
	}
	return false;
}

/* What a terminal has then, and nothing else. */
static bool matters(const char *line)
{
	static const char *const words[] = { "return", "exit", "PATH", "source ", ". ", "path" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		for (const char *at = strstr(line, words[i]); at; at = strstr(at + 1, words[i]))
			if (at == line || strchr(" \t;&|{_", at[-1]))
				return true;
	return false;
}

bool file_asks_for_terminal(struct arena *mem, struct bytes text, const struct shell_kind *kind)
{
	bool inside = false; /* of an if that tests for one */
	struct lines l;

	lines_open(&l, mem, text, kind->language->lines);
	while (lines_next(&l)) {
		bool tests = l.trimmed[0] != '#' && tests_for_terminal(l.trimmed);

		inside = tests || (inside && l.depth);
		if (inside && matters(l.trimmed))
			return true;
	}
	return false;
}
