#include "ui/json_out.h"

#include <stdio.h>
#include <unistd.h>

#include "base/descriptor.h"

static bool is_cut;

static void print(const struct json *value, bool indented)
{
	struct arena *mem = arena_open("output", (size_t)64 << 20);
	struct str s = { .mem = mem };

	str_add(&s, json_print(mem, value, indented));
	if (!indented)
		str_add_char(&s, '\n');
	fflush(stdout); /* what stdio still holds comes first */
	is_cut |= !fd_write_all(STDOUT_FILENO, s.at, s.n);
	arena_close(mem);
}

bool json_out_is_cut(void)
{
	return is_cut;
}

void json_out_line(const struct json *value)
{
	print(value, false);
}

void json_out_whole(const struct json *value)
{
	print(value, true);
}
