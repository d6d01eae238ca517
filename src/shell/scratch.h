/*
 * A folder of this run's own in the temp folder, where shells find copies of start files. It is the
 * one place where looking writes, only after consent, and all of it is removed again.
 */
#ifndef SHELL_SCRATCH_H
#define SHELL_SCRATCH_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* Makes tmp/goready-shells.XXXXXX. */
enum rc scratch_open(struct arena *mem, const char *tmp, const char **ret_folder, struct err *e);
/* folder/name with its parents. */
enum rc scratch_folder(struct arena *mem, const char *folder, const char *name, struct err *e);
enum rc scratch_write(struct arena *mem, const char *folder, const char *name, struct bytes content,
		      struct err *e);
/* A link folder/name to target; one that is there already stays. */
void scratch_link(struct arena *mem, const char *folder, const char *name, const char *target);
/* Copies regular files of a small tree, links followed for files; at most 2000 and 16 MiB. */
void scratch_copy(struct arena *mem, const char *from, const char *to);
void scratch_remove(const char *folder);

#endif
