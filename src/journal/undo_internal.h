/* What undo.c (deciding) and undo_run.c (doing) share. */
#ifndef JOURNAL_UNDO_INTERNAL_H
#define JOURNAL_UNDO_INTERNAL_H

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

/* What is to be done about one effect, and how it is said. */
enum rc undo_judge(struct undo_view *v, const struct journal_run *run,
		   const struct journal_effect *effect, struct undo_item *ret, struct err *e);
/* undo_brew.c: the same for what brew did. */
enum rc undo_judge_brew(struct undo_view *v, struct undo_item *item, struct err *e);
enum rc undo_act_brew(struct undo_view *v, const struct undo_item *item, struct err *e);
/* The same without taking the lock, for a run that holds it and rolls itself back. */
enum rc undo_carry_out(struct arena *mem, struct host *h, const struct facts *f,
		       const struct undo_plan *plan,
		       void (*event)(void *ctx, const struct undo_item *item,
				     const struct err *error),
		       void *ctx, struct err *e);
/* The file that holds what an effect replaced; NULL where it replaced none. */
const char *undo_kept_path(struct arena *mem, const struct journal_run *run,
			   const struct journal_effect *effect);

#endif
