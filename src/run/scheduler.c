/*
 * Which step is started when: one whose needs are met, that touches nothing an earlier one touches
 * that is not over. It asks what a kind's flags say, and what its task says; never which kind it is.
 */
#include "base/i18n.h"
#include "run/order.h"
#include "run/task.h"

enum readiness { READY, NOT_YET, NEVER };

/* A plan for less than all (fix ID) may name what is not in it: then it is there. */
static bool is_there(const struct task *t, const struct task *needed)
{
	return !needed || needed->state == STATE_DONE ||
	       (needed->active && needed->in_place && t->step->kind->flags & STEP_USES_EARLY);
}

static enum readiness needs_met(struct run *r, const struct task *t)
{
	for (size_t i = 0; i < t->step->needs.n; i++) {
		const struct task *needed = run_task(r, t->step->needs.at[i]);

		if (is_there(t, needed))
			continue;
		return task_is_over(needed) ? NEVER : NOT_YET;
	}
	return READY;
}

/* Go's compiler uses all processors by itself; two builds side by side compile the packages they
 * share twice. */
static bool too_many_compile(struct run *r)
{
	size_t running = 0;
	int processors = r->spec.facts->machine.processors;

	for (size_t i = 0; i < r->n; i++)
		running += r->tasks[i].active && r->tasks[i].step->kind->flags & STEP_COMPILES;
	return running >= (processors > 8 ? (size_t)processors / 4 : 1);
}

/* Commands make folders of their own (go: ~/.config/go and its parents). What the plan makes is made
 * before they start, so that it is always the same ones that are ours. */
bool run_folders_left(const struct run *r)
{
	for (size_t i = 0; i < r->n; i++) {
		if ((r->tasks[i].step->kind->flags & STEP_MAKES_FOLDERS) &&
		    !task_is_over(&r->tasks[i]))
			return true;
	}
	return false;
}

static enum readiness readiness(struct run *r, struct task *t)
{
	enum readiness ready = needs_met(r, t);
	unsigned flags = t->step->kind->flags;

	for (struct task *before = r->tasks; ready == READY && before < t; before++) {
		if (!task_is_over(before) &&
		    ((flags & STEP_PROVES) || steps_touch(before->step, t->step)))
			ready = NOT_YET;
	}
	if (ready == READY && t->kind->may_start && !t->kind->may_start(t))
		ready = NOT_YET;
	if (ready == READY && (flags & STEP_NEEDS_FOLDERS) && run_folders_left(r))
		ready = NOT_YET;
	if (ready == READY && (flags & STEP_COMPILES) && too_many_compile(r))
		ready = NOT_YET;
	return ready;
}

static void start(struct task *t)
{
	struct err e = { .rc = RC_OK };
	enum rc rc;

	t->started = loop_ms(t->run->spec.loop);
	task_set_state(t, STATE_STARTED, NULL);
	if (t->run->stopping) /* whoever was told of it has cancelled */
		rc = err_set(&e, RC_CANCELLED, "%s", _("stopped"));
	else
		rc = t->kind->start(t, &e);
	if (rc)
		task_failed(t, &e);
}

static void start_ready(struct run *r)
{
	for (size_t i = 0; i < r->n && !r->stopping; i++) {
		struct task *t = &r->tasks[i];

		if (t->state != STATE_WAITING)
			continue;
		switch (readiness(r, t)) {
		case READY:
			start(t);
			break;
		case NEVER:
			task_set_state(t, STATE_SKIPPED, NULL);
			i = (size_t)-1; /* what needs it is skipped with it */
			break;
		case NOT_YET:
			break;
		}
	}
}

static bool all_over(const struct run *r)
{
	for (size_t i = 0; i < r->n; i++) {
		if (r->tasks[i].active || (!r->stopping && !task_is_over(&r->tasks[i])))
			return false;
	}
	return true;
}

static bool may_end(struct run *r)
{
	bool may = true;

	for (const struct task_row *row = task_rows; row->step; row++)
		if (row->task->hooks && row->task->hooks->may_end)
			may &= row->task->hooks->may_end(r);
	return may;
}

static void advance(void *ctx)
{
	struct run *r = ctx;

	r->timer = NULL;
	if (!r->stopping)
		start_ready(r);
	for (const struct task_row *row = task_rows; row->step; row++)
		if (row->task->hooks && row->task->hooks->look)
			row->task->hooks->look(r);
	if (all_over(r) && may_end(r))
		run_end(r);
}

void run_look_again(struct run *r)
{
	if (!r->timer && !r->ended)
		r->timer = loop_after(r->spec.loop, 0, advance, r);
}
