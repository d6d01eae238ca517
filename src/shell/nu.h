/* Inside shell: the two halves of nushell. */
#ifndef SHELL_NU_H
#define SHELL_NU_H

#include "shell/shell.h"

extern const struct line_syntax nu_lines;
void nu_read_line(struct line_reader *r, const char *line);
const char *nu_repair(struct arena *mem, const struct assignment *a, const char *value);

#endif
