/* The bytes of a paste as characters: two bytes each, a mail's =3D, GBK, and terminal control. */
#include "explain/decode.h"

#include <string.h>

#include "base/utf16.h"

/* GBK writes a character as 0x81-0xfe and a second byte of 0x40-0xfe: without its table only the
 * places of such characters are known, and what stands between them in ASCII. */
static bool is_gbk_pair(const unsigned char *s, size_t n)
{
	return n > 1 && s[0] >= 0x81 && s[0] <= 0xfe && s[1] >= 0x40 && s[1] != 0x7f &&
	       s[1] != 0xff;
}

size_t text_escape_length(const char *s, size_t n)
{
	size_t i = 1;

	if (n < 2)
		return n;
	if (s[1] == '[') {
		for (i = 2; i < n && (unsigned char)s[i] >= 0x20 && (unsigned char)s[i] < 0x40; i++)
			;
		return i < n ? i + 1 : n;
	}
	if (strchr("]P^_X", s[1])) {
		for (i = 2; i < n && s[i] != '\a' && s[i] != '\033' && s[i] != '\n'; i++)
			;
		if (i < n && s[i] == '\033')
			return i + 1 < n && s[i + 1] == '\\' ? i + 2 : i;
		return i < n && s[i] == '\a' ? i + 1 : i;
	}
	return 2;
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
	       c == 0x202f || c == 0x205f || c == 0x3000;
}

static bool has_no_width(uint32_t c)
{
	return c == 0xad || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfe00 && c <= 0xfe0f);
}

/* A backspace takes back the character before it, as on the terminal. */
static void take_back(struct str *s)
{
	while (s->n && ((unsigned char)s->at[s->n - 1] & 0xc0) == 0x80)
		s->n--;
	if (s->n && s->at[s->n - 1] != '\n')
		s->n--;
	if (s->at)
		s->at[s->n] = '\0';
}

/* What typesetting makes of letters: U+FB00 to U+FB06. */
static const char *ligature(uint32_t c)
{
	static const char *const letters[] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };

	return c >= 0xfb00 && c <= 0xfb06 ? letters[c - 0xfb00] : NULL;
}

/* Of a line: the tabs there tell that it was written so. */
static bool is_at_beginning(const struct str *s)
{
	return s->n == 0 || strchr("\n\t", s->at[s->n - 1]);
}

void text_add_plain(struct str *out, uint32_t c)
{
	if (c >= 0x20 && c < 0x7f)
		str_add_char(out, (char)c);
	else if (ligature(c))
		str_add(out, ligature(c));
	else if (c == '\t' && is_at_beginning(out))
		str_add_char(out, '\t');
	else if (is_blank(c))
		str_add_char(out, ' ');
	else if (c == '\n' || c == 0x2028 || c == 0x2029 || c == 0x85 || c == '\f' || c == '\v')
		str_add_char(out, '\n');
	else if (c == '\b')
		take_back(out);
	else if (c >= 0x20 && !utf16_is_half(c) && !(c >= 0x7f && c < 0xa0) && !has_no_width(c) &&
		 c != 0xfffd)
		str_add_utf8(out, c);
}

static bool is_long_dash(uint32_t c)
{
	return c == 0x2013 || c == 0x2014;
}

/* "\xe2\x80\x94go_out": editors make one long dash of two. */
static bool is_before_an_option(const struct str *before, char next)
{
	return next >= 'a' && next <= 'z' &&
	       (!before->n || strchr(" \n'\"`", before->at[before->n - 1]));
}

/* Two bytes a character, as PowerShell writes files: known by its mark, or by every second byte of
 * ASCII being none. */
static struct bytes without_utf16(struct arena *mem, struct bytes text)
{
	size_t zeros[2] = { 0 };
	struct str out = { .mem = mem };
	enum utf16_order order = utf16_mark(text);

	for (size_t i = 0; i < text.n; i++)
		zeros[i % 2] += text.at[i] == 0;
	if (order == UTF16_NONE && zeros[0] * 4 < text.n && zeros[1] * 4 < text.n)
		return text;
	if (order == UTF16_NONE)
		order = zeros[1] > zeros[0] ? UTF16_LITTLE : UTF16_BIG;
	str_add_utf16(&out, text, order);
	return str_bytes(&out);
}

static int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* "h1:LUVKkCev...Rh4=": a checksum of go.sum ends as a line of a mail does. */
static bool ends_a_checksum(const char *text, size_t i)
{
	size_t begin = i;

	while (begin > 0 && !strchr(" \t\n", text[begin - 1]))
		begin--;
	return i - begin > 3 && memcmp(text + begin, "h1:", 3) == 0;
}

/* A line that ends with = shows it only where it is full: "set GOFLAGS=" is none. A blank of a mail
 * is =20 too, but so is -timeout=20s, and the time=2024 of a log. */
static bool is_quoted_printable(struct bytes text)
{
	enum { FULL = 70, LONGEST = 76 };
	size_t column = 0;

	for (size_t i = 0; i + 2 < text.n; i++) {
		const char *at = text.at + i;
		bool ends = at[0] == '=' && (at[1] == '\n' || (at[1] == '\r' && at[2] == '\n'));

		column = at[0] == '\n' ? 0 : column + 1;
		if (memcmp(at, "=3D", 3) == 0 || (i + 3 < text.n && memcmp(at, "=E2=", 4) == 0) ||
		    (ends && column >= FULL && column <= LONGEST && !ends_a_checksum(text.at, i)))
			return true;
	}
	return false;
}

/* "paths=3Dsource_relative", and lines that end with =: a mail as it is sent (RFC 2045 6.7). */
static struct bytes without_quoted_printable(struct arena *mem, struct bytes text)
{
	struct str out = { .mem = mem };

	if (!is_quoted_printable(text))
		return text;
	for (size_t i = 0; i < text.n; i++) {
		const char *at = text.at + i;
		size_t left = text.n - i;

		if (*at == '=' && left > 1 && at[1] == '\n') {
			i++;
		} else if (*at == '=' && left > 2 && at[1] == '\r' && at[2] == '\n') {
			i += 2;
		} else if (*at == '=' && left > 2 && hex_digit(at[1]) >= 0 &&
			   hex_digit(at[2]) >= 0) {
			str_add_char(&out, (char)(hex_digit(at[1]) * 16 + hex_digit(at[2])));
			i += 2;
		} else {
			str_add_char(&out, *at);
		}
	}
	return (struct bytes){ str_text(&out), out.n };
}

/* The length of what is left of a colour where its ESC was lost or written as two signs: "^[[31m",
 * "[0m", "[1;31m", "[K". */
static size_t lost_escape_length(const char *s, size_t n)
{
	size_t begin = n > 2 && s[0] == '^' && s[1] == '[' ? 2 : 0, i;

	if (begin >= n || s[begin] != '[')
		return 0;
	for (i = begin + 1; i < n && ((s[i] >= '0' && s[i] <= '9') || s[i] == ';'); i++)
		;
	return i < n && (s[i] == 'm' || (begin && strchr("KJHABCDG", s[i]))) &&
			       (begin || i > begin + 1)
		       ? i + 1
		       : 0;
}

/* Without control sequences, as UTF-8; CR and CRLF are ends of lines. */
static const char *without_control(struct arena *mem, struct bytes text)
{
	struct str out = { .mem = mem };
	size_t length;

	for (size_t i = 0; i < text.n; i += length) {
		const char *at = text.at + i;
		uint32_t c = next_character(at, text.n - i, &length);

		if (c == '\033') {
			length = text_escape_length(at, text.n - i);
		} else if ((c == '^' || c == '[') && lost_escape_length(at, text.n - i)) {
			length = lost_escape_length(at, text.n - i);
		} else if (is_long_dash(c) &&
			   is_before_an_option(&out, i + length < text.n ? at[length] : 0)) {
			str_add(&out, "--");
		} else if (c == '\r') {
			if (i + 1 >= text.n || at[1] != '\n')
				str_add_char(&out, '\n');
		} else if (c == 0xfffd && length == 1 &&
			   is_gbk_pair((const unsigned char *)at, text.n - i)) {
			length = 2;
			str_add_utf8(&out, 0x25a1); /* a character whose name is not known */
		} else {
			text_add_plain(&out, c);
		}
	}
	return str_text(&out);
}

const char *text_decoded(struct arena *mem, struct bytes text)
{
	const char *only;

	text = without_quoted_printable(mem, without_utf16(mem, text));
	only = text_only_string(mem, text);
	if (only)
		return text_without_html(mem, without_control(mem, bytes_of(only)));
	return text_without_html(mem, text_without_json(mem, without_control(mem, text)));
}
