/*
 * The machine as it was when the proof passed last: kept as a capture (nothing that is secret), in
 * goready's state folder, for who asks later what is different since.
 *
 *	since_remember(app);         the proof has passed
 *	since_forget(app);           goready is taken away
 *	return since_tell(app);      doctor --since
 */
#ifndef APP_SINCE_H
#define APP_SINCE_H

#include "app/app.h"

/* Where it cannot be kept, a proof is no worse for it. Looks at the machine anew. */
void since_remember(struct app *app);
void since_forget(struct app *app);
/* When, for people; NULL: no proof that is known of. Facts are there. */
const char *since_when(struct app *app);
int since_tell(struct app *app);

#endif
