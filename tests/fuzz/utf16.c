/* UTF-16 in either order of its bytes gives the same text, and that is UTF-8. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf16.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *read_in(struct arena *mem, const char *bytes, size_t n, enum utf16_order order)
{
	struct str s = { .mem = mem };

	str_add_utf16(&s, (struct bytes){ bytes, n }, order);
	if (!utf8_valid(str_bytes(&s)))
		abort();
	return str_text(&s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *mem = arena_open("fuzz", (size_t)64 << 20);
	char *bytes = malloc(size ? size : 1), *swapped = malloc(size ? size : 1);

	if (!bytes || !swapped)
		abort();
	memcpy(bytes, data, size);
	memcpy(swapped, data, size);
	for (size_t i = 0; i + 1 < size; i += 2) {
		swapped[i] = bytes[i + 1];
		swapped[i + 1] = bytes[i];
	}
	if (strcmp(read_in(mem, bytes, size, UTF16_LITTLE), read_in(mem, swapped, size, UTF16_BIG)))
		abort();
	free(bytes);
	free(swapped);
	arena_close(mem);
	return 0;
}
