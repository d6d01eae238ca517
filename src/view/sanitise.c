/*
 * Foreign text made harmless. A terminal obeys what a child prints, so nothing of it may reach one:
 * escape sequences are dropped whole, everything else that is not plainly printable becomes visible
 * (CWE-150). ECMA-48 5.4 and 5.6 say where control sequences and control strings end.
 */
#include "base/i18n.h"
#include "base/utf8.h"
#include "view/view.h"

struct cleaner {
	struct str out;
	size_t line;   /* bytes in this line so far */
	size_t column; /* characters in it: for tab stops */
	size_t most_line;
	bool cutting; /* the rest of this line is left out */
};

/* Characters that have no shape of their own and change how others are read. */
static bool is_invisible(uint32_t c)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{ 0xad, 0xad },        { 0x34f, 0x34f },     { 0x61c, 0x61c },
		{ 0x115f, 0x1160 },    { 0x17b4, 0x17b5 },   { 0x180b, 0x180f },
		{ 0x200b, 0x200f },    { 0x2028, 0x202e },   { 0x2060, 0x206f },
		{ 0x3164, 0x3164 },    { 0xe000, 0xf8ff },   { 0xfe00, 0xfe0f },
		{ 0xfeff, 0xfeff },    { 0xffa0, 0xffa0 },   { 0xfff0, 0xfffb },
		{ 0xfffe, 0xffff },    { 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a },
		{ 0xe0000, 0x10ffff },
	};

	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	return false;
}

static void put(struct cleaner *c, const void *bytes, size_t n)
{
	if (c->cutting)
		return;
	if (c->line + n > c->most_line) {
		str_add(&c->out, " ");
		str_add(&c->out, _("(the line goes on)"));
		c->cutting = true;
		return;
	}
	str_add_bytes(&c->out, bytes, n);
	c->line += n;
	c->column++;
}

static void put_newline(struct cleaner *c)
{
	str_add_char(&c->out, '\n');
	c->line = c->column = 0;
	c->cutting = false;
}

static void put_byte_name(struct cleaner *c, unsigned byte)
{
	static const char digits[] = "0123456789abcdef";
	char text[4] = { '\\', 'x', digits[byte >> 4 & 15], digits[byte & 15] };

	put(c, text, sizeof(text));
}

static void put_point_name(struct cleaner *c, uint32_t point)
{
	struct str name = { .mem = c->out.mem };

	str_fmt(&name, "\\u{%x}", (unsigned)point);
	put(c, name.at, name.n);
}

static void put_tab(struct cleaner *c)
{
	size_t blanks = 8 - c->column % 8;

	while (blanks--)
		put(c, " ", 1);
}

/* Bytes of a control string's body and its end (BEL or ESC \); 0 where it does not end. */
static size_t string_end(const unsigned char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] == 7)
			return i + 1;
		if (s[i] == 27 && i + 1 < n && s[i + 1] == '\\')
			return i + 2;
	}
	return 0;
}

/* Bytes to drop at an ESC: the whole sequence, or the introducer of a string that never ends, so
 * that nothing can hide what follows. */
static size_t escape_length(const unsigned char *s, size_t n)
{
	size_t i = 1;

	if (n < 2)
		return 1;
	if (s[1] == '[') { /* CSI: parameters, intermediates, one final byte */
		for (i = 2; i < n && s[i] >= 0x20 && s[i] <= 0x3f; i++)
			;
		return i < n && s[i] >= 0x40 && s[i] <= 0x7e ? i + 1 : i;
	}
	if (s[1] == ']' || s[1] == 'P' || s[1] == 'X' || s[1] == '^' || s[1] == '_')
		return 2 + string_end(s + 2, n - 2);
	while (i < n && s[i] >= 0x20 && s[i] <= 0x2f)
		i++;
	return i < n && s[i] >= 0x30 && s[i] <= 0x7e ? i + 1 : i;
}

static size_t clean_control(struct cleaner *c, const unsigned char *s, size_t n)
{
	switch (s[0]) {
	case '\n':
		put_newline(c);
		return 1;
	case '\r': /* a line rewritten in place is shown as the lines it was */
		put_newline(c);
		return n > 1 && s[1] == '\n' ? 2 : 1;
	case '\t':
		put_tab(c);
		return 1;
	case 27:
		return escape_length(s, n);
	default:
		put_byte_name(c, s[0]);
		return 1;
	}
}

static size_t clean_one(struct cleaner *c, const unsigned char *s, size_t n)
{
	uint32_t point;
	size_t length;

	if (s[0] < 0x20 || s[0] == 0x7f)
		return clean_control(c, s, n);
	length = utf8_decode((const char *)s, n, &point);
	if (length == 0) {
		put_byte_name(c, s[0]);
		return 1;
	}
	if (point >= 0x80 && point < 0xa0)
		put_byte_name(c, point);
	else if (is_invisible(point))
		put_point_name(c, point);
	else
		put(c, s, length);
	return length;
}

static bool is_plain_ascii(struct bytes text, size_t most_line, size_t most_total)
{
	size_t line = 0;

	if (text.n > most_total)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.at[i];

		if ((c < 0x20 && c != '\n') || c > 0x7e)
			return false;
		line = c == '\n' ? 0 : line + 1;
		if (line > most_line)
			return false;
	}
	return true;
}

const char *text_sanitise(struct arena *mem, struct bytes text, size_t most_line, size_t most_total)
{
	struct cleaner c = { .out = { .mem = mem }, .most_line = most_line ? most_line : 4000 };
	size_t i = 0;

	if (most_total == 0)
		most_total = 200000;
	if (is_plain_ascii(text, c.most_line, most_total))
		return arena_strndup(mem, text.n ? text.at : "", text.n);
	while (i < text.n && c.out.n < most_total)
		i += clean_one(&c, (const unsigned char *)text.at + i, text.n - i);
	if (i < text.n) {
		str_add(&c.out, "\n");
		str_fmt(&c.out, _("(%zu more bytes are left out)"), text.n - i);
	}
	return arena_strdup(mem, str_text(&c.out));
}
