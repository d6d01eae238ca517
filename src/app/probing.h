/*
 * Trying addresses, side by side: done only once the user has agreed to it. Asynchronous, in the
 * loop; app_probe waits for it.
 */
#ifndef APP_PROBING_H
#define APP_PROBING_H

#include "app/app.h"
#include "wants/probe.h"

/* 3 s each. The lists are gone after `done`; what they hold lives in app->machine. */
typedef void probing_done(void *ctx, const struct addresses *addresses,
			  const struct formulae *formulae);
struct probing;
/* Public mirrors hear of a machine only where somebody asked for that. */
enum probing_mirrors { PROBE_NO_MIRRORS, PROBE_MIRRORS };
struct probing *probing_start(struct app *app, struct probes probes, enum probing_mirrors mirrors,
			      probing_done *done, void *ctx);
void probing_cancel(struct probing *probing);

/* Blocking, all addresses there are, into app->observed, for commands without a ui; Ctrl-C cancels (RC_CANCELLED). */
enum rc app_probe(struct app *app, struct err *e);

#endif
