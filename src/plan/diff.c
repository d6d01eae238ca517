#include "plan/diff.h"

#include <stdint.h>
#include <string.h>

/*
 * Eugene W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986): the furthest point on
 * each diagonal k = x - y for d edits, one row kept for each d, then walked back.
 */

/* More edits than this are no edits any more: the rest is shown as taken out and put in. */
#define MOST_EDITS 1000
/* 17 bytes a line, and the rows of MOST_EDITS edits. */
#define MOST_SCRATCH ((size_t)512 << 20)

/* Context that is shown around a change (POSIX, "diff -u"). */
#define CONTEXT 3

struct text_line {
	struct bytes text;
	bool no_newline;
};

/* Where each line begins, and behind the last one where the text ends: eight bytes a line. */
struct text_lines {
	struct bytes text;
	const size_t *start;
	size_t n;
};

static size_t count_lines(struct bytes text)
{
	const char *at = text.at, *end = text.at + text.n;
	size_t n = 0;

	for (; at < end; n++) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));

		at = newline ? newline + 1 : end;
	}
	return n;
}

static struct text_lines split_lines(struct arena *mem, struct bytes text)
{
	size_t n = count_lines(text), *start = arena_alloc(mem, (n + 1) * sizeof(*start));

	for (size_t i = 0; i < n; i++) {
		const char *at = text.at + start[i];
		const char *newline = memchr(at, '\n', text.n - start[i]);

		start[i + 1] = newline ? (size_t)(newline + 1 - text.at) : text.n;
	}
	return (struct text_lines){ text, start, n };
}

static struct text_line line_at(const struct text_lines *lines, size_t i)
{
	const char *at = lines->text.at + lines->start[i];
	size_t n = lines->start[i + 1] - lines->start[i];
	bool newline = n && at[n - 1] == '\n';

	return (struct text_line){ { at, n - newline }, !newline };
}

/* "a" and "a" without its newline are two different lines. */
static bool lines_equal(struct text_line a, struct text_line b)
{
	return a.no_newline == b.no_newline && bytes_equal(a.text, b.text);
}

/* What is being compared: the middles, without what both have in front and at the end. */
struct compare {
	struct arena *mem;
	struct text_lines before, after;
	size_t head;
	int n, m; /* lines in the middle of before, of after */
	int **rows;
};

static struct text_line before_at(const struct compare *c, int x)
{
	return line_at(&c->before, c->head + (size_t)x);
}

static struct text_line after_at(const struct compare *c, int y)
{
	return line_at(&c->after, c->head + (size_t)y);
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

	while (n < c->before.n && n < c->after.n &&
	       lines_equal(line_at(&c->before, n), line_at(&c->after, n)))
		n++;
	return n;
}

static size_t common_tail(const struct compare *c)
{
	size_t n = 0;

	while (n < c->before.n - c->head && n < c->after.n - c->head &&
	       lines_equal(line_at(&c->before, c->before.n - 1 - n),
			   line_at(&c->after, c->after.n - 1 - n)))
		n++;
	return n;
}

/* ---- what is the same at both ends of large files is passed over without being split ---------- */

static size_t same_head(struct bytes a, struct bytes b)
{
	size_t n = 0, most = a.n < b.n ? a.n : b.n;

	while (n < most && a.at[n] == b.at[n])
		n++;
	while (n && a.at[n - 1] != '\n')
		n--;
	return n;
}

static bool begins_line(struct bytes text, size_t at)
{
	return at == 0 || text.at[at - 1] == '\n';
}

static size_t same_tail(struct bytes a, struct bytes b)
{
	size_t n = 0, most = a.n < b.n ? a.n : b.n;

	while (n < most && a.at[a.n - 1 - n] == b.at[b.n - 1 - n])
		n++;
	while (n && !(begins_line(a, a.n - n) && begins_line(b, b.n - n)))
		n--;
	return n;
}

/* So much less of the head that its last lines stay as context. */
static size_t without_last_lines(struct bytes text, size_t n)
{
	for (int lines = 0; n && lines < CONTEXT; lines++)
		for (n--; n && text.at[n - 1] != '\n'; n--)
			;
	return n;
}

static size_t without_first_lines(struct bytes text, size_t n)
{
	for (int lines = 0; n && lines < CONTEXT; lines++) {
		const char *at = text.at + text.n - n, *newline = memchr(at, '\n', n);

		n -= newline ? (size_t)(newline + 1 - at) : n;
	}
	return n;
}

static struct bytes cut(struct bytes text, size_t head, size_t tail)
{
	return (struct bytes){ text.at + head, text.n - head - tail };
}

/* ---- the lines that are shown ------------------------------------------------------------------ */

struct walk {
	struct arena *mem;
	struct compare *c;
	struct diff_lines lines;
	size_t passed; /* lines at the start of both that were not looked at */
	size_t x, y;
	size_t since; /* lines kept since the last change */
	size_t until; /* and before the next one */
};

static void diff_add_line(struct walk *w, enum diff_op op)
{
	struct text_line text =
		op == DIFF_ADD ? line_at(&w->c->after, w->y) : line_at(&w->c->before, w->x);
	bool shown = op != DIFF_KEEP || w->since < CONTEXT || w->until <= CONTEXT;

	w->x += op != DIFF_ADD;
	w->y += op != DIFF_REMOVE;
	if (!shown)
		return;
	*list_add(w->mem, &w->lines) = (struct diff_line){
		.op = op,
		.before_line = op == DIFF_ADD ? 0 : (int)(w->passed + w->x),
		.after_line = op == DIFF_REMOVE ? 0 : (int)(w->passed + w->y),
		.text = text.text,
		.no_newline = text.no_newline,
	};
}

static void add_kept(struct walk *w, size_t n, bool change_follows)
{
	for (size_t i = 0; i < n; i++) {
		w->since = w->lines.n ? i : CONTEXT;
		w->until = change_follows ? n - i : CONTEXT + 1;
		diff_add_line(w, DIFF_KEEP);
	}
}

/* The edits stand from the end to the start. */
static void add_edits(struct walk *w, const struct str *edits, size_t tail)
{
	size_t kept = w->c->head;

	for (size_t i = edits->n; i > 0; i--) {
		if (edits->at[i - 1] == 'k') {
			kept++;
			continue;
		}
		add_kept(w, kept, true);
		kept = 0;
		diff_add_line(w, edits->at[i - 1] == 'a' ? DIFF_ADD : DIFF_REMOVE);
	}
	add_kept(w, kept + tail, false);
}

struct diff_lines diff_compute(struct arena *mem, struct bytes before, struct bytes after)
{
	struct arena *scratch = arena_open("comparing", MOST_SCRATCH);
	size_t head = without_last_lines(before, same_head(before, after)), tail;
	struct compare c = { .mem = scratch };
	struct walk w = { .mem = mem, .c = &c };
	struct str edits = { .mem = scratch };

	w.passed = count_lines((struct bytes){ before.at, head });
	tail = same_tail(cut(before, head, 0), cut(after, head, 0));
	tail = without_first_lines(before, tail);
	c.before = split_lines(scratch, cut(before, head, tail));
	c.after = split_lines(scratch, cut(after, head, tail));
	c.head = common_head(&c);
	tail = common_tail(&c);
	c.n = (int)(c.before.n - c.head - tail);
	c.m = (int)(c.after.n - c.head - tail);
	middle_edits(&c, &edits);
	add_edits(&w, &edits, tail);
	arena_close(scratch);
	return w.lines;
}
