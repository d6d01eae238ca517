/* What a shell prints while its start files are traced is anybody's: reading it ends, and each line that is
 * kept names a file, a line and a variable. */
#include <stdint.h>
#include <stdlib.h>

#include "facts/gather.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *mem = arena_open("fuzz", (size_t)256 << 20);
	struct bytes printed = { (const char *)data, size };

	arena_on_exhausted(abort); /* so that the input is kept */
	for (int shell = 0; shell < SHELL_N; shell++) {
		struct resolved answer = { 0 };

		traced_read(mem, printed, (enum shell_id)shell, &answer);
		for (size_t i = 0; i < answer.traced.n; i++)
			if (answer.traced.at[i].file[0] != '/' || answer.traced.at[i].line < 1 ||
			    !answer.traced.at[i].name[0])
				__builtin_trap();
	}
	arena_close(mem);
	return 0;
}
