#include "base/utf8.h"

#include <string.h>

/* How many bytes a character has that begins so; 0: none does. */
static size_t length_begun(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first < 0xc2 || first > 0xf4) /* one within a character, overlong, or past the last */
		return 0;
	return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

size_t utf8_decode(const char *at, size_t n, uint32_t *ret_point)
{
	static const uint32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *s = (const unsigned char *)at;
	size_t length = n ? length_begun(s[0]) : 0;
	uint32_t c;

	if (length == 0 || length > n)
		return 0;
	c = length == 1 ? s[0] : s[0] & (0x7fu >> length);
	for (size_t i = 1; i < length; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3fu);
	}
	if (c < smallest[length] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 0;
	*ret_point = c;
	return length;
}

size_t utf8_decode_next(const char *text, uint32_t *ret_point)
{
	enum { LONGEST = 4 };

	return utf8_decode(text, strnlen(text, LONGEST), ret_point);
}

bool utf8_valid(struct bytes bytes)
{
	uint32_t point;

	for (size_t i = 0, n; i < bytes.n; i += n) {
		n = utf8_decode(bytes.at + i, bytes.n - i, &point);
		if (n == 0 || point == 0)
			return false;
	}
	return true;
}

const char *utf8_shown(struct arena *mem, const char *text)
{
	struct str shown = { .mem = mem };
	uint32_t point;

	if (utf8_valid(bytes_of(text)))
		return text;
	for (size_t n; *text; text += n) {
		n = utf8_decode_next(text, &point);
		if (n)
			str_add_bytes(&shown, text, n);
		else
			str_fmt(&shown, "\\x%02x", (unsigned char)*text);
		n = n ? n : 1;
	}
	return str_text(&shown);
}
