/*
 * Releases of goready itself: which of the files that a SHA256SUMS lists is for this machine.
 *
 * The list is sha256sum's: 64 hexadecimal digits, a blank, a blank or an asterisk, the name. A
 * release's files are goready-VERSION-OS-ARCH.tar.gz, with Go's names of systems and CPUs. Pure.
 */
#ifndef WANTS_SELF_RELEASE_H
#define WANTS_SELF_RELEASE_H

#include "base/err.h"
#include "base/platform.h"
#include "base/str.h"

struct self_release {
	const char *version; /* "0.2.0" */
	const char *name;    /* "goready-0.2.0-linux-amd64": the folder in the archive */
	const char *file;    /* its archive: name and ".tar.gz" */
	const char *sha256;
};

/* The keys whose signature a SHA256SUMS has to have (archive/signature.h); perhaps there is none yet. */
const char *self_release_keys(struct arena *mem);
/* The newest that `sums` lists for a machine. `where` for messages. NOT_ARCHIVE: that is no such
 * list; UNSUPPORTED: it has none for this machine. */
enum rc self_release_find(struct arena *mem, struct bytes sums, const char *where, enum os os,
			  enum arch arch, struct self_release *ret, struct err *e);

#endif
