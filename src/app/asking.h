/*
 * Asking the shells what they find, in a helper process, since their start files may do anything and
 * take long: done only once the user has agreed to it. Asynchronous, in the loop; app_ask_shells
 * waits for it.
 */
#ifndef APP_ASKING_H
#define APP_ASKING_H

#include "app/app.h"

/* overlay NULL: the user's own files. matrix NULL on error. */
struct asking;
struct asking *asking_start(struct app *app, const char *overlay,
			    void (*done)(void *ctx, const struct shell_matrix *matrix,
					 const struct err *e),
			    void *ctx, struct err *e);
void asking_cancel(struct asking *asking);

/* Blocking, for commands without a ui; Ctrl-C cancels (RC_CANCELLED). */
enum rc app_ask_shells(struct app *app, const char *overlay, struct shell_matrix *ret,
		       struct err *e);

#endif
