/* What is no script: files of settings (NAME=value lines, fish's universal variables, git's), and what a program
 * answers to --version. */
#include "base/mask_pieces.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* The length of NAME in "NAME=value"; 0 where the line is something else. */
static size_t setting_name(struct bytes line)
{
	size_t n = mask_name_length(line, 0);

	return n && n < line.n && line.at[n] == '=' ? n : 0;
}

static bool is_settings_file(struct bytes text)
{
	struct bytes line;
	bool any = false;
	size_t at = 0;

	while (next_line(text, &at, &line)) {
		if (setting_name(line))
			any = true;
		else if (mask_skip_blanks(line, 0) < line.n &&
			 line.at[mask_skip_blanks(line, 0)] != '#' &&
			 line.at[mask_skip_blanks(line, 0)] != '\r')
			return false;
	}
	return any;
}

/* "SETUVAR --export NAME:VALUE", the value's signs written \x3a and so on (fish, env_universal_common.cpp). */
static bool is_universal(struct bytes line)
{
	static const char word[] = "SETUVAR ";
	size_t n = sizeof(word) - 1;

	return line.n > n && memcmp(line.at, word, n) == 0 && memchr(line.at, ':', line.n);
}

/* A script may name SETUVAR as well, and is full of what this format has not. */
static bool is_of_fish(struct bytes text)
{
	struct bytes line;
	bool any = false;
	size_t at = 0;

	while (next_line(text, &at, &line)) {
		if (is_universal(line))
			any = true;
		else if (line.n && line.at[0] != '#')
			return false;
	}
	return any;
}

static void mask_universal(const struct mask *m, struct bytes line, struct str *into)
{
	const char *name = memchr(line.at, ':', line.n), *value, *at, *address;
	size_t n = (size_t)(name + 1 - line.at);

	while (name[-1] != ' ')
		name--;
	str_add_bytes(into, line.at, n);
	name = arena_strndup(m->mem, name, (size_t)(line.at + n - 1 - name));
	value = arena_strndup(m->mem, line.at + n, line.n - n);
	if (!mask_shows(name) || (mask_names_hosts(name) && strspn(value, "*") < strlen(value))) {
		str_add(into, MASKED);
		return;
	}
	at = strstr(value, "\\x40");
	address = strstr(value, "//");
	if (!at || !address || address > at) {
		str_add(into, value);
		return;
	}
	str_add_bytes(into, value, (size_t)(address + 2 - value));
	str_add(into, at + 4);
}

static struct bytes mask_universals(const struct mask *m, struct bytes text)
{
	struct str s = { .mem = m->mem };
	struct bytes line, shown;
	size_t at = 0;

	while (next_line(text, &at, &line)) {
		if (is_universal(line)) {
			mask_universal(m, line, &s);
		} else {
			shown = mask_script(m, line);
			str_add_bytes(&s, shown.at, shown.n);
		}
		if (at <= text.n)
			str_add_char(&s, '\n');
	}
	return mask_text(m, str_bytes(&s));
}

/* git's settings: the rewrites of addresses, what is included and what is trusted; of others that they are there. */
struct bytes mask_git(const struct mask *m, struct bytes text)
{
	static const char *const shown[] = { "insteadof", "pushinsteadof", "directory", "path",
					     "sslverify", "sslcainfo",     "proxy",     NULL };
	struct str s = { .mem = m->mem };
	struct bytes line;
	size_t at = 0;

	while (next_line(text, &at, &line)) {
		const char *one = arena_strndup(m->mem, line.at, line.n);
		const char *key = one + strspn(one, " \t"), *equals = strchr(one, '=');
		size_t n = strcspn(key, " \t=");
		bool shows = *key == '[' || !equals;

		for (size_t i = 0; !shows && shown[i]; i++)
			shows = strlen(shown[i]) == n && strncasecmp(shown[i], key, n) == 0;
		str_add_bytes(&s, one, shows ? line.n : (size_t)(equals + 1 - one));
		if (!shows)
			str_fmt(&s, " %s", MASKED);
		if (at <= text.n)
			str_add_char(&s, '\n');
	}
	return mask_script(m, str_bytes(&s));
}

/* NAME=value; the name has n bytes. */
static void mask_setting(const struct mask *m, struct bytes line, size_t n, struct str *into)
{
	const char *name = arena_strndup(m->mem, line.at, n);
	struct bytes value = { line.at + n + 1, line.n - n - 1 };

	str_add_bytes(into, line.at, n + 1);
	if (mask_names_hosts(name))
		str_add(into, mask_hosts(m, value));
	else if (mask_shows(name))
		str_add_bytes(into, value.at, value.n);
	else if (value.n)
		str_add(into, MASKED);
}

struct bytes mask_file(const struct mask *m, struct bytes text)
{
	struct str s = { .mem = m->mem };
	struct bytes line;
	size_t at = 0;

	if (is_of_fish(text))
		return mask_universals(m, text);
	if (!is_settings_file(text))
		return mask_script(m, text);
	while (next_line(text, &at, &line)) {
		size_t n = setting_name(line);

		if (n)
			mask_setting(m, line, n, &s);
		else
			str_add_bytes(&s, line.at, line.n);
		if (at <= text.n)
			str_add_char(&s, '\n');
	}
	return mask_text(m, str_bytes(&s));
}

/* ---- what a program says of itself ---- */

/* "libprotoc 36.1", "protoc-gen-go v1.36.12" */
static bool is_name_and_version(struct bytes line)
{
	size_t n = mask_name_length(line, 0), at = mask_skip_blanks(line, n);

	at += at < line.n && line.at[at] == 'v';
	if (!n || at <= n || at == line.n || !isdigit((unsigned char)line.at[at]))
		return false;
	while (at < line.n && (isalnum((unsigned char)line.at[at]) || strchr("._+-", line.at[at])))
		at++;
	return mask_skip_blanks(line, at) == line.n || (at + 1 == line.n && line.at[at] == '\r');
}

/* The loader's words, and the shell's. */
static bool says_why_it_does_not_start(const char *line)
{
	static const char *const words[] = {
		"shared librar", "symbol lookup error", "Library not loaded", "Referenced from",
		"Reason:",       "cannot execute",      "ot found",           "No such file",
		"GLIBC"
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strstr(line, words[i]))
			return true;
	return false;
}

struct bytes mask_version_answer(const struct mask *m, struct bytes text)
{
	struct str s = { .mem = m->mem };
	struct bytes line, shown;

	for (size_t at = 0; next_line(text, &at, &line);) {
		if (!line.n || is_name_and_version(line) ||
		    says_why_it_does_not_start(arena_strndup(m->mem, line.at, line.n))) {
			shown = mask_script(m, line);
			str_add_bytes(&s, shown.at, shown.n);
		} else {
			str_add(&s, MASKED);
		}
		if (at <= text.n && at && text.at[at - 1] == '\n')
			str_add_char(&s, '\n');
	}
	return str_bytes(&s);
}
