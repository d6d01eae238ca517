/*
 * Taking a change out of a text that has been changed since: the lines that goready wrote become what
 * they were, wherever they stand now; all others stay. Pure.
 */
#ifndef JOURNAL_TAKE_OUT_H
#define JOURNAL_TAKE_OUT_H

#include "base/str.h"

/* `before` became `after` by goready, and `after` became `now` by the user. ret_found: how many of
 * goready's changes were found in `now` and are taken out of *ret; ret_lost: those that were not. */
struct bytes take_out(struct arena *mem, struct bytes before, struct bytes after, struct bytes now,
		      size_t *ret_found, size_t *ret_lost);
/* The user has written into goready's block: its lines and markers go, what is not in `after` stays. `now`
 * has one whole block, at [start, end). */
struct bytes take_out_block(struct arena *mem, struct bytes after, struct bytes now, size_t start,
			    size_t end);

#endif
