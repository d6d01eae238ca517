/* The wish that reads a text: by the engine of `goready explain`, with all that was looked at so far. */
#include "app/drive_private.h"
#include "explain/explain.h"

void drive_explain(struct drive *d)
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
	*x = explain_text(mem, d->app->host, w->explaining.text,
			  &(struct explain_input){ .facts = w->facts,
						   .observed = &w->observed,
						   .wants = &w->wants,
						   .findings = findings });
	drive_event(d, &(struct event){ .kind = EVENT_EXPLAINED, .explained = x });
}
