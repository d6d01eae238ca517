#include "base/old_command.h"

#include <string.h>

#include "base/str.h"

bool old_commands_may_be_in(const char *name)
{
	static const char *const names[] = { "Makefile",      "makefile", "GNUmakefile",
					     "justfile",      "gen.go",   "Taskfile.yml",
					     "Taskfile.yaml", "doc.go",   "generate.go",
					     "main.go" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_equal(name, names[i]))
			return true;
	return str_ends(name, ".mk") || str_ends(name, ".sh");
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static const char *word_around(const char *line, const char *at)
{
	while (at > line && !is_blank(at[-1]))
		at--;
	return at;
}

bool is_old_command(const char *line)
{
	const char *option = strstr(line, "plugins=grpc"), *word;

	line += strspn(line, " \t");
	if (!option || *line == '#' ||
	    (str_starts(line, "//") && !str_starts(line, "//go:generate")))
		return false;
	word = word_around(line, option);
	if (word == option) { /* "--go_out plugins=grpc:." */
		while (word > line && is_blank(word[-1]))
			word--;
		word = word_around(line, word);
	}
	return str_starts(word, "--go_out") || str_starts(word, "--go_opt");
}
