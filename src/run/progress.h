/* How fast, and how long yet: pure arithmetic over a clock in milliseconds. */
#ifndef RUN_PROGRESS_H
#define RUN_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	uint64_t bytes, total; /* total 0: unknown */
	uint64_t per_second;   /* smoothed; 0 unknown */
	int seconds_left;      /* -1 unknown */
	int64_t mark_ms;       /* when the present stretch began */
	uint64_t mark_bytes;
	int64_t said_ms;
	bool begun;
};

/* Notes where it stands; true where it is time to say so: first, at the end, and at most four times
 * a second between. Going back (a transfer that starts again) begins anew. */
bool progress_note(struct progress *p, int64_t now_ms, uint64_t bytes, uint64_t total);

#endif
