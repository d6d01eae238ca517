/*
 * A paste that ends in the middle of a word: "protoc-gen-go: program not found or is not execut".
 *
 *	lines.at[lines.n - 1] = cut_completed(mem, catalogue, lines.at[lines.n - 1]);
 *
 * The line as it is where no message, or more than one, goes on from there, or one ends there. Pure; of `mem`.
 */
#ifndef EXPLAIN_CUT_H
#define EXPLAIN_CUT_H

#include "explain/catalogue.h"

const char *cut_completed(struct arena *mem, const struct catalogue *c, const char *line);

#endif
