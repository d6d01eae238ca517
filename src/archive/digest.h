/*
 * SHA-256, by libcrypto on Linux and CommonCrypto on macOS, and Go's directory hash "h1:".
 */
#ifndef ARCHIVE_DIGEST_H
#define ARCHIVE_DIGEST_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct sha256; /* a running hash */
struct sha256 *sha256_open(void);
void sha256_add(struct sha256 *h, const void *data, size_t n);
/* Ends it: 64 hex digits and NUL into ret; frees h. */
void sha256_close(struct sha256 *h, char ret[65]);
void sha256_of(struct bytes data, char ret[65]);
/* Of a file on this machine. */
enum rc sha256_file(const char *path, char ret[65], struct err *e);

/* Go's dirhash Hash1 ("h1:" + base64 of the SHA-256 of sorted "hex  name\n" lines); names are those
 * in the zip. Source: golang.org/x/mod/sumdb/dirhash. */
struct h1;
struct h1 *h1_open(struct arena *mem);
void h1_add(struct h1 *h, const char *name, const char hex[65]);
const char *h1_close(struct h1 *h); /* in the arena */

#endif
