/*
 * libFuzzer over the binary reader: no read past the end, no endless loop, no memory without bound.
 *
 *	CC=clang cmake -B build/fuzz -G Ninja -DGOREADY_FUZZ=ON -DGOREADY_WERROR=OFF \
 *		-DCMAKE_C_FLAGS=-fsanitize=fuzzer-no-link,address,undefined
 *	ninja -C build/fuzz fuzz_binary && build/fuzz/tests/fuzz_binary -max_len=65536 \
 *		/tmp/corpus tests/fuzz/corpus/binary
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "binary/binary.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static long read_at(void *ctx, uint64_t offset, void *into, size_t n)
{
	const struct bytes *b = ctx;

	if (offset > b->n || n > b->n - offset)
		abort(); /* the reader checks before it asks */
	memcpy(into, b->at + offset, n);
	return (long)n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes bytes = { (const char *)data, size };
	struct binary_source source = { read_at, &bytes, size };
	struct arena *mem = arena_open("fuzz", (size_t)64 << 20);
	struct binary b;

	binary_read(mem, &source, &b);
	(void)binary_arch_text(mem, &b);
	(void)binary_runs_on(&b, OS_LINUX, ARCH_AMD64);
	if (b.arch_n < 0 || b.arch_n > 4)
		abort();
	arena_close(mem);
	return 0;
}
