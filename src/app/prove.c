/* goready prove: the hello-gRPC proof in a helper process, told as it goes. */
#include "app/app.h"

#include <stdio.h>

#include "app/proving.h"
#include "app/explained.h"
#include "app/report.h"
#include "app/suggest.h"
#include "base/i18n.h"
#include "proof/proof.h"
#include "ui/json_out.h"

struct telling {
	struct app *app;
	struct verdicts verdicts;
	struct err error; /* it could not be tried */
	bool done;
};

static void show(struct app *app, const struct verdict *verdict)
{
	struct view v;

	view_open(&v, app->machine, "prove");
	view_status(&v, verdict->ok ? SAY_OK : SAY_PROBLEM, verdict->title, "%s",
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
	if (!t->app->request.json)
		show(t->app, verdict);
}

static void ended(void *ctx, const struct err *e)
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
	app_tell("%s", suggest(app, COMMAND_DOCTOR, ""));
	app_tell("%s", _("To repair what can be repaired:"));
	app_tell("%s", suggest(app, COMMAND_FIX, ""));
	explain_failure(app, verdicts);
}

static int conclude(struct app *app, const struct verdicts *verdicts)
{
	bool ok = proof_ok(verdicts);

	if (app->request.json)
		json_out_whole(proof_json(app->machine, verdicts));
	else if (ok)
		app_tell("%s", _("Done. Go and gRPC work on this machine."));
	else
		tell_failed(app, verdicts);
	return ok ? EXIT_OK : EXIT_PROBLEMS;
}

int command_prove(struct app *app)
{
	struct telling t = { .app = app };
	struct err e = { 0 };
	struct proving *proving =
		proving_start(app, app_path(app, app->request.keep), take_verdict, ended, &t, &e);

	if (!proving)
		return app_fail(&e);
	if (!app->request.json)
		app_say("%s",
			_("Working. Building and calling a gRPC server takes up to a minute."));
	if (!app_wait(app, &t.done, &e)) {
		proving_cancel(proving);
		while (!t.done)
			loop_turn(app->loop, -1);
		app_say("%s", _("Stopped. Nothing was changed."));
		return 128 + app->signal;
	}
	return t.error.rc ? app_fail(&t.error) : conclude(app, &t.verdicts);
}
