/*
 * The addresses that are worth trying before anything is downloaded. Whoever has the network does
 * the trying.
 */
#ifndef WANTS_PROBE_H
#define WANTS_PROBE_H

#include "wants/wants.h"

/* What trying the sources needs, and what it gave (app does the fetching): `source->reach` and
 * `ms`, and an entry in facts' environment.addresses with the role. Roles: "go", "protoc" (HEAD of
 * an archive), "goproxy", "sumdb" (404: the proxy does not pass it on, go asks the database
 * itself), "mirror" (offered ones), "brew" (Homebrew's API: the body goes through formula_read into
 * facts' brew.formulae), "brew-mirror". Empty where every tool is kept. */
struct probe {
	const char *role, *url;
	struct source *source;
	bool head;
	bool formula; /* the body is wanted */
};
struct probes LIST_OF(struct probe);
struct probes wants_probes(struct arena *mem, const struct facts *f, struct wants *w);
/* The same for kept tools too: what `doctor --network` tries. */
struct probes wants_probes_all(struct arena *mem, struct wants *w);

#endif
