#include "shell/block.h"

#include <string.h>

#include "base/i18n.h"

#define ADDED_NEWLINE "# (The line above this block had no newline at its end.)\n"

/* The offset of a piece, -1 where it is not there (memmem is in no POSIX of 2008). */
static long find_piece(struct bytes text, const char *piece)
{
	size_t n = strlen(piece);

	for (size_t i = 0; i + n <= text.n; i++) {
		if (memcmp(text.at + i, piece, n) == 0)
			return (long)i;
	}
	return -1;
}

/* One line of a file: bytes [start, end) with its newline; `text` without newline and CR. */
struct line {
	size_t start, end;
	int number;
	struct bytes text;
};

static bool line_next(struct bytes file, struct line *line)
{
	const char *newline;
	size_t n;

	line->start = line->end;
	if (line->start >= file.n)
		return false;
	newline = memchr(file.at + line->start, '\n', file.n - line->start);
	line->end = newline ? (size_t)(newline - file.at) + 1 : file.n;
	line->number++;
	n = line->end - line->start - (newline ? 1 : 0);
	if (n && file.at[line->start + n - 1] == '\r')
		n--;
	line->text = (struct bytes){ file.at + line->start, n };
	return true;
}

static struct bytes without_blanks(struct bytes text)
{
	while (text.n && (text.at[0] == ' ' || text.at[0] == '\t')) {
		text.at++;
		text.n--;
	}
	while (text.n && (text.at[text.n - 1] == ' ' || text.at[text.n - 1] == '\t'))
		text.n--;
	return text;
}

enum marker { MARKER_NONE, MARKER_BEGIN, MARKER_END, MARKER_DAMAGED };

/* The arrows and the name, whatever a hand or an editor did to the rest of the marker. */
static bool looks_like_marker(struct bytes text)
{
	static const char *const pieces[] = { ">>> goready", "<<< goready", "goready >>>",
					      "goready <<<" };

	if (!text.n || text.at[0] != '#')
		return false;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		long found = find_piece(text, pieces[i]);
		size_t after = (size_t)found + strlen(pieces[i]);

		/* "# >>> goready-extras >>>" is somebody else's. */
		if (found >= 0 && (after == text.n || !strchr("-_.", text.at[after])))
			return true;
	}
	return false;
}

static enum marker marker_of(struct bytes text)
{
	text = without_blanks(text);
	if (bytes_equal(text, BYTES(SHELL_BLOCK_BEGIN)))
		return MARKER_BEGIN;
	if (bytes_equal(text, BYTES(SHELL_BLOCK_END)))
		return MARKER_END;
	return looks_like_marker(text) ? MARKER_DAMAGED : MARKER_NONE;
}

static enum rc markers_wrong(struct err *e, const char *name, int line, const char *what)
{
	enum rc rc = err_set(e, RC_MARKERS, _("%s line %d: %s"), name, line, what);

	err_hint(
		e,
		_("Let goready put it right, with a diff: goready fix rc.block. Or take its block out of %s by hand: everything from \"%s\" to \"%s\", and any such line left over."),
		name, SHELL_BLOCK_BEGIN, SHELL_BLOCK_END);
	return rc;
}

/* One marker more. */
static enum rc find_step(const struct line *line, enum marker marker, const char *name,
			 struct shell_block *block, struct err *e)
{
	bool open = block->first_line && !block->found;

	if (marker == MARKER_DAMAGED)
		return markers_wrong(e, name, line->number,
				     _("a damaged marker of goready's block"));
	if (marker == MARKER_BEGIN) {
		if (block->first_line)
			return markers_wrong(
				e, name, line->number,
				open ? _("goready's block begins again before it ended")
				     : _("a second block of goready's"));
		block->first_line = line->number;
		block->start = line->start;
	}
	if (marker == MARKER_END) {
		if (!open)
			return markers_wrong(
				e, name, line->number,
				_("the end of goready's block, without its beginning"));
		block->found = true;
		block->last_line = line->number;
		block->end = line->end;
	}
	return RC_OK;
}

enum rc shell_block_find(struct bytes file, const char *name, struct shell_block *ret,
			 struct err *e)
{
	struct shell_block block = { 0 };
	struct line line = { 0 };

	while (line_next(file, &line)) {
		enum marker marker = marker_of(line.text);
		enum rc rc =
			marker == MARKER_NONE ? RC_OK : find_step(&line, marker, name, &block, e);

		if (rc)
			return rc;
	}
	if (block.first_line && !block.found)
		return markers_wrong(e, name, block.first_line,
				     _("goready's block begins here and does not end"));
	*ret = block;
	return RC_OK;
}

struct shell_block shell_block_first(struct bytes file)
{
	struct shell_block block = { 0 };
	struct line line = { 0 };

	while (!block.found && line_next(file, &line)) {
		enum marker marker = marker_of(line.text);

		if (marker == MARKER_BEGIN && !block.first_line) {
			block.first_line = line.number;
			block.start = line.start;
		} else if (marker == MARKER_END && block.first_line) {
			block.found = true;
			block.last_line = line.number;
			block.end = line.end;
		}
	}
	return block.found ? block : (struct shell_block){ 0 };
}

/* ---- what is in the way ---- */

struct marker_line {
	enum marker marker;
	int line;
	bool paired;
};
struct marker_lines LIST_OF(struct marker_line);

/* An end belongs to the begin right before it. */
static struct marker_lines markers_of(struct arena *mem, struct bytes file)
{
	struct marker_lines all = { 0 };
	struct line line = { 0 };

	while (line_next(file, &line)) {
		enum marker marker = marker_of(line.text);
		struct marker_line *last = all.n ? &all.at[all.n - 1] : NULL;
		bool pair = marker == MARKER_END && last && last->marker == MARKER_BEGIN;

		if (marker == MARKER_NONE)
			continue;
		if (pair)
			last->paired = true;
		list_push(mem, &all, ((struct marker_line){ marker, line.number, pair }));
	}
	return all;
}

struct block_lines shell_block_surplus(struct arena *mem, struct bytes file)
{
	struct marker_lines markers = markers_of(mem, file);
	struct block_lines surplus = { 0 };
	bool any = false;

	for (size_t i = 0; i < markers.n; i++) {
		const struct marker_line *m = &markers.at[i];

		if (!m->paired) {
			list_push(mem, &surplus, m->line);
		} else if (m->marker == MARKER_BEGIN) {
			for (int n = m->line; any && n <= markers.at[i + 1].line; n++)
				list_push(mem, &surplus, n);
			any = true;
		}
	}
	return surplus;
}

/* before + middle + after */
static struct bytes splice(struct arena *mem, struct bytes file, size_t start, size_t end,
			   struct bytes middle)
{
	struct str out = { .mem = mem };

	str_add_bytes(&out, file.at, start);
	str_add_bytes(&out, middle.at, middle.n);
	str_add_bytes(&out, file.at + end, file.n - end);
	return out.n ? str_bytes(&out) : BYTES("");
}

static bool has_added_newline(struct bytes file, const struct shell_block *block)
{
	return find_piece((struct bytes){ file.at + block->start, block->end - block->start },
			  ADDED_NEWLINE) >= 0;
}

/* The block with the comment after its first line. */
static const char *noting_newline(struct arena *mem, const char *block)
{
	size_t first = strcspn(block, "\n") + 1;

	return arena_fmt(mem, "%.*s%s%s", (int)first, block, ADDED_NEWLINE, block + first);
}

static size_t place_offset(struct bytes file, enum block_place place)
{
	long offset;

	switch (place) {
	case PLACE_START:
		return 0;
	case PLACE_ABOVE_EARLY_RETURN:
		offset = shell_early_return(file);
		return offset < 0 ? file.n : (size_t)offset;
	case PLACE_END:
		break;
	}
	return file.n;
}

enum rc shell_block_put(struct arena *mem, struct bytes file, const char *name, const char *block,
			enum block_place place, struct bytes *ret, struct err *e)
{
	struct shell_block old;
	enum rc rc = shell_block_find(file, name, &old, e);
	size_t at;

	if (rc)
		return rc;
	if (old.found) {
		if (has_added_newline(file, &old))
			block = noting_newline(mem, block);
		*ret = splice(mem, file, old.start, old.end, bytes_of(block));
		return RC_OK;
	}
	at = place_offset(file, place);
	if (at && file.at[at - 1] != '\n')
		block = arena_fmt(mem, "\n%s", noting_newline(mem, block));
	*ret = splice(mem, file, at, at, bytes_of(block));
	return RC_OK;
}

enum rc shell_block_take(struct arena *mem, struct bytes file, const char *name, struct bytes *ret,
			 struct err *e)
{
	struct shell_block block;
	enum rc rc = shell_block_find(file, name, &block, e);

	if (rc)
		return rc;
	/* The newline before the block is ours; but it stays if the user has written on after it.
	 */
	if (block.found && block.end == file.n && block.start && has_added_newline(file, &block))
		block.start--;
	*ret = block.found ? splice(mem, file, block.start, block.end, BYTES("")) : file;
	return RC_OK;
}

static enum rc line_changed(struct err *e, int line, const char *expected)
{
	enum rc rc = err_set(e, RC_CHANGED, _("line %d is no longer \"%s\""), line, expected);

	err_hint(
		e,
		_("Something has changed the file in the meantime. Start goready again, so that it looks at the file as it is now."));
	return rc;
}

enum rc shell_line_replace(struct arena *mem, struct bytes file, int line, const char *expected,
			   const char *new_line, struct bytes *ret, struct err *e)
{
	struct line at = { 0 };
	struct bytes want = bytes_of(expected);

	if (want.n && want.at[want.n - 1] == '\r')
		want.n--;
	while (line_next(file, &at) && at.number < line)
		;
	if (at.number != line || !bytes_equal(at.text, want))
		return line_changed(e, line, expected);
	if (new_line)
		*ret = splice(mem, file, at.start, at.start + at.text.n, bytes_of(new_line));
	else
		*ret = splice(mem, file, at.start, at.end, BYTES(""));
	return RC_OK;
}

enum rc shell_line_rewrite(struct arena *mem, struct bytes file, int line, struct bytes expected,
			   const char *new_line, struct bytes *ret, struct err *e)
{
	struct line at = { 0 };
	size_t n;

	while (line_next(file, &at) && at.number < line)
		;
	n = at.end - at.start;
	if (n && file.at[at.end - 1] == '\n')
		n--;
	if (at.number != line || !bytes_equal((struct bytes){ file.at + at.start, n }, expected))
		return line_changed(e, line, arena_strndup(mem, expected.at, expected.n));
	*ret = splice(mem, file, at.start, new_line ? at.start + n : at.end,
		      bytes_of(new_line ? new_line : ""));
	return RC_OK;
}
