#include "run/run.h"

#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "run/order.h"
#include "run/task.h"
#include "run/sudo.h"
#include "journal/undo_internal.h"

const char *step_state_name(enum step_state state)
{
	static const char *const names[] = {
		[STATE_WAITING] = "waiting",     [STATE_STARTED] = "started",
		[STATE_PROGRESS] = "progress",   [STATE_DONE] = "done",
		[STATE_FAILED] = "failed",       [STATE_SKIPPED] = "skipped",
		[STATE_CANCELLED] = "cancelled", [STATE_ROLLED_BACK] = "rolled-back",
	};

	return names[state];
}

const struct task_kind *task_kind_of(const struct step *step)
{
	const struct task_row *row = task_rows;

	while (row->step != step->kind)
		row++;
	return row->task;
}

/* ---- telling ---- */

static int task_ms(const struct task *t)
{
	return t->started ? (int)(loop_ms(t->run->spec.loop) - t->started) : 0;
}

static struct run_event event_of(const struct task *t, enum step_state state)
{
	return (struct run_event){ .step = t->step,
				   .state = state,
				   .bytes = t->progress.bytes,
				   .total = t->progress.total,
				   .per_second = t->progress.per_second,
				   .seconds_left =
					   t->progress.begun ? t->progress.seconds_left : -1,
				   .ms = task_ms(t) };
}

static void tell(struct run *r, const struct run_event *event)
{
	if (r->spec.event)
		r->spec.event(r->spec.ctx, event);
}

void task_progress(struct task *t, uint64_t bytes, uint64_t total)
{
	struct run_event event;

	if (!progress_note(&t->progress, loop_ms(t->run->spec.loop), bytes, total))
		return;
	event = event_of(t, STATE_PROGRESS);
	tell(t->run, &event);
}

void task_note(struct task *t, const char *fmt, ...)
{
	struct run_event event = event_of(t, STATE_PROGRESS);
	va_list ap;

	va_start(ap, fmt);
	event.note = arena_vfmt(t->run->mem, fmt, ap);
	va_end(ap);
	tell(t->run, &event);
}

/* ---- states ---- */

static void set_state(struct task *t, enum step_state state, const struct err *error)
{
	struct run_event event = event_of(t, state);
	struct err other;

	t->state = state;
	t->active = state == STATE_STARTED;
	event.error = error;
	/* A journal that cannot be written any more shows at the next effect, which needs it. */
	if (state != STATE_ROLLED_BACK || t->run->journal)
		(void)journal_step(t->run->journal, t->step->id, step_state_name(state), event.ms,
				   &other);
	tell(t->run, &event);
}

void task_done(struct task *t)
{
	if (!t->active)
		return;
	t->run->result.done++;
	set_state(t, STATE_DONE, NULL);
	run_look_again(t->run);
}

static void first_error(struct run *r, const struct err *e)
{
	if (r->result.error.rc == RC_OK)
		r->result.error = *e;
}

static void stop(struct run *r)
{
	r->stopping = true;
	if (r->warming)
		child_kill(r->warming);
	for (size_t i = 0; i < r->n; i++) {
		struct task *t = &r->tasks[i];

		if (t->active && t->work && t->kind->cancel)
			t->kind->cancel(t);
	}
	run_look_again(r);
}

/* The proof installs nothing: where it fails there is nothing to roll back. */
static void proof_failed(struct task *t, const struct err *e)
{
	struct run *r = t->run;

	r->result.proof_failed = true;
	r->result.failed++;
	first_error(r, e);
	set_state(t, STATE_FAILED, e);
	run_look_again(r);
}

void task_failed(struct task *t, const struct err *e)
{
	struct run *r = t->run;

	if (!t->active)
		return;
	if (e->rc == RC_CANCELLED && r->stopping) {
		set_state(t, STATE_CANCELLED, NULL);
		run_look_again(r);
		return;
	}
	if (t->step->kind->flags & STEP_PROVES) {
		proof_failed(t, e);
		return;
	}
	r->result.failed++;
	first_error(r, e);
	set_state(t, STATE_FAILED, e);
	if (r->spec.keep_going)
		run_look_again(r);
	else
		stop(r);
}

/* ---- starting what can be started ---- */

static bool is_over(const struct task *t)
{
	return t->state != STATE_WAITING && t->state != STATE_STARTED;
}

static struct task *task_named(struct run *r, const char *id)
{
	for (size_t i = 0; i < r->n; i++) {
		if (str_equal(r->tasks[i].step->id, id))
			return &r->tasks[i];
	}
	return NULL;
}

enum readiness { READY, NOT_YET, NEVER };

static enum readiness needs_met(struct run *r, const struct task *t)
{
	for (size_t i = 0; i < t->step->needs.n; i++) {
		const struct task *needed = task_named(r, t->step->needs.at[i]);

		/* A plan for less than all (fix ID) may name what is not in it: then it is there.
		 */
		if (!needed || needed->state == STATE_DONE)
			continue;
		return is_over(needed) ? NEVER : NOT_YET;
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
		if ((r->tasks[i].step->kind->flags & STEP_MAKES_FOLDERS) && !is_over(&r->tasks[i]))
			return true;
	}
	return false;
}

static enum readiness readiness(struct run *r, struct task *t)
{
	enum readiness ready = needs_met(r, t);
	unsigned flags = t->step->kind->flags;

	for (struct task *before = r->tasks; ready == READY && before < t; before++) {
		if (!is_over(before) &&
		    ((flags & STEP_PROVES) || steps_touch(before->step, t->step)))
			ready = NOT_YET;
	}
	if (ready == READY && (flags & STEP_PROVES) && r->warming)
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
	set_state(t, STATE_STARTED, NULL);
	if (t->run->stopping) /* whoever was told of it has cancelled */
		rc = err_set(&e, RC_CANCELLED, "%s", _("stopped"));
	else
		rc = t->kind->start(t, &e);
	if (rc) {
		err_while(&e, "%s", t->step->summary);
		task_failed(t, &e);
	}
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
			set_state(t, STATE_SKIPPED, NULL);
			i = (size_t)-1; /* what needs it is skipped with it */
			break;
		case NOT_YET:
			break;
		}
	}
}

/* ---- the end ---- */

static void said_undone(void *ctx, const struct undo_item *item, const struct err *error)
{
	struct run *r = ctx;
	struct task *t = task_named(r, item->effect->step);

	if (!t)
		return;
	if (error)
		task_note(t, _("%s could not be undone: %s"), item->effect->path, error->text);
	else if (item->action == UNDO_LEAVE && !str_equal(item->effect->effect, "folder"))
		task_note(t, _("%s: %s"), item->summary, item->why ? item->why : "");
}

static bool roll_back(struct run *r)
{
	struct undo_plan plan = { 0 };
	struct arena *mem = arena_open("rollback", (size_t)512 << 20);
	struct err e;
	enum rc rc = undo_make(mem, r->spec.host, r->spec.facts, r->result.id, false, &plan, &e);

	r->rolling_back = true;
	if (!rc)
		rc = undo_carry_out(mem, r->spec.host, r->spec.facts, &plan, said_undone, r, &e);
	if (rc)
		first_error(r, &e);
	for (size_t i = r->n; !rc && i-- > 0;) {
		if (r->tasks[i].state == STATE_DONE)
			set_state(&r->tasks[i], STATE_ROLLED_BACK, NULL);
	}
	arena_close(mem);
	return rc == RC_OK;
}

static const char *result_name(const struct run_result *result)
{
	if (result->rolled_back)
		return "rolled-back";
	if (result->cancelled)
		return "cancelled";
	return result->failed && !result->proof_failed ? "failed" : "done";
}

/* Scratch folders of this run: empty by now, or left by a step that was stopped. */
static void clean_up(struct run *r)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct step *s = r->tasks[i].step;
		const char *staging = s->kind->scratch ? s->kind->scratch(r->mem, s) : NULL;

		if (!staging || !r->tasks[i].started)
			continue;
		(void)host_remove_tree(r->spec.host, r->mem, staging, NULL);
		(void)unlink(arena_fmt(r->mem, "%s.files", staging));
	}
}

static void end(struct run *r)
{
	struct run_result *result = &r->result;
	struct err e;

	for (size_t i = 0; i < r->n; i++) {
		if (r->tasks[i].state == STATE_WAITING)
			set_state(&r->tasks[i], r->stopping ? STATE_CANCELLED : STATE_SKIPPED,
				  NULL);
	}
	clean_up(r);
	if (r->stopping && !r->spec.keep_going)
		result->rolled_back = roll_back(r);
	result->ok = !result->failed && !result->cancelled && !r->stopping;
	if (journal_end(r->journal, result_name(result), &e)) {
		first_error(r, &e);
		result->ok = false;
	}
	r->ended = true;
	if (r->spec.ended)
		r->spec.ended(r->spec.ctx, result);
}

/* A proof that is not to come needs no modules. */
static void stop_idle_warming(struct run *r)
{
	for (size_t i = 0; r->warming && i < r->n; i++) {
		if ((r->tasks[i].step->kind->flags & STEP_PROVES) && is_over(&r->tasks[i]))
			child_kill(r->warming);
	}
}

static void advance(void *ctx)
{
	struct run *r = ctx;

	r->timer = NULL;
	if (!r->stopping)
		start_ready(r);
	if (!r->stopping)
		proof_warm_when_ready(r);
	stop_idle_warming(r);
	if (r->warming)
		return;
	for (size_t i = 0; i < r->n; i++) {
		if (r->tasks[i].active || (!r->stopping && !is_over(&r->tasks[i])))
			return;
	}
	if (!sudo_is_forgotten(r))
		return;
	end(r);
}

void run_look_again(struct run *r)
{
	if (!r->timer && !r->ended)
		r->timer = loop_after(r->spec.loop, 0, advance, r);
}

/* ---- from outside ---- */

enum rc run_start(const struct run_spec *spec, struct run **ret, struct err *e)
{
	struct arena *mem = arena_open("run", (size_t)128 << 20);
	struct run *r = ARENA_NEW(mem, struct run);
	enum rc rc;

	*r = (struct run){ .spec = *spec, .mem = mem, .n = spec->plan->steps.n, .log = spec->log };
	r->tasks = arena_alloc(mem, r->n * sizeof(*r->tasks) + 1);
	for (size_t i = 0; i < r->n; i++)
		r->tasks[i] = (struct task){ .run = r,
					     .step = &spec->plan->steps.at[i],
					     .kind = task_kind_of(&spec->plan->steps.at[i]) };
	rc = sudo_check(spec, e);
	if (!rc)
		rc = journal_begin(spec->host, spec->facts, spec->plan, &r->journal, e);
	if (!rc && !r->log)
		r->log = path_join(mem, journal_folder(r->journal), "log");
	if (!rc)
		rc = host_make_folders(spec->host, mem, r->log, 0700, NULL, NULL, e);
	if (rc) {
		run_close(r);
		return rc;
	}
	r->result.id = journal_id(r->journal);
	run_look_again(r);
	*ret = r;
	return RC_OK;
}

void run_cancel(struct run *r)
{
	if (r->ended || r->stopping)
		return;
	r->result.cancelled = true;
	stop(r);
}

bool run_ended(const struct run *r)
{
	return r->ended;
}

const struct run_result *run_result(const struct run *r)
{
	return &r->result;
}

void run_close(struct run *r)
{
	if (!r)
		return;
	loop_cancel_timer(r->spec.loop, r->timer);
	journal_close(r->journal);
	arena_close(r->mem);
}
