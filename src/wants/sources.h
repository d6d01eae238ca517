/* Where a tool can be had from, in the order of the user. Inside src/wants only. */
#ifndef WANTS_SOURCES_H
#define WANTS_SOURCES_H

#include "wants/profile.h"
#include "wants/release.h"
#include "wants/wants.h"

/* What one version of a tool looks like for one machine, and how its bytes are known. */
struct pinned_files {
	enum tool_id id;
	const char *version;
	struct release_files files;
	const char *archive_from, *module_from, *program_from; /* whose checksum it is */
};

struct source_maker {
	struct arena *mem;
	const struct facts *facts;
	const struct wants_options *options;
	const struct wants *wants; /* goproxy is resolved */
	struct tool_want *want;
	struct err *err;
};

struct pinned_files pinned_files_make(const struct source_maker *maker, enum os os, enum arch arch);
/* Fills want->sources and want->no_source. Fails where the user asks for a source without checksum.
 */
enum rc sources_make(const struct source_maker *maker);

/* Of Homebrew's installer: --source homebrew=, the profile's, else the manifest's addresses; nothing
 * where no checksum is pinned. USAGE: what --source names is no address. */
enum rc brew_sources_make(struct arena *mem, const struct wants_options *o, struct sources *ret,
			  struct err *e);

#endif
