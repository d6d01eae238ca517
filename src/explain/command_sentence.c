/* Lines that begin with a command's name and are none: what a program says, and what people write. */
#include "explain/command.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* ---- what a program says ---- */

static bool is_one_of(const char *word, const char *const *words)
{
	for (; *words; words++)
		if (str_equal(word, *words))
			return true;
	return false;
}

/* "." alone is the sign of "source", and "yes" is typed in front of a pipe. */
static bool is_only_spelt_like_one(const struct names *words)
{
	if (str_equal(words->at[0], "."))
		return !strchr("~/$.<\"", words->at[1][0]);
	return str_equal(words->at[0], "yes") && !names_hold(words, "|");
}

/* "protoc-gen-go: unable to ...", "go: error: ...", "go get example.com/x: module example.com/x: ..." */
static bool is_labelled(const struct names *words)
{
	static const char *const labels[] = { "ERROR", "WARN", "error:", "warning:", NULL };

	if (str_ends(words->at[0], ":") && words->at[0][1])
		return true;
	for (size_t i = 2; str_equal(words->at[0], "go") && i + 1 < words->n; i++)
		if (str_ends(words->at[i], ":"))
			return true;
	return is_one_of(words->at[1], labels);
}

/* "git version 2.39.2", "go version go1.26.0 linux/amd64" */
static bool tells_a_version(const struct names *words)
{
	return words->n > 2 && str_equal(words->at[1], "version") &&
	       (isdigit((unsigned char)words->at[2][0]) || str_starts(words->at[2], "go1."));
}

/* "npm ERR! code 1" */
static bool is_said_by_a_manager(const struct names *words)
{
	static const char *const who[] = { "npm", "yarn", "pnpm", "mise", "rtx", "asdf", NULL };
	static const char *const said[] = { "ERR!",   "error",   "ERROR",  "WARN", "warn",
					    "notice", "missing", "failed", NULL };

	return is_one_of(words->at[0], who) && is_one_of(words->at[1], said);
}

bool is_said_by_a_program(const struct names *words)
{
	return words->n > 1 && (is_only_spelt_like_one(words) || is_labelled(words) ||
				tells_a_version(words) || is_said_by_a_manager(words));
}

/* ---- what people write ---- */

/* "isn't" is split as a shell would: its ' opens a quotation. */
static bool is_word_of_a_sentence(const char *word)
{
	static const char words[] =
		" is are was were says said works worked fails cannot but because"
		" my your you that sure ";
	static const char cut[] = " isnt doesnt dont cant wont didnt wasnt im ive ";
	size_t n = strcspn(word, " ,.?!");

	for (const char *at = word[n] == ' ' ? cut : words; n > 1 && *at; at++)
		if (*at == ' ' && strncasecmp(at + 1, word, n) == 0 && at[n + 1] == ' ')
			return true;
	return false;
}

/* "go build -o my .", "git clone URL my", "cp my /usr/local/bin": behind an option, before a path or at the end these
 * are names. */
static bool is_name_of_a_thing(const struct names *words, size_t i)
{
	static const char *const names[] = { "my", "your", "you", "that", "sure", NULL };

	return is_one_of(words->at[i], names) && (i + 1 == words->n || words->at[i - 1][0] == '-' ||
						  strchr("/~.$", words->at[i + 1][0]));
}

size_t sentence_at(const struct names *words)
{
	if (str_equal(words->at[0], "echo") || str_equal(words->at[0], "printf"))
		return 0;
	for (size_t i = 1; i < words->n && !strchr("|;&", words->at[i][0]); i++)
		if (is_word_of_a_sentence(words->at[i]) && !is_name_of_a_thing(words, i))
			return i;
	return 0;
}
