/*
 * Lines in other languages: assets/catalogue/languages.txt says which of their words are which English
 * ones. What it does not know stays as it is.
 *
 *	struct names english = lines_in_english(mem, catalogue, &pasted.lines);
 *
 * Pure; memory is of `mem`.
 */
#ifndef EXPLAIN_LANGUAGES_H
#define EXPLAIN_LANGUAGES_H

#include "explain/catalogue.h"

/* The catalogue's `phrase english`, `is foreign`; false: a blank of one of them does not end. */
bool languages_add(struct arena *mem, struct catalogue *c, const char *english,
		   const char *foreign);
struct names lines_in_english(struct arena *mem, const struct catalogue *c,
			      const struct names *lines);

#endif
