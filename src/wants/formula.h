/*
 * What Homebrew would install: its API's word on a formula, asked for before consent, so that
 * Review can say which version comes (docs/Querying-Brew.md of Homebrew/brew; the same keys as
 * `brew info --json=v2`).
 */
#ifndef WANTS_FORMULA_H
#define WANTS_FORMULA_H

#include "facts/observed.h"

/* Where the API is: brew.env's HOMEBREW_API_DOMAIN, the environment's, else `usual`. */
const char *formula_api(const struct facts *f, const char *usual);
const char *formula_url(struct arena *mem, const char *api, const char *formula);
/* API/formula/NAME.json. SYNTAX where it is no such thing. */
enum rc formula_read(struct arena *mem, struct bytes body, const struct facts *f,
		     struct formula *ret, struct err *e);

#endif
