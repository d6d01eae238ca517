/* A folder and the parents that are missing. */
#include "run/task.h"

static enum rc start_folder(struct task *t, struct err *e)
{
	const struct folder_step *s = &t->step->folder;
	enum rc rc = journal_folders(t->run->journal, t->step->id,
				     path_folder(t->run->mem, s->path), 0755, e);

	if (!rc)
		rc = journal_folders(t->run->journal, t->step->id, s->path,
				     s->mode ? s->mode : 0755, e);
	if (!rc)
		task_done(t);
	return rc;
}

const struct task_kind task_folder = { .start = start_folder };
