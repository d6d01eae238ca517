/* What a command begins with: assignments, what starts it (sudo, nohup), and its own first word. */
#include "explain/command_match.h"

#include <string.h>

#include "explain/words.h"
#include "shell/lines.h"

bool is_assignment_word(const char *word)
{
	size_t name, value;

	return assignment_begins(word, &name, &value);
}

/* go.exe */
static bool is_windows_name(const char *word)
{
	enum { MOST = 70 };
	char name[MOST];
	size_t n = str_ends(word, ".exe") ? strlen(word) - strlen(".exe") : 0;

	if (n == 0 || n >= MOST)
		return false;
	memcpy(name, word, n);
	name[n] = '\0';
	return words_have("commands", name);
}

/* Without a prompt only what begins like the commands of articles is taken for one. */
bool is_command_word(const char *word)
{
	if (strchr("/~$.", word[0]) && strchr(word, '/') && is_command_word(path_name(word)))
		return true;
	return is_assignment_word(word) ||
	       (word[0] && !strchr(word, ' ') && words_have("commands", word)) ||
	       is_windows_name(word);
}

static bool stands_in_front(const char *word)
{
	return words_have("in_front", word) && !is_command_word(word);
}

size_t command_word_at(const struct names *words)
{
	size_t at = 0;

	while (at + 1 < words->n && stands_in_front(words->at[at]))
		at++;
	return at;
}

/* Is the word one of those in the rest of a list's line? */
static bool stands_in_line(const char *line, const char *word)
{
	size_t n = strlen(word);

	for (; *line == ' '; line += 1 + strcspn(line + 1, " \n"))
		if (strncmp(line + 1, word, n) == 0 && strchr(" \n", line[1 + n]))
			return true;
	return false;
}

/* setup() */
static bool begins_function(const char *word)
{
	return str_ends(word, "()") && word[0] != '(';
}

size_t command_begin(const struct names *words, size_t at, size_t end)
{
	while (at < end) {
		const char *own = words_find("in_front", words->at[at]);

		if (!own && !is_assignment_word(words->at[at]) &&
		    !words_have("control", words->at[at]) && !begins_function(words->at[at]))
			break;
		at++;
		for (; own && at < end && words->at[at][0] == '-'; at++)
			at += stands_in_line(own, words->at[at]);
		if (own && stands_in_line(own, "WORD"))
			at++;
	}
	return at < end ? at : end;
}

bool command_starts(const struct names *words)
{
	for (size_t at = 0, end; at < words->n; at = end + 1) {
		end = segment_end(words, at);
		at = command_begin(words, at, end);
		if (at < end && !glob_matches("ARG|ENV|<*|>*", words->at[at]))
			return true;
	}
	return false;
}

static bool is_test(const char *word)
{
	return str_equal(word, "[") || str_equal(word, "[[");
}

static bool begins_loop(const char *word)
{
	return glob_matches("for|if|while|until|{|function", word) || is_test(word) ||
	       begins_function(word);
}

/* "setgo() { export GOROOT=$HOME/go; }": one of another language has no command in its braces. */
static bool is_function(const struct names *words)
{
	size_t at = command_begin(words, 0, words->n);

	return names_hold(words, "{") && at < words->n && is_command_word(words->at[at]);
}

bool is_loop(const struct names *words)
{
	return words->n && begins_loop(words->at[0]) &&
	       (names_hold(words, "do") || names_hold(words, "then") || is_function(words) ||
		(is_test(words->at[0]) && (names_hold(words, "&&") || names_hold(words, "||"))));
}

/* Most lines do not, which one plain word tells: a long one is not split into all of its words. */
static bool may_begin_command(const char *line)
{
	enum { MOST = 70 };
	char first[MOST + 1];
	size_t n = strcspn(line, " \t\n\"'\\$`|;&#");

	if (n == 0 || n > MOST || line[n] != ' ')
		return true;
	memcpy(first, line, n);
	first[n] = '\0';
	return is_command_word(first) || stands_in_front(first) || begins_loop(first);
}

/* "go build 时报错：cannot find ...": a sentence about a command, which quotes what it said. */
static bool tells_of_a_failure(const char *line)
{
	static const char *const words[] = { "报错",    "时报",  "时出",        "时提示",
					     "后报",    "出错",  "失败",        "提示",
					     "出现",    "错误",  "error: ",     "fails with ",
					     "fails: ", "says:", "failed with " };

	if (str_starts(line, "echo ") || str_starts(line, "printf "))
		return false;
	for (const char *at = line; *at; at++)
		for (size_t i = 0; *at == ' ' && i < sizeof(words) / sizeof(words[0]); i++)
			if (at[1] == words[i][0] && str_starts(at + 1, words[i]))
				return true;
	return false;
}

/* "go vet: mod flag may be set only once": the command speaks itself; "go is aliased to `git checkout'": of it; "file
 * requires newer Go version": of no command. */
static bool is_a_speaker(const char *second)
{
	size_t n = strlen(second);

	return glob_matches("is|was|has|does|did|not|cannot|could|must|requires|already", second) ||
	       (n > 2 && second[n - 1] == ':' && !strchr(second, '/') && !strchr(second, '\\'));
}

/* PATH = $PATH:/usr/local/go/bin: the shell takes the variable for a command. A Makefile has $(PATH), and other values
 * are what tools print. */
static bool is_blank_assignment(const char *line)
{
	return glob_matches(
		"PATH = [$~/]*|GOPATH = [$~]*|GOROOT = [$~]*|GOBIN = [$~]*|GOPROXY = http*|!* = $(*",
		line);
}

/* copy and move begin sentences too, and ./server what it says itself: only with what Windows or a terminal has. */
bool is_known_by_its_line(const char *line)
{
	return is_blank_assignment(line) ||
	       glob_matches(
		       "copy *\\\\*|move *\\\\*|ren *\\\\*|copy *.exe *|move *.exe *|nohup ./*|setsid ./*",
		       line);
}

bool begins_like_command(struct arena *mem, const char *line)
{
	enum { BEGINNING = 16 }; /* words, with all that stands in front of a command */
	struct names words;
	size_t at = 0;

	if (str_starts(line, "time=\"") || str_starts(line, "level=") || str_starts(line, "ts="))
		return false; /* a log's keys */
	if (is_known_by_its_line(line))
		return true;
	if (!may_begin_command(line) || tells_of_a_failure(line))
		return false;
	words = command_first_words(mem, line, 2, NULL); /* which tell it of most lines */
	if (words.n < 2 || is_a_speaker(words.at[1]))
		return false;
	if (stands_in_front(words.at[0])) {
		words = command_first_words(mem, line, BEGINNING, NULL);
		at = command_word_at(&words);
	}
	if (is_command_word(words.at[at]))
		return true;
	words = begins_loop(words.at[0]) ? command_words(mem, line) : (struct names){ 0 };
	return is_loop(&words);
}
