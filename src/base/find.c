#include "base/find.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct set {
	uint64_t bits[4];
};

static struct set set_of(const char *members)
{
	struct set set = { 0 };

	for (const unsigned char *at = (const unsigned char *)members; *at; at++)
		set.bits[*at / 64] |= (uint64_t)1 << *at % 64;
	return set;
}

static bool set_has(const struct set *set, char c)
{
	unsigned char at = (unsigned char)c;

	return set->bits[at / 64] >> at % 64 & 1;
}

char *find_char(const char *text, int c)
{
	for (; *text != (char)c; text++)
		if (!*text)
			return NULL;
	return (char *)text;
}

size_t find_span(const char *text, const char *accepted)
{
	struct set set = set_of(accepted);
	size_t n = 0;

	while (set_has(&set, text[n])) /* the end is no member */
		n++;
	return n;
}

size_t find_span_without(const char *text, const char *refused)
{
	struct set set = set_of(refused);
	size_t n = 0;

	while (text[n] && !set_has(&set, text[n]))
		n++;
	return n;
}

char *find_any(const char *text, const char *wanted)
{
	size_t n = find_span_without(text, wanted);

	return text[n] ? (char *)text + n : NULL;
}

#ifdef GOREADY_FINDS
char *strchr(const char *text, int c)
{
	return find_char(text, c);
}

size_t strspn(const char *text, const char *accepted)
{
	return find_span(text, accepted);
}

size_t strcspn(const char *text, const char *refused)
{
	return find_span_without(text, refused);
}

char *strpbrk(const char *text, const char *wanted)
{
	return find_any(text, wanted);
}
#endif
