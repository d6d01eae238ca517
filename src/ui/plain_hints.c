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

bool plain_half_told(const struct block *b)
{
	return b->kind == BLOCK_STATUS && b->spoken && !*b->spoken && b->text && *b->text;
}

enum { LABELS_HEARD_AGAIN = 40 };

static bool is_on(const struct block *b, size_t i)
{
	return i < b->options.n && i < 64 && (b->chosen_set >> i & 1);
}

/* "1-3, 5", as they may be typed. */
static const char *chosen_numbers(struct arena *mem, const struct block *b)
{
	struct names numbers = { 0 };

	for (size_t i = 0, end; i < b->options.n; i = end + 1) {
		for (end = i; is_on(b, i) && is_on(b, end + 1);)
			end++;
		if (is_on(b, i))
			list_push(mem, &numbers,
				  end > i ? arena_fmt(mem, "%zu-%zu", i + 1, end + 1)
					  : arena_fmt(mem, "%zu", i + 1));
	}
	return str_join(mem, &numbers, _(", "));
}

/* What Return takes of several: by their names, which have just been heard, or by numbers where those are long. */
static const char *set_words(struct arena *mem, const struct block *b)
{
	const char *words = plain_chosen_words(mem, b, b->chosen_set);

	return str_spoken(words) > LABELS_HEARD_AGAIN ? chosen_numbers(mem, b) : words;
}

void plain_hint_choice(struct plain *p, const struct block *b)
{
	int usual = choice_default(b);

	if (b->several && !plain_is_brief(p) && plain_hint(p, HINT_SEVERAL))
		plain_say(p, _("Type numbers such as 1,3-4, or all, or none. Press Return for %s."),
			  set_words(p->burst, b));
	else if (b->several)
		plain_say(p, _("Return: %s."), set_words(p->burst, b));
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

		more |= plain_puts_off(p, b) || plain_half_told(b);
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
