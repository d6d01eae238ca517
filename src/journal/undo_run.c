/* Carrying an undo plan out: one effect after the other, each noted in its run's
 * journal when it is done, so that a crash in the middle of an undo is nothing but a shorter undo
 * next time. */
#include "journal/effect.h"

#include <string.h>

#include "base/i18n.h"
#include "journal/lock.h"

static enum rc note_undone(struct undo_view *v, const struct journal_run *run, int n, struct err *e)
{
	struct json *record = json_new_object(v->mem);

	json_add_string(v->mem, record, "type", "undone");
	if (n)
		json_add_number(v->mem, record, "n", n);
	else
		json_add_bool(v->mem, record, "all", true);
	return journal_append(v->mem, run, record, e);
}

/* Time has gone by since the plan was shown: what is done must still be what was shown. A milder
 * action (leave, nothing) needs no consent. */
static enum rc still_so(struct arena *mem, const struct undo_item *shown,
			const struct undo_item *now, struct err *e)
{
	bool same = now->action == shown->action && str_equal(str_join(mem, &now->command, " "),
							      str_join(mem, &shown->command, " "));

	if (same || now->action == UNDO_LEAVE || now->action == UNDO_NOTHING)
		return RC_OK;
	return err_set(e, RC_CHANGED, _("%s was changed while this was shown"),
		       shown->effect->path);
}

static enum rc undo_one(struct undo_view *v, const struct undo_item *shown, struct undo_item *ret,
			struct err *e)
{
	enum rc rc = undo_judge(v, shown->run, shown->effect, ret, e);

	if (!rc)
		rc = still_so(v->mem, shown, ret, e);
	if (!rc && ret->action != UNDO_LEAVE && ret->action != UNDO_NOTHING)
		rc = effect_row(ret->effect->kind)->act(v, ret, e);
	if (!rc)
		rc = note_undone(v, shown->run, shown->effect->n, e);
	return rc;
}

static const struct journal_run *run_of(const struct undo_plan *plan, const char *id)
{
	for (size_t i = 0; i < plan->items.n; i++) {
		if (str_equal(plan->items.at[i].run->id, id))
			return plan->items.at[i].run;
	}
	return NULL;
}

static enum rc note_runs(struct undo_view *v, const struct undo_plan *plan, struct err *e)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; !rc && i < plan->runs.n; i++) {
		const char *id = plan->runs.at[i];
		const struct journal_run *run = run_of(plan, id);
		struct journal_run bare = {
			.id = id,
			.folder = path_join(v->mem, v->facts->places.runs, id),
		};

		rc = note_undone(v, run ? run : &bare, 0, e);
	}
	return rc;
}

/* ---- item by item ---- */

struct undoing {
	struct arena *mem;
	struct undo_view v;
	const struct undo_plan *plan;
	void (*event)(void *ctx, const struct undo_item *item, const struct err *error);
	void *ctx;
	size_t next;
	int lock; /* -1: whoever called has it */
	enum rc worst;
	struct err first;
};

static struct undoing *undoing_new(
	struct arena *mem, struct host *h, const struct facts *f, const struct undo_plan *plan,
	void (*event)(void *ctx, const struct undo_item *item, const struct err *error), void *ctx)
{
	struct undoing *u = ARENA_NEW(mem, struct undoing);

	*u = (struct undoing){ .mem = mem,
			       .v = { .mem = mem, .host = h, .facts = f },
			       .plan = plan,
			       .event = event,
			       .ctx = ctx,
			       .lock = -1 };
	return u;
}

enum rc undo_begin(struct arena *mem, struct host *h, const struct facts *f,
		   const struct undo_plan *plan,
		   void (*event)(void *ctx, const struct undo_item *item, const struct err *error),
		   void *ctx, struct undoing **ret, struct err *e)
{
	struct undoing *u = undoing_new(mem, h, f, plan, event, ctx);
	enum rc rc = plan->runs.n ? lock_take(mem, f->places.state, &u->lock, e) : RC_OK;

	if (!rc)
		*ret = u;
	return rc;
}

const struct undo_item *undo_next(const struct undoing *u)
{
	return u->next < u->plan->items.n ? &u->plan->items.at[u->next] : NULL;
}

void undo_step(struct undoing *u)
{
	const struct undo_item *shown = undo_next(u);
	struct undo_item now = *shown;
	struct err error;
	enum rc rc = undo_one(&u->v, shown, &now, &error);

	u->next++;
	if (rc && !u->worst) {
		u->first = error;
		u->worst = rc;
	}
	if (u->event)
		u->event(u->ctx, rc ? shown : &now, rc ? &error : NULL);
}

enum rc undo_end(struct undoing *u, struct err *e)
{
	enum rc rc = u->worst;

	if (rc && e)
		*e = u->first;
	if (!rc && undo_next(u))
		rc = err_set(e, RC_CANCELLED, "%s", _("stopped; what is left can still be undone"));
	if (!rc)
		rc = note_runs(&u->v, u->plan, e);
	lock_release(u->lock);
	u->lock = -1;
	return rc;
}

enum rc undo_carry_out(struct arena *mem, struct host *h, const struct facts *f,
		       const struct undo_plan *plan,
		       void (*event)(void *ctx, const struct undo_item *item,
				     const struct err *error),
		       void *ctx, struct err *e)
{
	struct undoing *u = undoing_new(mem, h, f, plan, event, ctx);

	while (undo_next(u))
		undo_step(u);
	return undo_end(u, e);
}

enum rc undo_run(struct arena *mem, struct host *h, const struct facts *f,
		 const struct undo_plan *plan,
		 void (*event)(void *ctx, const struct undo_item *item, const struct err *error),
		 void *ctx, struct err *e)
{
	struct undoing *u = NULL;
	enum rc rc = undo_begin(mem, h, f, plan, event, ctx, &u, e);

	if (rc)
		return rc;
	while (undo_next(u))
		undo_step(u);
	return undo_end(u, e);
}
