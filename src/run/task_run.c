/* A command: its output goes to a file, its last lines into an error, its result is placed like any
 * other file. */
#include <string.h>
#include <unistd.h>

#include "base/foreign.h"
#include "base/i18n.h"
#include "run/task.h"
#include "run/sudo.h"
#include "wants/go_environment.h"

struct command_work {
	struct task *task;
	struct child *child;
	struct child_log *log;
	struct asking *asking; /* sudo, before the command */
	struct names env;
};

static void run_add_line(void *ctx, struct bytes line)
{
	struct command_work *w = ctx;

	child_log_add(w->log, line);
}

static enum rc ended_badly(struct command_work *w, int status, bool timed_out, struct err *e)
{
	const struct run_step *s = &w->task->step->run;
	const char *said = child_log_tail(w->task->run->mem, w->log);
	const char *command = str_join(w->task->run->mem, &s->argv, " ");

	if (timed_out)
		return foreign_timed_out(w->task->run->mem, command, s->seconds, said, e);
	foreign_failed(w->task->run->mem, command, status, said, e);
	err_hint(e, _("All it said is in %s."), w->log->path);
	return RC_COMMAND;
}

static enum rc check_made(struct task *t, struct err *e)
{
	const struct run_step *s = &t->step->run;

	if (!s->makes || host_exists(t->run->spec.host, s->makes))
		return RC_OK;
	return err_set(e, RC_COMMAND, _("it ended well, but %s is not there"), s->makes);
}

static enum rc place_result(struct task *t, struct err *e)
{
	const struct run_step *s = &t->step->run;

	if (!s->result || !s->into)
		return RC_OK;
	return journal_place(t->run->journal, t->step->id, s->result, s->into, e);
}

static void command_done(void *ctx, int status, bool timed_out)
{
	struct command_work *w = ctx;
	struct task *t = w->task;
	const struct run_step *s = &t->step->run;
	struct err e;
	enum rc rc;

	w->child = NULL;
	if (s->sudo)
		sudo_lent_back(t->run);
	if (t->run->stopping)
		rc = err_set(&e, RC_CANCELLED, "%s", _("stopped"));
	else if (status != 0 || timed_out)
		rc = ended_badly(w, status, timed_out, &e);
	else
		rc = check_made(t, &e);
	if (!rc)
		rc = place_result(t, &e);
	child_log_close(w->log);
	if (rc) {
		task_failed(t, &e);
	} else {
		task_done(t);
	}
}

/* The certificates a user's environment names are the run's too, or a child could not fetch where
 * goready could. */
struct names command_environment(struct task *t, const struct names *planned)
{
	static const char *const names[] = { "SSL_CERT_FILE", "SSL_CERT_DIR" };
	struct host *h = t->run->spec.host;
	struct names env = { 0 };

	for (size_t i = 0; i < planned->n; i++)
		list_push(t->run->mem, &env, planned->at[i]);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = h->getenv(h, names[i]);

		if (value && *value && !environment_value(&env, names[i]))
			environment_set(t->run->mem, &env, names[i], value);
	}
	return env;
}

static void wants_terminal(void *ctx)
{
	struct command_work *w = ctx;

	sudo_lend(w->task->run, w->child);
}

/* Where sudo remembers nothing it has to ask in the middle: the command talks with the user itself,
 * which Homebrew's installer does where it is not told NONINTERACTIVE. */
static void let_it_talk(struct command_work *w, struct child_spec *child)
{
	environment_set(w->task->run->mem, &w->env, "NONINTERACTIVE", NULL);
	child->session = SESSION_TERMINAL;
	child->seconds = 0;
	sudo_lend_to_talk(
		w->task->run,
		arena_fmt(
			w->task->run->mem,
			_("%s: it asks by itself; where sudo asks for your password, typing is hidden."),
			w->task->step->summary));
}

static enum rc spawn_command(struct command_work *w, struct err *e)
{
	struct task *t = w->task;
	const struct run_step *s = &t->step->run;
	struct child_spec child = { .argv = s->argv,
				    .env = &w->env,
				    .folder = s->folder,
				    .seconds = s->seconds,
				    .lines = true,
				    .session = s->sudo ? SESSION_OURS : SESSION_OWN,
				    .stopped = wants_terminal,
				    .out = run_add_line,
				    .error = run_add_line,
				    .done = command_done,
				    .ctx = w };
	enum rc rc;

	if (s->sudo && sudo_forgets(t->run))
		let_it_talk(w, &child);
	rc = child_log_spawn(t, &child, &w->log, &w->child, e);
	if (rc)
		sudo_lent_back(t->run);
	return rc;
}

static void sudo_is_ready(void *ctx, const struct err *why_not)
{
	struct command_work *w = ctx;
	struct err e = why_not ? *why_not : (struct err){ 0 };

	w->asking = NULL;
	if (!why_not && !spawn_command(w, &e))
		return;
	task_failed(w->task, &e);
}

/* Is the program there, and one? Where its archive did not come, that step has said so. */
static bool can_be_started(struct task *t, const char *path, bool came)
{
	struct host *h = t->run->spec.host;

	if (h->may(h, path, X_OK))
		return true;
	if (!came)
		return false;
	task_note(t,
		  host_exists(h, path)
			  ? _("%s in the archive may not be executed: it is compiled")
			  : _("the archive holds no %s, or not at its top: it is compiled"),
		  path_name(path));
	return false;
}

/* What an earlier step has brought is taken only where Go's build information in it says what was to come;
 * else a note says why not. */
static bool is_as_expected(struct task *t, const struct built_program *expected)
{
	struct arena *mem = t->run->mem;
	struct host *h = t->run->spec.host;
	const struct go_build *go;
	struct binary binary = { 0 };
	bool came = !t->otherwise;

	t->otherwise = true;
	if (!can_be_started(t, expected->path, came))
		return false;
	(void)h->binary(h, mem, expected->path, &binary, NULL);
	go = binary.go;
	if (!go || !str_equal(go->main, expected->package) ||
	    !str_equal(go->mod_version, arena_fmt(mem, "v%s", expected->version)))
		task_note(t, _("the archive holds %s %s, and not %s %s: it is compiled"),
			  go && go->main ? go->main : _("another program"),
			  go && go->mod_version ? go->mod_version : "", expected->package,
			  expected->version);
	else if (!binary_runs_on(&binary, expected->os, expected->arch))
		task_note(t,
			  _("the archive holds a program for %s, and not for %s: it is compiled"),
			  binary_arch_text(mem, &binary) ? binary_arch_text(mem, &binary) : "?",
			  arch_name(expected->arch));
	else
		t->otherwise = false;
	return !t->otherwise;
}

/* False: the command has to make it. */
static bool is_brought(struct task *t, enum rc *ret_rc, struct err *e)
{
	const struct run_step *s = &t->step->run;

	if (!s->brought.path || !is_as_expected(t, &s->brought))
		return false;
	*ret_rc = journal_place(t->run->journal, t->step->id, s->brought.path, s->into, e);
	if (!*ret_rc)
		task_done(t);
	return true;
}

static enum rc start_command(struct task *t, struct err *e)
{
	const struct run_step *s = &t->step->run;
	struct arena *mem = t->run->mem;
	struct command_work *w = ARENA_NEW(mem, struct command_work);
	enum rc rc = RC_OK;

	if (is_brought(t, &rc, e))
		return rc;
	w->task = t;
	w->env = command_environment(t, &s->env);
	if (s->go)
		go_environment_hasten(mem, &w->env, t->run->spec.host,
				      &t->run->spec.facts->machine);
	t->work = w;
	if (s->result)
		rc = journal_staging(t->run->journal, t->step->id, path_folder(mem, s->result), e);
	if (rc)
		return rc;
	if (!s->sudo)
		return spawn_command(w, e);
	w->asking = sudo_get_ready(t->run, NULL, sudo_is_ready, w, e);
	return w->asking ? RC_OK : e->rc;
}

static void cancel_command(struct task *t)
{
	struct command_work *w = t->work;

	if (w->asking)
		sudo_ask_no_more(w->asking);
	if (w->child)
		child_kill(w->child);
}

const struct task_kind task_run = { .start = start_command, .cancel = cancel_command };
