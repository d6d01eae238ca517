/* Where the time of a run went: what began when, and how long it took. docs/speed.md has the reasons. */
#include "common.h"

/* What is shorter explains nothing. */
enum { SHORTEST_MS = 500 };

struct span {
	const char *what;
	int began, ms; /* since the run began */
};
struct spans LIST_OF(struct span);

/* By their beginning; what began at once stays in the plan's order. */
static void add_span(struct arena *mem, struct spans *spans, struct span span)
{
	size_t at;

	if (span.ms < SHORTEST_MS)
		return;
	list_push(mem, spans, span);
	for (at = spans->n - 1; at > 0 && spans->at[at - 1].began > span.began; at--)
		spans->at[at] = spans->at[at - 1];
	spans->at[at] = span;
}

/* The proof's checks come one after another; before it, its modules are compiled. */
static void add_proof(const struct wizard *w, struct arena *mem, struct spans *spans, int began)
{
	if (w->proof.since > 0)
		add_span(mem, spans,
			 (struct span){ _("Compiling what the proof needs"), w->proof.since,
					began - w->proof.since });
	for (size_t i = 0; i < w->proof.verdicts.n; i++) {
		const struct verdict *verdict = &w->proof.verdicts.at[i];

		add_span(mem, spans, (struct span){ verdict->title, began, verdict->ms });
		began += verdict->ms;
	}
}

void say_time_spent(const struct wizard *w, struct view *v)
{
	struct spans spans = { 0 };

	for (size_t i = 0; i < w->run.progress.n; i++) {
		const struct step_progress *progress = &w->run.progress.at[i];

		if (progress->step->kind->flags & STEP_PROVES)
			add_proof(w, v->mem, &spans, progress->began);
		else
			add_span(v->mem, &spans,
				 (struct span){ step_summary(progress->step, progress->otherwise),
						progress->began, progress->ms });
	}
	if (!spans.n)
		return;
	view_heading(v, _("Where the time went"));
	for (size_t i = 0; i < spans.n; i++) {
		const struct span *span = &spans.at[i];

		view_field(
			v,
			arena_fmt(v->mem, "%d:%02d", span->began / 60000, span->began / 1000 % 60),
			_("%s: %d.%d s"), span->what, span->ms / 1000, span->ms % 1000 / 100);
	}
	view_text(
		v, "%s",
		_("In front is when it began, in minutes and seconds. What does not wait for another runs beside it. Nearly all of the time is Go compiling gRPC and its own library."));
}
