/* A run that was begun and never ended: go on, undo it, or leave it. */
#include "common.h"

static const struct journal_run *run_of(const struct wizard *w)
{
	for (size_t i = 0; w->runs && i < w->runs->n; i++)
		if (str_equal(w->runs->at[i].id, w->undo.run))
			return &w->runs->at[i];
	return NULL;
}

/* The first change of each place is enough to know which run it was; Details has them all. */
enum { FEW = 3 };

static void say_first_changes(const struct wizard *w, struct view *v, const struct journal_run *run)
{
	struct names paths = { 0 };
	size_t more;

	for (size_t i = 0; run && i < run->effects.n; i++) {
		const struct journal_effect *effect = &run->effects.at[i];

		if (effect->done && !effect->undone && effect->path)
			list_push(v->mem, &paths, say_path(w, v, effect->path));
	}
	more = paths.n > FEW ? paths.n - FEW : 0;
	paths.n -= more;
	if (more)
		view_field(v, _("Changed"), P_("%s and %zu more", "%s and %zu more", more),
			   str_join(v->mem, &paths, _(", ")), more);
	else if (paths.n)
		view_field(v, _("Changed"), "%s", text_list(v->mem, &paths));
}

static void recover_details(const struct wizard *w, struct view *v)
{
	const struct journal_run *run = run_of(w);

	if (!run)
		return;
	view_field(v, _("Run"), _("%s, %s"), run->id, journal_when(v->mem, run));
	for (size_t i = 0; i < run->effects.n; i++) {
		const struct journal_effect *effect = &run->effects.at[i];
		/* a command of Homebrew's has none */
		const char *what = effect->path      ? say_path(w, v, effect->path)
				   : effect->formula ? effect->formula
						     : effect->step;

		if (effect->done || effect->undone)
			view_field(v, effect->undone ? _("Taken back") : _("Changed"), "%s", what);
		else
			view_field(v, _("Begun"), _("%s, perhaps not changed"), what);
	}
	view_field(v, _("Journal"), "%s", say_path(w, v, run->folder));
}

static void recover_view(const struct wizard *w, struct view *v)
{
	const struct journal_run *run = run_of(w);
	size_t done = run ? journal_changes(run) : 0;

	v->at_end = true; /* where its answers are, on a page that is too small for all of it */
	view_status(v, SAY_WARNING, _("An earlier run did not end"),
		    P_("run %s, begun %s, cut off after %zu change",
		       "run %s, begun %s, cut off after %zu changes", done),
		    run ? run->id : _("unknown"), run ? journal_when(v->mem, run) : "", done);
	say_first_changes(w, v, run);
	view_text(
		v, "%s",
		_("Going on keeps what is complete and does what is missing. Undo puts back what was there before."));
	view_action(v, ACTION_NEXT, _("Go on"), true);
	view_action(v, ACTION_UNDO, _("Undo that run"), true);
	view_action(v, ACTION_LEAVE, _("Leave it, and quit"), true);
	view_action(v, ACTION_DETAILS, _("Details"), true);
	view_action(v, ACTION_HELP, _("Help"), true);
}

static void recover_on(struct wizard *w, const struct event *event)
{
	if (event->kind != EVENT_ACTION)
		return;
	if (event->action == ACTION_NEXT) {
		w->overlays.n = 0;
		w->unfinished.goes_on = true;
		wizard_finish_earlier(w);
	} else if (event->action == ACTION_UNDO) {
		wizard_ask_undo(w, w->undo.run);
	} else if (event->action == ACTION_LEAVE) {
		leave_now(w);
	}
}

const struct screen recover_screen = {
	.id = "recover",
	.title = N_("An earlier run"),
	.view = recover_view,
	.details = recover_details,
	.on = recover_on,
	.help = N_(
		"goready was cut off, for example by a power cut. Its journal says what was done, so it can be undone exactly."),
};
