/* Permissions: those that were shown become those that were shown. */
#include "base/i18n.h"
#include "run/task.h"

static enum rc check_mode(struct task *t, bool *ret_same, struct err *e)
{
	const struct mode_step *s = &t->step->mode;
	struct host *h = t->run->spec.host;
	struct file_info info;
	enum rc rc = h->lstat(h, t->run->mem, s->path, &info, e);

	if (rc)
		return rc;
	*ret_same = info.mode == s->after;
	if ((info.type == FILE_FOLDER || info.type == FILE_REGULAR) &&
	    (*ret_same || info.mode == s->before))
		return RC_OK;
	err_set(e, RC_CHANGED, _("%s is no longer what was shown"), s->path);
	err_hint(e, "%s", _("Start again: goready shows what its permissions are now."));
	return RC_CHANGED;
}

static enum rc start_mode(struct task *t, struct err *e)
{
	const struct mode_step *s = &t->step->mode;
	bool same = false;
	enum rc rc = check_mode(t, &same, e);

	if (!rc && !same)
		rc = journal_mode(t->run->journal, t->step->id, s->path, s->after, e);
	if (!rc)
		task_done(t);
	return rc;
}

const struct task_kind task_mode = { .start = start_mode };
