#include "run/sudo.h"

#include "base/i18n.h"

#define SUDO "/usr/bin/sudo"

/* Half of the shortest time that sudo is usually told to remember: 5 minutes, on macOS. */
enum { KEEP_MS = 60000, CHECK_SECONDS = 10 };

static struct names sudo_argv(struct arena *mem, const char *a, const char *b)
{
	struct names argv = { 0 };

	list_push(mem, &argv, SUDO);
	list_push(mem, &argv, a);
	if (b)
		list_push(mem, &argv, b);
	return argv;
}

enum rc sudo_check(const struct run_spec *spec, struct err *e)
{
	struct arena *mem = arena_open("asking sudo", (size_t)1 << 20);
	struct command command = { .argv = sudo_argv(mem, "-n", "-v"), .seconds = CHECK_SECONDS };
	struct command_result result = { 0 };
	enum rc rc = RC_OK;

	if (spec->plan->password && !spec->terminal)
		rc = spec->host->run(spec->host, mem, &command, &result, e);
	if (!rc && result.status != 0) {
		rc = err_set(e, RC_DENIED, "%s",
			     _("sudo needs your password for this, and there is no terminal to ask "
			       "for it on; nothing was begun"));
		err_hint(e, "%s",
			 _("Run goready in a terminal, or choose the official archives, which "
			   "need no password (\"method\": \"archive\" in the profile)."));
	}
	arena_close(mem);
	return rc;
}

/* ---- lending the terminal ---- */

void sudo_lend_to_talk(struct run *r, const char *why)
{
	if (!r->lent && r->spec.lend)
		r->spec.lend(r->spec.ctx, true, why);
	r->lent = true;
}

void sudo_lent_back(struct run *r)
{
	if (r->lent && r->spec.lend)
		r->spec.lend(r->spec.ctx, false, NULL);
	r->lent = false;
}

void sudo_lend(struct run *r, struct child *child)
{
	if (!r->spec.terminal) {
		child_kill(child);
		return;
	}
	sudo_lend_to_talk(r, _("sudo asks for your password once more; typing is hidden."));
	child_to_terminal(child);
}

/* ---- keeping it from forgetting, and making it forget ---- */

static void kept(void *ctx, int status, bool timed_out)
{
	struct run *r = ctx;

	(void)status; /* where it has forgotten, the next call asks: sudo_lend */
	(void)timed_out;
	r->sudo.child = NULL;
	run_look_again(r);
}

static void call_quietly(struct run *r, const char *option, const char *more)
{
	struct child_spec spec = { .argv = sudo_argv(r->mem, option, more),
				   .session = SESSION_OURS,
				   .seconds = CHECK_SECONDS,
				   .done = kept,
				   .ctx = r };

	r->sudo.child = loop_spawn(r->spec.loop, &spec, NULL);
}

static void keep(void *ctx)
{
	struct run *r = ctx;

	r->sudo.beat = loop_after(r->spec.loop, KEEP_MS, keep, r);
	if (!r->sudo.child)
		call_quietly(r, "-n", "-v");
}

bool sudo_is_forgotten(struct run *r)
{
	loop_cancel_timer(r->spec.loop, r->sudo.beat);
	r->sudo.beat = NULL;
	if (!r->sudo.child && r->sudo.ours) {
		r->sudo.ours = false;
		call_quietly(r, "-k", NULL);
	}
	return !r->sudo.child;
}

/* ---- the step ---- */

struct asking {
	struct task *task;
	struct child *child;
};

static enum rc ask(struct asking *a, enum child_session session, const char *option,
		   void (*done)(void *ctx, int status, bool timed_out), struct err *e)
{
	struct run *r = a->task->run;
	bool quiet = session == SESSION_OURS;
	struct child_spec spec = { .argv = sudo_argv(r->mem, option, quiet ? "-v" : NULL),
				   .session = session,
				   .seconds = quiet ? CHECK_SECONDS : 0, /* no limit on a person */
				   .done = done,
				   .ctx = a };

	a->child = loop_spawn(r->spec.loop, &spec, e);
	return a->child ? RC_OK : e->rc;
}

static void fail(struct asking *a, struct err *e)
{
	err_while(e, "%s", a->task->step->summary);
	task_failed(a->task, e);
}

static void begin_keeping(struct asking *a)
{
	struct run *r = a->task->run;

	r->sudo.beat = loop_after(r->spec.loop, KEEP_MS, keep, r);
	task_done(a->task);
}

/* timestamp_timeout=0: each call asks anew, and so will each step that needs it. */
static void looked_whether_kept(void *ctx, int status, bool timed_out)
{
	struct asking *a = ctx;

	(void)timed_out;
	a->child = NULL;
	a->task->run->sudo.forgets = status != 0;
	if (status != 0)
		task_note(
			a->task, "%s",
			_("sudo keeps no password here: each step that needs it asks by itself."));
	begin_keeping(a);
}

static void answered(void *ctx, int status, bool timed_out)
{
	struct asking *a = ctx;
	struct run *r = a->task->run;
	struct err e = { 0 };

	(void)timed_out;
	a->child = NULL;
	sudo_lent_back(r);
	if (status != 0) {
		err_set(&e, r->stopping ? RC_CANCELLED : RC_DENIED, "%s",
			_("sudo was given no password that it accepts"));
		err_hint(&e, "%s",
			 _("Try again, or choose the official archives, which need no password."));
		fail(a, &e);
		return;
	}
	r->sudo.ours = true;
	if (ask(a, SESSION_OURS, "-n", looked_whether_kept, &e))
		fail(a, &e);
}

static void looked_whether_needed(void *ctx, int status, bool timed_out)
{
	struct asking *a = ctx;
	struct run *r = a->task->run;
	struct err e = { 0 };

	(void)timed_out;
	a->child = NULL;
	if (status == 0) { /* it remembers, or never asks this user */
		begin_keeping(a);
		return;
	}
	if (r->stopping) {
		err_set(&e, RC_CANCELLED, "%s", _("stopped"));
		fail(a, &e);
		return;
	}
	sudo_lend_to_talk(r, _("sudo will ask for your password; typing is hidden."));
	if (ask(a, SESSION_TERMINAL, "-v", answered, &e)) {
		sudo_lent_back(r);
		fail(a, &e);
	}
}

static enum rc start_sudo(struct task *t, struct err *e)
{
	struct asking *a = ARENA_NEW(t->run->mem, struct asking);

	a->task = t;
	t->work = a;
	return ask(a, SESSION_OURS, "-n", looked_whether_needed, e);
}

static void cancel_sudo(struct task *t)
{
	struct asking *a = t->work;

	if (a->child)
		child_kill(a->child);
}

const struct task_kind task_sudo = { .start = start_sudo, .cancel = cancel_sudo };
