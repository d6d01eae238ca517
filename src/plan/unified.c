#include "plan/diff.h"

#include <string.h>

/*
 * The format is POSIX's ("diff -u", XCU diff, STDOUT): a range of one line is written without its
 * count, and one of no lines names the line before it.
 */

#define CONTEXT 3

/* GNU patch takes a name up to the first tab, or blank where there is no tab. */
static void add_name(struct str *out, const char *mark, const char *name)
{
	str_fmt(out, "%s %s", mark, name ? name : "/dev/null");
	if (name && strpbrk(name, " \t"))
		str_add_char(out, '\t');
	str_add_char(out, '\n');
}

/* The first line of the next hunk and the line after its last: changes with context around them. */
static bool next_hunk(const struct diff_lines *lines, size_t from, size_t *ret_start,
		      size_t *ret_end)
{
	size_t start = from, last;

	while (start < lines->n && lines->at[start].op == DIFF_KEEP)
		start++;
	if (start == lines->n)
		return false;
	last = start;
	for (size_t i = start; i < lines->n && i <= last + 2 * CONTEXT + 1; i++) {
		if (lines->at[i].op != DIFF_KEEP)
			last = i;
	}
	*ret_start = start - from > CONTEXT ? start - CONTEXT : from;
	*ret_end = last + 1 + CONTEXT < lines->n ? last + 1 + CONTEXT : lines->n;
	return true;
}

static void add_range(struct str *out, char sign, size_t lines_before, size_t count)
{
	size_t first = count ? lines_before + 1 : lines_before;

	str_fmt(out, "%c%zu", sign, first);
	if (count != 1)
		str_fmt(out, ",%zu", count);
}

/* How many lines of each file lie in [from, to). */
static void count_lines(const struct diff_lines *lines, size_t from, size_t to, size_t *ret_before,
			size_t *ret_after)
{
	size_t before = 0, after = 0;

	for (size_t i = from; i < to; i++) {
		before += lines->at[i].op != DIFF_ADD;
		after += lines->at[i].op != DIFF_REMOVE;
	}
	*ret_before = before;
	*ret_after = after;
}

static void add_hunk(struct str *out, const struct diff_lines *lines, size_t start, size_t end)
{
	size_t before, after, before_n, after_n;

	count_lines(lines, 0, start, &before, &after);
	count_lines(lines, start, end, &before_n, &after_n);
	str_add(out, "@@ ");
	add_range(out, '-', before, before_n);
	str_add_char(out, ' ');
	add_range(out, '+', after, after_n);
	str_add(out, " @@\n");
	for (size_t i = start; i < end; i++) {
		const struct diff_line *line = &lines->at[i];

		str_add_char(out, line->op == DIFF_ADD ? '+' : line->op == DIFF_REMOVE ? '-' : ' ');
		str_add_bytes(out, line->text.at, line->text.n);
		str_add(out, line->no_newline ? "\n\\ No newline at end of file\n" : "\n");
	}
}

struct bytes diff_unified_bytes(struct arena *mem, const char *before_name, struct bytes before,
				const char *after_name, struct bytes after)
{
	struct diff_lines lines = diff_compute(mem, before, after);
	struct str out = { .mem = mem };
	size_t start, end = 0;

	while (next_hunk(&lines, end, &start, &end)) {
		if (!out.n) {
			add_name(&out, "---", before_name);
			add_name(&out, "+++", after_name);
		}
		add_hunk(&out, &lines, start, end);
	}
	return out.n ? str_bytes(&out) : BYTES("");
}

const char *diff_unified(struct arena *mem, const char *before_name, struct bytes before,
			 const char *after_name, struct bytes after)
{
	return diff_unified_bytes(mem, before_name, before, after_name, after).at;
}
