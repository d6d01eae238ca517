/* Trying addresses, and asking the shells: what is done only once the user has agreed to it. */
#include "app/app.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/url.h"
#include "net/net.h"
#include "wants/formula.h"
#include "wants/probe.h"

enum { PROBE_SECONDS = 3, MOST_ANSWER = 4 << 20, MOST_FORMULA = 1 << 20 };

/* ---- addresses ---- */

struct probing {
	struct app *app;
	struct probes probes;
	struct one {
		struct probing *all;
		struct probe *probe;
		struct transfer *transfer;
		struct address *address;
		struct str body; /* of a formula */
	} * ones;
	size_t left;
	bool cancelled;
	void (*done)(void *ctx);
	void *ctx;
};

static enum reach reach_of(enum rc rc, const struct transfer_result *result)
{
	switch ((int)rc) {
	case RC_OK:
	case RC_LIMIT: /* it answered, with more than was asked for */
		return REACH_OK;
	case RC_TLS:
		return REACH_TLS_UNKNOWN_CA;
	case RC_HTTP_STATUS:
		return REACH_HTTP_ERROR;
	case RC_NOT_ARCHIVE:
		return REACH_HTML;
	case RC_TIMEOUT:
		return REACH_TIMEOUT;
	default:
		if (!result || result->status)
			return result ? REACH_HTTP_ERROR : REACH_REFUSED;
		return result->no_proxy  ? REACH_PROXY_DEAD
		       : result->no_name ? REACH_NO_NAME
					 : REACH_REFUSED;
	}
}

static void finish(struct probing *p)
{
	if (!p->cancelled)
		p->done(p->ctx);
	free(p->ones);
	free(p);
}

/* An answer that is no formula is as good as none: the address is said to answer with an error. */
static void take_formula(struct one *one)
{
	struct app *app = one->all->app;
	struct formula formula = { 0 };

	if (formula_read(app->machine, str_bytes(&one->body), app->facts, &formula, NULL))
		one->address->reach = REACH_HTTP_ERROR;
	else
		list_push(app->machine, &app->facts->brew.formulae, formula);
}

static void probe_done(void *ctx, enum rc rc, const struct err *e,
		       const struct transfer_result *result)
{
	struct one *one = ctx;
	struct arena *mem = one->all->app->machine;
	struct address *a = one->address;

	one->transfer = NULL;
	a->reach = reach_of(rc, result);
	a->status = result ? result->status : 0;
	a->ms = result ? result->ms : 0;
	a->detail = rc && e ? arena_strdup(mem, e->text) : NULL;
	if (one->probe->source) {
		one->probe->source->reach = a->reach;
		one->probe->source->ms = a->ms;
	}
	if (!rc && one->probe->formula)
		take_formula(one);
	if (--one->all->left == 0)
		finish(one->all);
}

static bool take_data(void *ctx, const void *data, size_t n)
{
	struct one *one = ctx;

	if (one->probe->formula)
		str_add_bytes(&one->body, data, n);
	return true;
}

static void start_one(struct probing *p, struct one *one)
{
	struct transfer_spec spec = { .url = one->probe->url,
				      .most = one->probe->head      ? 0
					      : one->probe->formula ? MOST_FORMULA
								    : 1024,
				      .seconds = PROBE_SECONDS,
				      .retries = 0,
				      .may_be_slow = true,
				      .head = one->probe->head,
				      .data = take_data,
				      .done = probe_done,
				      .ctx = one };
	struct err e = { 0 };

	one->transfer = net_get(p->app->loop, &spec, &e);
	if (!one->transfer)
		probe_done(one, e.rc, &e, NULL);
}

static void nothing_to_try(void *ctx)
{
	finish(ctx);
}

struct probing *probing_start(struct app *app, struct probes probes, void (*done)(void *ctx),
			      void *ctx)
{
	struct probing *p = calloc(1, sizeof(*p));

	*p = (struct probing){ .app = app, .probes = probes, .done = done, .ctx = ctx };
	p->ones = calloc(p->probes.n + 1, sizeof(*p->ones));
	p->left = p->probes.n + 1;
	app->facts->environment.addresses.n = 0;
	app->facts->brew.formulae.n = 0;
	for (size_t i = 0; i < p->probes.n; i++) {
		struct address *a = list_add(app->machine, &app->facts->environment.addresses);

		a->role = p->probes.at[i].role;
		a->url = url_redact(app->machine, p->probes.at[i].url);
	}
	for (size_t i = 0; i < p->probes.n; i++) {
		p->ones[i] = (struct one){ .all = p,
					   .probe = &p->probes.at[i],
					   .address = &app->facts->environment.addresses.at[i],
					   .body = { .mem = app->machine } };
		start_one(p, &p->ones[i]);
	}
	if (--p->left == 0)
		loop_after(app->loop, 0, nothing_to_try, p);
	return p;
}

void probing_cancel(struct probing *p)
{
	size_t n = p->probes.n;

	p->cancelled = true;
	for (size_t i = 0; i < n; i++) {
		bool last = p->left == 1;

		if (!p->ones[i].transfer)
			continue;
		net_cancel(p->ones[i].transfer);
		if (last)
			return; /* p is gone, or goes in the next turn */
	}
}

static void set_true(void *ctx)
{
	*(bool *)ctx = true;
}

enum rc app_probe(struct app *app, struct err *e)
{
	bool done = false;
	struct probing *p =
		probing_start(app, wants_probes_all(app->machine, &app->wants), set_true, &done);

	if (app_wait(app, &done, e))
		return RC_OK;
	probing_cancel(p);
	return RC_CANCELLED;
}

/* ---- shells ---- */

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

static void answered(void *ctx, int status, bool timed_out)
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
	free(a);
}

struct asking *asking_start(struct app *app, const char *overlay,
			    void (*done)(void *ctx, const struct shell_matrix *matrix,
					 const struct err *e),
			    void *ctx, struct err *e)
{
	struct asking *a = calloc(1, sizeof(*a));
	struct child_spec spec = { .argv = app_helper_argv(app, "shells", overlay),
				   .seconds = 180,
				   .out = take_answer,
				   .done = answered,
				   .ctx = a };

	*a = (struct asking){
		.app = app, .answer = { .mem = app->machine }, .done = done, .ctx = ctx
	};
	a->child = loop_spawn(app->loop, &spec, e);
	if (a->child)
		return a;
	free(a);
	return NULL;
}

void asking_cancel(struct asking *asking)
{
	asking->cancelled = true;
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
	if (!app_wait(app, &b.done, e)) {
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
