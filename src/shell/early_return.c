/*
 * Where a .bashrc stops for shells that are not interactive. Debian's has a case on $-, Fedora's
 * sourced files `[ -z "$PS1" ] && return`, Gentoo's an if around a return; some end with an exec of
 * another shell; and behind `readonly PATH` no line counts. Not a parser: words at the places where commands begin, with quotes and comments
 * taken out, counted into and out of compound commands and functions. What it misses, the rehearsal
 * finds.
 */
#include "shell/block.h"

#include <ctype.h>
#include <string.h>

struct scan {
	struct bytes file;
	size_t at;
	int depth;          /* open if, case, do, { */
	int function_depth; /* depth at which the function we are in began; -1: in none */
	bool function_next; /* "name()" was read, its body comes */
	size_t compound;    /* where the outermost open compound begins */
	size_t line;        /* where this line begins, or the comment lines above it */
	char quote;         /* open quote */
	bool command;       /* the next word is a command's name */
};

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || strchr("_-./!+{}[]$:", c) != NULL;
}

static bool word_is(struct bytes word, const char *text)
{
	return bytes_equal(word, bytes_of(text));
}

static bool one_of(struct bytes word, const char *const *texts)
{
	for (; *texts; texts++) {
		if (word_is(word, *texts))
			return true;
	}
	return false;
}

/* `exec 2>&1` only redirects; `exec fish` ends the file. */
static bool exec_replaces(const struct scan *s)
{
	size_t at = s->at;

	while (at < s->file.n && strchr(" \t", s->file.at[at]))
		at++;
	return at < s->file.n &&
	       (isalpha((unsigned char)s->file.at[at]) || strchr("/\"'$-", s->file.at[at]));
}

/* `readonly PATH`, `declare -r PATH=/x:$PATH`: what stands below cannot change it. */
static bool fixes_path(const struct scan *s, struct bytes word)
{
	bool readonly = word_is(word, "readonly");
	struct bytes line, part;
	size_t at = s->at;

	if ((!readonly && !word_is(word, "declare") && !word_is(word, "typeset")) ||
	    !next_line(s->file, &at, &line))
		return false;
	for (at = 0; at < line.n; at += part.n + 1) {
		part = (struct bytes){ line.at + at, 0 };
		while (at + part.n < line.n && !strchr(" \t;", part.at[part.n]))
			part.n++;
		if (readonly && (word_is(part, "PATH") || bytes_find(part, "PATH=") == part.at))
			return true;
		if (part.n && (part.at[0] == '#' || memchr(part.at, '"', part.n)))
			return false; /* what follows is a comment, or within a value */
		readonly |= part.n > 1 && part.at[0] == '-' && memchr(part.at, 'r', part.n);
	}
	return false;
}

static void open_compound(struct scan *s)
{
	if (s->function_next) {
		s->function_depth = s->depth;
		s->function_next = false;
	}
	if (!s->depth)
		s->compound = s->line;
	s->depth++;
}

static void close_compound(struct scan *s)
{
	if (s->depth)
		s->depth--;
	if (s->depth <= s->function_depth)
		s->function_depth = -1;
}

/* A command's name: true where the file ends here for some shells. */
static bool take_word(struct scan *s, struct bytes word)
{
	static const char *const openers[] = { "if", "case", "do", "{", NULL };
	static const char *const closers[] = { "fi", "esac", "done", "}", NULL };
	static const char *const goes_on[] = { "then", "else",  "elif",  "!",
					       "time", "while", "until", NULL };

	if (one_of(word, openers))
		open_compound(s);
	else if (one_of(word, closers))
		close_compound(s);
	else if (word_is(word, "function"))
		s->function_next = true;
	else if (s->function_depth < 0 &&
		 (word_is(word, "return") || word_is(word, "exit") ||
		  (word_is(word, "exec") && exec_replaces(s)) || fixes_path(s, word)))
		return true;
	s->command = word_is(word, "{") || word_is(word, "do") || word_is(word, "if") ||
		     one_of(word, goes_on);
	return false;
}

static bool read_word(struct scan *s)
{
	size_t start = s->at;
	bool command = s->command || s->function_next; /* "function name {" */

	while (s->at < s->file.n && is_word(s->file.at[s->at]))
		s->at++;
	s->command = false;
	return command && take_word(s, (struct bytes){ s->file.at + start, s->at - start });
}

static void skip_line(struct scan *s)
{
	while (s->at < s->file.n && s->file.at[s->at] != '\n')
		s->at++;
}

static void read_sign(struct scan *s, char c)
{
	s->at++;
	if (c == '\'' || c == '"') {
		s->quote = c;
		s->command = false;
	} else if (c == '\\') {
		s->at++;
	} else if (c == '(' && s->at < s->file.n && s->file.at[s->at] == ')') {
		s->function_next = true;
		s->at++;
		s->command = true;
	} else if (strchr(";&|()", c)) {
		s->command = true;
	}
}

static void read_quoted(struct scan *s)
{
	char c = s->file.at[s->at++];

	if (c == s->quote)
		s->quote = 0;
	else if (c == '\\' && s->quote == '"')
		s->at++;
}

/* A line begins. Comment lines right above a command belong to it. */
static void begin_line(struct scan *s, bool *after_comment)
{
	size_t at = s->at;

	while (at < s->file.n && strchr(" \t", s->file.at[at]))
		at++;
	if (!*after_comment)
		s->line = s->at;
	*after_comment = at < s->file.n && s->file.at[at] == '#';
	s->command = true;
}

long shell_early_return(struct bytes file)
{
	struct scan s = { .file = file, .function_depth = -1 };
	bool after_comment = false;

	begin_line(&s, &after_comment);
	while (s.at < file.n) {
		char c = file.at[s.at];

		if (s.quote) {
			read_quoted(&s);
		} else if (c == '\n') {
			s.at++;
			begin_line(&s, &after_comment);
		} else if (c == '#' && (s.at == 0 || strchr(" \t\n;", file.at[s.at - 1]))) {
			skip_line(&s);
		} else if (is_word(c)) {
			if (read_word(&s))
				return (long)(s.depth ? s.compound : s.line);
		} else {
			read_sign(&s, c);
		}
	}
	return -1;
}
