/*
 * What a kind of effect is: one row, one file. The file holds all that goready knows of it: how it
 * is recorded and done (journal_X of journal.h), what undo says about it (judge), how undo takes it
 * back (act), and what of it stands in the canonical form.
 *
 * effect_row(kind) is NULL for a kind that a newer goready wrote: it is left, and said so.
 */
#ifndef JOURNAL_EFFECT_H
#define JOURNAL_EFFECT_H

#include "journal/undo.h"

/* How the machine will look when the items before have been undone. */
struct undone_path {
	const char *path;
	const struct journal_effect *effect; /* its before-state stands there */
	const struct journal_run *run;
};
struct undo_view {
	struct arena *mem;
	struct host *host;
	const struct facts *facts;
	struct LIST_OF(struct undone_path) undone; /* empty: the machine as it is */
	struct names kegs_gone;                    /* formulae that brew has uninstalled by then */
};

struct effect_row {
	const char *name;  /* in journals */
	const char *title; /* N_(): for people */
	bool scratch;      /* goready's own, gone when the run ends: no later run builds on it */
	bool stands; /* what stands at its path stays, and runs before it may need to get in: undone last */
	bool apart; /* the canonical form does not tell it by step */
	/* Fills in action, summary, why and the rest; looks only. */
	enum rc (*judge)(struct undo_view *v, struct undo_item *item, struct err *e);
	/* Does it: the action is neither LEAVE nor NOTHING. */
	enum rc (*act)(struct undo_view *v, struct undo_item *item, struct err *e);
	/* It was cut off between two renames: undone at once, before anything new. NULL: it is one. */
	bool (*is_half_done)(struct undo_view *v, const struct undo_item *item);
	/* What else is gone once it has been undone; NULL: its path alone. */
	void (*also_gone)(struct undo_view *v, const struct undo_item *item);
	/* Adds to what the canonical form says of it; NULL: path and kind say it all. `built`: by a
	 * compiler here, its digest hangs on more than the answers. */
	void (*canonical)(struct arena *mem, const struct journal_effect *effect, const char *home,
			  bool built, struct json *before, struct json *after);
};
extern const struct effect_row effect_file, effect_link, effect_folder, effect_tree, effect_staging,
	effect_brew, effect_developer, effect_mode;

const struct effect_row *effect_row(enum effect_kind kind);
enum effect_kind effect_kind_named(const char *name); /* EFFECT_N: not known */
enum before before_named(const char *name);
const char *before_name(enum before before);

/* ---- what the kinds share ---- */

/* What stands at a path. */
struct standing {
	enum file_type type;
	char sha256[65];
	mode_t mode;
	const char *target;
	const char *bytes_at; /* file or folder that holds its bytes */
};
enum rc effect_look(struct undo_view *v, const char *path, struct standing *ret, struct err *e);
bool effect_is_before(const struct journal_effect *effect, const struct standing *s);
/* Does what was before the effect stand there, once the items before are undone? NULL: no. */
const struct undone_path *effect_undone_at(const struct undo_view *v, const char *path);
void effect_will_go(struct undo_view *v, const char *path, const struct journal_effect *effect,
		    const struct journal_run *run);
/* It stays as it is: `leave` where it is the user's own by now, `leave_open` where goready's part is
 * still in it and can be taken out later. */
void effect_leave(struct undo_view *v, struct undo_item *item, const char *why);
void effect_leave_open(struct undo_view *v, struct undo_item *item, const char *why);
/* A file's bytes, owner, attributes and times, as they were kept. */
enum rc effect_restore_file(struct undo_view *v, const struct undo_item *item, struct err *e);
const char *effect_shown(struct undo_view *v, const char *path); /* home as ~ */
/* The file or folder that holds what an effect replaced; NULL where it replaced none. */
const char *effect_kept_path(struct arena *mem, const struct journal_run *run,
			     const struct journal_effect *effect);
bool effect_read_text(struct undo_view *v, const char *path, struct bytes *ret);
const char *effect_diff(struct undo_view *v, const char *path, bool now_there, struct bytes now,
			bool then_there, struct bytes then);
void effect_add_path(struct arena *mem, struct json *to, const char *key, const char *path,
		     const char *home);

/* Of what ends as a link. */
void effect_link_canonical(struct arena *mem, const struct journal_effect *effect, const char *home,
			   bool built, struct json *before, struct json *after);

/* What is to be done about one effect, and how it is said. */
enum rc undo_judge(struct undo_view *v, const struct journal_run *run,
		   const struct journal_effect *effect, struct undo_item *ret, struct err *e);
/* The same as undo_run without taking the lock, for a run that holds it and rolls itself back. */
enum rc undo_carry_out(struct arena *mem, struct host *h, const struct facts *f,
		       const struct undo_plan *plan,
		       void (*event)(void *ctx, const struct undo_item *item,
				     const struct err *error),
		       void *ctx, struct err *e);

#endif
