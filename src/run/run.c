#include "run/run.h"

#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "host/host.h"
#include "run/task.h"
#include "journal/effect.h"

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

static size_t count_rows(void)
{
	size_t n = 0;

	while (task_rows[n].step)
		n++;
	return n;
}

void *run_own(struct run *r, const struct task_kind *kind, size_t size)
{
	size_t i = 0;

	while (task_rows[i].task != kind)
		i++;
	if (!r->own[i])
		r->own[i] = arena_alloc(r->mem, size);
	return r->own[i];
}

const char *run_helper_program(struct run *r)
{
	const char *other = r->spec.host->getenv(r->spec.host, "GOREADY_HELPER");

	return other && *other ? other : host_own_path(r->mem);
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
				   .ms = task_ms(t),
				   .otherwise = t->otherwise };
}

static void run_tell(struct run *r, const struct run_event *event)
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
	run_tell(t->run, &event);
}

void task_note(struct task *t, const char *fmt, ...)
{
	struct run_event event = event_of(t, STATE_PROGRESS);
	va_list ap;

	va_start(ap, fmt);
	event.note = arena_vfmt(t->run->mem, fmt, ap);
	va_end(ap);
	run_tell(t->run, &event);
}

/* ---- states ---- */

void task_set_state(struct task *t, enum step_state state, const struct err *error)
{
	struct run_event event = event_of(t, state);

	t->state = state;
	t->active = state == STATE_STARTED;
	event.error = error;
	/* A journal that cannot be written any more shows at the next effect, which needs it. */
	(void)journal_step(t->run->journal, t->step->id, step_state_name(state), event.ms, NULL);
	run_tell(t->run, &event);
}

void task_done(struct task *t)
{
	if (!t->active)
		return;
	t->run->result.done++;
	task_set_state(t, STATE_DONE, NULL);
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
	for (const struct task_row *row = task_rows; row->step; row++)
		if (row->task->hooks && row->task->hooks->stop)
			row->task->hooks->stop(r);
	for (size_t i = 0; i < r->n; i++) {
		struct task *t = &r->tasks[i];

		if (t->active && t->work && t->kind->cancel)
			t->kind->cancel(t);
	}
	run_look_again(r);
}

/* What was installed may stay, for its cause to be looked for, unless it has taken the place of
 * something that worked. */
static void proof_failed(struct task *t, const struct err *e)
{
	struct run *r = t->run;

	r->result.proof_failed = true;
	r->result.failed++;
	first_error(r, e);
	task_set_state(t, STATE_FAILED, e);
	if (r->spec.unproven_goes_back)
		stop(r);
	else
		run_look_again(r);
}

void task_failed(struct task *t, const struct err *e)
{
	struct run *r = t->run;
	struct err named = *e;

	if (!t->active)
		return;
	if (e->rc == RC_CANCELLED && r->stopping) {
		task_set_state(t, STATE_CANCELLED, NULL);
		run_look_again(r);
		return;
	}
	if (t->step->kind->flags & STEP_PROVES) {
		proof_failed(t, e);
		return;
	}
	r->result.failed++;
	err_while(&named, "%s", step_summary(t->step, t->otherwise));
	first_error(r, &named);
	task_set_state(t, STATE_FAILED, e);
	if (r->spec.keep_going)
		run_look_again(r);
	else
		stop(r);
}

bool task_is_over(const struct task *t)
{
	return t->state != STATE_WAITING && t->state != STATE_STARTED;
}

struct task *run_task(struct run *r, const char *id)
{
	for (size_t i = 0; i < r->n; i++) {
		if (str_equal(r->tasks[i].step->id, id))
			return &r->tasks[i];
	}
	return NULL;
}

/* ---- the end ---- */

static void said_undone(void *ctx, const struct undo_item *item, const struct err *error)
{
	struct run *r = ctx;
	struct task *t = run_task(r, item->effect->step);

	if (!t)
		return;
	if (error)
		task_note(t, _("%s could not be undone: %s"), item->effect->path, error->text);
	else if (item->action == UNDO_LEAVE && item->effect->kind != EFFECT_FOLDER)
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
			task_set_state(&r->tasks[i], STATE_ROLLED_BACK, NULL);
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
		/* Nobody would come by here again, but for undo: what failed once is tried once more. */
		if (staging_remove(r->spec.host, r->mem, staging, NULL))
			(void)staging_remove(r->spec.host, r->mem, staging, NULL);
	}
}

void run_end(struct run *r)
{
	struct run_result *result = &r->result;
	struct err e;

	for (size_t i = 0; i < r->n; i++) {
		if (r->tasks[i].state == STATE_WAITING)
			task_set_state(&r->tasks[i], r->stopping ? STATE_CANCELLED : STATE_SKIPPED,
				       NULL);
	}
	process_meanwhile(r->spec.meanwhile, r->spec.ctx);
	clean_up(r);
	if (r->stopping && !r->spec.keep_going)
		result->rolled_back = roll_back(r);
	process_meanwhile(NULL, NULL);
	result->ok = !result->failed && !result->cancelled && !r->stopping;
	if (journal_end(r->journal, result_name(result), &e)) {
		first_error(r, &e);
		result->ok = false;
	}
	r->ended = true;
	/* a step that was done at once has asked for another look */
	loop_cancel_timer(r->spec.loop, r->timer);
	r->timer = NULL;
	if (r->spec.ended)
		r->spec.ended(r->spec.ctx, result);
}

/* ---- from outside ---- */

/* It ends by itself, with this process; where it cannot be started, the Mac may sleep. */
static void keep_awake(struct run *r)
{
	struct child_spec spec = { 0 };

	if (!r->spec.plan->awake.n)
		return;
	for (size_t i = 0; i < r->spec.plan->awake.n; i++)
		list_push(r->mem, &spec.argv, r->spec.plan->awake.at[i]);
	list_push(r->mem, &spec.argv, arena_fmt(r->mem, "%ld", (long)getpid()));
	(void)loop_spawn(r->spec.loop, &spec, NULL);
}

static enum rc run_check(const struct run_spec *spec, struct err *e)
{
	enum rc rc = RC_OK;

	for (const struct task_row *row = task_rows; !rc && row->step; row++)
		if (row->task->hooks && row->task->hooks->check)
			rc = row->task->hooks->check(spec, e);
	return rc;
}

enum rc run_start(const struct run_spec *spec, struct run **ret, struct err *e)
{
	struct arena *mem = arena_open("run", (size_t)128 << 20);
	struct run *r = ARENA_NEW(mem, struct run);
	enum rc rc;

	*r = (struct run){ .spec = *spec, .mem = mem, .n = spec->plan->steps.n, .log = spec->log };
	r->tasks = arena_alloc(mem, r->n * sizeof(*r->tasks) + 1);
	r->own = arena_alloc(mem, count_rows() * sizeof(*r->own));
	for (size_t i = 0; i < r->n; i++)
		r->tasks[i] = (struct task){ .run = r,
					     .step = &spec->plan->steps.at[i],
					     .kind = task_kind_of(&spec->plan->steps.at[i]) };
	rc = run_check(spec, e);
	if (!rc)
		rc = journal_begin(spec->host, spec->facts, spec->plan, spec->state, &r->journal,
				   e);
	if (!rc && spec->goes_on)
		rc = journal_go_on(r->journal, e);
	if (!rc && !r->log)
		r->log = path_join(mem, journal_folder(r->journal), "log");
	if (!rc)
		rc = host_make_folders(spec->host, mem, r->log, 0700, NULL, NULL, e);
	if (rc) {
		run_close(r);
		return rc;
	}
	r->result.id = journal_id(r->journal);
	keep_awake(r);
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
