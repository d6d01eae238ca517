#include "run/sudo.h"

#include "base/i18n.h"

#define SUDO "/usr/bin/sudo"
#define AGAIN _("sudo asks for your password once more; typing is hidden.")

/* sudo remembers for 5 minutes on macOS, for 15 on Debian; some are told less. */
enum { KEEP_MS = 30000, CHECK_SECONDS = 10 };

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
		rc = err_set(
			e, RC_DENIED, "%s",
			_("sudo needs your password for this, and there is no terminal to ask for it on; nothing was begun"));
		err_hint(
			e, "%s",
			_("Run goready in a terminal, or choose the official archives, which need no password (\"method\": \"archive\" in the profile)."));
	}
	arena_close(mem);
	return rc;
}

/* ---- what it knows in this run ---- */

struct sudo {
	bool ours;    /* it remembers a password that was given for this run */
	bool forgets; /* it never remembers one */
	bool lent;    /* the terminal, to a child */
	struct timer *beat;
	struct asking *asking; /* of the beat */
	struct child *forgetting;
};

static struct sudo *sudo_of(struct run *r)
{
	return run_own(r, &task_sudo, sizeof(struct sudo));
}

/* ---- lending the terminal ---- */

void sudo_lend_to_talk(struct run *r, const char *why)
{
	struct sudo *sudo = sudo_of(r);

	if (!sudo->lent && r->spec.lend)
		r->spec.lend(r->spec.ctx, true, why);
	sudo->lent = true;
}

void sudo_lent_back(struct run *r)
{
	struct sudo *sudo = sudo_of(r);

	if (sudo->lent && r->spec.lend)
		r->spec.lend(r->spec.ctx, false, NULL);
	sudo->lent = false;
}

void sudo_lend(struct run *r, struct child *child)
{
	if (!r->spec.terminal) {
		child_kill(child);
		return;
	}
	sudo_lend_to_talk(r, AGAIN);
	child_to_terminal(child);
}

bool sudo_forgets(struct run *r)
{
	return sudo_of(r)->forgets;
}

enum child_session sudo_session(struct run *r)
{
	return sudo_forgets(r) ? SESSION_FRONT : SESSION_OURS;
}

/* ---- asking ---- */

/* Whoever needs sudo to be ready: a step, or the beat that finds that it has forgotten. */
struct asking {
	struct run *run;
	struct child *child;
	const char *why;                              /* what is said before it asks */
	void (*done)(void *ctx, const struct err *e); /* NULL: ready */
	void *ctx;
};

static void sudo_answer(struct asking *a, const struct err *e)
{
	a->child = NULL;
	a->done(a->ctx, e);
}

static enum rc sudo_ask(struct asking *a, enum child_session session, const char *first,
			const char *second, void (*done)(void *ctx, int status, bool timed_out),
			struct err *e)
{
	struct child_spec spec = { .argv = sudo_argv(a->run->mem, first, second),
				   .session = session,
				   /* no limit on a person */
				   .seconds = session == SESSION_OURS ? CHECK_SECONDS : 0,
				   .done = done,
				   .ctx = a };

	a->child = loop_spawn(a->run->spec.loop, &spec, e);
	return a->child ? RC_OK : e->rc;
}

static void stopped(struct asking *a)
{
	struct err e;

	err_set(&e, RC_CANCELLED, "%s", _("stopped"));
	sudo_answer(a, &e);
}

/* timestamp_timeout=0: each call asks anew, and so will each step that needs it. */
static void looked_whether_kept(void *ctx, int status, bool timed_out)
{
	struct asking *a = ctx;

	(void)timed_out;
	sudo_of(a->run)->forgets = status != 0;
	sudo_answer(a, NULL);
}

static void sudo_answered(void *ctx, int status, bool timed_out)
{
	struct asking *a = ctx;
	struct run *r = a->run;
	struct err e = { 0 };

	(void)timed_out;
	sudo_lent_back(r);
	if (r->stopping) {
		stopped(a);
		return;
	}
	if (status != 0) {
		err_set(&e, RC_DENIED, "%s", _("sudo was given no password that it accepts"));
		err_hint(&e, "%s",
			 _("Try again, or choose the official archives, which need no password."));
		sudo_answer(a, &e);
		return;
	}
	sudo_of(r)->ours = true;
	if (sudo_ask(a, SESSION_OURS, "-n", "-v", looked_whether_kept, &e))
		sudo_answer(a, &e);
}

static void looked_whether_needed(void *ctx, int status, bool timed_out)
{
	struct asking *a = ctx;
	struct err e = { 0 };

	(void)timed_out;
	if (a->run->stopping) {
		stopped(a);
		return;
	}
	/* It remembers, or never asks this user; or it would ask each time, and so will the call. */
	if (status == 0 || sudo_of(a->run)->forgets) {
		sudo_answer(a, NULL);
		return;
	}
	if (!a->run->spec.terminal) {
		err_set(&e, RC_DENIED, "%s",
			_("sudo asks for your password, and there is no terminal to ask on"));
		sudo_answer(a, &e);
		return;
	}
	sudo_lend_to_talk(a->run, a->why);
	if (!sudo_ask(a, SESSION_TERMINAL, "-v", NULL, sudo_answered, &e))
		return;
	sudo_lent_back(a->run);
	sudo_answer(a, &e);
}

struct asking *sudo_get_ready(struct run *r, const char *why,
			      void (*done)(void *ctx, const struct err *e), void *ctx,
			      struct err *e)
{
	struct asking *a = ARENA_NEW(r->mem, struct asking);

	*a = (struct asking){ .run = r, .why = why ? why : AGAIN, .done = done, .ctx = ctx };
	return sudo_ask(a, SESSION_OURS, "-n", "-v", looked_whether_needed, e) ? NULL : a;
}

void sudo_ask_no_more(struct asking *a)
{
	if (a->child)
		child_kill(a->child);
}

/* ---- keeping it from forgetting, and making it forget ---- */

static void kept(void *ctx, const struct err *e)
{
	struct run *r = ctx;

	(void)e; /* the step that needs it will ask once more */
	sudo_of(r)->asking = NULL;
	run_look_again(r);
}

static void keep_password(void *ctx)
{
	struct run *r = ctx;
	struct sudo *sudo = sudo_of(r);
	struct err e;

	sudo->beat = loop_after(r->spec.loop, KEEP_MS, keep_password, r);
	if (!sudo->asking && !sudo->lent)
		sudo->asking = sudo_get_ready(r, NULL, kept, r, &e);
}

void sudo_keep(struct run *r)
{
	sudo_of(r)->beat = loop_after(r->spec.loop, KEEP_MS, keep_password, r);
}

static void forgotten(void *ctx, int status, bool timed_out)
{
	struct run *r = ctx;

	(void)status;
	(void)timed_out;
	sudo_of(r)->forgetting = NULL;
	run_look_again(r);
}

bool sudo_is_forgotten(struct run *r)
{
	struct child_spec spec = { .argv = sudo_argv(r->mem, "-k", NULL),
				   .session = SESSION_OURS,
				   .seconds = CHECK_SECONDS,
				   .done = forgotten,
				   .ctx = r };

	struct sudo *sudo = sudo_of(r);

	loop_cancel_timer(r->spec.loop, sudo->beat);
	sudo->beat = NULL;
	if (sudo->asking)
		sudo_ask_no_more(sudo->asking);
	if (sudo->ours && !sudo->asking && !sudo->forgetting) {
		sudo->ours = false;
		sudo->forgetting = loop_spawn(r->spec.loop, &spec, NULL);
	}
	return !sudo->asking && !sudo->forgetting;
}
