/*
 * The wizard, driven: its wishes are fulfilled here, in the loop. Two drivers share this: the front
 * ends (wizard_command.c), which ask a person, and `apply` (apply.c), which gives the recommended
 * answers, so that all of them take the same way to the same plan.
 *
 *	drive_open(app, ..., &d, &e);  then set what it calls back (seen, lend, ctx), and
 *	drive_action(&d, ...);         the user's answers go in; turn the loop until drive_idle
 *	drive_close(&d);               stops what is under way, and waits for it; remembers a proof
 *
 * Everything lives in app's arenas but the plan, whose arena drive_close closes.
 */
#ifndef APP_DRIVE_H
#define APP_DRIVE_H

#include "app/app.h"
#include "wizard/wizard.h"

struct drive {
	struct app *app;
	struct wizard wizard;
	struct arena *plan_mem;
	const char *state;       /* of the journals, from before the machine was looked at */
	bool start_no_shells;    /* apply without --yes: addresses are tried, no shell is started */
	bool try_no_addresses;   /* nothing is going to be fetched */
	bool unproven_goes_back; /* run_spec's */
	bool roll_back;          /* a failed step takes the run back; else what is complete stays */
	/* Called after each event the wizard took; may be NULL. */
	void (*seen)(void *ctx, const struct event *event);
	/* As run_spec's lend; NULL: nothing is written to the terminal that could be in the way. */
	void (*lend)(void *ctx, bool lent, const char *why);
	/* While undo waits for a command or goes through a tree, and the loop stands still: a front end may say
	 * so; NULL. */
	void (*meanwhile)(void *ctx);
	void *ctx;

	/* what is under way */
	struct probing *probing;
	struct asking *asking;
	int looks_left;
	bool checking; /* the look is one after a repair */
	const char *overlay;
	struct run *run;
	struct timer *tick;
	long long run_began; /* by the loop's clock */
	struct proving *proving;
	bool proven; /* a proof passed, and nothing was undone since: kept for doctor --since in the end */
	struct child *measuring;
	struct str measured;
	struct undoing *undoing;
	bool sudo_asked; /* ... for it */
	struct timer *next_undo;
};

/* unattended: nobody answers; what only a person decides takes its recommended answer. */
enum rc drive_open(struct app *app, enum wizard_mode mode, const struct names *only,
		   bool unattended, struct drive *ret, struct err *e);
/* Hands an event to the wizard and starts what it then wishes for. */
void drive_event(struct drive *d, const struct event *event);
void drive_action(struct drive *d, enum action_id action);
void drive_choose(struct drive *d, const char *choice, const char *option);
/* Stops what is under way: a run is cancelled and taken back; waits until it has ended. */
void drive_cancel(struct drive *d);
bool drive_idle(const struct drive *d);  /* nothing under way: the wizard waits for an answer */
bool drive_ended(const struct drive *d); /* it wishes to quit */
void drive_close(struct drive *d);

#endif
