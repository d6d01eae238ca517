/*
 * Freeing space: goready's own trees that no link leads to, its downloads, and the journals of runs
 * that are undone. A plan like any other, but not undone: what goes was either not in use or can be
 * fetched again.
 *
 *	prune_make(mem, h, f, &plan, &e);  show it;  prune_run(mem, h, f, &plan, &e);
 */
#ifndef JOURNAL_PRUNE_H
#define JOURNAL_PRUNE_H

#include "journal/journal.h"

enum prune_kind { PRUNE_TREE, PRUNE_DOWNLOAD, PRUNE_RUN };
struct prune_item {
	enum prune_kind kind;
	const char *path;
	uint64_t bytes;
	/* The run that could lead back to this tree, and cannot then; NULL: none. */
	const char *gives_up;
};
struct prune_plan {
	LIST(struct prune_item) items;
	uint64_t bytes;
};
/* NEEDED: a run was broken off, and is neither finished nor taken back. */
enum rc prune_make(struct arena *mem, struct host *h, const struct facts *f, struct prune_plan *ret,
		   struct err *e);
/* Is anything there of what PRUNE_DOWNLOAD would remove? */
bool prune_has_downloads(struct arena *mem, struct host *h, const struct places *places);
/* Takes the lock. Stops at the first that cannot be removed; what is gone stays gone. */
enum rc prune_run(struct arena *mem, struct host *h, const struct facts *f,
		  const struct prune_plan *plan, struct err *e);

#endif
