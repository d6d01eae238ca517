/*
 * The kept bytes of a broken transfer: PART, and beside it PART.json with what is needed to go on
 * (address without user info, ETag, Last-Modified, length). Bytes from further on in the file, which another
 * connection brought, are parts of their own: PART.1, PART.2, ... (net_ranges.c). Private to src/net.
 *
 * Without a validator (a strong ETag or a date) a part is worthless: it is begun anew.
 */
#ifndef NET_NET_PART_H
#define NET_NET_PART_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

enum { PART_PARTS = 8 };

struct part {
	struct arena *mem;
	const char *path;
	const char *url; /* without user info */
	int fd;          /* -1: none */
	uint64_t from;   /* where in the file it begins: 0, but for the parts of a part */
	uint64_t size;
	uint64_t length; /* of the whole file, 0 unknown */
	const char *etag, *modified;
};

/* Opens or makes the part; bytes of another address or without validator are emptied out. Closed where it fails. */
enum rc part_open(struct part *p, struct arena *mem, const char *path, const char *url,
		  struct err *e);
enum rc part_write(struct part *p, const void *data, size_t n, struct err *e);
/* Up to n bytes from offset; 0 at the end, -1 on failure. */
long part_read(const struct part *p, uint64_t offset, void *buffer, size_t n);
/* Notes what the server said about the whole file. */
enum rc part_describe(struct part *p, const char *etag, const char *modified, uint64_t length,
		      struct err *e);
enum rc part_empty(struct part *p, struct err *e);
/* What an If-Range header may hold; NULL: it cannot be resumed. */
const char *part_validator(const struct part *p);
void part_close(struct part *p);
/* Closes and removes both files. */
void part_discard(struct part *p);
void part_remove(const char *path);
/* One of those with bytes from further on; `i` from 1 to PART_PARTS. */
const char *part_of_part(struct arena *mem, const char *path, int i);
/* All of them. */
void part_remove_parts(const char *path);

#endif
