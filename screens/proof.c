/* The proof as it goes: each check, and what to do where one says no. */
#include "common.h"
#include "say_explain.h"

static void say_verdict(struct view *v, const struct verdict *verdict)
{
	view_status(v, verdict->ok ? SAY_OK : SAY_PROBLEM,
		    verdict->title ? verdict->title : verdict->id, "%s",
		    verdict->evidence && !verdict->ok ? verdict->evidence : "")
		->later = verdict->ok; /* that it was begun was said, and Done counts them */
	if (!verdict->ok && verdict->remedy)
		view_text(v, _("What to do: %s"), verdict->remedy);
}

static void say_verdicts(const struct wizard *w, struct view *v)
{
	for (size_t i = 0; i < w->proof.verdicts.n; i++)
		say_verdict(v, &w->proof.verdicts.at[i]);
}

/* What it will check stands there from the start. */
static void say_checks_to_come(const struct wizard *w, struct view *v)
{
	size_t done = w->proof.verdicts.n;
	const char *title;

	for (size_t i = done; (title = proof_step_at("hello", i)); i++)
		view_status(v, i == done ? SAY_WORKING : SAY_WAITING, title, "%s", "")->later =
			i > done;
}

/* A run can be stopped; the proof by itself is not worth it. */
static void say_how_it_ends(const struct wizard *w, struct view *v)
{
	if (wizard_is_changing(w)) {
		view_action(v, ACTION_CANCEL, _("Stop"), w->phase == PHASE_CHANGING)->why_not =
			_("It is stopping.");
		return;
	}
	view_text(v, "%s", _("It ends by itself, in a minute or two."));
	v->blocks.at[v->blocks.n - 1].later = true;
}

static void say_running(const struct wizard *w, struct view *v)
{
	view_text(v, "%s",
		  _("A small gRPC program is generated, built and run in a temporary folder."));
	v->blocks.at[v->blocks.n - 1].later = true; /* help says it at more length */
	say_whole_run(w, v);
	say_verdicts(w, v);
	say_checks_to_come(w, v);
	say_how_it_ends(w, v);
	common_actions(v, true);
}

static void say_failed(const struct wizard *w, struct view *v)
{
	say_verdicts(w, v);
	say_why(w->failure.why, v);
	if (w->proof.error.rc)
		say_error(v, _("Not proven"), &w->proof.error);
	else if (w->run.result.error.rc && w->proof.verdicts.n == 0)
		say_error(v, _("Not finished"), &w->run.result.error);
	if (w->phase == PHASE_CHANGED)
		view_line(v, _("What was installed stays. To take it back"),
			  own_command(v->mem, "undo"));
	view_action(v, ACTION_RETRY,
		    wizard_has_opened(w) ? _("Look at what is open now") : _("Prove it again"),
		    true);
	if (w->phase == PHASE_CHANGED && w->run.result.id)
		view_action(v, ACTION_UNDO, _("Undo what was done"), true);
	next_and_back(w, v);
}

static const char *time_taken(struct arena *mem, int ms)
{
	return ms < 1000 ? arena_fmt(mem, _("%d ms"), ms)
			 : arena_fmt(mem, _("%d.%d s"), ms / 1000, ms % 1000 / 100);
}

void say_verdict_in_full(struct view *v, const struct verdict *verdict)
{
	view_status(v, verdict->ok ? SAY_OK : SAY_PROBLEM,
		    verdict->title ? verdict->title : verdict->id, "%s",
		    time_taken(v->mem, verdict->ms))
		->apart = true;
	if (verdict->command.n)
		view_command(v, _("Command"), &verdict->command);
	if (verdict->evidence)
		view_field(v, _("Seen"), "%s", verdict->evidence);
}

static bool plan_proves(const struct wizard *w)
{
	for (size_t i = 0; i < w->plan.steps.n; i++)
		if (w->plan.steps.at[i].kind->flags & STEP_PROVES)
			return true;
	return false;
}

/* One that failed is to be tried again, whatever else is left to do. */
static bool proof_applies(const struct wizard *w)
{
	return w->route == ROUTE_PROVE || plan_proves(w) ||
	       (w->proof.ended && !wizard_proven(w) && w->undo.progress != UNDO_DONE);
}

static void proof_view(const struct wizard *w, struct view *v)
{
	if (!w->proof.ended || w->waiting_for)
		say_running(w, v);
	else
		say_failed(w, v);
	plan_beside(w, v);
}

static void proof_on(struct wizard *w, const struct event *event)
{
	if (event->kind != EVENT_ACTION || wizard_is_changing(w))
		return;
	if (event->action == ACTION_RETRY && wizard_has_opened(w)) {
		wizard_review_again(w);
	} else if (event->action == ACTION_RETRY) {
		w->proof.verdicts.n = 0;
		w->proof.ended = false;
		wizard_wish(w, WISH_PROVE, _("Proving the toolchain"));
	} else if (event->action == ACTION_UNDO && w->phase == PHASE_CHANGED && w->run.result.id) {
		wizard_ask_undo(w, w->run.result.id);
	}
}

const struct screen proof_screen = {
	.id = "proof",
	.title = N_("Proof"),
	.routes = CHANGING_ROUTES | ON_ROUTE(ROUTE_PROVE),
	.applies = proof_applies,
	.view = proof_view,
	.details = say_outcome_in_full,
	.on = proof_on,
	.help = N_(
		"A small gRPC project is generated from a .proto file, checked, built, started and called, as a new terminal would do it.\n"
		"It happens in a temporary folder."),
};
