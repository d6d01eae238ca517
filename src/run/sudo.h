/*
 * sudo in a run: asked for the password once, in front of the terminal, then kept from forgetting
 * it until the run ends, when it is made to. goready never sees the password.
 *
 * What sudo remembers holds for one terminal and session (sudoers(5), timestamp_type), so whoever
 * calls it during the run is a child with SESSION_OURS.
 */
#ifndef RUN_SUDO_H
#define RUN_SUDO_H

#include "run/task.h"

/* Would sudo do without a password, or is there a terminal it can ask on? DENIED: neither, and the
 * plan needs it. Blocking, for at most a few seconds. */
enum rc sudo_check(const struct run_spec *spec, struct err *e);
/* True once the run has none of its own any more: until then end() waits (run_look_again). */
bool sudo_is_forgotten(struct run *r);
/* Keeps it from forgetting until the run ends. */
void sudo_keep(struct run *r);
/* Before each call of sudo: it is asked for the password again where it has forgotten it. `why` is said
 * before it asks (NULL: once more). `done` gets NULL once it is ready (at once, in a later turn, where
 * it remembers nothing anyway), or why not; CANCELLED where the run is stopping. The child that asks can
 * be ended by sudo_ask_no_more. NULL: it could not be started. */
struct asking;
struct asking *sudo_get_ready(struct run *r, const char *why,
			      void (*done)(void *ctx, const struct err *e), void *ctx,
			      struct err *e);
void sudo_ask_no_more(struct asking *asking);
/* For steps that call it. How they are started: in the background of our session, where sudo knows
 * what it remembers; or, where it remembers nothing, in front, where it can ask: then the terminal
 * has to be lent before, and given back when they end. */
enum child_session sudo_session(struct run *r);
bool sudo_forgets(struct run *r); /* it remembers nothing: each call asks anew */
void sudo_lend_to_talk(struct run *r, const char *why);
void sudo_lent_back(struct run *r);
/* A child in the background that wants to ask all the same, and was stopped by the system. */
void sudo_lend(struct run *r, struct child *child);

#endif
