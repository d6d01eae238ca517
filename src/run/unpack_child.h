/* The child that unpacks (archive/unpack.h runs in it), as a sink for bytes that can start anew. */
#ifndef RUN_UNPACK_CHILD_H
#define RUN_UNPACK_CHILD_H

#include "run/task.h"

struct unpack_child;
struct unpack_child_spec {
	struct run *run;
	const char *kind, *prefix, *staging;
	/* Once, in a turn of the loop: rc RC_OK, or what the helper says (ARCHIVE, NO_SPACE ...).
	 */
	void (*done)(void *ctx, enum rc rc, const struct err *e, const char *h1);
	void *ctx;
};
enum rc unpack_child_start(const struct unpack_child_spec *spec, struct unpack_child **ret,
			   struct err *e);
void unpack_child_add(struct unpack_child *u, const void *data, size_t n);
void unpack_child_end(struct unpack_child *u);     /* that was all */
void unpack_child_restart(struct unpack_child *u); /* forget it all, empty the staging folder */
void unpack_child_cancel(struct unpack_child *u);  /* done with RC_CANCELLED */
bool unpack_child_is_full(const struct unpack_child *u); /* more waits than should: pause */

#endif
