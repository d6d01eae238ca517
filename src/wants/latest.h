/*
 * The newest releases, asked of their publishers (--latest): the caller asks latest_requests, GETs
 * each url (go.dev's JSON and its history, GitHub's JSON, a proxy's lines; one that fails is left out),
 * and hands the bodies to manifest_with_latest, which gives a manifest whose newest releases come first.
 * Requests with the same id are alternatives: one answer is enough. A body that is no such list is an
 * error.
 */
#ifndef WANTS_LATEST_H
#define WANTS_LATEST_H

#include "wants/manifest.h"

struct latest_request {
	const char *id, *url;
	const char *what; /* what the list is about; translated */
};
struct latest_requests LIST_OF(struct latest_request);
struct wants_options;
/* Of what these options ask for; tools that are left alone are not asked about. */
struct latest_requests latest_requests(struct arena *mem, const struct wants_options *o,
				       const char *goproxy);
struct latest_answer {
	const char *id;
	struct bytes body;
};
enum rc manifest_with_latest(struct arena *mem, const struct manifest *m,
			     const struct latest_answer *answers, size_t answer_n,
			     const struct manifest **ret, struct err *e);

#endif
