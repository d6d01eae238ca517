/* The changes as they are made, and what to do where one fails. */
#include "common.h"
#include "say_explain.h"

static void say_end(const struct wizard *w, struct view *v)
{
	const struct step_progress *failed = wizard_failed(w);

	if (failed)
		view_text(v, _("What to do: %s"), err_remedy(&failed->error));
	say_why(w->failure.why, v);
	if (w->run.result.cancelled)
		view_status(v, SAY_NOTE, _("Stopped"), "%s", _("as you asked"));
	else if (!failed && w->run.result.error.rc)
		say_error(v, _("Not finished"), &w->run.result.error);
	if (w->run.result.id && w->run.result.error.rc == RC_COMMAND)
		view_field(v, _("The command's output"), "%s/%s/log",
			   say_path(w, v, w->facts->places.runs), w->run.result.id);
	if (wizard_left_something(w))
		view_line(v, _("What was complete stays. To take it back"),
			  own_command(v->mem, "undo"));
	else
		view_text(v, "%s",
			  _("Nothing of this run is left but its journal and the downloads."));
}

static bool can_change_source(const struct step_progress *failed)
{
	const struct step *step = failed ? failed->step : NULL;
	const struct fetch_step *fetch =
		step && step->kind->fetches ? step->kind->fetches(step) : NULL;

	return fetch && fetch->sources && fetch->sources->n > 1;
}

static bool can_skip(const struct step_progress *failed)
{
	return failed && failed->step->tool != TOOL_N;
}

static void failure_actions(const struct wizard *w, struct view *v)
{
	const struct step_progress *failed = wizard_failed(w);
	enum tool_id id;

	view_action(v, ACTION_RETRY, _("Try again"), true);
	if (can_change_source(failed))
		view_action(v, ACTION_OTHER_SOURCE, _("Use another source"), true);
	if (wizard_wants_address(w, &id))
		view_action(v, ACTION_OTHER_ADDRESS,
			    id == TOOL_N ? _("Type another module proxy") : NULL, true);
	if (can_skip(failed))
		view_action(
			v, ACTION_SKIP,
			arena_fmt(v->mem, _("Go on without %s"), tool_title(failed->step->tool)),
			true);
	if (wizard_left_something(w))
		view_action(v, ACTION_UNDO, _("Undo what was done"), true);
	view_action(v, ACTION_BACK, _("Back to Review"), true);
	common_actions(v, true);
}

static bool apply_applies(const struct wizard *w)
{
	return w->plan.steps.n > 0;
}

static void apply_view(const struct wizard *w, struct view *v)
{
	struct action *stop;

	if (!wizard_is_changing(w) && say_waiting(w, v))
		return;
	say_whole_run(w, v);
	say_run_rows(w, v);
	plan_beside(w, v);
	if (wizard_is_changing(w)) {
		stop = view_action(v, ACTION_CANCEL, _("Stop"), w->phase != PHASE_STOPPING);
		stop->note = _("what is complete stays; undo takes it back");
		stop->why_not = _("It is stopping.");
		common_actions(v, true);
		return;
	}
	say_end(w, v);
	failure_actions(w, v);
}

/* ---- after a failure ---- */

static void avoid_source(struct wizard *w, const struct step_progress *failed)
{
	const struct source *source = failed->step->kind->fetches(failed->step)->source;

	if (source->part_n)
		list_push(w->mem, &w->choices.avoided, arena_strdup(w->mem, source->parts[0].url));
	wizard_log(w, _("%s is put last."), source->label);
}

static void leave_out(struct wizard *w, enum tool_id tool)
{
	w->choices.method[tool] = METHOD_KEEP;
	w->choices.method_chosen[tool] = true;
	wizard_log(w, _("Going on without %s."), tool_title(tool));
}

static void apply_on(struct wizard *w, const struct event *event)
{
	const struct step_progress *failed = wizard_failed(w);
	enum tool_id id;

	if (event->kind != EVENT_ACTION || w->phase != PHASE_CHANGED)
		return;
	if (event->action == ACTION_RETRY) {
		wizard_try_again(w);
	} else if (event->action == ACTION_OTHER_SOURCE && can_change_source(failed)) {
		avoid_source(w, failed);
		wizard_try_again(w);
	} else if (event->action == ACTION_OTHER_ADDRESS && wizard_wants_address(w, &id)) {
		w->failure.refused = NULL;
		list_push(w->mem, &w->overlays, SCREEN_ADDRESS);
	} else if (event->action == ACTION_BACK) {
		wizard_review_again(w);
	} else if (event->action == ACTION_SKIP && can_skip(failed)) {
		leave_out(w, failed->step->tool);
		wizard_try_again(w);
	} else if (event->action == ACTION_UNDO && wizard_left_something(w)) {
		wizard_ask_undo(w, w->run.result.id);
	}
}

const struct screen apply_screen = {
	.id = "apply",
	.title = N_("Apply"),
	.routes = CHANGING_ROUTES,
	.applies = apply_applies,
	.view = apply_view,
	.details = say_every_step,
	.on = apply_on,
	.help = N_(
		"The changes are made. Steps that do not need each other run side by side.\n"
		"Stop ends them safely. What was there before is kept, and can be put back.\n"
		"Where a step fails, the others go on as far as they can do without it. Then you choose: try again, another address, without it, undo, or back to Review."),
};
