/* The helper that fetches, seen from the program: started with the first attempt, ended when none has run for a
 * while, and started again should it have gone. */
#include "net/net_transfer.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "net/net_wire.h"

enum { MOST_MEMORY = 1 << 20, IDLE_MS = 5000 };

struct remote {
	struct loop *loop;
	struct arena *mem;
	struct child *child;
	bool leaving;         /* its input is closed, or it was ended */
	bool broken;          /* what it says are no frames */
	uint64_t environment; /* that it was started with */
	struct frame_reader reader;
	struct transfer *running;
	uint64_t received;
	uint32_t last_id;
	struct timer *idle;
};

static const char *helper_program;
extern char **environ;

void net_use_helper(const char *program)
{
	helper_program = program;
}

/* ---- how an attempt ended --------------------------------------------------------------------- */

static enum rc unreachable(struct transfer *t, enum attempt_end how, const char *words)
{
	struct err *e = &t->err;

	t->no_name = how == END_NO_NAME;
	t->no_proxy = how == END_NO_PROXY;
	err_set(e, RC_UNREACHABLE, _("%s cannot be reached: %s"), t->shown, words);
	if (t->no_proxy)
		err_hint(e, "%s",
			 _("Correct the proxy variables (https_proxy, all_proxy), or unset them."));
	return RC_UNREACHABLE;
}

static enum rc bad_certificate(struct transfer *t, const char *words)
{
	err_set(&t->err, RC_TLS, _("the certificate of %s is not accepted: %s"), t->shown, words);
	err_hint(
		&t->err, "%s",
		_("If your network checks connections with its own certificate, set SSL_CERT_FILE to the file with that certificate. Also check the date of this computer."));
	return RC_TLS;
}

static enum rc timed_out(struct transfer *t)
{
	if (t->bytes == t->attempt_from)
		return err_set(&t->err, RC_TIMEOUT, _("%s does not answer in time"), t->shown);
	t->no_retry = !t->spec.may_be_slow; /* the caller may know a quicker source */
	return err_set(&t->err, RC_TIMEOUT, _("%s is too slow"), t->shown);
}

static enum rc broke(struct transfer *t)
{
	return err_set(&t->err, RC_TRUNCATED, _("the connection to %s broke after %llu bytes"),
		       t->shown, (unsigned long long)t->bytes);
}

static enum rc no_http(struct transfer *t)
{
	err_set(&t->err, RC_UNREACHABLE, _("%s does not answer as a web server does"), t->shown);
	err_hint(
		&t->err, "%s",
		_("Check the address, its port, and the proxy variables, or take another source."));
	return RC_UNREACHABLE;
}

static enum rc sent_away(struct transfer *t, const char *words)
{
	if (strstr(words, "\"http\""))
		return err_set(&t->err, RC_UNREACHABLE,
			       _("%s sends us on to an address without encryption"), t->shown);
	return err_set(&t->err, RC_UNREACHABLE,
		       _("%s sends us on to an address that goready does not fetch from"),
		       t->shown);
}

static enum rc explain(struct transfer *t, enum attempt_end how, const char *words)
{
	switch ((int)how) {
	case END_WHOLE:
		return RC_OK;
	case END_CERTIFICATE:
	case END_CERTIFICATE_TIME:
		t->bad_time = how == END_CERTIFICATE_TIME;
		return bad_certificate(t, words);
	case END_TIME:
		return timed_out(t);
	case END_SENT_AWAY:
		return sent_away(t, words);
	case END_NO_HTTP:
		return no_http(t);
	case END_REDIRECTS:
		return err_set(&t->err, RC_UNREACHABLE, _("%s sends us on too many times"),
			       t->shown);
	case END_BROKEN:
		return broke(t);
	default:
		return unreachable(t, how, words);
	}
}

/* ---- what the helper says ---------------------------------------------------------------------- */

static void end_attempt(struct transfer *t, enum rc rc)
{
	attempt_stop(t);
	transfer_attempt_over(t, t->failed ? t->err.rc : rc);
}

static void attempt_ended(struct transfer *t, const struct frame *frame, const char *data)
{
	struct frame_end end = { .how = END_UNREACHABLE };
	char words[257];
	size_t n = frame->n > sizeof(end) ? frame->n - sizeof(end) : 0;

	if (frame->n >= sizeof(end))
		memcpy(&end, data, sizeof(end));
	n = n < sizeof(words) - 1 ? n : sizeof(words) - 1;
	memcpy(words, data + sizeof(end), n);
	words[n] = '\0';
	end_attempt(t, explain(t, (enum attempt_end)end.how, words));
}

static void on_frame(void *ctx, const struct frame *frame, const char *data)
{
	struct remote *r = ctx;
	struct transfer *t = r->running;

	while (t && t->id != frame->id)
		t = t->next_running;
	if (!t)
		return; /* it was stopped meanwhile */
	if (frame->kind == FRAME_HEAD) {
		if (!transfer_head_line(t, data, frame->n))
			end_attempt(t, RC_OK);
	} else if (frame->kind == FRAME_BODY) {
		r->received += frame->n;
		if (!transfer_body(t, data, frame->n))
			end_attempt(t, RC_OK);
	} else if (frame->kind == FRAME_END) {
		attempt_ended(t, frame, data);
	}
}

static void on_output(void *ctx, struct bytes data)
{
	struct remote *r = ctx;

	if (r->broken || frame_reader_take(&r->reader, data, on_frame, r))
		return;
	r->broken = true;
	child_kill(r->child);
}

/* ---- the helper -------------------------------------------------------------------------------- */

static enum rc helper_start(struct remote *r, struct err *e);

static bool send(struct remote *r, enum frame_kind kind, uint32_t id, const void *data, size_t n)
{
	struct frame frame = { .kind = kind, .id = id, .n = (uint32_t)n };

	return child_write(r->child, &frame, sizeof(frame)) &&
	       (!n || child_write(r->child, data, n));
}

static void send_start(struct remote *r, struct transfer *t)
{
	struct frame_start how = { .from = t->bytes,
				   .head = t->spec.head,
				   .may_be_slow = t->spec.may_be_slow };
	const char *validator = t->bytes ? part_validator(&t->part) : "";
	size_t url = strlen(t->spec.url) + 1, all = sizeof(how) + url + strlen(validator) + 1;
	char *data = arena_alloc(t->mem, all);

	memcpy(data, &how, sizeof(how));
	memcpy(data + sizeof(how), t->spec.url, url);
	memcpy(data + sizeof(how) + url, validator, all - sizeof(how) - url);
	/* Where it has just gone, on_helper_done tells of the attempt's end. */
	(void)send(r, FRAME_START, t->id, data, all);
	if (t->paused)
		(void)send(r, FRAME_PAUSE, t->id, NULL, 0);
}

/* One that was asked to leave goes before the attempts that have come since. */
static void begin_again(struct remote *r)
{
	struct err e = { .rc = RC_OK };

	if (!r->running)
		return;
	if (helper_start(r, &e)) {
		while (r->running) {
			struct transfer *t = r->running;

			t->err = e;
			t->failed = true;
			end_attempt(t, e.rc);
		}
		return;
	}
	for (struct transfer *t = r->running; t; t = t->next_running)
		send_start(r, t);
}

static void on_helper_done(void *ctx, int status, bool timed_out)
{
	struct remote *r = ctx;
	bool left = r->leaving;

	(void)status;
	(void)timed_out;
	r->child = NULL;
	if (left) {
		begin_again(r);
		return;
	}
	while (r->running)
		end_attempt(r->running, broke(r->running));
}

/* Which it is. What changes is proxies, by the wizard. */
static uint64_t environment_now(void)
{
	uint64_t hash = HASH_BEGIN;

	for (char **at = environ; at && *at; at++)
		hash = hash_bytes(hash, (struct bytes){ *at, strlen(*at) + 1 });
	return hash;
}

static enum rc helper_start(struct remote *r, struct err *e)
{
	/* Where we are, so that a relative SSL_CERT_FILE means what it did; sudo may have brought us
	 * into a folder that is closed to us. */
	struct child_spec spec = { .folder = access(".", X_OK) == 0 ? "." : NULL,
				   .input = true,
				   .out = on_output,
				   .done = on_helper_done,
				   .ctx = r };

	if (!helper_program)
		return err_set(e, RC_INTERNAL, "%s", _("the transfer library cannot be started"));
	list_push(r->mem, &spec.argv, helper_program);
	list_push(r->mem, &spec.argv, "--helper");
	list_push(r->mem, &spec.argv, "net");
	r->leaving = r->broken = false;
	r->reader.n = 0;
	r->environment = environment_now();
	r->child = loop_spawn(r->loop, &spec, e);
	return r->child ? RC_OK : e->rc;
}

static void on_idle(void *ctx)
{
	struct remote *r = ctx;

	r->idle = NULL;
	if (!r->child || r->running || r->leaving)
		return;
	r->leaving = true;
	child_end_input(r->child);
}

/* The loop is going away, and its children before: transfers that still run end unheard. */
static void remote_done(void *data)
{
	struct remote *r = data;

	arena_close(r->mem);
}

static struct remote *remote_of(struct loop *loop)
{
	struct remote *r = loop_attached(loop);
	struct arena *mem;

	if (r)
		return r;
	mem = arena_open("fetching", MOST_MEMORY);
	r = ARENA_NEW(mem, struct remote);
	r->mem = mem;
	r->loop = loop;
	frame_reader_open(&r->reader, mem);
	loop_attach(loop, r, remote_done);
	return r;
}

/* ---- attempts ---------------------------------------------------------------------------------- */

enum rc attempt_start(struct transfer *t, struct err *e)
{
	struct remote *r = remote_of(t->loop);
	enum rc rc = r->child ? RC_OK : helper_start(r, e);

	if (rc)
		return rc;
	if (!r->running && r->environment != environment_now())
		r->leaving = true;
	t->id = ++r->last_id;
	t->next_running = r->running;
	r->running = t;
	if (r->leaving)
		child_kill(r->child); /* left to itself, it may take its time */
	else
		send_start(r, t);
	return RC_OK;
}

uint64_t attempts_received(struct loop *loop)
{
	return remote_of(loop)->received;
}

void attempt_stop(struct transfer *t)
{
	struct remote *r = loop_attached(t->loop);
	struct transfer **at;

	if (!t->id)
		return;
	for (at = &r->running; *at != t; at = &(*at)->next_running)
		;
	*at = t->next_running;
	if (r->child && !r->leaving)
		(void)send(r, FRAME_STOP, t->id, NULL, 0);
	t->id = 0;
	if (!r->running) {
		loop_cancel_timer(r->loop, r->idle);
		r->idle = loop_after(r->loop, IDLE_MS, on_idle, r);
	}
}

void attempt_pause(struct transfer *t, bool paused)
{
	struct remote *r = loop_attached(t->loop);

	if (r->child && !r->leaving)
		(void)send(r, paused ? FRAME_PAUSE : FRAME_GO_ON, t->id, NULL, 0);
}
