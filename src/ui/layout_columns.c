/* Statuses, fields, commands and progress: rows whose parts stand in three columns. */
#include "base/foreign.h"
#include "base/i18n.h"
#include "ui/layout_private.h"

#include <string.h>

/*
 * On a page of the usual width the first column is the same on every screen, and holds status words and the
 * labels of fields. On a smaller one there is no second column: what does not fit beside its label stands
 * below it, where a braille line and a magnifying glass find it.
 */
enum { USUAL_WIDTH = 70, FIRST_COLUMN = 12 };

static bool is_small(const struct page *p)
{
	return p->width < USUAL_WIDTH && !p->scrolls;
}

bool page_is_row(const struct block *b)
{
	return b->kind == BLOCK_STATUS || b->kind == BLOCK_FIELD || b->kind == BLOCK_PROGRESS ||
	       (b->kind == BLOCK_COMMAND && b->label);
}

/* What stands in the same columns begins at `from` and ends before this one. */
static size_t rows_end(const struct page *p, size_t from)
{
	while (from < p->view->blocks.n && page_is_row(&p->view->blocks.at[from]))
		from++;
	return from;
}

static enum role level_role(enum status_level level)
{
	switch (level) {
	case SAY_OK:
	case SAY_DONE:
		return ROLE_OK;
	case SAY_PROBLEM:
		return ROLE_PROBLEM;
	case SAY_WARNING:
		return ROLE_WARNING;
	case SAY_NOTE:
	case SAY_SKIPPED:
	case SAY_WORKING:
	case SAY_WAITING:
		return ROLE_NOTE;
	}
	return ROLE_TEXT;
}

static int words_width(const struct view *v)
{
	int most = 0;

	for (size_t i = 0; i < v->blocks.n; i++) {
		const struct block *b = &v->blocks.at[i];
		int width = text_width(status_word(b->level));

		if ((b->kind == BLOCK_STATUS || b->kind == BLOCK_PROGRESS) && width > most)
			most = width;
	}
	return most ? most + 2 : 0;
}

static int first_column(const struct page *p)
{
	int words = words_width(p->view);

	return is_small(p) || words > FIRST_COLUMN ? words : FIRST_COLUMN;
}

/* What scrolls by page after page keeps its columns. */
static int any_word_width(void)
{
	int most = 0;

	for (enum status_level level = SAY_OK; level <= SAY_WAITING; level++)
		if (text_width(status_word(level)) > most)
			most = text_width(status_word(level));
	return most + 2;
}

void page_begin_columns(struct page *p)
{
	p->words = p->scrolls ? any_word_width() : first_column(p);
}

/* Beside values that are all short there is room for long labels. */
enum { SHORT_VALUE = 10 };

static bool has_short_values(const struct page *p, size_t from)
{
	for (size_t i = from; i < rows_end(p, from); i++) {
		const struct block *b = &p->view->blocks.at[i];

		if (b->kind == BLOCK_PROGRESS ||
		    (b->kind == BLOCK_STATUS && b->text && text_width(b->text) > SHORT_VALUE))
			return false;
	}
	return !is_small(p);
}

/* The widest label of the group that begins at `from`; an extreme one doesn't push all values right, but
 * for short ones. On a small page fields have a column of their own. */
static int labels_width(const struct page *p, size_t from)
{
	int usual = p->width / 3, most = 0;
	int limit =
		has_short_values(p, from) ? p->width - MARGIN - p->words - 2 - SHORT_VALUE : usual;

	for (size_t i = from; i < rows_end(p, from); i++) {
		const struct block *b = &p->view->blocks.at[i];
		bool field = b->kind == BLOCK_FIELD || b->kind == BLOCK_COMMAND;
		bool has_value = b->kind == BLOCK_STATUS && b->text && *b->text;
		int width = (b->label ? text_width(b->label) : 0) - (field ? p->words : 0);

		if (field && is_small(p))
			continue;
		if (width > most && width <= (has_value ? limit : usual))
			most = width;
	}
	return most;
}

/* A word that would have to be broken beside its label stands below it. */
static bool is_too_narrow(const struct page *p, int column, const char *value)
{
	int room = p->width - column;

	return text_longest_word(value) > room || (foreign_prefix(value) && room < 40) ||
	       (room < 18 && text_width(value) > room);
}

/* Labels of fields that all fit into the first column have their values in the second. */
static bool fields_fit(const struct page *p, size_t from)
{
	if (p->scrolls && p->labels)
		return false;
	for (size_t i = from; i < rows_end(p, from); i++) {
		const struct block *b = &p->view->blocks.at[i];

		if ((b->kind == BLOCK_FIELD || b->kind == BLOCK_COMMAND) &&
		    text_width(b->label) + 2 > p->words)
			return false;
	}
	return true;
}

/* Where the values of statuses with a label stand, and those of fields that do not fit. */
static int third_column(const struct page *p)
{
	return MARGIN + p->words + p->labels + 2;
}

static int fields_width(const struct page *p, size_t from)
{
	int most = 0;

	for (size_t i = from; i < rows_end(p, from); i++) {
		const struct block *b = &p->view->blocks.at[i];
		int width = b->kind == BLOCK_FIELD ? text_width(b->label) : 0;

		if (width > most && width <= p->width / 3)
			most = width;
	}
	return most;
}

/* With the values of statuses, unless long labels of these have pushed them to the middle of the page, or it is
 * so small that most values stand below. */
static int fields_column(const struct page *p, size_t from)
{
	int third = third_column(p), own = MARGIN + fields_width(p, from) + 2;

	if (fields_fit(p, from))
		return MARGIN + p->words;
	if (is_small(p))
		return own;
	return p->scrolls || own >= third || third <= p->width * 2 / 5 ? third : own;
}

void page_begin_rows(struct page *p, size_t from)
{
	p->labels = labels_width(p, from);
	p->fields = fields_column(p, from);
}

/* A value beside its label; below it where the label is a sentence or there is too little room. */
static void put_value(struct page *p, int label_at, const char *label, int column,
		      const char *value)
{
	int below = label_at == MARGIN || is_small(p) ? MARGIN + 2 : label_at;

	if (!value || !*value)
		return;
	if (p->scrolls && label_at + text_width(label) + 2 + text_width(value) <= p->width &&
	    column < label_at + text_width(label) + 2) {
		page_wrap(p, label_at + text_width(label) + 2, value, ROLE_TEXT);
		return;
	}
	if (label_at + text_width(label) + 2 > column || is_too_narrow(p, column, value) ||
	    (is_small(p) && column + text_width(value) > p->width)) {
		page_opens(p);
		page_line(p);
		column = below;
	}
	page_wrap(p, column, value, ROLE_TEXT);
}

void page_status(struct page *p, const struct block *b)
{
	int label_at = MARGIN + p->words;

	page_line(p);
	page_wrap(p, MARGIN, status_word(b->level), level_role(b->level));
	if (b->label)
		page_wrap(p, label_at, b->label, ROLE_LABEL);
	if (b->label)
		put_value(p, label_at, b->label, third_column(p), b->text);
	else
		put_value(p, MARGIN, "", p->labels || !is_small(p) ? p->fields : label_at, b->text);
}

static bool fits_beside(const struct page *p, const struct block *b)
{
	return b->label && MARGIN + text_width(b->label) + 2 <= p->fields &&
	       p->fields + text_width(b->text) <= p->width;
}

static bool go_together(const struct block *a, const struct block *b)
{
	return a->kind == b->kind && a->label && b->label && str_equal(a->label, b->label);
}

/* A command stands beside its label where it fits there in one piece, since it is copied; several of one
 * label all do, or none. */
static bool is_beside(const struct page *p, const struct block *b)
{
	const struct block *first = p->view->blocks.at, *end = first + p->view->blocks.n;
	const struct block *from = b;

	if (b->kind != BLOCK_COMMAND)
		return true;
	while (from > first && go_together(from - 1, b))
		from--;
	while (from < end && go_together(from, b) && fits_beside(p, from))
		from++;
	return from > b && (from == end || !go_together(from, b));
}

/* What says the same as the row above is left out, so that a list looks like one; not on a small page, where
 * values stand below their labels. */
static const char *label_once(const struct page *p, const struct block *b)
{
	const struct block *before = b > p->view->blocks.at ? b - 1 : NULL;

	if (!b->label)
		return "";
	return before && !is_small(p) && go_together(before, b) ? "" : b->label;
}

/* Where what is not closed any more begins; NULL. */
static const char *left_open(const char *text, const char *open, const char *close)
{
	const char *outermost = NULL;
	int depth = 0;

	for (; *text; text++) {
		if (str_starts(text, open) && depth++ == 0)
			outermost = text;
		else if (depth && str_starts(text, close))
			depth--;
	}
	return depth ? outermost : NULL;
}

/* On one line, and what stands in parentheses at its end whole or not at all: "(1..." says nothing. */
static const char *cut_line(struct page *p, const char *text)
{
	static const char *const signs[][2] = { { "(", ")" }, { "（", "）" } };
	const char *cut = text_cut(p->mem, text, p->width - MARGIN);

	for (size_t i = 0; cut != text && i < sizeof(signs) / sizeof(signs[0]); i++) {
		const char *open = left_open(cut, signs[i][0], signs[i][1]);

		if (open)
			return arena_fmt(p->mem, "%.*s...", (int)(open - cut), cut);
	}
	return cut;
}

/* The label goes on its line as a word of it where there are no columns. */
static void put_listed(struct page *p, const struct block *b)
{
	const char *both = arena_fmt(p->mem, "%s  %s", b->label, b->text);

	if (b->one_line) {
		page_piece(p, MARGIN, cut_line(p, both), ROLE_TEXT);
		return;
	}
	if (is_small(p)) {
		page_hang(p, MARGIN, 2, both, ROLE_TEXT);
		return;
	}
	page_wrap(p, MARGIN, b->label, ROLE_LABEL);
	page_wrap(p, p->fields, b->text, ROLE_TEXT);
}

void page_field(struct page *p, const struct block *b)
{
	const char *label = label_once(p, b);

	if (b->listed) {
		page_line(p);
		put_listed(p, b);
		return;
	}

	page_line(p);
	page_wrap(p, MARGIN, label, ROLE_LABEL);
	put_value(p, MARGIN, label, p->fields, b->text);
}

static const char *time_left(struct page *p, int seconds)
{
	if (seconds < 90)
		return arena_fmt(p->mem, _("%d s left"), seconds);
	return arena_fmt(p->mem, _("%d min left"), (seconds + 59) / 60);
}

static const char *progress_words(struct page *p, const struct block *b)
{
	struct str s = { .mem = p->mem };

	if (b->total > 0)
		str_fmt(&s, _("%3d%%  %s of %s"), (int)(b->done * 100 / b->total),
			progress_amount(p->mem, b, b->done), progress_amount(p->mem, b, b->total));
	else if (b->done > 0)
		str_fmt(&s, _("%s so far"), progress_amount(p->mem, b, b->done));
	if (b->per_second > 0)
		str_fmt(&s, _(", %s a second"), progress_amount(p->mem, b, b->per_second));
	if (b->seconds_left >= 0)
		str_fmt(&s, ", %s", time_left(p, b->seconds_left));
	return str_text(&s);
}

/* The bar is blanks in reverse video: nothing that a screen reader would spell out. */
static void page_bar(struct page *p, const struct block *b)
{
	int column = MARGIN + p->words;
	int room = p->width - column < 40 ? p->width - column : 40;
	int filled = (int)((uint64_t)room * (b->done < b->total ? b->done : b->total) / b->total);

	page_line(p);
	page_piece(p, column, arena_fmt(p->mem, "%*s", room, ""), ROLE_TEXT);
	page_span(p, column, filled, ROLE_BAR);
	page_span(p, column + filled, room - filled, ROLE_BAR_REST);
}

void page_progress(struct page *p, const struct block *b)
{
	int label_at = MARGIN + p->words;
	bool working = b->level == SAY_WORKING;

	page_line(p);
	page_wrap(p, MARGIN, status_word(b->level), level_role(b->level));
	if (b->label) {
		page_wrap(p, label_at, b->label, ROLE_LABEL);
		put_value(p, label_at, b->label, third_column(p),
			  working ? progress_words(p, b) : b->text);
	} else {
		page_wrap(p, label_at, b->text, ROLE_LABEL);
	}
	if (working && b->total > 0)
		page_bar(p, b);
}

void page_command(struct page *p, const struct block *b)
{
	const char *label = label_once(p, b);
	bool beside = is_beside(p, b);

	if (*label || beside) {
		page_line(p);
		page_wrap(p, MARGIN, label, beside ? ROLE_LABEL : ROLE_TEXT);
	}
	if (!beside) {
		page_opens(p);
		page_line(p);
	}
	if (!beside && p->scrolls)
		page_piece(p, MARGIN + 2, b->text, ROLE_LABEL);
	else
		page_hang(p, beside ? p->fields : MARGIN + 2, HANG, b->text, ROLE_LABEL);
}
