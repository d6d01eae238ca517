/* Version managers: where they keep what they bring, and which Go they choose. */
#ifndef FACTS_MANAGERS_H
#define FACTS_MANAGERS_H

#include <stdbool.h>

#include "base/list.h"
#include "facts/surroundings.h"
#include "tool/tool.h"

struct facts;

/* Where a version manager keeps what it brings, whether it is there or not. */
struct manager_root {
	enum origin origin;
	const char *path;
	const char *shims; /* NULL: it has none */
};
struct manager_roots LIST_OF(struct manager_root);

/* Does it lie in a tree that a version manager or Nix keeps for one version? Nothing is written there,
 * and it is on PATH for as long as that version is chosen. */
bool facts_is_managed(const struct facts *f, const char *path);
/* What a manager's shim of go would start; NULL: the manager has no shims. */
const struct go_choice *facts_go_choice(const struct facts *f, enum origin manager);

#endif
