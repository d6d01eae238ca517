/* What was typed: a command that works at every question, an answer to a choice, or an action. */
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/words.h"
#include "ui/plain_private.h"

static const struct ui_event none = { .kind = UI_NONE };

struct ui_event plain_emit(struct plain *p, enum action_id id)
{
	p->asking = ASKING_NOTHING;
	return (struct ui_event){ .kind = UI_ACTION, .action = id };
}

struct ui_event plain_reply(struct plain *p, const char *reason)
{
	plain_say(p, "%s", reason);
	if (p->asking != ASKING_NOTHING)
		plain_prompt(p);
	return none;
}

/* What was typed, to be said again; after sudo has asked it may be a password that came too late. */
static const char *typed_words(struct plain *p, const char *typed)
{
	return p->was_lent || !*typed ? _("That") : text_cut(p->burst, typed, 30);
}

/* What this page takes beside Return and what every page takes: "address, skip, undo, "; "" nothing. */
static const char *words_of_page(struct plain *p, const struct action *main)
{
	const struct view *v = p->view;
	struct str words = { .mem = p->burst };

	for (size_t i = 0; i < v->actions.n; i++) {
		const struct action *a = &v->actions.at[i];

		if (a->enabled && a != main && a->id != ACTION_BACK && !action_is_everywhere(a->id))
			str_fmt(&words, "%s%s", a->yes ? "yes" : a->name, _(", "));
	}
	return str_text(&words);
}

struct ui_event plain_not_understood(struct plain *p, const char *typed)
{
	const char *shown = typed_words(p, typed);
	const struct action *main = view_main_action(p->view);

	if (p->asking == ASKING_CHOICE)
		return plain_reply(
			p,
			arena_fmt(p->burst,
				  _("%s is no answer here. Type a number from 1 to %zu, or help."),
				  shown, p->view->blocks.at[p->choice].options.n));
	if (main && main->consent)
		return plain_reply(
			p,
			arena_fmt(p->burst,
				  _("%s is no answer here. Type yes, back, help or quit."), shown));
	return plain_reply(
		p, arena_fmt(p->burst,
			     _("%s is no answer here. Press Return, or type %sback, help or quit."),
			     shown, words_of_page(p, main)));
}

int plain_action_meant(const struct view *v, const char *typed)
{
	size_t n = strlen(typed);
	int found = -1;

	for (size_t i = 0; i < v->actions.n; i++) {
		const struct action *a = &v->actions.at[i];

		if (strcasecmp(a->name, typed) == 0 || strcasecmp(a->label, typed) == 0)
			return (int)i;
		if (strncasecmp(a->name, typed, n) == 0 || strncasecmp(a->label, typed, n) == 0)
			found = found == -1 ? (int)i : -2;
	}
	return found;
}

struct ui_event plain_take_action(struct plain *p, const struct action *a)
{
	if (!a->enabled)
		return plain_reply(p, arena_fmt(p->burst, _("%s is not possible now. %s"), a->label,
						a->why_not ? a->why_not : ""));
	if (a->consent)
		return plain_reply(p, _("Nothing has been changed. Type the word yes to agree."));
	return plain_emit(p, a->id);
}

static struct ui_event answer_consent(struct plain *p, const struct action *a, const char *typed)
{
	int meant;

	if (word_consents(typed) && p->as_typed) {
		plain_say(p, "%s", _("You answered yes."));
		return plain_emit(p, a->id);
	}
	if (*typed == '\0')
		return plain_reply(p, _("Nothing has been changed. Type yes, back, help or quit."));
	if (word_is_yes(typed))
		return plain_reply(p, _("Nothing has been changed. Type the word yes to agree."));
	if (word_is_no(typed))
		return plain_emit(p, view_can(p->view, ACTION_LEAVE) ? ACTION_LEAVE : ACTION_QUIT);
	meant = plain_action_meant(p->view, typed);
	return meant >= 0 ? plain_take_action(p, &p->view->actions.at[meant])
			  : plain_not_understood(p, typed);
}

static struct ui_event answer_action(struct plain *p, const char *typed)
{
	const struct action *main = view_main_action(p->view);
	const struct action *yes = view_yes_action(p->view);
	int meant;

	if (main && main->consent)
		return answer_consent(p, main, typed);
	if (yes && word_is_yes(typed))
		return plain_take_action(p, yes);
	if (*typed == '\0' || word_is_yes(typed) || (yes && word_is_no(typed)))
		return main ? plain_take_action(p, main) : plain_not_understood(p, _("Return"));
	meant = plain_action_meant(p->view, typed);
	return meant >= 0 ? plain_take_action(p, &p->view->actions.at[meant])
			  : plain_not_understood(p, typed);
}

/* NULL: it is none. What follows the word goes to *ret_rest. */
static const struct plain_command *command_typed(const char *typed, const char **ret_rest)
{
	for (const struct plain_command *c = plain_commands; c->word; c++) {
		size_t n = strlen(c->word);

		*ret_rest = typed + n;
		if (strncasecmp(typed, c->word, n) != 0)
			continue;
		if (typed[n] == '\0' || (c->run_with && typed[n] == ' '))
			return c;
	}
	return NULL;
}

/* What is typed in Chinese for a command, where the page has no answer of that name or beginning. */
static const char *command_word(const struct plain *p, const char *typed)
{
	static const struct {
		const char *typed, *command;
	} words[] = {
		{ "返回", "back" },   { "帮助", "help" },    { "更多", "more" }, { "退出", "quit" },
		{ "重复", "repeat" }, { "详情", "details" }, { "列表", "list" }, { "日志", "log" },
	};

	if (p->asking == ASKING_CHOICE &&
	    plain_option_meant(&p->view->blocks.at[p->choice], typed) != -1)
		return typed;
	if (p->asking != ASKING_NOTHING && plain_action_meant(p->view, typed) != -1)
		return typed;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_equal(typed, words[i].typed))
			return words[i].command;
	return typed;
}

static struct ui_event run_command(struct plain *p, const struct plain_command *c, const char *rest)
{
	return c->run ? c->run(p) : c->run_with(p, str_trim(p->burst, rest));
}

bool plain_is_command(struct plain *p, const char *line)
{
	const char *typed = str_trim(p->burst, words_narrow(p->burst, line)), *rest;
	const struct plain_command *c = command_typed(typed, &rest);

	return c && c->run; /* the others say something of this page, which a text may as well */
}

struct ui_event plain_while_busy(struct plain *p, const char *line)
{
	const char *clean = text_sanitise(p->burst, bytes_of(line), sizeof(p->line), 0);
	const char *typed = str_trim(p->burst, words_narrow(p->burst, clean)), *rest;
	const struct plain_command *c = command_typed(command_word(p, typed), &rest);

	p->last_line = NULL; /* the same line again is another answer */
	if (c && c->at_once)
		return run_command(p, c, rest);
	if (!*typed)
		plain_heartbeat(p);
	else if (c)
		plain_say(
			p,
			_("Later: %s is for a question, and none is open. Type where, help or quit."),
			c->word);
	else
		plain_say(
			p,
			_("%s is no answer now: nothing is asked while this goes on. Type where, help or quit."),
			typed_words(p, typed));
	return none;
}

/* Return hears on, and so does a yes to a question that stands behind what was not heard yet; where a help came amid
 * it, all of it is said again. */
static bool hears_on(struct plain *p, const char *typed)
{
	bool too_early = p->question_comes && word_consents(typed);

	if (!too_early && (!p->rest || *typed))
		return false;
	if (too_early && p->rest)
		plain_say(p, "%s", _("Nothing has been changed. The question comes behind this."));
	if (p->rest)
		plain_page(p, false);
	else
		plain_repeat(p);
	return true;
}

struct ui_event plain_answer(struct plain *p, const char *line)
{
	const char *clean = text_sanitise(p->burst, bytes_of(line), sizeof(p->line), 0);
	const char *typed = str_trim(p->burst, words_narrow(p->burst, clean)), *rest;
	const struct plain_command *c = command_typed(command_word(p, typed), &rest);

	/* A terminal's late answer in the line is taken out of it; consent wants nothing but the word. */
	p->as_typed = str_equal(clean, line);
	if (!p->as_typed && !*typed)
		return plain_not_understood(p, typed);

	if (hears_on(p, typed))
		return none;
	p->rest = NULL;
	if (c)
		return run_command(p, c, rest);
	if (p->asking == ASKING_CHOICE)
		return plain_answer_choice(p, typed);
	return answer_action(p, typed);
}
