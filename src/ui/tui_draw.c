/* Painting lines with roles. Colour only repeats what a word says: one coloured cell beside it. */
#include "ui/tui_private.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/i18n.h"

/* Blue and yellow are told apart under every kind of colour blindness; green and yellow are not. */
enum { PAIR_GOOD = 1, PAIR_CARE, PAIR_BAD, PAIR_ADD, PAIR_REMOVE };

void tui_colours(struct tui *t)
{
	t->colour = t->colour && has_colors();
	if (!t->colour)
		return;
	start_color();
	use_default_colors();
	init_pair(PAIR_GOOD, -1, COLOR_BLUE);
	init_pair(PAIR_CARE, -1, COLOR_YELLOW);
	init_pair(PAIR_BAD, -1, COLOR_RED);
	init_pair(PAIR_ADD, COLOR_BLUE, -1);
	init_pair(PAIR_REMOVE, COLOR_RED, -1);
}

bool tui_too_small(const struct tui *t)
{
	(void)t;
	return COLS < TUI_LEAST_COLUMNS || LINES < TUI_LEAST_ROWS;
}

static struct page_area area(const struct tui *t)
{
	return layout_area(COLS - 2 * tui_frame(t), t->view->route.n > 0);
}

static int message_room(const struct tui *t)
{
	return (tui_frame(t) ? area(t).page : COLS) - 3;
}

static struct names message_lines(const struct tui *t)
{
	return text_wrap(t->frame, t->message, message_room(t));
}

/* Title, a blank line or the frame's edge, the page, a line for messages (more while there is a long one), the
 * frame's other edge, the key bar. */
int tui_page_height(const struct tui *t)
{
	int message = (*t->message ? (int)message_lines(t).n : 1) + tui_frame(t);

	return LINES > 4 + message ? LINES - 3 - message : 1;
}

void tui_layout(struct tui *t)
{
	struct page_area a = area(t);
	int most;

	arena_reset(t->frame);
	layout_view(t->frame, t->view, a.page, t->focus, &t->layout);
	if (!t->view->busy) /* while something runs, what changes moves nothing else */
		layout_fit(&t->layout, LINES - 4 - tui_frame(t));
	t->route = a.side ? layout_route(t->frame, t->view, a.side) : (struct lines){ 0 };
	if (t->focus >= (int)t->layout.focus.n)
		t->focus = -1;
	t->about = a.about ? layout_about(t->frame, t->view,
					  t->focus >= 0 ? &t->layout.focus.at[t->focus] : NULL,
					  a.side - 1)
			   : (struct lines){ 0 };
	most = (int)t->layout.lines.n - tui_page_height(t);
	if (t->top > most)
		t->top = most;
	if (t->top < 0)
		t->top = 0;
}

/* UTF-8 to what the terminal shows; no other bytes than ASCII where its locale has no others. */
static void put_text(struct tui *t, int row, int column, const char *text)
{
	wchar_t wide[600];
	size_t n = 0;

	while (*text && n + 1 < sizeof(wide) / sizeof(wide[0])) {
		unsigned point;

		text += utf8_next(text, &point);
		if (t->ui.options.wide_signs)
			point = narrow_sign(point);
		wide[n++] = t->utf8 || point < 0x7f ? (wchar_t)point : L'?';
	}
	wide[n] = L'\0';
	mvaddwstr(row, column, wide);
}

static attr_t role_attribute(enum role role)
{
	switch (role) {
	case ROLE_TITLE:
	case ROLE_KEYS:
	case ROLE_FOCUS:
	case ROLE_BAR:
		return A_REVERSE;
	case ROLE_HEADING:
	case ROLE_CHOSEN:
	case ROLE_PROBLEM:
	case ROLE_WARNING:
		return A_BOLD;
	case ROLE_BAR_REST:
		return A_UNDERLINE;
	case ROLE_TEXT:
	case ROLE_OK:
	case ROLE_NOTE:
	case ROLE_LABEL:
	case ROLE_ADD:
	case ROLE_REMOVE:
	case ROLE_HUNK:
	case ROLE_DIM:
		break;
	}
	return A_NORMAL;
}

static short role_mark(enum role role)
{
	if (role == ROLE_OK)
		return PAIR_GOOD;
	if (role == ROLE_WARNING)
		return PAIR_CARE;
	if (role == ROLE_PROBLEM)
		return PAIR_BAD;
	if (role == ROLE_ADD)
		return PAIR_ADD;
	return role == ROLE_REMOVE ? PAIR_REMOVE : 0;
}

/* A line of a file has its sign marked, in reverse: the terminal's background on a colour that it shows its text
 * in. What stands in the terminal's own colour on another cannot be read in half of all themes. */
static bool has_sign(const struct span *s)
{
	return s->role == ROLE_ADD || s->role == ROLE_REMOVE;
}

static void put_line(struct tui *t, int row, int column, const struct line *l)
{
	put_text(t, row, column, l->text);
	for (size_t i = 0; i < l->spans.n; i++) {
		const struct span *s = &l->spans.at[i];
		int air = s->role == ROLE_FOCUS ? 1 : 0; /* a lit row has room around its words */
		short mark = role_mark(s->role);

		mvchgat(row, column + s->start - air, s->width + 2 * air, role_attribute(s->role),
			0, NULL);
		if (mark && (t->colour || has_sign(s)))
			mvchgat(row, column + span_mark_at(s), 1,
				has_sign(s) ? A_BOLD | A_REVERSE : A_NORMAL, t->colour ? mark : 0,
				NULL);
	}
}

static void put_bar(struct tui *t, int row, const char *text)
{
	put_text(t, row, 0, text);
	mvchgat(row, 0, -1, A_REVERSE, 0, NULL);
}

/* Below the steps; what does not fit is said by Details, and marked here. */
static void put_about(struct tui *t, int from, int height)
{
	int column = tui_frame(t) + area(t).side_at, room = height - from;

	for (int i = 0; i < room && i < (int)t->about.n; i++) {
		if (i + 1 == room && i + 1 < (int)t->about.n)
			put_text(t, 2 + from + i, column, "...");
		else
			put_line(t, 2 + from + i, column, &t->about.at[i]);
	}
}

/* No label stands at the end of a page without what it is the label of: it opens the next one. */
static int lines_shown(const struct tui *t)
{
	int height = tui_page_height(t), last = t->top + height - 1;
	const struct line *line = last < (int)t->layout.lines.n ? &t->layout.lines.at[last] : NULL;

	return line && line->opens && line->focus < 0 && height > 1 ? height - 1 : height;
}

static void put_page(struct tui *t)
{
	int height = tui_page_height(t), shown = lines_shown(t), left = tui_frame(t),
	    side_at = left + area(t).side_at;

	if (left)
		tui_put_frame(t, side_at - 2);
	for (int i = 0; i < shown && t->top + i < (int)t->layout.lines.n; i++)
		put_line(t, 2 + i, left, &t->layout.lines.at[t->top + i]);
	for (int i = 0; i < height && i < (int)t->route.n; i++)
		put_line(t, 2 + i, side_at, &t->route.at[i]);
	put_about(t, (int)t->route.n + 1, height);
}

/* Says that there is more, for those who see the page and do not know how long it is; NULL: this is all. */
static const char *what_is_hidden(struct tui *t)
{
	int above = t->top, below = (int)t->layout.lines.n - t->top - lines_shown(t);

	if (above > 0 && below > 0)
		return arena_fmt(t->frame,
				 P_("%d line above, %d below", "%d lines above, %d below",
				    (unsigned long)above),
				 above, below);
	if (above > 0)
		return arena_fmt(
			t->frame,
			P_("%d more line above", "%d more lines above", (unsigned long)above),
			above);
	if (below > 0)
		return arena_fmt(
			t->frame,
			P_("%d more line below", "%d more lines below", (unsigned long)below),
			below);
	return NULL;
}

static void put_message(struct tui *t)
{
	const char *hidden = what_is_hidden(t);
	struct names lines = message_lines(t);
	int left = tui_frame(t), end = LINES - 1 - left;

	for (size_t i = 0; i < lines.n; i++)
		put_text(t, end - (int)(lines.n - i), 2 + left, lines.at[i]);
	if (lines.n == 0 && hidden)
		put_text(t, end - 1, 2 + left, text_cut(t->frame, hidden, message_room(t)));
}

/* While one reads, the cursor is on what was looked for, or the first line that says something. */
static int cursor_line(const struct tui *t)
{
	int line = t->top;

	if (t->focus >= 0)
		return t->layout.focus.at[t->focus].line;
	if (t->hit >= t->top && t->hit < t->top + tui_page_height(t))
		return t->hit;
	while (line + 1 < (int)t->layout.lines.n && *t->layout.lines.at[line].text == '\0')
		line++;
	return line;
}

static void put_cursor(struct tui *t)
{
	int line = cursor_line(t);
	int column = 0;

	if (line < (int)t->layout.lines.n)
		column = tui_in_box(t) ? text_width(t->layout.lines.at[line].text)
				       : (int)strspn(t->layout.lines.at[line].text, " ");
	move(2 + line - t->top, column + tui_frame(t));
}

static void paint_too_small(struct tui *t)
{
	const char *text = arena_fmt(
		t->frame,
		t->ui.options.no_letters
			? _("Terminal too small (%d by %d, need %d by %d). Enlarge it, or press F2 for plain text, Ctrl-C to quit.")
			: _("Terminal too small (%d by %d, need %d by %d). Enlarge it, or press p for plain text, q to quit."),
		COLS, LINES, TUI_LEAST_COLUMNS, TUI_LEAST_ROWS);
	struct names lines = text_wrap(t->frame, text, COLS > 3 ? COLS - 1 : 2);

	for (size_t i = 0; i < lines.n && (int)i < LINES; i++)
		put_text(t, (int)i, 0, lines.at[i]);
	move(0, 0);
}

static bool is_blank(const wchar_t *row)
{
	return wcsspn(row, L" ") == wcslen(row);
}

static bool is_news(const struct tui *t, const wchar_t *old, const wchar_t *new)
{
	if (t->anew && !is_blank(new))
		return true;
	return wcscmp(old, new) != 0 && !is_blank(old);
}

/* curses sends only the cells that changed, and a screen reader says those: "8%", then "3", then
 * "0". A line whose words changed is sent whole; of another page every line is. */
static void send_lines_whole(struct tui *t)
{
	wchar_t old[600], new[600];

	for (int row = 0; row < LINES; row++) {
		if (mvwinnwstr(curscr, row, 0, old, 599) == ERR ||
		    mvinnwstr(row, 0, new, 599) == ERR)
			return;
		if (is_news(t, old, new))
			wredrawln(stdscr, row, 1);
	}
	t->anew = false;
}

static enum bar_place bar_place(const struct tui *t)
{
	bool more = t->top + tui_page_height(t) < (int)t->layout.lines.n;

	if (tui_in_box(t))
		return BAR_BOX;
	return t->focus < 0 && more ? BAR_READING : BAR_PAGE;
}

static void paint(struct tui *t)
{
	erase();
	if (tui_too_small(t)) {
		paint_too_small(t);
	} else {
		put_bar(t, 0, layout_title(t->frame, t->view, COLS));
		put_page(t);
		put_message(t);
		put_bar(t, LINES - 1, layout_keys(t->frame, t->view, bar_place(t), COLS));
		send_lines_whole(t);
		put_cursor(t);
	}
	refresh();
}

void tui_paint(struct tui *t)
{
	if (!t->view || t->suspended)
		return;
	tui_layout(t);
	paint(t);
	t->painted_at = clock_ms();
	t->dirty = false;
}

/* The row that loses the light goes out first: what a screen reader hears last is the new row. */
void tui_move_focus(struct tui *t, int focus)
{
	t->focus = -1;
	tui_layout(t); /* nothing is lit in these lines, but the cursor is on the new row already */
	t->focus = focus;
	if (!t->suspended)
		paint(t);
	tui_paint(t);
}
