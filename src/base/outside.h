/*
 * Names, versions and checksums from outside (profile, manifest, lists that servers give, command
 * line) become parts of paths and of addresses: everything that reads one asks here first. Pure.
 */
#ifndef BASE_OUTSIDE_H
#define BASE_OUTSIDE_H

#include <stdbool.h>

#include "base/arena.h"

/* "1.26.8", "go1.27rc1", "v1.36.12", "v0.0.1-go1.27.2.linux-amd64": begins with a digit (after "go"
 * or "v"), then letters, digits, ".", "-", "+", never "..", at most 64 bytes. False for NULL. */
bool outside_version(const char *text);
/* A file's name and nothing else: letters, digits, ".", "-", "+", "_", "~", not hidden, no option, at
 * most 128 bytes. False for NULL. */
bool outside_name(const char *text);
/* Such names with single slashes between them: a path below some folder. */
bool outside_path(const char *text);
/* A SHA-256 in small letters; NULL where it is none. In capitals it is the same number. */
const char *outside_sha256(struct arena *mem, const char *text);

#endif
