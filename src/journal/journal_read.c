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

static void read_intent(struct arena *mem, const struct json *line, struct journal_run *run)
{
	struct journal_effect *effect = list_add(mem, &run->effects);
	const struct json *before = json_get(line, "before"), *after = json_get(line, "after");
	const char *mode = json_string(before, "mode");

	effect->n = (int)json_number(line, "n", 0);
	effect->step = json_string(line, "step");
	effect->kind_text = json_string(line, "effect");
	effect->kind = effect_kind_named(effect->kind_text);
	effect->path = text_at(mem, line, "path");
	effect->before = before_named(json_string(before, "type"));
	effect->before_mode = mode ? (mode_t)strtol(mode, NULL, 8) & 07777 : 0;
	effect->before_sha256 = json_string(before, "sha256");
	effect->before_kept = text_at(mem, before, "kept");
	effect->before_target = text_at(mem, before, "target");
	effect->after_sha256 = json_string(after, "sha256");
	effect->after_target = text_at(mem, after, "target");
	effect->after_files = json_string(after, "files");
	effect->brew = json_string(after, "program");
	effect->verb_known = brew_verb_named(json_string(after, "verb"), &effect->verb);
	effect->formula = json_string(after, "formula");
	effect->kegs_before = json_names(mem, json_get(before, "kegs"));
}

static struct journal_effect *effect_of(struct journal_run *run, const struct json *line)
{
	int n = (int)json_number(line, "n", 0);

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
	struct journal_step_record *step = list_add(mem, &run->steps);

	step->step = json_string(line, "step");
	step->state = json_string(line, "state");
	step->ms = (int)json_number(line, "ms", 0);
}

static enum rc read_begin(const struct json *line, struct journal_run *run, struct err *e)
{
	if (json_number(line, "v", 0) != 1)
		return err_set(e, RC_JOURNAL, _("it was written by a newer goready (format %g)"),
			       json_number(line, "v", 0));
	run->started = (time_t)json_number(line, "started", 0);
	run->plan = json_get(line, "plan");
	return RC_OK;
}

/* Record types and fields of later versions that we do not know are passed over. */
static enum rc read_line(struct arena *mem, const struct json *line, struct journal_run *run,
			 struct err *e)
{
	const char *type = json_string(line, "type");
	struct journal_effect *effect;

	if (str_equal(type, "begin"))
		return read_begin(line, run, e);
	if (str_equal(type, "intent"))
		read_intent(mem, line, run);
	else if (str_equal(type, "step"))
		read_step(mem, line, run);
	else if (str_equal(type, "end"))
		run->result = json_string(line, "result");
	else if (str_equal(type, "undone"))
		read_undone(run, line);
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

static enum rc read_lines(struct arena *mem, struct bytes text, struct journal_run *run,
			  struct err *e)
{
	const char *at = text.at, *end = text.at + text.n;
	int number = 1;

	for (; at < end; number++) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		struct json *line;
		enum rc rc;

		if (!newline) /* torn: the power went while it was written, before its effect */
			break;
		/* An empty line parts a torn one from what was appended later. */
		if (newline == at) {
			at = newline + 1;
			continue;
		}
		rc = json_parse(mem, bytes_of(arena_strndup(mem, at, (size_t)(newline - at))),
				&line, e);
		if (rc && newline + 1 < end && newline[1] == '\n')
			rc = RC_OK; /* torn, then parted by an empty line: see journal_append */
		else if (!rc)
			rc = read_line(mem, line, run, e);
		if (rc)
			return err_while(e, _("line %d"), number);
		at = newline + 1;
	}
	if (!complete(run))
		return err_set(e, RC_JOURNAL, "%s", _("records are missing or damaged"));
	return RC_OK;
}

static enum rc read_run(struct arena *mem, struct host *h, const char *folder,
			struct journal_runs *runs, struct err *e)
{
	const char *file = path_join(mem, folder, "journal.jsonl");
	struct journal_run run = { .folder = folder, .id = path_name(folder) };
	struct bytes text;
	enum rc rc;

	/* The power went between the folder and its first line: nothing had been done. */
	if (!host_exists(h, file))
		return RC_OK;
	rc = h->read(h, mem, file, JOURNAL_MOST, &text, e);
	if (!rc && !memchr(text.at ? text.at : "", '\n', text.n))
		return RC_OK;
	if (!rc)
		rc = read_lines(mem, text, &run, e);
	if (rc) {
		struct err why = *e;

		err_set(e, RC_JOURNAL, _("the journal %s cannot be read: %s"), file, why.text);
		err_hint(
			e,
			_("Keep the folder %s: it holds what was replaced. Move it elsewhere to go on without it."),
			folder);
		return RC_JOURNAL;
	}
	list_push(mem, runs, run);
	return RC_OK;
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
	struct err local;
	enum rc rc = RC_OK;

	if (!host_is_folder(h, places->runs)) {
		*ret = runs;
		return RC_OK;
	}
	e = e ? e : &local;
	rc = h->list(h, mem, places->runs, &entries, e);
	for (size_t i = 0; !rc && i < entries.n; i++) {
		const char *folder = path_join(mem, places->runs, entries.at[i].name);

		if (entries.at[i].type == FILE_FOLDER)
			rc = read_run(mem, h, folder, &runs, e);
	}
	if (rc)
		return rc;
	if (runs.n)
		qsort(runs.at, runs.n, sizeof(*runs.at), by_number);
	*ret = runs;
	return RC_OK;
}

/* Does the file end in a torn line? */
static bool is_torn(const char *file)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	char last = '\n';
	off_t end = fd < 0 ? 0 : lseek(fd, 0, SEEK_END);

	if (end > 0 && pread(fd, &last, 1, end - 1) != 1)
		last = '\n';
	if (fd >= 0)
		close(fd);
	return last != '\n';
}

enum rc journal_append(struct arena *mem, const struct journal_run *run, const struct json *record,
		       struct err *e)
{
	const char *file = path_join(mem, run->folder, "journal.jsonl");
	bool torn = is_torn(file);
	int fd = open(file, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW);
	enum rc rc = RC_OK;

	if (fd < 0)
		return err_errno(e, _("%s cannot be opened"), file);
	if (torn && write(fd, "\n\n", 2) != 2)
		rc = err_errno(e, _("%s cannot be written"), file);
	if (!rc)
		rc = journal_write_line(fd, mem, record, file, e);
	close(fd);
	return rc;
}

enum rc journal_no_run(const struct journal_runs *runs, const char *id, struct err *e)
{
	struct nearest near = { .typed = id };

	for (size_t i = 0; i < runs->n; i++)
		nearest_try(&near, runs->at[i].id);
	err_set(e, RC_USAGE, _("there is no run %s"), id);
	if (near.name)
		err_hint(e, _("Did you mean %s? 'goready history' lists the runs."), near.name);
	else
		err_hint(e, "%s", _("There has been no run so far: 'goready history' lists them."));
	return RC_USAGE;
}
