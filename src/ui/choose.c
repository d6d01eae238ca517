/* Which front end: the order of precedence is one table's worth of ifs, without a look at the
 * system. */
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/descriptor.h"
#include "base/words.h"
#include "ui/ui_private.h"

/* Why a full screen cannot be; NULL where it can. */
static const char *obstacle(const struct ui_environment *env)
{
	if (!env->in_tty)
		return _("because standard input is not a terminal");
	if (env->in_deaf)
		return _("because the terminal was opened as /dev/tty, which cannot be waited for");
	if (!env->out_tty)
		return _("because standard output is not a terminal");
	if (!env->term || !*env->term)
		return _("because TERM is not set");
	if (str_equal(env->term, "dumb"))
		return _("because TERM is dumb");
	if (!env->term_can)
		return _("because this terminal cannot show a full screen");
	return NULL;
}

static bool names_front_end(const char *value, const char *name)
{
	return value && strcasecmp(value, name) == 0;
}

static enum ui_kind decide(const struct ui_environment *env, const char **ret_reason)
{
	const char *why_not = obstacle(env);

	if (str_equal(env->flag, "plain")) {
		*ret_reason = _("from --plain");
		return UI_PLAIN;
	}
	if (!str_equal(env->flag, "tui") && names_front_end(env->goready_ui, "plain")) {
		*ret_reason = _("from GOREADY_UI");
		return UI_PLAIN;
	}
	if (why_not) { /* a wish for a full screen does not make one possible */
		*ret_reason = why_not;
		return UI_PLAIN;
	}
	if (str_equal(env->flag, "tui") || names_front_end(env->goready_ui, "tui")) {
		*ret_reason = env->flag ? _("from --tui") : _("from GOREADY_UI");
		return UI_TUI;
	}
	*ret_reason = env->remembered                   ? _("from 'goready plain on'")
		      : value_is_on(env->accessible)    ? _("from ACCESSIBLE")
		      : value_is_on(env->gh_accessible) ? _("from GH_ACCESSIBLE_PROMPTER")
		      : str_equal(env->term_program, "AccessTerm") ? _("from TERM_PROGRAM")
								   : NULL;
	if (*ret_reason)
		return UI_PLAIN;
	*ret_reason = _("because this terminal can show it");
	return UI_TUI;
}

enum ui_kind ui_choose(const struct ui_environment *env, const char **ret_reason)
{
	const char *reason;
	enum ui_kind kind = decide(env, &reason);

	if (ret_reason)
		*ret_reason = reason;
	return kind;
}

void ui_environment_read(const char *flag, int in, int out, struct ui_environment *ret)
{
	*ret = (struct ui_environment){
		.flag = flag,
		.goready_ui = getenv("GOREADY_UI"),
		.accessible = getenv("ACCESSIBLE"),
		.gh_accessible = getenv("GH_ACCESSIBLE_PROMPTER"),
		.term_program = getenv("TERM_PROGRAM"),
		.term = getenv("TERM"),
		.in_tty = isatty(in),
		.out_tty = isatty(out),
	};
	ret->in_deaf = ret->in_tty && !fd_can_be_polled(in);
	ret->term_can = ret->out_tty && ret->term && tui_terminal_name(ret->term, out);
}

bool ui_wants_no_letters(void)
{
	const char *keys = getenv("GOREADY_KEYS");

	return keys && strcasecmp(keys, "arrows") == 0;
}

bool ui_wants_colour(bool no_color_flag)
{
	const char *no_color = getenv("NO_COLOR"); /* no-color.org: present and not empty */

	return !no_color_flag && !(no_color && *no_color) &&
	       !value_is_on(getenv("GOREADY_NO_COLOR"));
}
