/*
 * A staged tree is put in its place, and is done once its files are on the disk. Writing them there takes
 * seconds, so a helper does it while what uses the tree in this run alone (STEP_USES_EARLY) begins.
 */
#include <string.h>

#include "archive/unpack.h"
#include "base/i18n.h"
#include "run/task.h"

struct unpack_work {
	struct task *task;
	int effect; /* for journal_tree_done */
	struct timer *timer;
	struct child *child;
	struct err error; /* as the helper says it */
};

/* "no-space the text of it" */
static void take_sync_error(void *ctx, struct bytes line)
{
	struct unpack_work *w = ctx;
	const char *text = arena_strndup(w->task->run->mem, line.at, line.n);
	size_t n = strcspn(text, " ");

	err_set(&w->error, rc_named(arena_strndup(w->task->run->mem, text, n), RC_IO), "%s",
		text + n + (text[n] == ' '));
}

static enum rc unpack_end(struct unpack_work *w, int status, struct err *e)
{
	const struct run *r = w->task->run;

	if (r->stopping)
		return err_set(e, RC_CANCELLED, "%s", _("stopped"));
	if (status != 0 && w->error.rc)
		*e = w->error;
	else if (status != 0)
		err_set(e, RC_INTERNAL, _("the helper that unpacks broke off with status %d"),
			status);
	if (status != 0)
		return e->rc;
	return journal_tree_done(r->journal, w->effect, w->task->step->unpack.tree, e);
}

static void synced(void *ctx, int status, bool timed_out)
{
	struct unpack_work *w = ctx;
	struct err e = { .rc = RC_OK };

	(void)timed_out;
	w->child = NULL;
	if (unpack_end(w, status, &e))
		task_failed(w->task, &e);
	else
		task_done(w->task);
}

static void start_sync(void *ctx)
{
	struct unpack_work *w = ctx;
	struct run *r = w->task->run;
	struct child_spec child = {
		.lines = true, .error = take_sync_error, .done = synced, .ctx = w
	};
	struct err e = { .rc = RC_OK };

	w->timer = NULL;
	list_push(r->mem, &child.argv, run_helper_program(r));
	list_push(r->mem, &child.argv, "--helper");
	list_push(r->mem, &child.argv, "sync");
	list_push(r->mem, &child.argv, w->task->step->unpack.tree);
	w->child = loop_spawn(r->spec.loop, &child, &e);
	if (!w->child)
		task_failed(w->task, &e);
}

static enum rc start_unpack(struct task *t, struct err *e)
{
	const struct unpack_step *s = &t->step->unpack;
	struct run *r = t->run;
	struct unpack_work *w = ARENA_NEW(r->mem, struct unpack_work);
	const char *files = unpack_list_path(r->mem, s->staging);
	enum rc rc;

	*w = (struct unpack_work){ .task = t };
	rc = journal_tree(r->journal, t->step->id, s->staging, s->tree,
			  host_exists(r->spec.host, files) ? files : NULL, &w->effect, e);
	if (rc)
		return rc;
	t->work = w;
	t->in_place = true;
	/* After what may start now: it writes to the journal, and would wait for the same disk. */
	w->timer = loop_after(r->spec.loop, 0, start_sync, w);
	return RC_OK;
}

static void cancel_unpack(struct task *t)
{
	struct unpack_work *w = t->work;
	struct err e;

	if (w->child) {
		child_kill(w->child);
	} else if (w->timer) {
		loop_cancel_timer(t->run->spec.loop, w->timer);
		w->timer = NULL;
		err_set(&e, RC_CANCELLED, "%s", _("stopped"));
		task_failed(t, &e);
	}
}

const char *unpack_tree_in_place(const struct task *t)
{
	if (t->kind != &task_unpack || !(t->state == STATE_DONE || (t->active && t->in_place)))
		return NULL;
	return t->step->unpack.tree;
}

const struct task_kind task_unpack = { .start = start_unpack, .cancel = cancel_unpack };
