/*
 * Undo: a plan like any other, made from journals, shown, then carried out backwards.
 *
 * Restores where the digest is what goready left; where the user has edited since, takes out our
 * block only; files added to a tree are left and named; where nothing can be decided, says so and
 * leaves it.
 */
#ifndef JOURNAL_UNDO_H
#define JOURNAL_UNDO_H

#include "journal/journal.h"

enum undo_action {
	UNDO_RESTORE,
	UNDO_REMOVE,
	UNDO_TAKE_BLOCK,
	UNDO_RUN, /* `command` takes it back, and is checked */
	UNDO_LEAVE,
	UNDO_NOTHING /* already as before */
};
struct undo_item {
	const struct journal_run *run;
	const struct journal_effect *effect;
	enum undo_action action;
	const char *summary; /* "Restore ~/.zshenv", translated */
	const char *why;     /* for LEAVE and TAKE_BLOCK; else NULL */
	bool open; /* LEAVE: it can be undone once what `why` says is put right, and stays on the list */
	const char *at;    /* a file: where it is, also behind a link that it has become */
	const char *diff;  /* text files: now to then; else NULL */
	struct names left; /* files in a tree that are not ours, formulae that are needed: stay */
	struct names command, kegs; /* UNDO_RUN: its argv, and the formulae it uninstalls */
};
struct undo_plan {
	LIST(struct undo_item) items; /* in the order they are done */
	struct names stays;           /* what Review said would stay */
	struct names runs;            /* ids that are undone */
	const char *state;            /* of all journals, when it was made */
	const char *damaged;          /* a run that could not be read, and stays; else NULL */
};
/* run NULL: the last one not undone; all: every one. Runs that it goes on from are one with it. NEEDED names a later run that builds on it.
 * Nothing to undo is RC_OK with no runs; what is as before already gives no item. A run is named by
 * its id, with or without its leading zeros. */
enum rc undo_make(struct arena *mem, struct host *h, const struct facts *f, const char *run,
		  bool all, struct undo_plan *ret, struct err *e);
/* Item by item, each blocking (files; some seconds where brew is called), `event` after each:
 *
 *	undo_begin(..., &u, &e); while (undo_next(u)) undo_step(u); undo_end(u, &e);
 *
 * undo_begin takes the lock (LOCKED; CHANGED where another goready has done something since the plan was
 * made); undo_end lets go of it and gives the first error of all, CHANGED where an item stays open,
 * CANCELLED where items are left; else it notes that the runs are undone. */
struct undoing;
enum rc undo_begin(struct arena *mem, struct host *h, const struct facts *f,
		   const struct undo_plan *plan,
		   void (*event)(void *ctx, const struct undo_item *item, const struct err *error),
		   void *ctx, struct undoing **ret, struct err *e);
const struct undo_item *undo_next(const struct undoing *u); /* NULL: all is done */
void undo_step(struct undoing *u);
enum rc undo_end(struct undoing *u, struct err *e);
/* All of it at once; `event` after each item. Continues past what cannot be undone, and says
 * so. */
enum rc undo_run(struct arena *mem, struct host *h, const struct facts *f,
		 const struct undo_plan *plan,
		 void (*event)(void *ctx, const struct undo_item *item, const struct err *error),
		 void *ctx, struct err *e);
/* The run that was begun and has not ended; NULL. Whoever has the lock knows that nobody is at it. */
const struct journal_run *undo_not_ended(const struct journal_runs *runs);
/* The run that was begun and never ended, where no goready holds the lock; NULL. */
const struct journal_run *undo_unfinished(const struct journal_runs *runs);
/* The user wants a broken-off run left as it is (or a new one goes on from it): it is not asked
 * about again, and can still be undone. */
enum rc undo_leave(struct arena *mem, const struct journal_run *run, struct err *e);
struct json *undo_json(struct arena *mem, const struct undo_plan *plan);

#endif
