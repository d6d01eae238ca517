/* Help, log and quit: over any screen. */
#include "common.h"

static void help_view(const struct wizard *w, struct view *v)
{
	const struct screen *screen = wizard_screen_at(w, w->read_over);
	bool others = w->no_letters && screen->help_without_letters;
	const char *text = others ? screen->help_without_letters : screen->help;
	struct names parts = str_split(v->mem, _(text), '\n');

	v->keys = true;
	view_heading(v, _(screen->title));
	for (size_t i = 0; i < parts.n; i++)
		if (*parts.at[i])
			view_text(v, "%s", parts.at[i]);
	view_heading(v, _("Everywhere"));
	view_text(
		v, "%s",
		_("Back keeps your choices. Details says everything about this screen. Nothing is changed before you say yes at Review, and quitting before that leaves all as it is."));
	view_action(v, ACTION_CLOSE, _("Close"), true);
}

/* What ends with another program's words, or an error, is none. */
static bool is_sentence(const char *text)
{
	static const char *const ends[] = { ".", "!", "?", "。", "！", "？" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (str_ends(text, ends[i]))
			return true;
	return false;
}

/* The time stands in front where it is seen, and at the end where it is heard. */
static void say_log_line(struct view *v, const struct log_line *line, bool one_line)
{
	struct block *row;

	if (!*line->at) {
		view_text(v, "%s", line->text);
		return;
	}
	row = view_field(v, line->at, "%s", line->text);
	row->listed = true;
	row->one_line = one_line;
	row->spoken = arena_fmt(v->mem, is_sentence(row->text) ? _("%s At %s.") : _("%s. At %s."),
				row->text, line->at);
}

static void log_view(const struct wizard *w, struct view *v)
{
	v->at_end = true;
	if (w->log.n == 0)
		view_text(v, "%s", _("Nothing has happened yet."));
	for (size_t i = 0; i < w->log.n; i++)
		say_log_line(v, &w->log.at[i], true);
	view_action(v, ACTION_CLOSE, _("Close"), true);
	view_action(v, ACTION_DETAILS, _("Details"), true);
}

/* Nothing of a line is cut there. */
static void log_details(const struct wizard *w, struct view *v)
{
	v->at_end = true;
	for (size_t i = 0; i < w->log.n; i++)
		say_log_line(v, &w->log.at[i], false);
}

static void quit_view(const struct wizard *w, struct view *v)
{
	struct action *stop;

	plan_beside(w, v);
	if (wizard_is_changing(w)) {
		view_text(
			v, "%s",
			_("Changes are being made. Stop ends them safely; you can then undo what was done."));
		view_action(v, ACTION_CLOSE, _("Go on with the changes"), true);
		stop = view_action(v, ACTION_CANCEL, _("Stop the changes"),
				   w->phase != PHASE_STOPPING);
		stop->why_not = _("It is stopping.");
		stop->yes = true;
		return;
	}
	if (w->undo.progress == UNDO_UNDER_WAY) {
		view_text(
			v, "%s",
			_("The changes are being taken back. What is not taken back yet stays, until undo is run again."));
		view_action(v, ACTION_CLOSE, _("Go on taking back"), true);
		view_action(v, ACTION_QUIT, _("Quit, and leave the rest"), true)->yes = true;
		return;
	}
	view_text(
		v, "%s",
		w->run.left_something
			? _("What an earlier try completed stays. Your choices here are forgotten.")
			: _("Nothing was changed. Your choices here are forgotten."));
	view_action(v, ACTION_CLOSE, _("Stay"), true);
	view_action(v, ACTION_QUIT, _("Quit"), true)->yes = true;
}

const struct screen help_screen = {
	.id = "help",
	.title = N_("Help"),
	.view = help_view,
	.help = N_("Close leads back."),
};

const struct screen log_screen = {
	.id = "log",
	.title = N_("What happened so far"),
	.view = log_view,
	.details = log_details,
	.help = N_("Close leads back."),
};

const struct screen quit_screen = {
	.id = "quit",
	.title = N_("Quit?"),
	.view = quit_view,
	.help = N_("Close leads back."),
};
