/* A run that was begun and never ended: go on, undo it, or leave it. */
#include "common.h"

static const struct journal_run *run_of(const struct wizard *w)
{
	for (size_t i = 0; w->runs && i < w->runs->n; i++)
		if (str_equal(w->runs->at[i].id, w->undo.run))
			return &w->runs->at[i];
	return NULL;
}

static void recover_view(const struct wizard *w, struct view *v)
{
	const struct journal_run *run = run_of(w);
	size_t done = 0;

	for (size_t i = 0; run && i < run->effects.n; i++)
		done += run->effects.at[i].done && !run->effects.at[i].undone;
	view_status(v, SAY_WARNING, _("An earlier run did not end"), _("it is named %s"),
		    run ? run->id : _("unknown"));
	view_text(v,
		  P_("It made %zu change, and was then cut off.",
		     "It made %zu changes, and was then cut off.", done),
		  done);
	view_text(
		v, "%s",
		_("Going on keeps what is complete and does what is missing. Undo puts back what was there before."));
	view_action(v, ACTION_NEXT, _("Go on"), true);
	view_action(v, ACTION_UNDO, _("Undo that run"), true);
	view_action(v, ACTION_LEAVE, _("Leave it, and quit"), true);
	view_action(v, ACTION_HELP, _("Help"), true);
}

static void recover_on(struct wizard *w, const struct event *event)
{
	if (event->kind != EVENT_ACTION)
		return;
	if (event->action == ACTION_NEXT)
		w->overlays.n = 0;
	else if (event->action == ACTION_UNDO)
		wizard_ask_undo(w, w->undo.run);
	else if (event->action == ACTION_LEAVE)
		leave_now(w);
}

const struct screen recover_screen = {
	.id = "recover",
	.title = N_("An earlier run"),
	.view = recover_view,
	.on = recover_on,
	.help = N_(
		"goready was cut off, for example by a power cut. Its journal says what was done, so it can be undone exactly."),
};
