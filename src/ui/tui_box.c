/* A box on the page: what is typed or pasted while it is lit is its text, and Return ends it. */
#include "ui/tui_private.h"

#include <limits.h>
#include <string.h>
#include <sys/ioctl.h>
#include <wchar.h>

#include "base/i18n.h"

bool tui_in_box(const struct tui *t)
{
	int block = t->view && t->focus >= 0 && t->focus < (int)t->layout.focus.n
			    ? t->layout.focus.at[t->focus].block
			    : -1;

	return block >= 0 && t->view->blocks.at[block].kind == BLOCK_BOX;
}

void tui_box_show(struct tui *t)
{
	int block = view_box_at(t->view);

	t->box_dirty = false;
	if (block < 0)
		return;
	t->view->blocks.at[block].text = str_text(&t->box);
	tui_layout(t);
	tui_focus_on(t, tui_find_focus(t, block, -1, ACTION_N));
}

void tui_box_forget(struct tui *t)
{
	arena_reset(t->boxes);
	t->box = (struct str){ .mem = t->boxes };
	t->box_is_new = false;
}

static void box_take(struct tui *t, wint_t c)
{
	char bytes[MB_LEN_MAX];
	mbstate_t state = { 0 };
	size_t n = wcrtomb(bytes, (wchar_t)(c == '\r' ? '\n' : c), &state);

	if (n != (size_t)-1)
		box_add(&t->box, bytes, n);
	t->box_dirty = true;
}

void tui_box_paste(struct tui *t, wint_t c)
{
	if (view_box_at(t->view) >= 0)
		box_take(t, c);
}

static void box_take_back(struct tui *t)
{
	while (t->box.n > 0 && (t->box.at[t->box.n - 1] & 0xc0) == 0x80)
		t->box.n--;
	if (t->box.n > 0)
		t->box.n--;
	if (t->box.at)
		t->box.at[t->box.n] = '\0';
	t->box_dirty = true;
}

static bool more_is_coming(const struct tui *t)
{
	int waiting = 0;

	return ioctl(t->ui.options.in, FIONREAD, &waiting) == 0 && waiting > 0;
}

static bool is_one_line(const struct tui *t)
{
	return t->view->blocks.at[view_box_at(t->view)].one_line;
}

/* A paste that a terminal does not mark may hold empty lines and tabs: what follows at once is part of it. */
static bool return_ends(const struct tui *t)
{
	size_t n = t->box.n;

	if (is_one_line(t))
		return true;
	if (t->box_is_new || n == 0 || str_ends(str_text(&t->box), "\n.") ||
	    str_equal(str_text(&t->box), "."))
		return true;
	return t->box.at[n - 1] == '\n' && !more_is_coming(t);
}

enum key tui_box_key(struct tui *t, wint_t c)
{
	bool ends = (c == '\r' || c == '\n') && return_ends(t);

	if (c == '\t' && (is_one_line(t) || !more_is_coming(t)))
		return KEY_NEXT_THING;
	if (c == ('L' & 31))
		return KEY_REDRAW;
	if (ends)
		return KEY_ACTIVATE;
	t->box_is_new = false;
	if (c == 127 || c == 8)
		box_take_back(t);
	else if (c == ('U' & 31))
		tui_box_forget(t);
	else if (c >= ' ' || c == '\r' || c == '\n' || c == '\t')
		box_take(t, c);
	t->box_dirty = true;
	return KEY_NOTHING;
}

struct ui_event tui_box_end(struct tui *t)
{
	struct bytes text = str_bytes(&t->box);
	int block = view_box_at(t->view);

	if (!*str_trim(t->frame, str_text(&t->box))) {
		tui_say(t, t->view->blocks.at[block].one_line ? _("Nothing was typed yet.")
							      : _("Nothing was pasted yet."));
		return (struct ui_event){ .kind = UI_NONE };
	}
	flushinp(); /* what is left of a paste is no answer to the next page */
	return (struct ui_event){ .kind = UI_TEXT,
				  .choice = t->view->blocks.at[block].id,
				  .text = text };
}
