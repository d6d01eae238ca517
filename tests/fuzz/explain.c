/* What explain reads: any bytes become lines, things and commands, without a fact of any machine. */
#include <stddef.h>
#include <stdint.h>

#include "explain/explain.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct catalogue *catalogue;
	static struct arena *lasting;
	struct arena *mem = arena_open("fuzz", 256u << 20);
	struct command_machine machine = { .os = OS_LINUX, .cpu = ARCH_AMD64 };
	struct explanation x;

	if (!lasting) {
		lasting = arena_open("catalogue", 64u << 20);
		catalogue = catalogue_builtin(lasting);
	}
	x = explain_read(mem, catalogue, (struct bytes){ (const char *)data, size });
	for (size_t i = 0; i < x.pipelines.n; i++) {
		struct command_match match;

		(void)command_find(mem, &catalogue->commands, &x.pipelines.at[i], machine, &match);
	}
	arena_close(mem);
	return 0;
}
