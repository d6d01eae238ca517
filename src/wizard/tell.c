#include "wizard/tell.h"

#include "base/i18n.h"
#include "base/own_name.h"
#include "wizard/estimate.h"

static size_t complete_steps(const struct wizard *w)
{
	size_t n = 0;

	for (size_t i = 0; i < w->run.progress.n; i++)
		n += w->run.progress.at[i].state == STATE_DONE;
	return n;
}

bool wizard_left_something(const struct wizard *w)
{
	return w->phase == PHASE_CHANGED && w->run.result.id && !w->run.result.rolled_back &&
	       complete_steps(w) > 0;
}

enum outcome wizard_outcome(const struct wizard *w)
{
	if (w->undo.progress == UNDO_DONE && w->undo.failed)
		return OUTCOME_PARTLY_TAKEN_BACK;
	if (w->undo.progress == UNDO_DONE) /* of the last run; an earlier one is another */
		return w->run.left_something ? OUTCOME_STAYS : OUTCOME_TAKEN_BACK;
	if (w->undo.progress == UNDO_UNDER_WAY || wizard_is_changing(w))
		return OUTCOME_UNDER_WAY;
	if (wizard_left_something(w) || w->run.left_something)
		return OUTCOME_STAYS;
	if (w->phase == PHASE_CHANGED && w->run.result.id)
		return OUTCOME_TAKEN_BACK;
	return OUTCOME_NOTHING_CHANGED;
}

const char *tell_where(const struct wizard *w)
{
	switch (wizard_outcome(w)) {
	case OUTCOME_NOTHING_CHANGED:
		return w->recorded ? _("This is a rehearsal: nothing is changed.")
				   : _("Nothing is changed yet.");
	case OUTCOME_UNDER_WAY:
		return w->undo.progress == UNDO_UNDER_WAY ? _("The changes are being taken back.")
							  : _("Changes are being made.");
	case OUTCOME_STAYS:
		return w->run.result.ok && w->undo.progress != UNDO_DONE
			       ? _("The changes are made; undo takes them back.")
			       : _("What is complete stays; undo takes it back.");
	case OUTCOME_TAKEN_BACK:
		return _("What had been changed was taken back.");
	case OUTCOME_PARTLY_TAKEN_BACK:
		return _("Not everything was taken back yet.");
	}
	return NULL;
}

const char *tell_stopped(const struct wizard *w, const char **ret_words)
{
	*ret_words = NULL;
	switch (wizard_outcome(w)) {
	case OUTCOME_NOTHING_CHANGED:
		return _("Stopped. Nothing was changed.");
	case OUTCOME_TAKEN_BACK:
		return _("Stopped. What had been changed was taken back.");
	case OUTCOME_PARTLY_TAKEN_BACK:
		*ret_words = "undo";
		return _("Stopped. Not everything was taken back yet. To go on:");
	case OUTCOME_UNDER_WAY:
	case OUTCOME_STAYS:
		break;
	}
	*ret_words = "undo";
	return _("Stopped. What is complete stays. To take it back:");
}

static const char *what_stays(const struct wizard *w, struct arena *mem)
{
	const char *undo = own_command(mem, "undo");

	if (!wizard_left_something(w) || w->undo.progress == UNDO_DONE) /* an earlier try did */
		return arena_fmt(mem, _("Input ended. To take back what was changed: %s"), undo);
	return arena_fmt(
		mem,
		_("Input ended. %zu of %zu steps are complete and stay. To take them back: %s"),
		complete_steps(w), w->run.progress.n, undo);
}

const char *tell_input_ended(const struct wizard *w, struct arena *mem)
{
	switch (wizard_outcome(w)) {
	case OUTCOME_NOTHING_CHANGED:
		return _("Input ended. Nothing was changed.");
	case OUTCOME_TAKEN_BACK:
		return _("Input ended. What had been changed was taken back.");
	case OUTCOME_PARTLY_TAKEN_BACK:
		return arena_fmt(mem,
				 _("Input ended. Not everything was taken back yet. To go on: %s"),
				 own_command(mem, "undo"));
	case OUTCOME_UNDER_WAY:
	case OUTCOME_STAYS:
		break;
	}
	return what_stays(w, mem);
}

const char *tell_under_way(const struct wizard *w, struct arena *mem)
{
	struct names moving = { 0 };
	bool failed = false;

	for (size_t i = 0; wizard_is_changing(w) && i < w->run.progress.n; i++) {
		const struct step_progress *progress = &w->run.progress.at[i];

		if (progress->state == STATE_STARTED || progress->state == STATE_PROGRESS)
			list_push(mem, &moving, step_summary(progress->step, progress->otherwise));
		failed |= progress->state == STATE_FAILED || progress->state == STATE_CANCELLED;
	}
	if (failed && !moving.n)
		return _("Taking back what this run had changed");
	if (wizard_is_warming(w))
		return _("Compiling what the proof needs");
	return moving.n ? text_list(mem, &moving) : w->waiting_for;
}

const char *tell_end(const struct wizard *w)
{
	if (!wizard_proven(w))
		return _("Every step is complete. Nothing was proven.");
	return wizard_problem_stays(w)
		       ? _("What was to be done is in place and proven. A problem stays.")
		       : _("Everything is in place and proven.");
}
