/* How much is said, and how to answer: each hint once a session, and none where nobody wants them. */
#include "base/i18n.h"
#include "ui/plain_private.h"

bool plain_is_brief(const struct plain *p)
{
	return p->ui.options.words == WORDS_BRIEF;
}

bool plain_hint(struct plain *p, enum hint hint)
{
	bool first = !p->hinted[hint];

	p->hinted[hint] = true;
	return first && !p->ui.options.no_hints;
}

void plain_greet(struct plain *p)
{
	const char *reason = p->ui.options.reason;

	if (p->greeted)
		return;
	p->greeted = true;
	if (plain_is_brief(p))
		plain_say(p, "%s", _("Plain text, brief."));
	else if (reason)
		plain_say(p, _("Plain text mode is on, %s."), reason);
	else
		plain_say(p, _("Plain text mode is on."));
	if (!p->ui.options.no_hints)
		plain_say(p, "%s",
			  plain_is_brief(p) ? _("Type more, help or quit.")
					    : _("Type help or quit at any question."));
}

/* What a page cannot do without: what is wrong, what came of it, and what is to be typed. */
static bool is_needed(const struct block *b)
{
	switch (b->kind) {
	case BLOCK_STATUS:
		return b->level == SAY_PROBLEM || b->level == SAY_WARNING || b->level == SAY_DONE ||
		       b->level == SAY_WORKING;
	case BLOCK_CHOICE:
	case BLOCK_BOX:
	case BLOCK_COMMAND:
	case BLOCK_PROGRESS:
		return true;
	case BLOCK_DIFF:
	case BLOCK_TEXT:
	case BLOCK_HEADING:
	case BLOCK_FIELD:
	case BLOCK_TABLE:
		break;
	}
	return false;
}

/* A page begins with what it is about; one over the steps (help, details) is all asked for. */
static bool brief_puts_off(const struct plain *p, const struct block *b)
{
	bool opens = b == p->view->blocks.at && (b->kind == BLOCK_FIELD || b->kind == BLOCK_STATUS);

	return p->view->step > 0 && !opens && !is_needed(b);
}

bool plain_puts_off(const struct plain *p, const struct block *b)
{
	switch (p->ui.options.words) {
	case WORDS_BRIEF:
		return b->later || brief_puts_off(p, b);
	case WORDS_VERBOSE:
		return false;
	case WORDS_USUAL:
		break;
	}
	return b->later;
}

void plain_hint_choice(struct plain *p, const struct block *b)
{
	int usual = choice_default(b);

	if (b->several && !plain_is_brief(p) && plain_hint(p, HINT_SEVERAL))
		plain_say(p, _("Type numbers such as 1,3-4, or all, or none. Press Return for %s."),
			  plain_chosen_words(p->burst, b, b->chosen_set));
	else if (b->several)
		plain_say(p, _("Return: %s."), plain_chosen_words(p->burst, b, b->chosen_set));
	else if (usual < 0)
		plain_say(p, "%s", _("Type a number."));
	else if (!plain_is_brief(p) && plain_hint(p, HINT_NUMBER))
		plain_say(p, _("Type a number. Return is %d."), usual + 1);
	else
		plain_say(p, _("Return is %d."), usual + 1);
}

void plain_hint_more(struct plain *p)
{
	bool more = false, change = false;

	if (plain_is_brief(p)) /* it was said at the beginning */
		return;
	for (size_t i = 0; i < p->view->blocks.n; i++) {
		const struct block *b = &p->view->blocks.at[i];

		more |= plain_puts_off(p, b);
		change |= plain_puts_off(p, b) && b->kind == BLOCK_DIFF;
	}
	if (change && plain_hint(p, HINT_CHANGE))
		plain_say(
			p, "%s",
			_("To hear more, type more, details, change 1 for the first file, or diff."));
	else if (more && !change && plain_hint(p, HINT_MORE))
		plain_say(p, "%s",
			  view_find_action(p->view, ACTION_DETAILS)
				  ? _("To hear more, type more or details.")
				  : _("To hear more, type more."));
}

const char *plain_set_words(struct plain *p, enum ui_words words)
{
	p->ui.options.words = words;
	switch (words) {
	case WORDS_BRIEF:
		return _(
			"Brief from here on; more says the rest. 'goready plain on --brief' does so at every start.");
	case WORDS_VERBOSE:
		return _(
			"Verbose from here on: nothing is put off. 'goready plain on --verbose' does so at every start.");
	case WORDS_USUAL:
		break;
	}
	return _("As much as usual from here on.");
}

const char *plain_set_hints(struct plain *p, bool on)
{
	p->ui.options.no_hints = !on;
	for (int i = 0; i < HINT_N; i++)
		p->hinted[i] = false;
	return on ? _("Hints are on from here on.")
		  : _("Hints are off from here on. 'goready hints off' does so at every start.");
}
