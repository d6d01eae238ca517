/* Permissions alone: what stands there stays, to the byte. */
#include "journal/record.h"

#include "base/i18n.h"

static struct json *state_mode(struct journal *j, mode_t mode)
{
	struct json *state = json_new_object(j->scratch);

	json_add_string(j->scratch, state, "type", "mode");
	state_add_mode(j->scratch, state, mode);
	return state;
}

enum rc journal_mode(struct journal *j, const char *step, const char *path, mode_t mode,
		     struct err *e)
{
	struct intent in = { .step = step, .kind = EFFECT_MODE, .path = path, .n = ++j->n };
	struct file_info info;
	enum rc rc = j->host->lstat(j->host, j->scratch, path, &info, e);

	/* chmod would follow it, to what nobody was shown. */
	if (!rc && info.type == FILE_LINK) {
		rc = err_set(e, RC_CHANGED, _("%s has become a link since it was shown"), path);
		err_hint(e, "%s", _("Start again: goready shows what its permissions are now."));
	}
	if (rc)
		return rc;
	in.before = state_mode(j, info.mode);
	in.after = state_mode(j, mode);
	rc = intent_write(j, &in, e);
	if (rc)
		return rc;
	return intent_settle(j, &in, j->host->chmod(j->host, path, mode, e), e);
}

/* ---- undoing it ---- */

static enum rc mode_judge(struct undo_view *v, struct undo_item *item, struct err *e)
{
	const struct journal_effect *effect = item->effect;
	struct file_info info;
	enum rc rc = v->host->lstat(v->host, v->mem, effect->path, &info, e);

	if (rc)
		return rc;
	item->action = UNDO_NOTHING;
	/* A folder that an older run had made may be gone by then, and its permissions with it. */
	if (info.type == FILE_NONE || info.mode == effect->before_mode)
		return RC_OK;
	if (info.type == FILE_LINK) {
		effect_leave(v, item, _("it has been changed since"));
	} else if (info.mode != effect->after_mode) {
		effect_leave(v, item, _("its permissions have been changed since"));
	} else {
		item->action = UNDO_RESTORE;
		item->summary = arena_fmt(v->mem, _("Restore the permissions of %s"),
					  effect_shown(v, effect->path));
	}
	return RC_OK;
}

static enum rc mode_act(struct undo_view *v, struct undo_item *item, struct err *e)
{
	const struct journal_effect *effect = item->effect;

	return v->host->chmod(v->host, effect->path, effect->before_mode, e);
}

static void canonical(struct arena *mem, const struct journal_effect *effect, const char *home,
		      bool built, struct json *before, struct json *after)
{
	(void)home;
	(void)built;
	state_add_mode(mem, before, effect->before_mode);
	state_add_mode(mem, after, effect->after_mode);
}

const struct effect_row effect_mode = { .name = "mode",
					.title = N_("Permissions"),
					.stands = true,
					.judge = mode_judge,
					.act = mode_act,
					.canonical = canonical };
