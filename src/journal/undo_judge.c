/* One effect at a time: is what stands there what goready left, what was there before, or the
 * user's own? */
#include "journal/undo_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "archive/digest.h"
#include "plan/diff.h"
#include "shell/block.h"
#include "journal/tree_list.h"

enum { TEXT_MOST = 1 << 20 };

/* What stands at a path. */
struct standing {
	enum file_type type;
	char sha256[65];
	const char *target;
	const char *bytes_at; /* file or folder that holds its bytes */
};

const char *undo_kept_path(struct arena *mem, const struct journal_run *run,
			   const struct journal_effect *effect)
{
	const char *kept = effect->before_kept;

	if (!kept || kept[0] == '/')
		return kept;
	return path_join(mem, run->folder, kept);
}

static const struct undone_path *undone_at(const struct undo_view *v, const char *path)
{
	for (size_t i = v->undone.n; i-- > 0;) {
		if (str_equal(v->undone.at[i].path, path))
			return &v->undone.at[i];
	}
	return NULL;
}

static void standing_before(struct undo_view *v, const struct undone_path *u, struct standing *ret)
{
	const struct journal_effect *effect = u->effect;

	*ret = (struct standing){ .type = FILE_NONE };
	if (str_equal(effect->before_type, "file")) {
		ret->type = FILE_REGULAR;
		ret->bytes_at = undo_kept_path(v->mem, u->run, effect);
		strncpy(ret->sha256, effect->before_sha256 ? effect->before_sha256 : "", 64);
	} else if (str_equal(effect->before_type, "link")) {
		ret->type = FILE_LINK;
		ret->target = effect->before_target;
	} else if (str_equal(effect->before_type, "folder")) {
		ret->type = FILE_FOLDER;
		ret->bytes_at = undo_kept_path(v->mem, u->run, effect);
	}
}

static enum rc look(struct undo_view *v, const char *path, struct standing *ret, struct err *e)
{
	const struct undone_path *undone = undone_at(v, path);
	struct file_info info;
	enum rc rc;

	if (undone) {
		standing_before(v, undone, ret);
		return RC_OK;
	}
	rc = v->host->lstat(v->host, v->mem, path, &info, e);
	if (rc)
		return rc;
	*ret = (struct standing){ .type = info.type, .target = info.target, .bytes_at = path };
	if (info.type == FILE_REGULAR)
		rc = sha256_file(path, ret->sha256, e);
	return rc;
}

static bool is_before(const struct journal_effect *effect, const struct standing *s)
{
	if (str_equal(effect->before_type, "none"))
		return s->type == FILE_NONE;
	if (str_equal(effect->before_type, "file"))
		return s->type == FILE_REGULAR && str_equal(s->sha256, effect->before_sha256);
	if (str_equal(effect->before_type, "link"))
		return s->type == FILE_LINK && str_equal(s->target, effect->before_target);
	return false;
}

static bool is_after(const struct journal_effect *effect, const struct standing *s)
{
	if (str_equal(effect->effect, "file"))
		return s->type == FILE_REGULAR && str_equal(s->sha256, effect->after_sha256);
	return s->type == FILE_LINK && str_equal(s->target, effect->after_target);
}

static bool is_text(struct bytes b)
{
	return !b.n || !memchr(b.at, '\0', b.n);
}

static bool read_text(struct undo_view *v, const char *path, struct bytes *ret)
{
	*ret = (struct bytes){ "", 0 };
	return path && v->host->read(v->host, v->mem, path, TEXT_MOST, ret, NULL) == RC_OK &&
	       is_text(*ret);
}

static const char *shown(struct undo_view *v, const char *path)
{
	return path_tilde(v->mem, path, v->facts->places.home);
}

static const char *text_diff(struct undo_view *v, const char *path, bool now_there,
			     struct bytes now, bool then_there, struct bytes then)
{
	const char *name = shown(v, path);

	return diff_unified(v->mem, now_there ? name : NULL, now, then_there ? name : NULL, then);
}

static void leave(struct undo_view *v, struct undo_item *item, const char *why)
{
	item->action = UNDO_LEAVE;
	item->summary = arena_fmt(v->mem, _("Leave %s as it is"), shown(v, item->effect->path));
	item->why = why;
}

static void put_back(struct undo_view *v, struct undo_item *item, const struct standing *s)
{
	const struct journal_effect *effect = item->effect;
	bool was_file = str_equal(effect->before_type, "file");
	bool was_none = str_equal(effect->before_type, "none");
	struct bytes now = { "", 0 }, then = { "", 0 };
	const char *kept = undo_kept_path(v->mem, item->run, effect);

	item->action = was_none ? UNDO_REMOVE : UNDO_RESTORE;
	item->summary = arena_fmt(v->mem, was_none ? _("Remove %s") : _("Restore %s"),
				  shown(v, effect->path));
	if (was_file && !host_exists(v->host, kept)) {
		leave(v, item, arena_fmt(v->mem, _("the kept copy %s is gone"), kept));
		return;
	}
	if (s->type == FILE_REGULAR && read_text(v, s->bytes_at, &now) &&
	    (was_none || (was_file && read_text(v, kept, &then))))
		item->diff = text_diff(v, effect->path, true, now, was_file, then);
}

/* The user has edited the file since: only our block, if it is whole, may go. */
static void take_block(struct undo_view *v, struct undo_item *item, const struct standing *s)
{
	const char *path = item->effect->path;
	struct shell_block block = { 0 };
	struct bytes now, then;
	struct err why;

	if (s->type != FILE_REGULAR || !read_text(v, s->bytes_at, &now)) {
		leave(v, item, _("it has been changed since"));
		return;
	}
	if (shell_block_find(now, shown(v, path), &block, &why)) {
		leave(v, item, arena_strdup(v->mem, why.text));
		return;
	}
	if (!block.found || shell_block_take(v->mem, now, shown(v, path), &then, &why)) {
		leave(v, item, _("it has been changed since"));
		return;
	}
	item->action = UNDO_TAKE_BLOCK;
	item->summary = arena_fmt(v->mem, _("Take goready's lines out of %s"), shown(v, path));
	item->why = _("it has been changed since; the rest of it stays");
	item->diff = text_diff(v, path, true, now, true, then);
}

static enum rc judge_file(struct undo_view *v, struct undo_item *item, struct err *e)
{
	struct standing s;
	enum rc rc = look(v, item->effect->path, &s, e);

	if (rc)
		return rc;
	if (is_before(item->effect, &s))
		item->action = UNDO_NOTHING;
	else if (is_after(item->effect, &s))
		put_back(v, item, &s);
	else if (s.type == FILE_NONE)
		leave(v, item, _("it has been removed since"));
	else if (str_equal(item->effect->effect, "file"))
		take_block(v, item, &s);
	else
		leave(v, item, _("it has been changed since"));
	return RC_OK;
}

static enum rc judge_tree(struct undo_view *v, struct undo_item *item, struct err *e)
{
	const struct journal_effect *effect = item->effect;
	const char *kept = undo_kept_path(v->mem, item->run, effect);
	const char *list = effect->after_files
				   ? path_join(v->mem, item->run->folder, effect->after_files)
				   : NULL;
	struct standing s;
	enum rc rc = look(v, effect->path, &s, e);

	if (rc)
		return rc;
	if (kept && !host_exists(v->host, kept)) {
		/* Never moved aside, or back again already: what stands there is the old tree. */
		item->action = UNDO_NOTHING;
		return RC_OK;
	}
	if (s.type == FILE_NONE) {
		item->action = kept ? UNDO_RESTORE : UNDO_NOTHING;
	} else if (s.type != FILE_FOLDER) {
		leave(v, item, _("it has been changed since"));
		return RC_OK;
	} else {
		item->action = kept ? UNDO_RESTORE : UNDO_REMOVE;
		rc = tree_foreign(v->mem, v->host, s.bytes_at, list, &item->left, e);
	}
	item->summary =
		arena_fmt(v->mem, kept ? _("Restore %s") : _("Remove %s"), shown(v, effect->path));
	if (item->left.n)
		item->why = _("what goready did not put there, or was changed since, stays");
	return rc;
}

static bool will_be_gone(const struct undo_view *v, const char *path)
{
	const struct undone_path *undone = undone_at(v, path);

	return undone && str_equal(undone->effect->before_type, "none");
}

/* A folder goes if everything in it has gone by then. */
static enum rc judge_folder(struct undo_view *v, struct undo_item *item, struct err *e)
{
	const char *path = item->effect->path;
	struct dir_entries entries;
	struct standing s;
	enum rc rc = look(v, path, &s, e);

	if (rc)
		return rc;
	item->action = UNDO_NOTHING;
	if (s.type != FILE_FOLDER)
		return RC_OK;
	rc = v->host->list(v->host, v->mem, path, &entries, e);
	for (size_t i = 0; !rc && i < entries.n; i++) {
		if (!will_be_gone(v, path_join(v->mem, path, entries.at[i].name)))
			list_push(v->mem, &item->left, entries.at[i].name);
	}
	if (rc)
		return rc;
	item->action = UNDO_REMOVE;
	item->summary = arena_fmt(v->mem, _("Remove the folder %s"), shown(v, path));
	if (item->left.n)
		leave(v, item, _("the folder is not empty"));
	return RC_OK;
}

static enum rc judge_staging(struct undo_view *v, struct undo_item *item, struct err *e)
{
	const char *path = item->effect->path;

	(void)e;
	item->action = UNDO_NOTHING;
	if (host_exists(v->host, path) || host_exists(v->host, arena_fmt(v->mem, "%s.files", path)))
		item->action = UNDO_REMOVE;
	item->summary = arena_fmt(v->mem, _("Remove the unfinished %s"), shown(v, path));
	return RC_OK;
}

static enum rc judge(struct undo_view *v, struct undo_item *item, struct err *e)
{
	const char *effect = item->effect->effect;

	if (str_equal(effect, "file") || str_equal(effect, "link"))
		return judge_file(v, item, e);
	if (str_equal(effect, "tree"))
		return judge_tree(v, item, e);
	if (str_equal(effect, "folder"))
		return judge_folder(v, item, e);
	if (str_equal(effect, "staging"))
		return judge_staging(v, item, e);
	if (str_equal(effect, "brew"))
		return undo_judge_brew(v, item, e);
	leave(v, item, _("this goready does not know how it was changed"));
	return RC_OK;
}

enum rc undo_judge(struct undo_view *v, const struct journal_run *run,
		   const struct journal_effect *effect, struct undo_item *ret, struct err *e)
{
	struct undo_item item = { .run = run, .effect = effect };
	enum rc rc = judge(v, &item, e);

	if (rc)
		return err_while(e, _("looking at %s"), shown(v, effect->path));
	if (!item.summary)
		item.summary = arena_fmt(v->mem, _("Nothing to do for %s"), shown(v, effect->path));
	*ret = item;
	return RC_OK;
}
