/*
 * One goready at a time may change things: flock on state/lock. The kernel lets go of it when the
 * process ends, however it ends; the file stays.
 */
#ifndef JOURNAL_LOCK_H
#define JOURNAL_LOCK_H

#include "facts/facts.h"

/* The folder must exist. RC_LOCKED names the process that has it. */
enum rc lock_take(struct arena *mem, const char *state_folder, int *ret_fd, struct err *e);
void lock_release(int fd); /* -1 is allowed */
/* Does another process (or another lock_take of this one) have it? Makes no file. */
bool lock_is_held(struct arena *mem, const char *state_folder);

#endif
