#include "journal/effect.h"
#include "journal/prune.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/own_name.h"
#include "plan/diff.h"

/* ---- which runs ---- */

static const struct journal_run *last_run(const struct journal_runs *runs)
{
	for (size_t i = runs->n; i-- > 0;) {
		if (!runs->at[i].undone && !runs->at[i].damaged)
			return &runs->at[i];
	}
	return NULL;
}

static bool is_scratch(const struct journal_effect *effect)
{
	const struct effect_row *row = effect_row(effect->kind);

	return effect->undone || (row && row->scratch);
}

/* A later run touched something at or in a place of this one. */
static bool builds_on(const struct journal_run *later, const struct journal_run *run,
		      const char **ret_path)
{
	for (size_t i = 0; i < later->effects.n; i++) {
		const struct journal_effect *above = &later->effects.at[i];

		for (size_t k = 0; !is_scratch(above) && k < run->effects.n; k++) {
			const struct journal_effect *below = &run->effects.at[k];

			if (is_scratch(below) || !path_is_within(above->path, below->path))
				continue;
			*ret_path = above->path;
			return true;
		}
	}
	return false;
}

/* A run, and those that it goes on from: newest first. */
struct chain LIST_OF(const struct journal_run *);

static bool is_in(const struct chain *chain, const struct journal_run *run)
{
	for (size_t i = 0; i < chain->n; i++) {
		if (chain->at[i] == run)
			return true;
	}
	return false;
}

static struct chain chain_of(struct arena *mem, const struct journal_runs *runs,
			     const struct journal_run *last)
{
	struct chain chain = { 0 };

	list_push(mem, &chain, last);
	for (const struct journal_run *run = last; run-- > runs->at;) {
		for (size_t i = 0; i < chain.n; i++) {
			if (names_hold(&chain.at[i]->goes_on, run->id) && !run->undone &&
			    !run->damaged) {
				list_push(mem, &chain, run);
				break;
			}
		}
	}
	return chain;
}

static enum rc check_not_needed(struct arena *mem, const struct facts *f,
				const struct journal_runs *runs, const struct chain *chain,
				const struct journal_run *run, struct err *e)
{
	const char *path;

	for (const struct journal_run *later = run + 1; later < runs->at + runs->n; later++) {
		if (later->undone || is_in(chain, later) || !builds_on(later, run, &path))
			continue;
		err_set(e, RC_NEEDED, _("run %s builds on run %s (%s)"), later->id, run->id,
			path_tilde(mem, path, f->places.home));
		err_hint(e, _("Undo run %s first, or all of them: goready undo --all"), later->id);
		return RC_NEEDED;
	}
	return RC_OK;
}

/* A home that was moved, or a journal that was copied into another: its paths are not here, or another's. */
static enum rc check_home(struct undo_view *v, const struct journal_run *run, struct err *e)
{
	const char *home = v->facts->places.home;
	const char *other = journal_other_home(v->mem, v->host, &v->facts->places, run);
	struct file_info info = { 0 };

	if (!other)
		return RC_OK;
	err_set(e, RC_CHANGED, _("run %s was made in the home folder %s, and this one is %s"),
		run->id, other, home);
	if (v->host->stat(v->host, v->mem, other, &info, NULL) == RC_OK && info.type == FILE_NONE)
		err_hint(
			e,
			_("If it was moved, let its old name lead to it while you undo: sudo ln -s %s %s"),
			home, other);
	else
		err_hint(e, _("Undo it there: HOME=%s goready undo"), other);
	return RC_CHANGED;
}

static enum rc undo_choose(struct arena *mem, const struct facts *f,
			   const struct journal_runs *runs, const char *id, struct chain *ret,
			   struct err *e)
{
	const struct journal_run *run = id ? journal_find_run(runs, id) : last_run(runs);
	enum rc rc = RC_OK;

	if (!run && !id)
		return RC_OK;
	if (!run)
		return journal_no_run(runs, id, e);
	if (run->damaged)
		return journal_damaged(run, e);
	if (run->undone)
		return RC_OK;
	*ret = chain_of(mem, runs, run);
	for (size_t i = 0; !rc && i < ret->n; i++)
		rc = check_not_needed(mem, f, runs, ret, ret->at[i], e);
	return rc;
}

static struct chain all_of(struct arena *mem, const struct journal_runs *runs)
{
	struct chain chain = { 0 };

	for (size_t i = runs->n; i-- > 0;) {
		if (!runs->at[i].undone && !runs->at[i].damaged)
			list_push(mem, &chain, &runs->at[i]);
	}
	return chain;
}

/* ---- the plan ---- */

static bool was_begun(const struct journal_run *run, const char *step)
{
	for (size_t i = 0; i < run->steps.n; i++) {
		if (str_equal(run->steps.at[i].step, step))
			return true;
	}
	return false;
}

/* `prune`, or the user, may have removed the downloads since. */
static bool is_gone(struct undo_view *v, const struct json *step)
{
	return str_equal(json_string(step, "kind"), step_fetch.name) &&
	       !prune_has_downloads(v->mem, v->host, &v->facts->places);
}

static void add_stays(struct undo_view *v, const struct journal_run *run, struct undo_plan *plan)
{
	json_each (step, run->plan) {
		const char *stays = json_string(step, "stays");

		if (stays && was_begun(run, json_string(step, "id")) && !is_gone(v, step))
			names_push_longest(v->mem, &plan->stays, stays);
	}
}

/* What the items before leave behind, for those that follow. */
static void foresee(struct undo_view *v, const struct undo_item *item)
{
	const struct effect_row *row = effect_row(item->effect->kind);

	if (row && row->stands)
		return;
	for (size_t i = 0; item->action == UNDO_RUN && i < item->kegs.n; i++)
		list_push(v->mem, &v->kegs_gone, item->kegs.at[i]);
	/* A tree with files of the user's stays as a folder. */
	if (item->action != UNDO_RESTORE && (item->action != UNDO_REMOVE || item->left.n))
		return;
	effect_will_go(v, item->effect->path, item->effect, item->run);
	if (row && row->also_gone)
		row->also_gone(v, item);
}

static enum rc add_run(struct undo_view *v, const struct journal_run *run, struct undo_plan *plan,
		       struct err *e)
{
	struct undo_item item;
	enum rc rc = RC_OK;

	for (size_t i = run->effects.n; !rc && i-- > 0;) {
		const struct journal_effect *effect = &run->effects.at[i];

		if (effect->undone)
			continue;
		rc = undo_judge(v, run, effect, &item, e);
		if (rc)
			break;
		if (item.action != UNDO_NOTHING)
			list_push(v->mem, &plan->items, item);
		foresee(v, &item);
	}
	add_stays(v, run, plan);
	list_push(v->mem, &plan->runs, run->id);
	return rc;
}

/* "../tools/go-1.26.8/bin/go": also where prune was killed before it had removed all of the tree. */
static bool is_pruned(struct undo_view *v, const char *target)
{
	const char *tools = v->facts->places.tools;
	const char *name = target + sizeof("../tools/") - 1;
	const char *tree =
		path_join(v->mem, tools, arena_strndup(v->mem, name, strcspn(name, "/")));

	return !host_exists(v->host, path_join(v->mem, tools, name)) ||
	       host_exists(v->host, facts_unfinished_mark(v->mem, tree));
}

/* What is typed to have the tree of such a target again: its name is that of a tool and its version. */
static const char *bring_back(struct arena *mem, const char *target)
{
	const char *name = target + sizeof("../tools/") - 1;
	const char *tree = arena_strndup(mem, name, strcspn(name, "/")), *dash = strrchr(tree, '-');

	if (!dash)
		return own_name_in("goready use VERSION");
	if (str_starts(tree, "go-"))
		return arena_fmt(mem, own_name_in("goready use %s"), dash + 1);
	return arena_fmt(mem, own_name_in("goready install %.*s@%s"), (int)(dash - tree), tree,
			 dash + 1);
}

static bool stands(const struct undo_item *item)
{
	const struct effect_row *row = effect_row(item->effect->kind);

	return row && row->stands;
}

/* A folder is closed again after what runs before had put into it has been taken out. */
static void put_those_that_stand_last(struct arena *mem, struct undo_plan *plan)
{
	struct undo_plan sorted = *plan;

	memset(&sorted.items, 0, sizeof(sorted.items));
	for (int last = 0; last < 2; last++)
		for (size_t i = 0; i < plan->items.n; i++)
			if (stands(&plan->items.at[i]) == last)
				list_push(mem, &sorted.items, plan->items.at[i]);
	*plan = sorted;
}

/* A link that would lead back into a tree of goready's which prune has removed. */
static enum rc check_not_pruned(struct undo_view *v, const struct undo_plan *plan, struct err *e)
{
	const struct places *places = &v->facts->places;

	for (size_t i = 0; i < plan->items.n; i++) {
		const struct journal_effect *effect = plan->items.at[i].effect;
		const char *target = effect->before_target, *command;

		if (plan->items.at[i].action != UNDO_RESTORE || effect->kind != EFFECT_LINK ||
		    !str_starts(target, "../tools/"))
			continue;
		if (!is_pruned(v, target))
			continue;
		command = bring_back(v->mem, target);
		target = path_join(v->mem, places->tools, target + sizeof("../tools/") - 1);
		err_set(e, RC_NOT_FOUND,
			_("run %s led away from %s, which 'goready prune' has removed"),
			plan->items.at[i].run->id, effect_shown(v, target));
		err_hint(
			e,
			_("Bring that version back with '%s', or take everything back: goready undo --all"),
			command);
		return RC_NOT_FOUND;
	}
	return RC_OK;
}

enum rc undo_make(struct arena *mem, struct host *h, const struct facts *f, const char *run_id,
		  bool all, struct undo_plan *ret, struct err *e)
{
	struct undo_view v = { .mem = mem, .host = h, .facts = f };
	struct journal_runs *runs = ARENA_NEW(mem, struct journal_runs);
	struct undo_plan plan = { 0 };
	struct chain chain = { 0 };
	enum rc rc = journal_read_all(mem, h, &f->places, runs, e);

	if (!rc && all)
		chain = all_of(mem, runs);
	else if (!rc)
		rc = undo_choose(mem, f, runs, run_id, &chain, e);
	for (size_t i = 0; !rc && i < chain.n; i++)
		rc = check_home(&v, chain.at[i], e);
	for (size_t i = 0; !rc && i < chain.n; i++)
		rc = add_run(&v, chain.at[i], &plan, e);
	put_those_that_stand_last(mem, &plan);
	if (!rc && !all)
		rc = check_not_pruned(&v, &plan, e);
	if (rc)
		return rc;
	for (size_t i = 0; all && i < runs->n; i++) {
		if (!runs->at[i].damaged)
			continue;
		if (!chain.n)
			return journal_damaged(&runs->at[i], e);
		plan.damaged = runs->at[i].id;
	}
	plan.state = journal_state(mem, runs);
	*ret = plan;
	return RC_OK;
}

/* ---- JSON ---- */

static const char *action_name(enum undo_action action)
{
	switch (action) {
	case UNDO_RESTORE:
		return "restore";
	case UNDO_REMOVE:
		return "remove";
	case UNDO_TAKE_BLOCK:
		return "take-block";
	case UNDO_RUN:
		return "run";
	case UNDO_LEAVE:
		return "leave";
	case UNDO_NOTHING:
		return "nothing";
	}
	return NULL;
}

static void add_item(struct arena *mem, struct json *items, const struct undo_item *item)
{
	struct json *object = json_add_object(mem, items, NULL);

	json_add_string(mem, object, "run", item->run->id);
	json_add_string(mem, object, "step", item->effect->step);
	json_add_string(mem, object, "action", action_name(item->action));
	json_add_bytes(mem, object, "path", bytes_of(item->effect->path));
	json_add_text(mem, object, "summary", item->summary);
	json_add_text(mem, object, "why", item->why);
	if (item->diff)
		json_add_bytes(mem, object, "diff", bytes_of(diff_for_logs(mem, item->diff)));
	else
		json_add_null(mem, object, "diff");
	json_add_bool(mem, object, "open", item->open);
	json_add_names(mem, object, "left", &item->left);
	json_add_names(mem, object, "command", &item->command);
}

struct json *undo_json(struct arena *mem, const struct undo_plan *plan)
{
	struct json *root = json_new_object(mem), *items;

	json_add_number(mem, root, "schema", 1);
	json_add_names(mem, root, "runs", &plan->runs);
	items = json_add_array(mem, root, "items");
	for (size_t i = 0; i < plan->items.n; i++)
		add_item(mem, items, &plan->items.at[i]);
	json_add_names(mem, root, "stays", &plan->stays);
	return root;
}
