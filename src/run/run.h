/*
 * Carrying out a plan: the only stage that writes.
 *
 * Steps whose needs are met run side by side in the loop; steps that touch the same path or one
 * inside the other are ordered. Ahead of each effect the journal has the intent and the bytes that
 * will be replaced, on disk; after it a record that it is done. When a step fails the running ones
 * are cancelled and, without keep_going, what was done is rolled back. Events tell of it all.
 *
 *	run_start(&spec, &run, &e); while (!run_ended(run)) loop_turn(loop, -1); run_close(run);
 */
#ifndef RUN_RUN_H
#define RUN_RUN_H

#include "loop/loop.h"
#include "plan/plan.h"

enum step_state {
	STATE_WAITING,
	STATE_STARTED,
	STATE_PROGRESS,
	STATE_DONE,
	STATE_FAILED,
	STATE_SKIPPED,
	STATE_CANCELLED,
	STATE_ROLLED_BACK
};
const char *step_state_name(enum step_state state);

struct run_event {
	const struct step *step;
	enum step_state state;
	uint64_t bytes, total; /* progress; total 0 unknown */
	uint64_t per_second;   /* 0 unknown */
	int seconds_left;      /* -1 unknown */
	int ms;                /* since it started */
	bool otherwise;        /* it goes the other way: step->summary_otherwise */
	const char *note; /* a sentence: "go.dev does not answer, going on with ..."; or NULL */
	const struct err *error;    /* failed; it does not name the step */
	const struct json *verdict; /* of the proof step: one verdict, as prove --json has it */
};
struct run_result {
	bool ok;           /* everything done, the proof passed */
	bool proof_failed; /* all but the proof was done; it stays, or is rolled_back */
	bool cancelled, rolled_back;
	const char *id;   /* the run's, NULL where nothing was begun */
	struct err error; /* the first failure, its step named in front */
	size_t done, failed;
};
struct run_spec {
	struct host *host;
	struct loop *loop;
	const struct plan *plan;
	const char *state; /* as journal_begin has it */
	const struct facts *facts;
	const struct wants *wants;
	bool keep_going;
	bool unproven_goes_back; /* where the proof fails, all is as it was before */
	/* A run that was broken off is one with this, which does the rest of it; so is one that opened what this
	 * finds inside. */
	bool goes_on;
	/* How the proof step is run: a helper process that prints one JSON line per verdict,
	 * {"event":"verdict",...}, and {"event":"proved","ok":bool,"error":"..."|null} at the end.
	 */
	struct names prove_argv;
	/* A helper that fetches the proof's modules while other steps run (proof_warm); part of the
	 * proof step, started once Go is in place, with its path as the last argument ("": what is
	 * found); none where empty. */
	struct names warm_argv;
	/* Is there a terminal that sudo can ask on? */
	bool terminal;
	/* The terminal is lent to a child that talks with the user: `why` is to be said first, then
	 * nothing written until it comes back (lent false). NULL: nobody writes to it anyway. */
	void (*lend)(void *ctx, bool lent, const char *why);
	const char *log; /* folder for children's output, inside the run's; set by run_start when
			    NULL */
	void (*event)(void *ctx, const struct run_event *event);
	void (*ended)(void *ctx, const struct run_result *result);
	/* Called about once a second while it takes back what it did: the loop stands still as long. NULL: not. */
	void (*meanwhile)(void *ctx);
	void *ctx;
};
struct run;
/* LOCKED, or CHANGED (by another goready, since `state`), or the journal cannot be written, or DENIED: the plan needs a password and nobody can be
 * asked for it. Nothing has been changed. */
enum rc run_start(const struct run_spec *spec, struct run **ret, struct err *e);
/* Stops what runs and, without keep_going, rolls back (with it what is complete stays, for the user
 * to be asked about undo); ended is called in a later turn. */
void run_cancel(struct run *run);
bool run_ended(const struct run *run);
const struct run_result *run_result(const struct run *run);
void run_close(struct run *run);

#endif
