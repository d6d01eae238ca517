/* Runs that were broken off: which one, what of it is half-done, and what becomes of it. */
#include "journal/recover.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

#include "base/i18n.h"
#include "base/temp_folder.h"
#include "journal/effect.h"
#include "journal/lock.h"

enum { MOST_MEMORY = 256 << 20 };

const struct journal_run *undo_not_ended(const struct journal_runs *runs)
{
	const struct journal_run *run = NULL;

	for (size_t i = 0; i < runs->n; i++) {
		if (journal_is_broken_off(&runs->at[i]))
			run = &runs->at[i];
	}
	return run;
}

const struct journal_run *undo_unfinished(const struct journal_runs *runs)
{
	const struct journal_run *run = undo_not_ended(runs);
	struct arena *mem;
	bool held;

	if (!run)
		return NULL;
	mem = arena_open("lock", (size_t)1 << 20);
	held = lock_is_held(mem, path_folder(mem, path_folder(mem, run->folder)));
	arena_close(mem);
	return held ? NULL : run;
}

enum rc undo_leave(struct arena *mem, const struct journal_run *run, struct err *e)
{
	struct json *record = json_new_object(mem);

	json_add_string(mem, record, "type", "end");
	json_add_string(mem, record, "result", "left");
	return journal_append(mem, run, record, e);
}

/* ---- files that were being written ---- */

/* "123-0": process and attempt. */
static bool is_process_and_number(const char *text)
{
	size_t digits = strspn(text, "0123456789");
	size_t more = text[digits] == '-' ? strspn(text + digits + 1, "0123456789") : 0;

	return digits && more && !text[digits + 1 + more];
}

/* ".NAME.goready-123-0", as the host names what it will rename over NAME; ".goready-NAME.tmp", a file
 * that was brought from another file system (effect_file.c). */
static bool is_temp_of(struct arena *mem, const char *path, const char *name)
{
	const char *base = arena_fmt(mem, ".%.200s.goready-", path_name(path));

	if (str_equal(name, arena_fmt(mem, ".goready-%s.tmp", path_name(path))))
		return true;
	return str_starts(name, base) && is_process_and_number(name + strlen(base));
}

static bool has_temp(const struct journal_effect *effect)
{
	return effect->kind == EFFECT_FILE || effect->kind == EFFECT_LINK;
}

bool recover_is_temp(struct arena *mem, const struct journal_run *run, const char *folder,
		     const char *name)
{
	for (size_t i = 0; name[0] == '.' && i < run->effects.n; i++) {
		const struct journal_effect *effect = &run->effects.at[i];

		if (has_temp(effect) && str_equal(path_folder(mem, effect->path), folder) &&
		    is_temp_of(mem, effect->path, name))
			return true;
	}
	return false;
}

static void sweep_beside(struct arena *mem, struct host *h, const char *path)
{
	const char *folder = path_folder(mem, path);
	struct dir_entries entries = { 0 };

	if (h->list(h, mem, folder, &entries, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < entries.n; i++) {
		if (entries.at[i].type != FILE_FOLDER && is_temp_of(mem, path, entries.at[i].name))
			(void)h->remove_file(h, path_join(mem, folder, entries.at[i].name), NULL);
	}
}

void recover_sweep(struct arena *mem, struct host *h, const struct journal_run *run)
{
	for (size_t i = 0; i < run->effects.n; i++) {
		if (has_temp(&run->effects.at[i]))
			sweep_beside(mem, h, run->effects.at[i].path);
	}
}

/* ---- effects that were cut off ---- */

static void recover_note(struct arena *mem, const struct journal_run *run, const char *type, int n)
{
	struct json *record = json_new_object(mem);

	json_add_string(mem, record, "type", type);
	json_add_number(mem, record, "n", n);
	(void)journal_append(mem, run, record, NULL);
}

/* Scratch goes. A tree that was put aside and has no successor yet comes back. Everything else is either
 * as it was or done: each is one rename. */
static void settle(struct undo_view *v, const struct journal_run *run,
		   const struct journal_effect *effect)
{
	const struct effect_row *row = effect_row(effect->kind);
	struct undo_item item;

	if (!row || effect->undone || (effect->done && !row->scratch) ||
	    undo_judge(v, run, effect, &item, NULL) != RC_OK)
		return;
	if (item.action == UNDO_NOTHING)
		recover_note(v->mem, run, "undone", effect->n);
	else if ((row->scratch && item.action == UNDO_REMOVE) ||
		 (row->is_half_done && row->is_half_done(v, &item))) {
		if (row->act(v, &item, NULL) == RC_OK)
			recover_note(v->mem, run, "undone", effect->n);
	}
}

static void settle_run(struct undo_view *v, const struct journal_run *run)
{
	/* A copy of a home has its journals, and their paths lead into the other one. */
	if (journal_other_home(v->mem, v->host, &v->facts->places, run))
		return;
	recover_sweep(v->mem, v->host, run);
	for (size_t i = run->effects.n; i-- > 0;)
		settle(v, run, &run->effects.at[i]);
}

/* ---- copies in the temp folder ---- */

/* One that has ended and that nobody has waited for has no program any more. */
static bool is_alive(struct arena *mem, struct host *h, pid_t pid)
{
	struct process process = { 0 };

	if (kill(pid, 0) != 0)
		return errno != ESRCH;
	return h->process(h, mem, pid, &process, NULL) != RC_OK || process.path;
}

/* "goready-rehearsal.123.Xc4dGh" of a process that is no more. */
static bool is_orphan(struct arena *mem, struct host *h, const char *name)
{
	pid_t owner = temp_folder_owner(name);

	return owner && !is_alive(mem, h, owner);
}

static void clear_orphans(struct arena *mem, struct host *h, const char *folder, uid_t uid)
{
	struct dir_entries entries = { 0 };
	struct file_info info;

	(void)h->list(h, mem, folder, &entries, NULL);
	for (size_t i = 0; i < entries.n; i++) {
		const char *path = path_join(mem, folder, entries.at[i].name);

		if (entries.at[i].type == FILE_FOLDER && is_orphan(mem, h, entries.at[i].name) &&
		    h->lstat(h, mem, path, &info, NULL) == RC_OK && info.uid == uid)
			(void)host_remove_tree(h, mem, path, NULL);
	}
}

/* Where programs may not run in the temp folder, proofs are in the cache. */
void recover_temp_folder(struct host *h, const struct facts *f)
{
	struct arena *mem = arena_open("temp folder", MOST_MEMORY);
	const char *const folders[] = { f->places.tmp, f->places.cache };
	struct system_info system = { 0 };

	if (h->system(h, mem, &system, NULL) == RC_OK)
		for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
			if (folders[i])
				clear_orphans(mem, h, folders[i], system.uid);
	arena_close(mem);
}

void recover_leftovers(struct host *h, const struct facts *f)
{
	struct arena *mem = arena_open("leftovers", MOST_MEMORY);
	struct undo_view v = { .mem = mem, .host = h, .facts = f };
	struct journal_runs runs = { 0 };

	if (journal_read_all(mem, h, &f->places, &runs, NULL) == RC_OK) {
		for (size_t i = 0; i < runs.n; i++) {
			if (journal_is_broken_off(&runs.at[i]))
				settle_run(&v, &runs.at[i]);
		}
	}
	arena_close(mem);
	recover_temp_folder(h, f);
}

static enum rc end_broken_off(struct arena *mem, struct host *h, const struct facts *f,
			      struct err *e)
{
	struct journal_runs runs = { 0 };
	enum rc rc = journal_read_all(mem, h, &f->places, &runs, e);

	for (size_t i = 0; !rc && i < runs.n; i++) {
		if (journal_is_broken_off(&runs.at[i]))
			rc = undo_leave(mem, &runs.at[i], e);
	}
	return rc;
}

enum rc recover_finish(struct host *h, const struct facts *f, struct err *e)
{
	struct arena *mem = arena_open("broken-off runs", MOST_MEMORY);
	int lock = -1;
	enum rc rc = lock_take(mem, f->places.state, &lock, e);

	if (!rc) {
		recover_leftovers(h, f);
		rc = end_broken_off(mem, h, f, e);
	}
	lock_release(lock);
	arena_close(mem);
	return rc;
}
