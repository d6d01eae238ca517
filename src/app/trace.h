/*
 * apply --trace FILE: where the time went, in the format of Chrome's trace viewer (chrome://tracing,
 * ui.perfetto.dev): https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
 *
 * A lane a step, from its start to its end; the proof's verdicts in the proof's lane; a download's bytes
 * and, on Linux, how busy each processor was, as counters. Nothing of it is read back.
 *
 *	trace_open(&trace, loop, path, &e); ... trace_step(&trace, event); ... trace_close(&trace);
 */
#ifndef APP_TRACE_H
#define APP_TRACE_H

#include <stdio.h>

#include "run/run.h"

enum { TRACE_PROCESSORS = 64 };

struct trace {
	FILE *file; /* NULL: nobody wants one */
	struct loop *loop;
	struct timer *timer;
	int64_t began; /* loop_ms */
	bool more;     /* an event was written */
	unsigned long long busy[TRACE_PROCESSORS], all[TRACE_PROCESSORS];
};

/* The file is made anew, or nothing is begun: it cannot be written. */
enum rc trace_open(struct trace *t, struct loop *loop, const char *path, struct err *e);
void trace_step(struct trace *t, const struct run_event *event);
/* Ends the file; without one it does nothing. */
void trace_close(struct trace *t);

#endif
