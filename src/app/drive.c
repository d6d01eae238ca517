#include "app/drive.h"
#include "app/rescue.h"

#include <stdlib.h>
#include <string.h>

#include "app/asking.h"
#include "app/helper.h"
#include "app/overlay.h"
#include "app/probing.h"
#include "app/proving.h"
#include "base/i18n.h"
#include "screens/screens.h"
#include "loop/terminal.h"
#include "wants/homebrew.h"
#include "wants/probe.h"

enum { MOST_PLAN_MEMORY = 64 << 20 };

static void fulfil(struct drive *d);

void drive_event(struct drive *d, const struct event *event)
{
	wizard_on(&d->wizard, event);
	if (d->seen)
		d->seen(d->ctx, event);
	fulfil(d);
}

void drive_action(struct drive *d, enum action_id action)
{
	drive_event(d, &(struct event){ .kind = EVENT_ACTION, .action = action });
}

void drive_choose(struct drive *d, const char *choice, const char *option)
{
	drive_event(d, &(struct event){ .kind = EVENT_CHOOSE,
					.chosen = { .choice = choice, .option = option } });
}

/* ---- looking: shells and addresses, side by side ---- */

static void looked(struct drive *d)
{
	if (--d->looks_left == 0)
		drive_event(d, &(struct event){ .kind = EVENT_LOOKED });
}

static void probes_done(void *ctx, const struct addresses *addresses,
			const struct formulae *formulae)
{
	struct drive *d = ctx;

	d->probing = NULL;
	drive_event(d, &(struct event){ .kind = EVENT_PROBES, .probed = { addresses, formulae } });
	looked(d);
}

static void learn_from_shells(struct drive *d, const struct shell_matrix *matrix)
{
	if (matrix)
		d->app->facts =
			facts_with_shells(d->app->machine, d->app->host, d->app->facts, matrix);
}

static void shells_done(void *ctx, const struct shell_matrix *matrix, const struct err *e)
{
	struct drive *d = ctx;

	d->asking = NULL;
	if (e)
		wizard_log(&d->wizard, "%s", e->text);
	learn_from_shells(d, matrix);
	drive_event(d, &(struct event){ .kind = EVENT_SHELLS,
					.looked = { d->app->facts, matrix },
					.error = e });
	looked(d);
}

static void look(struct drive *d)
{
	struct err e = { 0 };

	d->looks_left = 3; /* shells, addresses, and this call itself */
	if (!d->start_no_shells)
		d->asking = asking_start(d->app, NULL, shells_done, d, &e);
	if (!d->asking)
		d->looks_left--;
	d->probing = probing_start(d->app,
				   wants_probes(d->app->machine, d->wizard.facts, &d->wizard.wants),
				   probes_done, d);
	looked(d);
}

/* ---- rehearsal ---- */

static void rehearsed(void *ctx, const struct shell_matrix *matrix, const struct err *e)
{
	struct drive *d = ctx;

	d->asking = NULL;
	overlay_remove(d->app, d->overlay);
	d->overlay = NULL;
	drive_event(d, &(struct event){ .kind = EVENT_REHEARSED, .rehearsal = matrix, .error = e });
}

static void rehearse(struct drive *d)
{
	struct err e = { 0 };

	if (d->start_no_shells) {
		err_set(&e, RC_CANCELLED, _("without --yes no shell is started"));
		drive_event(d, &(struct event){ .kind = EVENT_REHEARSED, .error = &e });
		return;
	}
	if (!overlay_write(d->app, &d->wizard.plan, &d->overlay, &e))
		d->asking = asking_start(d->app, d->overlay, rehearsed, d, &e);
	if (d->asking)
		return;
	if (d->overlay)
		overlay_remove(d->app, d->overlay);
	d->overlay = NULL;
	drive_event(d, &(struct event){ .kind = EVENT_REHEARSED, .error = &e });
}

/* ---- the run ---- */

static void run_told(void *ctx, const struct run_event *step)
{
	drive_event(ctx, &(struct event){ .kind = EVENT_STEP, .step = step });
}

static void lend(void *ctx, bool lent, const char *why)
{
	struct drive *d = ctx;

	if (d->lend)
		d->lend(d->ctx, lent, why);
}

static void run_done(void *ctx, const struct run_result *result)
{
	rescue_disarm();
	drive_event(ctx, &(struct event){ .kind = EVENT_RUN_ENDED, .result = result });
}

static void apply(struct drive *d)
{
	struct run_spec spec = { .host = d->app->host,
				 .loop = d->app->loop,
				 .plan = &d->wizard.plan,
				 .facts = d->wizard.facts,
				 .wants = &d->wizard.wants,
				 .keep_going = !d->roll_back,
				 .goes_on = true,
				 .prove_argv = app_helper_argv(d->app, "prove", NULL),
				 .warm_argv = app_helper_argv(d->app, "warm", NULL),
				 .event = run_told,
				 .terminal = terminal_is_there(),
				 .lend = lend,
				 .ended = run_done,
				 .ctx = d };
	struct run_result failed = { 0 };

	if (d->run)
		run_close(d->run);
	d->run = NULL;
	if (!run_start(&spec, &d->run, &failed.error)) {
		rescue_arm(run_result(d->run)->id);
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
}

static void project_kept(void *ctx, const struct err *e)
{
	struct drive *d = ctx;

	d->proving = NULL;
	drive_event(d, &(struct event){ .kind = EVENT_PROJECT_KEPT, .error = e });
}

static void prove(struct drive *d, const char *keep)
{
	void (*done)(void *ctx, const struct err *e) = keep ? project_kept : proof_done;
	struct err e = { 0 };

	d->proving = proving_start(d->app, keep, proof_told, done, d, &e);
	if (!d->proving)
		done(d, &e);
}

/* ---- undo ---- */

static void plan_undo(struct drive *d)
{
	const struct wizard *w = &d->wizard;
	struct undo_plan plan = { 0 };
	struct err e = { 0 };

	if (undo_make(d->app->machine, d->app->host, w->facts, w->undo.run, false, &plan, &e))
		drive_event(d, &(struct event){ .kind = EVENT_UNDO_PLAN, .error = &e });
	else
		drive_event(d, &(struct event){ .kind = EVENT_UNDO_PLAN, .undo_plan = &plan });
}

static void undo_told(void *ctx, const struct undo_item *item, const struct err *error)
{
	drive_event(ctx,
		    &(struct event){ .kind = EVENT_UNDO_ITEM, .undo_item = item, .error = error });
}

static void undo_done(struct drive *d)
{
	struct err e = { 0 };
	enum rc rc = undo_end(d->undoing, &e);

	d->undoing = NULL;
	drive_event(d, &(struct event){ .kind = EVENT_UNDONE, .error = rc ? &e : NULL });
}

/* One item a turn, so that the page shows how far it is. */
static void undo_further(void *ctx)
{
	struct drive *d = ctx;

	d->next_undo = NULL;
	if (!undo_next(d->undoing)) {
		undo_done(d);
		return;
	}
	undo_step(d->undoing);
	d->next_undo = loop_after(d->app->loop, 0, undo_further, d);
}

static void undo(struct drive *d)
{
	struct err e = { 0 };

	if (undo_begin(d->app->machine, d->app->host, d->wizard.facts, &d->wizard.undo.plan,
		       undo_told, d, &d->undoing, &e))
		drive_event(d, &(struct event){ .kind = EVENT_UNDONE, .error = &e });
	else
		d->next_undo = loop_after(d->app->loop, 0, undo_further, d);
}

/* ---- looking anew ---- */

static void refreshed(struct drive *d, const struct shell_matrix *matrix)
{
	learn_from_shells(d, matrix);
	drive_event(d, &(struct event){ .kind = EVENT_FACTS, .looked = { d->app->facts, matrix } });
}

static void refreshed_shells(void *ctx, const struct shell_matrix *matrix, const struct err *e)
{
	struct drive *d = ctx;

	d->asking = NULL;
	if (e)
		wizard_log(&d->wizard, "%s", e->text);
	refreshed(d, matrix);
}

static void refresh(struct drive *d)
{
	struct facts_options options = { .project = d->app->folder };
	struct err e = { 0 };

	d->app->facts = facts_gather(d->app->machine, d->app->host, &options);
	if (d->wizard.looked && !d->start_no_shells)
		d->asking = asking_start(d->app, NULL, refreshed_shells, d, &e);
	if (!d->asking)
		refreshed(d, NULL);
}

/* ---- how large is what stays ---- */

static void measured_some(void *ctx, struct bytes data)
{
	struct drive *d = ctx;

	str_add_bytes(&d->measured, data.at, data.n);
}

/* "123456\t/usr/local/Cellar" (du(1) -sk); one that could not read all ends with 1. */
static void measured(void *ctx, int status, bool timed_out)
{
	struct drive *d = ctx;
	uint64_t kilobytes = 0;
	const char *at = str_text(&d->measured);

	(void)status;
	d->measuring = NULL;
	for (; *at && !timed_out; at = strchr(at, '\n') + 1) {
		kilobytes += strtoull(at, NULL, 10);
		if (!strchr(at, '\n'))
			break;
	}
	drive_event(d, &(struct event){ .kind = EVENT_MEASURED, .bytes = kilobytes * 1024 });
}

static void measure(struct drive *d)
{
	const struct brew *brew = wants_intel_brew(d->wizard.facts);
	struct child_spec spec = {
		.seconds = 60, .out = measured_some, .done = measured, .ctx = d
	};
	struct arena *mem = d->app->machine;

	if (!brew || d->measuring)
		return;
	list_push(mem, &spec.argv, "/usr/bin/du");
	list_push(mem, &spec.argv, "-sk");
	list_push(mem, &spec.argv, path_join(mem, brew->prefix, "Cellar"));
	list_push(mem, &spec.argv, path_join(mem, brew->prefix, "Homebrew"));
	d->measured = (struct str){ .mem = mem };
	d->measuring = loop_spawn(d->app->loop, &spec, NULL);
}

static void fulfil(struct drive *d)
{
	enum wish wish = d->wizard.wish;

	if (wish == WISH_QUIT)
		return;
	d->wizard.wish = WISH_NONE;
	switch (wish) {
	case WISH_NONE:
	case WISH_QUIT:
		break;
	case WISH_LOOK:
		look(d);
		break;
	case WISH_REHEARSE:
		rehearse(d);
		break;
	case WISH_APPLY:
		apply(d);
		break;
	case WISH_CANCEL:
		if (d->run)
			run_cancel(d->run);
		break;
	case WISH_UNDO:
		undo(d);
		break;
	case WISH_UNDO_PLAN:
		plan_undo(d);
		break;
	case WISH_PROVE:
		prove(d, NULL);
		break;
	case WISH_KEEP_PROJECT:
		prove(d, d->wizard.hello.folder);
		break;
	case WISH_REFRESH:
		refresh(d);
		break;
	case WISH_MEASURE:
		measure(d);
		break;
	}
}

/* ---- life ---- */

enum rc drive_open(struct app *app, enum wizard_mode mode, const struct names *only,
		   bool unattended, struct drive *ret, struct err *e)
{
	struct facts_options look_at = { .project = app->folder };
	struct journal_runs *runs = ARENA_NEW(app->mem, struct journal_runs);
	struct wizard_options options = { .mode = mode,
					  .screens = screens,
					  .only = only,
					  .runs = runs,
					  .program = app->program,
					  .wants_options = &app->wants_options,
					  .unattended = unattended };
	enum rc rc;

	*ret = (struct drive){ .app = app };
	app->facts = facts_gather(app->machine, app->host, &look_at);
	options.facts = app->facts;
	rc = app_load_wants(app, e);
	if (!rc)
		rc = journal_read_all(app->mem, app->host, &app->facts->places, runs, e);
	if (rc)
		return rc;
	ret->plan_mem = arena_open("plan", MOST_PLAN_MEMORY);
	rc = wizard_start(&ret->wizard, app->machine, ret->plan_mem, &options, e);
	if (rc)
		arena_close(ret->plan_mem);
	return rc;
}

bool drive_idle(const struct drive *d)
{
	return !d->wizard.waiting_for;
}

bool drive_ended(const struct drive *d)
{
	return d->wizard.wish == WISH_QUIT;
}

void drive_cancel(struct drive *d)
{
	if (d->probing)
		probing_cancel(d->probing);
	if (d->asking)
		asking_cancel(d->asking);
	d->probing = NULL;
	d->asking = NULL;
	if (d->overlay)
		overlay_remove(d->app, d->overlay);
	d->overlay = NULL;
	loop_cancel_timer(d->app->loop, d->next_undo);
	d->next_undo = NULL;
	if (d->undoing) /* what is left is a shorter undo next time */
		undo_done(d);
	if (d->proving)
		proving_cancel(d->proving);
	if (d->run && !run_ended(d->run))
		run_cancel(d->run);
	while (d->proving || (d->run && !run_ended(d->run)))
		loop_turn(d->app->loop, -1);
}

void drive_close(struct drive *d)
{
	drive_cancel(d);
	if (d->run)
		run_close(d->run);
	d->run = NULL;
	arena_close(d->plan_mem);
	d->plan_mem = NULL;
}
