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

static enum rc judge(struct undo_view *v, struct undo_item *item, struct err *e)
{
	struct standing s;
	enum rc rc = effect_look(v, item->effect->path, &s, e);

	if (rc)
		return rc;
	if (effect_is_before(item->effect, &s))
		item->action = UNDO_NOTHING;
	else if (s.type == FILE_LINK && str_equal(s.target, item->effect->after_target))
		effect_put_back(v, item, &s);
	else if (s.type == FILE_NONE)
		effect_leave(v, item, _("it has been removed since"));
	else
		effect_leave(v, item, _("it has been changed since"));
	return RC_OK;
}

static void canonical(struct arena *mem, const struct journal_effect *effect, const char *home,
		      bool built, struct json *before, struct json *after)
{
	(void)built;
	if (effect->before_sha256)
		json_add_string(mem, before, "sha256", effect->before_sha256);
	effect_add_path(mem, before, "target", effect->before_target, home);
	effect_add_path(mem, after, "target", effect->after_target, home);
}

const struct effect_row effect_link = {
	.name = "link", .judge = judge, .act = effect_act_put_back, .canonical = canonical
};
