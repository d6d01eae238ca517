#include "journal/record.h"

#include <stdio.h>

#include "archive/digest.h"
#include "base/i18n.h"
#include "journal/files.h"

static struct json *intent_json(struct journal *j, const struct intent *in)
{
	struct arena *mem = j->scratch;
	struct json *record = json_new_object(mem);

	json_add_string(mem, record, "type", "intent");
	json_add_number(mem, record, "n", in->n);
	json_add_string(mem, record, "step", in->step);
	json_add_string(mem, record, "effect", effect_row(in->kind)->name);
	json_add_bytes(mem, record, "path", bytes_of(in->path));
	json_add(mem, record, "before", in->before);
	if (in->after)
		json_add(mem, record, "after", in->after);
	else
		json_add_null(mem, record, "after");
	return record;
}

enum rc intent_write(struct journal *j, struct intent *in, struct err *e)
{
	in->record = intent_json(j, in);
	return journal_record(j, in->record, e);
}

static bool never_came(struct journal *j, const struct intent *in, enum rc rc)
{
	struct journal_run run = { .id = j->id, .folder = j->folder };
	struct undo_view v = { .mem = j->scratch, .host = j->host, .facts = j->facts };
	struct journal_effect effect = { 0 };
	struct undo_item item;

	/* Somebody else was quicker: it is there, and not ours. */
	if (rc == RC_EXISTS && in->kind == EFFECT_FOLDER)
		return true;
	journal_read_intent(j->scratch, in->record, &effect);
	return undo_judge(&v, &run, &effect, &item, NULL) == RC_OK && item.action == UNDO_NOTHING;
}

enum rc intent_settle(struct journal *j, const struct intent *in, enum rc rc, struct err *e)
{
	struct json *record = json_new_object(j->scratch);
	enum rc said = RC_OK;

	json_add_string(j->scratch, record, "type", rc ? "failed" : "done");
	json_add_number(j->scratch, record, "n", in->n);
	if (!rc || never_came(j, in, rc))
		said = journal_record(j, record, rc ? NULL : e);
	arena_reset(j->scratch);
	return rc ? rc : said;
}

struct json *state_none(struct journal *j)
{
	struct json *state = json_new_object(j->scratch);

	json_add_string(j->scratch, state, "type", "none");
	return state;
}

void state_add_mode(struct arena *mem, struct json *to, mode_t mode)
{
	json_add_string(mem, to, "mode", arena_fmt(mem, "%04o", (unsigned)mode));
}

struct json *state_file(struct journal *j, const char *sha256, mode_t mode)
{
	struct json *state = json_new_object(j->scratch);

	state_add_mode(j->scratch, state, mode);
	json_add_string(j->scratch, state, "sha256", sha256);
	return state;
}

static enum rc keep_file(struct journal *j, const char *path, const struct file_info *info, int n,
			 struct json *state, struct err *e)
{
	const char *kept = arena_fmt(j->scratch, "kept/%d", n);
	const char *to = path_join(j->scratch, j->folder, kept);
	bool same = false;
	char sha256[65];
	enum rc rc = file_keep(path, to, &same, sha256, e);

	if (!rc)
		rc = file_sync(path_folder(j->scratch, to), e);
	if (rc)
		return err_while(e, _("keeping a copy of %s"), path);
	json_add_string(j->scratch, state, "type", "file");
	state_add_mode(j->scratch, state, info->mode);
	json_add_string(j->scratch, state, "sha256", sha256);
	json_add_string(j->scratch, state, "kept", kept);
	json_add_bool(j->scratch, state, "same", same);
	return RC_OK;
}

enum rc state_keep(struct journal *j, const char *path, int n, struct json **ret, struct err *e)
{
	struct json *state = json_new_object(j->scratch);
	struct file_info info;
	enum rc rc = j->host->lstat(j->host, j->scratch, path, &info, e);

	if (rc)
		return rc;
	if (info.type == FILE_NONE) {
		state = state_none(j);
	} else if (info.type == FILE_REGULAR) {
		rc = keep_file(j, path, &info, n, state, e);
	} else if (info.type == FILE_LINK) {
		json_add_string(j->scratch, state, "type", "link");
		json_add_bytes(j->scratch, state, "target", bytes_of(info.target));
	} else {
		rc = err_set(e, RC_EXISTS, _("%s is neither a file nor a link"), path);
		err_hint(e, _("Move %s away, then try again."), path);
	}
	if (!rc)
		*ret = state;
	return rc;
}
