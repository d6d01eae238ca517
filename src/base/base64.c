#include "base/base64.h"

#include <string.h>

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const char *base64_encode(struct arena *mem, struct bytes bytes)
{
	struct str s = { .mem = mem };

	for (size_t i = 0; i < bytes.n; i += 3) {
		unsigned long v = 0;
		size_t n = bytes.n - i < 3 ? bytes.n - i : 3;

		for (size_t k = 0; k < 3; k++)
			v = v << 8 | (k < n ? (unsigned char)bytes.at[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			str_add_char(&s, k <= n ? digits[v >> (18 - 6 * k) & 63] : '=');
	}
	return str_text(&s);
}

bool base64_decode(struct arena *mem, const char *text, struct bytes *ret)
{
	struct str s = { .mem = mem };
	size_t n = strlen(text);

	if (n % 4)
		return false;
	for (size_t i = 0; i < n; i += 4) {
		unsigned long v = 0;
		int padding = 0;

		for (size_t k = 0; k < 4; k++) {
			const char *digit = text[i + k] == '=' ? NULL : strchr(digits, text[i + k]);

			if (!digit && (text[i + k] != '=' || i + 4 != n || k < 2))
				return false;
			if (digit && padding)
				return false;
			padding += !digit;
			v = v << 6 | (digit ? (unsigned long)(digit - digits) : 0);
		}
		for (int k = 0; k < 3 - padding; k++)
			str_add_char(&s, (char)(v >> (16 - 8 * k)));
	}
	*ret = str_bytes(&s);
	return true;
}

size_t utf8_char(const char *at, size_t n)
{
	const unsigned char *c = (const unsigned char *)at;
	size_t length;

	if (n == 0)
		return 0;
	if (c[0] < 0x80)
		return 1;
	length = c[0] >= 0xc2 && c[0] < 0xe0   ? 2
		 : (c[0] & 0xf0) == 0xe0       ? 3
		 : c[0] >= 0xf0 && c[0] < 0xf5 ? 4
					       : 0;
	if (length == 0 || length > n)
		return 0;
	for (size_t i = 1; i < length; i++)
		if ((c[i] & 0xc0) != 0x80)
			return 0;
	if ((c[0] == 0xe0 && c[1] < 0xa0) || (c[0] == 0xed && c[1] > 0x9f) ||
	    (c[0] == 0xf0 && c[1] < 0x90) || (c[0] == 0xf4 && c[1] > 0x8f))
		return 0; /* overlong, a surrogate, or past U+10FFFF */
	return length;
}

bool utf8_valid(struct bytes bytes)
{
	for (size_t i = 0; i < bytes.n;) {
		size_t length = utf8_char(bytes.at + i, bytes.n - i);

		if (length == 0 || bytes.at[i] == '\0')
			return false;
		i += length;
	}
	return true;
}

const char *utf8_shown(struct arena *mem, const char *text)
{
	struct str shown = { .mem = mem };
	size_t left = strlen(text);

	if (utf8_valid(bytes_of(text)))
		return text;
	while (left) {
		size_t n = utf8_char(text, left);

		if (n)
			str_add_bytes(&shown, text, n);
		else
			str_fmt(&shown, "\\x%02x", (unsigned char)*text);
		text += n ? n : 1;
		left -= n ? n : 1;
	}
	return str_text(&shown);
}
