/* The wishes that act: the run, the proof, undo. */
#include "app/drive_private.h"
#include "app/helper.h"
#include "app/proving.h"
#include "app/rescue.h"
#include "app/undo_sudo.h"
#include "host/host.h"
#include "journal/recover.h"
#include "loop/terminal.h"

/* ---- the run ---- */

static void run_told(void *ctx, const struct run_event *step)
{
	drive_event(ctx, &(struct event){ .kind = EVENT_STEP, .step = step });
}

static void drive_run_lend(void *ctx, bool lent, const char *why)
{
	struct drive *d = ctx;

	if (d->lend)
		d->lend(d->ctx, lent, why);
}

static void run_meanwhile(void *ctx)
{
	struct drive *d = ctx;

	if (d->meanwhile)
		d->meanwhile(d->ctx);
}

enum { TICK_MS = 1000 };

static void run_ticks(void *ctx)
{
	struct drive *d = ctx;

	d->tick = loop_after(d->app->loop, TICK_MS, run_ticks, d);
	drive_event(d, &(struct event){ .kind = EVENT_TICK,
					.ms = (int)(loop_ms(d->app->loop) - d->run_began) });
}

static void run_done(void *ctx, const struct run_result *result)
{
	struct drive *d = ctx;

	rescue_disarm();
	loop_cancel_timer(d->app->loop, d->tick);
	d->tick = NULL;
	drive_event(ctx, &(struct event){ .kind = EVENT_RUN_ENDED, .result = result });
	d->proven |= wizard_proven(&d->wizard);
}

void drive_apply(struct drive *d)
{
	struct run_spec spec = { .host = d->app->host,
				 .loop = d->app->loop,
				 .plan = &d->wizard.plan,
				 .state = d->state,
				 .facts = d->wizard.facts,
				 .wants = &d->wizard.wants,
				 .keep_going = !d->roll_back,
				 .unproven_goes_back = d->unproven_goes_back,
				 .goes_on = true,
				 .prove_argv = app_helper_argv(d->app, "prove", NULL),
				 .warm_argv = app_helper_argv(d->app, "warm", NULL),
				 .event = run_told,
				 .terminal = terminal_is_there(),
				 .lend = drive_run_lend,
				 .ended = run_done,
				 .meanwhile = run_meanwhile,
				 .ctx = d };
	struct run_result failed = { 0 };

	if (d->run)
		run_close(d->run);
	d->run = NULL;
	if (!run_start(&spec, &d->run, &failed.error)) {
		rescue_arm(run_result(d->run)->id);
		d->run_began = loop_ms(d->app->loop);
		d->tick = loop_after(d->app->loop, TICK_MS, run_ticks, d);
		return;
	}
	wizard_log(&d->wizard, "%s", failed.error.text);
	run_done(d, &failed);
}

/* ---- the proof alone ---- */

static void proof_told(void *ctx, const struct verdict *verdict)
{
	drive_event(ctx, &(struct event){ .kind = EVENT_VERDICT, .verdict = verdict });
}

static void proof_done(void *ctx, const struct err *e)
{
	struct drive *d = ctx;

	d->proving = NULL;
	drive_event(d, &(struct event){ .kind = EVENT_PROVED, .error = e });
	d->proven |= wizard_proven(&d->wizard);
}

static void project_kept(void *ctx, const struct err *e)
{
	struct drive *d = ctx;

	d->proving = NULL;
	drive_event(d, &(struct event){ .kind = EVENT_PROJECT_KEPT, .error = e });
}

void drive_prove(struct drive *d, const char *keep)
{
	void (*done)(void *ctx, const struct err *e) = keep ? project_kept : proof_done;
	struct err e = { 0 };

	d->proving = proving_start(d->app, NULL, keep, proof_told, done, d, &e);
	if (!d->proving)
		done(d, &e);
}

/* ---- a run that was broken off ---- */

void drive_finish(struct drive *d)
{
	const struct places *places = &d->wizard.facts->places;
	struct arena *mem = d->app->machine;
	bool ours = !journal_check_state(mem, d->app->host, places, d->state, NULL);
	struct err e = { 0 };

	if (recover_finish(d->app->host, d->wizard.facts, &e))
		wizard_log(&d->wizard, "%s", e.text);
	else if (ours)
		(void)journal_state_now(mem, d->app->host, places, &d->state, NULL);
}

/* ---- undo ---- */

static void plan_undo(void *ctx)
{
	struct drive *d = ctx;
	const struct wizard *w = &d->wizard;
	struct undo_plan plan = { 0 };
	struct err e = { 0 };
	enum rc rc;

	d->next_undo = NULL;
	process_meanwhile(d->meanwhile, d->ctx);
	rc = undo_make(d->app->machine, d->app->host, w->facts, w->undo.run, false, &plan, &e);
	process_meanwhile(NULL, NULL);
	if (rc)
		drive_event(d, &(struct event){ .kind = EVENT_UNDO_PLAN, .error = &e });
	else
		drive_event(d, &(struct event){ .kind = EVENT_UNDO_PLAN, .undo_plan = &plan });
}

/* Every file of a run is read: the page that says so is shown before. */
void drive_plan_undo(struct drive *d)
{
	loop_cancel_timer(d->app->loop, d->next_undo);
	d->next_undo = loop_after(d->app->loop, 0, plan_undo, d);
}

static void undo_told(void *ctx, const struct undo_item *item, const struct err *error)
{
	drive_event(ctx,
		    &(struct event){ .kind = EVENT_UNDO_ITEM, .undo_item = item, .error = error });
}

void drive_end_undo(struct drive *d)
{
	struct err e = { 0 };
	enum rc rc = undo_end(d->undoing, &e);

	d->undoing = NULL;
	if (d->sudo_asked)
		undo_sudo_forget();
	d->sudo_asked = false;
	drive_event(d, &(struct event){ .kind = EVENT_UNDONE, .error = rc ? &e : NULL });
}

/* One item a turn, so that the page shows how far it is. */
static void undo_further(void *ctx)
{
	struct drive *d = ctx;

	d->next_undo = NULL;
	if (!undo_next(d->undoing)) {
		drive_end_undo(d);
		return;
	}
	process_meanwhile(d->meanwhile, d->ctx);
	undo_step(d->undoing);
	process_meanwhile(NULL, NULL);
	d->next_undo = loop_after(d->app->loop, 0, undo_further, d);
}

void drive_undo(struct drive *d)
{
	struct err e = { 0 };

	d->proven = false;
	d->sudo_asked = undo_sudo_ask(&d->wizard.undo.plan, drive_run_lend, d);
	if (undo_begin(d->app->machine, d->app->host, d->wizard.facts, &d->wizard.undo.plan,
		       undo_told, d, &d->undoing, &e))
		drive_event(d, &(struct event){ .kind = EVENT_UNDONE, .error = &e });
	else
		d->next_undo = loop_after(d->app->loop, 0, undo_further, d);
}
