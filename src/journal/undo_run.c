/* Carrying an undo plan out: one effect after the other, each noted in its run's
 * journal when it is done, so that a crash in the middle of an undo is nothing but a shorter undo
 * next time. */
#include "journal/undo_internal.h"

#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "shell/block.h"
#include "journal/lock.h"
#include "journal/tree_list.h"

enum { KEPT_MOST = 256 << 20 };

static enum rc remove_path(struct undo_view *v, const char *path, struct err *e)
{
	return v->host->remove_file(v->host, path, e);
}

/* host->replace writes through a link, so a link of ours goes first. */
static enum rc restore_file(struct undo_view *v, const struct undo_item *item, struct err *e)
{
	const struct journal_effect *effect = item->effect;
	struct host *h = v->host;
	struct file_info info;
	struct bytes bytes;
	enum rc rc =
		h->read(h, v->mem, undo_kept_path(v->mem, item->run, effect), KEPT_MOST, &bytes, e);

	if (!rc)
		rc = h->lstat(h, v->mem, effect->path, &info, e);
	if (!rc && info.type == FILE_LINK)
		rc = h->remove_file(h, effect->path, e);
	if (!rc)
		rc = h->replace(h, effect->path, bytes, effect->before_mode, e);
	if (!rc)
		rc = h->lstat(h, v->mem, effect->path, &info, e);
	if (!rc && info.mode != effect->before_mode)
		rc = h->chmod(h, effect->path, effect->before_mode, e);
	return rc;
}

static enum rc put_back(struct undo_view *v, const struct undo_item *item, struct err *e)
{
	const struct journal_effect *effect = item->effect;

	if (str_equal(effect->before_type, "none"))
		return remove_path(v, effect->path, e);
	if (str_equal(effect->before_type, "link"))
		return v->host->link(v->host, effect->path, effect->before_target, e);
	return restore_file(v, item, e);
}

static enum rc take_block(struct undo_view *v, const struct undo_item *item, struct err *e)
{
	const char *path = item->effect->path;
	struct host *h = v->host;
	struct bytes now, then;
	enum rc rc = h->read(h, v->mem, path, KEPT_MOST, &now, e);

	if (!rc)
		rc = shell_block_take(v->mem, now, path, &then, e);
	if (rc)
		return rc;
	/* A file that was new and holds nothing else any more. */
	if (!then.n && str_equal(item->effect->before_type, "none"))
		return remove_path(v, path, e);
	return h->replace(h, path, then, 0644, e);
}

static enum rc remove_tree(struct undo_view *v, struct undo_item *item, struct err *e)
{
	const struct journal_effect *effect = item->effect;
	const char *kept = undo_kept_path(v->mem, item->run, effect);
	const char *list = effect->after_files
				   ? path_join(v->mem, item->run->folder, effect->after_files)
				   : NULL;
	struct host *h = v->host;
	enum rc rc = RC_OK;

	if (host_exists(h, effect->path))
		rc = tree_take_away(v->mem, h, effect->path, list, &item->left, e);
	if (rc || !kept)
		return rc;
	if (item->left.n) {
		err_set(e, RC_EXISTS,
			_("%s holds files that goready did not put there; the older one is kept as %s"),
			effect->path, kept);
		return RC_EXISTS;
	}
	return h->rename(h, kept, effect->path, e);
}

static enum rc remove_staging(struct undo_view *v, const char *path, struct err *e)
{
	enum rc rc = host_remove_tree(v->host, v->mem, path, e);

	(void)unlink(arena_fmt(v->mem, "%s.files", path));
	return rc;
}

static enum rc act(struct undo_view *v, struct undo_item *item, struct err *e)
{
	const char *effect = item->effect->effect;

	if (item->action == UNDO_LEAVE || item->action == UNDO_NOTHING)
		return RC_OK;
	if (item->action == UNDO_TAKE_BLOCK)
		return take_block(v, item, e);
	if (item->action == UNDO_RUN)
		return undo_act_brew(v, item, e);
	if (str_equal(effect, "tree"))
		return remove_tree(v, item, e);
	if (str_equal(effect, "staging"))
		return remove_staging(v, item->effect->path, e);
	if (str_equal(effect, "folder"))
		return v->host->remove_folder(v->host, item->effect->path, e);
	return put_back(v, item, e);
}

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
	if (!rc)
		rc = act(v, ret, e);
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
