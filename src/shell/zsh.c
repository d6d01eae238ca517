#include "shell/posix.h"

static void add_shellenv(struct str *out, const char *prefix, const char *home)
{
	posix_add_shellenv(out, "zsh", prefix, home);
}

const struct shell_kind shell_zsh = {
	.name = "zsh",
	.lines = &posix_lines,
	.read_line = posix_read_line_with_arrays,
	.repair = posix_repair,
	.block_words = &posix_words,
	.add_folders = posix_add_folders,
	.add_shellenv = add_shellenv,
	.add_by_hand = posix_add_by_hand,
};
