/* The proof in a helper process. Asynchronous, in the loop. */
#ifndef APP_PROVING_H
#define APP_PROVING_H

#include "app/app.h"

/* names: of which proofs, NULL: hello. keep: a folder for the project, or NULL. done comes once, with an error where it could not be
 * tried. */
struct verdict;
struct proving;
struct proving *proving_start(struct app *app, const struct names *names, const char *keep,
			      void (*verdict)(void *ctx, const struct verdict *verdict),
			      void (*done)(void *ctx, const struct err *e), void *ctx,
			      struct err *e);
void proving_cancel(struct proving *proving); /* done is called, in a later turn */

#endif
