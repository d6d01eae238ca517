/*
 * The releases that goready knows, with their checksums, and the addresses they come from: the
 * embedded assets/manifest.json, or one with the newest releases put in front (latest.h).
 *
 * Parsed and checked as a whole; afterwards it only answers. What it gives lives as long as the
 * arena it was parsed into.
 */
#ifndef WANTS_MANIFEST_H
#define WANTS_MANIFEST_H

#include "base/err.h"
#include "base/str.h"
#include "facts/facts.h"

/* Homebrew's installer (Homebrew/install, install.sh), pinned by commit: any mirror may serve it,
 * only these bytes are run. */
struct brew_installer {
	const char *commit, *sha256;
	uint64_t size;
	struct names urls; /* in the order they are to be tried; with {commit} */
};
/* A public mirror of Homebrew: what brew.env would say. Offered, never taken unasked. */
struct brew_mirror {
	const char *name, *api_domain, *bottle_domain, *brew_git_remote; /* the last may be NULL */
};
struct brew_mirrors LIST_OF(struct brew_mirror);
/* About how much there is to download and what it takes on disk, in bytes: no address says it
 * before brew or Apple's softwareupdate is asked. */
struct brew_figure {
	const char *name; /* a formula's with what it needs; "homebrew", "command-line-tools" */
	uint64_t download, disk;
};

struct manifest;

/* The embedded one; it cannot fail (a test parses it). */
const struct manifest *manifest_builtin(struct arena *mem);
enum rc manifest_parse(struct arena *mem, struct bytes text, const struct manifest **ret,
		       struct err *e);
const char *manifest_minimum(const struct manifest *m, enum tool_id id);
const char *manifest_version(const struct manifest *m, enum tool_id id);
/* Public mirrors to offer. */
struct names manifest_goproxies(struct arena *mem, const struct manifest *m);
struct names manifest_maven_repositories(const struct manifest *m);
const char *manifest_mirror_sumdb(const struct manifest *m, const char *goproxy); /* NULL */
/* Where releases of goready itself are published: SHA256SUMS and the archives lie below it. */
const char *manifest_goready_releases(const struct manifest *m);
/* Released minor versions that get fixes: "1.27", "1.26". */
struct names manifest_supported_go(struct arena *mem, const struct manifest *m);
/* The newest release known to mend security problems of `from`, and not newer than `to`: one of its
 * own minor version, since each that is supported gets the same fixes. NULL: none is known. */
const char *manifest_security_go(struct arena *mem, const struct manifest *m, const char *from,
				 const char *to);
/* Does this Go get fixes no more? */
bool manifest_go_is_abandoned(struct arena *mem, const struct manifest *m, const char *version);
/* The newest that the manifest holds of what a version begins: of Go "1.27" gives "1.27.2"; NULL. */
const char *manifest_newest_of(const struct manifest *m, enum tool_id id, const char *version);
/* The oldest macOS that a Go version runs on: "1.27.2" gives "13"; NULL unknown. */
const char *manifest_minimum_macos(const struct manifest *m, const char *go_version);

/* NULL: the manifest has none. */
const struct brew_installer *manifest_brew_installer(const struct manifest *m);
struct brew_mirrors manifest_brew_mirrors(const struct manifest *m);
/* Where Homebrew's own uninstall script is, of the same commit as the installer; NULL. */
const char *manifest_brew_uninstaller(struct arena *mem, const struct manifest *m);
/* Zeros where it names none. */
struct brew_figure manifest_brew_figure(const struct manifest *m, const char *name);

#endif
