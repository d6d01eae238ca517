/* Is a text nothing but commands, as an article or a script has them, with what stands between? */
#include "explain/read.h"

#include <string.h>

#include "explain/command_match.h"

/* What an article or a file has beside its commands: comments, headings, keys, Chinese sentences. */
static bool is_beside_commands(const char *line, bool prompted)
{
	static const char *const marks[] = {
		"#",      "//",       "```",     "<!--",       "- name:",  "- uses:",   "EOF",
		"uses: ", "with: ",   "image: ", "runs-on: ",  "on: ",     "name: ",    "stage: ",
		"FROM ",  "WORKDIR ", "COPY ",   "ENTRYPOINT", ".PHONY: ", "version: ", "shell: ",
	};
	size_t n = strlen(line);

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (str_starts(line, marks[i]))
			return true;
	if (n == 0 || line[n - 1] == ':' || str_ends(line, ": |") || str_ends(line, ": >"))
		return true;
	if (!prompted && (unsigned char)line[0] >= 0xc3)
		return true; /* a sentence of another language */
	for (size_t i = 0; !prompted && i < n; i++)
		if ((unsigned char)line[i] >= 0xe3 && (unsigned char)line[i] < 0xf0)
			return true;
	return false;
}

/* exit 1, return, local name=value */
static bool is_word_of_a_script(const struct names *words)
{
	const char *rest = words->n > 1 ? words->at[1] : "0";

	if (glob_matches("exit|return|break|continue|shift|wait|sleep", words->at[0]))
		return words->n <= 2 && strspn(rest, "-0123456789$?") == strlen(rest);
	return glob_matches("local|declare|typeset|readonly|trap|let", words->at[0]) &&
	       words->n > 1 && (strchr(rest, '=') || str_equal(words->at[0], "trap"));
}

/* done < tools.txt, else, }, "install_go() {": nothing that is started. */
static bool is_syntax(struct arena *mem, const char *line)
{
	struct names words = command_words(mem, line);

	return words.n &&
	       (command_begin(&words, 0, words.n) == words.n || is_word_of_a_script(&words) ||
		str_starts(line, "done < ") || str_ends(line, "()") || str_ends(line, "() {"));
}

struct passage { /* lines of an article, one after the other */
	size_t first;
	size_t end; /* of the lines that were looked at */
};

/* A sentence of an article; where commands stand behind prompts, what follows one directly is what it printed. */
static bool is_told(struct passage *p, const struct names *lines, size_t i, bool prompted)
{
	for (; p->end <= i; p->end++)
		if (!is_line_of_article(lines->at[p->end]))
			p->first = p->end + 1;
	return p->first <= i && (!prompted || p->first == 0 || !lines->at[p->first - 1][0]);
}

bool are_only_commands(struct arena *mem, const struct names *lines, bool prompted)
{
	bool goes_on = false;
	struct passage passage = { 0 };

	for (size_t i = 0; i < lines->n; i++) {
		struct names one = { 0 };
		size_t written = heredoc_lines(mem, lines, i) + quoted_lines(lines, i);

		list_push(mem, &one, lines->at[i]);
		if (!goes_on && !is_beside_commands(lines->at[i], prompted) &&
		    !is_told(&passage, lines, i, prompted) && !is_syntax(mem, lines->at[i]) &&
		    !commands_in(mem, &one).n)
			return false;
		goes_on = str_ends(lines->at[i], "\\");
		i += written;
	}
	return true;
}
