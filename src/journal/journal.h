/*
 * The journal: runs/<id>/journal.jsonl, one JSON object a line, each written and fsynced before
 * what it announces; runs/<id>/kept/N holds bytes that were replaced. Format version 1; old
 * versions stay readable (fixtures in tests/).
 *
 * Records: {"v":1,"type":"begin","id","started","plan":[...]}
 *   {"type":"intent","n","step","effect":"file|link|folder|tree|staging","path",
 *    "before":{"type":"none|file|link|folder","mode","sha256","kept","same","target"},
 *    "after":{"sha256","mode","text"|"target"|"files"}|null}
 * An intent says what will be there after it (digest, target, list of a tree's files), so undo can
 * tell after a crash whether the effect came to be. "kept" is a name below the run's folder; with
 * "same" it is no copy but a second name of the very file. For a folder that made room for a new
 * tree it is the absolute path it was moved to. "text" names the bytes that were written, of an edited
 * file: what the user changes later is told from them. A "staging" folder is goready's scratch: undo
 * takes it away whole.
 *   {"type":"intent","n","step","effect":"brew","path":"PREFIX/Cellar/FORMULA",
 *    "before":{"type":"kegs","kegs":[...]},"after":{"program","verb","formula"}}
 * A "mode" has "mode" alone, before and after: what stands at the path stays.
 * "developer-folder" is a link, too, and the one that xcode-select switches: sudo does it.
 * What brew does it does by itself: "kegs" names the formulae that were there before, and the
 * "done" record of such an effect has in "kegs" those it brought, also where it failed half-way.
 *   {"type":"done","n"}   {"type":"failed","n"} (the effect did not happen)
 *   {"type":"step","step","state","ms"}   {"type":"end","result"}   {"type":"undone","n"|"all"}
 *   {"type":"goes-on","runs":[ids]} (they were broken off; this run did the rest, and is one with them)
 * An intent without "done" or "failed" was broken off, or failed with something done (a sync after a
 * rename): what stands on the disk tells.
 * Paths that are not UTF-8 are {"b64":...}. Only the main process writes it. A line that was cut
 * off is passed over: its effect had not begun, or is told by the disk.
 */
#ifndef JOURNAL_JOURNAL_H
#define JOURNAL_JOURNAL_H

#include "host/host.h"
#include "plan/plan.h"

struct journal;
/* Takes the lock (state/lock, flock; RC_LOCKED names the other process), clears away what broken-off
 * runs have left half-done, and begins a run. state: journal_state_now from before the machine was looked
 * at for this plan; RC_CHANGED where another goready has done something since. NULL: nobody could have. */
enum rc journal_begin(struct host *h, const struct facts *f, const struct plan *plan,
		      const char *state, struct journal **ret, struct err *e);
const char *journal_id(const struct journal *j);
const char *journal_folder(const struct journal *j);

/* Each effect: journal_X writes the intent, keeps what was there, has the host do it, records it
 * done. Failures after the intent leave the machine as it was, and say so in the journal. */
enum rc journal_file(struct journal *j, const char *step, const char *path, struct bytes content,
		     mode_t mode_if_new, struct err *e);
enum rc journal_link(struct journal *j, const char *step, const char *path, const char *target,
		     struct err *e);
enum rc journal_folders(struct journal *j, const char *step, const char *path, mode_t mode,
			struct err *e); /* it and its missing parents */
/* Brings a finished file to the disk and renames it from staging; what stands at `to` is kept. */
enum rc journal_place(struct journal *j, const char *step, const char *from, const char *to,
		      struct err *e);
/* A finished tree, in two halves: journal_tree renames it, so that this run may use it, with a mark beside it
 * (facts_unfinished_mark) until journal_tree_done, which is called when its files are on the disk. Between the
 * two it is no tool for anybody else, and a run that is broken off there takes it away. What stands at `to` is
 * put aside where it is ours, else an error. files: unpack's list, or NULL. ret_n: which effect it is, for
 * journal_tree_done. */
enum rc journal_tree(struct journal *j, const char *step, const char *from, const char *to,
		     const char *files, int *ret_n, struct err *e);
enum rc journal_tree_done(struct journal *j, int n, const char *to, struct err *e);
enum rc journal_mode(struct journal *j, const char *step, const char *path, mode_t mode,
		     struct err *e); /* of a file or folder that is there */
/* An empty scratch folder (what was there is removed) and its missing parents. */
enum rc journal_staging(struct journal *j, const char *step, const char *path, struct err *e);
/* It and the list of files beside it (archive/unpack.h) go, or it begins anew: what failed is tried again. */
enum rc staging_remove(struct host *h, struct arena *mem, const char *path, struct err *e);
enum rc staging_empty(struct host *h, struct arena *mem, const char *path, struct err *e);
/* Ahead of a call of brew, and after it. The step is that of a brew_step. */
enum rc journal_brew(struct journal *j, const struct step *step, const struct names *kegs,
		     int *ret_n, struct err *e);
enum rc journal_brew_done(struct journal *j, int n, const struct names *brought, struct err *e);
/* Ahead of the switch of xcode-select's link, and after it, whether it came to be or not. */
enum rc journal_developer(struct journal *j, const char *step, const char *link, const char *target,
			  int *ret_n, struct err *e);
enum rc journal_developer_done(struct journal *j, int n, bool switched, struct err *e);
enum rc journal_step(struct journal *j, const char *step, const char *state, int ms, struct err *e);
/* Writes the end record and lets go of the lock. */
enum rc journal_end(struct journal *j, const char *result, struct err *e);
void journal_close(struct journal *j);
/* This run does what runs that were broken off had left to do, or what the last one has laid open, whatever process
 * that was: undo takes them back with it. */
enum rc journal_go_on(struct journal *j, struct err *e);

/* ---- reading, for undo and history ---- */

enum effect_kind {
	EFFECT_FILE,
	EFFECT_LINK,
	EFFECT_FOLDER,
	EFFECT_TREE,
	EFFECT_STAGING,
	EFFECT_BREW,
	EFFECT_DEVELOPER,
	EFFECT_MODE,
	EFFECT_N /* written by a newer goready: not known here */
};
enum before {
	BEFORE_UNKNOWN,
	BEFORE_NONE,
	BEFORE_FILE,
	BEFORE_LINK,
	BEFORE_FOLDER,
	BEFORE_KEGS,
	BEFORE_MODE
};
struct journal_effect {
	int n;
	enum effect_kind kind;
	const char *kind_text; /* as written */
	const char *step, *path;
	enum before before;
	const char *before_kept, *before_target, *before_sha256;
	mode_t before_mode, after_mode;
	bool before_same;      /* kept is the very file under a second name, no copy */
	bool before_half;      /* a tree that prune had begun to remove: its mark stood beside it */
	bool after_mode_known; /* older journals do not say it */
	const char *after_sha256, *after_target, *after_files, *after_text;
	/* "brew" */
	const char *brew, *formula;
	bool verb_known;
	enum brew_verb verb;
	struct names kegs_before, kegs;
	bool done, undone;
};
struct journal_step_record {
	const char *step, *state;
	int ms;
};
struct journal_run {
	const char *id, *folder;
	const char *home; /* in which it was made: its paths are absolute; NULL in older journals */
	time_t started;
	/* "done", "failed", "cancelled", "rolled-back", "left" (broken off, and the user left it
	 * so); NULL: unfinished */
	const char *result;
	bool undone;
	struct names goes_on; /* earlier runs that are one with this one */
	const char *damaged;  /* why its journal cannot be read, in words; else NULL */
	LIST(struct journal_effect) effects;
	const struct json *plan; /* as begun: id, kind, summary, undo, stays */
	LIST(struct journal_step_record) steps;
};
struct journal_runs LIST_OF(struct journal_run);
/* All runs, oldest first. One whose journal cannot be read is there with `damaged` set and no more than
 * its id and folder: it does not stand in the way of the others. */
enum rc journal_read_all(struct arena *mem, struct host *h, const struct places *places,
			 struct journal_runs *ret, struct err *e);
size_t journal_changes(const struct journal_run *run);      /* that were made and are still there */
const char *journal_outcome(const struct journal_run *run); /* "stopped", translated */
const char *journal_state_title(const char *state);         /* the same of a step, or of a result */
const char *journal_when(struct arena *mem, const struct journal_run *run); /* "2026-11-25 14:03" */
/* The last run, if it did not end well and its changes are there, so that they may be in somebody's
 * way; NULL. */
const struct journal_run *journal_stopped(const struct journal_runs *runs);
/* A proof was to come at its end, and did not come to one. */
bool journal_is_unproven(const struct journal_run *run);
/* By its id, or the number that this is ("2" is 0002); NULL where there is none. */
const struct journal_run *journal_find_run(const struct journal_runs *runs, const char *id);
/* RC_USAGE: there is no run with that id; it names the one that was perhaps meant. */
enum rc journal_no_run(const struct journal_runs *runs, const char *id, struct err *e);
bool journal_is_broken_off(const struct journal_run *run);
enum rc journal_damaged(const struct journal_run *run, struct err *e); /* says so: RC_JOURNAL */
/* The home that a run was made in, where that is another than this one: its paths lead there. NULL: this one, or
 * it cannot be told. */
const char *journal_other_home(struct arena *mem, struct host *h, const struct places *places,
			       const struct journal_run *run);
/* What would make a plan another one, as a text to compare: runs that come, end, or are undone. */
const char *journal_state(struct arena *mem, const struct journal_runs *runs);
enum rc journal_state_now(struct arena *mem, struct host *h, const struct places *places,
			  const char **ret, struct err *e);
/* Under the lock: is it still so? Else CHANGED, and what was planned is to be planned anew. */
enum rc journal_check_state(struct arena *mem, struct host *h, const struct places *places,
			    const char *state, struct err *e);
/* Appends to a run that has ended or was broken off (undo's records); the lock must be held. */
enum rc journal_append(struct arena *mem, const struct journal_run *run, const struct json *record,
		       struct err *e);
/* `history --json RUN`: by step in plan order, without ids, times and rates; home as ~. */
struct json *journal_canonical(struct arena *mem, const struct journal_run *run, const char *home);

#endif
