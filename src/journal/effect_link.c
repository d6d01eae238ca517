/* A symbolic link, switched in one go. */
#include "journal/record.h"

#include "base/i18n.h"

enum rc journal_link(struct journal *j, const char *step, const char *path, const char *target,
		     struct err *e)
{
	struct intent in = { .step = step, .kind = EFFECT_LINK, .path = path, .n = ++j->n };
	enum rc rc = state_keep(j, path, in.n, &in.before, e);

	if (rc)
		return rc;
	in.after = json_new_object(j->scratch);
	json_add_bytes(j->scratch, in.after, "target", bytes_of(target));
	rc = intent_write(j, &in, e);
	if (rc)
		return rc;
	return intent_settle(j, &in, j->host->link(j->host, path, target, e), e);
}

/* ---- undoing it ---- */

static void link_put_back(struct undo_view *v, struct undo_item *item)
{
	const struct journal_effect *effect = item->effect;
	const char *kept = effect_kept_path(v->mem, item->run, effect);

	if (effect->before == BEFORE_FILE && !host_exists(v->host, kept)) {
		effect_leave_open(v, item, arena_fmt(v->mem, _("the kept copy %s is gone"), kept));
		return;
	}
	item->action = effect->before == BEFORE_NONE ? UNDO_REMOVE : UNDO_RESTORE;
	if (effect->before == BEFORE_LINK) /* it says which version comes back */
		item->summary =
			arena_fmt(v->mem, _("Link %s to %s again"), effect_shown(v, effect->path),
				  effect_shown(v, effect->before_target));
	else
		item->summary = arena_fmt(
			v->mem, effect->before == BEFORE_NONE ? _("Remove %s") : _("Restore %s"),
			effect_shown(v, effect->path));
}

static enum rc link_judge(struct undo_view *v, struct undo_item *item, struct err *e)
{
	struct standing s;
	enum rc rc = effect_look(v, item->effect->path, &s, e);

	if (rc)
		return rc;
	if (effect_is_before(item->effect, &s))
		item->action = UNDO_NOTHING;
	else if (s.type == FILE_LINK && str_equal(s.target, item->effect->after_target))
		link_put_back(v, item);
	else if (s.type == FILE_NONE)
		effect_leave(v, item, _("it has been removed since"));
	else
		effect_leave(v, item, _("it has been changed since"));
	return RC_OK;
}

static enum rc link_act(struct undo_view *v, struct undo_item *item, struct err *e)
{
	const struct journal_effect *effect = item->effect;

	if (effect->before == BEFORE_NONE)
		return v->host->remove_file(v->host, effect->path, e);
	if (effect->before == BEFORE_LINK)
		return v->host->link(v->host, effect->path, effect->before_target, e);
	return effect_restore_file(v, item, e);
}

void effect_link_canonical(struct arena *mem, const struct journal_effect *effect, const char *home,
			   bool built, struct json *before, struct json *after)
{
	(void)built;
	if (effect->before_sha256)
		json_add_string(mem, before, "sha256", effect->before_sha256);
	effect_add_path(mem, before, "target", effect->before_target, home);
	effect_add_path(mem, after, "target", effect->after_target, home);
}

const struct effect_row effect_link = { .name = "link",
					.title = N_("Link"),
					.judge = link_judge,
					.act = link_act,
					.canonical = effect_link_canonical };
