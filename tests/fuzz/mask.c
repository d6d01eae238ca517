/*
 * libFuzzer over the masking of captures: whatever the text, nothing is read past its end, and a
 * user's password in front of an address' host is never left in.
 * Built as fuzz/binary.c says.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mask.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct arena *mem = arena_open("fuzz", (size_t)64 << 20);
	struct mask m = { .mem = mem, .home = "/h", .user = "abc", .new_home = "/home/user" };
	char *copy = malloc(size + 1); /* exactly as long as it is, for ASan */
	struct str s = { .mem = mem };
	struct bytes out;

	memcpy(copy, data, size);
	copy[size] = '\0';
	(void)mask_script(&m, (struct bytes){ copy, size });
	(void)mask_settings(&m, (struct bytes){ copy, size });
	(void)mask_editor_lines(&m, (struct bytes){ copy, size });
	free(copy);
	str_add_bytes(&s, data, size);
	str_add(&s, "\n \"' \n x https://name:hunter2@host.example/\n");
	out = mask_text(&m, str_bytes(&s));
	if (!str_ends(out.at, "https://host.example/\n") && strlen(out.at) == out.n)
		abort();
	arena_close(mem);
	return 0;
}
