/* The wishes that look: at shells and addresses, at a rehearsal, at the machine anew. */
#include <stdlib.h>
#include <string.h>

#include "app/asking.h"
#include "app/drive_private.h"
#include "app/overlay.h"
#include "app/probing.h"
#include "base/i18n.h"
#include "host/host.h"
#include "wants/brew.h"
#include "wants/probe.h"

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
					.looked = { .facts = d->app->facts, .matrix = matrix },
					.error = e });
	looked(d);
}

void drive_use_proxy(const struct facts *f)
{
	for (size_t i = 0; f->environment.system_proxy_used && i < f->environment.proxies.n; i++)
		(void)setenv(f->environment.proxies.at[i].name, f->environment.proxies.at[i].value,
			     0);
}

/* The user has turned it down after all: what was set for it goes. */
static void leave_proxy(const struct facts *f)
{
	const struct environment_facts *e = &f->environment;

	for (size_t i = 0; e->system_proxy_used && i < e->proxies.n; i++)
		if (str_equal(getenv(e->proxies.at[i].name), e->proxies.at[i].value))
			(void)unsetenv(e->proxies.at[i].name);
}

void drive_look(struct drive *d)
{
	struct err e = { 0 };

	leave_proxy(d->app->facts);
	d->app->facts = d->wizard.facts; /* it may go through a proxy by now, or no more */
	drive_use_proxy(d->app->facts);
	d->looks_left = 3; /* shells, addresses, and this call itself */
	if (!d->start_no_shells && !d->wizard.looked)
		d->asking = asking_start(d->app, NULL, shells_done, d, &e);
	if (!d->asking)
		d->looks_left--;
	if (d->try_no_addresses)
		d->looks_left--;
	else
		d->probing = probing_start(
			d->app, wants_probes(d->app->machine, d->wizard.facts, &d->wizard.wants),
			d->wizard.choices.try_mirrors == TRY_YES ? PROBE_MIRRORS : PROBE_NO_MIRRORS,
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

void drive_rehearse(struct drive *d)
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

/* ---- looking anew ---- */

/* A part of a download has another name than the whole. */
const struct names *drive_downloaded(struct app *app)
{
	struct names *names = ARENA_NEW(app->machine, struct names);
	struct dir_entries entries = { 0 };

	if (app->host->list(app->host, app->machine, app->facts->places.cache, &entries, NULL))
		return names; /* there is no such folder yet */
	for (size_t i = 0; i < entries.n; i++)
		if (entries.at[i].type == FILE_REGULAR)
			list_push(app->machine, names, entries.at[i].name);
	return names;
}

static void refreshed(struct drive *d, const struct shell_matrix *matrix)
{
	enum event_kind kind = d->checking ? EVENT_CHECKED : EVENT_FACTS;

	d->checking = false;
	learn_from_shells(d, matrix);
	drive_event(d, &(struct event){ .kind = kind,
					.looked = { .facts = d->app->facts,
						    .matrix = matrix,
						    .downloaded = drive_downloaded(d->app) } });
}

static void refreshed_shells(void *ctx, const struct shell_matrix *matrix, const struct err *e)
{
	struct drive *d = ctx;

	d->asking = NULL;
	if (e)
		wizard_log(&d->wizard, "%s", e->text);
	refreshed(d, matrix);
}

/* Journals that cannot be read now are for the run to complain about. */
void drive_note_state(struct drive *d)
{
	struct arena *mem = d->app->machine;
	struct places places = facts_places(mem, d->app->host);

	d->state = NULL;
	(void)journal_state_now(mem, d->app->host, &places, &d->state, NULL);
}

void drive_refresh(struct drive *d)
{
	struct facts_options options = { .project = app_project(d->app),
					 .shells = d->wizard.looked && !d->start_no_shells,
					 .toolchain_file = d->app->request.here };
	struct err e = { 0 };

	drive_note_state(d);
	process_meanwhile(d->meanwhile, d->ctx);
	d->app->facts = facts_gather(d->app->machine, d->app->host, &options);
	process_meanwhile(NULL, NULL);
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

void drive_measure(struct drive *d)
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
