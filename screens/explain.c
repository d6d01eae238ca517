/* An error text is pasted here; then what it means on this machine, and the way to its repair. */
#include "common.h"
#include "say_explain.h"

static const char *explain_end(const struct wizard *w)
{
	if (w->explaining.repairing && (!w->plan_ok || !w->plan.steps.n))
		return _("goready cannot repair this by itself.");
	if (wizard_can_repair_explained(w))
		return _("goready can repair this; it shows everything first.");
	return say_explain_end(w->explaining.answer, false);
}

static void offer_what_follows(const struct wizard *w, struct view *v)
{
	bool failed = w->explaining.repairing && !w->plan.steps.n;

	if (wizard_can_repair_explained(w) && !failed)
		view_action(v, ACTION_REPAIR, NULL, true);
	if (wizard_can_look_further(w))
		view_action(v, ACTION_LOOK,
			    _("Look further: try the download addresses, start your shells"), true);
	view_action(v, ACTION_ANOTHER, NULL, true);
}

static void ask_for_text(struct view *v)
{
	view_text(
		v, "%s",
		_("goready compares it with this machine. Nothing is sent anywhere, and nothing is changed."));
	view_box(v, "error-text", _("What did the terminal say?"));
}

static void explain_view(const struct wizard *w, struct view *v)
{
	const struct explanation *x = w->explaining.answer;

	if (say_waiting(w, v))
		return;
	if (x) {
		say_explanation_in_short(x, explain_end(w), v);
		offer_what_follows(w, v);
	} else {
		ask_for_text(v);
	}
	if (wizard_back_of(w, w->at) != SCREEN_NONE)
		view_action(v, ACTION_BACK, NULL, true);
	common_actions(v, x != NULL);
}

static void explain_details(const struct wizard *w, struct view *v)
{
	if (w->explaining.answer)
		say_why_ruled_out(w->explaining.answer, v);
	say_all_findings(w, v);
}

static void explain_on(struct wizard *w, const struct event *event)
{
	if (event->kind == EVENT_TEXT && str_equal(event->pasted.box, "error-text"))
		wizard_explain(w, event->pasted.text);
	if (event->kind != EVENT_ACTION || !w->explaining.answer)
		return;
	if (event->action == ACTION_REPAIR && wizard_can_repair_explained(w))
		wizard_repair_explained(w);
	else if (event->action == ACTION_LOOK && wizard_can_look_further(w))
		wizard_look_further(w);
	else if (event->action == ACTION_ANOTHER)
		wizard_explain_another(w);
}

static bool explain_applies(const struct wizard *w)
{
	return w->route == ROUTE_EXPLAIN || w->explaining.repairing;
}

const struct screen explain_screen = {
	.id = "explain",
	.title = N_("Explain an error"),
	.routes = ON_ROUTE(ROUTE_EXPLAIN) | ON_ROUTE(ROUTE_RECOMMENDED),
	.applies = explain_applies,
	.view = explain_view,
	.details = explain_details,
	.on = explain_on,
	.help = N_(
		"Paste what the terminal said, several lines if need be, or a command of an article.\n"
		"goready says which known causes hold on this machine and why, and what to do.\n"
		"'goready explain' does the same without the wizard."),
};
