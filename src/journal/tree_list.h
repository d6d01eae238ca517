/*
 * A tree that goready unpacked, and the list of what it put there (archive/unpack.h): which files are
 * still ours, which are the user's. Undo takes away the first and names the second.
 */
#ifndef JOURNAL_TREE_LIST_H
#define JOURNAL_TREE_LIST_H

#include "host/host.h"

/* Everything in `tree` that the list does not hold, or that has changed since, relative to `tree`.
 * `list` NULL or missing: everything is unknown. */
enum rc tree_foreign(struct arena *mem, struct host *h, const char *tree, const char *list,
		     struct names *ret, struct err *e);
/* Removes what is ours, and folders that are empty then; what is left is named. Asks anew what is
 * ours: time may have gone by since it was shown. */
enum rc tree_take_away(struct arena *mem, struct host *h, const char *tree, const char *list,
		       struct names *ret_left, struct err *e);

#endif
