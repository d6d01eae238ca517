/* A scratch folder of goready's, and the list of files beside it: undo takes both away whole. */
#include "journal/record.h"

#include <unistd.h>

#include "archive/unpack.h"
#include "base/i18n.h"

enum rc staging_remove(struct host *h, struct arena *mem, const char *path, struct err *e)
{
	enum rc rc = host_remove_tree(h, mem, path, e);

	(void)unlink(unpack_list_path(mem, path));
	return rc;
}

enum rc staging_empty(struct host *h, struct arena *mem, const char *path, struct err *e)
{
	enum rc rc = staging_remove(h, mem, path, e);

	return rc ? rc : h->make_folder(h, path, 0755, e);
}

enum rc journal_staging(struct journal *j, const char *step, const char *path, struct err *e)
{
	struct intent in = { .step = step, .kind = EFFECT_STAGING, .path = path };
	enum rc rc = journal_folders(j, step, path_folder(j->mem, path), 0755, e);

	if (rc)
		return rc;
	in.n = ++j->n;
	in.before = state_none(j);
	rc = intent_write(j, &in, e);
	if (!rc)
		rc = host_remove_tree(j->host, j->scratch, path, e);
	if (rc)
		return rc;
	return intent_settle(j, &in, j->host->make_folder(j->host, path, 0755, e), e);
}

/* ---- undoing it ---- */

/* It goes whole, with nothing compared: so it is to be what a journal can mean, and a damaged one names
 * anything (/dev/null, a home). */
static bool is_scratch(const char *path, const struct file_info *info)
{
	const char *name = path_name(path);

	return info->type == FILE_NONE ||
	       (info->type == FILE_FOLDER &&
		(str_starts(name, ".staging") || str_starts(name, ".goready-")));
}

static enum rc staging_judge(struct undo_view *v, struct undo_item *item, struct err *e)
{
	const char *path = item->effect->path;
	struct file_info info;
	enum rc rc = v->host->lstat(v->host, v->mem, path, &info, e);

	if (rc)
		return rc;
	if (!is_scratch(path, &info)) {
		effect_leave(v, item, _("it is no scratch folder of goready's"));
		return RC_OK;
	}
	item->action = UNDO_NOTHING;
	if (host_exists(v->host, path) || host_exists(v->host, unpack_list_path(v->mem, path)))
		item->action = UNDO_REMOVE;
	item->summary = arena_fmt(v->mem, _("Remove the unfinished %s"), effect_shown(v, path));
	return RC_OK;
}

static enum rc staging_act(struct undo_view *v, struct undo_item *item, struct err *e)
{
	const char *path = item->effect->path;
	return staging_remove(v->host, v->mem, path, e);
}

static void also_gone(struct undo_view *v, const struct undo_item *item)
{
	static const struct journal_effect gone = { .before = BEFORE_NONE };

	effect_will_go(v, unpack_list_path(v->mem, item->effect->path), &gone, item->run);
}

const struct effect_row effect_staging = { .name = "staging",
					   .title = N_("Scratch folder"),
					   .scratch = true,
					   .apart = true,
					   .judge = staging_judge,
					   .act = staging_act,
					   .also_gone = also_gone };
