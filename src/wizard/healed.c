/* After a repair the rules are asked again: what is healed is said to be, and what stays has its reason. */
#include "wizard/wizard.h"

#include "base/i18n.h"

static const struct finding *found_in(const struct findings *all, const struct finding *finding)
{
	for (size_t i = 0; i < all->n; i++)
		if (finding_is_same(&all->at[i], finding))
			return &all->at[i];
	return NULL;
}

static const char *why_it_stays(const struct wizard *w, const struct finding *before,
				const struct finding *now)
{
	if (before && before->declined)
		return wizard_why_declined(w->mem, before);
	return now->remedy ? now->remedy : _("goready cannot repair it");
}

static void note_outcome(struct wizard *w, const struct finding *before, const struct finding *now)
{
	struct repair_outcome *outcome = list_add(w->mem, &w->outcomes);

	*outcome = (struct repair_outcome){ .finding = now ? now : before, .healed = !now };
	outcome->declined = before && before->declined;
	if (now)
		outcome->reason = why_it_stays(w, before, now);
}

void healed_check(struct wizard *w, const struct facts *facts, const struct shell_matrix *matrix)
{
	struct observed observed = w->observed;
	struct wants *wants = ARENA_NEW(w->mem, struct wants);
	struct rule_input input = { .facts = facts,
				    .observed = &observed,
				    .wants = wants,
				    .manifest = w->manifest,
				    .mem = w->mem };
	struct findings now;

	w->outcomes.n = 0;
	if (matrix) /* what a shell said before the repair may be healed */
		observed.shells = *matrix;
	if (wants_make(w->mem, facts, &w->wants_options, wants, NULL))
		return;
	now = rules_check(&input);
	for (size_t i = 0; i < w->findings.n; i++)
		if (w->findings.at[i].level > LEVEL_NOTE)
			note_outcome(w, &w->findings.at[i], found_in(&now, &w->findings.at[i]));
	for (size_t i = 0; !w->only.n && i < now.n; i++)
		if (now.at[i].level > LEVEL_NOTE && !found_in(&w->findings, &now.at[i]))
			note_outcome(w, NULL, &now.at[i]);
}

bool wizard_problem_open(const struct wizard *w)
{
	for (size_t i = 0; i < w->findings.n; i++)
		if (w->findings.at[i].level == LEVEL_PROBLEM && !w->findings.at[i].declined)
			return true;
	return false;
}

bool wizard_problem_stays(const struct wizard *w)
{
	for (size_t i = 0; i < w->outcomes.n; i++) {
		const struct repair_outcome *outcome = &w->outcomes.at[i];

		if (!outcome->healed && !outcome->declined &&
		    outcome->finding->level == LEVEL_PROBLEM)
			return true;
	}
	return false;
}
