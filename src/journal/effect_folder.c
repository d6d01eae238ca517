/* A folder that was not there; undo takes it away where everything in it has gone by then. */
#include "journal/record.h"

#include <string.h>

#include "base/i18n.h"
#include "journal/recover.h"

static enum rc one_folder(struct journal *j, const char *step, const char *path, mode_t mode,
			  struct err *e)
{
	struct intent in = { .step = step, .kind = EFFECT_FOLDER, .path = path, .n = ++j->n };
	enum rc rc;

	in.before = state_none(j);
	rc = intent_write(j, &in, e);
	if (rc)
		return rc;
	rc = intent_settle(j, &in, j->host->make_folder(j->host, path, mode, e), e);
	/* Somebody else was quicker (go makes ~/.config for its telemetry): it is there, and not ours. */
	return rc == RC_EXISTS && host_is_folder(j->host, path) ? RC_OK : rc;
}

enum rc journal_folders(struct journal *j, const char *step, const char *path, mode_t mode,
			struct err *e)
{
	struct arena *mem = j->mem;
	struct names missing = { 0 };
	enum rc rc = RC_OK;

	while (!host_exists(j->host, path) && strcmp(path, "/") != 0) {
		list_push(mem, &missing, path);
		path = path_folder(mem, path);
	}
	for (size_t i = missing.n; !rc && i-- > 0;)
		rc = one_folder(j, step, missing.at[i], mode, e);
	return rc;
}

/* ---- undoing it ---- */

static bool will_be_gone(const struct undo_view *v, const char *path)
{
	const struct undone_path *undone = effect_undone_at(v, path);

	return undone && undone->effect->before == BEFORE_NONE;
}

static enum rc folder_judge(struct undo_view *v, struct undo_item *item, struct err *e)
{
	const char *path = item->effect->path;
	struct dir_entries entries;
	struct standing s;
	enum rc rc = effect_look(v, path, &s, e);

	if (rc)
		return rc;
	item->action = UNDO_NOTHING;
	if (s.type != FILE_FOLDER)
		return RC_OK;
	rc = v->host->list(v->host, v->mem, path, &entries, e);
	for (size_t i = 0; !rc && i < entries.n; i++) {
		if (!will_be_gone(v, path_join(v->mem, path, entries.at[i].name)) &&
		    !recover_is_temp(v->mem, item->run, path, entries.at[i].name))
			list_push(v->mem, &item->left, entries.at[i].name);
	}
	if (rc)
		return rc;
	item->action = UNDO_REMOVE;
	item->summary = arena_fmt(v->mem, _("Remove the folder %s"), effect_shown(v, path));
	if (item->left.n)
		effect_leave(v, item, _("the folder is not empty"));
	return RC_OK;
}

static enum rc folder_act(struct undo_view *v, struct undo_item *item, struct err *e)
{
	return v->host->remove_folder(v->host, item->effect->path, e);
}

const struct effect_row effect_folder = { .name = "folder",
					  .title = N_("Folder"),
					  .apart = true,
					  .judge = folder_judge,
					  .act = folder_act };
