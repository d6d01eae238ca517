/* The proof runs in a helper process (it blocks for minutes) and tells by lines of JSON. */
#include "base/foreign.h"
#include "base/i18n.h"
#include "run/task.h"

struct proof_work {
	struct task *task;
	struct child *child;
	struct child_log *log;
	bool said, ok;
	const char *error, *remedy;                 /* it could not be tried */
	const char *failed_title, *failed_evidence; /* the first verdict that says no */
};

static void take_verdict(struct proof_work *w, const struct json *verdict)
{
	struct task *t = w->task;
	struct run_event event = { .step = t->step,
				   .state = STATE_PROGRESS,
				   .seconds_left = -1,
				   .ms = (int)(loop_ms(t->run->spec.loop) - t->started),
				   .verdict = verdict };

	if (!json_bool(verdict, "ok", false) && !w->failed_title) {
		w->failed_title = json_string(verdict, "title");
		w->failed_evidence = json_string(verdict, "evidence");
	}
	if (t->run->spec.event)
		t->run->spec.event(t->run->spec.ctx, &event);
}

static void proof_take_line(void *ctx, struct bytes line)
{
	struct proof_work *w = ctx;
	struct arena *mem = w->task->run->mem;
	struct json *json;
	const char *event;

	child_log_add(w->log, line);
	if (json_parse(mem, bytes_of(arena_strndup(mem, line.at, line.n)), &json, NULL))
		return;
	event = json_string(json, "event");
	if (str_equal(event, "verdict")) {
		take_verdict(w, json);
	} else if (str_equal(event, "proved")) {
		w->said = true;
		w->ok = json_bool(json, "ok", false);
		w->error = json_string(json, "error");
		w->remedy = json_string(json, "remedy");
	}
}

static void take_error(void *ctx, struct bytes line)
{
	struct proof_work *w = ctx;

	child_log_add(w->log, line);
}

static enum rc proof_judge(struct proof_work *w, int status, struct err *e)
{
	struct arena *mem = w->task->run->mem;

	if (w->task->run->stopping)
		return err_set(e, RC_CANCELLED, "%s", _("stopped"));
	if (w->said && w->ok)
		return RC_OK;
	if (w->said && w->error) {
		err_set(e, RC_COMMAND, _("the proof could not be tried: %s"), w->error);
		if (w->remedy)
			err_hint(e, "%s", w->remedy);
		return RC_COMMAND;
	}
	if (w->said)
		err_set(e, RC_COMMAND, _("the proof failed: %s: %s"),
			w->failed_title ? w->failed_title : "?",
			w->failed_evidence ? w->failed_evidence : "");
	else
		err_set(e, RC_COMMAND, _("the proof broke off with status %d\n%s"), status,
			foreign_said(mem, "goready", child_log_tail(mem, w->log)));
	err_hint(
		e,
		w->task->run->spec.unproven_goes_back
			? _("What was there before is put back. All that was said is in %s.")
			: _("What was installed stays. Look for the cause with: 'goready doctor'. All that was said is in %s."),
		w->log->path);
	return RC_COMMAND;
}

static void proof_done(void *ctx, int status, bool timed_out)
{
	struct proof_work *w = ctx;
	struct err e;
	enum rc rc = proof_judge(w, status, &e);

	(void)timed_out;
	w->child = NULL;
	child_log_close(w->log);
	if (rc)
		task_failed(w->task, &e);
	else
		task_done(w->task);
}

static enum rc start_proof(struct task *t, struct err *e)
{
	struct proof_work *w = ARENA_NEW(t->run->mem, struct proof_work);
	struct child_spec child = { .argv = t->run->spec.prove_argv,
				    .lines = true,
				    .out = proof_take_line,
				    .error = take_error,
				    .done = proof_done,
				    .ctx = w };

	w->task = t;
	t->work = w;
	return child_log_spawn(t, &child, &w->log, &w->child, e);
}

static void cancel_proof(struct task *t)
{
	struct proof_work *w = t->work;

	if (w->child)
		child_kill(w->child);
}

/* ---- ahead of it: its modules ---- */

/* A helper that fetches them while other steps run: warm_argv. */
struct warming {
	struct child *child;
	bool begun;       /* it was started */
	bool may_compile; /* it was told so */
};

static struct warming *warming_of(struct run *r)
{
	return run_own(r, &task_proof, sizeof(struct warming));
}

static void warm_done(void *ctx, int status, bool timed_out)
{
	struct run *r = ctx;

	(void)status; /* the proof fetches them itself then */
	(void)timed_out;
	warming_of(r)->child = NULL;
	run_look_again(r);
}

static bool brings_go(const struct step *s)
{
	return s->tool == TOOL_GO;
}

/* The first plugin's build compiles most of the standard library; what is left for the last one to
 * compile is its own, so that the proof's modules can be compiled beside it. */
static size_t commands_left(const struct run *r)
{
	size_t left = 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct task *t = &r->tasks[i];

		left += (t->step->kind->flags & STEP_COMPILES) &&
			(t->state == STATE_WAITING || t->state == STATE_STARTED);
	}
	return left;
}

static void let_it_compile(struct run *r, struct warming *w)
{
	if (!w->child || w->may_compile || commands_left(r) > 1)
		return;
	child_end_input(w->child);
	w->may_compile = true;
}

static bool is_proof_to_come(const struct run *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->tasks[i].kind == &task_proof && r->tasks[i].state == STATE_WAITING)
			return true;
	return false;
}

/* The go to warm with; NULL: not yet. A tree that is in its place has one, though the disk has not all
 * of it, and no link leads there yet; "": the one that is found. */
static const char *go_to_warm_with(const struct run *r)
{
	const char *tree = NULL;
	bool done = true;

	for (size_t i = 0; i < r->n; i++) {
		const struct task *t = &r->tasks[i];

		if (!brings_go(t->step))
			continue;
		tree = tree ? tree : unpack_tree_in_place(t);
		done &= t->state == STATE_DONE;
	}
	if (tree)
		return path_join(r->mem, tree, "bin/go");
	return done ? "" : NULL;
}

static void start_warming(struct run *r, struct warming *w, const char *go)
{
	struct child_spec child = { .argv = names_copy(r->mem, &r->spec.warm_argv),
				    .input = true,
				    .done = warm_done,
				    .ctx = r };

	list_push(r->mem, &child.argv, go);
	w->begun = true;
	w->child = loop_spawn(r->spec.loop, &child, NULL);
}

static void warm_when_ready(struct run *r, struct warming *w)
{
	const char *go = NULL;

	if (!w->begun && r->spec.warm_argv.n && !run_folders_left(r) && is_proof_to_come(r))
		go = go_to_warm_with(r);
	if (go)
		start_warming(r, w, go);
	let_it_compile(r, w);
}

/* A proof that is not to come needs no modules. */
static void stop_idle_warming(const struct run *r, struct warming *w)
{
	for (size_t i = 0; w->child && i < r->n; i++) {
		if (r->tasks[i].kind == &task_proof && task_is_over(&r->tasks[i]))
			child_kill(w->child);
	}
}

static void look_at_warming(struct run *r)
{
	struct warming *w = warming_of(r);

	if (!r->stopping)
		warm_when_ready(r, w);
	stop_idle_warming(r, w);
}

static void stop_warming(struct run *r)
{
	struct warming *w = warming_of(r);

	if (w->child)
		child_kill(w->child);
}

static bool is_not_warming(struct run *r)
{
	return !warming_of(r)->child;
}

static bool may_start_proof(const struct task *t)
{
	return is_not_warming(t->run);
}

/* ---- the kind ---- */

static const struct run_hooks hooks = {
	.look = look_at_warming,
	.stop = stop_warming,
	.may_end = is_not_warming,
};

const struct task_kind task_proof = {
	.start = start_proof,
	.cancel = cancel_proof,
	.may_start = may_start_proof,
	.hooks = &hooks,
};
