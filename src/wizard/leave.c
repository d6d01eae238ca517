/* Ways out: quitting, end of input, undo; and the exit status each of them means. */
#include "wizard/tell.h"

#include "base/i18n.h"

static int status_of_run(const struct wizard *w)
{
	if (w->run.result.ok)
		return 0;
	return w->run.result.proof_failed && w->undo.progress != UNDO_DONE ? 2 : 1;
}

/* 0 done, 1 could not, 2 problems or a failed proof, 3 stopped before consent. */
int wizard_status(const struct wizard *w)
{
	bool problems = findings_count(&w->findings, LEVEL_PROBLEM) > 0;

	if (w->phase == PHASE_CHANGED)
		return status_of_run(w);
	if (w->undo.progress == UNDO_DONE)
		return w->undo.failed ? 1 : 0;
	if (w->phase != PHASE_CHOOSING || w->run.left_something)
		return 1;
	if (w->route == ROUTE_PROVE && w->proof.ended)
		return wizard_proven(w) ? 0 : 2;
	if (w->recorded)
		return 0;
	if (w->at == SCREEN_DONE)
		return problems ? 2 : 0;
	if (w->at == SCREEN_EXPLAIN && w->explaining.answer)
		return explain_holds(w->explaining.answer) ? 2 : 0;
	return 3;
}

static bool is_laid_over(enum screen_id screen)
{
	return wizard_is_read(screen) || screen == SCREEN_QUIT;
}

/* What stays in the terminal is the page itself, not what was looked up on it last. */
void leave_now(struct wizard *w)
{
	while (w->overlays.n && is_laid_over(wizard_screen(w)))
		w->overlays.n--;
	w->exit_status = wizard_status(w);
	w->waiting_for = NULL;
	w->wish = WISH_QUIT;
}

/* Would leaving lose anything: a run or an undo under way, or choices? */
static bool loses_something(const struct wizard *w)
{
	if (wizard_is_changing(w) || w->undo.progress == UNDO_UNDER_WAY)
		return true;
	if (w->recorded)
		return false;
	if (w->phase != PHASE_CHOOSING || w->undo.progress == UNDO_DONE || w->proof.ended)
		return false;
	return w->at != SCREEN_WELCOME && w->at != SCREEN_DONE && w->at != SCREEN_EXPLAIN &&
	       w->route != ROUTE_LOOK;
}

void leave_on_quit(struct wizard *w)
{
	if (wizard_screen(w) == SCREEN_QUIT) {
		if (!wizard_is_changing(w))
			leave_now(w);
		return;
	}
	if (loses_something(w))
		list_push(w->mem, &w->overlays, SCREEN_QUIT);
	else
		leave_now(w);
}

static bool something_is_changed(const struct wizard *w)
{
	return w->phase != PHASE_CHOOSING || w->proof.ended || w->undo.progress == UNDO_UNDER_WAY;
}

/* Silence is no consent; and a run under way is finished, with nobody to ask any more. */
void leave_on_end_of_input(struct wizard *w)
{
	w->input_ended = true;
	if (wizard_is_changing(w) || (w->waiting_for && something_is_changed(w)))
		return;
	wizard_log(w, "%s", tell_input_ended(w, w->mem));
	leave_now(w);
}

void wizard_ask_undo(struct wizard *w, const char *run)
{
	w->undo.run = run;
	w->undo.progress = UNDO_UNPLANNED;
	w->undo.error = (struct err){ 0 };
	list_push(w->mem, &w->overlays, SCREEN_UNDO);
	wizard_wish(w, WISH_UNDO_PLAN, _("Looking up what can be undone"));
}

static void on_undo_plan(struct wizard *w, const struct undo_plan *plan, const struct err *error)
{
	w->waiting_for = NULL;
	w->undo.plan = plan ? *plan : (struct undo_plan){ 0 };
	w->undo.progress = plan ? UNDO_PLANNED : UNDO_UNPLANNED;
	w->undo.error = error ? *error : (struct err){ 0 };
	w->undo.told.n = 0;
	w->undo.failed = 0;
}

static void on_undo_item(struct wizard *w, const struct undo_item *item, const struct err *error)
{
	struct undo_told *told;

	if (item->action == UNDO_NOTHING)
		return;
	told = list_add(w->mem, &w->undo.told);
	*told = (struct undo_told){ .left = item->action ==
					    UNDO_LEAVE }; /* not of an earlier undo */
	told->summary = arena_strdup(w->mem, item->summary);
	if (error && error->rc) {
		told->error = arena_strdup(w->mem, error->text);
		w->undo.failed++;
	}
	if (told->error)
		wizard_log(w, _("Problem: %s: %s"), told->summary, told->error);
	else
		wizard_log(w, _("Done: %s."), told->summary);
}

static void on_undone(struct wizard *w, const struct err *error)
{
	w->waiting_for = NULL;
	if (wizard_screen(w) == SCREEN_QUIT) /* there is nothing left to be asked about */
		w->overlays.n--;
	w->undo.progress = UNDO_DONE;
	w->run.left_something -= w->run.left_something > 0;
	w->run.path_changed &= w->run.left_something > 0;
	w->undo.error = error ? *error : (struct err){ 0 };
	if (error && error->rc)
		w->undo.failed++;
	if (!w->undo.failed && w->unfinished.run && str_equal(w->undo.run, w->unfinished.run)) {
		w->unfinished.run = NULL;
		w->unfinished.unproven = false;
	}
	wizard_log(w, w->undo.failed ? _("Not everything could be undone.")
				     : _("The changes are undone."));
	if (w->input_ended)
		leave_now(w);
}

void undo_on(struct wizard *w, const struct event *event)
{
	if (event->kind == EVENT_UNDO_PLAN)
		on_undo_plan(w, event->undo_plan, event->error);
	else if (event->kind == EVENT_UNDO_ITEM && event->undo_item)
		on_undo_item(w, event->undo_item, event->error);
	else if (event->kind == EVENT_UNDONE)
		on_undone(w, event->error);
}
