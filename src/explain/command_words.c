/* A command line's words, as a shell would part them; nothing is expanded. */
#include "explain/command.h"

#include <ctype.h>
#include <string.h>

#include "explain/command_match.h"
#include "shell/lines.h"

struct splitter {
	struct arena *mem;
	struct names words;
	struct str word;
	bool in_word;
	int subshells; /* ( where a command begins */
};

static void end_word(struct splitter *s)
{
	if (s->in_word)
		list_push(s->mem, &s->words, arena_strndup(s->mem, s->word.at, s->word.n));
	s->word.n = 0;
	s->in_word = false;
}

/* Of the word so far; 0: it has none. */
static char last_char(const struct splitter *s)
{
	return s->in_word && s->word.n ? s->word.at[s->word.n - 1] : 0;
}

static void add_char(struct splitter *s, char c)
{
	str_add_char(&s->word, c);
	s->in_word = true;
}

static const char *take(struct splitter *s, const char *at, size_t n)
{
	str_add_bytes(&s->word, at, n);
	s->in_word = true;
	return at + n;
}

/* Up to the closing quote, which may be missing in a paste. */
static const char *take_quoted(struct splitter *s, const char *at)
{
	char quote = *at++;

	s->in_word = true;
	for (; *at && *at != quote; at++) {
		if (*at == '\\' && quote == '"' && at[1])
			at++;
		if (*at == '~' || (*at == '$' && quote == '\'')) /* the shell leaves it as it is */
			str_add_char(&s->word, '\\');
		str_add_char(&s->word, *at);
	}
	return *at ? at + 1 : at;
}

/* $(...) and `...` are one piece of a word. */
static const char *take_substitution(struct splitter *s, const char *at)
{
	const char *close = strchr(at + 1, '`');
	size_t n = *at == '`' ? (size_t)(close - at) + 1 : nested_length(at);

	return take(s, at, n ? n : strlen(at));
}

/* The length of fish's (...), zsh's path=(...), bash's <(...), which are one piece of a word too; 0: it closes nowhere. */
static size_t bracket_length(const char *at)
{
	enum { LONGEST = 1000 }; /* so that brackets that close nowhere cost no more than others */
	int open = 0;

	for (size_t n = 0; n < LONGEST && at[n]; n++) {
		open += at[n] == '(';
		if (at[n] == ')' && --open == 0)
			return n + 1;
	}
	return 0;
}

/* Not SetEnvironmentVariable("...") of PowerShell. */
static bool may_begin_brackets(const struct splitter *s)
{
	return !s->in_word || (last_char(s) && strchr("=<>", last_char(s)));
}

static const char *take_brackets(struct splitter *s, const char *at)
{
	size_t n = bracket_length(at);

	return take(s, at, n ? n : 1);
}

static bool begins_a_command(const struct splitter *s)
{
	return !s->in_word && (!s->words.n || is_operator(s->words.at[s->words.n - 1]));
}

/* (cd x && make): the brackets belong to no word. */
static bool is_of_a_subshell(struct splitter *s, char c)
{
	if (c == '(' && begins_a_command(s)) {
		s->subshells++;
		return true;
	}
	if (c != ')' || s->subshells == 0)
		return false;
	s->subshells--;
	end_word(s);
	return true;
}

static const char *take_operator(struct splitter *s, const char *at)
{
	size_t n = at[1] == at[0] && at[0] != ';' ? 2 : 1;

	end_word(s);
	list_push(s->mem, &s->words, arena_strndup(s->mem, at, n));
	return at + n;
}

/* models\user.proto: the shell takes it away, and a pattern has to see it. Not in <<\EOF. */
static bool is_of_a_windows_path(const struct splitter *s, const char *at)
{
	return last_char(s) && last_char(s) != '<' && isalpha((unsigned char)at[1]);
}

/* 2>&1, &>FILE, >|FILE: these signs belong to a redirection. */
static bool is_of_redirection(const struct splitter *s, const char *at)
{
	return (last_char(s) == '>' && *at != ';') || (*at == '&' && at[1] == '>');
}

/* "2> errors", "> /dev/null": one word, as without the blank, so that nothing takes the file for a command's own. */
static bool is_in_redirection(const struct splitter *s, const char *at)
{
	const char *word = str_text(&s->word);
	size_t n, signs;

	if (last_char(s) != '>')
		return false;
	n = strspn(word, "0123456789&");
	signs = strspn(word + n, ">");
	return !word[n + signs] && (n || str_starts(at + strspn(at, " \t"), "/dev/null"));
}

struct names command_first_words(struct arena *mem, const char *text, size_t most,
				 const char **ret_end)
{
	static const char signs[] = "'\"\\$` \t\n()#|;&"; /* the others mean themselves */
	struct splitter s = { .mem = mem, .word = { .mem = mem } };
	const char *at = text;

	while (*at && s.words.n < most) {
		size_t plain = strcspn(at, signs);

		if (!s.in_word && (*at == '#' || str_starts(at, "// "))) {
			break; /* the rest is a remark; articles have // too */
		} else if (plain) {
			at = take(&s, at, plain);
		} else if (*at == '\'' || *at == '"') {
			at = take_quoted(&s, at);
		} else if (*at == '\\' && at[1]) {
			if (is_of_a_windows_path(&s, at) || at[1] == '$') /* it stays a $ */
				add_char(&s, *at);
			add_char(&s, at[1]);
			at += 2;
		} else if ((*at == '$' && at[1] == '(') || (*at == '`' && strchr(at + 1, '`'))) {
			at = take_substitution(&s, at);
		} else if (*at == '\n') { /* of bash -c '...': a command ends */
			end_word(&s);
			if (!begins_a_command(&s))
				list_push(mem, &s.words, ";");
			at++;
		} else if (strchr(" \t", *at)) {
			if (!is_in_redirection(&s, at))
				end_word(&s);
			at++;
		} else if (is_of_a_subshell(&s, *at)) {
			at++;
		} else if (*at == '(' && may_begin_brackets(&s)) {
			at = take_brackets(&s, at);
		} else if (strchr("|;&", *at) && !is_of_redirection(&s, at)) {
			at = take_operator(&s, at);
		} else {
			add_char(&s, *at++);
		}
	}
	end_word(&s);
	if (ret_end)
		*ret_end = at;
	return s.words;
}

struct names command_words(struct arena *mem, const char *text)
{
	return command_first_words(mem, text, SIZE_MAX, NULL);
}

const char *command_typed(struct arena *mem, const char *text, size_t at, size_t end)
{
	const char *from = text, *to;
	size_t n;

	if (at)
		(void)command_first_words(mem, text, at, &from);
	(void)command_first_words(mem, from, end - at + 1, &to); /* with the operator behind them */
	n = (size_t)(to - from);
	while (n && strchr(" \t\n|;&", from[n - 1]) && !(n > 1 && from[n - 2] == '\\'))
		n--;
	return str_trim(mem, arena_strndup(mem, from, n));
}
