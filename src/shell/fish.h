/* Inside shell: the two halves of fish. */
#ifndef SHELL_FISH_H
#define SHELL_FISH_H

#include "shell/asking.h"

extern const struct line_syntax fish_lines;
void fish_read_line(struct line_reader *r, const char *line);
const char *fish_repair(struct arena *mem, const struct assignment *a, const char *value);

struct names fish_trace(const struct asking *a, struct names *env);
void fish_read_trace(struct arena *mem, const struct shell *shell, struct bytes printed,
		     struct assignments *ret);

extern const struct shell_language fish_language;

#endif
