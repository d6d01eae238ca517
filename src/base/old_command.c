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

static bool is_comment(const char *line)
{
	line += strspn(line, " \t");
	return *line == '#' || str_starts(line, "//");
}

bool installs_old_generator(const char *line)
{
	return !is_comment(line) && strstr(line, "github.com/golang/protobuf/protoc-gen-go@v");
}

bool is_old_command(const char *file, const char *line)
{
	const char *option = strstr(line, "plugins=grpc"), *word;

	if (!option ||
	    (str_ends(file, ".go") ? !str_starts(line, "//go:generate ") : is_comment(line)))
		return false;
	word = word_around(line, option);
	if (word == option) { /* "--go_out plugins=grpc:." */
		while (word > line && is_blank(word[-1]))
			word--;
		word = word_around(line, word);
	}
	return str_starts(word, "--go_out") || str_starts(word, "--go_opt");
}
