/*
 * What a goready that was killed has left half-done: scratch folders, files it was writing, copies of
 * start files in the temp folder. Cleared away under the lock, before anything else is done; what is
 * whole stays, and undo knows it.
 */
#ifndef JOURNAL_RECOVER_H
#define JOURNAL_RECOVER_H

#include "journal/journal.h"

/* Of all runs that were broken off, and of processes that are gone. The lock must be held. What cannot
 * be cleared away now is there for undo. */
void recover_leftovers(struct host *h, const struct facts *f);
/* Copies of start files and projects of the proof that a process which is gone has left in the temp
 * folder, or in the cache. */
void recover_temp_folder(struct host *h, const struct facts *f);
/* Runs that were broken off have nothing left to do: what they left half-done is cleared away, and they are
 * asked about no more. Takes the lock; LOCKED. */
enum rc recover_finish(struct host *h, const struct facts *f, struct err *e);
/* Files that goready writes beside their place, of one run. */
void recover_sweep(struct arena *mem, struct host *h, const struct journal_run *run);
/* Is it one of those? */
bool recover_is_temp(struct arena *mem, const struct journal_run *run, const char *folder,
		     const char *name);

#endif
