/*
 * One download: fetched (or taken from the cache), hashed and unpacked as it arrives.
 *
 *	network or cache file -> SHA-256 -> helper process -> staging folder
 *
 * In the cache it is FILE.part until its checksum is known to be right, then FILE; a whole FILE
 * with the right checksum needs no network. Each ends by `done`, once, from the loop: RC_OK: it is
 * in the cache, and unpacked in staging where `unpack` says so. RC_CHECKSUM: wrong bytes, deleted.
 * RC_ARCHIVE: they do not unpack, deleted. What net.h gives: the part is kept. Staging is not
 * cleaned after a failure.
 */
#ifndef RUN_DOWNLOAD_H
#define RUN_DOWNLOAD_H

#include "run/task.h"

struct download_job;
struct download_job_spec {
	struct task *task;
	const struct download *download;
	const char *label;   /* of its source, for messages */
	const char *cache;   /* folder, exists */
	const char *staging; /* folder, empty where something is unpacked */
	bool may_be_slow;
	void (*progress)(void *ctx, uint64_t bytes, uint64_t total);
	void (*done)(void *ctx, enum rc rc, const struct err *e);
	void *ctx;
};
enum rc download_start(const struct download_job_spec *spec, struct download_job **ret,
		       struct err *e);
void download_cancel(struct download_job *job); /* done with RC_CANCELLED follows in a later turn */
/* Where it is, once it is whole. */
const char *download_file(struct arena *mem, const char *cache, const struct download *d);

#endif
