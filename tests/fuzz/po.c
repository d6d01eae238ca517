/* Catalogues come from translators' editors: reading one ends, and what it gives can be looked up. */
#include <stdint.h>
#include <stdlib.h>

#include "base/po.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *mem = arena_open("fuzz", (size_t)64 << 20);
	struct po *po;
	struct err e;

	arena_on_exhausted(abort); /* so that the input is kept */
	if (!po_parse(mem, (struct bytes){ (const char *)data, size }, &po, &e)) {
		const char *text, *translated;
		size_t at = 0;

		po_header(mem, po, "Language");
		while (po_each(po, &at, &text, &translated))
			if (!po_find(po, text))
				__builtin_trap();
	}
	arena_close(mem);
	return 0;
}
