#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct bytes bytes_of(const char *s)
{
	return (struct bytes){ s, s ? strlen(s) : 0 };
}

bool bytes_equal(struct bytes a, struct bytes b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.at, b.at, a.n) == 0);
}

const char *bytes_find(struct bytes in, const char *text)
{
	size_t n = strlen(text);

	while (n && in.n >= n) {
		const char *at = memchr(in.at, text[0], in.n - n + 1);

		if (!at || memcmp(at, text, n) == 0)
			return at;
		in.n -= (size_t)(at + 1 - in.at);
		in.at = at + 1;
	}
	return NULL;
}

const char *str_find(const char *in, const char *text)
{
	return bytes_find(bytes_of(in), text);
}

void str_add_bytes(struct str *s, const void *data, size_t n)
{
	if (s->n + n + 1 > s->room) {
		size_t room = s->room ? s->room * 2 : 64;
		char *moved;

		while (room < s->n + n + 1)
			room *= 2;
		moved = arena_alloc(s->mem, room);
		if (s->n)
			memcpy(moved, s->at, s->n);
		s->at = moved;
		s->room = room;
	}
	if (n)
		memcpy(s->at + s->n, data, n);
	s->n += n;
	s->at[s->n] = '\0';
}

void str_add(struct str *s, const char *text)
{
	if (text)
		str_add_bytes(s, text, strlen(text));
}

void str_add_char(struct str *s, char c)
{
	if (s->n + 2 > s->room) {
		str_add_bytes(s, &c, 1);
		return;
	}
	s->at[s->n++] = c;
	s->at[s->n] = '\0';
}

void str_add_utf8(struct str *s, uint32_t c)
{
	if (c < 0x80) {
		str_add_char(s, (char)c);
		return;
	}
	if (c < 0x800) {
		str_add_char(s, (char)(0xc0 | c >> 6));
	} else {
		if (c < 0x10000) {
			str_add_char(s, (char)(0xe0 | c >> 12));
		} else {
			str_add_char(s, (char)(0xf0 | c >> 18));
			str_add_char(s, (char)(0x80 | (c >> 12 & 0x3f)));
		}
		str_add_char(s, (char)(0x80 | (c >> 6 & 0x3f)));
	}
	str_add_char(s, (char)(0x80 | (c & 0x3f)));
}

void str_fmt(struct str *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	str_add(s, arena_vfmt(s->mem, fmt, ap));
	va_end(ap);
}

void str_add_quoted(struct str *s, const char *text, const char *quote, const char *backslash)
{
	str_add_char(s, '\'');
	for (; *text; text++) {
		if (*text == '\'')
			str_add(s, quote);
		else if (*text == '\\')
			str_add(s, backslash);
		else
			str_add_char(s, *text);
	}
	str_add_char(s, '\'');
}

const char *str_text(const struct str *s)
{
	return s->at ? s->at : "";
}

struct bytes str_bytes(const struct str *s)
{
	return (struct bytes){ str_text(s), s->n };
}

uint64_t hash_bytes(uint64_t hash, struct bytes bytes)
{
	for (size_t i = 0; i < bytes.n; i++)
		hash = (hash ^ (unsigned char)bytes.at[i]) * 1099511628211u;
	return hash;
}

bool str_equal(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

bool str_starts(const char *s, const char *prefix)
{
	if (!s)
		return false;
	while (*prefix && *s == *prefix)
		s++, prefix++;
	return !*prefix;
}

size_t str_lines(const struct str *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += s->at[i] == '\n';
	return n;
}

size_t str_characters(const char *utf8)
{
	size_t n = 0;

	for (; *utf8; utf8++)
		n += ((unsigned char)*utf8 & 0xc0) != 0x80;
	return n;
}

size_t bytes_spoken(struct bytes utf8)
{
	size_t n = 0;

	for (size_t i = 0; i < utf8.n; i++) { /* from U+2000 on: the first of three or four bytes */
		unsigned char c = (unsigned char)utf8.at[i];

		n += c >= 0xe2 ? 5 : (c & 0xc0) != 0x80;
	}
	return n;
}

size_t str_spoken(const char *utf8)
{
	return bytes_spoken(bytes_of(utf8));
}

bool str_is_among(const char *words, const char *word, size_t n)
{
	if (n == 0 || !*words || memchr(word, ' ', n))
		return false;
	for (const char *at = words + 1; *at; at += strcspn(at, " ") + 1)
		if (strncmp(at, word, n) == 0 && at[n] == ' ')
			return true;
	return false;
}

bool str_ends(const char *s, const char *suffix)
{
	size_t n = s ? strlen(s) : 0, m = strlen(suffix);

	return s && n >= m && strcmp(s + n - m, suffix) == 0;
}

struct names str_split(struct arena *mem, const char *s, char separator)
{
	struct names parts = { 0 };
	const char *all_end, *end;

	if (!s || !*s)
		return parts;
	all_end = s + strlen(s); /* the releases' strchr looks for it each time */
	while ((end = memchr(s, separator, (size_t)(all_end - s)))) {
		list_push(mem, &parts, arena_strndup(mem, s, (size_t)(end - s)));
		s = end + 1;
	}
	list_push(mem, &parts, arena_strdup(mem, s));
	return parts;
}

const char *str_first_sentence(struct arena *mem, const char *text)
{
	static const char *const ends[] = { ". ", "\xe3\x80\x82" };
	size_t n = strlen(text);

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		const char *end = strstr(text, ends[i]);

		if (end && (size_t)(end - text) < n)
			n = (size_t)(end - text) + (i ? strlen(ends[i]) : 1);
	}
	return arena_strndup(mem, text, n);
}

const char *str_sentences(struct arena *mem, const char *first, const char *then)
{
	return arena_fmt(mem, str_ends(first, "\xe3\x80\x82") ? "%s%s" : "%s %s", first, then);
}

const char *str_join(struct arena *mem, const struct names *names, const char *separator)
{
	struct str s = { .mem = mem };

	for (size_t i = 0; i < names->n; i++) {
		if (i)
			str_add(&s, separator);
		str_add(&s, names->at[i]);
	}
	return str_text(&s);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct names names_copy(struct arena *mem, const struct names *names)
{
	struct names copy = { 0 };

	for (size_t i = 0; i < names->n; i++)
		list_push(mem, &copy, arena_strdup(mem, names->at[i]));
	return copy;
}

bool names_equal(const struct names *a, const struct names *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (!str_equal(a->at[i], b->at[i]))
			return false;
	return true;
}

bool names_hold(const struct names *names, const char *name)
{
	for (size_t i = 0; names && i < names->n; i++)
		if (str_equal(names->at[i], name))
			return true;
	return false;
}

void names_push_longest(struct arena *mem, struct names *names, const char *name)
{
	for (size_t i = 0; name && i < names->n; i++) {
		if (str_starts(name, names->at[i]))
			names->at[i] = name;
		if (str_starts(names->at[i], name))
			return;
	}
	if (name)
		list_push(mem, names, name);
}

const char *str_trim(struct arena *mem, const char *s)
{
	const char *end;

	while (is_blank(*s))
		s++;
	end = s + strlen(s);
	while (end > s && is_blank(end[-1]))
		end--;
	return arena_strndup(mem, s, (size_t)(end - s));
}

const char *size_text(struct arena *mem, unsigned long long bytes)
{
	static const char *const units[] = { "KB", "MB", "GB", "TB" };
	double value = (double)bytes / 1000;
	size_t unit = 0;
	const char *text;

	if (bytes < 1000)
		return arena_fmt(mem, "%llu B", bytes);
	while (value >= 999.95 && unit + 1 < sizeof(units) / sizeof(units[0])) {
		value /= 1000;
		unit++;
	}
	text = arena_fmt(mem, unit ? "%.1f" : "%.0f", value);
	return arena_fmt(mem, "%s %s",
			 str_ends(text, ".0") ? arena_strndup(mem, text, strlen(text) - 2) : text,
			 units[unit]);
}

bool next_line(struct bytes text, size_t *at, struct bytes *ret_line)
{
	const char *start = text.at + *at;
	const char *end;

	if (*at >= text.n)
		return false;
	end = memchr(start, '\n', text.n - *at);
	ret_line->at = start;
	ret_line->n = end ? (size_t)(end - start) : text.n - *at;
	*at += ret_line->n + 1;
	return true;
}
