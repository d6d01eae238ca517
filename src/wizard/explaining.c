/* From an error text to its causes on this machine, and from those to their repair. */
#include "base/i18n.h"
#include "wizard/wizard.h"

static void read_again(struct wizard *w)
{
	w->explaining.answer = NULL;
	wizard_wish(w, WISH_EXPLAIN, _("Comparing the text with this machine"));
}

void wizard_explain(struct wizard *w, struct bytes text)
{
	w->explaining.text =
		(struct bytes){ arena_strndup(w->mem, text.at ? text.at : "", text.n), text.n };
	read_again(w);
}

void wizard_explain_another(struct wizard *w)
{
	explaining_end(w);
	w->route = ROUTE_EXPLAIN;
	w->explaining.answer = NULL;
}

void explaining_on(struct wizard *w, const struct event *event)
{
	w->waiting_for = NULL;
	w->explaining.answer = event->explained;
}

static bool is_repaired(const struct hypothesis *h)
{
	return h->verdict == HYPOTHESIS_HOLDS && h->finding && h->finding->automatic;
}

bool wizard_can_repair_explained(const struct wizard *w)
{
	const struct explanation *x = w->explaining.answer;

	for (size_t i = 0; x && i < x->hypotheses.n; i++)
		if (is_repaired(&x->hypotheses.at[i]))
			return true;
	return false;
}

bool wizard_is_cause(const struct wizard *w, const struct finding *f)
{
	const struct explanation *x = w->read_over == SCREEN_EXPLAIN ? w->explaining.answer : NULL;

	for (size_t i = 0; x && i < x->hypotheses.n; i++) {
		const struct hypothesis *h = &x->hypotheses.at[i];

		if (h->verdict == HYPOTHESIS_HOLDS && h->finding && finding_is_same(h->finding, f))
			return true;
	}
	return false;
}

void wizard_repair_explained(struct wizard *w)
{
	const struct explanation *x = w->explaining.answer;
	struct names ids = { 0 };

	for (size_t i = 0; i < x->hypotheses.n; i++)
		if (is_repaired(&x->hypotheses.at[i]) &&
		    !names_hold(&ids, x->hypotheses.at[i].finding->rule->id))
			list_push(w->mem, &ids, x->hypotheses.at[i].finding->rule->id);
	if (!w->explaining.repairing) {
		w->explaining.mode = w->mode;
		w->explaining.only = w->only;
	}
	w->explaining.repairing = true;
	w->mode = WIZARD_FIX;
	w->only = ids;
	wizard_replan(w);
	if (!w->plan_ok || !w->plan.steps.n)
		return; /* the page says so */
	w->route = ROUTE_RECOMMENDED;
	route_arrive(w);
}

void explaining_end(struct wizard *w)
{
	if (!w->explaining.repairing)
		return;
	w->explaining.repairing = false;
	w->mode = w->explaining.mode;
	w->only = w->explaining.only;
	wizard_replan(w);
	w->route = wizard_best_route(w);
}

bool wizard_can_look_further(const struct wizard *w)
{
	const struct explanation *x = w->explaining.answer;

	for (size_t i = 0; x && !w->looked && i < x->hypotheses.n; i++)
		if (x->hypotheses.at[i].verdict == HYPOTHESIS_NOT_LOOKED)
			return true;
	return false;
}

void wizard_look_further(struct wizard *w)
{
	w->heading_for = SCREEN_EXPLAIN;
	wizard_wish(w, WISH_LOOK, _("Trying the download addresses and asking your shells"));
}
