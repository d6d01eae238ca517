/* Characters of a pasted text, and which of them mean the same. */
#include "explain/text.h"

#include "base/utf8.h"

uint32_t next_character(const char *at, size_t n, size_t *ret_n)
{
	uint32_t c;

	if (n && (unsigned char)*at < 0x80) {
		*ret_n = 1;
		return (unsigned char)*at;
	}
	*ret_n = utf8_decode(at, n, &c);
	if (*ret_n)
		return c;
	*ret_n = 1;
	return 0xfffd;
}

static bool is_quotation_mark(uint32_t c)
{
	return c == '"' || c == '`' || c == 0xb4 || c == 0xab || c == 0xbb ||
	       (c >= 0x2018 && c <= 0x201f) || c == 0x2039 || c == 0x203a ||
	       (c >= 0x300c && c <= 0x300f);
}

static bool is_dash(uint32_t c)
{
	return (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/* Latin, Greek and Cyrillic capitals of the languages that shells speak; towlower would ask the
 * locale. */
static uint32_t small_letter(uint32_t c)
{
	if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) ||
	    (c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f))
		return c + 32;
	if (c >= 0x400 && c <= 0x40f)
		return c + 80;
	if (c >= 0x100 && c <= 0x17f && c != 0x130 && c != 0x131 && c != 0x138 && c != 0x149 &&
	    c != 0x178 && c != 0x17f) {
		bool odd_is_capital = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e);

		return (c & 1) == (odd_is_capital ? 1u : 0u) ? c + 1 : c;
	}
	return c;
}

uint32_t fold_character(uint32_t c)
{
	if (c < 0x80 && c != '"' && c != '`')
		return c >= 'A' && c <= 'Z' ? c + 32 : c;
	if (c >= 0xff01 && c <= 0xff5e)
		c -= 0xfee0; /* full-width forms of ASCII */
	if (c == 0x3002)
		return '.';
	if (c == 0x3001)
		return ',';
	if (is_quotation_mark(c))
		return '\'';
	if (is_dash(c))
		return '-';
	return small_letter(c);
}
