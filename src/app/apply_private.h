/* Inside goready apply: the way (apply.c), what is said on it (apply_steps.c), and at its end (apply_end.c). */
#ifndef APP_APPLY_PRIVATE_H
#define APP_APPLY_PRIVATE_H

#include "app/drive.h"
#include "app/heartbeat.h"
#include "app/quarters.h"
#include "app/trace.h"

struct applying {
	struct app *app;
	struct drive drive;
	bool went_on; /* a run went before this one, and goes back with it */
	struct quarters quarters;
	struct heartbeat beat;
	struct trace trace;
};

/* ---- on the way: JSON lines on stdout or in the report's file, else sentences on stderr ---- */

bool apply_wants_json(const struct applying *a);
void apply_out_json(const struct applying *a, const struct json *line);
void apply_tell_plan(struct applying *a);
/* struct drive's seen, lend and meanwhile; ctx is the struct applying. */
void apply_seen(void *ctx, const struct event *event);
void apply_meanwhile(void *ctx);
void apply_lend(void *ctx, bool lent, const char *why);

/* ---- at the end; where an int is returned it is the exit status ---- */

/* The last line of --json, for every end; run: NULL where there was none. */
void apply_tell_result(struct applying *a, bool ok, const char *run);
int apply_nothing_to_do(struct applying *a);
/* The plan was shown, and nobody had agreed to it. */
int apply_only_shown(struct applying *a);
/* The run is over, one way or the other. */
int apply_ended(struct applying *a);

#endif
