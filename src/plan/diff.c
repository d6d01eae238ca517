#include "plan/diff.h"

#include <stdint.h>
#include <string.h>

/*
 * Eugene W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986): the furthest point on
 * each diagonal k = x - y for d edits, one row kept for each d, then walked back.
 */

/* More edits than this are no edits any more: the rest is shown as taken out and put in. */
#define MOST_EDITS 1000

struct text_line {
	struct bytes text;
	bool no_newline;
};
struct text_lines LIST_OF(struct text_line);

static struct text_lines split_lines(struct arena *mem, struct bytes text)
{
	struct text_lines lines = { 0 };
	const char *at = text.at, *end = text.at + text.n;

	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		struct text_line *line = list_add(mem, &lines);

		line->text = (struct bytes){ at, (size_t)((newline ? newline : end) - at) };
		line->no_newline = !newline;
		at = newline ? newline + 1 : end;
	}
	return lines;
}

/* "a" and "a" without its newline are two different lines. */
static bool lines_equal(const struct text_line *a, const struct text_line *b)
{
	return a->no_newline == b->no_newline && bytes_equal(a->text, b->text);
}

/* What is being compared: the middles, without what both have in front and at the end. */
struct compare {
	struct arena *mem;
	struct text_lines before, after;
	size_t head;
	int n, m; /* lines in the middle of before, of after */
	int **rows;
};

static const struct text_line *before_at(const struct compare *c, int x)
{
	return &c->before.at[c->head + (size_t)x];
}

static const struct text_line *after_at(const struct compare *c, int y)
{
	return &c->after.at[c->head + (size_t)y];
}

/* One row: v[k + d] is the furthest x on diagonal k with d edits. True when the end is reached. */
static bool compare_row(struct compare *c, int d)
{
	int *v = arena_alloc(c->mem, sizeof(int) * (size_t)(2 * d + 1));
	const int *last = d ? c->rows[d - 1] + (d - 1) : NULL; /* last[k], -d < k < d */

	c->rows[d] = v;
	for (int k = -d; k <= d; k += 2) {
		int x = 0, y;

		if (d && (k == -d || (k != d && last[k - 1] < last[k + 1])))
			x = last[k + 1];
		else if (d)
			x = last[k - 1] + 1;
		y = x - k;
		while (x < c->n && y < c->m && lines_equal(before_at(c, x), after_at(c, y))) {
			x++;
			y++;
		}
		v[k + d] = x;
		if (x >= c->n && y >= c->m)
			return true;
	}
	return false;
}

/* The edits from the end to the start: 'r' takes a line of before out, 'a' puts one in, 'k' keeps.
 */
static void walk_back(struct compare *c, int d, struct str *ret)
{
	int x = c->n, y = c->m;

	for (; d > 0; d--) {
		const int *last = c->rows[d - 1] + (d - 1);
		int k = x - y;
		bool down = k == -d || (k != d && last[k - 1] < last[k + 1]);
		int from_x = down ? last[k + 1] : last[k - 1];
		int start = down ? from_x : from_x + 1; /* where the lines that are kept begin */

		for (; x > start; x--, y--)
			str_add_char(ret, 'k');
		str_add_char(ret, down ? 'a' : 'r');
		x = from_x;
		y = from_x - (down ? k + 1 : k - 1);
	}
	for (; x > 0 && y > 0; x--, y--)
		str_add_char(ret, 'k');
}

static void replace_all(const struct compare *c, struct str *ret)
{
	for (int i = 0; i < c->m; i++)
		str_add_char(ret, 'a');
	for (int i = 0; i < c->n; i++)
		str_add_char(ret, 'r');
}

static void middle_edits(struct compare *c, struct str *ret)
{
	int most = c->n + c->m < MOST_EDITS ? c->n + c->m : MOST_EDITS;

	c->rows = arena_alloc(c->mem, sizeof(int *) * (size_t)(most + 1));
	for (int d = 0; d <= most; d++) {
		if (compare_row(c, d)) {
			walk_back(c, d, ret);
			return;
		}
	}
	replace_all(c, ret);
}

static size_t common_head(const struct compare *c)
{
	size_t n = 0;

	while (n < c->before.n && n < c->after.n && lines_equal(&c->before.at[n], &c->after.at[n]))
		n++;
	return n;
}

static size_t common_tail(const struct compare *c)
{
	size_t n = 0;

	while (n < c->before.n - c->head && n < c->after.n - c->head &&
	       lines_equal(&c->before.at[c->before.n - 1 - n], &c->after.at[c->after.n - 1 - n]))
		n++;
	return n;
}

struct walk {
	struct compare *c;
	struct diff_lines lines;
	size_t x, y;
};

static void add_line(struct walk *w, enum diff_op op)
{
	struct diff_line *line = list_add(w->c->mem, &w->lines);
	const struct text_line *text =
		op == DIFF_ADD ? &w->c->after.at[w->y] : &w->c->before.at[w->x];

	line->op = op;
	line->text = text->text;
	line->no_newline = text->no_newline;
	if (op != DIFF_ADD)
		line->before_line = (int)++w->x;
	if (op != DIFF_REMOVE)
		line->after_line = (int)++w->y;
}

struct diff_lines diff_compute(struct arena *mem, struct bytes before, struct bytes after)
{
	struct compare c = { .mem = mem,
			     .before = split_lines(mem, before),
			     .after = split_lines(mem, after) };
	struct walk w = { .c = &c };
	struct str edits = { .mem = mem };
	size_t tail;

	c.head = common_head(&c);
	tail = common_tail(&c);
	c.n = (int)(c.before.n - c.head - tail);
	c.m = (int)(c.after.n - c.head - tail);
	middle_edits(&c, &edits);
	for (size_t i = 0; i < c.head; i++)
		add_line(&w, DIFF_KEEP);
	for (size_t i = edits.n; i > 0; i--) {
		char edit = edits.at[i - 1];

		add_line(&w, edit == 'a' ? DIFF_ADD : edit == 'r' ? DIFF_REMOVE : DIFF_KEEP);
	}
	for (size_t i = 0; i < tail; i++)
		add_line(&w, DIFF_KEEP);
	return w.lines;
}
