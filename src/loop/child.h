/* A child of the loop: child.c (its output and its end), child_input.c. Inside loop only. */
#ifndef LOOP_CHILD_H
#define LOOP_CHILD_H

#include "loop/loop_internal.h"

/* Bytes the child has not taken yet. */
struct chunk {
	struct chunk *next;
	size_t n, taken;
	char data[];
};

struct stream {
	int fd; /* -1 closed */
	void (*fn)(void *ctx, struct bytes data);
	char *line;
	size_t n;
};

struct child {
	struct child *next;
	struct loop *loop;
	pid_t pid;
	bool lines, exited, killed, timed_out, input_ends;
	int status;
	uint64_t peak_memory;
	int in;
	struct chunk *first, *last;
	size_t queued;
	struct stream out, err;
	struct timer *limit, *killing, *linger;
	enum child_session session;
	void (*stopped)(void *ctx);
	void (*done)(void *ctx, int status, bool timed_out);
	void *ctx;
};

void child_close_watched(struct child *c, int *fd);
void child_drop_queue(struct child *c);

#endif
