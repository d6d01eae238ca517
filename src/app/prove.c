/* goready prove: proofs in a helper process, told as they go. */
#include "app/app.h"

#include <stdio.h>

#include "app/proving.h"
#include "app/explained.h"
#include "app/heartbeat.h"
#include "app/report.h"
#include "app/report_file.h"
#include "app/since.h"
#include "app/suggest.h"
#include "base/i18n.h"
#include "base/nearest.h"
#include "proof/proof.h"
#include "ui/json_out.h"

struct telling {
	struct app *app;
	struct verdicts verdicts;
	const struct names *names;
	struct heartbeat beat;
	struct err error; /* it could not be tried */
	bool done;
};

static enum status_level level_of(const struct verdict *verdict)
{
	if (verdict->skipped)
		return SAY_SKIPPED;
	return verdict->ok ? SAY_OK : SAY_PROBLEM;
}

/* Where several are tried, each begins with its name. */
static void show_name(struct telling *t, const struct verdict *verdict)
{
	const struct verdicts *all = &t->verdicts;
	const struct proof_about *about = proof_named(verdict->proof);

	if (t->names->n > 1 && about &&
	    (all->n < 2 || !str_equal(all->at[all->n - 2].proof, verdict->proof)))
		app_tell("%s (%s)", _(about->title), about->name);
}

static void prove_show(struct app *app, const struct verdict *verdict)
{
	struct view v;

	view_open(&v, app->machine, "prove");
	view_status(&v, level_of(verdict), verdict->title, "%s",
		    verdict->evidence ? verdict->evidence : "");
	if (verdict->command.n)
		view_command(&v, _("Command"), &verdict->command);
	if (!verdict->ok && verdict->remedy)
		view_text(&v, _("What to do: %s"), verdict->remedy);
	app_print(&v);
}

static void take_verdict(void *ctx, const struct verdict *verdict)
{
	struct telling *t = ctx;

	list_push(t->app->machine, &t->verdicts, *verdict);
	if (t->app->request.json)
		return;
	show_name(t, verdict);
	prove_show(t->app, verdict);
	heartbeat_said(&t->beat);
}

/* The step behind the last one that was told of. */
static const char *under_way(void *ctx)
{
	const struct telling *t = ctx;
	const struct verdict *last = t->verdicts.n ? &t->verdicts.at[t->verdicts.n - 1] : NULL;

	return last ? proof_step_after(last->proof, last->id)
		    : proof_step_after(t->names->at[0], NULL);
}

static void prove_ended(void *ctx, const struct err *e)
{
	struct telling *t = ctx;

	t->done = true;
	if (e)
		t->error = *e;
}

/* Doctor's look comes after the proof: it is needed only where that failed. */
static void explain_failure(struct app *app, const struct verdicts *verdicts)
{
	struct failure failure = { .text = proof_refusal(verdicts) };
	struct err e = { 0 };

	if (!failure.text || app_look(app, &e))
		return;
	failure.facts = app->facts;
	failure.observed = &app->observed;
	failure.wants = &app->wants;
	failure.findings = &app->findings;
	app_explain_failure(app, &failure);
}

static void tell_failed(struct app *app, const struct verdicts *verdicts)
{
	app_tell("%s", _("Problem. The proof failed. To look for the cause:"));
	app_tell_line(suggest(app, COMMAND_DOCTOR, ""));
	app_tell("%s", _("To repair what can be repaired:"));
	app_tell_line(suggest(app, COMMAND_FIX, ""));
	explain_failure(app, verdicts);
}

static bool all_skipped(const struct verdicts *verdicts)
{
	for (size_t i = 0; i < verdicts->n; i++)
		if (!verdicts->at[i].skipped)
			return false;
	return true;
}

static void tell_kept(struct app *app)
{
	const char *home = app->host->getenv(app->host, "HOME");

	app_tell(_("The hello project is in %s; its README.md says what to do with it."),
		 path_tilde(app->machine, app_path(app, app->request.keep), home ? home : "/"));
}

static int conclude(struct app *app, const struct names *names, const struct verdicts *verdicts)
{
	bool ok = proof_ok(verdicts), none = all_skipped(verdicts);

	if (report_file_wants_json())
		report_file_json(proof_json(app->machine, verdicts));
	if (app->request.json)
		json_out_whole(proof_json(app->machine, verdicts));
	else if (none)
		app_tell("%s", _("Note. Nothing could be tried here; the lines above say why."));
	else if (ok && names->n > 1)
		app_tell("%s", _("Done. All that could be tried here works."));
	else if (ok && !str_equal(names->at[0], "hello"))
		app_tell(_("Done. %s: it works on this machine."),
			 _(proof_named(names->at[0])->title));
	else if (ok)
		app_tell("%s", _("Done. Go and gRPC work on this machine."));
	else
		tell_failed(app, verdicts);
	if (app->request.keep && !app->request.json)
		tell_kept(app);
	if (ok && names_hold(names, proof_at(0)->name))
		since_remember(app);
	return ok ? EXIT_OK : none ? EXIT_FAILED : EXIT_PROBLEMS;
}

/* ---- which ---- */

static enum rc no_such_proof(const char *name, struct err *e)
{
	struct nearest near = { .typed = name };

	for (size_t i = 0; proof_at(i); i++)
		nearest_try(&near, proof_at(i)->name);
	err_set(e, RC_USAGE, _("there is no proof \"%s\""), name);
	nearest_hint(e, &near, _("'goready prove --list' lists them."));
	return RC_USAGE;
}

static enum rc prove_choose(struct app *app, struct names *ret, struct err *e)
{
	const struct request *r = &app->request;

	for (size_t i = 0; i < r->word_n; i++) {
		if (!proof_named(r->words[i]))
			return no_such_proof(r->words[i], e);
		list_push(app->mem, ret, r->words[i]);
	}
	for (size_t i = 0; r->all && proof_at(i); i++)
		if (!names_hold(ret, proof_at(i)->name))
			list_push(app->mem, ret, proof_at(i)->name);
	if (!ret->n)
		list_push(app->mem, ret, proof_at(0)->name);
	if (!r->keep || names_hold(ret, proof_at(0)->name))
		return RC_OK;
	err_set(e, RC_USAGE, "%s", _("--keep keeps the project of hello, which is not asked for"));
	err_hint(e, "%s", _("Leave the names out: goready prove --keep DIR"));
	return RC_USAGE;
}

static int list(struct app *app)
{
	struct arena *mem = app->machine;
	struct json *root = json_new_object(mem), *proofs;
	struct view v;

	json_add_number(mem, root, "schema", 1);
	proofs = json_add_array(mem, root, "proofs");
	view_open(&v, mem, "prove");
	for (size_t i = 0; proof_at(i); i++) {
		const struct proof_about *about = proof_at(i);
		struct json *row = json_add_object(mem, proofs, NULL);

		json_add_string(mem, row, "name", about->name);
		json_add_string(mem, row, "title", _(about->title));
		json_add_string(mem, row, "about", _(about->about));
		view_field(&v, about->name, _("%s: %s"), _(about->title), _(about->about));
	}
	report_file_json(root);
	if (app->request.json)
		json_out_whole(root);
	else
		app_print(&v);
	return EXIT_OK;
}

static int prove(struct app *app, const struct names *names)
{
	struct telling t = { .app = app, .names = names };
	struct err e = { 0 };
	struct proving *proving = proving_start(app, names, app_path(app, app->request.keep),
						take_verdict, prove_ended, &t, &e);
	bool ok;

	if (!proving)
		return app_fail(&e);
	if (!app->request.json)
		app_say("%s",
			names->n == 1
				? _("Working. Building and calling a gRPC server takes up to a minute.")
				: _("Working. Each proof takes up to a minute where nothing is compiled yet."));
	t.beat = (struct heartbeat){ .loop = app->loop, .what = under_way, .ctx = &t };
	if (!app->request.json)
		heartbeat_start(&t.beat);
	ok = app_wait(app, &t.done, &e);
	heartbeat_stop(&t.beat);
	if (!ok) {
		proving_cancel(proving);
		while (!t.done)
			loop_turn(app->loop, -1);
		app_say("%s", _("Stopped. Nothing was changed."));
		return 128 + app->signal;
	}
	return t.error.rc ? app_fail(&t.error) : conclude(app, names, &t.verdicts);
}

int command_prove(struct app *app)
{
	struct names names = { 0 };
	struct err e = { 0 };

	if (app->request.list)
		return list(app);
	return prove_choose(app, &names, &e) ? app_fail(&e) : prove(app, &names);
}
