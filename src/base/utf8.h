/*
 * Text as UTF-8, read one character at a time:
 *
 *	for (size_t i = 0, n; i < text.n; i += n) {
 *		n = utf8_decode(text.at + i, text.n - i, &point);
 *		if (n == 0)
 *			n = 1; // a byte that is no text: the caller knows what becomes of it
 *	}
 *
 * Well-formed is what RFC 3629 allows: no surrogates, nothing overlong, nothing past U+10FFFF. str_add_utf8 (str.h)
 * writes what this reads. Pure, but for utf8_shown's text, which is of `mem`.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

/* The bytes of the well-formed character that begins at `at`, of which `n` may be read: 1 to 4, and its code point in
 * *ret_point. 0: it is none, or not all of it is there; *ret_point stays as it was. A NUL is a character. */
size_t utf8_decode(const char *at, size_t n, uint32_t *ret_point);
/* Likewise in a string that its NUL ends; 0 there too. */
size_t utf8_decode_next(const char *text, uint32_t *ret_point);

/* Is all of it well-formed, and without a NUL? */
bool utf8_valid(struct bytes bytes);
/* The text with each byte that is not UTF-8 written out ("\xff"); valid text as it is. */
const char *utf8_shown(struct arena *mem, const char *text);

#endif
