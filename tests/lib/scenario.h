/*
 * A run with one step of each kind on real files: an archive in the cache is fetched and unpacked
 * by the real helper (GOREADY_TEST_PROGRAM), a link switched, a command's result placed, a start
 * file edited and a new one written. For the tests of run and undo.
 */
#ifndef SCENARIO_H
#define SCENARIO_H

#include "loop/loop.h"
#include "run/run.h"

struct scenario {
	struct host *host;
	struct loop *loop;
	struct facts *facts;
	struct wants wants;
	struct plan plan;
	struct run_spec spec;
	struct run *run;
	struct run_result result; /* as `ended` told it */
	int ends;                 /* how often that was */
	struct str events;        /* "go.fetch started\n" ... without progress */
	struct str notes;
	struct str done; /* what each step says it has done, a line each */
	size_t progress;
	struct err error; /* of the first failed step */
	struct str verdicts;
	const char *cancel_at; /* "STEP STATE": run_cancel when this event comes */
};

/* The home folder as it is before, and the plan over it. */
void scenario_init(struct scenario *s);
struct step *scenario_step(struct scenario *s, const char *id); /* to change one; fails without */
/* To the end; RC_OK where the run began. */
enum rc scenario_run(struct scenario *s, struct err *e);
/* Everything of the home folder but the journal and the download cache. */
const char *scenario_home(void);
void scenario_undo(struct scenario *s); /* the last run, with the real host */

#endif
