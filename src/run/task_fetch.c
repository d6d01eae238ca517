/*
 * Fetching a release: source after source, until one has all its parts.
 *
 * A source that does not answer as it should is passed over with a sentence; wrong bytes stop it
 * all. Maven has two parts: the jar with the .proto files is unpacked, the bare program is put
 * beside.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/unpack.h"
#include "base/i18n.h"
#include "base/sync.h"
#include "net/net.h"
#include "run/download.h"
#include "journal/files.h"

struct fetch {
	struct task *task;
	const struct fetch_step *step;
	const struct source *source;
	bool *tried; /* of step->sources */
	int part;
	uint64_t before; /* bytes of the parts before */
	struct download_job *job;
	struct timer *timer;
	bool cancelled;
};

static void begin_source(struct fetch *f);
static void begin_part(struct fetch *f);

/* ---- bare programs ---- */

static enum rc list_program(struct fetch *f, const char *name, const char *sha256, struct err *e)
{
	const char *list = unpack_list_path(f->task->run->mem, f->step->staging);
	int fd = open(list, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0644);
	const char *line = arena_fmt(f->task->run->mem, "0755\t%s\t%s\n", sha256, name);
	enum rc rc;

	if (fd < 0)
		return err_errno(e, _("%s cannot be opened"), list);
	rc = file_write_all(fd, line, strlen(line), list, e);
	if (!rc && sync_to_disk(fd) != 0)
		rc = err_errno(e, _("%s cannot be written to disk"), list);
	close(fd);
	return rc;
}

static enum rc put_program(struct fetch *f, const struct download *d, struct err *e)
{
	struct arena *mem = f->task->run->mem;
	enum tool_id tool = f->task->step->tool;
	const char *name = arena_fmt(mem, "bin/%s", tool < TOOL_N ? tool_name(tool) : d->file);
	const char *bin = path_join(mem, f->step->staging, "bin");
	char sha256[65];
	enum rc rc;

	if (mkdir(bin, 0755) != 0 && errno != EEXIST)
		return err_errno(e, _("%s cannot be made"), bin);
	rc = file_copy(download_file(mem, f->step->cache, d),
		       path_join(mem, f->step->staging, name), 0755, sha256, e);
	/* It was right when it came; it must be right where it will run. */
	if (!rc && d->sha256 && strcmp(d->sha256, sha256) != 0)
		rc = err_set(e, RC_CHECKSUM, _("%s was changed in the cache meanwhile"), d->file);
	if (!rc)
		rc = file_sync(bin, e);
	if (!rc)
		rc = file_sync(f->step->staging, e);
	return rc ? rc : list_program(f, name, sha256, e);
}

static void all_parts_here(struct fetch *f)
{
	struct err e;
	enum rc rc = RC_OK;

	for (int i = 0; !rc && i < f->source->part_n; i++) {
		if (!f->source->parts[i].unpack)
			rc = put_program(f, &f->source->parts[i], &e);
	}
	if (rc)
		task_failed(f->task, &e);
	else
		task_done(f->task);
}

/* ---- from source to source ---- */

static enum rc empty_staging(struct fetch *f, struct err *e)
{
	const struct run *r = f->task->run;

	return staging_empty(r->spec.host, r->mem, f->step->staging, e);
}

/* After a comma in GOPROXY an entry is asked only where the one before it said 404 or 410
 * (go.dev/ref/mod, "GOPROXY protocol"); what it may not follow ends the list. */
static bool may_follow(const struct source *source, int status)
{
	return !source->only_after_404 || status == 404 || status == 410;
}

/* `status`: the HTTP status that the one in use failed with, 0 where it failed otherwise or has not. */
static const struct source *next_source(const struct fetch *f, int status)
{
	const struct sources *all = f->step->sources;

	for (size_t i = 0; all && i < all->n; i++) {
		if (!f->tried[i] && !all->at[i].offered && may_follow(&all->at[i], status))
			return &all->at[i];
	}
	return NULL;
}

static void use_source(struct fetch *f, const struct source *source)
{
	const struct sources *all = f->step->sources;

	f->source = source;
	for (size_t i = 0; all && i < all->n; i++) {
		if (&all->at[i] == source ||
		    str_equal(all->at[i].parts[0].url, source->parts[0].url))
			f->tried[i] = true;
	}
}

static bool may_go_on(enum rc rc)
{
	return rc == RC_UNREACHABLE || rc == RC_HTTP_STATUS || rc == RC_TLS ||
	       rc == RC_NOT_ARCHIVE || rc == RC_TRUNCATED || rc == RC_TIMEOUT;
}

static void start_next(void *ctx)
{
	struct fetch *f = ctx;
	struct err e;

	f->timer = NULL;
	if (f->cancelled) {
		err_set(&e, RC_CANCELLED, "%s", _("stopped"));
		task_failed(f->task, &e);
		return;
	}
	begin_source(f);
}

/* Nothing that looks like what was to come may be left of it, and who waits for it goes the other way. */
static void end_without(struct fetch *f)
{
	struct run *r = f->task->run;
	struct err e;

	for (size_t i = 0; i < r->n; i++)
		if (names_hold(&r->tasks[i].step->needs, f->task->step->id))
			r->tasks[i].otherwise = true;

	if (empty_staging(f, &e))
		task_failed(f->task, &e);
	else
		task_done(f->task);
}

static void source_failed(struct fetch *f, enum rc rc, const struct err *error)
{
	const struct source *next =
		may_go_on(rc) && !f->cancelled ? next_source(f, error->status) : NULL;
	struct err e = *error;

	f->job = NULL;
	if (f->cancelled)
		err_set(&e, RC_CANCELLED, "%s", _("stopped"));
	/* RC_ARCHIVE: the bytes that were agreed on, but not packed as goready takes them. */
	if (!next && (may_go_on(e.rc) || e.rc == RC_ARCHIVE) && f->step->otherwise) {
		f->task->otherwise = true;
		task_note(f->task, _("%s cannot be used (%s): %s"), f->source->label, e.text,
			  f->step->otherwise);
		end_without(f);
		return;
	}
	if (!next) {
		task_failed(f->task, &e);
		return;
	}
	task_note(f->task, _("%s cannot be used (%s); going on with %s"), f->source->label, e.text,
		  next->label);
	use_source(f, next);
	f->timer = loop_after(f->task->run->spec.loop, 0, start_next, f);
}

/* ---- one source ---- */

static void part_done(void *ctx, enum rc rc, const struct err *e)
{
	struct fetch *f = ctx;

	if (rc || f->cancelled) {
		source_failed(f, rc, e);
		return;
	}
	f->job = NULL;
	f->before += f->source->parts[f->part].size;
	f->part++;
	if (f->part < f->source->part_n)
		begin_part(f);
	else
		all_parts_here(f);
}

static uint64_t total_size(const struct source *source)
{
	uint64_t total = 0;

	for (int i = 0; i < source->part_n; i++) {
		if (!source->parts[i].size)
			return 0;
		total += source->parts[i].size;
	}
	return total;
}

static void part_progress(void *ctx, uint64_t bytes, uint64_t total)
{
	struct fetch *f = ctx;
	uint64_t all = total_size(f->source);

	task_progress(f->task, f->before + bytes, all ? all : f->source->part_n == 1 ? total : 0);
}

static void begin_part(struct fetch *f)
{
	struct download_job_spec spec = { .task = f->task,
					  .download = &f->source->parts[f->part],
					  .label = f->source->label,
					  .cache = f->step->cache,
					  .staging = f->step->staging,
					  .may_be_slow = !next_source(f, 0),
					  .progress = part_progress,
					  .done = part_done,
					  .ctx = f };
	struct err e;

	if (download_start(&spec, &f->job, &e))
		task_failed(f->task, &e);
}

static void begin_source(struct fetch *f)
{
	struct err e;

	f->part = 0;
	f->before = 0;
	if (empty_staging(f, &e))
		task_failed(f->task, &e);
	else
		begin_part(f);
}

static enum rc start_fetch(struct task *t, struct err *e)
{
	const struct fetch_step *s = &t->step->fetch;
	struct arena *mem = t->run->mem;
	struct fetch *f = ARENA_NEW(mem, struct fetch);
	enum rc rc = host_make_folders(t->run->spec.host, mem, s->cache, 0755, NULL, NULL, e);

	if (!rc)
		rc = journal_staging(t->run->journal, t->step->id, s->staging, e);
	if (rc)
		return rc;
	*f = (struct fetch){ .task = t, .step = s };
	f->tried = arena_alloc(mem, (s->sources ? s->sources->n : 0) + 1);
	t->work = f;
	use_source(f, s->source);
	begin_source(f);
	return RC_OK;
}

static void cancel_fetch(struct task *t)
{
	struct fetch *f = t->work;
	struct err e;

	if (f->cancelled)
		return;
	f->cancelled = true;
	if (f->job) {
		download_cancel(f->job);
	} else if (f->timer) {
		loop_cancel_timer(t->run->spec.loop, f->timer);
		f->timer = NULL;
		err_set(&e, RC_CANCELLED, "%s", _("stopped"));
		task_failed(t, &e);
	}
}

const struct task_kind task_fetch = { .start = start_fetch, .cancel = cancel_fetch };
