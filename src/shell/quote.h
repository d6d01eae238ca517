/* Text as one word of a shell's command line. */
#ifndef SHELL_QUOTE_H
#define SHELL_QUOTE_H

#include "shell/shell.h"

/* In single quotes, as sh, bash and zsh read them. */
const char *quote_posix(struct arena *mem, const char *text);

#endif
