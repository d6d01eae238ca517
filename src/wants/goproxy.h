/* Lists of module proxies, as GOPROXY holds them. Pure. */
#ifndef WANTS_GOPROXY_H
#define WANTS_GOPROXY_H

#include "base/arena.h"
#include "base/str.h"

/* GOPROXY's list as Go reads it (cmd/go modfetch/proxy.go): without blanks and empty entries,
 * https:// added where a host name stands alone, ended by `direct` or `off`, which are not in the
 * result. */
struct goproxy_entry {
	const char *url;
	bool next_on_any_error; /* a | follows */
};
struct goproxy_entries LIST_OF(struct goproxy_entry);
struct goproxy_entries goproxy_split(struct arena *mem, const char *goproxy);
/* A list as it was meant: full-width and other wrong separators made commas, quotes and blanks
 * dropped. */
const char *goproxy_repaired(struct arena *mem, const char *goproxy);
/* Without user names and passwords; NULL gives NULL. */
const char *goproxy_redacted(struct arena *mem, const char *goproxy);

#endif
