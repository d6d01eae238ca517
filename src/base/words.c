#include "base/words.h"

#include <stddef.h>
#include <strings.h>

static bool is_one_of(const char *word, const char *const *list)
{
	for (; *list; list++)
		if (strcasecmp(word, *list) == 0)
			return true;
	return false;
}

/* What stands in UTF-8 for U+FF01 to U+FF5E, a copy of ASCII; 0: no such character. */
static char full_width(const unsigned char *u)
{
	unsigned point;

	if (u[0] != 0xef || (u[1] & 0xc0) != 0x80 || (u[2] & 0xc0) != 0x80)
		return 0;
	point = 0xf000u | (u[1] & 0x3fu) << 6 | (u[2] & 0x3fu);
	return point >= 0xff01 && point <= 0xff5e ? (char)(point - 0xff01 + '!') : 0;
}

/* The ideographic space, comma and full stop: U+3000 to U+3002. */
static char ideographic(const unsigned char *u)
{
	return u[0] == 0xe3 && u[1] == 0x80 && u[2] >= 0x80 && u[2] <= 0x82 ? " ,."[u[2] - 0x80]
									    : 0;
}

const char *words_narrow(struct arena *mem, const char *typed)
{
	char *text = arena_strdup(mem, typed), *to = text;

	for (const char *from = typed; *from;) {
		const unsigned char *u = (const unsigned char *)from;
		char narrow = full_width(u) ? full_width(u) : ideographic(u);

		*to++ = narrow ? narrow : *from;
		from += narrow ? 3 : 1;
	}
	*to = '\0';
	return text;
}

bool word_consents(const char *typed)
{
	return is_one_of(typed, (const char *const[]){ "yes", "是", NULL });
}

bool word_is_yes(const char *typed)
{
	return is_one_of(typed, (const char *const[]){ "yes", "y", "是", NULL });
}

bool word_is_no(const char *typed)
{
	return is_one_of(typed, (const char *const[]){ "no", "n", "否", NULL });
}

bool value_is_on(const char *value)
{
	return value && *value &&
	       !is_one_of(value, (const char *const[]){ "0", "false", "no", NULL });
}
