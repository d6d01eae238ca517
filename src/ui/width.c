/* Cells: how wide a text is, where it may be broken, cutting and padding on cell borders. */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700 /* wcwidth */
#endif
#include "base/foreign.h"
#include "base/utf8.h"
#include "ui/ui_private.h"

#include <string.h>
#include <wchar.h>

size_t utf8_next(const char *s, unsigned *ret_point)
{
	uint32_t point = (unsigned char)*s;
	size_t n = point < 0x80 ? 1 : utf8_decode_next(s, &point);

	*ret_point = point;
	return n ? n : 1;
}

/* Unicode's EastAsianWidth.txt, the ranges W and F, coarsely: for locales in which wcwidth is
 * blind. */
static bool is_wide(unsigned c)
{
	return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0x303e) ||
	       (c >= 0x3041 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) ||
	       (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) ||
	       (c >= 0xff00 && c <= 0xff60) || (c >= 0xffe0 && c <= 0xffe6) ||
	       (c >= 0x1f300 && c <= 0x1f64f) || (c >= 0x1f900 && c <= 0x1f9ff) ||
	       (c >= 0x20000 && c <= 0x3fffd);
}

int point_width(unsigned c)
{
	int width;

	if (c < 0x80)
		return c >= 0x20 && c != 0x7f;
	width = wcwidth((wchar_t)c);
	if (width >= 0)
		return width;
	return is_wide(c) ? 2 : 1;
}

int text_width(const char *utf8)
{
	unsigned point;
	int width = 0;

	for (const char *s = utf8; s && *s; s += utf8_next(s, &point)) {
		utf8_next(s, &point);
		width += point_width(point);
	}
	return width;
}

/* Bytes of the longest beginning that fits. */
static size_t fitting(const char *text, int width)
{
	const char *s = text;
	int used = 0;

	while (*s) {
		unsigned point;
		size_t n = utf8_next(s, &point);

		used += point_width(point);
		if (used > width)
			break;
		s += n;
	}
	return (size_t)(s - text);
}

const char *text_cut(struct arena *mem, const char *text, int width)
{
	static const char mark[] = "...";
	int room = width - (int)strlen(mark);

	if (text_width(text) <= width)
		return text;
	if (room < 1)
		return arena_strndup(mem, text, fitting(text, width));
	return arena_fmt(mem, "%s%s", arena_strndup(mem, text, fitting(text, room)), mark);
}

const char *text_pad(struct arena *mem, const char *text, int width)
{
	int missing = width - text_width(text);

	return missing > 0 ? arena_fmt(mem, "%s%*s", text, missing, "") : text;
}

static bool in(const char *set, unsigned point)
{
	while (*set) {
		unsigned c;

		set += utf8_next(set, &c);
		if (c == point)
			return true;
	}
	return false;
}

/* Between two characters of Chinese, Japanese or Korean text a line may end, but not before closing
 * and not after opening punctuation, and on neither side of a quotation mark (Unicode's UAX 14, classes
 * ID, CL, CP, EX, IS, NS, OP, QU; W3C "Requirements for Chinese Text Layout", 3.1.3). */
static bool may_break_between(unsigned before, unsigned after)
{
	static const char closing[] = "。，、；：！？）」』】》〉”’…％～,.:;!?)]}%\"'";
	static const char opening[] = "（「『【《〈“‘([{\"'";

	if (!is_wide(before) && !is_wide(after))
		return false;
	return before != ' ' && after != ' ' && !in(closing, after) && !in(opening, before);
}

struct wrapping {
	struct arena *mem;
	struct names lines;
	int width;
	bool clauses; /* rather than a word or two on the last line */
};

static void wrap_emit(struct wrapping *w, const char *from, const char *to)
{
	while (to > from && to[-1] == ' ')
		to--;
	list_push(w->mem, &w->lines, arena_strndup(w->mem, from, (size_t)(to - from)));
}

/*
 * Where a word that is longer than a line may be broken, best first: after a slash, before an @, after a
 * hyphen. What is left on the line is at least a third of it, or the next kind is taken.
 */
enum seam { SEAM_SLASH, SEAM_AT, SEAM_HYPHEN, SEAM_N };

struct seams {
	const char *after[SEAM_N]; /* the last of each kind that fits; NULL none */
	int used[SEAM_N];          /* cells up to it */
};

static void note_seam(struct seams *seams, enum seam kind, const char *at, int used)
{
	seams->after[kind] = at;
	seams->used[kind] = used;
}

static void note_seams(struct seams *seams, const char *s, const char *at, unsigned before,
		       unsigned point, int used)
{
	if (at == s || before == ' ')
		return;
	if (before == '/' && point != '/')
		note_seam(seams, SEAM_SLASH, at, used);
	if (point == '@')
		note_seam(seams, SEAM_AT, at, used);
	if (before == '-' && point != '-')
		note_seam(seams, SEAM_HYPHEN, at, used);
}

static const char *best_seam(const struct seams *seams, int width)
{
	for (int kind = 0; kind < SEAM_N; kind++)
		if (seams->after[kind] && seams->used[kind] * 3 >= width)
			return seams->after[kind];
	return NULL;
}

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* "25 s", "71.8 MB" and "2 分钟" are one thing: the blank in the middle is no place to break at. */
static bool is_before_unit(unsigned before, const char *blank)
{
	static const char *const units[] = { "s", "ms", "B", "KB", "MB", "GB" };
	unsigned after;
	size_t n = 0;

	if (before < '0' || before > '9')
		return false;
	utf8_next(blank + 1, &after);
	while (is_letter(blank[1 + n]))
		n++;
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (n == strlen(units[i]) && strncmp(blank + 1, units[i], n) == 0)
			return true;
	return is_wide(after);
}

static int width_of(const char *from, const char *to)
{
	unsigned point;
	int width = 0;

	while (from < to) {
		from += utf8_next(from, &point);
		width += point_width(point);
	}
	return width;
}

/* The end of a command of ours that begins there, where a line has room for it: it is copied. Else `at`. */
static const char *end_of_command(const char *at, const char *end, int width)
{
	const char *close = str_starts(at, "'goready ") ? strchr(at + 1, '\'') : NULL;

	return close && close < end && width_of(at, close + 1) <= width ? close : at;
}

/* Bytes of the first line of `s` (which holds no newline), when it does not fit as a whole. A blank in
 * the first `least` cells is no place to break at. */
static size_t first_line(const char *s, int width, int least, const char *end)
{
	const char *best = NULL, *at = s, *whole = s; /* no blank up to there is a place */
	struct seams seams = { 0 };
	unsigned before = 0;
	int used = 0;

	while (at < end) {
		unsigned point;
		size_t n = utf8_next(at, &point);

		if (at >= whole)
			whole = end_of_command(at, end, width);
		if (at > s && used >= least && at >= whole &&
		    (point == ' ' ? !is_before_unit(before, at) : may_break_between(before, point)))
			best = at;
		note_seams(&seams, s, at, before, point, used);
		used += point_width(point);
		if (used > width && point != ' ')
			break;
		at += n;
		before = point;
	}
	if (at >= end)
		return (size_t)(end - s);
	if (best && strspn(s, " ") < (size_t)(best - s))
		return (size_t)(best - s);
	best = best_seam(&seams, width);
	if (best)
		return (size_t)(best - s);
	return at > s ? (size_t)(at - s) : 1; /* one piece without any seam */
}

size_t text_piece(const char *text, int width)
{
	int cells = width < 2 ? 2 : width;
	size_t most = fitting(text, cells);
	int indent =
		*text ? (int)(1 + strspn(text + 1, " ")) : 0; /* behind the sign of a diff's line */
	size_t n = *text ? first_line(text, cells, indent + cells / 3, text + strlen(text)) : 0;

	while (n < most && text[n] == ' ')
		n++;
	return n < most ? n : most; /* blanks that do not fit begin the next one */
}

int text_longest_word(const char *text)
{
	unsigned before = ' ';
	int longest = 0, width = 0;

	while (text && *text) {
		unsigned point;

		text += utf8_next(text, &point);
		if (point == ' ' || point == '\n' || may_break_between(before, point))
			width = 0;
		if (point != ' ' && point != '\n')
			width += point_width(point);
		longest = width > longest ? width : longest;
		before = point;
	}
	return longest;
}

/* Another program's words: each line of ours says whose they are, or the next one might seem to be
 * goready's. False where there is too little room for that. */
static bool wrap_foreign(struct wrapping *w, const char *s, const char *end)
{
	size_t prefix = foreign_prefix(arena_strndup(w->mem, s, (size_t)(end - s)));
	const char *who = arena_strndup(w->mem, s, prefix);
	struct names rest;

	if (!prefix || w->width - text_width(who) < w->width / 3)
		return false;
	rest = text_wrap(w->mem, arena_strndup(w->mem, s + prefix, (size_t)(end - s) - prefix),
			 w->width - text_width(who));
	for (size_t i = 0; i < rest.n; i++)
		list_push(w->mem, &w->lines, arena_fmt(w->mem, "%s%s", who, rest.at[i]));
	return true;
}

/* After the last comma or the like of a line that is at least a third full; 0: there is none. */
static size_t last_clause(const struct wrapping *w, const char *s, size_t line)
{
	size_t best = 0;
	int used = 0;

	for (size_t i = 0; i < line;) {
		unsigned point;

		i += utf8_next(s + i, &point);
		used += point_width(point);
		if (in("，；：。！？", point) && used * 3 >= w->width && i < line)
			best = i;
	}
	return best;
}

/* Cells of what is no punctuation. */
static int letters_width(const char *s, const char *end)
{
	int width = 0;

	while (s < end) {
		unsigned point;

		s += utf8_next(s, &point);
		width += in("，、；：。！？）", point) ? 0 : point_width(point);
	}
	return width;
}

/* Chinese can be broken nearly everywhere, but one or two characters left over for the last line are no line: then
 * the one before it ends earlier, with a clause where there is one, or by as much again, since most words are pairs. */
enum { LEFT_OVER = 4 };

static size_t spare_characters(const struct wrapping *w, const char *s, size_t line,
			       const char *end)
{
	size_t shorter = last_clause(w, s, line);
	int left = letters_width(s + line, end);

	if (w->width < 3 * LEFT_OVER || left > LEFT_OVER)
		return line;
	if (!shorter)
		shorter = first_line(s, width_of(s, s + line) - left, 0, end);
	return shorter;
}

/* How much of a text ends there: a sentence or half of one, what announces the rest, a part of a list. */
enum pause { PAUSE_SENTENCE, PAUSE_COLON, PAUSE_COMMA, PAUSE_N };

static enum pause pause_of(unsigned mark)
{
	if (in(";.!?；。！？", mark))
		return PAUSE_SENTENCE;
	if (in(":：", mark))
		return PAUSE_COLON;
	return in(",，、", mark) ? PAUSE_COMMA : PAUSE_N;
}

/* After the longest pause in the second half of a line; all of it where there is none. */
static size_t longest_pause(const struct wrapping *w, const char *s, size_t line)
{
	size_t after[PAUSE_N] = { 0 };
	unsigned point, next;
	int used = 0;

	for (size_t i = 0; i < line;) {
		enum pause pause;

		i += utf8_next(s + i, &point);
		used += point_width(point);
		pause = pause_of(point);
		utf8_next(s + i, &next);
		if (pause < PAUSE_N && i < line && used * 2 >= w->width &&
		    (next == ' ' || may_break_between(point, next)))
			after[pause] = i;
	}
	for (int pause = 0; pause < PAUSE_N; pause++)
		if (after[pause])
			return after[pause];
	return line;
}

/* A word or two are no line either: the clause they end goes with them. Chinese fills its lines up, so only what is
 * shorter still is brought company. */
static size_t spare_words(const struct wrapping *w, const char *s, size_t line, const char *end)
{
	const char *rest = s + line + strspn(s + line, " ");
	unsigned first;

	utf8_next(rest, &first);
	if (!w->clauses || width_of(rest, end) * (is_wide(first) ? 6 : 3) > w->width)
		return line;
	return longest_pause(w, s, line);
}

/* Nor are the first two or three characters of a clause the end of one: they stand with the rest of it. */
enum { HEAD = 8 };

static size_t spare_head(const struct wrapping *w, const char *s, size_t line)
{
	size_t clause = w->clauses ? last_clause(w, s, line) : 0;

	return clause && width_of(s + clause, s + line) <= HEAD ? clause : line;
}

static size_t spare_left_over(const struct wrapping *w, const char *s, size_t line, const char *end)
{
	size_t shorter = line;
	unsigned first;

	if (s + line >= end)
		return line;
	utf8_next(s + line, &first);
	if (is_wide(first))
		shorter = spare_characters(w, s, line, end);
	if (is_wide(first) && shorter == line)
		shorter = spare_head(w, s, line);
	if (shorter == line)
		shorter = spare_words(w, s, line, end);
	while (s + shorter < end && s[shorter] == ' ')
		shorter++;
	return shorter && width_of(s + shorter, end) <= w->width ? shorter : line;
}

static void wrap_paragraph(struct wrapping *w, const char *s, const char *end)
{
	if (wrap_foreign(w, s, end))
		return;
	if (s == end)
		wrap_emit(w, s, s);
	while (s < end) {
		size_t n = spare_left_over(w, s, first_line(s, w->width, 0, end), end);

		wrap_emit(w, s, s + n);
		s += n;
		while (s < end && *s == ' ')
			s++;
	}
}

static struct names wrap_all(struct wrapping *w, const char *text)
{
	w->width = w->width < 2 ? 2 : w->width;
	while (text && *text) {
		size_t n = strcspn(text, "\n"), within = foreign_within(text);

		/* What has to be broken is broken where the other's words begin. */
		if (within && width_of(text, text + n) > w->width) {
			size_t ours = within;

			while (ours && text[ours - 1] == ' ')
				ours--;
			wrap_paragraph(w, text, text + ours);
			text += within;
			continue;
		}
		wrap_paragraph(w, text, text + n);
		text += n;
		if (*text == '\n')
			text++;
	}
	return w->lines;
}

struct names text_wrap(struct arena *mem, const char *text, int width)
{
	return wrap_all(&(struct wrapping){ .mem = mem, .width = width }, text);
}

struct names text_wrap_for_the_eye(struct arena *mem, const char *text, int width)
{
	return wrap_all(&(struct wrapping){ .mem = mem, .width = width, .clauses = true }, text);
}
