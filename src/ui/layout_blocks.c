/* The larger blocks of a page: choices, diffs, tables, actions. */
#include <string.h>

#include "base/i18n.h"
#include "ui/layout_private.h"

/* What is said of one thing; a list of several things has another comma in Chinese. */
static const char *clauses(struct arena *mem, const struct names *parts)
{
	const char *text = parts->n ? parts->at[0] : "";

	for (size_t i = 1; i < parts->n; i++)
		text = arena_fmt(mem, _("%s, %s"), text, parts->at[i]);
	return text;
}

/* ---- choices ---- */

/* States are words; colour and weight only repeat them. What is recommended is taken unless another is
 * chosen, so only that one is said to be. */
static const char *option_state(struct page *p, const struct block *b, size_t i)
{
	const struct option *o = &b->options.at[i];
	struct names words = { 0 };

	if (o->disabled)
		return _("not possible");
	if (b->several)
		list_push(p->mem, &words, i < 64 && (b->chosen_set >> i & 1) ? _("on") : _("off"));
	if (o->recommended)
		list_push(p->mem, &words, _("recommended"));
	else if (!b->several && b->chosen == (int)i)
		list_push(p->mem, &words, _("chosen"));
	return clauses(p->mem, &words);
}

/* The number is the key that leads there, or none. */
static const char *numbered(const struct page *p, size_t number, const char *title)
{
	return p->view->no_letters ? title : arena_fmt(p->mem, "%zu %s", number, title);
}

static int states_column(const struct page *p, const struct block *b)
{
	int most = 0;

	for (size_t i = 0; i < b->options.n; i++) {
		int width = text_width(b->options.at[i].label);

		if (width > most && width < p->width / 2)
			most = width;
	}
	return MARGIN + text_width(numbered(p, 1, "")) + most + 3;
}

static void page_option(struct page *p, int block, size_t i, int states)
{
	const struct block *b = &p->view->blocks.at[block];
	const struct option *o = &b->options.at[i];
	const char *label = numbered(p, i + 1, o->label);
	const char *state = option_state(p, b, i);
	int end = MARGIN + text_width(label) + 2;
	bool lit = false;

	page_line(p);
	if (!o->disabled)
		lit = page_focus(p, block, (int)i, ACTION_N);
	page_hang(p, MARGIN, 2, label,
		  lit                   ? ROLE_FOCUS
		  : b->chosen == (int)i ? ROLE_CHOSEN
					: ROLE_TEXT);
	if (*state)
		page_put_after(p, end > states ? end : states, state);
	if (o->disabled && o->why_disabled)
		label = o->why_disabled;
	else
		label = o->detail;
	if (label && *label) {
		page_line(p);
		page_wrap(p, MARGIN + 2, label, ROLE_DIM);
	}
}

void page_choice(struct page *p, int index)
{
	const struct block *b = &p->view->blocks.at[index];
	int states = states_column(p, b);

	page_line(p);
	page_wrap(p, MARGIN, b->label, ROLE_HEADING);
	page_opens(p);
	page_blank(p);
	for (size_t i = 0; i < b->options.n; i++)
		page_option(p, index, i, states);
}

/* ---- boxes ---- */

enum { BOX_LINES = 6, BOX_TAIL = 400 };

/* The end of a line that is being typed, from a whole character on. */
static const char *line_tail(const char *line)
{
	size_t n = strlen(line);

	if (n <= BOX_TAIL)
		return line;
	line += n - BOX_TAIL;
	while ((*line & 0xc0) == 0x80)
		line++;
	return line;
}

/* The end of what is in it; the last line is where one types. */
void page_box(struct page *p, int index)
{
	const struct block *b = &p->view->blocks.at[index];
	struct names lines = str_split(p->mem, b->text ? b->text : "", '\n');
	size_t from;

	if (!lines.n)
		list_push(p->mem, &lines, "");
	from = lines.n > BOX_LINES ? lines.n - BOX_LINES : 0;
	page_line(p);
	page_wrap(p, MARGIN, b->label, ROLE_HEADING);
	page_line(p);
	page_wrap(p, MARGIN,
		  b->one_line
			  ? _("Return ends it.")
			  : _("Return on an empty line ends it, and so does Return after a paste."),
		  ROLE_DIM);
	page_blank(p);
	for (size_t i = from; i < lines.n; i++) {
		const char *tail = line_tail(lines.at[i]);
		const char *line =
			arena_fmt(p->mem, "> %s", text_sanitise(p->mem, bytes_of(tail), 0, 0));
		bool last = i + 1 == lines.n;

		page_line(p);
		if (last && page_focus(p, index, -1, ACTION_N))
			page_file_line(p, MARGIN, line, ROLE_CHOSEN);
		else
			page_wrap(p, MARGIN, text_cut(p->mem, line, p->width - MARGIN), ROLE_TEXT);
	}
}

/* ---- diffs ---- */

static enum role diff_role(const char *line)
{
	switch (line[0]) {
	case '+':
		return ROLE_ADD;
	case '-':
		return ROLE_REMOVE;
	case '@':
	case '\\':
		return ROLE_HUNK;
	default:
		return ROLE_TEXT;
	}
}

/* The two lines with the path are left out: the title says it. */
static struct names hunk_lines(struct arena *mem, const struct block *b)
{
	struct names lines = str_split(mem, b->diff.unified, '\n'), hunks = { 0 };

	for (size_t i = 0; i < lines.n; i++)
		if ((hunks.n || *lines.at[i] == '@') && (i + 1 < lines.n || *lines.at[i]))
			list_push(mem, &hunks, lines.at[i]);
	return hunks;
}

static size_t lines_with(const struct names *lines, char sign)
{
	size_t n = 0;

	for (size_t i = 0; i < lines->n; i++)
		n += lines->at[i][0] == sign;
	return n;
}

static const char *diff_in_short(struct page *p, const struct block *b, const struct names *lines)
{
	size_t more = lines_with(lines, '+'), less = lines_with(lines, '-');
	struct names parts = { 0 };

	if (more)
		list_push(p->mem, &parts,
			  arena_fmt(p->mem, P_("adds %zu line", "adds %zu lines", more), more));
	if (less)
		list_push(
			p->mem, &parts,
			arena_fmt(p->mem, P_("removes %zu line", "removes %zu lines", less), less));
	if (page_is_folded(p, b))
		list_push(p->mem, &parts, _("folded"));
	return clauses(p->mem, &parts);
}

static int diff_notes_column(const struct page *p)
{
	int most = 0;

	for (size_t i = 0; i < p->view->blocks.n; i++) {
		const struct block *b = &p->view->blocks.at[i];
		int width = b->kind == BLOCK_DIFF ? text_width(b->diff.path) : 0;

		if (width > most && width + 2 < p->width / 2)
			most = width;
	}
	return MARGIN + text_width(numbered(p, 1, "")) + most + 3;
}

static void page_diff_title(struct page *p, int index, const struct names *lines)
{
	const struct block *b = &p->view->blocks.at[index];
	const char *title = numbered(p, (size_t)b->diff.change, b->diff.path);
	int end = MARGIN + text_width(title) + 2, notes = diff_notes_column(p);
	bool lit;

	page_line(p);
	if (!b->diff.changes) {
		page_wrap(p, MARGIN, b->diff.path, ROLE_HEADING);
		return;
	}
	lit = page_focus(p, index, -1, ACTION_N);
	page_hang(p, MARGIN, 2, title, lit ? ROLE_FOCUS : ROLE_HEADING);
	page_put_after(p, end > notes ? end : notes, diff_in_short(p, b, lines));
}

void page_diff(struct page *p, int index)
{
	const struct block *b = &p->view->blocks.at[index];
	struct names lines = hunk_lines(p->mem, b);

	page_diff_title(p, index, &lines);
	for (size_t i = 0; i < lines.n && !page_is_folded(p, b); i++) {
		page_line(p);
		page_file_line(p, MARGIN + 2, lines.at[i], diff_role(lines.at[i]));
	}
}

/* ---- tables ---- */

enum { TABLE_MOST = 12 }; /* columns; goready's widest has five */

static size_t column_widths(const struct block *b, int widths[TABLE_MOST])
{
	size_t columns = 0;

	memset(widths, 0, TABLE_MOST * sizeof(*widths));
	for (size_t r = 0; r <= b->rows.n; r++) {
		const struct names *cells = r ? &b->rows.at[r - 1].cells : &b->columns;

		for (size_t c = 0; c < cells->n && c < TABLE_MOST; c++) {
			int width = text_width(cells->at[c]);

			if (width > widths[c])
				widths[c] = width;
			if (c >= columns)
				columns = c + 1;
		}
	}
	return columns;
}

static void page_cells(struct page *p, const struct names *cells, const int *widths, enum role role)
{
	int column = MARGIN;

	page_line(p);
	for (size_t c = 0; c < cells->n && c < TABLE_MOST; c++) {
		if (*cells->at[c])
			page_wrap(p, column, cells->at[c], role);
		column += widths[c] + 2;
	}
}

/* Too wide for the page: each row becomes a small list of its own. */
static void page_flat_row(struct page *p, const struct block *b, const struct names *cells)
{
	page_blank(p);
	for (size_t c = 0; c < cells->n; c++) {
		const char *name = c < b->columns.n ? b->columns.at[c] : "";

		page_line(p);
		if (c == 0) {
			page_wrap(p, MARGIN, cells->at[c], ROLE_LABEL);
			page_opens(p);
		} else {
			page_wrap(p, MARGIN + 2, arena_fmt(p->mem, _("%s: %s"), name, cells->at[c]),
				  ROLE_TEXT);
		}
	}
}

/* A last column, of paths, may be broken where it has so much room. */
enum { LAST_COLUMN_LEAST = 24 };

static bool has_columns(const struct page *p, const int *widths, size_t columns)
{
	int last = MARGIN;

	for (size_t c = 0; c + 1 < columns; c++)
		last += widths[c] + 2;
	return last + LAST_COLUMN_LEAST <= p->width ||
	       (columns && last + widths[columns - 1] <= p->width);
}

void page_table(struct page *p, const struct block *b)
{
	int widths[TABLE_MOST];
	size_t columns = column_widths(b, widths);
	bool in_columns = has_columns(p, widths, columns);

	if (b->label) {
		page_line(p);
		page_wrap(p, MARGIN, b->label, ROLE_HEADING);
		page_opens(p);
	}
	if (in_columns && b->columns.n) {
		page_cells(p, &b->columns, widths, ROLE_HEADING);
		page_opens(p);
	}
	for (size_t r = 0; r < b->rows.n; r++) {
		if (in_columns)
			page_cells(p, &b->rows.at[r].cells, widths, ROLE_TEXT);
		else
			page_flat_row(p, b, &b->rows.at[r].cells);
	}
}

/* ---- actions ---- */

/* Help, log, details and quit have their place in the key bar, unless they are all there is to do, or have no
 * key. */
bool layout_has_row(const struct view *v, const struct action *a)
{
	bool in_bar = a->id == ACTION_HELP || a->id == ACTION_LOG || a->id == ACTION_DETAILS ||
		      (a->id == ACTION_QUIT && v->step > 0);

	return !in_bar || (a == view_main_action(v) && !v->busy) ||
	       (v->no_letters && a->id != ACTION_HELP);
}

static void page_action(struct page *p, const struct action *a)
{
	bool lit = false;

	page_line(p);
	if (a->enabled)
		lit = page_focus(p, -1, -1, a->id);
	page_hang(p, MARGIN, 2, a->label,
		  lit                              ? ROLE_FOCUS
		  : a == view_main_action(p->view) ? ROLE_CHOSEN
						   : ROLE_TEXT);
	if (a->enabled && a->consent)
		page_put_after(p, MARGIN + text_width(a->label) + 3,
			       p->view->no_letters ? _("Enter asks once more")
						   : _("press y to agree"));
	if (a->enabled && a->note)
		page_put_after(p, MARGIN + text_width(a->label) + 3, a->note);
	if (!a->enabled)
		page_put_after(p, MARGIN + text_width(a->label) + 3,
			       a->why_not ? arena_fmt(p->mem, _("not yet: %s"), a->why_not)
					  : _("not yet"));
}

void page_actions(struct page *p)
{
	page_blank(p);
	for (size_t i = 0; i < p->view->actions.n; i++)
		if (layout_has_row(p->view, &p->view->actions.at[i]))
			page_action(p, &p->view->actions.at[i]);
}
