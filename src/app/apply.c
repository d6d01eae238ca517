/* goready apply, and fix --yes: the wizard's recommended way without questions. */
#include "app/apply_private.h"

#include "app/report.h"
#include "app/suggest.h"
#include "base/i18n.h"
#include "wizard/tell.h"

enum { MOST_TRIES = 5 };

static const char *under_way(void *ctx)
{
	struct applying *a = ctx;

	return tell_under_way(&a->drive.wizard, a->app->machine);
}

static void begin_beat(struct applying *a)
{
	a->beat = (struct heartbeat){ .loop = a->app->loop, .what = under_way, .ctx = a };
	if (!a->app->request.json)
		heartbeat_start(&a->beat);
}

/* Until the wizard waits for an answer; false where a signal came first. */
static bool settle(struct applying *a)
{
	begin_beat(a);
	while (!drive_idle(&a->drive) && !a->app->signal)
		loop_turn(a->app->loop, -1);
	heartbeat_stop(&a->beat);
	return !a->app->signal;
}

static int stopped(struct applying *a)
{
	const struct wizard *w = &a->drive.wizard;
	const char *words;

	begin_beat(a);
	drive_cancel(&a->drive);
	heartbeat_stop(&a->beat);
	apply_tell_result(a, false, w->run.result.id);
	app_say("%s", tell_stopped(w, &words));
	if (words)
		app_say_line(suggest(a->app, COMMAND_UNDO, "--yes"));
	return 128 + a->app->signal;
}

static int cannot_plan(struct applying *a)
{
	apply_tell_result(a, false, NULL);
	return app_fail(&a->drive.wizard.plan_error);
}

/* Or the command ends with *ret_status, and what it is has been said. */
static bool has_steps(struct applying *a, int *ret_status)
{
	const struct wizard *w = &a->drive.wizard;

	if (w->plan_ok && w->plan.steps.n > 0)
		return true;
	*ret_status = w->plan_ok ? apply_nothing_to_do(a) : cannot_plan(a);
	return false;
}

/* Nothing was begun, since another goready was at work between the plan and the lock. */
static bool was_overtaken(const struct applying *a)
{
	const struct run_result *result = &a->drive.wizard.run.result;

	return result->error.rc == RC_CHANGED && !result->id;
}

/* Why what has been carried out is not all: a sentence; NULL: it is. */
static const char *why_again(const struct applying *a)
{
	const struct wizard *w = &a->drive.wizard;

	if (was_overtaken(a))
		return _(
			"Note. Another goready was at work meanwhile. Looking at the machine again.");
	if (w->run.result.proof_failed && wizard_has_opened(w))
		return _("Note. What was closed is open now. Looking at the machine again.");
	return NULL;
}

/* With --yes, what is needed now is done, as if it had been asked for now. */
static int carry_out(struct applying *a)
{
	const struct wizard *w = &a->drive.wizard;
	const char *why;
	bool has_run;
	int status;

	for (int tries = 0; tries < MOST_TRIES; tries++) {
		a->quarters = (struct quarters){ 0 }; /* of the steps of a plan that may be gone */
		if (w->phase == PHASE_CHOOSING) /* else it went on by itself: it was all shown */
			drive_action(&a->drive, ACTION_APPLY);
		if (!settle(a))
			return stopped(a);
		why = why_again(a);
		if (!why)
			break;
		app_say("%s", why);
		has_run = !was_overtaken(a);
		a->went_on |= has_run;
		drive_action(&a->drive, ACTION_RETRY);
		if (!settle(a))
			return stopped(a);
		if (has_run && !(w->plan_ok && w->plan.steps.n))
			break; /* the proof failed for something that goready cannot bring */
		if (!has_steps(a, &status))
			return status;
		if (w->phase == PHASE_CHOOSING)
			apply_tell_plan(a);
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
	apply_tell_plan(a);
	if (!r->yes)
		return apply_only_shown(a);
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
	if (app->request.trace &&
	    (app_may_write(app, app->request.trace, &e) ||
	     trace_open(&a.trace, app->loop, app_path(app, app->request.trace), &e))) {
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
	a.drive.meanwhile = apply_meanwhile;
	a.drive.ctx = &a;
	app_mind_signals(app);
	status = go_through(&a);
	drive_close(&a.drive);
	trace_close(&a.trace);
	return status;
}
