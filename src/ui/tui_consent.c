/* Consent without letters: a question below the page, with No lit, which arrows and Return answer. */
#include "base/i18n.h"
#include "ui/tui_private.h"

static const char *const id = "consent";

static const struct action *wanted(const struct tui *t)
{
	const struct action *main = view_main_action(t->view);

	return main && main->consent ? main : NULL;
}

static void add_question(struct tui *t)
{
	struct view *v = t->view;
	struct block *b =
		view_choice(v, id, arena_fmt(v->mem, _("Really? %s."), wanted(t)->label), -1);

	view_option(v, b, "no", _("No"), NULL);
	view_option(v, b, "yes", _("Yes"), NULL);
}

void tui_consent_ask(struct tui *t)
{
	if (!t->asked)
		add_question(t);
	t->asked = true;
	t->consent_since = clock_ms();
	tui_layout(t);
	tui_focus_on(t, tui_find_focus(t, (int)t->view->blocks.n - 1, 0, ACTION_N));
}

void tui_consent_keep(struct tui *t)
{
	t->asked = t->asked && wanted(t);
	if (t->asked)
		add_question(t);
}

bool tui_consent_is_at(const struct tui *t)
{
	int block = t->focus >= 0 ? t->layout.focus.at[t->focus].block : -1;

	return t->asked && block >= 0 && str_equal(t->view->blocks.at[block].id, id);
}

/* It is the last block: nothing was added behind it. */
void tui_consent_close(struct tui *t)
{
	t->asked = false;
	t->view->blocks.n--;
	tui_layout(t);
	t->focus = tui_find_focus(t, -1, -1, wanted(t)->id);
}

void tui_consent_refuse(struct tui *t)
{
	int focus;

	tui_consent_close(t);
	focus = t->focus;
	t->focus = -1;
	tui_focus_on(t, focus);
}
