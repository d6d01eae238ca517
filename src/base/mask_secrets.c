/* What is secret by what it looks like, or by what stands before it: options, headers, addresses, words drawn by lot. */
#include "base/mask_pieces.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Past these it is none: a text without an end is not read to its end again at each word. */
enum { LONGEST_NAME = 256, LONGEST_COMMAND = 1024, LONGEST_USER_INFO = 4096 };

bool mask_is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

bool mask_has_piece(const char *name, const char *piece)
{
	for (size_t n = strlen(piece); *name; name++)
		if (strncasecmp(name, piece, n) == 0)
			return true;
	return false;
}

bool mask_at_word(struct bytes text, size_t at, const char *word)
{
	size_t n = strlen(word);

	if (!n || n > text.n - at || memcmp(text.at + at, word, n) != 0)
		return false;
	return at + n == text.n || !mask_is_word(text.at[at + n]);
}

size_t mask_name_length(struct bytes t, size_t i)
{
	size_t n = 0;

	if (i >= t.n || isdigit((unsigned char)t.at[i]))
		return 0;
	while (n <= LONGEST_NAME && i + n < t.n &&
	       (mask_is_word(t.at[i + n]) || (n && strchr(".-", t.at[i + n]))))
		n++;
	return n <= LONGEST_NAME ? n : 0;
}

size_t mask_skip_blanks(struct bytes t, size_t i)
{
	while (i < t.n && (t.at[i] == ' ' || t.at[i] == '\t'))
		i++;
	return i;
}

/* ---- on a command line ---- */

size_t mask_word_length(struct bytes text, size_t at)
{
	char quote = at < text.n && strchr("\"'", text.at[at]) ? text.at[at] : '\0';
	size_t n = quote != '\0';

	while (at + n < text.n && text.at[at + n] != '\n' &&
	       (quote ? text.at[at + n] != quote : !strchr(" \t\r;|&)\"'`", text.at[at + n])))
		n++;
	return n;
}

static bool speaks_of_a_secret(const char *name)
{
	static const char *const words[] = { "token",  "secret",  "passw",      "passphrase",
					     "apikey", "api-key", "credential", "authorization" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (mask_has_piece(name, words[i]))
			return true;
	return false;
}

/* "-p" is a password to few: docker login -p x, mysql -px, sshpass -p x. */
static bool takes_a_password(const struct mask *m, struct bytes text, size_t at)
{
	size_t begin = at;
	const char *line;

	while (begin && at - begin < LONGEST_COMMAND && text.at[begin - 1] != '\n')
		begin--;
	line = arena_strndup(m->mem, text.at + begin, at - begin);
	return strstr(line, "login") || strstr(line, "mysql") || strstr(line, "sshpass");
}

size_t mask_secret_option(const struct mask *m, struct bytes text, size_t at)
{
	size_t n = 0, from;
	const char *name, *equals;

	if (text.at[at] != '-' || (at && !strchr(" \t\"'=", text.at[at - 1])))
		return 0;
	while (at + n < text.n &&
	       (isalnum((unsigned char)text.at[at + n]) || strchr("-_.", text.at[at + n])))
		n++;
	name = arena_strndup(m->mem, text.at + at, n);
	from = at + n;
	if (str_starts(name, "-p") && !str_starts(name, "-p=") && name[1] == 'p' &&
	    takes_a_password(m, text, at))
		return name[2] ? at + 2 : from + 1;
	if (from + 1 >= text.n || !strchr(" =", text.at[from]))
		return 0;
	if (speaks_of_a_secret(name) || str_equal(name, "--key"))
		return from + 1;
	/* curl -u NAME:PASSWORD; -ldflags "-X main.key=VALUE" */
	equals = arena_strndup(m->mem, text.at + from + 1, mask_word_length(text, from + 1));
	if ((str_equal(name, "-u") || str_equal(name, "--user")) && strchr(equals, ':'))
		return from + 1;
	if (str_equal(name, "-X") && strchr(equals, '='))
		return from + 1 + (size_t)(strchr(equals, '=') - equals) + 1;
	return 0;
}

size_t mask_user_info(struct bytes text, size_t at)
{
	size_t n = 0, info = 0;

	while (n < LONGEST_USER_INFO && at + n < text.n &&
	       !strchr(" \t\r\n\"'`/,;|<>()", text.at[at + n])) {
		n++;
		if (text.at[at + n - 1] == '@')
			info = n;
	}
	return info;
}

size_t mask_bare_user_info(struct bytes text, size_t at)
{
	size_t n = mask_user_info(text, at);

	return n && memchr(text.at + at, ':', n) && !memchr(text.at + at, '=', n) ? n : 0;
}

size_t mask_header_value(struct bytes t, size_t i)
{
	static const char *const words[] = { "Authorization:", "Bearer ", "PRIVATE-TOKEN:" };

	for (size_t w = 0; w < sizeof(words) / sizeof(words[0]); w++) {
		size_t n = strlen(words[w]);

		if (n <= t.n - i && strncasecmp(t.at + i, words[w], n) == 0)
			return i + n;
	}
	return 0;
}

/* 20 letters and digits or more, several of each. */
size_t mask_random_word(struct bytes t, size_t i)
{
	size_t n = 0, digits = 0, letters = 0;

	while (i + n < t.n && (mask_is_word(t.at[i + n]) || t.at[i + n] == '-')) {
		digits += isdigit((unsigned char)t.at[i + n]) != 0;
		letters += isalpha((unsigned char)t.at[i + n]) != 0;
		n++;
	}
	return n >= 20 && digits >= 3 && letters >= 3 ? n : 0;
}

size_t mask_secret_comment(const struct mask *m, struct bytes t, size_t i, size_t *ret_end)
{
	size_t n = 0;
	const char *comment;

	if (t.at[i] != '#' || (i && !isspace((unsigned char)t.at[i - 1])))
		return 0;
	while (i + n < t.n && t.at[i + n] != '\n')
		n++;
	*ret_end = i + n;
	comment = arena_strndup(m->mem, t.at + i, n);
	return speaks_of_a_secret(comment) || strstr(comment, "密码") || strstr(comment, "口令")
		       ? n
		       : 0;
}
