/* Start files are anybody's bytes: reading their assignments ends, and stays inside. */
#include <stdint.h>
#include <stdlib.h>

#include "shell/shell.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	arena_on_exhausted(abort); /* so that the input is kept */
	struct arena *mem = arena_open("fuzz", (size_t)64 << 20);
	struct bytes text = { arena_memdup(mem, data, size), size };

	for (int shell = 0; shell <= SHELL_N; shell++) {
		struct assignments found = { 0 };

		assignments_parse(mem, text, "file", shell_kind((enum shell_id)shell), &found);
		for (size_t i = 0; i < found.n; i++)
			if (!found.at[i].value || found.at[i].line < 1)
				__builtin_trap();
	}
	arena_close(mem);
	return 0;
}
