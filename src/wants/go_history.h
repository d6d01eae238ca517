/*
 * Go's release history (go.dev/doc/devel/release) as text: which releases "include security fixes". Pure; a page
 * that is none of the kind tells of no release.
 */
#ifndef WANTS_GO_HISTORY_H
#define WANTS_GO_HISTORY_H

#include "base/list.h"
#include "base/str.h"

/* Those that were known, and those that the page tells of; newest first, in `mem`. */
struct names go_history_security(struct arena *mem, struct bytes page, const struct names *known);

#endif
