/* What was typed: a command that works at every question, an option, or an action. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/words.h"
#include "ui/plain_private.h"

static const struct ui_event none = { .kind = UI_NONE };

static struct ui_event emit_action(struct plain *p, enum action_id id)
{
	p->asking = ASKING_NOTHING;
	return (struct ui_event){ .kind = UI_ACTION, .action = id };
}

/* One line with the reason and what may be typed, and the prompt again; never the whole list. */
static struct ui_event plain_answer_reply(struct plain *p, const char *reason)
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

static struct ui_event not_understood(struct plain *p, const char *typed)
{
	const char *shown = typed_words(p, typed);
	const struct action *main = view_main_action(p->view);

	if (p->asking == ASKING_CHOICE)
		return plain_answer_reply(
			p,
			arena_fmt(p->burst,
				  _("%s is no answer here. Type a number from 1 to %zu, or help."),
				  shown, p->view->blocks.at[p->choice].options.n));
	if (main && main->consent)
		return plain_answer_reply(
			p,
			arena_fmt(p->burst,
				  _("%s is no answer here. Type yes, back, help or quit."), shown));
	return plain_answer_reply(
		p, arena_fmt(p->burst,
			     _("%s is no answer here. Press Return, or type %sback, help or quit."),
			     shown, words_of_page(p, main)));
}

/* ---- choices ---- */

/* "two" as a number; 0: none. Said aloud to a dictation program, a number may come out as a word. */
static long number_word(const char *typed)
{
	static const char *const words[] = { "one", "two",   "three", "four", "five",
					     "six", "seven", "eight", "nine", "ten" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcasecmp(typed, words[i]) == 0)
			return (long)i + 1;
	return 0;
}

/* Which option is meant: its number, its label or id, or a beginning of one that no other has.
 * -1 none, -2 several. */
static int option_meant(const struct block *b, const char *typed)
{
	char *end;
	long number = strtol(typed, &end, 10);
	size_t n = strlen(typed);
	int found = -1;

	if (end == typed && (number = number_word(typed)) > 0)
		end += n;
	if (end != typed && (*end == '\0' || str_equal(end, ".") || str_equal(end, ")")))
		return number >= 1 && number <= (long)b->options.n ? (int)number - 1 : -1;
	for (size_t i = 0; i < b->options.n; i++) {
		const struct option *o = &b->options.at[i];

		if (strcasecmp(o->label, typed) == 0 || strcasecmp(o->id, typed) == 0)
			return (int)i;
		if (strncasecmp(o->label, typed, n) == 0 || strncasecmp(o->id, typed, n) == 0)
			found = found == -1 ? (int)i : -2;
	}
	return found;
}

static void remember(struct plain *p, const struct block *b, const char *answer)
{
	const char *words = arena_fmt(p->mem, "%s %s", b->label, answer);
	struct given_answer *given;

	list_push(p->visit->mem, &p->visit->answered, arena_strdup(p->visit->mem, b->id));
	for (size_t i = 0; i < p->given.n; i++) {
		if (str_equal(p->given.at[i].id, b->id)) {
			p->given.at[i].words = words;
			return;
		}
	}
	given = list_add(p->mem, &p->given);
	given->id = arena_strdup(p->mem, b->id);
	given->words = words;
}

static struct ui_event emit_choice(struct plain *p, const struct block *b, int option, uint64_t set)
{
	p->asking = ASKING_NOTHING;
	p->advance = view_questions(p->view) == 1;
	return (struct ui_event){ .kind = UI_CHOOSE,
				  .choice = b->id,
				  .option = option >= 0 ? b->options.at[option].id : NULL,
				  .set = set };
}

static struct ui_event choose_one(struct plain *p, const struct block *b, int option)
{
	const struct option *o = &b->options.at[option];

	if (o->disabled)
		return plain_answer_reply(p,
					  arena_fmt(p->burst, _("%s is not possible. %s"), o->label,
						    o->why_disabled ? o->why_disabled : ""));
	plain_say(p, plain_is_brief(p) ? _("%d, %s.") : _("You chose %d, %s."), option + 1,
		  o->label);
	remember(p, b, o->label);
	return emit_choice(p, b, option, (uint64_t)1 << option);
}

static bool plain_answer_add_range(const struct block *b, const char *part, uint64_t *set)
{
	char *end;
	long first, last;

	first = last = strtol(part, &end, 10);
	if (end != part && *end == '-')
		last = strtol(end + 1, &end, 10);
	if (end == part || *end != '\0') {
		first = last = option_meant(b, part) + 1;
	}
	if (first < 1 || last < first || last > (long)b->options.n)
		return false;
	for (long i = first; i <= last; i++) {
		if (b->options.at[i - 1].disabled)
			return false;
		*set |= (uint64_t)1 << (i - 1);
	}
	return true;
}

static uint64_t all_possible(const struct block *b)
{
	uint64_t set = 0;

	for (size_t i = 0; i < b->options.n && i < 64; i++)
		if (!b->options.at[i].disabled)
			set |= (uint64_t)1 << i;
	return set;
}

static bool set_meant(struct arena *mem, const struct block *b, const char *typed, uint64_t *ret)
{
	struct str commas = { .mem = mem };
	struct names parts;
	uint64_t set = 0;

	if (strcasecmp(typed, "all") == 0 || strcasecmp(typed, "none") == 0) {
		*ret = tolower((unsigned char)typed[0]) == 'a' ? all_possible(b) : 0;
		return true;
	}
	for (const char *c = typed; *c; c++)
		str_add_char(&commas, *c == ' ' ? ',' : *c);
	parts = str_split(mem, str_text(&commas), ',');
	for (size_t i = 0; i < parts.n; i++)
		if (*parts.at[i] && !plain_answer_add_range(b, parts.at[i], &set))
			return false;
	*ret = set;
	return true;
}

static struct ui_event choose_several(struct plain *p, const struct block *b, const char *typed)
{
	uint64_t set = b->chosen_set;
	const char *words;

	if (*typed && !set_meant(p->burst, b, typed, &set))
		return not_understood(p, typed);
	words = plain_chosen_words(p->burst, b, set);
	plain_say(p, plain_is_brief(p) ? "%s" : _("You chose %s."), words);
	remember(p, b, words);
	return emit_choice(p, b, -1, set);
}

/* ---- actions ---- */

static int action_meant(const struct view *v, const char *typed)
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

static struct ui_event take_action(struct plain *p, const struct action *a)
{
	if (!a->enabled)
		return plain_answer_reply(p, arena_fmt(p->burst, _("%s is not possible now. %s"),
						       a->label, a->why_not ? a->why_not : ""));
	if (a->consent)
		return plain_answer_reply(
			p, _("Nothing has been changed. Type the word yes to agree."));
	return emit_action(p, a->id);
}

static struct ui_event answer_consent(struct plain *p, const struct action *a, const char *typed)
{
	int meant;

	if (word_consents(typed) &&
	    p->question_comes) { /* as after a help that was asked for amid it */
		plain_repeat(p);
		return none;
	}
	if (word_consents(typed) && p->as_typed) {
		plain_say(p, "%s", _("You answered yes."));
		return emit_action(p, a->id);
	}
	if (*typed == '\0')
		return plain_answer_reply(
			p, _("Nothing has been changed. Type yes, back, help or quit."));
	if (word_is_yes(typed))
		return plain_answer_reply(
			p, _("Nothing has been changed. Type the word yes to agree."));
	if (word_is_no(typed))
		return emit_action(p, view_can(p->view, ACTION_LEAVE) ? ACTION_LEAVE : ACTION_QUIT);
	meant = action_meant(p->view, typed);
	return meant >= 0 ? take_action(p, &p->view->actions.at[meant]) : not_understood(p, typed);
}

static struct ui_event answer_action(struct plain *p, const char *typed)
{
	const struct action *main = view_main_action(p->view);
	const struct action *yes = view_yes_action(p->view);
	int meant;

	if (main && main->consent)
		return answer_consent(p, main, typed);
	if (yes && word_is_yes(typed))
		return take_action(p, yes);
	if (*typed == '\0' || word_is_yes(typed) || (yes && word_is_no(typed)))
		return main ? take_action(p, main) : not_understood(p, _("Return"));
	meant = action_meant(p->view, typed);
	return meant >= 0 ? take_action(p, &p->view->actions.at[meant]) : not_understood(p, typed);
}

static struct ui_event answer_choice(struct plain *p, const char *typed)
{
	const struct block *b = &p->view->blocks.at[p->choice];
	int option, action;

	if (strcasecmp(typed, "next") == 0)
		typed = "";
	if (b->several)
		return choose_several(p, b, typed);
	option = *typed ? option_meant(b, typed) : choice_default(b);
	if (option >= 0)
		return choose_one(p, b, option);
	action = *typed ? action_meant(p->view, typed) : -1;
	if (action >= 0 && strcasecmp(p->view->actions.at[action].name, typed) == 0)
		return take_action(p, &p->view->actions.at[action]);
	return not_understood(p, typed);
}

/* ---- commands that work at every question ---- */

/* On a screen with several questions, back leads to the one before; from the first, to the screen
 * before. */
static struct ui_event do_back(struct plain *p)
{
	const struct action *back = view_find_action(p->view, ACTION_BACK);

	if (p->visit->answered.n > 0) {
		p->visit->answered.n--;
		plain_ask(p);
		return none;
	}
	if (view_can(p->view, ACTION_BACK))
		return emit_action(p, ACTION_BACK);
	if (view_can(p->view, ACTION_CLOSE))
		return emit_action(p, ACTION_CLOSE);
	return plain_answer_reply(
		p, back && back->why_not ? back->why_not
					 : _("There is no step before this one to go back to."));
}

static struct ui_event do_list(struct plain *p)
{
	plain_list(p);
	return none;
}

static struct ui_event do_repeat(struct plain *p)
{
	plain_repeat(p);
	return none;
}

static struct ui_event do_where(struct plain *p)
{
	plain_where(p);
	if (p->asking == ASKING_NOTHING)
		plain_heartbeat(p);
	else
		plain_prompt(p);
	return none;
}

static struct ui_event do_diff(struct plain *p)
{
	const struct view *v = p->view;
	bool any = false;

	for (size_t i = 0; i < v->blocks.n; i++) {
		if (v->blocks.at[i].kind != BLOCK_DIFF)
			continue;
		any = true;
		str_add(&p->out, v->blocks.at[i].diff.unified);
		if (p->out.n && p->out.at[p->out.n - 1] != '\n')
			str_add_char(&p->out, '\n');
	}
	if (!any)
		return plain_answer_reply(
			p, _("No file is changed on this page. Type list, help or quit."));
	plain_page(p, false);
	return none;
}

/* What of the page was put off, in its order. */
static struct ui_event do_more(struct plain *p)
{
	const struct view *v = p->view;
	bool any = false;

	for (size_t i = 0; i < v->blocks.n; i++) {
		struct block whole = v->blocks.at[i];

		if (!plain_puts_off(p, &whole) && !plain_half_told(&whole))
			continue;
		any = true;
		if (plain_half_told(&whole))
			whole.spoken = NULL;
		plain_add(p, whole.kind == BLOCK_STATUS
				     ? plain_block(p->burst, &whole, plain_columns(p))
				     : plain_block_at(p->burst, v, i, plain_columns(p)));
	}
	if (!any)
		return plain_answer_reply(
			p, _("This page holds nothing more. Type list, help or quit."));
	plain_page(p, false);
	return none;
}

/* "change 2": the lines of the second file. */
static struct ui_event do_change(struct plain *p, const char *which)
{
	const struct view *v = p->view;
	long wanted = strtol(which, NULL, 10), n = 0;

	for (size_t i = 0; i < v->blocks.n; i++) {
		if (v->blocks.at[i].kind != BLOCK_DIFF || ++n != wanted)
			continue;
		plain_add(p, plain_block(p->burst, &v->blocks.at[i], plain_columns(p)));
		plain_page(p, false);
		return none;
	}
	if (n)
		return plain_answer_reply(
			p, arena_fmt(p->burst, _("Type change and a number from 1 to %ld."), n));
	return plain_answer_reply(p,
				  _("No file is changed on this page. Type list, help or quit."));
}

static struct ui_event do_help(struct plain *p)
{
	return emit_action(p, ACTION_HELP);
}

static struct ui_event do_details(struct plain *p)
{
	return emit_action(p, ACTION_DETAILS);
}

static struct ui_event do_log(struct plain *p)
{
	return emit_action(p, ACTION_LOG);
}

static struct ui_event do_quit(struct plain *p)
{
	return emit_action(p, ACTION_QUIT);
}

static struct ui_event do_plain(struct plain *p)
{
	return plain_answer_reply(
		p,
		_("Plain text mode is on already. Type tui for the full screen. 'goready plain on' takes plain text at every start."));
}

static struct ui_event do_tui(struct plain *p)
{
	struct ui_environment env;
	const char *reason;

	ui_environment_read("tui", p->ui.options.in, p->ui.options.out, &env);
	if (ui_choose(&env, &reason) != UI_TUI)
		return plain_answer_reply(
			p, arena_fmt(p->burst, _("A full screen is not possible, %s."), reason));
	p->asking = ASKING_NOTHING;
	return (struct ui_event){ .kind = UI_SWITCH };
}

static struct ui_event do_brief(struct plain *p)
{
	return plain_answer_reply(p, plain_set_words(p, WORDS_BRIEF));
}

static struct ui_event do_usual(struct plain *p)
{
	return plain_answer_reply(p, plain_set_words(p, WORDS_USUAL));
}

static struct ui_event do_verbose(struct plain *p)
{
	return plain_answer_reply(p, plain_set_words(p, WORDS_VERBOSE));
}

static struct ui_event do_hints(struct plain *p, const char *rest)
{
	bool off = strcasecmp(rest, "off") == 0;

	if (!off && strcasecmp(rest, "on") != 0)
		return plain_answer_reply(p, _("Type hints off or hints on."));
	return plain_answer_reply(p, plain_set_hints(p, !off));
}

const struct plain_command plain_commands[] = {
	{ "help", do_help, NULL, true },       { "?", do_help, NULL, true },
	{ "back", do_back, NULL, false },      { "<", do_back, NULL, false },
	{ "list", do_list, NULL, false },      { "repeat", do_repeat, NULL, false },
	{ "where", do_where, NULL, true },     { "diff", do_diff, NULL, false },
	{ "change", NULL, do_change, false },  { "more", do_more, NULL, false },
	{ "details", do_details, NULL, true }, { "log", do_log, NULL, true },
	{ "brief", do_brief, NULL, true },     { "usual", do_usual, NULL, true },
	{ "verbose", do_verbose, NULL, true }, { "hints", NULL, do_hints, true },
	{ "plain", do_plain, NULL, true },     { "tui", do_tui, NULL, true },
	{ "quit", do_quit, NULL, true },       { "exit", do_quit, NULL, true },
	{ ":q", do_quit, NULL, true }, /* by habit */
	{ NULL, NULL, NULL, false },
};

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

	if (p->asking == ASKING_CHOICE && option_meant(&p->view->blocks.at[p->choice], typed) != -1)
		return typed;
	if (p->asking != ASKING_NOTHING && action_meant(p->view, typed) != -1)
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

struct ui_event plain_answer(struct plain *p, const char *line)
{
	const char *clean = text_sanitise(p->burst, bytes_of(line), sizeof(p->line), 0);
	const char *typed = str_trim(p->burst, words_narrow(p->burst, clean)), *rest;
	const struct plain_command *c = command_typed(command_word(p, typed), &rest);

	/* A terminal's late answer in the line is taken out of it; consent wants nothing but the word. */
	p->as_typed = str_equal(clean, line);
	if (!p->as_typed && !*typed)
		return not_understood(p, typed);

	if (p->rest && (!*typed || (p->question_comes && word_consents(typed)))) {
		if (*typed)
			plain_say(p, "%s",
				  _("Nothing has been changed. The question comes behind this."));
		plain_page(p, false);
		return none;
	}
	p->rest = NULL;
	if (c)
		return run_command(p, c, rest);
	if (p->asking == ASKING_CHOICE)
		return answer_choice(p, typed);
	return answer_action(p, typed);
}
