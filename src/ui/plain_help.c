/* What can be typed in plain mode, told in few lines: they are heard, and help should fit one page. */
#include "base/i18n.h"
#include "ui/plain_private.h"

void help_add_typed(struct view *help)
{
	static const char *const lines[] = {
		N_("back or <: the question before; help or ?: this page; quit, exit or :q: the end."),
		N_("repeat: the page again; list: each answer in full; where: the step."),
		N_("more, details, log: what was not said; diff, change 1: the changes to files."),
		N_("brief, usual, verbose: how much is said; hints off, hints on: how to answer."),
		N_("tui: the full screen; plain: how to have plain text at every start."),
	};

	view_heading(help, _("Words to type in plain text"));
	view_text(help, "%s", _(lines[0]));
	for (size_t i = 1; i < sizeof(lines) / sizeof(lines[0]); i++)
		view_more(help, "%s", _(lines[i]));
}
