/*
 * Folders of this process in a temp folder: TMP/goready-KIND.PID-MACHINE.XXXXXX, for several machines may share a
 * home. Whoever makes one removes it; what a process that was killed has left is known by its name
 * (journal/recover.c).
 */
#ifndef BASE_TEMP_FOLDER_H
#define BASE_TEMP_FOLDER_H

#include <sys/types.h>

#include "base/arena.h"
#include "base/err.h"

enum temp_folder {
	TEMP_SHELLS,    /* copies of start files, for shells that are asked */
	TEMP_REHEARSAL, /* the same as they are to become */
	TEMP_PROOF,
	TEMP_N
};

/* A new one, for this user alone; `tmp` exists. */
enum rc temp_folder_make(struct arena *mem, const char *tmp, enum temp_folder kind,
			 const char **ret_folder, struct err *e);
/* The process of this machine that made the folder of this name; 0: it is none of these. */
pid_t temp_folder_owner(const char *name);

#endif
