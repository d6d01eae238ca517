/* A staged tree is put in its place. */
#include "run/task.h"

static enum rc start_unpack(struct task *t, struct err *e)
{
	const struct unpack_step *s = &t->step->unpack;
	const char *files = arena_fmt(t->run->mem, "%s.files", s->staging);
	enum rc rc = journal_place(t->run->journal, t->step->id, s->staging, s->tree,
				   host_exists(t->run->spec.host, files) ? files : NULL, e);

	if (!rc)
		task_done(t);
	return rc;
}

const struct task_kind task_unpack = { .start = start_unpack };
