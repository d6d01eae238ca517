/* Text as one word of a shell's command line. */
#ifndef SHELL_QUOTE_H
#define SHELL_QUOTE_H

#include "shell/shell.h"

/* As it stands where every shell reads that as one word, else quoted for this one (SHELL_N: as most
 * shells read it). */
const char *shell_word(struct arena *mem, enum shell_id shell, const char *text);
/* A path for a command that people type: with ~ where that needs no quotes. */
const char *path_word(struct arena *mem, const char *path, const char *home);
/* In single quotes, as sh, bash and zsh read them. */
const char *posix_quote(struct arena *mem, const char *text);

#endif
