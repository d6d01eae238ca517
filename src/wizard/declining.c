/* Findings that the user wants left as they are: no repair of them is planned, nor of what follows from them. */
#include "wizard/wizard.h"

#include <string.h>

#include "base/i18n.h"
#include "base/own_name.h"

const char *wizard_finding_key(struct arena *mem, const struct finding *f)
{
	const char *kind, *name = NULL;

	(void)finding_about(f, &kind, &name);
	return name ? arena_fmt(mem, "%s %s", f->rule->id, name) : f->rule->id;
}

/* `key`: a rule's id for all findings of it, or one finding's own. */
static bool is_meant(struct arena *mem, const char *key, const struct finding *f)
{
	return str_equal(key, f->rule->id) || str_equal(key, wizard_finding_key(mem, f));
}

/* In a set-up, tools are chosen by their own question. */
static bool is_repair_in_place(const struct finding *f)
{
	return f->level == LEVEL_PROBLEM &&
	       (f->heal == HEAL_UNSET || f->heal == HEAL_SET || f->heal == HEAL_PATH_ENTRY ||
		f->heal == HEAL_LINES || f->heal == HEAL_EDITOR || f->heal == HEAL_MODE);
}

/* "Leave it out" is said where the tool is asked about, and then the rule knows of no repair. */
static bool is_left_by_method(const struct wizard *w, const struct finding *f)
{
	return w->mode == WIZARD_FIX && f->level > LEVEL_NOTE && f->tool < TOOL_N &&
	       !f->automatic && w->choices.method_chosen[f->tool] &&
	       w->choices.method[f->tool] == METHOD_KEEP &&
	       !wants_kept(&w->wants, w->facts, f->tool);
}

/* `go install` has no go to be typed to, since there is to be none. */
static const struct finding *its_go_declined(const struct wizard *w, const struct finding *f)
{
	if (f->heal != HEAL_INSTALL || f->tool >= TOOL_N ||
	    tool_kind_of(f->tool)->delivery != DELIVERY_GO_INSTALL ||
	    wants_way(&w->wants.tool[f->tool]) != METHOD_ARCHIVE ||
	    wants_kept(&w->wants, w->facts, TOOL_GO))
		return NULL;
	for (size_t i = 0; i < w->findings.n; i++)
		if (w->findings.at[i].tool == TOOL_GO && w->findings.at[i].declined)
			return &w->findings.at[i];
	return NULL;
}

bool wizard_may_decline(const struct wizard *w, const struct finding *f)
{
	if (!f->automatic || f->level <= LEVEL_NOTE)
		return false;
	return w->mode == WIZARD_FIX || is_repair_in_place(f);
}

/* Consequences stand behind their causes. */
static const struct finding *cause_declined(const struct wizard *w, const struct finding *f)
{
	for (size_t i = 0; f->under && i < w->findings.n; i++)
		if (w->findings.at[i].rule == f->under && w->findings.at[i].declined)
			return &w->findings.at[i];
	return NULL;
}

static bool is_declined_itself(const struct wizard *w, const struct finding *f)
{
	if (is_left_by_method(w, f))
		return true;
	for (size_t i = 0; wizard_may_decline(w, f) && i < w->choices.declined.n; i++)
		if (is_meant(w->plan_mem, w->choices.declined.at[i], f))
			return true;
	return false;
}

static void mark(const struct wizard *w, struct finding *f)
{
	const struct finding *with = NULL;

	f->declined = is_declined_itself(w, f);
	if (!f->declined && wizard_may_decline(w, f))
		with = cause_declined(w, f);
	if (!f->declined && !with && wizard_may_decline(w, f))
		with = its_go_declined(w, f);
	f->declined |= with != NULL;
	f->declined_with = !with ? NULL : with->title ? with->title : _(with->rule->title);
}

void declining_mark(struct wizard *w)
{
	for (size_t i = 0; i < w->findings.n; i++)
		mark(w, &w->findings.at[i]);
}

struct findings declining_of(const struct wizard *w, bool declined)
{
	struct findings some = { 0 };

	for (size_t i = 0; i < w->findings.n; i++)
		if (w->findings.at[i].declined == declined)
			list_push(w->plan_mem, &some, w->findings.at[i]);
	return some;
}

void wizard_decline(struct wizard *w, const struct finding *f, bool declined)
{
	const char *key = wizard_finding_key(w->mem, f);
	bool by_rule = names_hold(&w->choices.declined, f->rule->id);
	struct names kept = { 0 };

	for (size_t i = 0; i < w->choices.declined.n; i++)
		if (!is_meant(w->mem, w->choices.declined.at[i], f))
			list_push(w->mem, &kept, w->choices.declined.at[i]);
	/* The id stood for several findings: the others stay declined. */
	for (size_t i = 0; by_rule && i < w->findings.n; i++)
		if (w->findings.at[i].rule == f->rule && !is_meant(w->mem, key, &w->findings.at[i]))
			list_push(w->mem, &kept, wizard_finding_key(w->mem, &w->findings.at[i]));
	if (declined)
		list_push(w->mem, &kept, key);
	w->choices.declined = kept;
}

bool wizard_plan_repair(const struct wizard *w, struct arena *mem, const struct finding *f,
			struct plan *ret)
{
	struct findings alone = { 0 };
	struct plan_options options = { .findings = &alone,
					.repair_only = true,
					.skip_proof = true };
	struct err e = { 0 };

	list_push(mem, &alone, *f);
	return w->plan_ok && plan_build(mem, w->facts, &w->wants, &options, ret, &e) == RC_OK;
}

const char *wizard_why_declined(struct arena *mem, const struct finding *f)
{
	if (f->declined_with)
		return arena_fmt(mem, _("It needs what you left out: %s."), f->declined_with);
	return arena_fmt(mem, _("You left it out. To have it repaired: %s"),
			 own_command(mem, arena_fmt(mem, "fix %s", f->rule->id)));
}
