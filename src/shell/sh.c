#include "shell/posix.h"

static const char *const also[] = { "dash", "ash", NULL };

const struct shell_kind shell_sh = {
	.name = "sh",
	.also = also,
	.lines = &posix_lines,
	.read_line = posix_read_line,
	.repair = posix_repair,
};
