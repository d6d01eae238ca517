/*
 * Children must not outlive goready: a build that goes on after its goready was killed would write
 * what undo has just removed.
 *
 * A guard process, forked at the first child, waits at the end of a pipe (the lifeline) that only
 * we and children before their exec hold. Each child writes its process group into it; when the
 * pipe ends, because we are gone however that came, the guard kills the groups that are left. On
 * Linux the system kills the child itself too (PR_SET_PDEATHSIG), should the guard be gone.
 * What runs as another user (sudo) is out of reach of both.
 */
#ifndef LOOP_GUARD_H
#define LOOP_GUARD_H

#include <sys/types.h>

/* Before a fork: starts the guard once. Children run without one where it cannot be started. */
void guard_start(void);
/* In the child, leader of its group, before exec: only async-signal-safe calls. */
void guard_child(pid_t parent);
/* Before the child is waited for: its number may be another's afterwards. */
void guard_forget(pid_t group);
/* The largest descriptor that is open here; for closing all after a fork. */
int fd_largest(void);

#endif
