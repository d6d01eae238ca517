/* What is lit, what is in view, and how both move. */
#include "ui/tui_private.h"

/* Lines below or above the page: a thing that close is gone to at once, without a press for each. */
enum { NEAR = 5 };

static int focus_count(const struct tui *t)
{
	return (int)t->layout.focus.n;
}

static int line_of(const struct tui *t, int focus)
{
	return t->layout.focus.at[focus].line;
}

static bool is_visible(const struct tui *t, int focus)
{
	int line = line_of(t, focus);

	return line >= t->top && line < t->top + tui_page_height(t);
}

int tui_find_focus(const struct tui *t, int block, int option, enum action_id action)
{
	for (int i = 0; i < focus_count(t); i++) {
		const struct focusable *f = &t->layout.focus.at[i];

		if (f->block == block && f->option == option && f->action == action)
			return i;
	}
	return -1;
}

/* The usual answer of the first question after block `after`, else the main action. */
int tui_usual_focus(const struct tui *t, int after)
{
	const struct action *main = view_main_action(t->view);

	for (size_t i = (size_t)(after + 1); i < t->view->blocks.n; i++) {
		const struct block *b = &t->view->blocks.at[i];
		int usual = b->several ? 0 : choice_default(b);

		if (b->kind == BLOCK_BOX)
			return tui_find_focus(t, (int)i, -1, ACTION_N);
		if (b->kind == BLOCK_CHOICE && tui_find_focus(t, (int)i, usual, ACTION_N) >= 0)
			return tui_find_focus(t, (int)i, usual, ACTION_N);
	}
	return main ? tui_find_focus(t, -1, -1, main->id) : -1;
}

/* A line of a value that stands below its label. */
static bool is_below_label(const struct tui *t, int line)
{
	const struct line *l = &t->layout.lines.at[line];

	return l->focus < 0 && !l->opens && str_starts(l->text, "    ");
}

/* The label whose value is on that line; -1: it is of none. */
static int label_of(const struct tui *t, int line)
{
	int label = line;

	while (label > 0 && is_below_label(t, label))
		label--;
	return label < line && t->layout.lines.at[label].opens ? label : -1;
}

/* Scrolls so that the thing is seen, with the line above it (its question) and the one below. No page begins with the
 * end of a value whose label is above it. */
void tui_bring_into_view(struct tui *t, int focus)
{
	int height = tui_page_height(t);
	int line = line_of(t, focus), top = t->top;

	if (line + 2 > t->top + height)
		t->top = line + 2 - height;
	if (line - 2 < t->top)
		t->top = line > 2 ? line - 2 : 0;
	while (t->top != top && t->top < line - 2 &&
	       (label_of(t, t->top) >= 0 || !*t->layout.lines.at[t->top].text))
		t->top++;
}

void tui_focus_on(struct tui *t, int focus)
{
	if (focus < 0 || focus >= focus_count(t))
		return;
	tui_bring_into_view(t, focus);
	t->anchor = line_of(t, focus);
	tui_move_focus(t, focus);
}

/* What is lit after a jump: going down, the next thing to answer, if it is in view by then. */
static int focus_after_jump(const struct tui *t, bool forward)
{
	const struct action *main = view_main_action(t->view);
	int found = main ? tui_find_focus(t, -1, -1, main->id) : -1;

	if (t->view->busy) /* what can be done now is "stop": that takes Down or Tab */
		return -1;
	if (forward && found >= 0 && is_visible(t, found))
		return found;
	found = -1;
	for (int i = 0; i < focus_count(t) && found < 0; i++)
		if (is_visible(t, i) && (!forward || line_of(t, i) > t->anchor))
			found = i;
	return found;
}

/* Return takes what is lit: of a question that came into view that is its usual answer, even where
 * it stands further down. */
static int usual_answer(const struct tui *t, int found)
{
	const struct focusable *f = found >= 0 ? &t->layout.focus.at[found] : NULL;

	if (!f || f->option < 0 || t->view->blocks.at[f->block].several)
		return found;
	return tui_find_focus(t, f->block, choice_default(&t->view->blocks.at[f->block]), ACTION_N);
}

/* Nothing is lit while one reads; the next thing that comes into view is. */
void tui_scroll_to(struct tui *t, int top, bool forward)
{
	int height = tui_page_height(t);
	int most = (int)t->layout.lines.n - height;
	int found;

	t->top = top > most ? most : top;
	if (t->top < 0)
		t->top = 0;
	found = usual_answer(t, focus_after_jump(t, forward));
	if (found >= 0 && forward)
		tui_bring_into_view(t, found);
	else if (found >= 0 && !is_visible(t, found))
		found = -1;
	t->anchor = found >= 0 ? line_of(t, found) : forward ? t->top : t->top + height;
	tui_move_focus(t, found);
}

/* The page moves by a line. What is lit stays so while it is seen: nothing lit means that one reads. */
static void move_page(struct tui *t, int by)
{
	t->top += by;
	if (t->focus >= 0 && is_visible(t, t->focus)) {
		tui_paint(t);
		return;
	}
	if (by > 0 && t->anchor < t->top - 1)
		t->anchor = t->top - 1;
	if (by < 0 && t->anchor > t->top + tui_page_height(t))
		t->anchor = t->top + tui_page_height(t);
	tui_move_focus(t, -1);
}

void tui_step_down(struct tui *t)
{
	int bottom = t->top + tui_page_height(t);
	int next = 0;

	while (next < focus_count(t) && line_of(t, next) <= t->anchor)
		next++;
	if (next < focus_count(t) && line_of(t, next) < bottom + NEAR)
		tui_focus_on(t, next);
	else if (bottom < (int)t->layout.lines.n)
		move_page(t, 1);
}

void tui_step_up(struct tui *t)
{
	int next = focus_count(t) - 1;

	while (next >= 0 && line_of(t, next) >= t->anchor)
		next--;
	if (next >= 0 && line_of(t, next) >= t->top - NEAR)
		tui_focus_on(t, next);
	else if (t->top > 0)
		move_page(t, -1);
}
