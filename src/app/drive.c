#include "app/drive.h"

#include <time.h>

#include "app/asking.h"
#include "app/drive_private.h"
#include "app/suggest.h"
#include "app/overlay.h"
#include "app/probing.h"
#include "app/proving.h"
#include "app/since.h"
#include "base/i18n.h"
#include "screens/screens.h"
#include "ui/ui.h"

enum { MOST_PLAN_MEMORY = 64 << 20 };

static void fulfil(struct drive *d);

/* Of the day, as people read it. */
static void tell_clock(char *ret)
{
	time_t now = time(NULL);
	struct tm day = { 0 };

	if (!localtime_r(&now, &day) || !strftime(ret, CLOCK_SIZE, "%H:%M:%S", &day))
		*ret = '\0';
}

void drive_event(struct drive *d, const struct event *event)
{
	tell_clock(d->wizard.clock);
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

/* On a recorded machine what can be known is known already, and nothing else is done. */
static void rehearse(struct drive *d, enum wish wish)
{
	struct err e = { 0 };

	if (wish == WISH_EXPLAIN) {
		drive_explain(d);
	} else if (wish == WISH_LOOK) {
		drive_event(d, &(struct event){ .kind = EVENT_LOOKED });
	} else if (wish == WISH_REHEARSE) {
		err_set(&e, RC_CANCELLED, _("a recorded machine has no shells to start"));
		drive_event(d, &(struct event){ .kind = EVENT_REHEARSED, .error = &e });
	}
}

static void fulfil(struct drive *d)
{
	enum wish wish = d->wizard.wish;

	if (wish == WISH_QUIT)
		return;
	d->wizard.wish = WISH_NONE;
	if (d->wizard.recorded) {
		rehearse(d, wish);
		return;
	}
	switch (wish) {
	case WISH_NONE:
	case WISH_QUIT:
		break;
	case WISH_LOOK:
		drive_look(d);
		break;
	case WISH_REHEARSE:
		drive_rehearse(d);
		break;
	case WISH_APPLY:
		drive_apply(d);
		break;
	case WISH_CANCEL:
		if (d->run)
			run_cancel(d->run);
		break;
	case WISH_UNDO:
		drive_undo(d);
		break;
	case WISH_UNDO_PLAN:
		drive_plan_undo(d);
		break;
	case WISH_PROVE:
		drive_prove(d, NULL);
		break;
	case WISH_KEEP_PROJECT:
		drive_prove(d, d->wizard.hello.folder);
		break;
	case WISH_REFRESH:
		drive_refresh(d);
		break;
	case WISH_CHECK:
		d->checking = true;
		drive_refresh(d);
		break;
	case WISH_MEASURE:
		drive_measure(d);
		break;
	case WISH_FINISH:
		drive_finish(d);
		break;
	case WISH_EXPLAIN:
		drive_explain(d);
		break;
	case WISH_WHY:
		drive_why(d);
		break;
	}
}

/* ---- life ---- */

/* Ids of --except, each of a rule. */
static enum rc exceptions(struct app *app, struct names *ret, struct err *e)
{
	struct names words = { 0 };

	if (app->request.except)
		words = str_split(app->mem, app->request.except, ',');
	for (size_t i = 0; i < words.n; i++)
		list_push(app->mem, ret, str_trim(app->mem, words.at[i]));
	return app_check_ids(ret->at, ret->n, e);
}

enum rc drive_open(struct app *app, enum wizard_mode mode, const struct names *only,
		   bool unattended, struct drive *ret, struct err *e)
{
	struct facts_options look_at = { .shells = app->request.yes };
	struct journal_runs *runs = ARENA_NEW(app->mem, struct journal_runs);
	struct names except = { 0 };
	char clock[CLOCK_SIZE];
	const char *own;
	struct wizard_options options = { .mode = mode,
					  .screens = screens,
					  .only = only,
					  .except = &except,
					  .runs = runs,
					  .wants_options = &app->wants_options,
					  .unattended = unattended,
					  .recorded = app->request.from,
					  .no_letters = ui_wants_no_letters() };
	enum rc rc = exceptions(app, &except, e);

	if (!rc)
		rc = app_open_recorded(app, e);
	*ret = (struct drive){ .app = app };
	if (rc)
		return rc;
	look_at.project = app_project(app);
	look_at.toolchain_file = app->request.here;
	if (!app->request.from)
		drive_note_state(ret);
	app_gather(app, &look_at);
	own = suggest_path(app);
	options.own_link = own && path_is_within(own, app->facts->places.data);
	if (app->request.system_proxy)
		app->facts = facts_with_system_proxy(app->machine, app->facts);
	drive_use_proxy(app->facts);
	tell_clock(clock);
	options.clock = clock;
	options.facts = app->facts;
	options.downloaded = drive_downloaded(app);
	rc = app_load_wants(app, e);
	if (!rc && !app->request.from)
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
		drive_end_undo(d);
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
	if (d->proven) /* here, where nobody waits for a page */
		since_remember(d->app);
	d->proven = false;
}
