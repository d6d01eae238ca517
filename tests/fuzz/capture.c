/* A capture comes with a bug report: whatever is in it, the rules come to an end over it, and what is
 * said of it is JSON. */
#include <stdint.h>
#include <stdlib.h>

#include "capture/capture.h"
#include "facts/facts.h"
#include "rules/rules.h"
#include "wants/manifest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *mem = arena_open("fuzz", (size_t)256 << 20);
	struct wants_options options = { .manifest = manifest_builtin(mem) };
	struct rule_input in = { .manifest = options.manifest, .mem = mem };
	struct host *host;
	struct json *json, *again;
	struct wants wants;
	struct err e;

	arena_on_exhausted(abort);
	if (!json_parse(mem, (struct bytes){ (const char *)data, size }, &json, &e)) {
		const char *text = json_print(mem, json, true);

		if (json_parse(mem, bytes_of(text), &again, &e) && e.rc != RC_LIMIT)
			abort();
		if (!host_captured_open(mem, json, &host, &e)) {
			in.facts = facts_gather(mem, host, NULL);
			if (!wants_make(mem, in.facts, &options, &wants, &e)) {
				in.wants = &wants;
				rules_check(&in);
			}
		}
	}
	arena_close(mem);
	return 0;
}
