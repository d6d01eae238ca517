/* Inside shell: what sh, bash and zsh have in common. */
#ifndef SHELL_POSIX_H
#define SHELL_POSIX_H

#include "shell/shell.h"

extern const struct line_syntax posix_lines;
void posix_read_line(struct line_reader *r, const char *line);
/* With zsh's array `path`, which is tied to PATH. */
void posix_read_line_with_arrays(struct line_reader *r, const char *line);
const char *posix_repair(struct arena *mem, const struct assignment *a, const char *value);

extern const struct block_words posix_words;
void posix_add_folders(struct str *out, const struct names *folders, const char *home);
void posix_add_by_hand(struct str *out, const struct names *folders, const char *home);
void posix_add_shellenv(struct str *out, const char *shell, const char *prefix, const char *home);

#endif
