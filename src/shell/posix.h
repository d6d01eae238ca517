/* Inside shell: what sh, bash and zsh have in common. */
#ifndef SHELL_POSIX_H
#define SHELL_POSIX_H

#include "shell/shell.h"

extern const struct line_syntax posix_lines;
void posix_read_line(struct line_reader *r, const char *line);
/* With zsh's array `path`, which is tied to PATH. */
void posix_read_line_with_arrays(struct line_reader *r, const char *line);
const char *posix_take_out(struct arena *mem, const struct assignment *a);
const char *posix_repair(struct arena *mem, const struct assignment *a, const char *value);

extern const struct shell_language posix_language;

/* A program path with a slash: PATH may be what is broken. */
#define POSIX_PRINT_ENVIRONMENT "printf '\\n" ASKING_ENVIRONMENT_MARK "\\n'; /usr/bin/env -0"
/* `search` asks for the path search alone, not for aliases or functions. */
const char *posix_question(struct arena *mem, const char *search, const struct names *programs,
			   const struct names *variables);
struct names posix_argv(const struct asking *a, enum shell_mode mode, const char *commands);
/* What a login shell does by itself, by hand: /etc/profile, then this file (NULL: none). */
void posix_add_login(struct str *s, const char *file);

/* -n and a file: no start file is read. */
struct names posix_check(struct arena *mem, const char *program, const char *file);

#endif
