/*
 * Out of memory, or at one of goready's own limits, in the middle of a run: this process can do
 * nothing more, but the machine must not stay half changed. The terminal is given back, children
 * are ended, and a fresh process in our place takes the run back (`goready --helper take-back`).
 *
 *	rescue_init(&app);                     // once
 *	rescue_arm(run_id);                    // a run has begun
 *	rescue_disarm();                       // and has ended
 */
#ifndef APP_RESCUE_H
#define APP_RESCUE_H

#include "app/app.h"

void rescue_init(struct app *app); /* kept: app outlives every arena but its own */
void rescue_arm(const char *run);
void rescue_disarm(void);
/* The helper: takes the run back, says so (as a JSON line of `apply` where json), exits 1. */
int take_back_main(struct app *app, const char *run, bool json);

#endif
