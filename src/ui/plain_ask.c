/* Questions: each choice of a screen in turn, then what to do next. */
#include <unistd.h>

#include "base/i18n.h"
#include "ui/plain_private.h"

static bool is_answered(const struct visit *visit, const char *id)
{
	for (size_t i = 0; i < visit->answered.n; i++)
		if (str_equal(visit->answered.at[i], id))
			return true;
	return false;
}

bool action_is_everywhere(enum action_id id)
{
	return id == ACTION_HELP || id == ACTION_LOG || id == ACTION_DETAILS || id == ACTION_QUIT;
}

/* The labels of the options in `set`, in words: "zsh, bash". */
const char *plain_chosen_words(struct arena *mem, const struct block *b, uint64_t set)
{
	struct names labels = { 0 };

	for (size_t i = 0; i < b->options.n && i < 64; i++)
		if (set >> i & 1)
			list_push(mem, &labels, b->options.at[i].label);
	return labels.n ? str_join(mem, &labels, _(", ")) : _("none");
}

void plain_prompt(struct plain *p)
{
	str_add(&p->out, _("Answer:"));
	str_add_char(&p->out, ' ');
	p->last_line = NULL;
}

/* VS Code's terminal reads 20 rows of what comes at once, and gives up (xterm.js, AccessibilityManager). */
enum { PAGE_LINES = 18 };

/* Behind the last lines of what was asked for. */
static bool question_fits(struct plain *p)
{
	size_t n = p->out.n;
	bool comes = p->question_comes, fits;

	if (!n)
		return true;
	plain_question(p);
	fits = str_lines(&p->out) <= PAGE_LINES + 1;
	p->out.n = n;
	p->question_comes = comes;
	return fits;
}

void plain_page(struct plain *p, bool asks)
{
	const char *text = p->rest, *at;
	bool goes_on = text != NULL;

	if (!text) {
		arena_reset(p->pages);
		text = arena_strndup(p->pages, p->out.at ? p->out.at : "", p->out.n);
	}
	at = plain_page_end(text, PAGE_LINES);
	p->out = (struct str){ .mem = p->burst };
	str_add_bytes(&p->out, text, (size_t)(at - text));
	p->rest = *at || (asks && !goes_on) || (goes_on && !question_fits(p)) ? at : NULL;
	if (p->rest)
		plain_say(p, "%s",
			  _("There is more. Press Return to hear it, or type any answer."));
	if (p->rest || !goes_on)
		plain_prompt(p);
	else
		plain_question(p);
}

static void say_main(struct plain *p, const struct action *a)
{
	if (!a)
		plain_say(p, "%s", _("Type back, help or quit."));
	else if (a->consent && plain_is_brief(p))
		plain_say(p, _("Question. %s? Type the word yes."), a->label);
	else if (plain_is_brief(p))
		plain_say(p, _("Return: %s."), a->label);
	else if (a->consent)
		plain_say(
			p,
			_("Question. %s? Type the word yes to agree. Any other answer changes nothing."),
			a->label);
	else if (a->id == ACTION_NEXT)
		plain_say(p, _("%s. Press Return to go on."), a->label);
	else
		plain_say(p, _("Press Return for: %s."), a->label);
}

static void say_other_actions(struct plain *p, const struct action *main)
{
	const struct view *v = p->view;

	for (size_t i = 0; i < v->actions.n; i++) {
		const struct action *a = &v->actions.at[i];
		const char *typed = a->yes ? "yes" : a->name;

		if (a == main || a->id == ACTION_BACK || (action_is_everywhere(a->id) && !a->yes))
			continue;
		if (a->enabled && plain_is_brief(p))
			plain_say(p, _("%s: %s."), typed, a->label);
		else if (a->enabled)
			plain_say(p, _("Type %s for: %s."), typed, a->label);
		else if (a->why_not)
			plain_say(p, _("Not possible now: %s. %s"), a->label, a->why_not);
	}
}

static enum detail detail_of(const struct plain *p)
{
	if (p->in_full || p->ui.options.words == WORDS_VERBOSE)
		return DETAIL_ALL;
	return p->ui.options.words == WORDS_BRIEF ? DETAIL_NONE : DETAIL_USUAL;
}

/* The page's choice or box: what is asked, apart from how it is answered. */
static void ask_block(struct plain *p, const struct block *b)
{
	if (p->asking == ASKING_CHOICE)
		plain_add(p, plain_choice(p->burst, b, detail_of(p), plain_columns(p)));
	else
		plain_add(p, plain_block(p->burst, b, plain_columns(p)));
}

static void hint_block(struct plain *p, const struct block *b)
{
	if (p->asking == ASKING_CHOICE)
		plain_hint_choice(p, b);
	else
		plain_say(
			p, "%s",
			b->one_line
				? _("Type it, and press Return; or type back, help or quit.")
				: _("Paste it, however many lines it has. An empty line, or a full stop on a line of its own, ends it."));
}

/* Hints come once: they do not make it another question. */
void plain_question(struct plain *p)
{
	const struct block *b = p->asking == ASKING_ACTION ? NULL : &p->view->blocks.at[p->choice];
	const struct action *main = view_main_action(p->view);
	size_t from;

	p->question_comes = false;
	plain_hint_more(p);
	from = p->out.n;
	if (b) {
		ask_block(p, b);
	} else {
		say_main(p, main);
		say_other_actions(p, main);
	}
	p->question = hash_bytes(HASH_BEGIN, (struct bytes){ p->out.at + from, p->out.n - from });
	if (b) {
		hint_block(p, b);
		p->question += b->kind == BLOCK_CHOICE ? (uint64_t)choice_default(b) : 0;
	}
	plain_prompt(p);
}

/* All that may be answered, in full. */
void plain_list(struct plain *p)
{
	size_t from = p->out.n;

	p->in_full = true;
	plain_question(p);
	if (p->asking == ASKING_CHOICE && str_lines(&p->out) > PAGE_LINES) {
		p->out.n = from;
		ask_block(p, &p->view->blocks.at[p->choice]);
		plain_page(p, false);
	}
	p->in_full = false;
}

/* A screen's only question has been answered: that is "go on" as well. */
static bool go_on_by_itself(struct plain *p)
{
	const struct action *main = view_main_action(p->view);

	if (!p->advance)
		return false;
	p->advance = false;
	if (!main || main->consent || main->id != ACTION_NEXT)
		return false;
	p->pending = (struct ui_event){ .kind = UI_ACTION, .action = main->id };
	p->asking = ASKING_NOTHING;
	return true;
}

/* With the greeting and the question, which is not parted. No page of a machine that is known is so long: each is
 * made to be heard in 45 seconds. */
enum { MOST_SPOKEN = 900 };

/* A long page is read out in pieces where a person sits at it, and its question stands at the end. */
static bool is_long(const struct plain *p, size_t news)
{
	struct str page = { .at = p->out.at, .n = news };

	if (!news || !isatty(p->ui.options.in))
		return false;
	return str_lines(&page) > PAGE_LINES || bytes_spoken(str_bytes(&p->out)) > MOST_SPOKEN;
}

void plain_ask(struct plain *p)
{
	const struct view *v = p->view;
	size_t news = p->out.n;

	if (p->ended || go_on_by_itself(p))
		return;
	p->asking = ASKING_ACTION;
	for (size_t i = 0; i < v->blocks.n && p->asking == ASKING_ACTION; i++) {
		const struct block *b = &v->blocks.at[i];

		if (b->kind == BLOCK_BOX) {
			p->asking = ASKING_TEXT;
			p->choice = i;
			plain_box_begin(p);
		}
		if (b->kind != BLOCK_CHOICE || b->options.n == 0 || is_answered(p->visit, b->id))
			continue;
		p->asking = ASKING_CHOICE;
		p->choice = i;
	}
	plain_question(p);
	if (is_long(p, news)) {
		p->out.n = news;
		p->question_comes = true;
		plain_page(p, true);
	}
}

void plain_repeat(struct plain *p)
{
	const struct view *v = p->view;

	plain_header(p);
	for (size_t i = 0; i < v->blocks.n; i++)
		if (v->blocks.at[i].kind != BLOCK_CHOICE && v->blocks.at[i].kind != BLOCK_BOX &&
		    !plain_puts_off(p, &v->blocks.at[i]))
			plain_add(p, plain_block_at(p->burst, v, i, plain_columns(p)));
	plain_question(p);
}

/* Those of this page that are open, and of the pages behind it. */
static size_t questions_left(const struct plain *p)
{
	const struct view *v = p->view;
	const struct action *main = view_main_action(v);
	size_t n = (size_t)v->to_come;

	for (size_t i = 0; i < v->blocks.n; i++)
		n += v->blocks.at[i].kind == BLOCK_CHOICE && v->blocks.at[i].options.n > 0 &&
		     !is_answered(p->visit, v->blocks.at[i].id);
	return n + (main && main->consent);
}

void plain_where(struct plain *p)
{
	size_t left = questions_left(p);

	plain_header(p);
	if (p->given.n == 0)
		plain_say(p, "%s", _("No answers so far."));
	else
		plain_say(p, P_("%zu answer so far.", "%zu answers so far.", p->given.n),
			  p->given.n);
	for (size_t i = 0; i < p->given.n; i++)
		plain_say(p, "%s", p->given.at[i].words);
	if (left > 0)
		plain_say(p, P_("%zu question left.", "%zu questions left.", left), left);
	if (p->view->where)
		plain_say(p, "%s", p->view->where);
}
