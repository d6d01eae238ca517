#include "app/overlay.h"

#include "base/i18n.h"
#include "base/temp_folder.h"
#include "plan/plan.h"

static enum rc put(struct app *app, const char *folder, const char *name, struct bytes content,
		   struct err *e)
{
	struct host *h = host_real();
	const char *path = path_join(app->machine, folder, name);
	enum rc rc = host_make_folders(h, app->machine, path_folder(app->machine, path), 0700, NULL,
				       NULL, e);

	return rc ? rc : h->replace(h, path, content, 0600, e);
}

static enum rc put_present(struct app *app, const char *folder, struct err *e)
{
	const char *home = app->facts->places.home;

	start_files_each (file, app->facts) {
		const char *below = path_below(file->path, home);
		enum rc rc = file->exists && below ? put(app, folder, below + 1, file->content, e)
						   : RC_OK;

		if (rc)
			return rc;
	}
	return RC_OK;
}

enum rc overlay_write(struct app *app, const struct plan *plan, const char **ret_folder,
		      struct err *e)
{
	struct proposed_files files = plan_proposed_files(app->machine, plan, app->facts);
	const char *tmp = app->facts->places.tmp, *folder = NULL;
	enum rc rc = host_make_folders(host_real(), app->machine, tmp, 0700, NULL, NULL, e);

	if (!rc)
		rc = temp_folder_make(app->machine, tmp, TEMP_REHEARSAL, &folder, e);
	if (rc)
		return rc;
	rc = put_present(app, folder, e);
	for (size_t i = 0; !rc && i < files.n; i++)
		rc = put(app, folder, files.at[i].path, files.at[i].content, e);
	if (rc) {
		overlay_remove(app, folder);
		return err_while(e, _("copying your start files for a rehearsal"));
	}
	*ret_folder = folder;
	return RC_OK;
}

void overlay_remove(struct app *app, const char *folder)
{
	host_remove_tree(host_real(), app->machine, folder, NULL);
}
