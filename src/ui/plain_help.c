/* What can be typed in plain mode, told in few sentences: a list of twenty words helps no listener. */
#include "base/i18n.h"
#include "ui/plain_private.h"

void help_add_typed(struct view *help)
{
	static const struct {
		const char *label, *words;
	} rows[] = {
		{ N_("Move"),
		  N_("back or < leads to the question before, help or ? to this page, log to what happened so far; quit or exit ends goready, and asks first") },
		{ N_("Hear again"),
		  N_("repeat says the page, list the question with all about its answers, where the step and what you answered") },
		{ N_("Hear more"),
		  N_("more says what was put off, details everything about the page, diff the changes to files, change 1 those to the first one") },
		{ N_("Hear less"),
		  N_("brief, usual or verbose is how much is said, hints off or hints on whether how to answer is") },
		{ N_("Mode"),
		  N_("tui leads to the full screen, and plain says how plain text is there at every start") },
	};

	view_heading(help, _("Words to type in plain text"));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		view_field(help, _(rows[i].label), "%s", _(rows[i].words));
}
