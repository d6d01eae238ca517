#include "shell/posix.h"

const struct shell_kind shell_zsh = {
	.name = "zsh",
	.lines = &posix_lines,
	.read_line = posix_read_line_with_arrays,
	.repair = posix_repair,
};
