/* Base64 (RFC 4648, padded). */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include "base/str.h"

const char *base64_encode(struct arena *mem, struct bytes bytes);
/* Into *ret, of `mem`. False: it is no Base64, and *ret stays as it was. */
bool base64_decode(struct arena *mem, const char *text, struct bytes *ret);

#endif
