/* Profiles, manifests, go.dev's list and GOPROXY are anybody's bytes: reading them ends, and a
 * profile that is taken names no source that goready may not fetch from. */
#include <stdint.h>
#include <stdlib.h>

#include "net/net.h"
#include "wants/goproxy.h"
#include "wants/latest.h"
#include "wants/manifest.h"
#include "wants/profile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_sources(const struct profile *p)
{
	for (size_t i = 0; i < p->tool[TOOL_GO].sources.n; i++) {
		const char *address, *why;

		if (where_parse(TOOL_GO, p->tool[TOOL_GO].sources.at[i], &address, &why) ==
			    WHERE_ADDRESS &&
		    !net_url_allowed(address))
			__builtin_trap();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	arena_on_exhausted(abort); /* so that the input is kept */
	struct arena *mem = arena_open("fuzz", (size_t)64 << 20);
	struct bytes text = { arena_memdup(mem, data, size), size };
	struct latest_answer answers[] = { { "go", text } };
	const struct profile *profile;
	const struct manifest *manifest;
	struct err e = { 0 };

	if (!profile_parse(mem, text, "profile.json", &profile, &e))
		check_sources(profile);
	if (!manifest_parse(mem, text, &manifest, &e) && !manifest_version(manifest, TOOL_GO))
		__builtin_trap();
	manifest_with_latest(mem, manifest_builtin(mem), answers, 1, &manifest, &e);
	goproxy_split(mem, goproxy_repaired(mem, text.at));
	arena_close(mem);
	return 0;
}
