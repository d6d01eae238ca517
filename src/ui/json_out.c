#include "ui/json_out.h"

#include <stdio.h>
#include <unistd.h>

static void write_all(const char *text, size_t n)
{
	while (n > 0) {
		ssize_t done = write(STDOUT_FILENO, text, n);

		if (done <= 0)
			return; /* the reader is gone: nothing is left to tell */
		text += done;
		n -= (size_t)done;
	}
}

static void print(const struct json *value, bool indented)
{
	struct arena *mem = arena_open("output", (size_t)64 << 20);
	struct str s = { .mem = mem };

	str_add(&s, json_print(mem, value, indented));
	if (!indented)
		str_add_char(&s, '\n');
	fflush(stdout); /* what stdio still holds comes first */
	write_all(s.at, s.n);
	arena_close(mem);
}

void json_out_line(const struct json *value)
{
	print(value, false);
}

void json_out_whole(const struct json *value)
{
	print(value, true);
}
