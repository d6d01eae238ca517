/* The helper process that unpacks (archive/unpack.h), as a sink for bytes that can start anew. */
#ifndef RUN_UNPACKER_H
#define RUN_UNPACKER_H

#include "run/task.h"

struct unpacker;
struct unpacker_spec {
	struct run *run;
	const char *kind, *prefix, *staging;
	/* Once, in a turn of the loop: rc RC_OK, or what the helper says (ARCHIVE, NO_SPACE ...).
	 */
	void (*done)(void *ctx, enum rc rc, const struct err *e, const char *h1);
	void *ctx;
};
enum rc unpacker_start(const struct unpacker_spec *spec, struct unpacker **ret, struct err *e);
void unpacker_add(struct unpacker *u, const void *data, size_t n);
void unpacker_end(struct unpacker *u);           /* that was all */
void unpacker_restart(struct unpacker *u);       /* forget it all, empty the staging folder */
void unpacker_cancel(struct unpacker *u);        /* done with RC_CANCELLED */
bool unpacker_is_full(const struct unpacker *u); /* more waits than should: pause */

#endif
