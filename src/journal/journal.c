#include "journal/record.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/sync.h"
#include "journal/files.h"
#include "journal/lock.h"
#include "journal/recover.h"

/* A record that was cut would swallow the next one. */
static void take_back(int fd, off_t end)
{
	int failed;

	do
		failed = end >= 0 ? ftruncate(fd, end) : 0;
	while (failed && errno == EINTR);
}

enum rc journal_write_line(int fd, struct arena *scratch, const struct json *record,
			   const char *name, struct err *e)
{
	const char *line = arena_fmt(scratch, "%s\n", json_print(scratch, record, false));
	off_t end = lseek(fd, 0, SEEK_END);
	enum rc rc = file_write_all(fd, line, strlen(line), name, e);

	if (!rc && sync_to_disk(fd) != 0)
		rc = err_errno(e, _("%s cannot be written to disk"), name);
	if (rc)
		take_back(fd, end);
	return rc;
}

enum rc journal_record(struct journal *j, const struct json *record, struct err *e)
{
	const char *name = path_join(j->scratch, j->folder, "journal.jsonl");

	return journal_write_line(j->fd, j->scratch, record, name, e);
}

/* state and runs belong to goready alone; what is above them is made as anybody would. */
static enum rc make_runs_folder(struct journal *j, struct err *e)
{
	struct host *h = j->host;
	enum rc rc = host_make_folders(h, j->mem, path_folder(j->mem, j->places->state), 0755, NULL,
				       NULL, e);

	if (!rc)
		rc = host_make_folders(h, j->mem, j->places->runs, 0700, NULL, NULL, e);
	return rc;
}

/* One more than the highest there is: short to type, and in the order of time. */
static enum rc next_id(struct journal *j, struct err *e)
{
	struct dir_entries entries;
	long highest = 0;
	enum rc rc = j->host->list(j->host, j->mem, j->places->runs, &entries, e);

	if (rc)
		return rc;
	for (size_t i = 0; i < entries.n; i++) {
		long n = strtol(entries.at[i].name, NULL, 10);

		if (n > highest && n < LONG_MAX)
			highest = n;
	}
	j->id = arena_fmt(j->mem, "%04ld", highest + 1);
	j->folder = path_join(j->mem, j->places->runs, j->id);
	return RC_OK;
}

static enum rc open_file(struct journal *j, struct err *e)
{
	const char *name = path_join(j->mem, j->folder, "journal.jsonl");
	struct host *h = j->host;
	enum rc rc = h->make_folder(h, j->folder, 0700, e);

	if (!rc)
		rc = h->make_folder(h, path_join(j->mem, j->folder, "kept"), 0700, e);
	if (rc)
		return rc;
	j->fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
	if (j->fd < 0)
		return err_errno(e, _("%s cannot be made"), name);
	return file_sync(j->folder, e);
}

static enum rc write_begin(struct journal *j, const struct plan *plan, struct err *e)
{
	struct arena *mem = j->scratch;
	struct json *record = json_new_object(mem), *steps;

	json_add_number(mem, record, "v", 1);
	json_add_string(mem, record, "type", "begin");
	json_add_string(mem, record, "id", j->id);
	json_add_number(mem, record, "started", (double)j->host->now(j->host));
	if (j->places->home)
		json_add_bytes(mem, record, "home", bytes_of(j->places->home));
	steps = json_add_array(mem, record, "plan");
	for (size_t i = 0; i < plan->steps.n; i++) {
		const struct step *s = &plan->steps.at[i];
		struct json *item = json_add_object(mem, steps, NULL);

		json_add_string(mem, item, "id", s->id);
		json_add_string(mem, item, "kind", s->kind->name);
		json_add_text(mem, item, "summary", s->summary);
		json_add_string(mem, item, "undo", undo_kind_name(s->undo));
		json_add_string(mem, item, "stays", s->stays);
	}
	return journal_record(j, record, e);
}

enum rc journal_begin(struct host *h, const struct facts *f, const struct plan *plan,
		      const char *state, struct journal **ret, struct err *e)
{
	struct arena *mem = arena_open("journal", (size_t)64 << 20);
	struct journal *j = ARENA_NEW(mem, struct journal);
	enum rc rc;

	*j = (struct journal){
		.host = h, .mem = mem, .facts = f, .places = &f->places, .fd = -1, .lock = -1
	};
	j->scratch = arena_open("journal record", (size_t)256 << 20);
	rc = make_runs_folder(j, e);
	if (!rc)
		rc = lock_take(mem, j->places->state, &j->lock, e);
	if (!rc && state)
		rc = journal_check_state(mem, h, j->places, state, e);
	if (!rc)
		recover_leftovers(h, f);
	if (!rc)
		rc = next_id(j, e);
	if (!rc)
		rc = open_file(j, e);
	if (!rc)
		rc = write_begin(j, plan, e);
	if (rc) {
		journal_close(j);
		return rc == RC_CHANGED ? rc : err_while(e, _("beginning the journal"));
	}
	arena_reset(j->scratch);
	*ret = j;
	return RC_OK;
}

/* It opened a folder, and what lacks in there was seen only by its proof, which failed: who comes next brings it. */
static bool has_opened_more(const struct journal_run *run)
{
	bool opened = false;

	for (size_t i = 0; i < run->effects.n; i++) {
		const struct journal_effect *effect = &run->effects.at[i];

		opened |= effect->kind == EFFECT_MODE && effect->done && !effect->undone;
	}
	return opened && !run->undone && journal_is_unproven(run);
}

enum rc journal_go_on(struct journal *j, struct err *e)
{
	struct arena *mem = arena_open("earlier runs", (size_t)256 << 20);
	struct json *record = json_new_object(mem);
	struct journal_runs runs = { 0 };
	struct names ids = { 0 };
	enum rc rc = journal_read_all(mem, j->host, j->places, &runs, e);

	for (size_t i = 0; i < runs.n; i++) {
		const struct journal_run *run = &runs.at[i];
		bool is_before = i + 2 == runs.n; /* this one is the last */

		if (!str_equal(run->id, j->id) &&
		    (journal_is_broken_off(run) || (is_before && has_opened_more(run))))
			list_push(mem, &ids, run->id);
	}
	json_add_string(mem, record, "type", "goes-on");
	json_add_names(mem, record, "runs", &ids);
	if (!rc && ids.n)
		rc = journal_record(j, record, e);
	arena_close(mem);
	return rc;
}

const char *journal_id(const struct journal *j)
{
	return j->id;
}

const char *journal_folder(const struct journal *j)
{
	return j->folder;
}

enum rc journal_step(struct journal *j, const char *step, const char *state, int ms, struct err *e)
{
	struct json *record = json_new_object(j->scratch);
	enum rc rc;

	json_add_string(j->scratch, record, "type", "step");
	json_add_string(j->scratch, record, "step", step);
	json_add_string(j->scratch, record, "state", state);
	json_add_number(j->scratch, record, "ms", ms);
	rc = journal_record(j, record, e);
	arena_reset(j->scratch);
	return rc;
}

enum rc journal_end(struct journal *j, const char *result, struct err *e)
{
	struct json *record = json_new_object(j->scratch);
	enum rc rc;

	json_add_string(j->scratch, record, "type", "end");
	json_add_string(j->scratch, record, "result", result);
	rc = journal_record(j, record, e);
	arena_reset(j->scratch);
	lock_release(j->lock);
	j->lock = -1;
	return rc;
}

void journal_close(struct journal *j)
{
	struct arena *mem;

	if (!j)
		return;
	mem = j->mem;
	if (j->fd >= 0)
		close(j->fd);
	lock_release(j->lock);
	arena_close(j->scratch);
	arena_close(mem);
}
