/* Starting a program. Inside loop only. */
#ifndef LOOP_SPAWN_H
#define LOOP_SPAWN_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/err.h"
#include "base/list.h"
#include "loop/loop.h"

struct spawn {
	const struct names *argv;
	const struct names *env; /* NULL: ours; see child_spec */
	bool env_as_given;       /* see child_spec */
	const char *folder;      /* NULL: "/" */
	bool input;              /* a pipe to stdin; else /dev/null */
	enum child_session session;
	/* Given back: our ends of the pipes, not blocking, close-on-exec; in is -1 without input,
	 * all are for SESSION_TERMINAL. */
	pid_t pid;
	int in, out, err;
	int start_errno; /* why exec failed, 0 where it was something else */
};

/* Waits until exec has happened or failed. */
enum rc spawn_start(struct spawn *s, struct err *e);
/* As fork(2); in the child all signals are held back, so that none runs a handler of ours there. */
pid_t fork_held_back(void);
int fd_prepare(int fd); /* not blocking, close-on-exec; as fcntl */

#endif
