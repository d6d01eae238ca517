/* A diff for those who may not read the file: a CI log, a report. */
#include <stdlib.h>
#include <string.h>

#include "base/mask.h"
#include "plan/diff.h"

struct reading {
	struct mask mask;
	struct str out;
	bool in_hunk;
	size_t before, after; /* the next line of each file */
	/* What changes without an unchanged line between: a hunk of its own. */
	struct str lines;
	size_t removed, added;
};

/* A range of no lines names the line before it; one of one line has no count. */
static void diff_for_logs_add_range(struct str *out, char sign, size_t next, size_t n)
{
	str_fmt(out, "%c%zu", sign, n ? next - n : next - 1);
	if (n != 1)
		str_fmt(out, ",%zu", n);
}

static size_t first_line(const char *range)
{
	char *end;
	size_t first = (size_t)strtoul(range, &end, 10);
	bool none = end[0] == ',' && end[1] == '0';

	return none ? first + 1 : first;
}

static void begin_hunk(struct reading *r, const char *header)
{
	const char *before = strchr(header, '-'), *after = strchr(header, '+');

	r->before = before ? first_line(before + 1) : 0;
	r->after = after ? first_line(after + 1) : 0;
	r->in_hunk = true;
}

static void end_change(struct reading *r)
{
	if (!r->lines.n)
		return;
	str_add(&r->out, "@@ ");
	diff_for_logs_add_range(&r->out, '-', r->before, r->removed);
	str_add_char(&r->out, ' ');
	diff_for_logs_add_range(&r->out, '+', r->after, r->added);
	str_add(&r->out, " @@\n");
	str_add(&r->out, str_text(&r->lines));
	r->lines.n = 0;
	r->removed = r->added = 0;
}

static void add_change(struct reading *r, const char *line)
{
	struct bytes shown = mask_script(&r->mask, bytes_of(line + 1));
	bool added = line[0] == '+';

	r->added += added;
	r->after += added;
	r->removed += !added;
	r->before += !added;
	str_add_char(&r->lines, line[0]);
	str_add_bytes(&r->lines, shown.at, shown.n);
	str_add_char(&r->lines, '\n');
}

static void diff_for_logs_read_line(struct reading *r, const char *line)
{
	if (str_starts(line, "@@ ")) {
		end_change(r);
		begin_hunk(r, line);
	} else if (!r->in_hunk) {
		str_fmt(&r->out, "%s\n", line);
	} else if (line[0] == '+' || line[0] == '-') {
		add_change(r, line);
	} else if (line[0] == '\\' && r->lines.n) {
		str_fmt(&r->lines, "%s\n", line);
	} else if (line[0] == ' ') {
		end_change(r);
		r->before++;
		r->after++;
	}
}

const char *diff_for_logs(struct arena *mem, const char *unified)
{
	struct reading r = { .mask = { .mem = mem },
			     .out = { .mem = mem },
			     .lines = { .mem = mem } };
	const char *line = unified;

	for (size_t n; *line; line += n + (line[n] == '\n')) {
		n = strcspn(line, "\n");
		diff_for_logs_read_line(&r, arena_strndup(mem, line, n));
	}
	end_change(&r);
	return str_text(&r.out);
}
