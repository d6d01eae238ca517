/* GOPRIVATE, GONOPROXY, GONOSUMDB and GOINSECURE: lists of globs, each for as many elements of a module's path as it
 * has itself (golang.org/x/mod/module, MatchPrefixPatterns). Pure. */
#ifndef WANTS_GOPRIVATE_H
#define WANTS_GOPRIVATE_H

#include "base/arena.h"
#include "base/str.h"

/* Is the module one of a list as GOPRIVATE has it? True also where a capture does not tell: the hosts that only
 * a company knows are masked there. */
bool goprivate_may_cover(struct arena *mem, const char *patterns, const char *module);
/* Modules that everybody may have, as those of gRPC? */
bool goprivate_covers_public(struct arena *mem, const char *patterns);
/* "github.com": anybody's modules lie there, a company's among them. */
bool is_public_module_host(const char *host);
/* What GOPRIVATE is to have for a module, which may be written as in addresses ("!acme"): "git.corp.example", or of a
 * host that others use too "github.com/Acme". */
const char *goprivate_part(struct arena *mem, const char *module);

#endif
