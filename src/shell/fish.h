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

extern const struct block_words fish_words;
void fish_add_folders(struct str *out, const struct names *folders, const char *home);
void fish_add_by_hand(struct str *out, const struct names *folders, const char *home);
void fish_add_variable(struct str *out, const char *name, const char *value);
void fish_add_reading(struct str *out, const char *quoted);
void fish_add_shellenv(struct str *out, const char *prefix, const char *home);

#endif
