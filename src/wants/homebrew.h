/* Homebrew's installer as a download. Inside src/wants only. */
#ifndef WANTS_HOMEBREW_H
#define WANTS_HOMEBREW_H

#include "wants/wants.h"

/* --source homebrew=, the profile's, else the manifest's addresses; nothing where no checksum is
 * pinned. USAGE: what --source names is no address. */
enum rc brew_sources_make(struct arena *mem, const struct wants_options *o, struct sources *ret,
			  struct err *e);

#endif
