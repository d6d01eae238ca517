/*
 * SHA-256, by libcrypto on Linux and CommonCrypto on macOS.
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
void sha256_close_raw(struct sha256 *h, unsigned char ret[32]);
void sha256_of(struct bytes data, char ret[65]);
/* Of a file on this machine. */
enum rc sha256_file(const char *path, char ret[65], struct err *e);

#endif
