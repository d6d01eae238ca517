/* Start files are anybody's bytes: reading what they take in ends, and names are not empty. */
#include <stdint.h>
#include <stdlib.h>

#include "shell/uses.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	arena_on_exhausted(abort); /* so that the input is kept */
	struct arena *mem = arena_open("fuzz", (size_t)64 << 20);
	struct bytes text = { arena_memdup(mem, data, size), size };

	for (int shell = 0; shell < SHELL_N; shell++) {
		struct line_uses found = { 0 };

		line_uses_parse(mem, text, shell_kind((enum shell_id)shell), &found);
		for (size_t i = 0; i < found.n; i++)
			if (!found.at[i].what[0] || found.at[i].line < 1)
				__builtin_trap();
	}
	arena_close(mem);
	return 0;
}
