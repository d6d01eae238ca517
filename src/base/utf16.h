/*
 * UTF-16: two bytes a unit, in either order, as PowerShell's > and Windows' editors write files.
 *
 *	order = utf16_mark(file);
 *	str_add_utf16(&text, file, order);
 *
 * Pure. Nothing is an error: half of a pair is U+FFFD, the byte order mark and units of zero are left out,
 * and so is a last byte that has no second.
 */
#ifndef BASE_UTF16_H
#define BASE_UTF16_H

#include "base/str.h"

enum utf16_order { UTF16_NONE, UTF16_LITTLE, UTF16_BIG };

/* The order that a byte order mark says; UTF16_NONE: the bytes begin with none. */
enum utf16_order utf16_mark(struct bytes bytes);
void str_add_utf16(struct str *s, struct bytes bytes, enum utf16_order order);
/* The character that a high and a low unit are together; 0: they are no pair. */
uint32_t utf16_pair(uint32_t high, uint32_t low);
bool utf16_is_half(uint32_t unit); /* of a pair: alone it is no character */

#endif
