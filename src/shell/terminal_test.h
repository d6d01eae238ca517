/*
 * Does a start file do more where there is a terminal? `[ -t 1 ] || return`, or `if [ -t 0 ]; then` around lines that
 * set PATH or take in a file. A shell that goready asks has none.
 */
#ifndef SHELL_TERMINAL_TEST_H
#define SHELL_TERMINAL_TEST_H

#include "shell/shell.h"

bool file_asks_for_terminal(struct arena *mem, struct bytes text, const struct shell_kind *kind);

#endif
