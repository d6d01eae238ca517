/*
 * The environment brew and its installer run in: built up, not the user's, but with the user's own
 * HOMEBREW_ settings, and with everything switched off that asks, renews or tidies more than it
 * was told to (Homebrew/brew, env_config.rb; names that an older brew does not know do nothing).
 */
#ifndef WANTS_BREW_ENVIRONMENT_H
#define WANTS_BREW_ENVIRONMENT_H

#include "wants/wants.h"

/* w NULL: no mirror (undo). Certificates are added by who starts it. */
struct names brew_environment(struct arena *mem, const struct facts *f, const struct wants *w,
			      const char *prefix);
/* For previews: HOMEBREW_... and what the installer is told; secrets hidden. */
struct names brew_environment_shown(struct arena *mem, const struct names *environment);

#endif
