/* What a transfer is: kept bytes first, then attempts, each judged, and retried where that helps.
 */
#include "host/net_transfer.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"

enum {
	CHUNK = 32 * 1024,
	PROGRESS_MS = 100,
	USUAL_RETRIES = 3,
	LONGEST_WAIT = 30,               /* seconds, whatever Retry-After says */
	REAL_PROGRESS = 4 * 1024 * 1024, /* an attempt that brought this much counts as none */
};
static const uint64_t MOST_BYTES = (uint64_t)2 << 30;

static void open_part(void *ctx);
static void feed(void *ctx);
static void attempt(void *ctx);

static void then(struct transfer *t, int ms, void (*fn)(void *))
{
	loop_cancel_timer(t->loop, t->next);
	t->next = loop_after(t->loop, ms, fn, t);
}

static bool fail(struct transfer *t, enum rc rc)
{
	(void)rc;
	t->failed = true;
	return false;
}

static void report(struct transfer *t, bool now)
{
	int64_t ms = loop_ms(t->loop);

	if (!t->spec.progress || (!now && ms - t->reported < PROGRESS_MS))
		return;
	t->reported = ms;
	t->spec.progress(t->spec.ctx, t->bytes, t->total);
}

static void finish(struct transfer *t, enum rc rc)
{
	struct transfer_result result = { .status = t->status,
					  .bytes = t->bytes,
					  .resumed = t->resumed,
					  .ms = (int)(loop_ms(t->loop) - t->started),
					  .content_type = t->content_type };

	attempt_stop(t);
	loop_cancel_timer(t->loop, t->next);
	loop_cancel_timer(t->loop, t->limit);
	if (rc == RC_NOT_ARCHIVE || rc == RC_LIMIT || !t->part.size) {
		if (t->spec.part)
			part_discard(&t->part);
	}
	part_close(&t->part);
	if (rc == RC_OK)
		report(t, true);
	if (t->spec.done)
		t->spec.done(t->spec.ctx, rc, rc ? &t->err : NULL, &result);
	arena_close(t->mem);
}

/* All bytes so far are void: the consumer, the part and the counters begin again. */
static enum rc begin_anew(struct transfer *t)
{
	if (t->bytes && t->spec.restart)
		t->spec.restart(t->spec.ctx);
	t->bytes = t->resumed = t->attempt_from = 0;
	t->first_n = 0;
	t->total = 0;
	return t->part.fd >= 0 ? part_empty(&t->part, &t->err) : RC_OK;
}

/* ---- the answer ---------------------------------------------------------------------------- */

static bool names_archive(const char *url)
{
	static const char *const endings[] = { ".tar.gz", ".tgz", ".zip", ".jar", ".exe", ".mod" };
	size_t n = strcspn(url, "?#");

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t m = strlen(endings[i]);

		if (n >= m && strncasecmp(url + n - m, endings[i], m) == 0)
			return true;
	}
	return false;
}

static enum rc html_came(struct transfer *t)
{
	err_set(&t->err, RC_NOT_ARCHIVE, _("%s gave a web page instead of the file"), t->shown);
	err_hint(&t->err, "%s",
		 _("A network that asks for a login answers so. Open any page in a browser and log "
		   "in, or "
		   "choose another source with --source. Then try again."));
	return RC_NOT_ARCHIVE;
}

static bool starts_as_html(const char *text, size_t n)
{
	static const char *const marks[] = { "<!doctype", "<html", "<head" };

	while (n &&
	       (isspace((unsigned char)*text) || (unsigned char)*text >= 0x80)) /* also a BOM */
		text++, n--;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (n >= strlen(marks[i]) && strncasecmp(text, marks[i], strlen(marks[i])) == 0)
			return true;
	return false;
}

static enum rc bad_status(struct transfer *t)
{
	err_set(&t->err, RC_HTTP_STATUS, _("%s answered with status %d"), t->shown, t->status);
	if (t->status == 407)
		err_hint(&t->err, "%s",
			 _("The proxy wants a user name and password: put them in https_proxy."));
	else if (t->status == 404 || t->status == 410)
		err_hint(
			&t->err, "%s",
			_("The file is not at this address. Choose another source with --source."));
	else
		err_hint(&t->err, "%s",
			 _("Try again later, or choose another source with --source."));
	return RC_HTTP_STATUS;
}

static bool is_html(const struct transfer *t)
{
	return t->content_type && strncasecmp(t->content_type, "text/html", 9) == 0;
}

/* A server may answer a range with the whole file, or with another range than was asked for. */
static enum rc judge_range(struct transfer *t)
{
	if (!t->bytes)
		return RC_OK;
	if (t->status == 206 && t->has_range && t->range_from == t->bytes)
		return RC_OK;
	if (t->status == 206) {
		t->anew = true;
		return err_set(&t->err, RC_TRUNCATED, _("%s gave another part than was asked for"),
			       t->shown);
	}
	return begin_anew(t);
}

static enum rc judge_length(struct transfer *t)
{
	uint64_t most = t->spec.expect ? t->spec.expect : MOST_BYTES;

	t->total = t->length > 0 ? t->bytes + (uint64_t)t->length : t->spec.expect;
	if (t->total <= most || t->spec.most)
		return RC_OK;
	return err_set(&t->err, RC_LIMIT, _("%s gave %llu bytes, more than the %llu expected"),
		       t->shown, (unsigned long long)t->total, (unsigned long long)most);
}

static enum rc judge(struct transfer *t)
{
	enum rc rc;

	if (t->status == 416) { /* the file there is shorter than what we keep */
		t->anew = true;
		return bad_status(t);
	}
	if (t->status < 200 || t->status >= 300)
		return bad_status(t);
	if (is_html(t) && names_archive(t->spec.url))
		return html_came(t);
	rc = judge_range(t);
	if (!rc)
		rc = judge_length(t);
	if (!rc && t->part.fd >= 0 && !t->bytes)
		rc = part_describe(&t->part, t->etag, t->modified, t->total, &t->err);
	return rc;
}

static bool judged(struct transfer *t)
{
	enum rc rc;

	if (t->judged)
		return !t->failed;
	t->judged = true;
	rc = judge(t);
	return rc ? fail(t, rc) : true;
}

static const char *value_of(struct transfer *t, const char *line, size_t n, const char *name)
{
	size_t m = strlen(name);

	if (n <= m || strncasecmp(line, name, m) != 0 || line[m] != ':')
		return NULL;
	return str_trim(t->mem, arena_strndup(t->mem, line + m + 1, n - m - 1));
}

static void forget_answer(struct transfer *t)
{
	t->status = 0;
	t->length = -1;
	t->has_range = false;
	t->retry_after = 0;
	t->etag = t->modified = t->content_type = NULL;
}

void transfer_head_line(struct transfer *t, const char *line, size_t n)
{
	const char *value;

	if (n > 5 && strncmp(line, "HTTP/", 5) == 0) { /* again after each redirect */
		const char *space = memchr(line, ' ', n);

		forget_answer(t);
		t->status = space ? atoi(space) : 0;
	} else if ((value = value_of(t, line, n, "etag"))) {
		t->etag = value;
	} else if ((value = value_of(t, line, n, "last-modified"))) {
		t->modified = value;
	} else if ((value = value_of(t, line, n, "content-type"))) {
		t->content_type = value;
	} else if ((value = value_of(t, line, n, "content-length"))) {
		t->length = strtoll(value, NULL, 10);
	} else if ((value = value_of(t, line, n, "retry-after"))) {
		t->retry_after = atoi(value);
	} else if ((value = value_of(t, line, n, "content-range"))) {
		t->has_range =
			strncasecmp(value, "bytes ", 6) == 0 && isdigit((unsigned char)value[6]);
		t->range_from = t->has_range ? strtoull(value + 6, NULL, 10) : 0;
	}
}

/* ---- the bytes ------------------------------------------------------------------------------- */

static bool hand_over(struct transfer *t, const void *data, size_t n)
{
	if (t->spec.data && !t->spec.data(t->spec.ctx, data, n)) {
		t->cancelled = true;
		return fail(t, err_set(&t->err, RC_CANCELLED, _("the transfer from %s was stopped"),
				       t->shown));
	}
	t->bytes += n;
	return true;
}

static bool looks_right(struct transfer *t, const char *data, size_t n)
{
	size_t room = sizeof(t->first) - t->first_n;

	if (room && t->bytes < sizeof(t->first)) {
		memcpy(t->first + t->first_n, data, n < room ? n : room);
		t->first_n += n < room ? n : room;
		if (names_archive(t->spec.url) && starts_as_html(t->first, t->first_n))
			return fail(t, html_came(t));
	}
	return true;
}

static bool too_many(struct transfer *t, size_t n)
{
	uint64_t most = t->spec.expect ? t->spec.expect : MOST_BYTES;

	if (t->bytes + n <= most)
		return false;
	fail(t, err_set(&t->err, RC_LIMIT, _("%s gave more than the %llu bytes expected"), t->shown,
			(unsigned long long)most));
	return true;
}

bool transfer_body(struct transfer *t, const void *data, size_t n)
{
	enum rc rc;

	if (t->cancelled || !judged(t) || !looks_right(t, data, n))
		return false;
	if (t->spec.most && t->bytes + n > t->spec.most)
		n = (size_t)(t->spec.most - t->bytes);
	else if (too_many(t, n))
		return false;
	if (t->part.fd >= 0 && (rc = part_write(&t->part, data, n, &t->err)))
		return fail(t, rc);
	if (!hand_over(t, data, n))
		return false;
	report(t, false);
	t->ended = t->spec.most && t->bytes >= t->spec.most;
	return !t->ended;
}

/* ---- attempts -------------------------------------------------------------------------------- */

static bool may_retry(struct transfer *t, enum rc rc)
{
	int most = t->spec.retries < 0 ? USUAL_RETRIES : t->spec.retries;

	if (t->cancelled || t->no_retry || t->attempt >= most)
		return false;
	if (rc == RC_HTTP_STATUS)
		return t->status == 429 || t->status >= 500 || t->anew;
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
		seconds = t->retry_after < LONGEST_WAIT ? t->retry_after : LONGEST_WAIT;
	then(t, t->anew ? 0 : seconds * 1000, attempt);
}

void transfer_attempt_over(struct transfer *t, enum rc rc)
{
	if (t->ended) {
		finish(t, RC_OK);
		return;
	}
	if (t->cancelled && !t->failed)
		rc = err_set(&t->err, RC_CANCELLED, _("the transfer from %s was cancelled"),
			     t->shown);
	if (rc == RC_OK && !judged(t)) /* an answer without body */
		rc = t->err.rc;
	if (rc == RC_OK && t->spec.expect && !t->spec.head && t->bytes < t->spec.expect &&
	    t->length < 0)
		rc = err_set(&t->err, RC_TRUNCATED,
			     _("the connection to %s broke after %llu bytes"), t->shown,
			     (unsigned long long)t->bytes);
	if (rc && may_retry(t, rc))
		retry(t);
	else
		finish(t, rc);
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
		rc = begin_anew(t);
	t->attempt_from = t->bytes;
	t->judged = t->anew = t->failed = false;
	forget_answer(t);
	if (!rc)
		rc = attempt_start(t, &t->err);
	if (rc)
		finish(t, rc);
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
		finish(t, err_errno(&t->err, _("%s cannot be read"), t->spec.part));
		return;
	}
	if (n > 0 && !hand_over(t, t->chunk, (size_t)n)) {
		finish(t, RC_CANCELLED);
		return;
	}
	t->resumed = t->bytes;
	t->total = t->part.length;
	report(t, n == 0);
	if (n > 0)
		then(t, 0, feed);
	else if (t->part.length && t->bytes == t->part.length)
		finish(t, RC_OK); /* it was complete already */
	else
		then(t, 0, attempt);
}

static void open_part(void *ctx)
{
	struct transfer *t = ctx;
	enum rc rc = part_open(&t->part, t->mem, t->spec.part, t->shown, &t->err);

	t->next = NULL;
	if (rc) {
		finish(t, rc);
	} else if (t->part.size) {
		t->chunk = arena_alloc(t->mem, CHUNK);
		then(t, 0, feed);
	} else {
		then(t, 0, attempt);
	}
}

static void out_of_time(void *ctx)
{
	struct transfer *t = ctx;

	t->limit = NULL;
	finish(t, err_set(&t->err, RC_TIMEOUT, _("%s did not finish within %d seconds"), t->shown,
			  t->spec.seconds));
}

static void stop_now(void *ctx)
{
	struct transfer *t = ctx;

	t->next = NULL;
	finish(t,
	       err_set(&t->err, RC_CANCELLED, _("the transfer from %s was cancelled"), t->shown));
}

/* ---- public ---------------------------------------------------------------------------------- */

struct transfer *net_get(struct loop *loop, const struct transfer_spec *spec, struct err *e)
{
	struct arena *mem;
	struct transfer *t;

	if (!net_url_allowed(spec->url)) {
		mem = arena_open("address", 64 * 1024);
		err_set(e, RC_USAGE, _("%s is not an address that goready fetches from"),
			net_redact(mem, spec->url));
		err_hint(e, "%s",
			 _("Use an https: address; http: is accepted for this computer only."));
		arena_close(mem);
		return NULL;
	}
	mem = arena_open("transfer", (size_t)1 << 20);
	t = ARENA_NEW(mem, struct transfer);
	t->loop = loop;
	t->mem = mem;
	t->spec = *spec;
	t->spec.url = arena_strdup(mem, spec->url);
	t->spec.part = arena_strdup(mem, spec->part);
	t->shown = net_redact(mem, spec->url);
	t->part.fd = -1;
	t->started = loop_ms(loop);
	then(t, 0, spec->part ? open_part : attempt);
	if (spec->seconds)
		t->limit = loop_after(loop, spec->seconds * 1000, out_of_time, t);
	return t;
}

void net_cancel(struct transfer *transfer)
{
	transfer->cancelled = true;
	then(transfer, 0, stop_now);
}

static void go_on(void *ctx)
{
	struct transfer *t = ctx;

	t->next = NULL;
	if (t->paused)
		return;
	if (t->easy)
		attempt_unpause(t);
	else if (t->chunk)
		feed(t);
}

void net_pause(struct transfer *transfer, bool paused)
{
	bool goes_on = transfer->paused && !paused && !transfer->cancelled;

	transfer->paused = paused;
	/* Later, from the loop: unpausing libcurl hands over what it holds at once. */
	if (goes_on && !transfer->next && (transfer->held || !transfer->easy))
		then(transfer, 0, go_on);
}

void net_forget(const char *part)
{
	part_remove(part);
}

const char *net_redact(struct arena *mem, const char *url)
{
	const char *host = url ? strstr(url, "://") : NULL;
	const char *at = NULL;
	size_t n;

	if (!host)
		return arena_strdup(mem, url ? url : "");
	host += 3;
	n = strcspn(host, "/?#");
	for (size_t i = 0; i < n; i++)
		if (host[i] == '@')
			at = host + i + 1;
	if (!at)
		return arena_strdup(mem, url);
	return arena_fmt(mem, "%.*s%s", (int)(host - url), url, at);
}
