/* Homebrew as a method: where it belongs, and whether it can serve here. Pure. */
#ifndef WANTS_BREW_H
#define WANTS_BREW_H

#include "facts/facts.h"

/* Where Homebrew belongs on this machine, whether it is there or not: bottles are built for one
 * prefix. NULL: none for this system and CPU. */
const char *wants_brew_prefix(const struct facts *f);
/* The Homebrew at that prefix, built for this machine's CPU; NULL none. An Intel Homebrew on Apple
 * Silicon is never it. */
const struct brew *wants_brew(const struct facts *f);
/* Apple Silicon: one for Intel Macs, which is left as it is; NULL none. */
const struct brew *wants_intel_brew(const struct facts *f);
/* Why METHOD_HOMEBREW cannot serve: no prefix, not writable, none there and no administrator ...;
 * NULL it can; translated. */
const char *wants_no_brew(struct arena *mem, const struct facts *f);
/* Does its installer ask for a password here (Homebrew/install, install.sh: have_sudo_access)? */
bool wants_brew_password(const struct facts *f);

#endif
