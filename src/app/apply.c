/* goready apply, and fix --yes: the wizard's recommended way without questions. */
#include "app/drive.h"

#include <signal.h>
#include <stdio.h>

#include "app/explained.h"
#include "app/heartbeat.h"
#include "app/report.h"
#include "app/report_file.h"
#include "app/suggest.h"
#include "app/trace.h"
#include "base/i18n.h"
#include "journal/recover.h"
#include "shell/quote.h"
#include "ui/json_out.h"
#include "wants/brew.h"
#include "wizard/tell.h"

enum { MOST_TRIES = 5 };

struct applying {
	struct app *app;
	struct drive drive;
	uint64_t quarter; /* of the step that was told of last */
	const struct step *step;
	struct heartbeat beat;
	struct trace trace;
};

/* ---- telling: JSON lines, or sentences on stderr ---- */

static bool wants_json(const struct applying *a)
{
	return a->app->request.json || report_file_wants_json();
}

static void out_json(const struct applying *a, const struct json *line)
{
	report_file_event(line);
	if (a->app->request.json)
		json_out_line(line);
}

static void add_amount(struct arena *mem, struct json *json, const char *key, uint64_t amount)
{
	if (amount)
		json_add_number(mem, json, key, (double)amount);
	else
		json_add_null(mem, json, key);
}

static void step_json(const struct applying *a, const struct run_event *event)
{
	struct arena *mem = a->app->machine;
	struct json *json = json_new_object(mem);

	json_add_string(mem, json, "event", "step");
	json_add_string(mem, json, "id", event->step->id);
	json_add_string(mem, json, "state", step_state_name(event->state));
	add_amount(mem, json, "bytes", event->bytes);
	add_amount(mem, json, "total", event->total);
	json_add_number(mem, json, "ms", event->ms);
	json_add_text(mem, json, "error", event->error ? event->error->text : NULL);
	if (event->note)
		json_add_text(mem, json, "note", event->note);
	if (event->state != STATE_PROGRESS) /* how far it was is no news in a file */
		report_file_event(json);
	if (a->app->request.json)
		json_out_line(json);
}

static void apply_say_progress(struct applying *a, const struct run_event *event)
{
	uint64_t quarter = event->total ? event->bytes * 4 / event->total : 0;
	const char *summary = step_summary(event->step, event->otherwise);

	if (event->step == a->step && quarter == a->quarter)
		return;
	a->step = event->step;
	a->quarter = quarter;
	heartbeat_said(&a->beat);
	if (quarter > 0 && quarter < 4)
		app_say(_("Working. %s: %d percent."), summary, (int)quarter * 25);
}

static void say_step(struct applying *a, const struct run_event *event)
{
	const char *summary = step_summary(event->step, event->otherwise);

	if (event->note)
		app_say(_("Note. %s"), event->note);
	switch (event->state) {
	case STATE_STARTED:
		app_say(_("Working. %s."), summary);
		break;
	case STATE_PROGRESS:
		apply_say_progress(a, event);
		break;
	case STATE_DONE:
		app_say(_("Done. %s."), summary);
		break;
	case STATE_FAILED:
		app_say(_("Problem. %s: %s"), summary, event->error ? event->error->text : "");
		break;
	case STATE_ROLLED_BACK:
		app_say(_("Done. Taken back: %s."), summary);
		break;
	case STATE_WAITING:
	case STATE_SKIPPED:
	case STATE_CANCELLED:
		break;
	}
}

static void tell_verdict(struct applying *a, const struct json *verdict)
{
	out_json(a, verdict);
	if (a->app->request.json)
		return;
	app_say("%s. %s: %s", json_bool(verdict, "ok", false) ? _("OK") : _("Problem"),
		json_string(verdict, "title") ? json_string(verdict, "title")
					      : json_string(verdict, "id"),
		json_string(verdict, "evidence") ? json_string(verdict, "evidence") : "");
}

static void tell_step(struct applying *a, const struct run_event *event)
{
	if (wants_json(a))
		step_json(a, event);
	if (!a->app->request.json)
		say_step(a, event);
}

static void apply_seen(void *ctx, const struct event *event)
{
	struct applying *a = ctx;

	if (event->kind != EVENT_STEP)
		return;
	trace_step(&a->trace, event->step);
	if (event->step->state != STATE_PROGRESS || event->step->verdict)
		heartbeat_said(&a->beat);
	if (event->step->verdict)
		tell_verdict(a, event->step->verdict);
	else
		tell_step(a, event->step);
}

/* Nothing is said while sudo asks. */
static void apply_lend(void *ctx, bool lent, const char *why)
{
	struct applying *a = ctx;

	a->beat.silent = lent;
	if (lent)
		app_say("%s", why);
}

static void tell_plan(struct applying *a)
{
	struct view v;

	if (wants_json(a))
		out_json(a, plan_json(a->app->machine, &a->drive.wizard.plan));
	if (a->app->request.json)
		return;
	wizard_view(&a->drive.wizard, a->app->machine, &v);
	v.actions.n = 0; /* nobody is asked */
	v.step = v.steps = 0;
	app_print(&v);
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

		if (f->level != LEVEL_NOTE && (nothing_is_done || !f->automatic || f->declined) &&
		    f->rule && !names_hold(&ids, f->rule->id))
			list_push(a->app->machine, &ids, f->rule->id);
	}
	return ids;
}

static void tell_result(struct applying *a, bool ok, const char *run)
{
	struct names stays;
	struct json *json;

	if (!wants_json(a))
		return;
	stays = unrepaired(a);
	json = json_new_object(a->app->machine);
	json_add_string(a->app->machine, json, "event", "result");
	json_add_bool(a->app->machine, json, "ok", ok);
	json_add_string(a->app->machine, json, "run", run);
	json_add_names(a->app->machine, json, "unrepaired", &stays);
	out_json(a, json);
}

/* ---- the way ---- */

static const char *under_way(void *ctx)
{
	struct applying *a = ctx;

	return tell_under_way(&a->drive.wizard, a->app->machine);
}

/* Until the wizard waits for an answer; false where a signal came first. */
static bool settle(struct applying *a)
{
	a->beat = (struct heartbeat){ .loop = a->app->loop, .what = under_way, .ctx = a };
	if (!a->app->request.json)
		heartbeat_start(&a->beat);
	while (!drive_idle(&a->drive) && !a->app->signal)
		loop_turn(a->app->loop, -1);
	heartbeat_stop(&a->beat);
	return !a->app->signal;
}

static int stopped(struct applying *a)
{
	const struct wizard *w = &a->drive.wizard;
	const char *words;

	drive_cancel(&a->drive);
	tell_result(a, false, w->run.result.id);
	app_say("%s", tell_stopped(w, &words));
	if (words)
		app_say_line(suggest(a->app, COMMAND_UNDO, "--yes"));
	return 128 + a->app->signal;
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

static void tell_nothing_to_do(struct applying *a)
{
	struct names all = unrepaired(a);
	struct names left = only_declined(a, &all, true), stays = only_declined(a, &all, false);

	if (a->drive.wizard.plan.in_place) {
		app_tell(_("OK. Nothing is needed. %s"), a->drive.wizard.plan.in_place);
		return;
	}
	if (app_names_tools(a->app)) {
		app_tell("%s", a->app->request.command == COMMAND_UPGRADE
				       ? _("OK. Nothing is newer than what is here.")
				       : _("OK. Nothing is needed: what you ask for is here."));
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
	app_tell(
		_("Note. goready cannot repair this by itself: %s. What to do about it is said by:"),
		str_join(a->app->machine, &stays, _(", ")));
	app_tell_line(suggest(a->app, COMMAND_DOCTOR, ""));
}

static int nothing_to_do(struct applying *a)
{
	const struct wizard *w = &a->drive.wizard;
	bool problem = !app_names_tools(a->app) && wizard_problem_open(w);
	struct err e;

	if (a->app->request.yes && undo_unfinished(w->runs) &&
	    recover_finish(a->app->host, w->facts, &e))
		return app_fail(&e);
	if (wants_json(a))
		out_json(a, plan_json(a->app->machine, &w->plan));
	tell_result(a, !problem, NULL);
	if (!a->app->request.json)
		tell_nothing_to_do(a);
	return problem && !a->app->request.dry_run ? EXIT_PROBLEMS : EXIT_OK;
}

static int cannot_plan(struct applying *a)
{
	tell_result(a, false, NULL);
	return app_fail(&a->drive.wizard.plan_error);
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

static int only_shown(struct applying *a)
{
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
			str_join(a->app->machine, &intel->installed, _(_(", "))));
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
	out_json(a, json);
}

/* What the repair was for. */
static void tell_outcomes(struct applying *a)
{
	const struct wizard *w = &a->drive.wizard;

	for (size_t i = 0; i < w->outcomes.n; i++) {
		const struct repair_outcome *outcome = &w->outcomes.at[i];
		const struct finding *f = outcome->finding;
		const char *title = f->title ? f->title : _(f->rule->title);

		if (wants_json(a))
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

static int apply_ended(struct applying *a)
{
	const struct run_result *result = &a->drive.wizard.run.result;
	bool stays = wizard_problem_stays(&a->drive.wizard);

	tell_outcomes(a);
	tell_result(a, result->ok && !stays, result->id);
	if (result->ok) {
		if (a->app->request.json)
			return stays ? EXIT_PROBLEMS : EXIT_OK;
		if (a->app->request.here) {
			app_tell(
				"%s",
				_("Done. The next go command in this folder goes by that line; 'go version' says which Go it takes."));
			return EXIT_OK;
		}
		tell_left_over(a);
		app_tell(_("Done. %s In this terminal, run:"), tell_end(&a->drive.wizard));
		app_tell_line(suggest_env(a->app));
		return stays ? EXIT_PROBLEMS : EXIT_OK;
	}
	if (result->proof_failed && result->rolled_back) {
		tell_put_back(a);
		explain_failure(a, proof_refusal(&a->drive.wizard.proof.verdicts));
		return EXIT_PROBLEMS;
	}
	if (result->proof_failed) {
		app_say("%s",
			plan_count(&a->drive.wizard.plan, &step_link) ||
					plan_count(&a->drive.wizard.plan, &step_run)
				? _("Problem. The tools are installed, but the proof failed. More is said by:")
				: _("Problem. What was to be changed is changed, but the proof failed. More is said by:"));
		app_say_line(suggest(a->app, COMMAND_PROVE, ""));
		app_say("%s", _("To take everything back:"));
		app_say_line(suggest(a->app, COMMAND_UNDO, "--yes"));
		explain_failure(a, proof_refusal(&a->drive.wizard.proof.verdicts));
		return EXIT_PROBLEMS;
	}
	if (result->rolled_back)
		app_say("%s", _("Note. What this run had changed was taken back."));
	app_fail(&result->error);
	explain_failure(a, result->error.text);
	return EXIT_FAILED;
}

/* Or the command ends with *ret_status, and what it is has been said. */
static bool has_steps(struct applying *a, int *ret_status)
{
	const struct wizard *w = &a->drive.wizard;

	if (w->plan_ok && w->plan.steps.n > 0)
		return true;
	*ret_status = w->plan_ok ? nothing_to_do(a) : cannot_plan(a);
	return false;
}

/* Nothing was begun, since another goready was at work between the plan and the lock. */
static bool was_overtaken(const struct applying *a)
{
	const struct run_result *result = &a->drive.wizard.run.result;

	return result->error.rc == RC_CHANGED && !result->id;
}

/* With --yes, what is needed now is done, as if it had been asked for now. */
static int carry_out(struct applying *a)
{
	const struct wizard *w = &a->drive.wizard;
	int status;

	for (int tries = 0; tries < MOST_TRIES; tries++) {
		if (w->phase == PHASE_CHOOSING) /* else it went on by itself: it was all shown */
			drive_action(&a->drive, ACTION_APPLY);
		if (!settle(a))
			return stopped(a);
		if (!was_overtaken(a))
			break;
		app_say("%s",
			_("Note. Another goready was at work meanwhile. Looking at the machine again."));
		drive_action(&a->drive, ACTION_RETRY);
		if (!settle(a))
			return stopped(a);
		if (!has_steps(a, &status))
			return status;
		if (w->phase == PHASE_CHOOSING)
			tell_plan(a);
	}
	return apply_ended(a);
}

static int go_through(struct applying *a)
{
	const struct request *r = &a->app->request;
	bool asks_first =
		r->yes && !app_names_tools(a->app) && wizard_shells_decide(&a->drive.wizard);
	int status;

	if (!asks_first && !has_steps(a, &status))
		return status;
	if (!r->json && !r->from && !a->drive.try_no_addresses)
		app_say("%s",
			r->yes ? _("Working. Trying the download addresses and starting your shells.")
			       : _("Working. Trying the download addresses."));
	drive_choose(&a->drive, "route", "recommended");
	drive_action(&a->drive, ACTION_NEXT);
	if (!settle(a))
		return stopped(a);
	if (!has_steps(a, &status))
		return status;
	tell_plan(a);
	if (!r->yes)
		return only_shown(a);
	return carry_out(a);
}

int command_apply(struct app *app)
{
	struct applying a = { .app = app };
	struct names only = { .at = (const char **)app->request.words,
			      .n = app->request.word_n,
			      .room = app->request.word_n };
	struct err e = { 0 };
	int status;

	if (app->request.command != COMMAND_FIX)
		only.n = 0; /* they name tools */
	if (app_check_ids(only.at, only.n, &e))
		return app_fail(&e);
	if (drive_open(app, app->request.command == COMMAND_FIX ? WIZARD_FIX : WIZARD_SETUP, &only,
		       true, &a.drive, &e))
		return app_fail(&e);
	if (app->request.trace && trace_open(&a.trace, app->loop, app->request.trace, &e)) {
		drive_close(&a.drive);
		return app_fail(&e);
	}
	a.drive.start_no_shells = !app->request.yes || app->request.here;
	a.drive.try_no_addresses = app->request.here;
	a.drive.roll_back = !app->request.keep_going;
	a.drive.unproven_goes_back =
		app->request.command == COMMAND_UPGRADE && !app->request.keep_going;
	a.drive.seen = apply_seen;
	a.drive.lend = apply_lend;
	a.drive.ctx = &a;
	app_mind_signals(app);
	status = go_through(&a);
	drive_close(&a.drive);
	trace_close(&a.trace);
	return status;
}
