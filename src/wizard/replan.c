/* Wants, findings and plan anew, from the facts and the choices made so far. */
#include "wizard/wizard.h"

#include <string.h>

#include "base/i18n.h"
#include "wants/manifest.h"

/* ---- the order in which sources are tried ---- */

static bool is_avoided(const struct wizard *w, const struct source *source)
{
	for (size_t i = 0; i < w->choices.avoided.n; i++)
		if (source->part_n && str_equal(w->choices.avoided.at[i], source->parts[0].url))
			return true;
	return false;
}

static bool mirrors_accepted(const struct wizard *w)
{
	return w->choices.mirror == MIRROR_THIS_RUN || w->choices.mirror == MIRROR_FOR_GOOD;
}

/* Until they have been tried, those that are to be are in the list, or nobody would try them. */
static bool mirrors_are_listed(const struct wizard *w)
{
	return mirrors_accepted(w) || (w->choices.try_mirrors == TRY_YES && !w->mirrors_tried);
}

static bool is_public_mirror(const struct wizard *w, const struct source *source)
{
	const struct address *address =
		source->part_n ? observed_address(&w->observed, source->parts[0].url) : NULL;

	return address && str_equal(address->role, "mirror");
}

/* 0 goes first. What did not answer stays, last: it may have been a bad moment. */
static int source_rank(const struct wizard *w, const struct source *source)
{
	int rank = source->reach == REACH_OK ? 1 : source->reach == REACH_UNKNOWN ? 2 : 3;

	if (rank == 1 && w->choices.prefer_mirrors && is_public_mirror(w, source))
		rank = 0;
	return rank + (is_avoided(w, source) ? 4 : 0);
}

static void recall(const struct wizard *w, struct source *source)
{
	const struct address *address =
		source->part_n ? observed_address(&w->observed, source->parts[0].url) : NULL;

	for (int i = 0; i < source->part_n; i++)
		source->parts[i].here = names_hold(&w->observed.downloaded, source->parts[i].file);

	if (address) {
		source->reach = address->reach;
		source->status = address->status;
		source->ms = address->ms;
	}
}

static void recall_all(const struct wizard *w, struct sources *sources)
{
	for (size_t i = 0; i < sources->n; i++)
		recall(w, &sources->at[i]);
}

/* Offered mirrors are left out without the user's word; the rest keeps the user's order in each
 * rank. */
static void arrange_sources(struct wizard *w, struct sources *sources)
{
	struct sources arranged = { 0 };

	for (int rank = 0; rank <= 7; rank++)
		for (size_t i = 0; i < sources->n; i++)
			if ((!sources->at[i].offered || mirrors_are_listed(w)) &&
			    source_rank(w, &sources->at[i]) == rank)
				list_push(w->plan_mem, &arranged, sources->at[i]);
	*sources = arranged;
}

/* ---- choices ---- */

/* Into what wants_make looks at. A mirror stands in front of `direct`, as a GOPROXY usually does.
 */
static void hand_over_choices(struct wizard *w)
{
	struct wants_options *o = &w->wants_options;
	bool prefer = mirrors_accepted(w) && w->choices.prefer_mirrors;
	bool other_proxy = prefer || (mirrors_accepted(w) && wizard_dead_proxy(w));
	bool other_brew = prefer || (mirrors_accepted(w) && wizard_dead_brew(w));
	const char *mirror = other_proxy ? wizard_mirror(w) : NULL;

	tools_each (id) {
		o->method_chosen[id] = w->choices.method_chosen[id];
		o->method[id] = w->choices.method[id];
		o->compiled[id] = w->choices.compiled[id];
		if (w->choices.source[id])
			o->source[id] = w->choices.source[id];
	}
	o->observed = &w->observed;
	o->upgrade = w->upgrade_asked || w->choices.upgrade;
	o->goproxy = w->choices.goproxy ? w->choices.goproxy
		     : mirror           ? arena_fmt(w->mem, "%s,direct", mirror)
					: NULL;
	o->goproxy_for_good = mirror && w->choices.mirror == MIRROR_FOR_GOOD;
	o->take_offered = mirrors_accepted(w);
	o->brew_mirror = other_brew ? wizard_brew_mirror(w) : NULL;
	o->brew_mirror_for_good = w->choices.mirror == MIRROR_FOR_GOOD;
}

static void replan_choose_shells(struct wizard *w)
{
	for (int id = 0; id < SHELL_N; id++) {
		if (w->choices.shells_chosen)
			w->wants.shell[id] = w->choices.shell[id];
		else
			w->choices.shell[id] = w->wants.shell[id];
	}
	w->wants.shells_chosen |= w->choices.shells_chosen;
}

static void take_over_wants(struct wizard *w)
{
	tools_each (id)
		if (!w->choices.method_chosen[id])
			w->choices.method[id] = w->wants.tool[id].method;
	replan_choose_shells(w);
	tools_each (id) {
		recall_all(w, &w->wants.tool[id].sources);
		if (w->looked)
			arrange_sources(w, &w->wants.tool[id].sources);
	}
}

/* ---- the two ways ---- */

struct cost plan_cost(const struct plan *p)
{
	return (struct cost){ .download = p->download,
			      .disk = p->disk,
			      .unknown = p->download_unknown,
			      .estimated = p->download_estimated,
			      .seconds = plan_seconds(p),
			      .password = p->password,
			      .clt = plan_step(p, "clt") != NULL };
}

bool wizard_offers_brew(const struct wizard *w)
{
	bool any = w->wants.brew || w->facts->machine.os == OS_DARWIN;

	return any && w->mode == WIZARD_SETUP && w->wants.brew_prefix && !w->wants.no_brew;
}

static void cost_of_way(struct wizard *w, enum method method)
{
	struct wants_options o = w->wants_options;
	struct wants wants = { 0 };
	struct rule_input input = { .facts = w->facts,
				    .observed = &w->observed,
				    .wants = &wants,
				    .manifest = w->manifest,
				    .mem = w->plan_mem };
	struct plan_options options = { .placement = w->rehearsal.placement };
	struct findings findings;
	struct plan plan = { 0 };

	tools_each (id) {
		o.method_chosen[id] = true;
		o.method[id] = w->wants.tool[id].method == METHOD_KEEP ? METHOD_KEEP : method;
	}
	if (wants_make(w->plan_mem, w->facts, &o, &wants, NULL))
		return;
	findings = rules_check(&input);
	options.findings = &findings;
	if (plan_build(w->plan_mem, w->facts, &wants, &options, &plan, NULL) || !plan.steps.n)
		return;
	w->way_planned[method] = true;
	w->way[method] = plan_cost(&plan);
}

/* Nothing is needed: what would an upgrade bring? */
static void find_upgrades(struct wizard *w)
{
	struct wants_options o = w->wants_options;
	struct wants wants = { 0 };

	if (w->mode != WIZARD_SETUP || w->only.n || w->wants.upgrade || !wizard_healthy(w))
		return;
	o.upgrade = true;
	if (wants_make(w->plan_mem, w->facts, &o, &wants, NULL))
		return;
	tools_each (id) {
		const struct tool *tool = facts_resolve(w->facts, id);
		const char *version = wants_version(&wants.tool[id]);

		if (!wants.tool[id].wanted || wants.tool[id].method == METHOD_KEEP || !version)
			continue;
		list_push(w->plan_mem, &w->upgrades,
			  tool && wants_security(w->plan_mem, wants.manifest, tool, version)
				  ? arena_fmt(w->plan_mem, _("%s %s (for security)"),
					      tool_title(id), version)
				  : arena_fmt(w->plan_mem, "%s %s", tool_title(id), version));
	}
}

void replan_upgrade(struct wizard *w, bool yes)
{
	if (w->choices.upgrade == yes)
		return;
	w->choices.upgrade = yes;
	wizard_replan(w);
}

/* ---- findings and plan ---- */

static bool replan_is_asked_for(const struct wizard *w, const struct finding *finding)
{
	if (w->only.n == 0)
		return true;
	for (size_t i = 0; i < w->only.n; i++)
		if (str_equal(w->only.at[i], finding->rule->id) ||
		    str_equal(w->only.at[i], topic_name(finding->rule->topic)))
			return true;
	return false;
}

/* A shell that stumbles over a start file does not do what stands further down in it; and what no line
 * sets may be left over in this terminal alone. */
static bool is_decided_by_shells(const struct finding *finding)
{
	if (finding->level == LEVEL_NOTE)
		return false;
	return str_starts(finding->rule->id, "rc.") ||
	       (str_starts(finding->rule->id, "goenv.") && !finding->assignments.n);
}

static void replan_check(struct wizard *w)
{
	struct rule_input input = { .facts = w->facts,
				    .observed = &w->observed,
				    .wants = &w->wants,
				    .manifest = w->manifest,
				    .mem = w->plan_mem };
	struct findings all = rules_check(&input);

	w->findings = (struct findings){ 0 };
	w->start_file_faulty = false;
	for (size_t i = 0; i < all.n; i++) {
		w->start_file_faulty |= is_decided_by_shells(&all.at[i]);
		if (replan_is_asked_for(w, &all.at[i]))
			list_push(w->plan_mem, &w->findings, all.at[i]);
	}
	declining_mark(w);
}

static void build(struct wizard *w)
{
	struct findings healed = { 0 }, left = { 0 };
	struct plan_options options = {
		.findings = &healed,
		.left = &left,
		.repair_only = w->mode == WIZARD_FIX,
		.placement = w->rehearsal.placement,
		.unproven = w->unfinished.unproven,
		.goes_on = w->unfinished.run != NULL,
		.own_link = w->own_link,
	};

	arena_reset(w->plan_mem);
	w->outcomes.n = 0;
	w->run.progress.n = 0;
	w->plan = (struct plan){ 0 };
	w->findings = (struct findings){ 0 };
	w->wants = (struct wants){ 0 };
	w->plan_error = (struct err){ 0 };
	w->plan_ok = false;
	w->upgrades = (struct names){ 0 };
	memset(w->way_planned, 0, sizeof(w->way_planned));
	hand_over_choices(w);
	if (wants_make(w->plan_mem, w->facts, &w->wants_options, &w->wants, &w->plan_error))
		return;
	take_over_wants(w);
	replan_check(w);
	healed = declining_of(w, false);
	left = declining_of(w, true);
	w->plan_ok = plan_build(w->plan_mem, w->facts, &w->wants, &options, &w->plan,
				&w->plan_error) == RC_OK;
	find_upgrades(w);
	if (wizard_offers_brew(w)) {
		cost_of_way(w, METHOD_ARCHIVE);
		cost_of_way(w, METHOD_HOMEBREW);
	}
}

void wizard_replan(struct wizard *w)
{
	w->rehearsal.holds = false;
	w->rehearsal.tries = 0;
	w->rehearsal.why_not = NULL;
	w->rehearsal.answers = (struct shell_matrix){ 0 };
	w->rehearsal.placement = 0;
	build(w);
}

void replan_elsewhere(struct wizard *w)
{
	w->rehearsal.placement++;
	build(w);
}

/* ---- consent, step by step ---- */

static const char *step_promise(struct arena *mem, const struct step *step)
{
	return arena_fmt(mem, "%s %s", step->id,
			 json_print(mem, step_preview_json(mem, step), false));
}

void replan_remember_consent(struct wizard *w)
{
	for (size_t i = 0; i < w->plan.steps.n; i++)
		list_push(w->mem, &w->choices.agreed, step_promise(w->mem, &w->plan.steps.at[i]));
}

static bool was_agreed(const struct wizard *w, const char *promise)
{
	for (size_t i = 0; i < w->choices.agreed.n; i++)
		if (str_equal(w->choices.agreed.at[i], promise))
			return true;
	return false;
}

/* A second try needs no second consent where each of its steps was agreed to as it is. */
bool replan_agreed(const struct wizard *w)
{
	for (size_t i = 0; i < w->plan.steps.n; i++)
		if (!was_agreed(w, step_promise(w->plan_mem, &w->plan.steps.at[i])))
			return false;
	return true;
}
