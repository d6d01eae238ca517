#include "shell/fish.h"

const struct shell_kind shell_fish = {
	.name = "fish",
	.lines = &fish_lines,
	.read_line = fish_read_line,
	.repair = fish_repair,
};
