/* The table of kinds, and what they share: what stands at a path, what stood there before. */
#include "journal/effect.h"

#include <string.h>

#include "archive/digest.h"
#include "base/i18n.h"
#include "plan/diff.h"

enum { TEXT_MOST = 1 << 20, KEPT_MOST = 256 << 20 };

static const struct effect_row *const rows[EFFECT_N] = {
	[EFFECT_FILE] = &effect_file,           [EFFECT_LINK] = &effect_link,
	[EFFECT_FOLDER] = &effect_folder,       [EFFECT_TREE] = &effect_tree,
	[EFFECT_STAGING] = &effect_staging,     [EFFECT_BREW] = &effect_brew,
	[EFFECT_DEVELOPER] = &effect_developer, [EFFECT_MODE] = &effect_mode,
};

const struct effect_row *effect_row(enum effect_kind kind)
{
	return kind < EFFECT_N ? rows[kind] : NULL;
}

enum effect_kind effect_kind_named(const char *name)
{
	for (int kind = 0; kind < EFFECT_N; kind++) {
		if (str_equal(rows[kind]->name, name))
			return (enum effect_kind)kind;
	}
	return EFFECT_N;
}

static const char *const before_names[] = {
	[BEFORE_UNKNOWN] = NULL, [BEFORE_NONE] = "none",     [BEFORE_FILE] = "file",
	[BEFORE_LINK] = "link",  [BEFORE_FOLDER] = "folder", [BEFORE_KEGS] = "kegs",
	[BEFORE_MODE] = "mode",
};

const char *before_name(enum before before)
{
	return before_names[before];
}

enum before before_named(const char *name)
{
	for (int before = BEFORE_NONE; before <= BEFORE_MODE; before++) {
		if (str_equal(before_names[before], name))
			return (enum before)before;
	}
	return BEFORE_UNKNOWN;
}

/* ---- what stands there ---- */

const char *effect_kept_path(struct arena *mem, const struct journal_run *run,
			     const struct journal_effect *effect)
{
	const char *kept = effect->before_kept;

	if (!kept || path_is_absolute(kept))
		return kept;
	return path_join(mem, run->folder, kept);
}

const struct undone_path *effect_undone_at(const struct undo_view *v, const char *path)
{
	for (size_t i = v->undone.n; i-- > 0;) {
		if (str_equal(v->undone.at[i].path, path))
			return &v->undone.at[i];
	}
	return NULL;
}

void effect_will_go(struct undo_view *v, const char *path, const struct journal_effect *effect,
		    const struct journal_run *run)
{
	list_push(v->mem, &v->undone, ((struct undone_path){ path, effect, run }));
}

static void standing_before(struct undo_view *v, const struct undone_path *u, struct standing *ret)
{
	const struct journal_effect *effect = u->effect;

	*ret = (struct standing){ .type = FILE_NONE };
	if (effect->before == BEFORE_FILE) {
		ret->type = FILE_REGULAR;
		ret->mode = effect->before_mode;
		ret->bytes_at = effect_kept_path(v->mem, u->run, effect);
		strncpy(ret->sha256, effect->before_sha256 ? effect->before_sha256 : "", 64);
	} else if (effect->before == BEFORE_LINK) {
		ret->type = FILE_LINK;
		ret->target = effect->before_target;
	} else if (effect->before == BEFORE_FOLDER) {
		ret->type = FILE_FOLDER;
		ret->bytes_at = effect_kept_path(v->mem, u->run, effect);
	}
}

enum rc effect_look(struct undo_view *v, const char *path, struct standing *ret, struct err *e)
{
	const struct undone_path *undone = effect_undone_at(v, path);
	struct file_info info;
	enum rc rc;

	if (undone) {
		standing_before(v, undone, ret);
		return RC_OK;
	}
	rc = v->host->lstat(v->host, v->mem, path, &info, e);
	if (rc)
		return rc;
	*ret = (struct standing){
		.type = info.type, .mode = info.mode, .target = info.target, .bytes_at = path
	};
	if (info.type == FILE_REGULAR)
		rc = sha256_file(path, ret->sha256, e);
	return rc;
}

bool effect_is_before(const struct journal_effect *effect, const struct standing *s)
{
	if (effect->before == BEFORE_NONE)
		return s->type == FILE_NONE;
	if (effect->before == BEFORE_FILE)
		return s->type == FILE_REGULAR && str_equal(s->sha256, effect->before_sha256);
	if (effect->before == BEFORE_LINK)
		return s->type == FILE_LINK && str_equal(s->target, effect->before_target);
	return false;
}

static bool is_text(struct bytes b)
{
	return !b.n || !memchr(b.at, '\0', b.n);
}

bool effect_read_text(struct undo_view *v, const char *path, struct bytes *ret)
{
	*ret = (struct bytes){ "", 0 };
	return path && v->host->read(v->host, v->mem, path, TEXT_MOST, ret, NULL) == RC_OK &&
	       is_text(*ret);
}

const char *effect_shown(struct undo_view *v, const char *path)
{
	return path_tilde(v->mem, path, v->facts->places.home);
}

const char *effect_diff(struct undo_view *v, const char *path, bool now_there, struct bytes now,
			bool then_there, struct bytes then)
{
	const char *name = effect_shown(v, path);

	return diff_unified(v->mem, now_there ? name : NULL, now, then_there ? name : NULL, then);
}

void effect_add_path(struct arena *mem, struct json *to, const char *key, const char *path,
		     const char *home)
{
	if (path)
		json_add_bytes(mem, to, key, bytes_of(path_tilde(mem, path, home)));
}

/* ---- judging ---- */

void effect_leave(struct undo_view *v, struct undo_item *item, const char *why)
{
	item->action = UNDO_LEAVE;
	item->summary =
		arena_fmt(v->mem, _("Leave %s as it is"), effect_shown(v, item->effect->path));
	item->why = why;
}

void effect_leave_open(struct undo_view *v, struct undo_item *item, const char *why)
{
	effect_leave(v, item, why);
	item->open = true;
}

enum rc undo_judge(struct undo_view *v, const struct journal_run *run,
		   const struct journal_effect *effect, struct undo_item *ret, struct err *e)
{
	const struct effect_row *row = effect_row(effect->kind);
	struct undo_item item = { .run = run, .effect = effect };
	enum rc rc = RC_OK;

	if (row)
		rc = row->judge(v, &item, e);
	else
		effect_leave_open(v, &item, _("this goready does not know how it was changed"));
	if (rc)
		return err_while(e, _("looking at %s"), effect_shown(v, effect->path));
	if (!item.summary)
		item.summary =
			arena_fmt(v->mem, _("Nothing to do for %s"), effect_shown(v, effect->path));
	*ret = item;
	return RC_OK;
}

/* ---- doing ---- */

/* What the user has made of the mode since is his; where nothing was recorded, a tighter one is. */
static mode_t mode_to_be(const struct journal_effect *effect, mode_t now)
{
	bool tighter = now != effect->before_mode && !(now & ~effect->before_mode & 07777);

	if (effect->after_mode_known)
		return now == effect->after_mode ? effect->before_mode : now;
	return tighter ? now : effect->before_mode;
}

/* The very file, under its second name, becomes the first again. */
static enum rc put_same_back(struct undo_view *v, const char *kept, const char *path, mode_t mode,
			     struct err *e)
{
	struct host *h = v->host;
	struct file_info info;
	enum rc rc = h->lstat(h, v->mem, kept, &info, e);

	if (!rc && info.mode != mode)
		rc = h->chmod(h, kept, mode, e);
	return rc ? rc : h->rename(h, kept, path, e);
}

enum rc effect_restore_file(struct undo_view *v, const struct undo_item *item, struct err *e)
{
	const struct journal_effect *effect = item->effect;
	const char *kept = effect_kept_path(v->mem, item->run, effect);
	mode_t mode = effect->before_mode;
	struct host *h = v->host;
	struct file_info info;
	struct bytes bytes;
	enum rc rc = h->lstat(h, v->mem, effect->path, &info, e);

	if (rc)
		return rc;
	if (info.type == FILE_REGULAR)
		mode = mode_to_be(effect, info.mode);
	if (effect->before_same)
		return put_same_back(v, kept, effect->path, mode, e);
	rc = h->read(h, v->mem, kept, KEPT_MOST, &bytes, e);
	if (!rc && info.type == FILE_LINK) /* host->replace would write through it */
		rc = h->remove_file(h, effect->path, e);
	if (!rc)
		rc = h->replace(h, effect->path, bytes, mode, e);
	if (!rc)
		rc = h->lstat(h, v->mem, effect->path, &info, e);
	if (!rc && info.mode != mode)
		rc = h->chmod(h, effect->path, mode, e);
	return rc;
}
