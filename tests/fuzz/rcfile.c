/* Any bytes as a shell file: what put accepts, take gives back; and no reader leaves the buffer. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "plan/diff.h"
#include "shell/block.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void put_and_take(struct arena *mem, struct bytes file, enum block_place place)
{
	struct names folders = { 0 };
	struct shell_block old;
	struct bytes put, again, taken;
	const char *block;

	list_push(mem, &folders, "/home/ann/go/bin");
	block = shell_block_text(mem, SHELL_BASH, &folders, "/home/ann");
	if (shell_block_find(file, "f", &old, NULL) ||
	    shell_block_put(mem, file, "f", block, place, &put, NULL))
		return;
	if (shell_block_put(mem, put, "f", block, place, &again, NULL) || !bytes_equal(put, again))
		abort();
	if (shell_block_take(mem, put, "f", &taken, NULL))
		abort();
	if (!old.found && !bytes_equal(file, taken))
		abort();
	(void)diff_unified_bytes(mem, "f", file, "f", put);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *mem = arena_open("fuzz", (size_t)64 << 20);
	/* exactly as large as it says: reading past the end is seen */
	struct bytes file = { malloc(n ? n : 1), n };

	memcpy((char *)(uintptr_t)file.at, data, n);
	put_and_take(mem, file, PLACE_END);
	put_and_take(mem, file, PLACE_START);
	put_and_take(mem, file, PLACE_ABOVE_EARLY_RETURN);
	(void)shell_block_folders(mem, SHELL_BASH, file, "/home/ann");
	free((char *)(uintptr_t)file.at);
	arena_close(mem);
	return 0;
}
