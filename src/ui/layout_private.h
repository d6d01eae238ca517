/* Laying out a page: lines are begun, filled at columns, and wrapped within the width. */
#ifndef UI_LAYOUT_PRIVATE_H
#define UI_LAYOUT_PRIVATE_H

#include "ui/ui_private.h"

enum { MARGIN = 2, HANG = 4 };

struct page {
	struct arena *mem;
	const struct view *view;
	int width;   /* cells that may be used; the last column stays free */
	int focused; /* index of the focusable that is lit, -1 none */
	struct layout *out;
	int words;    /* width of the first column, with the gap after it; 0: there is none */
	int labels;   /* width of the labels of the group being laid out */
	int fields;   /* column of the values of its fields */
	bool scrolls; /* for a terminal that breaks long lines itself, and copies them whole */
};

void layout_scroll(struct arena *mem, const struct view *v, int width, struct layout *ret);

struct line *page_line(struct page *p); /* begins one; valid until the next */
void page_opens(struct page *p);        /* what belongs to this line is on the next */
void page_blank(struct page *p);        /* a blank line, but never two, and none at the top */
/* Puts text at a column of the last line; what does not fit goes on in new lines at the same column. */
void page_wrap(struct page *p, int column, const char *text, enum role role);
/* The same, but what goes on is set in by `hang` cells. */
void page_hang(struct page *p, int column, int hang, const char *text, enum role role);
/* What fits there in one piece. */
void page_piece(struct page *p, int column, const char *piece, enum role role);
/* A line of a file, of which no blank is lost; what goes on is set in. */
void page_file_line(struct page *p, int column, const char *text, enum role role);
/* A note beside what stands on the last line; below it where there is too little room. */
void page_put_after(struct page *p, int column, const char *text);
/* The last line begins a thing that can be focused; says whether it is lit. */
bool page_focus(struct page *p, int block, int option, enum action_id action);
void page_span(struct page *p, int start, int width, enum role role);

/* The first column is one for the page; the others are one for neighbours that stand in columns. */
void page_begin_columns(struct page *p);
bool page_is_folded(const struct page *p, const struct block *b);
bool page_is_row(const struct block *b);
void page_begin_rows(struct page *p, size_t from);
void page_status(struct page *p, const struct block *b);
void page_field(struct page *p, const struct block *b);
void page_command(struct page *p, const struct block *b);
void page_progress(struct page *p, const struct block *b);

void page_table(struct page *p, const struct block *b);
void page_diff(struct page *p, int index);
void page_choice(struct page *p, int index);
void page_box(struct page *p, int index);
void page_actions(struct page *p);
/* Or it is in the key bar. */
bool layout_has_row(const struct view *v, const struct action *a);

#endif
