/* Carrying an undo plan out: one effect after the other, each noted in its run's
 * journal when it is done, so that a crash in the middle of an undo is nothing but a shorter undo
 * next time. */
#include "journal/effect.h"

#include <string.h>

#include "base/i18n.h"
#include "journal/lock.h"
#include "journal/recover.h"

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

/* What stays open is looked at again by the next undo; so is a folder that is not empty, as long as its
 * run is not undone as a whole. */
static bool is_settled(const struct undo_item *item)
{
	return !item->open && (item->action != UNDO_LEAVE || item->effect->kind != EFFECT_FOLDER);
}

static enum rc undo_one(struct undo_view *v, const struct undo_item *shown, struct undo_item *ret,
			struct err *e)
{
	enum rc rc = undo_judge(v, shown->run, shown->effect, ret, e);

	if (!rc)
		rc = still_so(v->mem, shown, ret, e);
	if (!rc && ret->action != UNDO_LEAVE && ret->action != UNDO_NOTHING)
		rc = effect_row(ret->effect->kind)->act(v, ret, e);
	/* What was to be undone and cannot be now (a later run's part of it failed a moment ago) is not
	 * the user's for that. */
	if (!rc && ret->action == UNDO_LEAVE && shown->action != UNDO_LEAVE &&
	    ret->effect->kind != EFFECT_FOLDER)
		ret->open = true;
	if (!rc && is_settled(ret))
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
	struct undo_item *open; /* the first that stays open; NULL: none */
	struct names stuck;     /* where one could not be undone */
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

/* Of each run, also where nothing else is left to do: it was killed while it wrote its only file. */
static void sweep(struct undo_view *v, const struct undo_plan *plan)
{
	struct journal_runs runs = { 0 };

	if (plan->runs.n && journal_read_all(v->mem, v->host, &v->facts->places, &runs, NULL))
		return;
	for (size_t i = 0; i < runs.n; i++)
		if (names_hold(&plan->runs, runs.at[i].id))
			recover_sweep(v->mem, v->host, &runs.at[i]);
}

/* Another goready may have been at work between the plan and the lock. */
static enum rc check_state(struct undo_view *v, const struct undo_plan *plan, struct err *e)
{
	enum rc rc = journal_check_state(v->mem, v->host, &v->facts->places, plan->state, e);

	if (rc == RC_CHANGED)
		err_hint(e, "%s", _("Start again: goready undo shows what there is to undo now."));
	return rc;
}

enum rc undo_begin(struct arena *mem, struct host *h, const struct facts *f,
		   const struct undo_plan *plan,
		   void (*event)(void *ctx, const struct undo_item *item, const struct err *error),
		   void *ctx, struct undoing **ret, struct err *e)
{
	struct undoing *u = undoing_new(mem, h, f, plan, event, ctx);
	enum rc rc = plan->runs.n ? lock_take(mem, f->places.state, &u->lock, e) : RC_OK;

	if (!rc && plan->runs.n)
		rc = check_state(&u->v, plan, e);
	if (rc) {
		lock_release(u->lock);
		return rc;
	}
	recover_temp_folder(h, f);
	sweep(&u->v, plan);
	*ret = u;
	return RC_OK;
}

const struct undo_item *undo_next(const struct undoing *u)
{
	return u->next < u->plan->items.n ? &u->plan->items.at[u->next] : NULL;
}

/* What an earlier one did there is still below it, and is not what it looks like. */
static bool is_stuck(const struct undoing *u, const struct undo_item *item)
{
	const char *path = item->effect->path; /* NULL: what a command of Homebrew's did has none */

	for (size_t i = 0; path && i < u->stuck.n; i++)
		if (path_is_within(path, u->stuck.at[i]))
			return true;
	return false;
}

void undo_step(struct undoing *u)
{
	const struct undo_item *shown = undo_next(u);
	struct undo_item now = *shown;
	struct err error;
	enum rc rc = RC_OK;

	if (is_stuck(u, shown))
		effect_leave_open(&u->v, &now,
				  _("what was done there later has to be undone first"));
	else
		rc = undo_one(&u->v, shown, &now, &error);
	u->next++;
	if ((rc || now.open) && shown->effect->path)
		list_push(u->mem, &u->stuck, shown->effect->path);
	if (rc && !u->worst) {
		u->first = error;
		u->worst = rc;
	}
	if (!rc && now.open && !u->open) {
		u->open = ARENA_NEW(u->mem, struct undo_item);
		*u->open = now;
	}
	if (u->event)
		u->event(u->ctx, rc ? shown : &now, rc ? &error : NULL);
}

static enum rc stays_open(const struct undo_item *item, struct err *e)
{
	err_set(e, RC_CHANGED, _("%s: %s"), item->summary, item->why);
	err_hint(
		e, "%s",
		_("Put that right, then undo again: 'goready undo'. All that could be undone is."));
	return RC_CHANGED;
}

static enum rc stays_damaged(struct undoing *u, struct err *e)
{
	struct journal_run run = { .folder = path_join(u->mem, u->v.facts->places.runs,
						       u->plan->damaged),
				   .damaged = _("records are missing or damaged") };

	return journal_damaged(&run, e);
}

enum rc undo_end(struct undoing *u, struct err *e)
{
	enum rc rc = u->worst;

	if (rc && e)
		*e = u->first;
	if (!rc && undo_next(u))
		rc = err_set(e, RC_CANCELLED, "%s", _("stopped; what is left can still be undone"));
	if (!rc && u->open)
		rc = stays_open(u->open, e);
	if (!rc)
		rc = note_runs(&u->v, u->plan, e);
	if (!rc && u->plan->damaged)
		rc = stays_damaged(u, e);
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

	sweep(&u->v, plan);
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
