#include "plan/diff.h"

#include <string.h>

/*
 * The format is POSIX's ("diff -u", XCU diff, STDOUT): a range of one line is written without its
 * count, and one of no lines names the line before it.
 */

/* GNU patch takes a name up to the first tab, or blank where there is no tab. */
static void add_name(struct str *out, const char *mark, const char *name)
{
	str_fmt(out, "%s %s", mark, name ? name : "/dev/null");
	if (name && strpbrk(name, " \t"))
		str_add_char(out, '\t');
	str_add_char(out, '\n');
}

/* Does `next` stand right behind `line`? Else equal lines were left out between them. */
static bool follows(const struct diff_line *line, const struct diff_line *next)
{
	if (line->op == DIFF_KEEP && next->op == DIFF_KEEP)
		return next->before_line == line->before_line + 1;
	return true;
}

/* A hunk is what stands together. */
static size_t hunk_end(const struct diff_lines *lines, size_t start)
{
	size_t end = start + 1;

	while (end < lines->n && follows(&lines->at[end - 1], &lines->at[end]))
		end++;
	return end;
}

static void unified_add_range(struct str *out, char sign, size_t lines_before, size_t count)
{
	size_t first = count ? lines_before + 1 : lines_before;

	str_fmt(out, "%c%zu", sign, first);
	if (count != 1)
		str_fmt(out, ",%zu", count);
}

static void add_hunk(struct str *out, const struct diff_lines *lines, size_t start, size_t end)
{
	size_t before = 0, after = 0, before_n = 0, after_n = 0;

	for (size_t i = start; i < end; i++) {
		const struct diff_line *line = &lines->at[i];

		if (line->before_line && !before_n++)
			before = (size_t)line->before_line - 1;
		if (line->after_line && !after_n++)
			after = (size_t)line->after_line - 1;
	}
	str_add(out, "@@ ");
	unified_add_range(out, '-', before, before_n);
	str_add_char(out, ' ');
	unified_add_range(out, '+', after, after_n);
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

	for (size_t start = 0, end; start < lines.n; start = end) {
		if (!out.n) {
			add_name(&out, "---", before_name);
			add_name(&out, "+++", after_name);
		}
		end = hunk_end(&lines, start);
		add_hunk(&out, &lines, start, end);
	}
	return out.n ? str_bytes(&out) : BYTES("");
}

const char *diff_unified(struct arena *mem, const char *before_name, struct bytes before,
			 const char *after_name, struct bytes after)
{
	struct bytes diff = diff_unified_bytes(mem, before_name, before, after_name, after);
	struct str s = { .mem = mem };

	if (!memchr(diff.at, 0, diff.n))
		return diff.at;
	for (size_t i = 0; i < diff.n; i++)
		if (diff.at[i])
			str_add_char(&s, diff.at[i]);
	return str_text(&s);
}
