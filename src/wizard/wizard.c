/* Events in, wishes out: which part of the wizard each event belongs to. */
#include "wizard/wizard.h"

#include <stdio.h>

#include "base/i18n.h"

enum route wizard_best_route(const struct wizard *w)
{
	if (wizard_shells_decide(w))
		return ROUTE_RECOMMENDED;
	if (wizard_healthy(w))
		return w->recorded ? ROUTE_LOOK : ROUTE_PROVE;
	if (!w->plan_ok)
		return ROUTE_STEPS; /* another choice may give a plan */
	/* An empty plan: what is wrong is not for goready to repair. */
	return w->plan.steps.n ? ROUTE_RECOMMENDED : ROUTE_LOOK;
}

static void start_at_welcome(struct wizard *w)
{
	w->at = SCREEN_WELCOME;
	w->heading_for = SCREEN_NONE;
	w->route = wizard_best_route(w);
}

static void log_first_look(struct wizard *w)
{
	size_t problems = findings_count(&w->findings, LEVEL_PROBLEM);

	wizard_log(w,
		   P_("This machine was looked at: %zu problem.",
		      "This machine was looked at: %zu problems.", problems),
		   problems);
}

enum rc wizard_start(struct wizard *w, struct arena *mem, struct arena *plan_mem,
		     const struct wizard_options *o, struct err *e)
{
	struct wants wants = { 0 };
	enum rc rc = wants_make(mem, o->facts, o->wants_options, &wants, e);
	const struct journal_run *unfinished = o->runs ? undo_unfinished(o->runs) : NULL;

	if (rc)
		return rc;
	*w = (struct wizard){
		.mem = mem, .plan_mem = plan_mem, .mode = o->mode, .facts = o->facts
	};
	w->wants_options = *o->wants_options;
	w->upgrade_asked = o->wants_options->upgrade;
	w->manifest = o->wants_options->manifest;
	if (o->only)
		w->only = *o->only;
	if (o->except)
		w->choices.declined = *o->except;
	w->runs = o->runs;
	w->unfinished.run = unfinished ? unfinished->id : NULL;
	w->unfinished.unproven = unfinished && journal_is_unproven(unfinished);
	if (o->downloaded)
		w->observed.downloaded = *o->downloaded;
	w->screens = o->screens;
	w->recorded = o->recorded;
	w->no_letters = o->no_letters;
	if (o->clock)
		snprintf(w->clock, sizeof(w->clock), "%s", o->clock);
	w->own_link = o->own_link;
	w->hello.folder =
		path_join(mem, w->facts->places.home ? w->facts->places.home : "/", "hello-grpc");
	wizard_replan(w);
	log_first_look(w);
	start_at_welcome(w);
	w->unattended = o->unattended;
	if (unfinished && !o->unattended) {
		w->undo.run = unfinished->id;
		list_push(mem, &w->overlays, SCREEN_RECOVER);
	}
	route_keep_steps(w);
	return RC_OK;
}

void wizard_finish_earlier(struct wizard *w)
{
	if (!w->unfinished.goes_on || !w->plan_ok || w->plan.steps.n ||
	    w->phase != PHASE_CHOOSING || w->wish != WISH_NONE)
		return;
	w->unfinished.goes_on = false;
	w->wish = WISH_FINISH;
}

void wizard_log(struct wizard *w, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	list_push(w->mem, &w->log,
		  ((struct log_line){ .at = arena_strdup(w->mem, w->clock),
				      .text = arena_vfmt(w->mem, fmt, ap) }));
	va_end(ap);
}

void wizard_wish(struct wizard *w, enum wish wish, const char *waiting_for)
{
	w->wish = wish;
	w->waiting_for = waiting_for;
}

void wizard_look_again(struct wizard *w, enum screen_id then)
{
	w->heading_for = then;
	wizard_wish(w, WISH_REFRESH, _("Looking at the machine again"));
}

static void wish_came_true(struct wizard *w)
{
	w->waiting_for = NULL;
}

static void on_looked(struct wizard *w, const struct err *error)
{
	if (error && error->rc)
		wizard_log(w, _("Looking further did not work: %s"), error->text);
	wish_came_true(w);
	if (w->looked) { /* at mirrors or by a proxy, on a page that goes on asking */
		w->mirrors_tried |= w->choices.try_mirrors == TRY_YES;
		wizard_replan(w);
		return;
	}
	w->looked = true;
	wizard_replan(w);
	route_arrive(w);
}

/* The new shells were tried on copies of the proposed files: does the plan hold in them? */
static void on_rehearsed(struct wizard *w, const struct event *event)
{
	wish_came_true(w);
	if (event->error || !event->rehearsal) {
		wizard_log(w, _("The shells could not be tried on the new files: %s"),
			   event->error ? event->error->text : _("no answer came"));
		w->rehearsal.tries = REHEARSALS_MAX;
		route_arrive(w);
		return;
	}
	w->rehearsal.answers = *event->rehearsal;
	w->rehearsal.why_not = NULL;
	w->rehearsal.tries++;
	w->rehearsal.holds =
		plan_holds(w->mem, &w->plan, w->facts, event->rehearsal, &w->rehearsal.why_not);
	w->plan.rehearsed = w->rehearsal.holds;
	if (!w->rehearsal.holds) {
		wizard_log(w, _("New shells would not find the tools yet: %s"),
			   w->rehearsal.why_not ? w->rehearsal.why_not : "");
		if (w->rehearsal.tries < REHEARSALS_MAX)
			replan_elsewhere(w);
	} else {
		wizard_log(
			w, "%s",
			_("The changed files were tried on copies: new shells find every tool."));
	}
	route_arrive(w);
}

static void take_facts(struct wizard *w, const struct event *event)
{
	w->facts = event->looked.facts;
	if (event->looked.downloaded)
		w->observed.downloaded = *event->looked.downloaded;
	w->observed.shells =
		event->looked.matrix ? *event->looked.matrix : (struct shell_matrix){ 0 };
}

static void take_addresses(struct wizard *w, const struct event *event)
{
	for (size_t i = 0; event->probed.addresses && i < event->probed.addresses->n; i++) {
		const struct address *address = &event->probed.addresses->at[i];

		if (address->reach == REACH_OK)
			wizard_log(w, _("%s answers."), address->url);
		else if (address->reach != REACH_UNKNOWN)
			wizard_log(w, _("%s: %s"), address->url, reach_text(address->reach));
	}
	if (event->probed.addresses)
		w->observed.addresses = *event->probed.addresses;
	if (event->probed.formulae)
		w->observed.formulae = *event->probed.formulae;
}

static void on_facts(struct wizard *w, const struct event *event)
{
	wish_came_true(w);
	if (!event->looked.facts) {
		wizard_log(w, _("The machine could not be looked at again: %s"),
			   event->error ? event->error->text : "");
		return;
	}
	take_facts(w, event);
	w->choices.upgrade &= w->heading_for != SCREEN_WELCOME;
	wizard_replan(w);
	if (w->heading_for == SCREEN_WELCOME) {
		explaining_end(w);
		w->explaining.answer = NULL;
		wizard_end_questions(w);
		w->phase = PHASE_CHOOSING;
		w->proof.ended = false;
		w->proof.verdicts.n = 0;
		w->undo.progress = UNDO_UNPLANNED;
		w->undo.run = NULL;
		start_at_welcome(w);
		return;
	}
	route_arrive(w);
}

static void on_project_kept(struct wizard *w, const struct err *error)
{
	wish_came_true(w);
	w->hello.kept = !error || !error->rc;
	if (w->hello.kept)
		wizard_log(w, _("The hello project is in %s."), w->hello.folder);
	else
		wizard_log(w, _("The hello project could not be kept: %s. What to do: %s"),
			   error->text, err_remedy(error));
}

static void on_answer(struct wizard *w, const struct event *event)
{
	const struct screen *screen = wizard_screen_at(w, wizard_screen(w));

	if (!w->waiting_for && screen->on)
		screen->on(w, event);
}

void wizard_on(struct wizard *w, const struct event *event)
{
	switch (event->kind) {
	case EVENT_ACTION:
		route_on_action(w, event->action);
		break;
	case EVENT_CHOOSE:
	case EVENT_TEXT:
		on_answer(w, event);
		break;
	case EVENT_END_OF_INPUT:
		leave_on_end_of_input(w);
		break;
	case EVENT_SHELLS:
		if (event->looked.matrix)
			take_facts(w, event);
		break;
	case EVENT_PROBES:
		take_addresses(w, event);
		break;
	case EVENT_LOOKED:
		on_looked(w, event->error);
		break;
	case EVENT_REHEARSED:
		on_rehearsed(w, event);
		break;
	case EVENT_STEP:
	case EVENT_TICK:
	case EVENT_RUN_ENDED:
	case EVENT_VERDICT:
	case EVENT_PROVED:
		progress_on(w, event);
		break;
	case EVENT_UNDO_PLAN:
	case EVENT_UNDO_ITEM:
	case EVENT_UNDONE:
		undo_on(w, event);
		break;
	case EVENT_PROJECT_KEPT:
		on_project_kept(w, event->error);
		break;
	case EVENT_FACTS:
		on_facts(w, event);
		break;
	case EVENT_CHECKED:
		w->waiting_for = NULL;
		healed_check(w, event->looked.facts, event->looked.matrix);
		break;
	case EVENT_MEASURED:
		if (w->at != SCREEN_DONE) /* what is said there stays as it was said */
			w->left_over = event->bytes;
		break;
	case EVENT_EXPLAINED:
		explaining_on(w, event);
		break;
	case EVENT_WHY:
		w->failure.why = event->explained;
		break;
	}
	route_keep_steps(w);
}

bool wizard_shells_decide(const struct wizard *w)
{
	bool repair_agreed = w->unattended && w->mode == WIZARD_FIX;

	return (w->start_file_faulty || repair_agreed) && !w->looked && !w->recorded &&
	       w->plan_ok && w->plan.steps.n == 0;
}

bool wizard_healthy(const struct wizard *w)
{
	return w->plan_ok && w->plan.steps.n == 0 && !wizard_shells_decide(w) &&
	       findings_count(&w->findings, LEVEL_PROBLEM) == 0;
}

/* What is in a closed folder or start file is seen once that is open: until then there is nothing to choose. */
static bool waits_for_opening(const struct wizard *w, const struct finding *f)
{
	for (size_t i = 0; f->under && i < w->findings.n; i++) {
		const struct finding *cause = &w->findings.at[i];

		if (cause->rule == f->under && cause->heal == HEAL_MODE && !cause->declined)
			return true;
	}
	return false;
}

bool wizard_asks_about(const struct wizard *w, enum topic topic)
{
	for (size_t i = 0; i < w->findings.n; i++)
		if (w->findings.at[i].rule->topic == topic &&
		    !waits_for_opening(w, &w->findings.at[i]))
			return true;
	return false;
}

bool wizard_has_findings(const struct wizard *w, enum topic topic)
{
	for (size_t i = 0; i < w->findings.n; i++)
		if (w->findings.at[i].rule->topic == topic)
			return true;
	return false;
}
