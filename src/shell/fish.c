#include "shell/fish.h"

const struct shell_kind shell_fish = {
	.name = "fish",
	.lines = &fish_lines,
	.read_line = fish_read_line,
	.repair = fish_repair,
	.block_words = &fish_words,
	.add_folders = fish_add_folders,
	.add_shellenv = fish_add_shellenv,
	.add_by_hand = fish_add_by_hand,
};
