/* The order that makes undo possible after a crash: what will be replaced is kept and synced, then
 * the intent is written and synced, then the host acts (and syncs), then the intent is settled. */
#include "journal/journal_internal.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "archive/digest.h"
#include "journal/files.h"

struct intent {
	const char *step, *effect, *path;
	struct json *before, *after;
	int n;
};

static enum rc begin_intent(struct journal *j, struct intent *in, struct err *e)
{
	struct arena *mem = j->scratch;
	struct json *record = json_new_object(mem);

	json_add_string(mem, record, "type", "intent");
	json_add_number(mem, record, "n", in->n);
	json_add_string(mem, record, "step", in->step);
	json_add_string(mem, record, "effect", in->effect);
	json_add_bytes(mem, record, "path", bytes_of(in->path));
	json_add(mem, record, "before", in->before);
	if (in->after)
		json_add(mem, record, "after", in->after);
	else
		json_add_null(mem, record, "after");
	return journal_record(j, record, e);
}

/* Says what became of it. The effect's own error matters more than one of saying so. */
static enum rc settle(struct journal *j, const struct intent *in, enum rc rc, struct err *e)
{
	struct json *record = json_new_object(j->scratch);
	struct err other;
	enum rc said;

	json_add_string(j->scratch, record, "type", rc ? "failed" : "done");
	json_add_number(j->scratch, record, "n", in->n);
	said = journal_record(j, record, rc ? &other : e);
	arena_reset(j->scratch);
	return rc ? rc : said;
}

static struct json *state_none(struct journal *j)
{
	struct json *state = json_new_object(j->scratch);

	json_add_string(j->scratch, state, "type", "none");
	return state;
}

static enum rc keep_file(struct journal *j, const char *path, const struct file_info *info, int n,
			 struct json *state, struct err *e)
{
	const char *kept = arena_fmt(j->scratch, "kept/%d", n);
	const char *to = path_join(j->scratch, j->folder, kept);
	char sha256[65];
	enum rc rc = file_copy(path, to, 0600, sha256, e);

	if (!rc)
		rc = file_sync(path_folder(j->scratch, to), e);
	if (rc)
		return err_while(e, _("keeping a copy of %s"), path);
	json_add_string(j->scratch, state, "type", "file");
	json_add_string(j->scratch, state, "mode",
			arena_fmt(j->scratch, "%04o", (unsigned)info->mode));
	json_add_string(j->scratch, state, "sha256", sha256);
	json_add_string(j->scratch, state, "kept", kept);
	return RC_OK;
}

/* What stands at `path` now, its bytes kept in the run's folder. */
static enum rc keep_before(struct journal *j, const char *path, int n, struct json **ret,
			   struct err *e)
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

static struct json *after_file(struct journal *j, const char *sha256)
{
	struct json *state = json_new_object(j->scratch);

	json_add_string(j->scratch, state, "sha256", sha256);
	return state;
}

enum rc journal_file(struct journal *j, const char *step, const char *path, struct bytes content,
		     mode_t mode_if_new, struct err *e)
{
	struct intent in = { .step = step, .effect = "file", .path = path, .n = ++j->n };
	struct file_info info;
	char sha256[65];
	enum rc rc = j->host->lstat(j->host, j->scratch, path, &info, e);

	/* host->replace writes through a link: what is kept is the file it leads to. */
	if (!rc && info.type == FILE_LINK)
		rc = j->host->realpath(j->host, j->scratch, path, &in.path, e);
	if (!rc)
		rc = keep_before(j, in.path, in.n, &in.before, e);
	sha256_of(content, sha256);
	in.after = after_file(j, sha256);
	if (!rc)
		rc = begin_intent(j, &in, e);
	if (rc)
		return rc;
	return settle(j, &in, j->host->replace(j->host, in.path, content, mode_if_new, e), e);
}

enum rc journal_link(struct journal *j, const char *step, const char *path, const char *target,
		     struct err *e)
{
	struct intent in = { .step = step, .effect = "link", .path = path, .n = ++j->n };
	enum rc rc = keep_before(j, path, in.n, &in.before, e);

	if (rc)
		return rc;
	in.after = json_new_object(j->scratch);
	json_add_bytes(j->scratch, in.after, "target", bytes_of(target));
	rc = begin_intent(j, &in, e);
	if (rc)
		return rc;
	return settle(j, &in, j->host->link(j->host, path, target, e), e);
}

static enum rc one_folder(struct journal *j, const char *step, const char *path, mode_t mode,
			  struct err *e)
{
	struct intent in = { .step = step, .effect = "folder", .path = path, .n = ++j->n };
	enum rc rc;

	in.before = state_none(j);
	rc = begin_intent(j, &in, e);
	if (rc)
		return rc;
	rc = settle(j, &in, j->host->make_folder(j->host, path, mode, e), e);
	/* Somebody else was quicker (go makes ~/.config for its telemetry): it is there, and not ours. */
	return rc == RC_EXISTS && host_is_folder(j->host, path) ? RC_OK : rc;
}

enum rc journal_folders(struct journal *j, const char *step, const char *path, mode_t mode,
			struct err *e)
{
	struct arena *mem = j->mem;
	struct names missing = { 0 };
	enum rc rc = RC_OK;

	while (!host_exists(j->host, path) && strcmp(path, "/") != 0) {
		list_push(mem, &missing, path);
		path = path_folder(mem, path);
	}
	for (size_t i = missing.n; !rc && i-- > 0;)
		rc = one_folder(j, step, missing.at[i], mode, e);
	return rc;
}

enum rc journal_staging(struct journal *j, const char *step, const char *path, struct err *e)
{
	struct intent in = { .step = step, .effect = "staging", .path = path };
	enum rc rc = journal_folders(j, step, path_folder(j->mem, path), 0755, e);

	if (rc)
		return rc;
	in.n = ++j->n;
	in.before = state_none(j);
	rc = begin_intent(j, &in, e);
	if (!rc)
		rc = host_remove_tree(j->host, j->scratch, path, e);
	if (rc)
		return rc;
	return settle(j, &in, j->host->make_folder(j->host, path, 0755, e), e);
}

/* ---- what brew does by itself ---- */

enum rc journal_brew(struct journal *j, const struct step *step, const struct names *kegs,
		     int *ret_n, struct err *e)
{
	const struct brew_step *s = &step->brew;
	struct arena *mem = j->scratch;
	struct intent in = { .step = step->id, .effect = "brew", .n = ++j->n };
	enum rc rc;

	in.path = arena_fmt(mem, "%s/Cellar/%s", s->prefix, s->formula);
	in.before = json_new_object(mem);
	json_add_string(mem, in.before, "type", "kegs");
	json_add_names(mem, in.before, "kegs", kegs);
	in.after = json_new_object(mem);
	json_add_string(mem, in.after, "program", s->program);
	json_add_string(mem, in.after, "verb", brew_verb_name(s->verb));
	json_add_string(mem, in.after, "formula", s->formula);
	*ret_n = in.n;
	rc = begin_intent(j, &in, e);
	arena_reset(j->scratch);
	return rc;
}

enum rc journal_brew_done(struct journal *j, int n, const struct names *brought, struct err *e)
{
	struct json *record = json_new_object(j->scratch);
	enum rc rc;

	json_add_string(j->scratch, record, "type", "done");
	json_add_number(j->scratch, record, "n", n);
	json_add_names(j->scratch, record, "kegs", brought);
	rc = journal_record(j, record, e);
	arena_reset(j->scratch);
	return rc;
}

/* ---- placing what was made in staging ---- */

/* A rename cannot cross file systems: bring the file beside its place first. */
static enum rc bring_near(struct journal *j, const char **from, const char *to, struct err *e)
{
	struct file_info here, there;
	const char *beside;
	enum rc rc = j->host->lstat(j->host, j->scratch, *from, &here, e);

	if (!rc)
		rc = j->host->stat(j->host, j->scratch, path_folder(j->scratch, to), &there, e);
	if (rc || here.device == there.device)
		return rc;
	beside = arena_fmt(j->scratch, "%s/.goready-%s.tmp", path_folder(j->scratch, to),
			   path_name(to));
	rc = file_copy(*from, beside, here.mode, NULL, e);
	if (!rc)
		*from = beside;
	return rc;
}

static enum rc place_file(struct journal *j, struct intent *in, const char *from, struct err *e)
{
	char sha256[65];
	enum rc rc = file_sync(from, e);

	if (!rc)
		rc = sha256_file(from, sha256, e);
	if (!rc)
		rc = keep_before(j, in->path, in->n, &in->before, e);
	if (rc)
		return rc;
	in->effect = "file";
	in->after = after_file(j, sha256);
	rc = begin_intent(j, in, e);
	if (rc)
		return rc;
	rc = bring_near(j, &from, in->path, e);
	if (!rc)
		rc = j->host->rename(j->host, from, in->path, e);
	return settle(j, in, rc, e);
}

/* The list of a tree's files goes into the run's folder, on disk before the tree is there. */
static enum rc keep_list(struct journal *j, struct intent *in, const char *files, struct err *e)
{
	const char *kept = arena_fmt(j->scratch, "kept/%d.files", in->n);
	const char *to = path_join(j->scratch, j->folder, kept);
	enum rc rc;

	in->after = json_new_object(j->scratch);
	if (!files)
		return RC_OK;
	rc = file_copy(files, to, 0600, NULL, e);
	if (!rc)
		rc = file_sync(path_folder(j->scratch, to), e);
	json_add_string(j->scratch, in->after, "files", kept);
	return rc;
}

/* A tree of ours that is in the way (a broken one that is brought anew) is moved aside, so that
 * undo can bring it back, to a name that nobody looks at; anything outside goready's folders is not ours to move. */
static enum rc make_room(struct journal *j, struct intent *in, const char **ret_aside,
			 struct err *e)
{
	struct file_info info;
	enum rc rc = j->host->lstat(j->host, j->scratch, in->path, &info, e);

	*ret_aside = NULL;
	in->before = state_none(j);
	if (rc || info.type == FILE_NONE)
		return rc;
	if (info.type != FILE_FOLDER || !path_is_within(in->path, j->places->data)) {
		err_set(e, RC_EXISTS, _("%s is there already, and goready did not make it"),
			in->path);
		err_hint(e, _("Move %s away, then try again."), in->path);
		return RC_EXISTS;
	}
	*ret_aside = arena_fmt(j->scratch, "%s/.before-%s-%s", path_folder(j->scratch, in->path),
			       j->id, path_name(in->path));
	in->before = json_new_object(j->scratch);
	json_add_string(j->scratch, in->before, "type", "folder");
	json_add_bytes(j->scratch, in->before, "kept", bytes_of(*ret_aside));
	return RC_OK;
}

static enum rc place_tree(struct journal *j, struct intent *in, const char *from, const char *files,
			  struct err *e)
{
	const char *aside = NULL;
	struct host *h = j->host;
	enum rc rc = make_room(j, in, &aside, e);

	in->effect = "tree";
	if (!rc)
		rc = keep_list(j, in, files, e);
	if (!rc)
		rc = begin_intent(j, in, e);
	if (rc)
		return rc;
	if (aside)
		rc = h->rename(h, in->path, aside, e);
	if (!rc) {
		rc = h->rename(h, from, in->path, e);
		if (rc && aside)
			(void)h->rename(h, aside, in->path, NULL);
	}
	if (!rc && files)
		(void)unlink(files); /* its copy is in the run's folder */
	return settle(j, in, rc, e);
}

enum rc journal_place(struct journal *j, const char *step, const char *from, const char *to,
		      const char *files, struct err *e)
{
	struct intent in = { .step = step, .path = to };
	struct file_info info;
	enum rc rc = journal_folders(j, step, path_folder(j->mem, to), 0755, e);

	if (rc)
		return rc;
	in.n = ++j->n;
	rc = j->host->lstat(j->host, j->scratch, from, &info, e);
	if (rc)
		return rc;
	if (info.type == FILE_FOLDER)
		return place_tree(j, &in, from, files, e);
	if (info.type == FILE_REGULAR)
		return place_file(j, &in, from, e);
	return err_set(e, RC_NOT_FOUND, _("%s was not made"), from);
}
