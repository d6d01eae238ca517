/*
 * gzip from a descriptor, inflated by ISA-L, which takes half of zlib's time. Only in builds that have it
 * (GOREADY_ISAL); in others libarchive inflates. Private to unpack.c.
 *
 *	struct gunzip *g = gunzip_open(mem, fd);
 *	while ((n = gunzip_read(g, &data, &why)) > 0) ...
 *
 * Several members in a row are one stream, as gzip has it, and what follows the last of them is no part of
 * it. What does not begin as gzip does is given as it is. The checksum and length of each member are checked.
 * The only system call is read: the sandbox is on.
 */
#ifndef ARCHIVE_GUNZIP_H
#define ARCHIVE_GUNZIP_H

#include <stdint.h>
#include <sys/types.h>

#include "base/arena.h"

struct gunzip;

/* `fd` stays the caller's. */
struct gunzip *gunzip_open(struct arena *mem, int fd);
/* Bytes in *ret_data, good until the next call; 0 at the end; -1 with the reason in *ret_why (in English, as
 * libarchive's are). */
ssize_t gunzip_read(struct gunzip *g, const void **ret_data, const char **ret_why);
/* Bytes that were read so far. */
uint64_t gunzip_bytes(const struct gunzip *g);

#endif
