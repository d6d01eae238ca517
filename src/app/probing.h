/*
 * Trying addresses, side by side: done only once the user has agreed to it. Asynchronous, in the
 * loop; app_probe waits for it.
 */
#ifndef APP_PROBING_H
#define APP_PROBING_H

#include "app/app.h"
#include "wants/probe.h"

/* Tries these addresses side by side (3 s each) and fills in sources' reach and facts' addresses.
 */
struct probing;
struct probing *probing_start(struct app *app, struct probes probes, void (*done)(void *ctx),
			      void *ctx);
void probing_cancel(struct probing *probing);

/* Blocking, all addresses there are, for commands without a ui; Ctrl-C cancels (RC_CANCELLED). */
enum rc app_probe(struct app *app, struct err *e);

#endif
