/* What goready apply says at its end, and the exit status that goes with it. */
#include "app/apply_private.h"

#include <string.h>

#include "app/explained.h"
#include "app/report.h"
#include "app/suggest.h"
#include "base/i18n.h"
#include "journal/recover.h"
#include "shell/quote.h"
#include "wants/brew.h"
#include "wizard/tell.h"

/* `fix ID` and `fix ID:NAME` ask for a note too. */
static bool is_named(const struct applying *a, const struct finding *f)
{
	const struct request *r = &a->app->request;
	size_t n = strlen(f->rule ? f->rule->id : "");

	for (size_t i = 0; f->rule && r->command == COMMAND_FIX && i < r->word_n; i++)
		if (strncmp(r->words[i], f->rule->id, n) == 0 &&
		    (!r->words[i][n] || r->words[i][n] == ':'))
			return true;
	return false;
}

/* It goes with its cause, or with the cause of that. */
static bool goes_with_another(const struct findings *all, const struct finding *f)
{
	for (size_t i = 0; f->under && i < all->n; i++)
		if (all->at[i].rule == f->under)
			return (all->at[i].automatic && !all->at[i].declined) ||
			       goes_with_another(all, &all->at[i]);
	return false;
}

/* What follows from it is repaired, by another way than its own. */
static bool is_met_by_what_follows(const struct findings *all, const struct finding *f)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].under == f->rule && all->at[i].automatic && !all->at[i].declined)
			return true;
	return false;
}

/* No step of a plan is for it. */
static bool is_left_by_plan(const struct findings *all, const struct finding *f)
{
	return !f->automatic && !goes_with_another(all, f) && !is_met_by_what_follows(all, f);
}

/* Ids of what is wrong and stays so: what is not goready's to repair, and without a plan all of it. */
static struct names unrepaired(const struct applying *a)
{
	bool nothing_is_done = a->drive.wizard.plan_ok && !a->drive.wizard.plan.steps.n;
	const struct findings *all = &a->drive.wizard.findings;
	const struct wizard *w = &a->drive.wizard;
	struct names ids = { 0 };

	for (size_t i = 0; i < w->outcomes.n; i++)
		if (!w->outcomes.at[i].healed &&
		    !names_hold(&ids, w->outcomes.at[i].finding->rule->id))
			list_push(a->app->machine, &ids, w->outcomes.at[i].finding->rule->id);
	if (w->outcomes.n)
		return ids;
	for (size_t i = 0; i < all->n; i++) {
		const struct finding *f = &all->at[i];

		if ((f->level != LEVEL_NOTE || is_named(a, f)) && f->rule &&
		    (nothing_is_done || f->declined || is_left_by_plan(all, f)) &&
		    !names_hold(&ids, f->rule->id))
			list_push(a->app->machine, &ids, f->rule->id);
	}
	return ids;
}

void apply_tell_result(struct applying *a, bool ok, const char *run)
{
	struct names stays;
	struct json *json;

	if (!apply_wants_json(a))
		return;
	stays = unrepaired(a);
	json = json_new_object(a->app->machine);
	json_add_string(a->app->machine, json, "event", "result");
	json_add_bool(a->app->machine, json, "ok", ok);
	json_add_string(a->app->machine, json, "run", run);
	json_add_names(a->app->machine, json, "unrepaired", &stays);
	apply_out_json(a, json);
}

/* Of those ids, the ones that the user left out, or the others. */
static struct names only_declined(struct applying *a, const struct names *ids, bool declined)
{
	const struct findings *all = &a->drive.wizard.findings;
	struct names some = { 0 };

	for (size_t i = 0; i < ids->n; i++) {
		bool any = false;

		for (size_t k = 0; k < all->n; k++)
			any |= all->at[k].declined && str_equal(all->at[k].rule->id, ids->at[i]);
		if (any == declined)
			list_push(a->app->machine, &some, ids->at[i]);
	}
	return some;
}

/* The one that install and use were asked for; NULL: neither says which. */
static const struct tool *asked_tool(const struct applying *a)
{
	const struct wants *wants = &a->drive.wizard.wants;
	const struct tools *tools = &a->app->facts->tools;

	for (size_t i = 0; i < tools->n; i++) {
		const struct tool *tool = &tools->at[i];
		const struct tool_want *want = &wants->tool[tool->id];

		if (!want->left && tool->fault == FAULT_NONE && tool->version &&
		    (want->exact ? version_compare(tool->version, want->version) == 0
				 : tool == facts_resolve(a->app->facts, tool->id)))
			return tool;
	}
	return NULL;
}

/* Which it is, and where; another Go than the one in use waits to be chosen. */
static void tell_it_is_here(struct applying *a)
{
	const struct tool *tool = asked_tool(a);

	if (!tool) {
		app_tell("%s", _("OK. Nothing is needed: what you ask for is here."));
		return;
	}
	app_tell(_("OK. Nothing is needed: %s %s is here, %s."), tool_title(tool->id),
		 tool->version,
		 path_tilde(a->app->machine, tool->path, a->app->facts->places.home));
	if (tool->id != TOOL_GO || tool == facts_resolve(a->app->facts, TOOL_GO))
		return;
	app_tell("%s", _("New shells find another Go. To choose this one:"));
	app_tell_line(suggest(a->app, COMMAND_USE, tool->version));
}

/* Those of the ids that fix repairs, while a set-up leaves what works alone; or the others. */
static struct names only_of_fix(struct applying *a, const struct names *ids, bool of_fix)
{
	const struct findings *all = &a->drive.wizard.findings;
	struct names some = { 0 };

	for (size_t i = 0; i < ids->n; i++) {
		bool any = false;

		for (size_t k = 0; k < all->n; k++)
			any |= all->at[k].automatic && str_equal(all->at[k].rule->id, ids->at[i]);
		if ((any && a->app->request.command == COMMAND_APPLY) == of_fix)
			list_push(a->app->machine, &some, ids->at[i]);
	}
	return some;
}

/* doctor starts no shell unless it is told to. */
static const char *doctor_that_finds(struct applying *a, const struct names *ids)
{
	for (size_t i = 0; !a->app->request.from && i < ids->n; i++)
		if (rules_need_shells(ids->at[i]))
			return suggest(a->app, COMMAND_DOCTOR, "--shells");
	return suggest(a->app, COMMAND_DOCTOR, "");
}

static void tell_what_stays(struct applying *a, const struct names *stays)
{
	struct names of_fix = only_of_fix(a, stays, true), others = only_of_fix(a, stays, false);

	if (of_fix.n) {
		app_tell(
			_("Note. A set-up leaves this as it is: %s. To see how it would be repaired:"),
			str_join(a->app->machine, &of_fix, _(", ")));
		app_tell_line(
			suggest(a->app, COMMAND_FIX, str_join(a->app->machine, &of_fix, " ")));
	}
	if (!others.n)
		return;
	app_tell(
		_("Note. goready cannot repair this by itself: %s. What to do about it is said by:"),
		str_join(a->app->machine, &others, _(", ")));
	app_tell_line(doctor_that_finds(a, &others));
}

static void tell_nothing_to_do(struct applying *a)
{
	struct names all = unrepaired(a);
	struct names left = only_declined(a, &all, true), stays = only_declined(a, &all, false);

	if (a->drive.wizard.plan.in_place) {
		app_tell(_("OK. Nothing is needed. %s"), a->drive.wizard.plan.in_place);
		return;
	}
	if (a->app->request.command == COMMAND_UPGRADE) {
		app_tell("%s", _("OK. Nothing is newer than what is here."));
		return;
	}
	if (app_names_tools(a->app)) {
		tell_it_is_here(a);
		return;
	}
	if (left.n)
		app_tell(_("Note. This stays as it is, since you left it out: %s."),
			 str_join(a->app->machine, &left, _(", ")));
	if (!stays.n) {
		if (!left.n)
			app_tell("%s", _("OK. Nothing is needed: everything is in place."));
		return;
	}
	tell_what_stays(a, &stays);
}

int apply_nothing_to_do(struct applying *a)
{
	const struct wizard *w = &a->drive.wizard;
	bool problem = !app_names_tools(a->app) && wizard_problem_open(w);
	struct err e;

	if (a->app->request.yes && undo_unfinished(w->runs) &&
	    recover_finish(a->app->host, w->facts, &e))
		return app_fail(&e);
	if (apply_wants_json(a))
		apply_out_json(a, plan_json(a->app->machine, &w->plan));
	apply_tell_result(a, !problem, NULL);
	if (!a->app->request.json)
		tell_nothing_to_do(a);
	return problem && !a->app->request.dry_run ? EXIT_PROBLEMS : EXIT_OK;
}

static enum command_id asked_command(const struct app *app)
{
	return app->request.command == COMMAND_FIX ? COMMAND_APPLY : app->request.command;
}

/* This very command, with consent. */
static const char *words_and_yes(const struct app *app)
{
	const struct request *r = &app->request;
	struct str words = { .mem = app->mem };

	for (size_t i = 0; r->command != COMMAND_FIX && i < r->word_n; i++)
		str_fmt(&words, "%s ", shell_word(app->mem, SHELL_SH, r->words[i]));
	str_add(&words, "--yes");
	return str_text(&words);
}

static bool problem_is_left(const struct findings *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].level == LEVEL_PROBLEM && is_left_by_plan(all, &all->at[i]))
			return true;
	return false;
}

/* Review has told what was left out. */
static void tell_what_the_plan_leaves(struct applying *a)
{
	struct names all = unrepaired(a), stays = only_declined(a, &all, false);

	if (a->app->request.json)
		apply_tell_result(a, !problem_is_left(&a->drive.wizard.findings), NULL);
	if (a->app->request.json || app_names_tools(a->app) || !stays.n)
		return;
	app_tell(_("Note. Nothing in this plan is for: %s. What to do about it is said by:"),
		 str_join(a->app->machine, &stays, _(", ")));
	app_tell_line(doctor_that_finds(a, &stays));
}

int apply_only_shown(struct applying *a)
{
	tell_what_the_plan_leaves(a);
	if (a->app->request.from && !a->app->request.json)
		app_tell(
			_("Note. This is the plan for the machine recorded in %s. Nothing was tried or changed."),
			a->app->request.from);
	else if (!a->app->request.json) {
		app_tell(
			"%s",
			a->app->request.here
				? _("Note. Nothing was changed. To do this:")
				: _("Note. Nothing was changed. The shells were not started, so the plan is not rehearsed. To do all this:"));
		app_tell_line(suggest(a->app, asked_command(a->app), words_and_yes(a->app)));
	}
	return a->app->request.dry_run ? EXIT_OK : EXIT_PROBLEMS;
}

/* After a repair: what an older Mac has left behind is named, and never touched. */
static void tell_left_over(struct applying *a)
{
	const struct brew *intel = wants_intel_brew(a->drive.wizard.facts);

	if (intel)
		app_say(P_("Note. The Intel Homebrew in %s stays as it is, with %zu formula: %s.",
			   "Note. The Intel Homebrew in %s stays as it is, with %zu formulae: %s.",
			   intel->installed.n),
			intel->prefix, intel->installed.n,
			str_join(a->app->machine, &intel->installed, _(", ")));
}

static void explain_failure(struct applying *a, const char *text)
{
	const struct wizard *w = &a->drive.wizard;
	struct failure failure = { .facts = w->facts,
				   .observed = &w->observed,
				   .wants = &w->wants,
				   .findings = &w->findings,
				   .text = text };

	if (text && !a->app->request.json)
		app_explain_failure(a->app, &failure);
}

/* An upgrade that does not work is none. */
static void tell_put_back(struct applying *a)
{
	app_say("%s",
		_("Problem. The proof failed with what is newer, so what was there before is back. Whether it passes with that is said by:"));
	app_say_line(suggest(a->app, COMMAND_PROVE, ""));
	app_say("%s", _("To upgrade all the same, and look for the cause then:"));
	app_say_line(suggest(a->app, COMMAND_UPGRADE,
			     arena_fmt(a->app->mem, "--keep-going %s", words_and_yes(a->app))));
}

static void tell_outcome_json(struct applying *a, const struct repair_outcome *outcome)
{
	struct arena *mem = a->app->machine;
	struct json *json = json_new_object(mem);

	json_add_string(mem, json, "event", "finding");
	json_add_string(mem, json, "id", outcome->finding->rule->id);
	json_add_string(mem, json, "state", outcome->healed ? "healed" : "stays");
	finding_add_about(mem, json, outcome->finding);
	json_add_text(mem, json, "reason", outcome->reason);
	apply_out_json(a, json);
}

/* What the repair was for. */
static void tell_outcomes(struct applying *a)
{
	const struct wizard *w = &a->drive.wizard;

	for (size_t i = 0; i < w->outcomes.n; i++) {
		const struct repair_outcome *outcome = &w->outcomes.at[i];
		const struct finding *f = outcome->finding;
		const char *title = f->title ? f->title : _(f->rule->title);

		if (apply_wants_json(a))
			tell_outcome_json(a, outcome);
		if (a->app->request.json)
			continue;
		if (outcome->healed)
			app_tell(_("Done. Repaired: %s."), title);
		else if (outcome->declined || f->level == LEVEL_NOTE)
			app_tell(_("Note. Stays as it is: %s. %s"), title, outcome->reason);
		else if (f->level == LEVEL_WARNING)
			app_tell(_("Warning. Stays as it is: %s. %s"), title, outcome->reason);
		else
			app_tell(_("Problem. Stays as it is: %s. %s"), title, outcome->reason);
	}
}

static int proved(struct applying *a, bool stays)
{
	if (a->app->request.json)
		return stays ? EXIT_PROBLEMS : EXIT_OK;
	if (a->app->request.here) {
		app_tell(
			"%s",
			_("Done. The next go command in this folder goes by that line; 'go version' says which Go it takes."));
		return EXIT_OK;
	}
	tell_left_over(a);
	if (!a->drive.wizard.run.path_changed) {
		app_tell(_("Done. %s"), tell_end(&a->drive.wizard));
	} else {
		app_tell(_("Done. %s In this terminal, run:"), tell_end(&a->drive.wizard));
		app_tell_line(suggest_env(a->app));
	}
	return stays ? EXIT_PROBLEMS : EXIT_OK;
}

static void tell_unproven(struct applying *a)
{
	const struct plan *plan = &a->drive.wizard.plan;
	bool installed = plan_count(plan, &step_link) || plan_count(plan, &step_run);

	app_say("%s",
		installed
			? _("Problem. The tools are installed, but the proof failed. More is said by:")
			: _("Problem. What was to be changed is changed, but the proof failed. More is said by:"));
	app_say_line(suggest(a->app, COMMAND_PROVE, ""));
	app_say("%s", _("To take everything back:"));
	app_say_line(suggest(a->app, COMMAND_UNDO, "--yes"));
}

/* Where the wizard's page would let one be typed. */
static void tell_other_address(struct applying *a)
{
	enum tool_id id;

	if (!a->app->request.json && wizard_wants_address(&a->drive.wizard, &id) && id != TOOL_N)
		app_say(_("Note. To take it from another address, add --source %s=ADDRESS to the command."),
			tool_name(id));
}

int apply_ended(struct applying *a)
{
	const struct run_result *result = &a->drive.wizard.run.result;
	bool stays = wizard_problem_stays(&a->drive.wizard);

	tell_outcomes(a);
	apply_tell_result(a, result->ok && !stays, result->id);
	if (result->ok)
		return proved(a, stays);
	if (result->proof_failed) {
		if (result->rolled_back)
			tell_put_back(a);
		else
			tell_unproven(a);
		explain_failure(a, proof_refusal(&a->drive.wizard.proof.verdicts));
		return EXIT_PROBLEMS;
	}
	if (result->rolled_back)
		app_say("%s",
			a->went_on
				? _("Note. What this run had changed was taken back, and what was opened before it is closed again.")
				: _("Note. What this run had changed was taken back."));
	app_fail(&result->error);
	tell_other_address(a);
	explain_failure(a, result->error.text);
	return EXIT_FAILED;
}
