/* Reading journals back: whatever was on disk when the power went. */
#include "journal/journal.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/nearest.h"
#include "journal/record.h"

enum { JOURNAL_MOST = 32 << 20 };

static const char *text_at(struct arena *mem, const struct json *object, const char *key)
{
	const struct json *value = json_get(object, key);
	struct bytes bytes;

	if (!value || value->type == JSON_NULL || json_get_bytes(mem, value, &bytes, NULL))
		return NULL;
	return bytes.at;
}

static mode_t mode_at(const struct json *object, bool *ret_known)
{
	const char *mode = json_string(object, "mode");

	*ret_known = mode != NULL;
	return mode ? (mode_t)strtol(mode, NULL, 8) & 07777 : 0;
}

void journal_read_intent(struct arena *mem, const struct json *line, struct journal_effect *effect)
{
	const struct json *before = json_get(line, "before"), *after = json_get(line, "after");
	bool known;

	effect->n = json_int(line, "n", 0);
	effect->step = json_string(line, "step");
	effect->kind_text = json_string(line, "effect");
	effect->kind = effect_kind_named(effect->kind_text);
	effect->path = text_at(mem, line, "path");
	effect->before = before_named(json_string(before, "type"));
	effect->before_mode = mode_at(before, &known);
	effect->before_sha256 = json_string(before, "sha256");
	effect->before_kept = text_at(mem, before, "kept");
	effect->before_same = json_bool(before, "same", false);
	effect->before_half = json_bool(before, "half", false);
	effect->before_target = text_at(mem, before, "target");
	effect->after_mode = mode_at(after, &effect->after_mode_known);
	effect->after_sha256 = json_string(after, "sha256");
	effect->after_text = json_string(after, "text");
	effect->after_target = text_at(mem, after, "target");
	effect->after_files = json_string(after, "files");
	effect->brew = json_string(after, "program");
	effect->verb_known = brew_verb_named(json_string(after, "verb"), &effect->verb);
	effect->formula = json_string(after, "formula");
	effect->kegs_before = json_names(mem, json_get(before, "kegs"));
}

static struct journal_effect *effect_of(struct journal_run *run, const struct json *line)
{
	int n = json_int(line, "n", 0);

	for (size_t i = 0; i < run->effects.n; i++) {
		if (run->effects.at[i].n == n)
			return &run->effects.at[i];
	}
	return NULL;
}

static void read_undone(struct journal_run *run, const struct json *line)
{
	struct journal_effect *effect = effect_of(run, line);

	if (json_bool(line, "all", false))
		run->undone = true;
	else if (effect)
		effect->undone = true;
}

static void read_step(struct arena *mem, const struct json *line, struct journal_run *run)
{
	struct journal_step_record step = { .step = json_string(line, "step"),
					    .state = json_string(line, "state"),
					    .ms = json_int(line, "ms", 0) };

	if (step.step && step.state) /* else somebody has been at it */
		list_push(mem, &run->steps, step);
}

static enum rc read_begin(struct arena *mem, const struct json *line, struct journal_run *run,
			  struct err *e)
{
	if (json_number(line, "v", 0) != 1)
		return err_set(e, RC_JOURNAL, _("it was written by a newer goready (format %g)"),
			       json_number(line, "v", 0));
	run->started = (time_t)json_integer(line, "started", 0);
	run->home = text_at(mem, line, "home");
	run->plan = json_get(line, "plan");
	return RC_OK;
}

/* Record types and fields of later versions that we do not know are passed over. */
static enum rc journal_read_line(struct arena *mem, const struct json *line,
				 struct journal_run *run, struct err *e)
{
	const char *type = json_string(line, "type");
	struct journal_effect *effect;

	if (str_equal(type, "begin"))
		return read_begin(mem, line, run, e);
	if (str_equal(type, "intent"))
		journal_read_intent(mem, line, list_add(mem, &run->effects));
	else if (str_equal(type, "step"))
		read_step(mem, line, run);
	else if (str_equal(type, "end"))
		run->result = json_string(line, "result");
	else if (str_equal(type, "undone"))
		read_undone(run, line);
	else if (str_equal(type, "goes-on"))
		run->goes_on = json_names(mem, json_get(line, "runs"));
	effect = effect_of(run, line);
	if (str_equal(type, "done") && effect) {
		effect->done = true;
		effect->kegs = json_names(mem, json_get(line, "kegs"));
	}
	if (str_equal(type, "failed") && effect)
		effect->undone = true; /* it never came to be */
	return RC_OK;
}

/* An intent without a path or kind cannot be undone, so it must not be read as if it could. */
static bool complete(const struct journal_run *run)
{
	for (size_t i = 0; i < run->effects.n; i++) {
		const struct journal_effect *effect = &run->effects.at[i];

		if (!effect->path || effect->path[0] != '/' || !effect->kind_text ||
		    !effect->step || (effect->kind < EFFECT_N && effect->before == BEFORE_UNKNOWN))
			return false;
	}
	return run->plan != NULL;
}

/* A record that was cut off has swallowed the newline, and the next one stands behind it. The cut one has
 * few such beginnings itself (its own, before and after); more are no record's. */
enum { BEGINNINGS_MOST = 16, CUT_LINE_MOST = 1 << 20 };

static bool parse_behind_a_cut(struct arena *mem, const char *text, struct json **ret)
{
	static const char begin[] = "{\"type\":";

	const char *at = text;

	if (strlen(text) > CUT_LINE_MOST)
		return false;
	for (int i = 0; i < BEGINNINGS_MOST && (at = strstr(at + 1, begin)) != NULL; i++) {
		if (json_parse(mem, bytes_of(at), ret, NULL) == RC_OK)
			return true;
	}
	return false;
}

static enum rc read_text(struct arena *mem, const char *text, bool last, struct journal_run *run,
			 struct err *e)
{
	struct json *line;
	enum rc rc = json_parse(mem, bytes_of(text), &line, e);

	if (!rc || parse_behind_a_cut(mem, text, &line))
		return journal_read_line(mem, line, run, e);
	return last ? RC_OK : rc;
}

static enum rc read_lines(struct arena *mem, struct bytes text, struct journal_run *run,
			  struct err *e)
{
	const char *at = text.at, *end = text.at + text.n;
	int number = 1;

	for (; at < end; number++) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		bool parted = newline && newline + 1 < end && newline[1] == '\n';
		size_t n = newline ? (size_t)(newline - at) : 0;
		enum rc rc = RC_OK;

		if (!newline) /* torn: the power went while it was written, before its effect */
			break;
		/* An empty line parts a torn one from what an older goready appended later. */
		if (n)
			rc = read_text(mem, arena_strndup(mem, at, n), parted, run, e);
		if (rc)
			return err_while(e, _("line %d"), number);
		at = newline + 1;
	}
	if (!complete(run))
		return err_set(e, RC_JOURNAL, "%s", _("records are missing or damaged"));
	return RC_OK;
}

static void read_run(struct arena *mem, struct host *h, const char *folder,
		     struct journal_runs *runs)
{
	struct journal_run run = { .id = path_name(folder), .folder = folder };
	const char *file = path_join(mem, folder, "journal.jsonl");
	struct bytes text = { 0 };
	struct err e;
	enum rc rc;

	/* The power went between the folder and its first line: nothing had been done. */
	if (!host_exists(h, file))
		return;
	rc = h->read(h, mem, file, JOURNAL_MOST, &text, &e);
	if (!rc && !memchr(text.at ? text.at : "", '\n', text.n))
		return;
	if (!rc)
		rc = read_lines(mem, text, &run, &e);
	if (rc)
		run = (struct journal_run){ .id = run.id,
					    .folder = folder,
					    .damaged = arena_strdup(mem, e.text) };
	list_push(mem, runs, run);
}

bool journal_is_broken_off(const struct journal_run *run)
{
	return !run->result && !run->undone && !run->damaged;
}

enum rc journal_damaged(const struct journal_run *run, struct err *e)
{
	err_set(e, RC_JOURNAL, _("the journal %s/journal.jsonl cannot be read: %s"), run->folder,
		run->damaged);
	err_hint(
		e,
		_("Keep the folder %s: it holds what was replaced. Move it elsewhere to go on without it."),
		run->folder);
	return RC_JOURNAL;
}

/* What a later run has gone on from is broken off no more. */
static void end_continued(struct journal_runs *runs)
{
	for (size_t i = 0; i < runs->n; i++) {
		for (size_t k = 0; k < i; k++) {
			struct journal_run *earlier = &runs->at[k];

			if (!earlier->result && names_hold(&runs->at[i].goes_on, earlier->id))
				earlier->result = "left";
		}
	}
}

static int by_number(const void *a, const void *b)
{
	const struct journal_run *x = a, *y = b;
	long m = strtol(x->id, NULL, 10), n = strtol(y->id, NULL, 10);

	return m < n ? -1 : m > n ? 1 : strcmp(x->id, y->id);
}

enum rc journal_read_all(struct arena *mem, struct host *h, const struct places *places,
			 struct journal_runs *ret, struct err *e)
{
	struct journal_runs runs = { 0 };
	struct dir_entries entries;
	enum rc rc;

	if (!host_is_folder(h, places->runs)) {
		*ret = runs;
		return RC_OK;
	}
	rc = h->list(h, mem, places->runs, &entries, e);
	if (rc)
		return rc;
	for (size_t i = 0; i < entries.n; i++) {
		if (entries.at[i].type == FILE_FOLDER)
			read_run(mem, h, path_join(mem, places->runs, entries.at[i].name), &runs);
	}
	if (runs.n)
		qsort(runs.at, runs.n, sizeof(*runs.at), by_number);
	end_continued(&runs);
	*ret = runs;
	return RC_OK;
}

/* A last line that was cut off says nothing, and would spoil the next one. */
static enum rc cut_torn_line(int fd, const char *file, struct err *e)
{
	off_t end = lseek(fd, 0, SEEK_END), at = end;
	char last = 0;

	while (at > 0 && pread(fd, &last, 1, at - 1) == 1 && last != '\n')
		at--;
	if (at < end && ftruncate(fd, at) != 0)
		return err_errno(e, _("%s cannot be written"), file);
	return RC_OK;
}

enum rc journal_append(struct arena *mem, const struct journal_run *run, const struct json *record,
		       struct err *e)
{
	const char *file = path_join(mem, run->folder, "journal.jsonl");
	int fd = open(file, O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW);
	enum rc rc;

	if (fd < 0)
		return err_errno(e, _("%s cannot be opened"), file);
	rc = cut_torn_line(fd, file, e);
	if (!rc)
		rc = journal_write_line(fd, mem, record, file, e);
	close(fd);
	return rc;
}

const struct journal_run *journal_find_run(const struct journal_runs *runs, const char *id)
{
	long number = strtol(id, NULL, 10);

	for (size_t i = 0; i < runs->n; i++) {
		const struct journal_run *run = &runs->at[i];

		if (str_equal(run->id, id) || (number > 0 && id[strspn(id, "0123456789")] == '\0' &&
					       strtol(run->id, NULL, 10) == number))
			return run;
	}
	return NULL;
}

enum rc journal_no_run(const struct journal_runs *runs, const char *id, struct err *e)
{
	struct nearest near = { .typed = id };

	for (size_t i = 0; i < runs->n; i++)
		nearest_try(&near, runs->at[i].id);
	err_set(e, RC_USAGE, _("there is no run %s"), id);
	nearest_hint(e, &near,
		     near.name ? _("'goready history' lists the runs.")
			       : _("There has been no run so far: 'goready history' lists them."));
	return RC_USAGE;
}
