#include "base/words.h"

#include <strings.h>

#include "base/utf8.h"

static bool is_one_of(const char *word, const char *const *list)
{
	for (; *list; list++)
		if (strcasecmp(word, *list) == 0)
			return true;
	return false;
}

/* What a full-width form, or the ideographic blank, comma or full stop, is in ASCII; 0: it is none of these. */
static char narrow_form(uint32_t c)
{
	if (c >= 0xff01 && c <= 0xff5e)
		return (char)(c - 0xff01 + '!');
	return c >= 0x3000 && c <= 0x3002 ? " ,."[c - 0x3000] : 0;
}

const char *words_narrow(struct arena *mem, const char *typed)
{
	char *text = arena_strdup(mem, typed), *to = text;

	for (const char *from = typed; *from;) {
		uint32_t point = 0;
		size_t n = utf8_decode_next(from, &point);
		char narrow = narrow_form(point);

		*to++ = narrow ? narrow : *from;
		from += narrow ? n : 1;
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
