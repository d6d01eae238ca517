/* Everything about the screen below: full commands, checksums, candidates, evidence. */
#include "common.h"

/* ---- steps ---- */

static const char *undo_text(const struct step *step)
{
	switch (step->undo) {
	case UNDO_EXACT:
		return _("exactly, byte for byte");
	case UNDO_COMMAND:
		return _("by a command that is then checked");
	case UNDO_STAYS:
		break;
	}
	return _("nothing of it is left when the run has ended");
}

void say_step(const struct wizard *w, struct view *v, const struct step *step)
{
	struct step_page page = step_page(w, v);

	view_heading(v, step->summary);
	if (step->why)
		view_field(v, _("Why"), "%s", step->why);
	step->kind->details(&page, step);
	if (step->undo != UNDO_STAYS || !step->stays)
		view_field(v, _("Undone"), "%s", undo_text(step));
	if (step->stays)
		view_field(v, _("What stays"), "%s", step->stays);
}

void say_every_step(const struct wizard *w, struct view *v)
{
	for (size_t i = 0; i < w->plan.steps.n; i++)
		say_step(w, v, &w->plan.steps.at[i]);
}

void say_all_findings(const struct wizard *w, struct view *v)
{
	for (int topic = 0; topic < TOPIC_N; topic++) {
		enum topic one[] = { (enum topic)topic, TOPIC_N };

		if (wizard_has_findings(w, (enum topic)topic))
			say_findings_in_full(w, v, one);
	}
}

static const char *answer_text(const struct wizard *w, struct view *v, const struct resolved *row)
{
	struct names found = { 0 };

	if (row->timed_out)
		return _("did not answer in time");
	if (row->inherits)
		return _("takes over what started it");
	if (resolved_lacks_terminal(w->facts, row))
		return _("not known: a start file goes on only in a real terminal");
	tools_each (id)
		if (row->tool[id])
			list_push(v->mem, &found, say_path(w, v, row->tool[id]));
	return found.n ? text_list(v->mem, &found) : _("none of the four tools");
}

/* What each shell found in each way it can be started. */
void say_shell_matrix(const struct wizard *w, struct view *v, const struct shell_matrix *matrix)
{
	if (matrix->n)
		view_heading(v, _("What new shells find"));
	for (size_t i = 0; i < matrix->n; i++) {
		const struct resolved *row = &matrix->at[i];

		if (row->asked)
			view_field(v,
				   arena_fmt(v->mem, _("%s, %s"), shell_name(row->shell),
					     shell_mode_name(row->mode)),
				   "%s", answer_text(w, v, row));
		if (row->asked && row->complaint)
			view_field(v, _("It complained"), "%s", row->complaint);
	}
}

static void details_view(const struct wizard *w, struct view *v)
{
	const struct screen *screen = wizard_screen_at(w, w->read_over);
	size_t before = v->blocks.n;

	if (screen->details)
		screen->details(w, v);
	else
		say_all_findings(w, v);
	if (v->blocks.n == before)
		view_text(v, "%s", _("There is nothing more to say here."));
	view_action(v, ACTION_CLOSE, _("Close"), true);
}

const struct screen details_screen = {
	.id = "details",
	.title = N_("Details"),
	.view = details_view,
	.help = N_("Close leads back."),
};
