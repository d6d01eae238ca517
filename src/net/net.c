/* What a transfer is: kept bytes first, then attempts, retried where that helps. */
#include "net/net_transfer.h"

#include <fcntl.h>
#include <string.h>

#include "base/i18n.h"
#include "base/url.h"

enum {
	CHUNK = 32 * 1024,
	PROGRESS_MS = 100,
	USUAL_RETRIES = 3,
	REAL_PROGRESS = 4 * 1024 * 1024, /* an attempt that brought this much counts as none */
};

static void open_part(void *ctx);
static void feed(void *ctx);
static void attempt(void *ctx);

void transfer_then(struct transfer *t, int ms, void (*fn)(void *))
{
	loop_cancel_timer(t->loop, t->next);
	t->next = loop_after(t->loop, ms, fn, t);
}

void transfer_report(struct transfer *t, bool now)
{
	int64_t ms = loop_ms(t->loop);

	if (!t->spec.progress || (!now && ms - t->reported < PROGRESS_MS))
		return;
	t->reported = ms;
	t->spec.progress(t->spec.ctx, t->bytes + ranges_ahead(t), t->total);
}

void transfer_end(struct transfer *t, enum rc rc)
{
	struct transfer_result result = { .status = t->status,
					  .bytes = t->bytes,
					  .resumed = t->resumed,
					  .ms = (int)(loop_ms(t->loop) - t->started),
					  .content_type =
						  t->content_type[0] ? t->content_type : NULL,
					  .several = t->several,
					  .no_name = rc && t->no_name,
					  .no_proxy = rc && t->no_proxy,
					  .bad_time = rc == RC_TLS && t->bad_time };

	attempt_stop(t);
	ranges_close(t);
	loop_cancel_timer(t->loop, t->next);
	loop_cancel_timer(t->loop, t->limit);
	if (rc == RC_NOT_ARCHIVE || rc == RC_LIMIT || !t->part.size) {
		if (t->spec.part)
			part_discard(&t->part);
	}
	part_close(&t->part);
	if (rc == RC_OK)
		transfer_report(t, true);
	if (t->spec.done)
		t->spec.done(t->spec.ctx, rc, rc ? &t->err : NULL, &result);
	arena_close(t->mem);
}

/* All bytes so far are void: the consumer, the part and the counters begin again. */
enum rc transfer_begin_anew(struct transfer *t)
{
	if (t->bytes && t->spec.restart)
		t->spec.restart(t->spec.ctx);
	t->bytes = t->resumed = t->attempt_from = 0;
	t->first_n = 0;
	t->total = 0;
	ranges_forget(t);
	return t->part.fd >= 0 ? part_empty(&t->part, &t->err) : RC_OK;
}

/* ---- attempts -------------------------------------------------------------------------------- */

static bool may_retry(struct transfer *t, enum rc rc)
{
	int most = t->spec.retries < 0 ? USUAL_RETRIES : t->spec.retries;

	if (t->cancelled || t->no_retry || t->attempt >= most)
		return false;
	if (rc == RC_HTTP_STATUS)
		return t->anew ||
		       ((t->status == 429 || t->status >= 500) && t->retry_after <= LONGEST_WAIT);
	if (rc == RC_UNREACHABLE) /* once it has answered, a missing network may come back */
		return t->bytes > 0;
	return rc == RC_TRUNCATED || rc == RC_TIMEOUT;
}

static void retry(struct transfer *t)
{
	int seconds = 1 << t->attempt;

	if (t->bytes >= t->attempt_from + REAL_PROGRESS)
		t->attempt = 0;
	else
		t->attempt++;
	if (t->retry_after > seconds)
		seconds = t->retry_after;
	transfer_then(t, t->anew ? 0 : seconds * 1000, attempt);
}

/* Where a file was asked for. An empty one is no file, whatever its checksum is. */
static bool is_empty(const struct transfer *t)
{
	return !t->spec.head && !t->bytes && (t->length == 0 || t->status == 204) &&
	       (t->spec.expect || t->part.fd >= 0);
}

void transfer_attempt_over(struct transfer *t, enum rc rc)
{
	if (t->ended) {
		transfer_end(t, RC_OK);
		return;
	}
	if (t->arrived && rc == RC_OK) {
		if (t->ahead)
			transfer_end(t, RC_OK);
		else
			transfer_go_on(t);
		return;
	}
	if (t->cancelled && !t->failed)
		rc = err_set(&t->err, RC_CANCELLED, _("the transfer from %s was cancelled"),
			     t->shown);
	if (rc == RC_OK && !transfer_judged(t)) /* an answer without body */
		rc = t->err.rc;
	if (rc == RC_OK && is_empty(t)) {
		rc = err_set(&t->err, RC_NOT_ARCHIVE,
			     _("%s gave an empty answer instead of the file"), t->shown);
		err_hint(&t->err, "%s", _("Try again later, or take another source."));
	}
	if (rc == RC_OK && t->spec.expect && !t->spec.head && t->bytes < t->spec.expect &&
	    t->length < 0)
		rc = err_set(&t->err, RC_TRUNCATED,
			     _("the connection to %s broke after %llu bytes"), t->shown,
			     (unsigned long long)t->bytes);
	if (rc && may_retry(t, rc))
		retry(t);
	else
		transfer_end(t, rc);
}

static bool can_go_on(const struct transfer *t)
{
	return t->part.fd >= 0 && part_validator(&t->part) && !t->anew;
}

static void attempt(void *ctx)
{
	struct transfer *t = ctx;
	enum rc rc = RC_OK;

	t->next = NULL;
	if (t->bytes && !can_go_on(t))
		rc = transfer_begin_anew(t);
	t->attempt_from = t->bytes;
	t->judged = t->anew = t->failed = t->arrived = false;
	transfer_forget_answer(t);
	t->head_bytes = 0;
	if (!rc)
		rc = attempt_start(t, &t->err);
	if (rc)
		transfer_end(t, rc);
}

/* Kept bytes go through hash and unpacking as if they had just arrived. */
static void feed(void *ctx)
{
	struct transfer *t = ctx;
	long n;

	t->next = NULL;
	if (t->paused)
		return; /* net_pause goes on */
	n = part_read(&t->part, t->bytes, t->chunk, CHUNK);
	if (n < 0) {
		transfer_end(t, err_errno(&t->err, _("%s cannot be read"), t->spec.part));
		return;
	}
	if (n > 0 && !transfer_hand_over(t, t->chunk, (size_t)n)) {
		transfer_end(t, RC_CANCELLED);
		return;
	}
	t->resumed = t->bytes;
	t->total = t->part.length;
	transfer_report(t, n == 0);
	if (n > 0) {
		transfer_then(t, 0, feed);
		return;
	}
	ranges_load(t);
	transfer_go_on(t);
}

void transfer_go_on(struct transfer *t)
{
	t->kept = NULL;
	if (t->part.length && t->bytes == t->part.length)
		transfer_end(t, RC_OK);
	else if (!ranges_take_over(t))
		transfer_then(t, 0, attempt);
}

static void open_part(void *ctx)
{
	struct transfer *t = ctx;
	enum rc rc = part_open(&t->part, t->mem, t->spec.part, t->shown, &t->err);

	t->next = NULL;
	if (rc) {
		transfer_end(t, rc);
	} else if (t->part.size) {
		t->chunk = arena_alloc(t->mem, CHUNK);
		t->kept = feed;
		transfer_then(t, 0, feed);
	} else {
		ranges_load(t);
		transfer_then(t, 0, attempt);
	}
}

static void out_of_time(void *ctx)
{
	struct transfer *t = ctx;

	t->limit = NULL;
	transfer_end(t, err_set(&t->err, RC_TIMEOUT, _("%s did not finish within %d seconds"),
				t->shown, t->spec.seconds));
}

static void stop_now(void *ctx)
{
	struct transfer *t = ctx;

	t->next = NULL;
	transfer_end(t, err_set(&t->err, RC_CANCELLED, _("the transfer from %s was cancelled"),
				t->shown));
}

static struct transfer *transfer_open(struct loop *loop, const struct transfer_spec *spec)
{
	struct arena *mem = arena_open("transfer", (size_t)1 << 20);
	struct transfer *t = ARENA_NEW(mem, struct transfer);

	t->loop = loop;
	t->mem = mem;
	t->spec = *spec;
	t->spec.url = arena_strdup(mem, spec->url);
	t->spec.part = arena_strdup(mem, spec->part);
	t->shown = url_redact(mem, spec->url);
	t->part.fd = -1;
	t->started = loop_ms(loop);
	return t;
}

struct transfer *transfer_ahead(struct loop *loop, const struct transfer_spec *spec,
				const struct part *part)
{
	int fd = fcntl(part->fd, F_DUPFD_CLOEXEC, 0);
	struct transfer *t;

	if (fd < 0)
		return NULL;
	t = transfer_open(loop, spec);
	t->ahead = true;
	t->part = *part;
	t->part.fd = fd;
	t->bytes = part->from + part->size;
	transfer_then(t, 0, attempt);
	return t;
}

/* ---- public ---------------------------------------------------------------------------------- */

struct transfer *net_get(struct loop *loop, const struct transfer_spec *spec, struct err *e)
{
	struct arena *mem;
	struct transfer *t;

	if (!net_url_allowed(spec->url)) {
		mem = arena_open("address", 64 * 1024);
		err_set(e, RC_USAGE, _("%s is not an address that goready fetches from"),
			url_redact(mem, spec->url));
		err_hint(e, "%s",
			 _("Use an https: address; http: is accepted for this computer only."));
		arena_close(mem);
		return NULL;
	}
	t = transfer_open(loop, spec);
	transfer_then(t, 0, spec->part ? open_part : attempt);
	if (spec->seconds)
		t->limit = loop_after(loop, spec->seconds * 1000, out_of_time, t);
	return t;
}

void net_cancel(struct transfer *transfer)
{
	transfer->cancelled = true;
	transfer_then(transfer, 0, stop_now);
}

void net_pause(struct transfer *transfer, bool paused)
{
	bool changes = transfer->paused != paused;

	transfer->paused = paused;
	if (changes && transfer->id)
		attempt_pause(transfer, paused);
	else if (changes && !paused && !transfer->cancelled && !transfer->next && transfer->kept)
		transfer_then(transfer, 0, transfer->kept);
}

void net_forget(const char *part)
{
	part_remove(part);
	part_remove_parts(part);
}
