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

void page_opens(struct page *p)
{
	last_line(p)->opens = *last_line(p)->text != '\0';
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

int span_mark_at(const struct span *s)
{
	return s->role == ROLE_ADD || s->role == ROLE_REMOVE ? s->start : 0;
}

void page_piece(struct page *p, int column, const char *piece, enum role role)
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
		page_piece(p, i > 0 ? next : column, lines->at[i], role);
	}
}

void page_wrap(struct page *p, int column, const char *text, enum role role)
{
	struct names lines = text_wrap_for_the_eye(p->mem, text, p->width - column);

	put_lines(p, column, column, &lines, role);
}

void page_hang(struct page *p, int column, int hang, const char *text, enum role role)
{
	struct names lines = text_wrap(p->mem, text, p->width - column);
	const char *rest;

	if (lines.n < 2 || foreign_prefix(text)) { /* of which each line says whose it is */
		put_lines(p, column, column, &lines, role);
		return;
	}
	page_piece(p, column, lines.at[0], role);
	rest = text + strlen(lines.at[0]);
	page_line(p);
	page_wrap(p, column + hang, rest + strspn(rest, " \n"), role);
}

void page_file_line(struct page *p, int column, const char *text, enum role role)
{
	size_t n = text_piece(text, p->width - column);

	page_piece(p, column, arena_strndup(p->mem, text, n), role);
	for (text += n; *text; text += n) {
		n = text_piece(text, p->width - column - HANG);
		page_line(p);
		page_piece(p, column + HANG, arena_strndup(p->mem, text, n), ROLE_TEXT);
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

/* ---- the page ---- */

/* A bar for all of what follows stands by itself. */
static bool is_whole(const struct block *b)
{
	return b->kind == BLOCK_PROGRESS && !b->label;
}

/* The names of files that are folded stand in a list. Nobody can open one on a page that scrolls by. */
bool page_is_folded(const struct page *p, const struct block *b)
{
	return b->kind == BLOCK_DIFF && b->diff.folded && !p->scrolls;
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
	if (before->kind == BLOCK_HEADING || (page_is_row(before) && page_is_row(b)))
		return false;
	if (page_is_folded(p, before) && b->kind == BLOCK_DIFF)
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
	if (page_is_row(b) && !(before && page_is_row(before)))
		page_begin_rows(p, index);
	switch (b->kind) {
	case BLOCK_TEXT:
		page_line(p);
		page_wrap(p, b->close ? close_column(p, b) : MARGIN, b->text, ROLE_TEXT);
		break;
	case BLOCK_HEADING:
		page_line(p);
		page_wrap(p, MARGIN, b->label, ROLE_HEADING);
		page_opens(p);
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
	page_begin_columns(p);
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

/* ---- a page that is a little too long ---- */

static bool is_blank(const struct layout *l, size_t at)
{
	return *l->lines.at[at].text == '\0';
}

static bool has_role(const struct line *l, enum role role)
{
	return l->spans.n && l->spans.at[0].role == role;
}

/* What a page gives up first: blank lines between sentences, then the one below each question, so that all look
 * alike; the one above it, and above what leads on, last of all. */
enum { BELOW_A_QUESTION = 1 };

static int worth(const struct layout *l, size_t at)
{
	const struct line *before = at ? &l->lines.at[at - 1] : NULL;
	const struct line *after = at + 1 < l->lines.n ? &l->lines.at[at + 1] : NULL;

	if (before && has_role(before, ROLE_HEADING))
		return BELOW_A_QUESTION;
	if (after && (after->focus >= 0 || has_role(after, ROLE_HEADING)))
		return 2;
	return 0;
}

static void take_line(struct layout *l, size_t at)
{
	memmove(&l->lines.at[at], &l->lines.at[at + 1],
		(l->lines.n - at - 1) * sizeof(*l->lines.at));
	l->lines.n--;
	for (size_t i = 0; i < l->focus.n; i++)
		l->focus.at[i].line -= l->focus.at[i].line > (int)at;
}

void layout_fit(struct layout *l, int rows)
{
	size_t blank = 0;

	for (size_t i = 0; i < l->lines.n; i++)
		blank += is_blank(l, i);
	if ((int)(l->lines.n - blank) > rows)
		return;
	for (int least = 0; least < 3 && (int)l->lines.n > rows; least++)
		for (size_t i = l->lines.n; i-- > 0;)
			if (is_blank(l, i) && worth(l, i) == least &&
			    (least == BELOW_A_QUESTION || (int)l->lines.n > rows))
				take_line(l, i);
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
