#include "run/download.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/url.h"
#include "archive/digest.h"
#include "net/net.h"
#include "run/unpack_child.h"

enum {
	CHUNK = 128 * 1024,
	CHUNKS_A_TURN = 4,
	LOOK_MS = 10,
	RATE_MS = 3000, /* so long a connection is watched before another is tried beside it */
};

struct download_job {
	struct download_job_spec spec;
	struct run *run;
	const char *part, *whole;
	struct sha256 *hash;
	char sha256[65];
	uint64_t bytes;
	struct transfer *transfer;
	int cached; /* descriptor of the cache file that is fed; -1 */
	struct timer *timer;
	struct unpack_child *unpack_child;
	bool paused, cancelled;
	bool resumed;                 /* some of the bytes were kept by an earlier run */
	bool several;                 /* they came over several connections */
	bool one_only;                /* which gave wrong bytes: now over one */
	bool bytes_over, unpack_over; /* both: judge */
	enum rc bytes_rc, unpack_rc;
	struct err bytes_error, unpack_error;
	const char *h1;
};

const char *download_file(struct arena *mem, const char *cache, const struct download *d)
{
	return path_join(mem, cache, d->file);
}

static void start_hash(struct download_job *job)
{
	char unused[65];

	if (job->hash)
		sha256_close(job->hash, unused);
	job->hash = sha256_open();
	job->bytes = 0;
}

static void download_finish(struct download_job *job, enum rc rc, const struct err *e)
{
	loop_cancel_timer(job->run->spec.loop, job->timer);
	job->timer = NULL;
	if (job->cached >= 0)
		close(job->cached);
	job->cached = -1;
	job->spec.done(job->spec.ctx, rc, e);
}

/* ---- the end: are they the right bytes? ---- */

static void forget_bytes(struct download_job *job)
{
	net_forget(job->part);
	(void)unlink(job->whole);
}

static enum rc wrong_checksum(struct download_job *job, const char *expected, const char *got,
			      struct err *e)
{
	const struct download *d = job->spec.download;

	forget_bytes(job);
	err_set(e, RC_CHECKSUM, _("%s has the wrong checksum: %s came, %s was expected"),
		url_redact(job->run->mem, d->url), got, expected);
	err_hint(
		e,
		_("The file was deleted, and nothing of it was installed. Something between you and %s changes downloads, or its copy is damaged. Try another source, or another network."),
		job->spec.label);
	return RC_CHECKSUM;
}

static enum rc broken_archive(struct download_job *job, struct err *e)
{
	*e = job->unpack_error;
	forget_bytes(job);
	return err_while(e, _("unpacking %s from %s"), job->spec.download->file,
			 url_redact(job->run->mem, job->spec.download->url));
}

static enum rc download_check(struct download_job *job, struct err *e)
{
	const struct download *d = job->spec.download;

	if (d->sha256 && strcmp(d->sha256, job->sha256) != 0)
		return wrong_checksum(job, d->sha256, job->sha256, e);
	if (job->unpack_rc) {
		*e = job->unpack_error;
		return job->unpack_rc == RC_ARCHIVE ? broken_archive(job, e)
						    : err_while(e, _("unpacking %s"), d->file);
	}
	if (d->h1 && !str_equal(d->h1, job->h1))
		return wrong_checksum(job, d->h1, job->h1 ? job->h1 : "-", e);
	if (!d->sha256 && !d->h1)
		return err_set(e, RC_CHECKSUM, _("no checksum is known for %s"), d->file);
	return RC_OK;
}

/* The whole file under its own name: the next run needs no network for it. */
static enum rc keep_whole(struct download_job *job, struct err *e)
{
	if (job->cached >= 0)
		return RC_OK;
	if (rename(job->part, job->whole) != 0)
		return err_errno(e, _("%s cannot be renamed"), job->part);
	net_forget(job->part);
	return RC_OK;
}

static void fetch(struct download_job *job);

/* A cache file that is not what it should be is no download that lied: it is fetched anew. The same
 * where only the end of it came now: a power cut may have spoiled what was kept. And where several
 * connections brought it: a server may have two files of one name, and answer with either. */
static void fetch_instead(struct download_job *job)
{
	if (job->cached >= 0)
		close(job->cached);
	job->cached = -1;
	forget_bytes(job);
	if (job->several)
		task_note(job->spec.task,
			  _("%s came in pieces that do not fit: it is fetched again in one"),
			  job->spec.download->file);
	else
		task_note(job->spec.task,
			  _("the copy of %s in the cache is damaged: it is fetched again"),
			  job->spec.download->file);
	job->one_only = job->several;
	job->resumed = job->several = false;
	start_hash(job);
	job->bytes_over = false;
	job->bytes_rc = job->unpack_rc = RC_OK;
	if (job->unpack_child) {
		job->unpack_over = false;
		unpack_child_restart(job->unpack_child);
	}
	fetch(job);
}

/* On this side of the server: kept bytes, or those of several connections, put together. */
static bool may_be_spoiled(const struct download_job *job)
{
	return job->cached >= 0 || job->resumed || job->several;
}

static void download_judge(struct download_job *job)
{
	struct err e = { .rc = RC_OK };
	enum rc rc;

	if (!job->bytes_over || !job->unpack_over)
		return;
	if (job->cancelled)
		rc = err_set(&e, RC_CANCELLED, "%s", _("stopped"));
	else if (job->bytes_rc == RC_ARCHIVE && may_be_spoiled(job)) {
		fetch_instead(job);
		return;
	} else if (job->bytes_rc) {
		e = job->bytes_error;
		rc = job->bytes_rc == RC_ARCHIVE ? broken_archive(job, &e) : job->bytes_rc;
	} else {
		rc = download_check(job, &e);
		if (may_be_spoiled(job) && (rc == RC_CHECKSUM || rc == RC_ARCHIVE)) {
			fetch_instead(job);
			return;
		}
		if (!rc)
			rc = keep_whole(job, &e);
	}
	download_finish(job, rc, &e);
}

static void unpack_done(void *ctx, enum rc rc, const struct err *e, const char *h1)
{
	struct download_job *job = ctx;

	job->unpack_over = true;
	job->unpack_rc = rc;
	job->h1 = h1;
	if (rc)
		job->unpack_error = *e;
	/* A full disk will not get better by fetching on. Wrong bytes may be the cause of all else,
	 * so the rest is fetched to know their checksum, where there is one. */
	if (rc && job->transfer && (rc != RC_ARCHIVE || !job->spec.download->sha256))
		net_cancel(job->transfer);
	download_judge(job);
}

static void bytes_end(struct download_job *job, enum rc rc, const struct err *e)
{
	job->bytes_over = true;
	job->bytes_rc = rc;
	if (rc)
		job->bytes_error = *e;
	/* Stopped because unpacking failed: that is the error to show. */
	if (rc == RC_CANCELLED && !job->cancelled && job->unpack_over && job->unpack_rc) {
		job->bytes_rc = job->unpack_rc;
		job->bytes_error = job->unpack_error;
	}
	sha256_close(job->hash, job->sha256);
	job->hash = NULL;
	if (!job->unpack_child || job->unpack_over) {
		job->unpack_over = true;
		download_judge(job);
	} else if (rc) {
		unpack_child_cancel(job->unpack_child);
	} else {
		unpack_child_end(job->unpack_child);
	}
}

/* ---- bytes ---- */

static void download_take(struct download_job *job, const void *data, size_t n)
{
	sha256_add(job->hash, data, n);
	job->bytes += n;
	if (job->unpack_child)
		unpack_child_add(job->unpack_child, data, n);
}

static bool is_full(const struct download_job *job)
{
	return job->unpack_child && unpack_child_is_full(job->unpack_child);
}

static void look_if_taken(void *ctx)
{
	struct download_job *job = ctx;

	job->timer = NULL;
	if (!job->transfer)
		return;
	if (is_full(job)) {
		job->timer = loop_after(job->run->spec.loop, LOOK_MS, look_if_taken, job);
		return;
	}
	job->paused = false;
	net_pause(job->transfer, false);
}

static bool net_data(void *ctx, const void *data, size_t n)
{
	struct download_job *job = ctx;

	download_take(job, data, n);
	if (!job->paused && is_full(job)) {
		job->paused = true;
		net_pause(job->transfer, true);
		job->timer = loop_after(job->run->spec.loop, LOOK_MS, look_if_taken, job);
	}
	return true;
}

static void net_restart(void *ctx)
{
	struct download_job *job = ctx;

	start_hash(job);
	if (job->unpack_child) {
		job->unpack_over = false;
		job->unpack_rc = RC_OK;
		unpack_child_restart(job->unpack_child);
	}
}

static void net_progress(void *ctx, uint64_t bytes, uint64_t total)
{
	struct download_job *job = ctx;

	job->spec.progress(job->spec.ctx, bytes, total ? total : job->spec.download->size);
}

static void net_done(void *ctx, enum rc rc, const struct err *e,
		     const struct transfer_result *result)
{
	struct download_job *job = ctx;

	job->transfer = NULL;
	job->resumed = result->resumed > 0;
	job->several = result->several;
	bytes_end(job, rc, e);
}

static void fetch(struct download_job *job)
{
	struct transfer_spec spec = { .url = job->spec.download->url,
				      .part = job->part,
				      .expect = job->spec.download->size,
				      .retries = -1,
				      .look_ms = job->one_only ? 0 : RATE_MS,
				      .may_be_slow = job->spec.may_be_slow,
				      .data = net_data,
				      .restart = net_restart,
				      .progress = net_progress,
				      .done = net_done,
				      .ctx = job };
	struct err e = { .rc = RC_OK };

	if (job->cancelled)
		err_set(&e, RC_CANCELLED, "%s", _("stopped"));
	else
		job->transfer = net_get(job->run->spec.loop, &spec, &e);
	if (!job->transfer)
		bytes_end(job, e.rc ? e.rc : RC_UNREACHABLE, &e);
}

/* ---- from the cache ---- */

static void feed(void *ctx)
{
	struct download_job *job = ctx;
	char buffer[CHUNK];
	struct err e;
	ssize_t n = 1;

	job->timer = NULL;
	for (int i = 0; i < CHUNKS_A_TURN && n > 0 && !job->cancelled && !is_full(job); i++) {
		n = read(job->cached, buffer, sizeof(buffer));
		if (n > 0)
			download_take(job, buffer, (size_t)n);
	}
	if (job->cancelled) {
		bytes_end(job, err_set(&e, RC_CANCELLED, "%s", _("stopped")), &e);
	} else if (n > 0) {
		job->spec.progress(job->spec.ctx, job->bytes, job->spec.download->size);
		job->timer = loop_after(job->run->spec.loop, is_full(job) ? LOOK_MS : 0, feed, job);
	} else {
		/* A file that cannot be read has another digest, and is fetched. */
		bytes_end(job, RC_OK, NULL);
	}
}

enum rc download_start(const struct download_job_spec *spec, struct download_job **ret,
		       struct err *e)
{
	struct run *r = spec->task->run;
	struct download_job *job = ARENA_NEW(r->mem, struct download_job);
	const struct download *d = spec->download;
	enum rc rc = RC_OK;

	job->spec = *spec;
	job->run = r;
	job->whole = download_file(r->mem, spec->cache, d);
	job->part = arena_fmt(r->mem, "%s.part", job->whole);
	start_hash(job);
	job->cached = open(job->whole, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (d->unpack)
		rc = unpack_child_start(&(struct unpack_child_spec){ .run = r,
								     .kind = d->unpack,
								     .prefix = d->prefix,
								     .staging = spec->staging,
								     .done = unpack_done,
								     .ctx = job },
					&job->unpack_child, e);
	if (rc) {
		if (job->cached >= 0)
			close(job->cached);
		sha256_close(job->hash, job->sha256);
		return rc;
	}
	*ret = job;
	if (job->cached >= 0)
		job->timer = loop_after(r->spec.loop, 0, feed, job);
	else
		fetch(job);
	return RC_OK;
}

void download_cancel(struct download_job *job)
{
	if (job->cancelled)
		return;
	job->cancelled = true;
	if (job->transfer)
		net_cancel(job->transfer);
	else if (job->bytes_over && job->unpack_child && !job->unpack_over)
		unpack_child_cancel(job->unpack_child);
	/* Else `feed` sees it in its next turn. */
}
