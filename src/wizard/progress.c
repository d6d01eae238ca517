/* What a run tells of itself: steps, verdicts, the end. */
#include "wizard/estimate.h"
#include "wizard/tell.h"

#include "base/i18n.h"
#include "wants/brew.h"

void progress_begin(struct wizard *w)
{
	w->run.progress.n = 0;
	for (size_t i = 0; i < w->plan.steps.n; i++) {
		struct step_progress *progress = list_add(w->mem, &w->run.progress);

		progress->step = &w->plan.steps.at[i];
		progress->state = STATE_WAITING;
		progress->seconds_left = -1;
	}
	w->proof.verdicts.n = 0;
	w->proof.since = w->proof.ms = 0;
	w->run.ms = 0;
	w->run.told.any = false;
	w->run.result = (struct run_result){ 0 };
	w->failure = (struct run_failure){ 0 };
	w->phase = PHASE_CHANGING;
	w->proof.ended = false;
	wizard_go(w, SCREEN_APPLY);
	wizard_wish(w, WISH_APPLY, _("Making the changes"));
}

bool wizard_is_changing(const struct wizard *w)
{
	return w->phase == PHASE_CHANGING || w->phase == PHASE_STOPPING;
}

static struct step_progress *progress_of(struct wizard *w, const struct step *step)
{
	for (size_t i = 0; i < w->run.progress.n; i++)
		if (str_equal(w->run.progress.at[i].step->id, step->id))
			return &w->run.progress.at[i];
	return NULL;
}

static void log_state(struct wizard *w, const struct run_event *event)
{
	const char *summary = step_summary(event->step, event->otherwise);

	if (event->state == STATE_DONE)
		wizard_log(w, _("Done: %s (%d.%d s)."), summary, event->ms / 1000,
			   event->ms % 1000 / 100);
	else if (event->state == STATE_FAILED)
		wizard_log(w, _("Problem: %s: %s"), summary,
			   event->error ? event->error->text : "");
	if (event->note)
		wizard_log(w, "%s", event->note);
}

static void on_verdict(struct wizard *w, const struct verdict *verdict)
{
	const struct json *json = verdict_json(w->mem, verdict);
	struct verdict copy = { 0 };
	struct err e = { 0 };

	if (verdict_parse(w->mem, json, &copy, &e) == RC_OK)
		list_push(w->mem, &w->proof.verdicts, copy);
}

static void on_verdict_json(struct wizard *w, const struct json *json)
{
	struct verdict verdict = { 0 };
	struct err e = { 0 };

	if (verdict_parse(w->mem, json, &verdict, &e) == RC_OK)
		list_push(w->mem, &w->proof.verdicts, verdict);
	else
		wizard_log(w, _("A result of the proof could not be read: %s"), e.text);
}

/* As run does: what waits for a step that went the other way does so too. */
static void others_follow(struct wizard *w, const struct step *step)
{
	for (size_t i = 0; i < w->run.progress.n; i++)
		if (names_hold(&w->run.progress.at[i].step->needs, step->id))
			w->run.progress.at[i].otherwise = true;
}

static void on_step(struct wizard *w, const struct run_event *event)
{
	struct step_progress *progress = event->step ? progress_of(w, event->step) : NULL;

	if (event->verdict)
		on_verdict_json(w, event->verdict);
	if (!progress)
		return;
	if (progress->state == STATE_WAITING)
		progress->began = w->run.ms;
	progress->state = event->state;
	progress->otherwise = event->otherwise;
	if (event->otherwise && event->state == STATE_DONE)
		others_follow(w, event->step);
	progress->bytes = event->bytes;
	progress->total = event->total;
	progress->per_second = event->per_second;
	progress->seconds_left = event->seconds_left;
	progress->ms = event->ms;
	if (event->note)
		progress->note = arena_strdup(w->mem, event->note);
	if (event->error)
		progress->error = *event->error;
	log_state(w, event);
	if (!w->proof.since && wizard_is_warming(w))
		w->proof.since = w->run.ms;
	if ((event->step->kind->flags & STEP_PROVES) && event->state == STATE_STARTED &&
	    w->at == SCREEN_APPLY) {
		w->at = SCREEN_PROOF;
		w->waiting_for = _("Proving the toolchain");
		if (wants_intel_brew(w->facts)) /* Done says what of an older Mac is left */
			w->wish = WISH_MEASURE;
	}
}

const struct step_progress *wizard_failed(const struct wizard *w)
{
	for (size_t i = 0; i < w->run.progress.n; i++)
		if (w->run.progress.at[i].state == STATE_FAILED)
			return &w->run.progress.at[i];
	return NULL;
}

static void log_end(struct wizard *w)
{
	if (w->run.result.ok)
		wizard_log(w, "%s", tell_end(w));
	else if (w->run.result.rolled_back)
		wizard_log(w, _("Every change of this run was taken back."));
	else if (w->run.result.cancelled)
		wizard_log(w, _("The run was stopped."));
}

static bool changes_path(const struct step_progress *progress)
{
	const struct step *step = progress->step;

	return progress->state == STATE_DONE && step->kind == &step_edit &&
	       step->edit.shell != SHELL_N;
}

/* In the terminal that goready was started in, as it was before the run. */
static bool finds_here(const struct facts *f, enum tool_id id, const char *folder)
{
	const struct tool *first = facts_resolve_here(f, id);

	for (size_t i = 0; i < f->path.entries.n; i++)
		if (path_equal(f->path.entries.at[i].text, folder))
			return !first || first->path_index >= (int)i;
	return false;
}

/* The next plan has none of these steps any more. */
static void keep_path_changed(struct wizard *w)
{
	for (size_t i = 0; i < w->run.progress.n && !w->run.result.rolled_back; i++)
		w->run.path_changed |= changes_path(&w->run.progress.at[i]);
	tools_each (id)
		w->run.path_changed |= !w->run.result.rolled_back && w->plan.tool_folder[id] &&
				       !finds_here(w->facts, id, w->plan.tool_folder[id]);
}

static void on_run_ended(struct wizard *w, const struct run_result *result)
{
	w->run.result = *result;
	w->run.result.id = arena_strdup(w->mem, result->id);
	w->phase = PHASE_CHANGED;
	w->waiting_for = NULL;
	w->proof.ended = result->ok || result->proof_failed;
	w->proof.ms = w->run.ms - w->proof.since;
	w->run.left_something += wizard_left_something(w);
	keep_path_changed(w);
	log_end(w);
	if (w->input_ended)
		wizard_log(w, "%s", tell_input_ended(w, w->mem));
	wizard_go(w, result->ok ? SCREEN_DONE : result->proof_failed ? SCREEN_PROOF : SCREEN_APPLY);
	if (w->input_ended)
		leave_now(w);
	else if (result->ok && w->mode == WIZARD_FIX)
		wizard_wish(w, WISH_CHECK, _("Looking at what is healed"));
	else if (!result->ok && !result->cancelled && !w->unattended)
		failing_ask_why(w);
}

static void on_proved(struct wizard *w, const struct err *error)
{
	w->waiting_for = NULL;
	w->proof.ended = true;
	if (error && error->rc) {
		w->proof.error = *error;
		wizard_log(w, _("The proof could not be tried: %s"), error->text);
	} else {
		w->proof.error = (struct err){ 0 };
	}
	if (wizard_proven(w)) {
		w->run.result.ok = w->phase == PHASE_CHANGED;
		w->run.result.proof_failed = false;
		wizard_go(w, SCREEN_DONE);
	}
	if (w->input_ended)
		leave_now(w);
	else if (!wizard_proven(w))
		failing_ask_why(w);
}

bool wizard_proven(const struct wizard *w)
{
	return w->proof.ended && !w->proof.error.rc && w->proof.verdicts.n > 0 &&
	       proof_ok(&w->proof.verdicts);
}

void progress_on(struct wizard *w, const struct event *event)
{
	if (event->kind == EVENT_STEP && event->step)
		on_step(w, event->step);
	else if (event->kind == EVENT_TICK && wizard_is_changing(w))
		w->run.ms = event->ms;
	else if (event->kind == EVENT_RUN_ENDED && event->result)
		on_run_ended(w, event->result);
	else if (event->kind == EVENT_VERDICT && event->verdict && !w->proof.ended)
		on_verdict(w, event->verdict);
	else if (event->kind == EVENT_PROVED)
		on_proved(w, event->error);
	if (wizard_is_changing(w))
		estimate_tell(w);
}
