/*
 * The user's start files as they would be after the plan, in a folder of their own: what a
 * rehearsal starts the shells on. Paths in it are relative to the home folder.
 */
#ifndef APP_OVERLAY_H
#define APP_OVERLAY_H

#include "app/app.h"

/* Writes the plan's proposed start files, with the user's others beside them, into a new temp
 * folder. */
struct plan;
enum rc overlay_write(struct app *app, const struct plan *plan, const char **ret_folder,
		      struct err *e);
void overlay_remove(struct app *app, const char *folder);

#endif
