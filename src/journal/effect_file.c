/* A file that is written anew, or one that was made in staging and is renamed into place. */
#include "journal/record.h"

#include <string.h>

#include "archive/digest.h"
#include "base/i18n.h"
#include "journal/files.h"
#include "journal/take_out.h"
#include "shell/block.h"

enum { KEPT_MOST = 256 << 20, TEXT_MOST = 8 << 20 };

/* The bytes that are written, kept: what the user changes afterwards is told from them. */
static enum rc keep_text(struct journal *j, const struct intent *in, struct bytes content,
			 struct err *e)
{
	const char *name = arena_fmt(j->scratch, "kept/%d.text", in->n);
	const char *path = path_join(j->scratch, j->folder, name);
	enum rc rc;

	if (content.n > TEXT_MOST || memchr(content.n ? content.at : "", '\0', content.n))
		return RC_OK;
	rc = file_write(path, content, 0600, e);
	if (!rc)
		rc = file_sync(path_folder(j->scratch, path), e);
	if (!rc)
		json_add_string(j->scratch, in->after, "text", name);
	return rc;
}

enum rc journal_file(struct journal *j, const char *step, const char *path, struct bytes content,
		     mode_t mode_if_new, struct err *e)
{
	struct intent in = { .step = step, .kind = EFFECT_FILE, .path = path, .n = ++j->n };
	struct file_info info;
	char sha256[65];
	enum rc rc = j->host->lstat(j->host, j->scratch, path, &info, e);

	/* host->replace would write through it, into a file that nobody was shown. */
	if (!rc && info.type == FILE_LINK) {
		err_set(e, RC_CHANGED, _("%s has become a link since it was shown"), path);
		rc = RC_CHANGED;
	}
	if (!rc)
		rc = state_keep(j, path, in.n, &in.before, e);
	if (rc)
		return rc;
	sha256_of(content, sha256);
	in.after = state_file(j, sha256, info.type == FILE_NONE ? mode_if_new : info.mode);
	rc = keep_text(j, &in, content, e);
	if (!rc)
		rc = intent_write(j, &in, e);
	if (rc)
		return rc;
	return intent_settle(j, &in, j->host->replace(j->host, path, content, mode_if_new, e), e);
}

/* A rename cannot cross file systems: bring the file beside its place first. */
static enum rc bring_near(struct journal *j, const char **from, const char *to, struct err *e)
{
	struct file_info here, there;
	const char *beside;
	enum rc rc = j->host->lstat(j->host, j->scratch, *from, &here, e);

	if (!rc)
		rc = j->host->stat(j->host, j->scratch, path_folder(j->scratch, to), &there, e);
	if (rc || here.device == there.device)
		return rc;
	beside = arena_fmt(j->scratch, "%s/.goready-%s.tmp", path_folder(j->scratch, to),
			   path_name(to));
	rc = file_copy(*from, beside, here.mode, NULL, e);
	if (!rc)
		*from = beside;
	return rc;
}

static enum rc place_file(struct journal *j, const char *step, const char *from, const char *to,
			  struct err *e)
{
	struct intent in = { .kind = EFFECT_FILE, .step = step, .path = to, .n = ++j->n };
	struct file_info info;
	char sha256[65];
	enum rc rc = file_sync(from, e);

	if (!rc)
		rc = sha256_file(from, sha256, e);
	if (!rc)
		rc = j->host->lstat(j->host, j->scratch, from, &info, e);
	if (!rc)
		rc = state_keep(j, in.path, in.n, &in.before, e);
	if (rc)
		return rc;
	in.after = state_file(j, sha256, info.mode);
	rc = intent_write(j, &in, e);
	if (rc)
		return rc;
	rc = bring_near(j, &from, in.path, e);
	if (!rc)
		rc = j->host->rename(j->host, from, in.path, e);
	return intent_settle(j, &in, rc, e);
}

enum rc journal_place(struct journal *j, const char *step, const char *from, const char *to,
		      struct err *e)
{
	struct file_info info;
	enum rc rc = j->host->lstat(j->host, j->scratch, from, &info, e);

	if (!rc && info.type != FILE_REGULAR)
		rc = err_set(e, RC_NOT_FOUND, _("%s was not made"), from);
	if (!rc)
		rc = journal_folders(j, step, path_folder(j->mem, to), 0755, e);
	return rc ? rc : place_file(j, step, from, to, e);
}

/* ---- undoing it: as goready left it ---- */

static void file_put_back(struct undo_view *v, struct undo_item *item, const struct standing *s)
{
	const struct journal_effect *effect = item->effect;
	bool was_none = effect->before == BEFORE_NONE, was_file = effect->before == BEFORE_FILE;
	struct bytes now = { "", 0 }, then = { "", 0 };
	const char *kept = effect_kept_path(v->mem, item->run, effect);

	item->action = was_none ? UNDO_REMOVE : UNDO_RESTORE;
	item->summary = arena_fmt(v->mem, was_none ? _("Remove %s") : _("Restore %s"),
				  effect_shown(v, effect->path));
	if (s->type == FILE_REGULAR && effect_read_text(v, s->bytes_at, &now) &&
	    (was_none || (was_file && effect_read_text(v, kept, &then))))
		item->diff = effect_diff(v, effect->path, true, now, was_file, then);
}

/* ---- as the user has changed it since ---- */

/* What was written, and what stood there before; false where that is not known any more. */
static bool known_change(struct undo_view *v, const struct undo_item *item,
			 struct bytes *ret_before, struct bytes *ret_after)
{
	const struct journal_effect *effect = item->effect;
	const char *text = effect->after_text
				   ? path_join(v->mem, item->run->folder, effect->after_text)
				   : NULL;

	*ret_before = (struct bytes){ "", 0 };
	return text && effect_read_text(v, text, ret_after) &&
	       (effect->before == BEFORE_NONE ||
		(effect->before == BEFORE_FILE &&
		 effect_read_text(v, effect_kept_path(v->mem, item->run, effect), ret_before)));
}

/* goready's part of a file that is not as it was left. */
struct part {
	bool found;
	struct bytes then;
	const char *note; /* what stays besides the user's own */
};

static enum rc take_block(struct undo_view *v, const struct undo_item *item, struct bytes now,
			  struct part *ret, struct err *e)
{
	const char *name = effect_shown(v, item->effect->path);
	struct shell_block block = { 0 }, written = { 0 };
	struct bytes before, after, ours, whole;
	enum rc rc = shell_block_find(now, name, &block, e);

	if (rc || !block.found)
		return rc;
	ret->found = true;
	whole = (struct bytes){ now.at + block.start, block.end - block.start };
	if (known_change(v, item, &before, &after) &&
	    shell_block_find(after, name, &written, NULL) == RC_OK && written.found) {
		ours = (struct bytes){ after.at + written.start, written.end - written.start };
		if (!bytes_equal(ours, whole)) {
			ret->note = _("what was written into goready's lines stays too");
			ret->then = take_out_block(v->mem, ours, now, block.start, block.end);
			return RC_OK;
		}
	}
	return shell_block_take(v->mem, now, name, &ret->then, e);
}

static enum rc take_part(struct undo_view *v, const struct undo_item *item, struct bytes now,
			 struct part *ret, struct err *e)
{
	struct bytes before, after;
	size_t found = 0, lost = 0;
	struct part block = { 0 };
	enum rc rc;

	*ret = (struct part){ .then = now };
	if (known_change(v, item, &before, &after))
		ret->then = take_out(v->mem, before, after, now, &found, &lost);
	ret->found = found > 0;
	if (found && lost)
		ret->note = _("of goready's own lines, those that were changed stay");
	if (found && !lost)
		return RC_OK;
	rc = take_block(v, item, ret->then, &block, e);
	if (rc || !block.found)
		return rc;
	ret->then = block.then;
	ret->found = true;
	if (block.note)
		ret->note = block.note;
	return RC_OK;
}

static void judge_changed(struct undo_view *v, struct undo_item *item, const struct standing *s)
{
	const char *path = item->effect->path;
	struct bytes now;
	struct part part;
	struct err why;

	if (s->type != FILE_REGULAR || !effect_read_text(v, s->bytes_at, &now)) {
		effect_leave(v, item, _("it has been changed since"));
		return;
	}
	if (take_part(v, item, now, &part, &why)) {
		effect_leave_open(v, item, arena_strdup(v->mem, why.text));
		return;
	}
	if (!part.found) {
		effect_leave(v, item, _("it has been changed since"));
		return;
	}
	item->action = UNDO_TAKE_BLOCK;
	item->summary =
		arena_fmt(v->mem, _("Take goready's lines out of %s"), effect_shown(v, path));
	item->why = part.note ? arena_fmt(v->mem, _("%s; %s"),
					  _("it has been changed since; the rest of it stays"),
					  part.note)
			      : _("it has been changed since; the rest of it stays");
	item->diff = effect_diff(v, path, true, now, true, part.then);
}

/* Without the copy there is no way back to the byte, but the block can go where it is whole. */
static void judge_uncopied(struct undo_view *v, struct undo_item *item, const struct standing *s)
{
	const char *kept = effect_kept_path(v->mem, item->run, item->effect);

	judge_changed(v, item, s);
	if (item->action == UNDO_TAKE_BLOCK)
		item->why = arena_fmt(v->mem, _("the kept copy %s is gone"), kept);
	else
		effect_leave_open(v, item, arena_fmt(v->mem, _("the kept copy %s is gone"), kept));
}

/* A start file that has moved into a folder of dotfiles and is a link now: the file is meant. */
static enum rc look_through(struct undo_view *v, struct undo_item *item, struct standing *ret,
			    struct err *e)
{
	const char *path = item->effect->path;
	enum rc rc = effect_look(v, path, ret, e);

	item->at = path;
	if (rc || ret->type != FILE_LINK || effect_undone_at(v, path) ||
	    item->effect->before == BEFORE_LINK)
		return rc;
	if (v->host->realpath(v->host, v->mem, path, &item->at, NULL) != RC_OK) {
		item->at = path;
		return RC_OK;
	}
	return effect_look(v, item->at, ret, e);
}

/* The bytes are those of before, and the mode is still the one that goready gave the file (a program that
 * nobody could run). What the user has made of it since is his. */
static bool only_mode_is_ours(const struct undo_view *v, const struct undo_item *item,
			      const struct standing *s)
{
	const struct journal_effect *effect = item->effect;

	return effect->before == BEFORE_FILE && effect->after_mode_known &&
	       s->mode == effect->after_mode && s->mode != effect->before_mode &&
	       str_equal(item->at, effect->path) &&
	       host_exists(v->host, effect_kept_path(v->mem, item->run, effect));
}

static enum rc file_judge(struct undo_view *v, struct undo_item *item, struct err *e)
{
	const struct journal_effect *effect = item->effect;
	const char *kept = effect_kept_path(v->mem, item->run, effect);
	struct standing s;
	enum rc rc = look_through(v, item, &s, e);

	if (rc)
		return rc;
	if (effect_is_before(effect, &s) && only_mode_is_ours(v, item, &s)) {
		item->action = UNDO_RESTORE;
		item->summary = arena_fmt(v->mem, _("Restore the permissions of %s"),
					  effect_shown(v, effect->path));
	} else if (effect_is_before(effect, &s))
		item->action = UNDO_NOTHING;
	else if (s.type == FILE_NONE || s.type == FILE_LINK)
		effect_leave(v, item,
			     s.type == FILE_NONE ? _("it has been removed since")
						 : _("it has been changed since"));
	else if (s.type != FILE_REGULAR || !str_equal(s.sha256, effect->after_sha256))
		judge_changed(v, item, &s);
	else if (effect->before == BEFORE_FILE && !host_exists(v->host, kept))
		judge_uncopied(v, item, &s);
	else if (effect->before == BEFORE_NONE && !str_equal(item->at, effect->path))
		judge_changed(v, item, &s); /* the link is the user's, and needs its file */
	else
		file_put_back(v, item, &s);
	return RC_OK;
}

/* ---- doing it ---- */

static enum rc act_take_part(struct undo_view *v, const struct undo_item *item, struct err *e)
{
	struct host *h = v->host;
	bool is_link = !str_equal(item->at, item->effect->path);
	struct part part;
	struct bytes now;
	enum rc rc = h->read(h, v->mem, item->at, KEPT_MOST, &now, e);

	if (!rc)
		rc = take_part(v, item, now, &part, e);
	if (rc)
		return rc;
	/* A file that was new and holds nothing else any more. */
	if (!part.then.n && item->effect->before == BEFORE_NONE && !is_link)
		return h->remove_file(h, item->at, e);
	return h->replace(h, item->at, part.then, 0644, e);
}

static enum rc restore_through_link(struct undo_view *v, const struct undo_item *item,
				    struct err *e)
{
	const char *kept = effect_kept_path(v->mem, item->run, item->effect);
	struct host *h = v->host;
	struct bytes bytes;
	enum rc rc = h->read(h, v->mem, kept, KEPT_MOST, &bytes, e);

	return rc ? rc : h->replace(h, item->at, bytes, item->effect->before_mode, e);
}

static enum rc file_act(struct undo_view *v, struct undo_item *item, struct err *e)
{
	const struct journal_effect *effect = item->effect;

	if (item->action == UNDO_TAKE_BLOCK)
		return act_take_part(v, item, e);
	if (!str_equal(item->at, effect->path))
		return restore_through_link(v, item, e);
	if (effect->before == BEFORE_NONE)
		return v->host->remove_file(v->host, effect->path, e);
	if (effect->before == BEFORE_LINK)
		return v->host->link(v->host, effect->path, effect->before_target, e);
	return effect_restore_file(v, item, e);
}

static void canonical(struct arena *mem, const struct journal_effect *effect, const char *home,
		      bool built, struct json *before, struct json *after)
{
	if (effect->before_sha256)
		json_add_string(mem, before, "sha256", effect->before_sha256);
	effect_add_path(mem, before, "target", effect->before_target, home);
	if (effect->after_sha256 && !built)
		json_add_string(mem, after, "sha256", effect->after_sha256);
}

const struct effect_row effect_file = { .name = "file",
					.title = N_("File"),
					.judge = file_judge,
					.act = file_act,
					.canonical = canonical };
