#include "journal/take_out.h"

#include <string.h>

#include "base/list.h"
#include "plan/diff.h"

struct lines LIST_OF(struct bytes); /* with their newline */

static struct lines split(struct arena *mem, struct bytes text)
{
	struct lines lines = { 0 };

	for (size_t at = 0; at < text.n;) {
		const char *newline = memchr(text.at + at, '\n', text.n - at);
		size_t n = newline ? (size_t)(newline - text.at) + 1 - at : text.n - at;

		list_push(mem, &lines, ((struct bytes){ text.at + at, n }));
		at += n;
	}
	return lines;
}

static struct bytes bare(struct bytes line)
{
	return line.n && line.at[line.n - 1] == '\n' ? (struct bytes){ line.at, line.n - 1 } : line;
}

/* One of goready's changes: `was` stood where `is` was written. */
struct change {
	struct lines was, is;
	struct bytes above; /* the line before it, where lines were only removed */
	bool at_start;
	bool no_newline; /* `was` ended the file, without one */
};
struct changes LIST_OF(struct change);

static struct changes changes_of(struct arena *mem, struct bytes before, struct bytes after)
{
	struct diff_lines diff = diff_compute(mem, before, after);
	struct changes changes = { 0 };
	struct bytes above = { "", 0 };
	bool open = false, first = true;

	for (size_t i = 0; i < diff.n; i++) {
		const struct diff_line *line = &diff.at[i];
		struct change *change;

		if (line->op == DIFF_KEEP) {
			above = line->text;
			open = first = false;
			continue;
		}
		if (!open)
			*(struct change *)list_add(mem, &changes) =
				(struct change){ .above = above, .at_start = first };
		open = true;
		change = &changes.at[changes.n - 1];
		if (line->op == DIFF_REMOVE) {
			list_push(mem, &change->was, line->text);
			change->no_newline |= line->no_newline;
		} else {
			list_push(mem, &change->is, line->text);
		}
	}
	return changes;
}

static bool stands_at(const struct lines *now, size_t at, const struct lines *is)
{
	if (at + is->n > now->n)
		return false;
	for (size_t i = 0; i < is->n; i++) {
		if (!bytes_equal(bare(now->at[at + i]), is->at[i]))
			return false;
	}
	return true;
}

/* Where `is` stands in `now`, from `from` on; where lines were only removed, behind the line above. */
static bool take_out_find(const struct lines *now, size_t from, const struct change *change,
			  size_t *ret)
{
	if (!change->is.n && change->at_start) {
		*ret = 0;
		return from == 0;
	}
	for (size_t at = from; at < now->n; at++) {
		bool here = change->is.n ? stands_at(now, at, &change->is)
					 : bytes_equal(bare(now->at[at]), change->above);

		if (!here)
			continue;
		*ret = change->is.n ? at : at + 1;
		return true;
	}
	return false;
}

static void take_out_add_line(struct str *out, struct bytes line, bool newline)
{
	str_add_bytes(out, line.at, line.n);
	if (newline)
		str_add_bytes(out, "\n", 1);
}

static void take_out_put_back(struct str *out, const struct change *change, bool last)
{
	for (size_t i = 0; i < change->was.n; i++)
		take_out_add_line(out, change->was.at[i],
				  !(last && change->no_newline && i + 1 == change->was.n));
}

struct bytes take_out(struct arena *mem, struct bytes before, struct bytes after, struct bytes now,
		      size_t *ret_found, size_t *ret_lost)
{
	struct changes changes = changes_of(mem, before, after);
	struct lines lines = split(mem, now);
	struct str out = { .mem = mem };
	size_t at = 0, found = 0;

	for (size_t i = 0; i < changes.n; i++) {
		const struct change *change = &changes.at[i];
		size_t place;

		if (!take_out_find(&lines, at, change, &place))
			continue;
		found++;
		for (; at < place; at++)
			take_out_add_line(&out, lines.at[at], false);
		at += change->is.n;
		take_out_put_back(&out, change, at == lines.n);
	}
	for (; at < lines.n; at++)
		take_out_add_line(&out, lines.at[at], false);
	*ret_found = found;
	*ret_lost = changes.n - found;
	return str_bytes(&out);
}

static bool is_among(const struct lines *lines, struct bytes line)
{
	for (size_t i = 0; i < lines->n; i++) {
		if (bytes_equal(bare(lines->at[i]), bare(line)))
			return true;
	}
	return false;
}

struct bytes take_out_block(struct arena *mem, struct bytes after, struct bytes now, size_t start,
			    size_t end)
{
	struct lines ours = split(mem, after);
	struct lines block = split(mem, (struct bytes){ now.at + start, end - start });
	struct str out = { .mem = mem };

	str_add_bytes(&out, now.at, start);
	for (size_t i = 0; i < block.n; i++) {
		if (!is_among(&ours, block.at[i]))
			take_out_add_line(&out, block.at[i], false);
	}
	str_add_bytes(&out, now.at + end, now.n - end);
	return str_bytes(&out);
}
