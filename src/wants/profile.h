/*
 * A profile: what a user, or somebody for a team, wrote down that a machine should have. Checked
 * field by field; wants_make reads it, nobody else needs its insides.
 */
#ifndef WANTS_PROFILE_H
#define WANTS_PROFILE_H

#include "base/err.h"
#include "base/str.h"
#include "facts/facts.h"
#include "wants/method.h"

struct profile_checksum {
	const char *file; /* NULL: whatever file this machine needs */
	const char *hash;
};
struct profile_checksums LIST_OF(struct profile_checksum);

struct profile_tool {
	bool wanted;         /* of "tools": named there */
	const char *version; /* NULL: the manifest's; without "go" and "v" */
	bool method_set;
	enum method method;
	struct names sources; /* empty: the built-in ones */
	struct profile_checksums sha256, h1;
	int line; /* of its version, else of the tool */
};

struct profile {
	const char *name; /* of the file, for messages */
	struct profile_tool tool[TOOL_N];
	struct names brew_sources;   /* of its installer; empty: the built-in ones */
	const char *homebrew_sha256; /* in place of the manifest's; NULL none */
	const char *goproxy;
	bool shells_set;
	bool shell[SHELL_N];
};

/* `name` for messages: "FILE line 3: go.version: expected a string". RC_PROFILE. */
enum rc profile_parse(struct arena *mem, struct bytes text, const char *name,
		      const struct profile **ret, struct err *e);

/* The hash for a file, given by its name or its path; NULL. */
const char *profile_checksum(const struct profile_checksums *checksums, const char *file);

enum where {
	WHERE_BAD,
	WHERE_OFFICIAL,
	WHERE_GOPROXY,
	WHERE_MAVEN,
	WHERE_ADDRESS,
	WHERE_COMPILED, /* "goproxy", of what `go install` makes: no archive is taken */
};
/* What one of `sources` or --source means; WHERE_BAD with a sentence that says why. */
enum where where_parse(enum tool_id id, const char *text, const char **ret_address,
		       const char **ret_why);

#endif
