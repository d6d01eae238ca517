/* The loop's two halves: loop.c (descriptors, timers, signals), child.c (children). Inside loop only. */
#ifndef LOOP_LOOP_INTERNAL_H
#define LOOP_LOOP_INTERNAL_H

#include <poll.h>

#include "loop/loop.h"

struct watch {
	int fd, events;
	unsigned serial; /* tells a new watch of an old number from the one that was polled */
	void (*fn)(void *ctx, int fd, int events);
	void *ctx;
};

struct timer {
	struct timer *next;
	int64_t due;
	unsigned serial;
	void (*fn)(void *ctx);
	void *ctx;
};

struct loop {
	struct watch *watches;
	size_t watch_n, watch_room;
	struct pollfd *polled;
	unsigned *polled_serials;
	size_t polled_room;
	struct timer *timers;
	struct child *children;
	unsigned serial;
	int signal_pipe[2];
	void (*on_signal)(void *ctx, int signal);
	void *signal_ctx;
	void *attached;
	void (*attached_done)(void *data);
};

/* Memory, or the end of the program with a sentence: as arenas do. */
void *loop_grab(void *old, size_t size);
void children_reap(struct loop *loop); /* after SIGCHLD */

#endif
