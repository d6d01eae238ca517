/* A catalogue is written by contributors: reading any bytes as one ends, and so does reading a text with
 * what it gives. The text stands behind the first NUL. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "explain/explain.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *mem = arena_open("fuzz", 256u << 20);
	const uint8_t *nul = size ? memchr(data, 0, size) : NULL;
	size_t n = nul ? (size_t)(nul - data) : size;
	struct catalogue catalogue = { 0 };
	struct err e = { 0 };

	if (!catalogue_parse(mem, "fuzz", (struct bytes){ (const char *)data, n }, &catalogue,
			     &e) &&
	    nul)
		(void)explain_read(mem, &catalogue,
				   (struct bytes){ (const char *)nul + 1, size - n - 1 });
	arena_close(mem);
	return 0;
}
