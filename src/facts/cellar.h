/*
 * Homebrew's Cellar: which formulae are installed at a prefix, and which of them need which.
 *
 * By files alone: PREFIX/Cellar/NAME/VERSION is a keg, its INSTALL_RECEIPT.json names what it was
 * built to run with (Homebrew/brew, keg.rb and tab.rb). Results live in `mem`; a Cellar that is not
 * there holds nothing.
 */
#ifndef FACTS_CELLAR_H
#define FACTS_CELLAR_H

#include "host/host.h"

/* Names of the formulae with at least one keg, sorted. Folders without a keg do not count: a brew
 * that is stopped leaves them. */
struct names cellar_formulae(struct arena *mem, struct host *h, const char *prefix);
/* The version of the keg that is in use (PREFIX/opt/NAME), else the newest there is: "36.1",
 * "1.27.2_1"; NULL: no keg. */
const char *cellar_version(struct arena *mem, struct host *h, const char *prefix,
			   const char *formula);
/* INSTALL_RECEIPT.json of that keg; NULL: no keg, or none that can be read. */
const struct json *cellar_receipt(struct arena *mem, struct host *h, const char *prefix,
				  const char *formula);
/* Formulae that were built to run with this one, without those in `but`. */
struct names cellar_needed_by(struct arena *mem, struct host *h, const char *prefix,
			      const char *formula, const struct names *but);
/* Are the keg's programs linked into PREFIX/bin (PREFIX/var/homebrew/linked/NAME)? */
bool cellar_is_linked(struct host *h, struct arena *mem, const char *prefix, const char *formula);
/* Is the formula to stay as it is (`brew pin`: PREFIX/var/homebrew/pinned/NAME leads to its keg)? */
bool cellar_is_pinned(struct host *h, struct arena *mem, const char *prefix, const char *formula);

#endif
