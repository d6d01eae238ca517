#include "base/utf16.h"

#include <string.h>

enum utf16_order utf16_mark(struct bytes bytes)
{
	if (bytes.n < 2)
		return UTF16_NONE;
	return memcmp(bytes.at, "\xff\xfe", 2) == 0   ? UTF16_LITTLE
	       : memcmp(bytes.at, "\xfe\xff", 2) == 0 ? UTF16_BIG
						      : UTF16_NONE;
}

static bool is_high(uint32_t unit)
{
	return unit >= 0xd800 && unit < 0xdc00;
}

static bool is_low(uint32_t unit)
{
	return unit >= 0xdc00 && unit < 0xe000;
}

bool utf16_is_half(uint32_t unit)
{
	return is_high(unit) || is_low(unit);
}

uint32_t utf16_pair(uint32_t high, uint32_t low)
{
	if (!is_high(high) || !is_low(low))
		return 0;
	return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
}

/* 0 at the end. */
static uint32_t unit_at(struct bytes bytes, size_t i, enum utf16_order order)
{
	const unsigned char *s = (const unsigned char *)bytes.at;

	if (i + 1 >= bytes.n)
		return 0;
	return order == UTF16_BIG ? (uint32_t)s[i] << 8 | s[i + 1] : (uint32_t)s[i + 1] << 8 | s[i];
}

void str_add_utf16(struct str *s, struct bytes bytes, enum utf16_order order)
{
	for (size_t i = utf16_mark(bytes) == order ? 2 : 0; i + 1 < bytes.n; i += 2) {
		uint32_t unit = unit_at(bytes, i, order);
		uint32_t pair = utf16_pair(unit, unit_at(bytes, i + 2, order));

		if (pair)
			i += 2;
		if (unit)
			str_add_utf8(s, pair ? pair : utf16_is_half(unit) ? 0xfffd : unit);
	}
}
