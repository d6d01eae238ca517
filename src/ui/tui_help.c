/* The keys of a page, for those who ask for help on it: only those that do something there. */
#include "ui/tui_private.h"

#include <string.h>

#include "base/i18n.h"

static void add(struct tui *t, const char *key, const char *what)
{
	list_push(t->mem, &t->keys, ((struct key_line){ key, what }));
}

/* One that is typed with a letter, or with `other` where letters are no keys; NULL: with nothing. */
static void add_letter(struct tui *t, const char *key, const char *other, const char *what)
{
	if (!t->ui.options.no_letters)
		add(t, key, what);
	else if (other)
		add(t, other, what);
}

bool tui_is_page_of(const struct view *v, enum action_id id)
{
	return v->step == 0 && str_equal(v->screen, action_name(id));
}

/* What leads on. */
static void add_answers(struct tui *t, const struct view *v)
{
	const struct action *main = view_main_action(v);

	if (main && main->consent && t->ui.options.no_letters)
		add(t, _("Enter"), _("on what is to be agreed to: ask Yes or No"));
	else if (main && main->consent)
		add(t, "y", _("agree; nothing else does"));
	if (view_yes_action(v)) {
		add_letter(t, "y", NULL, _("answer yes"));
		add_letter(t, "n", NULL, _("answer no"));
	}
	if (view_first_block(v, BLOCK_CHOICE)) {
		add(t, _("Enter"), _("take what is lit, and go on"));
		add(t, _("Space"), _("take what is lit, and stay"));
		add_letter(t, "1-9", NULL, _("take the option of that number"));
	} else if (view_first_block(v, BLOCK_BOX)) {
		add(t, _("Enter"),
		    view_first_block(v, BLOCK_BOX)->one_line ? _("end the text")
							     : _("on an empty line: end the text"));
		add(t, "Ctrl-U", _("empty the box"));
		add(t, "Tab", _("out of the box, in which letters are text"));
	} else {
		add(t, _("Enter"), _("do what is lit"));
	}
	if (view_first_block(v, BLOCK_DIFF)) {
		add_letter(t, "1-9", NULL, _("to the file of that number"));
		add_letter(t, "n, N", NULL, _("to the next file, the one before"));
		add(t, _("Enter"), _("on a file: open it, or fold it"));
	}
}

/* What leads to other pages. */
static void add_ways(struct tui *t, const struct view *v)
{
	if (!tui_is_page_of(v, ACTION_DETAILS))
		add_letter(t, "d", NULL, _("everything about this page"));
	if (!tui_is_page_of(v, ACTION_LOG))
		add_letter(t, "l", NULL, _("what happened so far"));
	if (view_can(v, ACTION_BACK))
		add_letter(t, _("b, Esc, Left"), _("Esc, Left"), _("back; choices are kept"));
	else if (view_can(v, ACTION_CLOSE))
		add_letter(t, _("b, Esc, Left"), _("Esc, Left"), _("close this page"));
}

void tui_remember_keys(struct tui *t, const struct view *page)
{
	t->keys.n = 0;
	add_answers(t, page);
	add_ways(t, page);
	add_letter(t, _("Up, Down, k, j"), _("Up, Down"), _("to the next thing, or by a line"));
	add(t, "Tab, Shift-Tab", _("to the next thing that can be done, the one before"));
	add(t, _("PgUp, PgDn, Space"), _("by a page"));
	add_letter(t, "g, G, Home, End", "Home, End", _("to the beginning, the end"));
	add_letter(t, "/", "F3", _("search this page"));
	if (t->ui.options.no_letters)
		add(t, "F3", _("after a search: to the next hit"));
	else
		add(t, "n, N", _("after a search: to the next hit, the one before"));
	add_letter(t, "b, Esc", "Esc", _("after a search: end it"));
	add_letter(t, "p", "F2", _("plain text and back, at any time"));
	add(t, "Ctrl-L", _("draw the page anew"));
	add_letter(t, "?, F1", "F1", _("these keys"));
	add_letter(t, "q", NULL, _("quit; it asks first where something would be lost"));
}

void tui_list_keys(const struct tui *t, struct view *help)
{
	size_t said = help->blocks.n, added;
	struct block *before;

	if (!t->keys.n) /* it was asked for in plain mode */
		return;
	view_heading(help, _("Keys"));
	for (size_t i = 0; i < t->keys.n; i++)
		view_field(help, t->keys.at[i].key, "%s", t->keys.at[i].what)->listed = true;
	added = help->blocks.n - said;
	before = arena_memdup(help->mem, help->blocks.at, said * sizeof(*before));
	memmove(help->blocks.at, help->blocks.at + said, added * sizeof(*before));
	memcpy(help->blocks.at + added, before, said * sizeof(*before));
}
