#include "base/outside.h"

#include <ctype.h>
#include <string.h>

enum { MOST_VERSION = 64, MOST_NAME = 128, SHA256_DIGITS = 64 };

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

static bool is_plain(const char *text, size_t n, const char *allowed, size_t most)
{
	return n > 0 && n <= most && strspn(text, allowed) >= n;
}

bool outside_version(const char *text)
{
	const char *digits = text;

	if (!text)
		return false;
	if (strncmp(text, "go", 2) == 0)
		digits += 2;
	else if (*text == 'v')
		digits++;
	return isdigit((unsigned char)*digits) && !strstr(text, "..") &&
	       is_plain(text, strlen(text), LETTERS DIGITS ".-+", MOST_VERSION);
}

static bool is_name(const char *text, size_t n)
{
	return *text != '.' && *text != '-' && is_plain(text, n, LETTERS DIGITS ".-+_~", MOST_NAME);
}

bool outside_name(const char *text)
{
	return text && is_name(text, strlen(text));
}

bool outside_path(const char *text)
{
	size_t n;

	if (!text)
		return false;
	while (n = strcspn(text, "/"), text[n]) {
		if (!is_name(text, n))
			return false;
		text += n + 1;
	}
	return is_name(text, n);
}

const char *outside_sha256(struct arena *mem, const char *text)
{
	char *small;

	if (!text || strlen(text) != SHA256_DIGITS)
		return NULL;
	small = arena_strdup(mem, text);
	for (char *at = small; *at; at++) {
		if (!isxdigit((unsigned char)*at))
			return NULL;
		*at = (char)tolower((unsigned char)*at);
	}
	return small;
}
