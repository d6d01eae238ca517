/*
 * A tree that was unpacked in staging and is renamed into place, with the list of its files: undo
 * takes away what is on the list and unchanged, and names the rest.
 *
 * From before the rename until its files are on the disk, a mark stands beside it: while that is
 * there, the tree is no tool (facts), and whoever finds it in a run that was broken off takes it away
 * whole. A repair's order is: old tree aside, mark, new tree; and back: new tree, mark, old tree.
 *
 * The mark is there, too, while prune removes a tree: the half that one which was killed leaves is no tool
 * either. It is put aside like any tree, since there may be files of the user's in it.
 */
#include "journal/record.h"

#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "journal/files.h"
#include "journal/tree_list.h"

/* The list of a tree's files goes into the run's folder, on disk before the tree is there. */
static enum rc keep_list(struct journal *j, struct intent *in, const char *files, struct err *e)
{
	const char *kept = arena_fmt(j->scratch, "kept/%d.files", in->n);
	const char *to = path_join(j->scratch, j->folder, kept);
	enum rc rc;

	in->after = json_new_object(j->scratch);
	if (!files)
		return RC_OK;
	rc = file_copy(files, to, 0600, NULL, e);
	if (!rc)
		rc = file_sync(path_folder(j->scratch, to), e);
	json_add_string(j->scratch, in->after, "files", kept);
	return rc;
}

/* A tree of ours that is in the way (a broken one that is brought anew) is moved aside, so that
 * undo can bring it back, to a name that nobody looks at; anything outside goready's folders is not ours to move. */
static enum rc make_room(struct journal *j, struct intent *in, const char **ret_aside,
			 struct err *e)
{
	struct file_info info;
	enum rc rc = j->host->lstat(j->host, j->scratch, in->path, &info, e);

	*ret_aside = NULL;
	in->before = state_none(j);
	if (rc || info.type == FILE_NONE)
		return rc;
	if (info.type != FILE_FOLDER || !path_is_within(in->path, j->places->data)) {
		err_set(e, RC_EXISTS, _("%s is there already, and goready did not make it"),
			in->path);
		err_hint(e, _("Move %s away, then try again."), in->path);
		return RC_EXISTS;
	}
	*ret_aside = arena_fmt(j->scratch, "%s/.before-%s-%s", path_folder(j->scratch, in->path),
			       j->id, path_name(in->path));
	in->before = json_new_object(j->scratch);
	json_add_string(j->scratch, in->before, "type", "folder");
	json_add_bytes(j->scratch, in->before, "kept", bytes_of(*ret_aside));
	if (host_exists(j->host, facts_unfinished_mark(j->scratch, in->path)))
		json_add_bool(j->scratch, in->before, "half", true);
	return RC_OK;
}

static enum rc put_there(struct journal *j, const char *from, const char *to, const char *aside,
			 struct err *e)
{
	const char *mark = facts_unfinished_mark(j->scratch, to);
	struct host *h = j->host;
	bool marked =
		host_exists(h, mark); /* a run that could not be taken back may have left it */
	enum rc rc = aside ? h->rename(h, to, aside, e) : RC_OK;

	if (rc)
		return rc;
	if (!marked)
		rc = h->make_folder(h, mark, 0700, e);
	if (!rc)
		rc = h->rename(h, from, to, e);
	if (!rc || host_exists(h, to)) /* renamed, and the sync of the folder failed */
		return rc;
	if ((marked || h->remove_folder(h, mark, NULL) == RC_OK) && aside)
		(void)h->rename(h, aside, to, NULL);
	return rc;
}

enum rc journal_tree(struct journal *j, const char *step, const char *from, const char *to,
		     const char *files, int *ret_n, struct err *e)
{
	struct intent in = { .kind = EFFECT_TREE, .step = step, .path = to };
	const char *aside = NULL;
	enum rc rc = journal_folders(j, step, path_folder(j->mem, to), 0755, e);

	if (rc)
		return rc;
	in.n = ++j->n;
	rc = make_room(j, &in, &aside, e);
	if (!rc)
		rc = keep_list(j, &in, files, e);
	if (!rc)
		rc = intent_write(j, &in, e);
	if (rc)
		return rc;
	rc = put_there(j, from, to, aside, e);
	if (rc)
		return intent_settle(j, &in, rc, e);
	if (files)
		(void)unlink(files); /* its copy is in the run's folder */
	arena_reset(j->scratch);
	*ret_n = in.n;
	return RC_OK;
}

enum rc journal_tree_done(struct journal *j, int n, const char *to, struct err *e)
{
	struct intent in = { .kind = EFFECT_TREE, .path = to, .n = n };
	const char *mark = facts_unfinished_mark(j->scratch, to);
	enum rc rc = j->host->remove_folder(j->host, mark, e);

	if (rc)
		return err_while(e, _("finishing %s"), to);
	return intent_settle(j, &in, RC_OK, e);
}

/* ---- undoing it ---- */

static const char *list_of(struct undo_view *v, const struct undo_item *item)
{
	const char *files = item->effect->after_files;

	return files ? path_join(v->mem, item->run->folder, files) : NULL;
}

static bool is_marked(struct undo_view *v, const char *tree)
{
	return host_exists(v->host, facts_unfinished_mark(v->mem, tree));
}

static bool is_unfinished(struct undo_view *v, const struct journal_effect *effect)
{
	return !effect->done && is_marked(v, effect->path);
}

static void judge_whole(struct undo_view *v, struct undo_item *item, const char *tree)
{
	const char *list = list_of(v, item);
	struct err why = { 0 };

	if (!list || !host_exists(v->host, list)) {
		effect_leave_open(
			v, item,
			list ? arena_fmt(
				       v->mem,
				       _("the list of what goready put there is gone (%s); remove the folder by hand if nothing in it is yours"),
				       list)
			     : _("there is no list of what goready put there"));
	} else if (tree_foreign(v->mem, v->host, tree, list, &item->left, &why)) {
		effect_leave_open(v, item, arena_strdup(v->mem, why.text));
	}
}

static enum rc tree_judge(struct undo_view *v, struct undo_item *item, struct err *e)
{
	const struct journal_effect *effect = item->effect;
	const char *kept = effect_kept_path(v->mem, item->run, effect);
	bool unfinished = is_unfinished(v, effect);
	struct standing s;
	enum rc rc = effect_look(v, effect->path, &s, e);

	if (rc)
		return rc;
	if (kept && !host_exists(v->host, kept)) {
		/* Never moved aside, or back again already: what stands there is the old tree. */
		item->action = UNDO_NOTHING;
		return RC_OK;
	}
	item->action = kept ? UNDO_RESTORE : UNDO_REMOVE;
	item->summary = arena_fmt(v->mem, kept ? _("Restore %s") : _("Remove %s"),
				  effect_shown(v, effect->path));
	if (unfinished)
		return RC_OK; /* nobody has used it but this run */
	if (s.type == FILE_NONE)
		item->action = kept                         ? UNDO_RESTORE
			       : is_marked(v, effect->path) ? UNDO_REMOVE
							    : UNDO_NOTHING;
	else if (s.type == FILE_FOLDER)
		judge_whole(v, item, s.bytes_at);
	else
		effect_leave_open(v, item, _("it has been changed since"));
	if (item->left.n && !item->open)
		item->why = _("what goready did not put there, or was changed since, stays");
	return RC_OK;
}

/* The old tree is aside, and the new one not yet there, or not all of it. */
static bool is_half_done(struct undo_view *v, const struct undo_item *item)
{
	return is_unfinished(v, item->effect) ||
	       (item->effect->before == BEFORE_FOLDER && !host_exists(v->host, item->effect->path));
}

static enum rc take_unfinished(struct undo_view *v, const struct journal_effect *effect,
			       struct err *e)
{
	const char *mark = facts_unfinished_mark(v->mem, effect->path);
	enum rc rc = host_remove_tree(v->host, v->mem, effect->path, e);

	return rc ? rc : v->host->remove_folder(v->host, mark, e);
}

static enum rc set_mark(struct undo_view *v, const char *tree, bool there, struct err *e)
{
	const char *mark = facts_unfinished_mark(v->mem, tree);

	if (is_marked(v, tree) == there)
		return RC_OK;
	return there ? v->host->make_folder(v->host, mark, 0700, e)
		     : v->host->remove_folder(v->host, mark, e);
}

static enum rc take_listed(struct undo_view *v, struct undo_item *item, struct err *e)
{
	const char *tree = item->effect->path;
	enum rc rc = RC_OK;

	if (host_exists(v->host, tree))
		rc = tree_take_away(v->mem, v->host, tree, list_of(v, item), &item->left, e);
	return rc ? rc : set_mark(v, tree, false, e);
}

static enum rc tree_act(struct undo_view *v, struct undo_item *item, struct err *e)
{
	const struct journal_effect *effect = item->effect;
	const char *kept = effect_kept_path(v->mem, item->run, effect);
	struct host *h = v->host;
	enum rc rc = RC_OK;

	if (is_unfinished(v, effect))
		rc = take_unfinished(v, effect, e);
	else if (host_exists(h, effect->path) || is_marked(v, effect->path))
		rc = take_listed(v, item, e);
	if (rc || !kept)
		return rc;
	if (item->left.n) {
		err_set(e, RC_EXISTS,
			_("%s holds files that goready did not put there; the older one is kept as %s"),
			effect->path, kept);
		return RC_EXISTS;
	}
	rc = set_mark(v, effect->path, effect->before_half, e);
	return rc ? rc : h->rename(h, kept, effect->path, e);
}

static void also_gone(struct undo_view *v, const struct undo_item *item)
{
	static const struct journal_effect gone = { .before = BEFORE_NONE };

	effect_will_go(v, facts_unfinished_mark(v->mem, item->effect->path), &gone, item->run);
	if (item->effect->before == BEFORE_FOLDER)
		effect_will_go(v, effect_kept_path(v->mem, item->run, item->effect), &gone,
			       item->run);
}

const struct effect_row effect_tree = { .name = "tree",
					.title = N_("Program"),
					.judge = tree_judge,
					.act = tree_act,
					.is_half_done = is_half_done,
					.also_gone = also_gone };
