/* goready prove: the hello-gRPC proof in a helper process, told as it goes. */
#include "app/app.h"

#include <stdio.h>

#include "base/i18n.h"
#include "proof/proof.h"
#include "ui/json_out.h"

struct proving {
	struct app *app;
	struct verdicts verdicts;
	struct err error; /* it could not be tried */
	bool told_end, done;
	struct str complaint;
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

static void take_end(struct proving *p, const struct json *json)
{
	p->told_end = true;
	if (!json_string(json, "error"))
		return;
	err_set(&p->error, RC_COMMAND, "%s", json_string(json, "error"));
	if (json_string(json, "remedy"))
		err_hint(&p->error, "%s", json_string(json, "remedy"));
}

static void take_line(void *ctx, struct bytes line)
{
	struct proving *p = ctx;
	struct verdict verdict = { 0 };
	struct json *json;

	if (json_parse(p->app->machine, line, &json, NULL))
		return;
	if (str_equal(json_string(json, "event"), "proved")) {
		take_end(p, json);
	} else if (!verdict_parse(p->app->machine, json, &verdict, NULL)) {
		list_push(p->app->machine, &p->verdicts, verdict);
		if (!p->app->request.json)
			show(p->app, &verdict);
	}
}

static void take_complaint(void *ctx, struct bytes data)
{
	struct proving *p = ctx;

	if (p->complaint.n < 1000)
		str_add_bytes(&p->complaint, data.at, data.n);
}

static void ended(void *ctx, int status, bool timed_out)
{
	struct proving *p = ctx;

	(void)timed_out;
	p->done = true;
	if (!p->told_end)
		err_set(&p->error, RC_COMMAND, _("the proof broke off with status %d: %.400s"),
			status, str_text(&p->complaint));
}

static int conclude(struct app *app, const struct verdicts *verdicts)
{
	bool ok = proof_ok(verdicts);

	if (app->request.json)
		json_out_whole(proof_json(app->machine, verdicts));
	else if (ok)
		printf("%s\n", _("Done. Go and gRPC work on this machine."));
	else
		printf("%s\n", _("Problem. The proof failed. 'goready doctor' looks for the cause; "
				 "'goready fix' "
				 "repairs."));
	return ok ? EXIT_OK : EXIT_PROBLEMS;
}

static const char *absolute(struct app *app, const char *path)
{
	if (!path || path[0] == '/' || !app->folder)
		return path;
	return path_join(app->mem, app->folder, path);
}

int command_prove(struct app *app)
{
	struct proving p = { .app = app, .complaint = { .mem = app->machine } };
	struct child_spec spec = { .argv = app_helper_argv(app, "prove",
							   absolute(app, app->request.keep)),
				   .lines = true,
				   .out = take_line,
				   .error = take_complaint,
				   .done = ended,
				   .ctx = &p };
	struct err e = { 0 };
	struct child *child = loop_spawn(app->loop, &spec, &e);

	if (!child)
		return app_fail(&e);
	if (!app->request.json)
		app_say("%s",
			_("Working. Building and calling a gRPC server takes up to a minute."));
	if (!app_wait(app, &p.done, &e)) {
		child_kill(child);
		while (!p.done)
			loop_turn(app->loop, -1);
		app_say("%s", _("Stopped. Nothing was changed."));
		return 128 + app->signal;
	}
	return p.error.rc ? app_fail(&p.error) : conclude(app, &p.verdicts);
}
