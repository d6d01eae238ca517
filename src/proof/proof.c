#include "proof/proof.h"

#include <signal.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "proof/proof_internal.h"
#include "wants/go_environment.h"

static int ms_since(struct proof *p, int64_t start)
{
	return (int)(loop_ms(p->loop) - start);
}

static void add_verdict(struct proof *p, struct verdicts *verdicts, struct verdict v)
{
	list_push(p->mem, verdicts, v);
	if (p->spec->event)
		p->spec->event(p->spec->ctx, &verdicts->at[verdicts->n - 1]);
}

/* The steps in turn, up to the first that says no; its id, or NULL. `verdicts` may be NULL: quiet.
 */
static const char *attempt(struct proof *p, struct verdicts *verdicts)
{
	for (const struct proof_step *s = p->kind->steps; s->id && !p->stopped; s++) {
		int64_t start = loop_ms(p->loop);
		struct outcome outcome = { 0 };
		bool ok = proof_step_holds(p, s, &outcome);
		const char *remedy = outcome.remedy ? outcome.remedy : _(s->remedy);

		if (verdicts && !p->stopped)
			add_verdict(p, verdicts,
				    (struct verdict){ .proof = p->kind->about.name,
						      .id = s->id,
						      .ok = ok,
						      .skipped = outcome.skipped,
						      .ms = ms_since(p, start),
						      .title = _(s->title),
						      .evidence = outcome.evidence,
						      .command = outcome.command,
						      .remedy = ok ? NULL : remedy });
		if (!ok) {
			proof_kill_server(p);
			return s->id;
		}
		if (outcome.ends)
			break;
	}
	proof_kill_server(p);
	return NULL;
}

static const struct tool *good_tool(const struct facts *f, enum tool_id id)
{
	for (size_t i = 0; i < f->tools.n; i++) {
		const struct tool *tool = &f->tools.at[i];

		if (tool->id == id && tool->fault == FAULT_NONE && !tool->windows)
			return tool;
	}
	return NULL;
}

/* Good tools first, wherever they are; then what the shell has. */
static const char *our_path(struct proof *p, const char *login_path)
{
	struct names folders = { 0 };

	required_tools_each (id) {
		const struct tool *tool = good_tool(p->spec->facts, id);

		if (tool)
			list_push(p->mem, &folders, path_folder(p->mem, tool->path));
	}
	list_push(p->mem, &folders, login_path ? login_path : "/usr/local/bin:/usr/bin:/bin");
	return str_join(p->mem, &folders, ":");
}

/* Once more with goready's own settings: is it the environment, or is it deeper? */
static enum rc compare(struct proof *p, const char *failed, const struct names *login,
		       struct verdicts *verdicts, struct err *e)
{
	struct names ours = go_environment(p->mem, p->spec->facts, p->spec->wants, NULL);
	struct verdict v = { .proof = p->kind->about.name,
			     .id = "environment",
			     .title = _("Compare with goready's own settings") };
	int64_t start = loop_ms(p->loop);
	const char *failed_too;
	enum rc rc = proof_project_write(p, e);

	if (rc)
		return rc;
	environment_set(p->mem, &ours, "PATH", our_path(p, environment_value(login, "PATH")));
	p->env = ours;
	failed_too = attempt(p, NULL);
	if (failed_too) {
		v.evidence = arena_fmt(
			p->mem,
			_("With goready's own settings it fails too (%s): no variable of your shell is to blame."),
			_(proof_step_named(p, failed_too)->title));
		v.remedy = _("Look for the cause: goready doctor --network");
	} else if (!p->stopped) {
		proof_blame(p, login, &ours, failed, &v);
	}
	v.ms = ms_since(p, start);
	if (!p->stopped)
		add_verdict(p, verdicts, v);
	return RC_OK;
}

static enum rc prove_one(struct proof *p, const struct names *login, struct verdicts *verdicts,
			 struct err *e)
{
	enum rc rc = proof_project_write(p, e);
	const char *failed;

	if (rc)
		return rc;
	p->env = *login;
	failed = attempt(p, verdicts);
	if (failed && !p->stopped)
		rc = compare(p, failed, login, verdicts, e);
	if (!rc && !p->stopped && p->kind == proof_kinds)
		rc = proof_keep(p, e);
	return rc;
}

static const struct proof_kind *kind_named(const char *name)
{
	const struct proof_kind *kind = proof_kinds;

	while (kind->about.name && !str_equal(kind->about.name, name))
		kind++;
	return kind->about.name ? kind : NULL;
}

static enum rc prove(struct proof *p, struct verdicts *verdicts, struct err *e)
{
	static const char *hello[] = { "hello" };
	const struct names usual = { .at = hello, .n = 1 };
	const struct names *names = p->spec->names ? p->spec->names : &usual;
	const struct names login = terminal_environment(p);
	enum rc rc = RC_OK;

	for (size_t i = 0; !rc && !p->stopped && i < names->n; i++) {
		p->kind = kind_named(names->at[i]);
		if (!p->kind)
			rc = err_set(e, RC_USAGE, _("there is no proof \"%s\""), names->at[i]);
		else
			rc = prove_one(p, &login, verdicts, e);
	}
	if (!rc && p->stopped)
		rc = err_set(e, RC_CANCELLED, "%s", _("the proof was stopped"));
	return rc;
}

static void stop(void *ctx, int signal)
{
	struct proof *p = ctx;

	if (!signal_ends(signal))
		return;
	p->stopped = true;
	if (p->asking)
		child_kill(p->asking);
	if (p->server)
		child_kill(p->server);
}

void proof_heed_signals(struct proof *p)
{
	loop_on_signal(p->loop, stop, p);
}

enum rc proof_run(struct arena *mem, const struct proof_spec *spec, struct verdicts *ret,
		  struct err *e)
{
	struct proof p = { .mem = mem, .spec = spec, .kind = proof_kinds, .loop = loop_open() };
	struct verdicts verdicts = { 0 };
	enum rc rc;

	proof_heed_signals(&p);
	rc = proof_check_keep(&p, e);
	if (!rc)
		rc = proof_folder_open(&p, e);
	if (!rc)
		rc = prove(&p, &verdicts, e);
	proof_folder_close(&p);
	loop_close(p.loop);
	if (!rc)
		*ret = verdicts;
	return rc;
}

const char *proof_refusal(const struct verdicts *verdicts)
{
	for (size_t i = 0; i < verdicts->n; i++)
		if (!verdicts->at[i].ok)
			return verdicts->at[i].evidence;
	return NULL;
}

const struct proof_about *proof_at(size_t i)
{
	for (size_t k = 0; k <= i; k++)
		if (!proof_kinds[k].about.name)
			return NULL;
	return &proof_kinds[i].about;
}

const struct proof_about *proof_named(const char *name)
{
	const struct proof_kind *kind = kind_named(name);

	return kind ? &kind->about : NULL;
}

const char *proof_step_after(const char *proof, const char *id)
{
	const struct proof_kind *kind = kind_named(proof);
	const struct proof_step *step = kind ? kind->steps : NULL;

	while (id && step && step->id && !str_equal(step->id, id))
		step++;
	if (id && step && step->id)
		step++;
	return step && step->id ? _(step->title) : NULL;
}

const char *proof_step_at(const char *proof, size_t i)
{
	const struct proof_kind *kind = kind_named(proof);
	const struct proof_step *step = kind ? kind->steps : NULL;

	while (i > 0 && step && step->id) {
		step++;
		i--;
	}
	return step && step->id ? _(step->title) : NULL;
}

bool proof_ok(const struct verdicts *verdicts)
{
	bool any = false;

	for (size_t i = 0; i < verdicts->n; i++) {
		if (!verdicts->at[i].ok)
			return false;
		any |= !verdicts->at[i].skipped;
	}
	return any;
}
