#include "app/asking.h"

#include "app/heartbeat.h"
#include "app/helper.h"
#include "base/i18n.h"

enum { MOST_ANSWER = 4 << 20 };

struct asking {
	struct app *app;
	struct child *child;
	struct str answer;
	bool cancelled;
	void (*done)(void *ctx, const struct shell_matrix *matrix, const struct err *e);
	void *ctx;
};

static void take_answer(void *ctx, struct bytes data)
{
	struct asking *a = ctx;

	if (a->answer.n < MOST_ANSWER)
		str_add_bytes(&a->answer, data.at, data.n);
}

static void asking_answered(void *ctx, int status, bool timed_out)
{
	struct asking *a = ctx;
	struct shell_matrix *matrix = ARENA_NEW(a->app->machine, struct shell_matrix);
	struct json *json;
	struct err e = { 0 };
	enum rc rc = RC_OK;

	if (timed_out)
		rc = err_set(&e, RC_TIMEOUT, _("your shells took more than 3 minutes to start"));
	else if (status)
		rc = err_set(&e, RC_COMMAND, _("asking your shells failed: %.300s"),
			     str_text(&a->answer));
	if (!rc)
		rc = json_parse(a->app->machine, str_bytes(&a->answer), &json, &e);
	if (!rc)
		rc = shell_matrix_parse(a->app->machine, json, matrix, &e);
	if (!a->cancelled)
		a->done(a->ctx, rc ? NULL : matrix, rc ? &e : NULL);
}

struct asking *asking_start(struct app *app, const char *overlay,
			    void (*done)(void *ctx, const struct shell_matrix *matrix,
					 const struct err *e),
			    void *ctx, struct err *e)
{
	struct asking *a = ARENA_NEW(app->machine, struct asking);
	struct child_spec spec = { .argv = app_helper_argv(app, "shells", overlay),
				   .seconds = 180,
				   .out = take_answer,
				   .done = asking_answered,
				   .ctx = a };

	*a = (struct asking){
		.app = app, .answer = { .mem = app->machine }, .done = done, .ctx = ctx
	};
	a->child = loop_spawn(app->loop, &spec, e);
	return a->child ? a : NULL;
}

void asking_cancel(struct asking *asking)
{
	asking->cancelled = true;
	/* A shell that heeds no signal is ended with the helper, which then removes nothing. */
	asking->app->left_scratch = true;
	child_kill(asking->child);
}

struct blocking_answer {
	bool done;
	struct shell_matrix matrix;
	struct err error;
};

static void keep_answer(void *ctx, const struct shell_matrix *matrix, const struct err *e)
{
	struct blocking_answer *b = ctx;

	b->done = true;
	if (matrix)
		b->matrix = *matrix;
	else
		b->error = *e;
}

enum rc app_ask_shells(struct app *app, const char *overlay, struct shell_matrix *ret,
		       struct err *e)
{
	struct blocking_answer b = { 0 };
	struct asking *a = asking_start(app, overlay, keep_answer, &b, e);

	if (!a)
		return e->rc;
	if (!heartbeat_wait(app, &b.done, _("Trying the download addresses and asking your shells"),
			    e)) {
		asking_cancel(a);
		return RC_CANCELLED;
	}
	if (b.error.rc) {
		*e = b.error;
		return e->rc;
	}
	*ret = b.matrix;
	return RC_OK;
}
