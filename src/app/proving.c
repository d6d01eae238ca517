/* The proof in a helper process: `goready --helper prove` prints a JSON line for each verdict. */
#include "app/proving.h"

#include "app/helper.h"
#include "base/i18n.h"
#include "proof/proof.h"

enum { MOST_COMPLAINT = 1000 };

struct proving {
	struct app *app;
	struct child *child;
	struct err error; /* it could not be tried */
	bool told_end;
	struct str complaint;
	void (*verdict)(void *ctx, const struct verdict *verdict);
	void (*done)(void *ctx, const struct err *e);
	void *ctx;
};

static void take_end(struct proving *p, const struct json *json)
{
	const char *error = json_string(json, "error"), *remedy = json_string(json, "remedy");

	p->told_end = true;
	if (!error)
		return;
	err_set(&p->error, RC_COMMAND, "%s", error);
	if (remedy)
		err_hint(&p->error, "%s", remedy);
}

static void proving_take_line(void *ctx, struct bytes line)
{
	struct proving *p = ctx;
	struct verdict verdict = { 0 };
	struct json *json;

	if (json_parse(p->app->machine, line, &json, NULL))
		return;
	if (str_equal(json_string(json, "event"), "proved"))
		take_end(p, json);
	else if (!verdict_parse(p->app->machine, json, &verdict, NULL))
		p->verdict(p->ctx, &verdict);
}

static void take_complaint(void *ctx, struct bytes data)
{
	struct proving *p = ctx;

	if (p->complaint.n < MOST_COMPLAINT)
		str_add_bytes(&p->complaint, data.at, data.n);
}

static void proving_ended(void *ctx, int status, bool timed_out)
{
	struct proving *p = ctx;

	(void)timed_out;
	if (!p->told_end)
		err_set(&p->error, RC_COMMAND, _("the proof broke off with status %d: %.400s"),
			status, str_text(&p->complaint));
	p->done(p->ctx, p->error.rc ? &p->error : NULL);
}

struct proving *proving_start(struct app *app, const struct names *names, const char *keep,
			      void (*verdict)(void *ctx, const struct verdict *verdict),
			      void (*done)(void *ctx, const struct err *e), void *ctx,
			      struct err *e)
{
	struct proving *p = ARENA_NEW(app->machine, struct proving);
	struct child_spec spec = { .argv = app_helper_argv(app, "prove", keep),
				   .lines = true,
				   .out = proving_take_line,
				   .error = take_complaint,
				   .done = proving_ended,
				   .ctx = p };

	*p = (struct proving){ .app = app,
			       .complaint = { .mem = app->machine },
			       .verdict = verdict,
			       .done = done,
			       .ctx = ctx };
	if (names)
		list_push(app->mem, &spec.argv, str_join(app->mem, names, ","));
	p->child = loop_spawn(app->loop, &spec, e);
	return p->child ? p : NULL;
}

void proving_cancel(struct proving *proving)
{
	child_kill(proving->child);
}
