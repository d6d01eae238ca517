/*
 * The plan that puts a release of goready itself in place: like any other plan shown, journaled and
 * undone. Each version has its own folder, data/app/goready-VERSION; data/bin/goready is a link to
 * the one in use, switched when the new program has been started once, and data/man, where man looks
 * beside a bin folder of PATH, one to its manual.
 */
#ifndef PLAN_SELF_INSTALL_H
#define PLAN_SELF_INSTALL_H

#include "plan/plan.h"
#include "wants/self_release.h"

struct self_source {
	struct self_release release;
	const char *url;           /* of its archive; not used where the cache holds it */
	const char *label;         /* where it comes from, for messages */
	const char *checksum_from; /* "SHA256SUMS of example.org" */
	const char *cache;         /* folder for the archive */
	const char *linked;        /* what data/bin/goready leads to now; NULL nothing */
	const char *linked_man;    /* what data/man leads to now */
	bool man_is_theirs;        /* data/man is something else than a link: it is left alone */
	uint64_t size;             /* 0 unknown */
};
void plan_self(struct arena *mem, const struct facts *f, const struct self_source *source,
	       struct plan *ret);

const char *self_folder(struct arena *mem, const struct places *places); /* data/app */
const char *self_link(struct arena *mem, const struct places *places);   /* data/bin/goready */
const char *self_man(struct arena *mem, const struct places *places);    /* data/man */

#endif
