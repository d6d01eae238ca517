/* Signs that word processors, web pages and input methods put in the place of others. */
#include "rules/rule.h"

#include <ctype.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf16.h"
#include "base/utf8.h"

static const struct sign signs[] = {
	{ "\r", N_("a carriage return (a line with a Windows end)"), "", "" },
	{ "\xc2\xa0", N_("a no-break space"), "", " " },
	{ "\xe2\x80\x9c", N_("a curly quote"), "", "\"" },
	{ "\xe2\x80\x9d", N_("a curly quote"), "", "\"" },
	{ "\xe2\x80\x98", N_("a curly quote"), "", "'" },
	{ "\xe2\x80\x99", N_("a curly quote"), "", "'" },
	{ "\xef\xbc\x9a", N_("a full-width colon"), ":", ":" },
	{ "\xef\xbc\x8f", N_("a full-width slash"), "/", "/" },
	{ "\xef\xbc\x8c", N_("a full-width comma"), ":", "," },
	{ "\xef\xbc\x9b", N_("a full-width semicolon"), ":", ";" },
	{ "\xef\xbc\x9d", N_("a full-width equals sign"), "=", "=" },
	{ "\xef\xbc\x84", N_("a full-width dollar sign"), "$", "$" },
	{ "\xe3\x80\x80", N_("an ideographic space"), "", " " },
	{ "\xe2\x80\x8b", N_("a zero-width space"), "", "" },
	{ "\xef\xbb\xbf", N_("a byte order mark"), "", "" },
};

const struct sign *sign_at(const char *at)
{
	if (!(*at & 0x80) && *at != '\r')
		return NULL;
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		if (str_starts(at, signs[i].bytes))
			return &signs[i];
	}
	return NULL;
}

/* ---- UTF-16 ---- */

static const char *rest_of_newline(struct bytes line)
{
	const char *at = line.at;

	if (utf16_mark(line) == UTF16_LITTLE)
		at += 2;
	return at + (at < line.at + line.n && !*at);
}

/* Where two of its characters stand side by side that ASCII has too; NULL: that is not UTF-16. What stands
 * before them is in UTF-8: >> has added to a line without an end. */
static const char *utf16_in(struct bytes line)
{
	const char *at = rest_of_newline(line), *end = line.at + line.n;
	const char *zero = memchr(at, 0, (size_t)(end - at));

	for (const char *c = at; c + 3 < end; c++) {
		if (!c[0] || c[1] || !c[2] || c[3])
			continue;
		if (zero > at && utf8_valid((struct bytes){ at, (size_t)(zero - 1 - at) }))
			return zero - 1;
		return at;
	}
	return NULL;
}

/* Of a file that begins with the mark of that order; what was added to it since is in UTF-8, and has none. */
static bool is_big(struct bytes line, enum utf16_order order)
{
	return order == UTF16_BIG && memchr(line.at, 0, line.n);
}

bool is_in_utf16(struct bytes line, enum utf16_order order)
{
	return is_big(line, order) || utf16_in(line);
}

/* Where of such a line >> went on in UTF-8, as the file had no newline at its end; else the line's end. So many bytes
 * of UTF-16 hardly ever look like UTF-8. */
static size_t big_ends(struct bytes line)
{
	enum { LEAST = 8 };
	size_t n = line.n;

	while (n > 0 && line.at[n - 1])
		n--;
	n += n % 2; /* a zero may be either half of a character */
	return n + LEAST <= line.n && utf8_valid((struct bytes){ line.at + n, line.n - n })
		       ? n
		       : line.n;
}

/* The 0A with which the line ends is a half of another character than a newline. */
static bool ends_in_a_character(struct bytes file, struct bytes line)
{
	size_t end = (size_t)(line.at + line.n - file.at);

	return end < file.n && (end % 2 == 0 || file.at[end - 1]) && big_ends(line) == line.n;
}

static bool is_cut(struct bytes file, struct bytes line)
{
	const char *from;

	if (utf16_mark(file) == UTF16_BIG)
		return ends_in_a_character(file, line) &&
		       (memchr(line.at, 0, line.n) || !utf8_valid(line));
	from = utf16_in(line);
	return from && line.at + line.n + 1 < file.at + file.n &&
	       ((line.at + line.n - from) % 2 || line.at[line.n + 1]);
}

/* A byte of a character may be a newline's: U+4E0A is 0A 4E. */
bool next_line_of_any(struct bytes file, size_t *at, struct bytes *ret_line, int *ret_number)
{
	struct bytes more;

	if (!next_line(file, at, ret_line))
		return false;
	++*ret_number;
	while (is_cut(file, *ret_line) && next_line(file, at, &more)) {
		++*ret_number;
		ret_line->n = (size_t)(more.at + more.n - ret_line->at);
	}
	return true;
}

static const char *without_returns(struct arena *mem, const char *text)
{
	struct str out = { .mem = mem };

	for (; *text; text++)
		if (*text != '\r')
			str_add_char(&out, *text);
	return str_text(&out);
}

static const char *line_of_big(struct arena *mem, struct bytes line)
{
	struct str out = { .mem = mem };
	size_t n = big_ends(line);

	str_add_utf16(&out, (struct bytes){ line.at, n },
		      UTF16_BIG); /* but the first half of its newline */
	str_add_bytes(&out, line.at + n, line.n - n);
	return without_returns(mem, str_text(&out));
}

const char *line_without_zeros(struct arena *mem, struct bytes line, enum utf16_order order)
{
	const char *at = rest_of_newline(line), *end = line.at + line.n, *from = utf16_in(line);
	struct str out = { .mem = mem };

	if (is_big(line, order))
		return line_of_big(mem, line);
	if (!from && !memchr(at, 0, (size_t)(end - at))) /* only the line above was in UTF-16 */
		return arena_strndup(mem, at, (size_t)(end - at));
	for (; at < (from ? from : end); at++)
		if (*at)
			str_add_char(&out, *at);
	if (from)
		str_add_utf16(&out, (struct bytes){ from, (size_t)(end - from) }, UTF16_LITTLE);
	return without_returns(mem, str_text(&out));
}

/* ---- in a line ---- */

enum { MOST_NESTED = 8 };

struct line_scan {
	const char *at;                 /* the next character */
	const char *command;            /* where the simple command begins that it belongs to */
	const char *outer[MOST_NESTED]; /* where those begin that it stands in */
	char quotes[MOST_NESTED];       /* that are open around its bracket */
	size_t depth;
	char quote; /* that is open; 0 none */
};

/* What is printed is for people: there the signs are what was meant. */
static bool is_printed(const char *command)
{
	static const char *const before[] = { "then ", "else ", "do ", "and ", "or " };
	static const char *const words[] = { "echo ", "print ", "printf " };

	command += strspn(command, " \t");
	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++)
		if (str_starts(command, before[i]))
			command += strlen(before[i]);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_starts(command, words[i]))
			return true;
	return false;
}

/* `echo $(date), and more`: behind the bracket goes on what began before it. */
static void nest(struct line_scan *s, char bracket)
{
	bool opens = bracket == '(' || bracket == '{';
	const char *before = s->command;

	s->command = s->at;
	if (opens && s->depth < MOST_NESTED) {
		s->quotes[s->depth] = s->quote;
		s->outer[s->depth++] = before;
		s->quote = 0;
	} else if (!opens && s->depth > 0) {
		s->command = s->outer[--s->depth];
		s->quote = s->quotes[s->depth];
	}
}

/* One character that is no sign. */
static void pass_over(struct line_scan *s)
{
	char c = *s->at++;

	if (c == '\\' && *s->at && *s->at != '\r' && s->quote != '\'')
		s->at++;
	else if (s->quote && c == '$' && *s->at == '(' && s->quote == '"')
		nest(s, *s->at++); /* a command of its own, in quotes too */
	else if (s->quote)
		s->quote = c == s->quote ? 0 : s->quote;
	else if (c == '\'' || c == '"')
		s->quote = c;
	else if (strchr("(){}", c))
		nest(s, c);
	else if (strchr(";&|", c))
		s->command = s->at;
}

static bool begins_comment(const struct line_scan *s, const char *line)
{
	return !s->quote && *s->at == '#' && s->at > line && strchr(" \t", s->at[-1]);
}

/* In quotes they may be text for people; a carriage return stands at the end of the line. */
static bool is_taken_wrong(const struct line_scan *s, const struct sign *sign)
{
	size_t n = strlen(sign->bytes);
	bool begins_command = str_equal(sign->in_line, "$") && s->at[n] == '(';

	if (*sign->bytes == '\r')
		return !s->quote || !s->at[1];
	return (!s->quote || begins_command) && !is_printed(s->command);
}

const struct sign *sign_in(const char *line)
{
	struct line_scan s = { .at = line, .command = line };

	while (*s.at) {
		const struct sign *sign = sign_at(s.at);

		if (sign && is_taken_wrong(&s, sign))
			return sign;
		if (begins_comment(&s, line))
			return s.at[strlen(s.at) - 1] == '\r' ? sign_at("\r") : NULL;
		if (sign)
			s.at += strlen(sign->bytes);
		else
			pass_over(&s);
	}
	return NULL;
}

/* Between folders a full-width comma or semicolon was to be a colon. */
static const char *sign_meant(const struct sign *sign, bool sets_path)
{
	return sets_path && str_equal(sign->in_path, ":") ? ":" : sign->in_line;
}

static bool is_quote(const char *at)
{
	const struct sign *sign = sign_at(at);

	return sign && strchr("'\"", *sign->in_line) && *sign->in_line;
}

/* “export A=b”: of a sentence, in which the command was quoted. In straight quotes too it would be one word. */
static const char *without_quotes_around(struct arena *mem, const char *line)
{
	enum { QUOTE = 3 }; /* how many bytes each has */
	const char *text = str_trim(mem, line);
	size_t n = strlen(text);

	if (!is_quote(text) || n < 2 * QUOTE + 1 || !is_quote(text + n - QUOTE) ||
	    !isalpha((unsigned char)text[QUOTE]) || !memchr(text, ' ', n))
		return line;
	return arena_fmt(mem, "%.*s%.*s", (int)strspn(line, " \t"), line, (int)(n - 2 * QUOTE),
			 text + QUOTE);
}

const char *line_without_signs(struct arena *mem, const char *typed)
{
	const char *line = without_quotes_around(mem, typed);
	bool sets_path = strstr(line, " PATH=") || str_starts(line, "PATH="), comment = false;
	struct line_scan s = { .at = line, .command = line };
	struct str out = { .mem = mem };

	while (*s.at) {
		const struct sign *sign = sign_at(s.at);
		const char *from = s.at;

		comment = comment || begins_comment(&s, line);
		if (sign && *sign->bytes == '\r') {
			s.at++;
		} else if (sign) {
			bool wrong = !comment && (is_taken_wrong(&s, sign) ||
						  (sets_path && !is_printed(s.command)));

			s.at += strlen(sign->bytes);
			str_add(&out, wrong ? sign_meant(sign, sets_path) : sign->bytes);
		} else {
			pass_over(&s);
			str_add_bytes(&out, from, (size_t)(s.at - from));
		}
	}
	return str_text(&out);
}
