/* The wishes that read a text: by the engine of `goready explain`, with all that was looked at so far. */
#include "app/drive_private.h"
#include "capture/capture.h"
#include "explain/explain.h"

static const struct explanation *explained(struct drive *d, struct bytes text)
{
	const struct wizard *w = &d->wizard;
	struct arena *mem =
		d->app->machine; /* as long as the wizard, whatever is planned meanwhile */
	struct explanation *x = ARENA_NEW(mem, struct explanation);
	struct rule_input input = { .facts = w->facts,
				    .observed = &w->observed,
				    .wants = &w->wants,
				    .manifest = w->manifest,
				    .mem = mem };
	struct findings *findings = ARENA_NEW(mem, struct findings);

	*findings = rules_check(&input);
	*x = explain_text(mem, d->app->host, text,
			  &(struct explain_input){
				  .facts = w->facts,
				  .observed = &w->observed,
				  .wants = &w->wants,
				  .findings = findings,
				  .named_here = d->app->request.from ? host_captured_text : NULL });
	return x;
}

void drive_explain(struct drive *d)
{
	drive_event(d, &(struct event){ .kind = EVENT_EXPLAINED,
					.explained = explained(d, d->wizard.explaining.text) });
}

/* ---- why a run failed ---- */

enum { MOST_OF_A_LOG = 256 << 10 };

/* What is said on the page is the end of it only; nothing where there is no log, or a huge one. */
static struct bytes log_of_failed(struct drive *d)
{
	const struct wizard *w = &d->wizard;
	const struct step_progress *failed = wizard_failed(w);
	struct bytes log = { 0 };
	struct err e = { 0 };

	if (failed && w->run.result.id &&
	    d->app->host->read(d->app->host, d->app->machine,
			       arena_fmt(d->app->machine, "%s/%s/log/%s.log", w->facts->places.runs,
					 w->run.result.id, failed->step->id),
			       MOST_OF_A_LOG, &log, &e))
		log.n = 0;
	return log;
}

void drive_why(struct drive *d)
{
	struct bytes log = log_of_failed(d), said = d->wizard.failure.text;
	struct str text = { .mem = d->app->machine };

	str_add_bytes(&text, log.at, log.n);
	str_fmt(&text, "%.*s", (int)said.n, said.at);
	drive_event(d, &(struct event){ .kind = EVENT_WHY,
					.explained = explained(d, str_bytes(&text)) });
}
