/* A file that is written anew, or one that was made in staging and is renamed into place. */
#include "journal/place.h"

#include <string.h>

#include "archive/digest.h"
#include "base/i18n.h"
#include "journal/files.h"
#include "shell/block.h"

enum { KEPT_MOST = 256 << 20 };

enum rc journal_file(struct journal *j, const char *step, const char *path, struct bytes content,
		     mode_t mode_if_new, struct err *e)
{
	struct intent in = { .step = step, .kind = EFFECT_FILE, .path = path, .n = ++j->n };
	struct file_info info;
	char sha256[65];
	enum rc rc = j->host->lstat(j->host, j->scratch, path, &info, e);

	/* host->replace writes through a link: what is kept is the file it leads to. */
	if (!rc && info.type == FILE_LINK)
		rc = j->host->realpath(j->host, j->scratch, path, &in.path, e);
	if (!rc)
		rc = state_keep(j, in.path, in.n, &in.before, e);
	sha256_of(content, sha256);
	in.after = state_file(j, sha256);
	if (!rc)
		rc = intent_write(j, &in, e);
	if (rc)
		return rc;
	return intent_settle(j, &in, j->host->replace(j->host, in.path, content, mode_if_new, e),
			     e);
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

enum rc place_file(struct journal *j, const char *step, const char *from, const char *to,
		   struct err *e)
{
	struct intent in = { .kind = EFFECT_FILE, .step = step, .path = to, .n = ++j->n };
	char sha256[65];
	enum rc rc = file_sync(from, e);

	if (!rc)
		rc = sha256_file(from, sha256, e);
	if (!rc)
		rc = state_keep(j, in.path, in.n, &in.before, e);
	if (rc)
		return rc;
	in.after = state_file(j, sha256);
	rc = intent_write(j, &in, e);
	if (rc)
		return rc;
	rc = bring_near(j, &from, in.path, e);
	if (!rc)
		rc = j->host->rename(j->host, from, in.path, e);
	return intent_settle(j, &in, rc, e);
}

/* ---- undoing it ---- */

/* The user has edited the file since: only our block, if it is whole, may go. */
static void take_block(struct undo_view *v, struct undo_item *item, const struct standing *s)
{
	const char *path = item->effect->path;
	struct shell_block block = { 0 };
	struct bytes now, then;
	struct err why;

	if (s->type != FILE_REGULAR || !effect_read_text(v, s->bytes_at, &now)) {
		effect_leave(v, item, _("it has been changed since"));
		return;
	}
	if (shell_block_find(now, effect_shown(v, path), &block, &why)) {
		effect_leave(v, item, arena_strdup(v->mem, why.text));
		return;
	}
	if (!block.found || shell_block_take(v->mem, now, effect_shown(v, path), &then, &why)) {
		effect_leave(v, item, _("it has been changed since"));
		return;
	}
	item->action = UNDO_TAKE_BLOCK;
	item->summary =
		arena_fmt(v->mem, _("Take goready's lines out of %s"), effect_shown(v, path));
	item->why = _("it has been changed since; the rest of it stays");
	item->diff = effect_diff(v, path, true, now, true, then);
}

static enum rc judge(struct undo_view *v, struct undo_item *item, struct err *e)
{
	struct standing s;
	enum rc rc = effect_look(v, item->effect->path, &s, e);

	if (rc)
		return rc;
	if (effect_is_before(item->effect, &s))
		item->action = UNDO_NOTHING;
	else if (s.type == FILE_REGULAR && str_equal(s.sha256, item->effect->after_sha256))
		effect_put_back(v, item, &s);
	else if (s.type == FILE_NONE)
		effect_leave(v, item, _("it has been removed since"));
	else
		take_block(v, item, &s);
	return RC_OK;
}

static enum rc act_take_block(struct undo_view *v, const struct undo_item *item, struct err *e)
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
	if (!then.n && item->effect->before == BEFORE_NONE)
		return h->remove_file(h, path, e);
	return h->replace(h, path, then, 0644, e);
}

static enum rc act(struct undo_view *v, struct undo_item *item, struct err *e)
{
	if (item->action == UNDO_TAKE_BLOCK)
		return act_take_block(v, item, e);
	return effect_act_put_back(v, item, e);
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

const struct effect_row effect_file = {
	.name = "file", .judge = judge, .act = act, .canonical = canonical
};
