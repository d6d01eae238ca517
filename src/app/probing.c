#include "app/probing.h"

#include <string.h>

#include "app/heartbeat.h"
#include "base/i18n.h"
#include "net/net.h"
#include "wants/formula.h"

enum { PROBE_SECONDS = 3, MOST_FORMULA = 1 << 20 };

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
	struct addresses addresses;
	struct formulae formulae;
	size_t left;
	enum probing_mirrors mirrors;
	bool mirrors_too; /* the second round */
	bool cancelled;
	probing_done *done;
	void *ctx;
};

static enum reach reach_of(enum rc rc, const struct transfer_result *result)
{
	switch ((int)rc) {
	case RC_OK:
	case RC_LIMIT: /* it answered, with more than was asked for */
		return REACH_OK;
	case RC_TLS:
		return result && result->bad_time ? REACH_TLS_CLOCK : REACH_TLS_UNKNOWN_CA;
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

static bool is_mirror(const struct probe *probe)
{
	return str_ends(probe->role, "mirror");
}

/* What was not tried says nothing. */
static struct addresses tried_ones(const struct probing *p)
{
	struct addresses tried = { 0 };

	for (size_t i = 0; i < p->addresses.n; i++)
		if (p->addresses.at[i].reach != REACH_UNKNOWN)
			list_push(p->app->machine, &tried, p->addresses.at[i]);
	return tried;
}

static void probing_finish(struct probing *p)
{
	struct addresses tried = tried_ones(p);

	if (!p->cancelled)
		p->done(p->ctx, &tried, &p->formulae);
}

static void start_round(struct probing *p, bool mirrors);

static void round_over(struct probing *p)
{
	if (!p->mirrors_too && !p->cancelled && p->mirrors == PROBE_MIRRORS)
		start_round(p, true);
	else
		probing_finish(p);
}

/* An answer that is no formula is as good as none: the address is said to answer with an error. */
static void take_formula(struct one *one)
{
	struct app *app = one->all->app;
	struct formula formula = { 0 };

	if (formula_read(app->machine, str_bytes(&one->body), app->facts, &formula, NULL))
		one->address->reach = REACH_HTTP_ERROR;
	else
		list_push(app->machine, &one->all->formulae, formula);
}

/* What came of it stands behind the address wherever it is said: the address is not said twice. */
static const char *without_address(const char *text, const char *url)
{
	size_t n = strlen(url);

	if (strncmp(text, url, n) != 0)
		return text;
	if (text[n] == '/') /* the file there that was asked for */
		n += strcspn(text + n, " ") - (text[n + strcspn(text + n, " ") - 1] == ':');
	if (text[n] != ' ' && !str_starts(text + n, ": "))
		return text;
	return text + n + strspn(text + n, ": ");
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
	a->detail = rc && e ? arena_strdup(mem, without_address(e->text, a->url)) : NULL;
	if (!rc && one->probe->formula)
		take_formula(one);
	if (--one->all->left == 0)
		round_over(one->all);
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
	round_over(ctx);
}

static void start_round(struct probing *p, bool mirrors)
{
	p->mirrors_too = mirrors;
	p->left = 1; /* until all are started */
	for (size_t i = 0; i < p->probes.n; i++) {
		if (is_mirror(&p->probes.at[i]) != mirrors)
			continue;
		p->left++;
		start_one(p, &p->ones[i]);
	}
	if (--p->left == 0)
		loop_after(p->app->loop, 0, nothing_to_try, p);
}

struct probing *probing_start(struct app *app, struct probes probes, enum probing_mirrors mirrors,
			      probing_done *done, void *ctx)
{
	struct probing *p = ARENA_NEW(app->machine, struct probing);

	*p = (struct probing){
		.app = app, .probes = probes, .mirrors = mirrors, .done = done, .ctx = ctx
	};
	p->ones = arena_alloc(app->machine, (p->probes.n + 1) * sizeof(*p->ones));
	for (size_t i = 0; i < p->probes.n; i++)
		list_push(app->machine, &p->addresses,
			  probe_address(app->machine, &p->probes.at[i]));
	for (size_t i = 0; i < p->probes.n; i++) {
		p->ones[i] = (struct one){ .all = p,
					   .probe = &p->probes.at[i],
					   .address = &p->addresses.at[i],
					   .body = { .mem = app->machine } };
	}
	start_round(p, false);
	return p;
}

void probing_cancel(struct probing *p)
{
	p->cancelled = true;
	for (size_t i = 0; i < p->probes.n; i++)
		if (p->ones[i].transfer)
			net_cancel(p->ones[i].transfer);
}

struct probed {
	struct app *app;
	bool done;
};

static void keep_answers(void *ctx, const struct addresses *addresses,
			 const struct formulae *formulae)
{
	struct probed *probed = ctx;

	probed->app->observed.addresses = *addresses;
	probed->app->observed.formulae = *formulae;
	probed->done = true;
}

enum rc app_probe(struct app *app, struct err *e)
{
	struct probed probed = { .app = app };
	struct probing *p = probing_start(app, wants_probes_all(app->machine, &app->wants),
					  app->request.mirrors ? PROBE_MIRRORS : PROBE_NO_MIRRORS,
					  keep_answers, &probed);

	if (heartbeat_wait(app, &probed.done,
			   _("Trying the download addresses and asking your shells"), e))
		return RC_OK;
	probing_cancel(p);
	return RC_CANCELLED;
}
