/* A link: the one that was shown or none is switched. */
#include "base/i18n.h"
#include "run/task.h"

/* What stands there must be what Review showed, text for text; or nothing. */
static enum rc check_link(struct task *t, const struct link_step *s, bool *ret_same, struct err *e)
{
	struct host *h = t->run->spec.host;
	struct file_info info;
	enum rc rc = h->lstat(h, t->run->mem, s->path, &info, e);

	if (rc)
		return rc;
	*ret_same = info.type == FILE_LINK && str_equal(info.target, s->target);
	if (*ret_same || info.type == FILE_NONE)
		return RC_OK;
	if (info.type == FILE_LINK && str_equal(info.target, s->before))
		return RC_OK;
	err_set(e, RC_CHANGED, _("%s is no longer what was shown"), s->path);
	if (info.type == FILE_LINK)
		err_hint(e, "%s", _("Start again: goready shows what the link leads to now."));
	else
		err_hint(e, _("Move %s away, then try again."), s->path);
	return RC_CHANGED;
}

static enum rc start_link(struct task *t, struct err *e)
{
	const struct link_step *s = &t->step->link;
	struct journal *j = t->run->journal;
	bool same = false;
	enum rc rc = check_link(t, s, &same, e);

	if (!rc && !same)
		rc = journal_folders(j, t->step->id, path_folder(t->run->mem, s->path), 0755, e);
	if (!rc && !same)
		rc = journal_link(j, t->step->id, s->path, s->target, e);
	if (!rc)
		task_done(t);
	return rc;
}

const struct task_kind task_link = { .start = start_link };
