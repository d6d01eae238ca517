/*
 * One formula of Homebrew. What brew changes it changes by itself, so the journal has which
 * formulae were there before, and which are new: those may go again (undo_brew.c).
 */
#include <string.h>

#include "base/foreign.h"
#include "base/i18n.h"
#include "facts/cellar.h"
#include "run/task.h"
#include "wants/go_environment.h"

enum { SECONDS = 3600 }; /* a formula without a bottle is compiled */

struct brew_work {
	struct task *task;
	struct child *child;
	struct child_log *log;
	struct names env, before;
	int n; /* of the journal */
};

static void brew_add_line(void *ctx, struct bytes line)
{
	struct brew_work *w = ctx;

	child_log_add(w->log, line);
}

static struct names brought(struct brew_work *w)
{
	struct run *r = w->task->run;
	struct names now = cellar_formulae(r->mem, r->spec.host, w->task->step->brew.prefix),
		     new = { 0 };

	for (size_t i = 0; i < now.n; i++)
		if (!names_hold(&w->before, now.at[i]))
			list_push(r->mem, &new, now.at[i]);
	return new;
}

/* brew's own word is not enough: `brew install` of what is there but not linked ends well too. */
static enum rc brew_check(struct brew_work *w, struct err *e)
{
	const struct brew_step *s = &w->task->step->brew;
	struct run *r = w->task->run;
	const char *version = cellar_version(r->mem, r->spec.host, s->prefix, s->formula);
	struct file_info info = { 0 };
	enum rc rc = r->spec.host->stat(r->spec.host, r->mem, s->makes, &info, e);

	if (rc)
		return rc;
	if (info.type != FILE_REGULAR) {
		err_set(e, RC_COMMAND, _("brew ended well, but %s is not there\n%s"), s->makes,
			foreign_said(r->mem, s->program, child_log_tail(r->mem, w->log)));
		err_hint(e, _("See what is in its way: %s link %s"), s->program, s->formula);
		return RC_COMMAND;
	}
	if (!s->version || !version ||
	    version_compare(arena_strndup(r->mem, version, strcspn(version, "_")), s->version) == 0)
		return RC_OK;
	err_set(e, RC_UNSUPPORTED, _("Homebrew has installed %s %s, and exactly %s is asked for"),
		s->formula, version, s->version);
	err_hint(e, "%s", _("Let it come as the official archive (\"method\": \"archive\")."));
	return RC_UNSUPPORTED;
}

static enum rc brew_judge(struct brew_work *w, int status, bool timed_out, struct err *e)
{
	const struct brew_step *s = &w->task->step->brew;
	struct arena *mem = w->task->run->mem;
	const char *said = child_log_tail(mem, w->log);

	if (w->task->run->stopping)
		return err_set(e, RC_CANCELLED, "%s", _("stopped"));
	if (timed_out)
		return foreign_timed_out(mem, str_join(mem, &s->argv, " "), SECONDS, said, e);
	if (status == 0)
		return brew_check(w, e);
	foreign_failed(mem, str_join(mem, &s->argv, " "), status, said, e);
	err_hint(
		e,
		_("All it said is in %s. Often \"brew update\" or \"brew doctor\" helps; the official archives need no Homebrew."),
		w->log->path);
	return RC_COMMAND;
}

static void brew_ended(void *ctx, int status, bool timed_out)
{
	struct brew_work *w = ctx;
	struct task *t = w->task;
	struct names new = brought(w);
	struct err e = { 0 };
	enum rc rc, noted;

	w->child = NULL;
	rc = brew_judge(w, status, timed_out, &e);
	noted = journal_brew_done(t->run->journal, w->n, &new, rc ? NULL : &e);
	child_log_close(w->log);
	if (!rc && !noted) {
		task_done(t);
		return;
	}
	task_failed(t, &e);
}

static enum rc start_brew(struct task *t, struct err *e)
{
	const struct brew_step *s = &t->step->brew;
	struct run *r = t->run;
	struct brew_work *w = ARENA_NEW(r->mem, struct brew_work);
	struct child_spec child = { .argv = s->argv,
				    .env = &w->env,
				    .seconds = SECONDS,
				    .lines = true,
				    .out = brew_add_line,
				    .error = brew_add_line,
				    .done = brew_ended,
				    .ctx = w };
	enum rc rc;

	w->task = t;
	w->env = command_environment(t, &s->env);
	w->before = cellar_formulae(r->mem, r->spec.host, s->prefix);
	t->work = w;
	rc = journal_brew(r->journal, t->step, &w->before, &w->n, e);
	if (rc)
		return rc;
	rc = child_log_spawn(t, &child, &w->log, &w->child, e);
	if (rc) /* nothing was begun */
		(void)journal_brew_done(r->journal, w->n, &(struct names){ 0 }, NULL);
	return rc;
}

/* brew cleans up after itself where it is asked to end (TERM); what is left is uninstalled by undo. */
static void cancel_brew(struct task *t)
{
	struct brew_work *w = t->work;

	if (w->child)
		child_kill(w->child);
}

const struct task_kind task_brew = { .start = start_brew, .cancel = cancel_brew };
