/*
 * SHA-256 by the processor's own instructions (x86-64's SHA extensions, ARMv8's cryptography), four times as
 * fast as C. For builds whose library has only C for it; digest.c asks for it.
 *
 *	if (sha256_cpu_is_there()) {
 *		struct sha256_cpu s;
 *		sha256_cpu_begin(&s); sha256_cpu_add(&s, data, n); sha256_cpu_end(&s, raw);
 *	}
 *
 * Nothing fails, nothing is allocated. Where it is not there, the other calls must not be made.
 */
#ifndef ARCHIVE_SHA256_CPU_H
#define ARCHIVE_SHA256_CPU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sha256_cpu {
	uint32_t state[8];
	uint64_t bytes;          /* so far */
	unsigned char block[64]; /* the last ones, bytes % 64 of them */
};

bool sha256_cpu_is_there(void);
void sha256_cpu_begin(struct sha256_cpu *s);
void sha256_cpu_add(struct sha256_cpu *s, const void *data, size_t n);
void sha256_cpu_end(struct sha256_cpu *s, unsigned char ret[32]);

#endif
