#include "shell/posix.h"

const struct shell_kind shell_bash = {
	.name = "bash",
	.lines = &posix_lines,
	.read_line = posix_read_line,
	.repair = posix_repair,
};
