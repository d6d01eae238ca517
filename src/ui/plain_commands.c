/* The commands that can be typed at every question, whatever is asked. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "ui/plain_private.h"

static const struct ui_event none = { .kind = UI_NONE };

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
		return plain_emit(p, ACTION_BACK);
	if (view_can(p->view, ACTION_CLOSE))
		return plain_emit(p, ACTION_CLOSE);
	return plain_reply(p, back && back->why_not
				      ? back->why_not
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
		return plain_reply(p,
				   _("No file is changed on this page. Type list, help or quit."));
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
		return plain_reply(p, _("This page holds nothing more. Type list, help or quit."));
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
		return plain_reply(
			p, arena_fmt(p->burst, _("Type change and a number from 1 to %ld."), n));
	return plain_reply(p, _("No file is changed on this page. Type list, help or quit."));
}

static struct ui_event do_help(struct plain *p)
{
	return plain_emit(p, ACTION_HELP);
}

static struct ui_event do_details(struct plain *p)
{
	return plain_emit(p, ACTION_DETAILS);
}

static struct ui_event do_log(struct plain *p)
{
	return plain_emit(p, ACTION_LOG);
}

static struct ui_event do_quit(struct plain *p)
{
	return plain_emit(p, ACTION_QUIT);
}

static struct ui_event do_plain(struct plain *p)
{
	return plain_reply(
		p,
		_("Plain text mode is on already. Type tui for the full screen. 'goready plain on' takes plain text at every start."));
}

static struct ui_event do_tui(struct plain *p)
{
	struct ui_environment env;
	const char *reason;

	ui_environment_read("tui", p->ui.options.in, p->ui.options.out, &env);
	if (ui_choose(&env, &reason) != UI_TUI)
		return plain_reply(
			p, arena_fmt(p->burst, _("A full screen is not possible, %s."), reason));
	p->asking = ASKING_NOTHING;
	return (struct ui_event){ .kind = UI_SWITCH };
}

static struct ui_event do_brief(struct plain *p)
{
	return plain_reply(p, plain_set_words(p, WORDS_BRIEF));
}

static struct ui_event do_usual(struct plain *p)
{
	return plain_reply(p, plain_set_words(p, WORDS_USUAL));
}

static struct ui_event do_verbose(struct plain *p)
{
	return plain_reply(p, plain_set_words(p, WORDS_VERBOSE));
}

static struct ui_event do_hints(struct plain *p, const char *rest)
{
	bool off = strcasecmp(rest, "off") == 0;

	if (!off && strcasecmp(rest, "on") != 0)
		return plain_reply(p, _("Type hints off or hints on."));
	return plain_reply(p, plain_set_hints(p, !off));
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
