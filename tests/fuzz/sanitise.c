/* Foreign text: whatever comes in, only newlines and printable UTF-8 come out, and it wraps. */
#include <stdint.h>
#include <stdlib.h>

#include "ui/ui.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *mem = arena_open("fuzz", (size_t)64 << 20);
	const char *text = text_sanitise(mem, (struct bytes){ (const char *)data, n }, 200, 5000);
	int width = n ? data[0] % 60 + 2 : 2;
	struct names lines = text_wrap(mem, text, width);

	for (const unsigned char *s = (const unsigned char *)text; *s; s++)
		if ((*s < 0x20 && *s != '\n') || *s == 0x7f || (s[0] == 0xc2 && s[1] < 0xa0))
			abort();
	for (size_t i = 0; i < lines.n; i++)
		if (text_width(lines.at[i]) > width)
			abort();
	arena_close(mem);
	return 0;
}
