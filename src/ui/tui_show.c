/* Another view: what of the page stays as it was, where one is on it, and when it is painted. */
#include "ui/tui_private.h"

#include <string.h>

#include "base/i18n.h"

/* The first page offers the other mode in its first line. */
static void offer_plain(struct tui *t, struct view *v)
{
	struct block line = { .kind = BLOCK_TEXT, .chosen = -1, .seconds_left = -1 };

	if (t->ui.options.no_offer)
		return;
	if (!t->first_screen)
		t->first_screen = arena_strdup(t->mem, v->screen);
	if (!str_equal(t->first_screen, v->screen))
		return;
	line.text = v->no_letters ? _("Press F2 for plain text, which suits screen readers.")
				  : _("Press p for plain text, which suits screen readers.");
	list_add(v->mem, &v->blocks);
	memmove(v->blocks.at + 1, v->blocks.at, (v->blocks.n - 1) * sizeof(line));
	v->blocks.at[0] = line;
}

static void remember_place(struct tui *t, const struct view *before)
{
	bool focused = t->focus >= 0 && t->focus < (int)t->layout.focus.n;

	t->under.screen = arena_strdup(t->mem, before->screen);
	t->under.top = t->top;
	t->under.focused = focused;
	if (focused)
		t->under.focus = t->layout.focus.at[t->focus];
}

/* Back from an overlay: everything is where it was. */
static bool return_to_place(struct tui *t)
{
	const struct focusable *was = &t->under.focus;
	bool same = str_equal(t->under.screen, t->view->screen);

	if (t->view->step == 0)
		return false;
	t->under.screen = NULL;
	if (!same)
		return false;
	t->top = t->under.top;
	tui_layout(t);
	if (t->under.focused) {
		t->focus = tui_find_focus(t, was->block, was->option, was->action);
		t->anchor = was->line;
	}
	tui_paint(t);
	return true;
}

static void enter_screen(struct tui *t)
{
	int focus;

	tui_search_end(t);
	t->anew = true;
	t->top = 0;
	t->focus = -1;
	t->anchor = -1;
	t->message[0] = '\0';
	t->advance = false;
	if (return_to_place(t))
		return;
	tui_layout(t);
	if (t->view->at_end) {
		tui_scroll_to(t, (int)t->layout.lines.n, true);
		return;
	}
	focus = t->view->busy ? -1 : tui_usual_focus(t, -1);
	if (focus >= 0 && t->layout.focus.at[focus].line < tui_page_height(t)) {
		t->focus = focus;
		t->anchor = t->layout.focus.at[focus].line;
	}
	tui_paint(t);
}

static bool go_on_by_itself(struct tui *t)
{
	const struct action *main = view_main_action(t->view);
	bool go = t->advance && !t->view->busy && main && !main->consent && main->id == ACTION_NEXT;

	t->advance = false;
	if (go)
		t->pending = (struct ui_event){ .kind = UI_ACTION, .action = main->id };
	return go;
}

static void stay_on_screen(struct tui *t, const struct focusable *was, bool became_ready)
{
	int after = t->next_after;

	tui_layout(t);
	t->focus = was ? tui_find_focus(t, was->block, was->option, was->action) : -1;
	if (after >= 0 && !go_on_by_itself(t)) {
		t->next_after = -1;
		tui_focus_on(t, tui_usual_focus(t, after));
		return;
	}
	t->next_after = -1;
	if (t->focus < 0 && (became_ready || was) && !t->view->busy) {
		tui_focus_on(t, tui_usual_focus(t, -1));
		return;
	}
	if (t->view->busy && clock_ms() - t->painted_at < TUI_REDRAW_MS)
		t->dirty = true;
	else
		tui_paint(t);
}

/* The block that is the same question: an answer may have put lines above it, or taken some away. */
static int same_block(const struct view *before, const struct view *now, int block)
{
	const char *id = block >= 0 ? before->blocks.at[block].id : NULL;

	for (size_t i = 0; id && i < now->blocks.n; i++)
		if (now->blocks.at[i].kind == BLOCK_CHOICE && str_equal(now->blocks.at[i].id, id))
			return (int)i;
	return block;
}

/* What was opened stays open while one is on the same page. */
static void keep_folds(struct tui *t)
{
	struct view *v = t->view;

	if (v->step > 0 && !str_equal(t->folds_of, v->screen)) {
		t->folds_of = arena_strdup(t->mem, v->screen);
		t->folds = 0;
	}
	for (size_t i = 0; i < v->blocks.n && v->step > 0; i++)
		if (v->blocks.at[i].kind == BLOCK_DIFF)
			v->blocks.at[i].diff.folded ^= t->folds >> (i & 63) & 1;
}

static bool asks_consent(const struct view *v)
{
	const struct action *main = view_main_action(v);

	return main && main->consent;
}

/* What follows a paste, and what was waited for and is to be agreed to, is read from its first line on. */
static bool is_read_anew(const struct view *before, const struct view *now)
{
	if (view_box_at(before) >= 0 && view_box_at(now) < 0)
		return true;
	return before->busy && !now->busy && asks_consent(now);
}

/* A page that waits for an answer, and did not before. What is laid over a page asks nothing. */
static void ring_if_asked(const struct tui *t, const struct view *before, const struct view *now)
{
	bool asked = now->step > 0 && !now->busy;

	if (before && !before->busy)
		asked &= before->step > 0 && !str_equal(before->screen, now->screen);
	if (asked && t->ui.options.bell)
		beep();
}

void tui_show(struct tui *t, const struct view *v)
{
	const struct view *before = t->view;
	struct focusable was = { 0 };
	bool had_focus;

	if (t->asked && !str_equal(before->screen, v->screen))
		tui_consent_close(t);
	had_focus = t->focus >= 0 && t->focus < (int)t->layout.focus.n;
	if (had_focus)
		was = t->layout.focus.at[t->focus];
	if (before && before->step > 0 && v->step == 0)
		remember_place(t, before);
	if (!before || !asks_consent(before) || !str_equal(before->screen, v->screen))
		t->consent_since = clock_ms();
	t->current = !t->current;
	arena_reset(t->views[t->current]);
	t->view = view_copy(t->views[t->current], v);
	t->view->no_letters = t->ui.options.no_letters;
	if (t->ui.options.still && v->busy)
		view_hold_still(t->view);
	ring_if_asked(t, before, t->view);
	keep_folds(t);
	offer_plain(t, t->view);
	tui_consent_keep(t);
	if (v->keys && before && !before->keys)
		tui_remember_keys(t, before);
	if (v->keys) {
		tui_list_keys(t, t->view);
		help_add_typed(t->view);
	}
	if (view_box_at(v) >= 0)
		t->view->blocks.at[view_box_at(t->view)].text = str_text(&t->box);
	else
		tui_box_forget(t);
	if (!before || !str_equal(before->screen, v->screen) || is_read_anew(before, v)) {
		t->next_after = -1;
		enter_screen(t);
		return;
	}
	if (!before->busy) /* what an answer has begun is seen at once: the next step may block */
		t->painted_at = 0;
	was.block = had_focus ? same_block(before, t->view, was.block) : -1;
	t->next_after = same_block(before, t->view, t->next_after);
	stay_on_screen(t, had_focus ? &was : NULL, before->busy && !v->busy);
}
