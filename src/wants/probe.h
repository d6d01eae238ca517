/*
 * The addresses that are worth trying before anything is downloaded. Whoever has the network does
 * the trying.
 */
#ifndef WANTS_PROBE_H
#define WANTS_PROBE_H

#include "wants/wants.h"

/* An address to try; probe_address begins what it gave. Roles: "go", "protoc" (HEAD of
 * an archive), "goproxy", "sumdb" (404: the proxy does not pass it on, go asks the database
 * itself), "mirror" (offered ones), "brew" (Homebrew's API: the body is for
 * formula_read), "brew-mirror". Empty where every tool is kept. */
struct probe {
	const char *role, *url;
	enum tool_id tool; /* whose archive it is; TOOL_N: no tool's */
	bool head;
	bool formula; /* the body is wanted */
};
struct probes LIST_OF(struct probe);
struct probes wants_probes(struct arena *mem, const struct facts *f, const struct wants *w);
/* The same for kept tools too: what `doctor --network` tries. */
struct probes wants_probes_all(struct arena *mem, const struct wants *w);
/* Not tried yet: REACH_UNKNOWN. */
struct address probe_address(struct arena *mem, const struct probe *probe);

#endif
