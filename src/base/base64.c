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
