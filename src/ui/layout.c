/*
 * From a view to lines with roles: pure, so that pages are tested without a terminal. No frames;
 * text starts at the left, where a braille line and a screen reader meet it first.
 */
#include <string.h>

#include "base/foreign.h"
#include "base/i18n.h"
#include "ui/layout_private.h"

struct line *page_line(struct page *p)
{
	struct line *l = list_add(p->mem, &p->out->lines);

	l->text = "";
	l->focus = -1;
	return l;
}

static struct line *last_line(struct page *p)
{
	if (p->out->lines.n == 0)
		return page_line(p);
	return &p->out->lines.at[p->out->lines.n - 1];
}

void page_blank(struct page *p)
{
	if (p->out->lines.n > 0 && *last_line(p)->text != '\0')
		page_line(p);
}

void page_span(struct page *p, int start, int width, enum role role)
{
	if (role != ROLE_TEXT && width > 0)
		list_push(p->mem, &last_line(p)->spans, ((struct span){ start, width, role }));
}

/* One line of text that fits. */
static void put_piece(struct page *p, int column, const char *piece, enum role role)
{
	struct line *l = last_line(p);

	if (*piece == '\0')
		return;
	l->text = arena_fmt(p->mem, "%s%s", text_pad(p->mem, l->text, column), piece);
	page_span(p, column, text_width(piece), role);
}

static void put_lines(struct page *p, int column, int next, const struct names *lines,
		      enum role role)
{
	for (size_t i = 0; i < lines->n; i++) {
		if (i > 0)
			page_line(p);
		put_piece(p, i > 0 ? next : column, lines->at[i], role);
	}
}

void page_wrap(struct page *p, int column, const char *text, enum role role)
{
	struct names lines = text_wrap(p->mem, text, p->width - column);

	put_lines(p, column, column, &lines, role);
}

void page_hang(struct page *p, int column, int hang, const char *text, enum role role)
{
	struct names lines = text_wrap(p->mem, text, p->width - column - hang);

	if (text_width(text) <= p->width - column)
		put_piece(p, column, text, role);
	else
		put_lines(p, column, column + hang, &lines, role);
}

void page_file_line(struct page *p, int column, const char *text, enum role role)
{
	size_t n = text_piece(text, p->width - column);

	put_piece(p, column, arena_strndup(p->mem, text, n), role);
	for (text += n; *text; text += n) {
		n = text_piece(text, p->width - column - HANG);
		page_line(p);
		put_piece(p, column + HANG, arena_strndup(p->mem, text, n), ROLE_TEXT);
	}
}

void page_put_after(struct page *p, int column, const char *text)
{
	if (column + text_width(text) > p->width) {
		page_line(p);
		column = MARGIN + 2;
	}
	page_wrap(p, column, text, ROLE_NOTE);
}

bool page_focus(struct page *p, int block, int option, enum action_id action)
{
	int index = (int)p->out->focus.n;
	struct focusable *f = list_add(p->mem, &p->out->focus);

	*f = (struct focusable){ block, option, action, (int)p->out->lines.n - 1 };
	last_line(p)->focus = index;
	return index == p->focused;
}

/* ---- statuses and fields: three columns ---- */

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

static bool in_group(const struct block *b)
{
	return b->kind == BLOCK_STATUS || b->kind == BLOCK_FIELD || b->kind == BLOCK_PROGRESS ||
	       (b->kind == BLOCK_COMMAND && b->label);
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

/* Beside values that are all short there is room for long labels. */
enum { SHORT_VALUE = 10 };

static bool has_short_values(const struct page *p, size_t from)
{
	for (size_t i = from; i < p->view->blocks.n && in_group(&p->view->blocks.at[i]); i++) {
		const struct block *b = &p->view->blocks.at[i];

		if (b->kind == BLOCK_PROGRESS ||
		    (b->kind == BLOCK_STATUS && b->text && text_width(b->text) > SHORT_VALUE))
			return false;
	}
	return !is_small(p);
}

/* The widest label of the group that begins at `from`; an extreme one doesn't push all values right, but
 * for short ones. */
static int labels_width(const struct page *p, size_t from)
{
	int usual = p->width / 3, most = 0;
	int limit =
		has_short_values(p, from) ? p->width - MARGIN - p->words - 2 - SHORT_VALUE : usual;

	for (size_t i = from; i < p->view->blocks.n && in_group(&p->view->blocks.at[i]); i++) {
		const struct block *b = &p->view->blocks.at[i];
		bool field = b->kind == BLOCK_FIELD || b->kind == BLOCK_COMMAND;
		bool has_value = b->kind == BLOCK_STATUS && b->text && *b->text;
		int width = (b->label ? text_width(b->label) : 0) - (field ? p->words : 0);

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
	if (p->scrolls)
		return false;
	for (size_t i = from; i < p->view->blocks.n && in_group(&p->view->blocks.at[i]); i++) {
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

	for (size_t i = from; i < p->view->blocks.n && in_group(&p->view->blocks.at[i]); i++) {
		const struct block *b = &p->view->blocks.at[i];
		int width = b->kind == BLOCK_FIELD ? text_width(b->label) : 0;

		if (width > most && width <= p->width / 3)
			most = width;
	}
	return most;
}

/* With the values of statuses, unless long labels of these have pushed them to the middle of the page. */
static int fields_column(const struct page *p, size_t from)
{
	int third = third_column(p), own = MARGIN + fields_width(p, from) + 2;

	if (fields_fit(p, from))
		return MARGIN + p->words;
	return !is_small(p) && !p->scrolls && own < third && third > p->width * 2 / 5 ? own : third;
}

static void begin_group(struct page *p, size_t from)
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
		page_line(p);
		column = below;
	}
	page_wrap(p, column, value, ROLE_TEXT);
}

static void page_status(struct page *p, const struct block *b)
{
	int label_at = MARGIN + p->words;

	page_line(p);
	page_wrap(p, MARGIN, status_word(b->level), level_role(b->level));
	if (b->label)
		page_wrap(p, label_at, b->label, ROLE_LABEL);
	if (b->label)
		put_value(p, label_at, b->label, third_column(p), b->text);
	else
		put_value(p, MARGIN, "", p->labels ? p->fields : label_at, b->text);
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

static void page_field(struct page *p, const struct block *b)
{
	const char *label = label_once(p, b);

	page_line(p);
	page_wrap(p, MARGIN, label, ROLE_LABEL);
	put_value(p, MARGIN, label, p->fields, b->text);
}

static const char *amount(struct page *p, const struct block *b, uint64_t n)
{
	return b->bytes ? size_text(p->mem, n) : arena_fmt(p->mem, "%llu", (unsigned long long)n);
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
			amount(p, b, b->done), amount(p, b, b->total));
	else if (b->done > 0)
		str_fmt(&s, _("%s so far"), amount(p, b, b->done));
	if (b->per_second > 0)
		str_fmt(&s, _(", %s a second"), amount(p, b, b->per_second));
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
	put_piece(p, column, arena_fmt(p->mem, "%*s", room, ""), ROLE_TEXT);
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

/* ---- the rest ---- */

static void page_command(struct page *p, const struct block *b)
{
	const char *label = label_once(p, b);
	bool beside = is_beside(p, b);

	if (*label || beside) {
		page_line(p);
		page_wrap(p, MARGIN, label, beside ? ROLE_LABEL : ROLE_TEXT);
	}
	if (!beside)
		page_line(p);
	if (!beside && p->scrolls)
		put_piece(p, MARGIN + 2, b->text, ROLE_LABEL);
	else
		page_hang(p, beside ? p->fields : MARGIN + 2, HANG, b->text, ROLE_LABEL);
}

/* A bar for all of what follows stands by itself. */
static bool is_whole(const struct block *b)
{
	return b->kind == BLOCK_PROGRESS && !b->label;
}

/* The names of files that are folded stand in a list. */
static bool is_closed(const struct block *b)
{
	return b->kind == BLOCK_DIFF && b->diff.folded;
}

/* What is said in several lines stands by itself. */
static bool is_explained(const struct page *p, const struct block *b)
{
	return b + 1 < p->view->blocks.at + p->view->blocks.n && b[1].close;
}

static bool wants_blank(const struct page *p, const struct block *before, const struct block *b)
{
	if (b->close)
		return false;
	if (b->apart)
		return true;
	if (before->kind != BLOCK_HEADING &&
	    (before->close || (b->kind == BLOCK_STATUS && is_explained(p, b))))
		return true;
	if (is_whole(before) || is_whole(b))
		return true;
	if (before->kind == BLOCK_HEADING || (in_group(before) && in_group(b)))
		return false;
	if (is_closed(before) && b->kind == BLOCK_DIFF)
		return false;
	return before->kind != BLOCK_COMMAND || b->kind != BLOCK_COMMAND;
}

/* Below the label of the status it goes with. */
static int close_column(const struct page *p, const struct block *b)
{
	while (b > p->view->blocks.at && b->close)
		b--;
	return b->kind == BLOCK_STATUS ? MARGIN + p->words : MARGIN;
}

static void page_block(struct page *p, size_t index)
{
	const struct block *b = &p->view->blocks.at[index];
	const struct block *before = index > 0 ? b - 1 : NULL;

	if (before && wants_blank(p, before, b))
		page_blank(p);
	if (in_group(b) && !(before && in_group(before)))
		begin_group(p, index);
	switch (b->kind) {
	case BLOCK_TEXT:
		page_line(p);
		page_wrap(p, b->close ? close_column(p, b) : MARGIN, b->text, ROLE_TEXT);
		break;
	case BLOCK_HEADING:
		page_line(p);
		page_wrap(p, MARGIN, b->label, ROLE_HEADING);
		break;
	case BLOCK_STATUS:
		page_status(p, b);
		break;
	case BLOCK_FIELD:
		page_field(p, b);
		break;
	case BLOCK_CHOICE:
		page_choice(p, (int)index);
		break;
	case BLOCK_DIFF:
		page_diff(p, (int)index);
		break;
	case BLOCK_COMMAND:
		page_command(p, b);
		break;
	case BLOCK_PROGRESS:
		page_progress(p, b);
		break;
	case BLOCK_TABLE:
		page_table(p, b);
		break;
	case BLOCK_BOX:
		page_box(p, (int)index);
		break;
	}
}

static void layout_page(struct page *p)
{
	p->width = (p->width < 20 ? 20 : p->width) - 1;
	p->words = p->scrolls ? any_word_width() : first_column(p);
	for (size_t i = 0; i < p->view->blocks.n; i++)
		page_block(p, i);
	page_actions(p);
}

void layout_view(struct arena *mem, const struct view *v, int width, int focused,
		 struct layout *ret)
{
	struct page p = { .mem = mem, .view = v, .width = width, .focused = focused, .out = ret };

	*ret = (struct layout){ 0 };
	layout_page(&p);
}

void layout_scroll(struct arena *mem, const struct view *v, int width, struct layout *ret)
{
	struct page p = {
		.mem = mem, .view = v, .width = width, .focused = -1, .out = ret, .scrolls = true
	};

	*ret = (struct layout){ 0 };
	layout_page(&p);
}

const char *layout_text(struct arena *mem, const struct layout *l)
{
	struct str s = { .mem = mem };

	for (size_t i = 0; i < l->lines.n; i++) {
		const char *text = l->lines.at[i].text;
		size_t n = strlen(text);

		while (n > 0 && text[n - 1] == ' ')
			n--;
		str_add_bytes(&s, text, n);
		str_add_char(&s, '\n');
	}
	return str_text(&s);
}
