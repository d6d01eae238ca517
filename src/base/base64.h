/* Base64 (RFC 4648, padded), and whether bytes are UTF-8 text. */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include "base/str.h"

const char *base64_encode(struct arena *mem, struct bytes bytes);
bool base64_decode(struct arena *mem, const char *text, struct bytes *ret);
/* Well-formed UTF-8 (no surrogates, nothing overlong) without NUL. */
bool utf8_valid(struct bytes bytes);
/* The text with each byte that is not UTF-8 written out ("\xff"); valid text as it is. */
const char *utf8_shown(struct arena *mem, const char *text);
/* The length of the well-formed character at `at` (1 to 4), 0 where it is none. */
size_t utf8_char(const char *at, size_t n);

#endif
