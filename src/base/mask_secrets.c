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

/* What is read of the text from `at` on to know what stands there. */
static struct bytes up_close(struct bytes text, size_t at)
{
	return (struct bytes){ text.at,
			       text.n - at > LONGEST_COMMAND ? at + LONGEST_COMMAND : text.n };
}

/* Behind the sign in the word that begins at `at`; 0: it is not in there. */
static size_t behind_sign(struct bytes text, size_t at, char sign)
{
	const char *found = memchr(text.at + at, sign, mask_word_length(up_close(text, at), at));

	return found ? (size_t)(found + 1 - text.at) : 0;
}

size_t mask_secret_option(const struct mask *m, struct bytes text, size_t at)
{
	size_t n = 0, from;
	const char *name;

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
	if (str_equal(name, "-X"))
		return behind_sign(text, from + 1, '=');
	return (str_equal(name, "-u") || str_equal(name, "--user")) &&
			       behind_sign(text, from + 1, ':')
		       ? from + 1
		       : 0;
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

/* "X-Vault-Token:", "Cookie:"; a plain "key:" is YAML's, or a person's. */
static bool is_secret_header(struct bytes t, size_t i, size_t n)
{
	static const char *const pieces[] = { "token", "key", "secret", "auth", "cookie", "passw" };
	char name[LONGEST_NAME + 1] = "";

	if (!n || n >= sizeof(name) || i + n >= t.n || t.at[i + n] != ':')
		return false;
	memcpy(name, t.at + i, n);
	if (!strchr(name, '-') && strcasecmp(name, "cookie") && strcasecmp(name, "authorization"))
		return false;
	for (size_t k = 0; k < sizeof(pieces) / sizeof(pieces[0]); k++)
		if (mask_has_piece(name, pieces[k]))
			return true;
	return false;
}

size_t mask_header_value(struct bytes t, size_t i)
{
	static const char bearer[] = "Bearer ";
	size_t n = mask_name_length(t, i);

	if (is_secret_header(t, i, n))
		return i + n + 1;
	n = sizeof(bearer) - 1;
	return n <= t.n - i && strncasecmp(t.at + i, bearer, n) == 0 ? i + n : 0;
}

/* "?access_token=x", "&sig=x", ";token=x": where the value begins. */
size_t mask_query_value(const struct mask *m, struct bytes t, size_t i)
{
	size_t n;
	const char *name;

	if (i >= t.n || !strchr("?&;", t.at[i]))
		return 0;
	n = mask_name_length(t, i + 1);
	if (!n || i + 1 + n >= t.n || t.at[i + 1 + n] != '=')
		return 0;
	name = arena_strndup(m->mem, t.at + i + 1, n);
	return speaks_of_a_secret(name) || mask_has_piece(name, "key") ||
			       mask_has_piece(name, "auth") || str_starts(name, "sig")
		       ? i + 1 + n + 1
		       : 0;
}

/* jane.doe@corp.example, but neither git@host nor gopls@v0.20.0. */
size_t mask_mail_address(struct bytes t, size_t i)
{
	size_t n = 0, at, dot = 0;

	if (i && strchr("/:@.-+", t.at[i - 1]))
		return 0;
	while (n < LONGEST_NAME && i + n < t.n &&
	       (isalnum((unsigned char)t.at[i + n]) || (n && strchr("._%+-", t.at[i + n]))))
		n++;
	if (!n || i + n >= t.n || t.at[i + n] != '@' || (n == 3 && !memcmp(t.at + i, "git", 3)))
		return 0;
	for (at = n++; n < LONGEST_NAME && i + n < t.n; n++) {
		char c = t.at[i + n];

		if (c == '.' && i + n + 1 < t.n && isalpha((unsigned char)t.at[i + n + 1]))
			dot = n;
		else if (!isalnum((unsigned char)c) && c != '-')
			break;
	}
	/* the last piece is letters alone, two or more */
	for (size_t k = dot + 1; dot && k < n; k++)
		if (!isalpha((unsigned char)t.at[i + k]))
			return 0;
	return dot > at + 1 && n - dot > 2 ? n : 0;
}

/* "machine h login NAME password WORD", as netrc has it (ftp(1)): where what follows the word begins. */
size_t mask_netrc_value(const struct mask *m, struct bytes t, size_t i)
{
	static const char *const words[] = { "login", "password", "account" };
	size_t begin = i;

	for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++) {
		size_t n = strlen(words[k]);

		if (!mask_at_word(t, i, words[k]) || mask_skip_blanks(t, i + n) == i + n)
			continue;
		while (begin && i - begin < LONGEST_COMMAND && t.at[begin - 1] != '\n')
			begin--;
		return strstr(arena_strndup(m->mem, t.at + begin, i - begin), "machine ")
			       ? mask_skip_blanks(t, i + n)
			       : 0;
	}
	return 0;
}

/* To the end of the command that begins here; of a word in quotation marks that end on its line, all. */
size_t mask_command_length(struct bytes t, size_t i)
{
	size_t n = 0;

	while (i + n < t.n && !strchr("\n;&|)`", t.at[i + n])) {
		size_t word = strchr("\"'", t.at[i + n]) ? mask_word_length(t, i + n) : 0;

		n += word && i + n + word < t.n && t.at[i + n + word] == t.at[i + n] ? word + 1 : 1;
	}
	return n;
}

/* Commands whose words are a person's own, and tell nothing of the tools: how far the name goes. Those of expect,
 * tmux, AppleScript and xdotool type for a person, passwords most often. */
size_t mask_private_command(struct bytes t, size_t i)
{
	static const char *const names[] = { "security",  "op",        "secret-tool",
					     "zstyle",    "bindkey",   "git config",
					     "send",      "exp_send",  "aws configure",
					     "send-keys", "keystroke", "xdotool type" };

	for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++) {
		size_t n = strlen(names[k]);

		if (mask_at_word(t, i, names[k]) && i + n < t.n &&
		    (t.at[i + n] == ' ' || t.at[i + n] == '\t'))
			return n + 1;
	}
	return 0;
}

/* "echo WORD | docker login --password-stdin": how far the name goes. */
size_t mask_piped_secret(const struct mask *m, struct bytes t, size_t i)
{
	size_t name = mask_at_word(t, i, "echo") ? 5 : mask_at_word(t, i, "printf") ? 7 : 0, n;
	size_t end = i;
	const char *rest;

	if (!name || i + name >= t.n || t.at[i + name - 1] != ' ')
		return 0;
	n = mask_command_length(up_close(t, i), i);
	if (n >= LONGEST_COMMAND || i + n >= t.n || t.at[i + n] != '|')
		return 0;
	while (end < t.n && end - i < LONGEST_COMMAND && t.at[end] != '\n')
		end++;
	rest = arena_strndup(m->mem, t.at + i + n, end - i - n);
	return speaks_of_a_secret(rest) || strstr(rest, "passwd") || strstr(rest, "sudo -S") ||
			       strstr(rest, "login")
		       ? name
		       : 0;
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
	static const char *const words[] = { "pass phrase", "passcode", "pwd:", "pwd=",
					     "api key",     "密码",     "口令", "密碼" };
	size_t n = 0;
	const char *comment;
	bool of_go_mod = t.at[i] == '/' && i + 1 < t.n && t.at[i + 1] == '/';

	if ((t.at[i] != '#' && !of_go_mod) || (i && !isspace((unsigned char)t.at[i - 1])))
		return 0;
	while (i + n < t.n && t.at[i + n] != '\n')
		n++;
	*ret_end = i + n;
	comment = arena_strndup(m->mem, t.at + i, n);
	for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++)
		if (mask_has_piece(comment, words[k]))
			return n;
	return speaks_of_a_secret(comment) ? n : 0;
}
