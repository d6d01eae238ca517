#include "explain/runs.h"

#include <string.h>

static uint32_t hash_of_run(const struct runs *runs, const uint32_t *at)
{
	uint32_t hash = 0;

	for (size_t i = 0; i < runs->length; i++)
		hash = (hash ^ at[i]) * 0x9e3779b1u;
	return hash >> (32 - runs->log2_bits);
}

static size_t bytes_of(const struct runs *runs)
{
	return (size_t)1 << runs->log2_bits >> 3;
}

struct runs runs_make(struct arena *mem, unsigned length, unsigned log2_bits)
{
	struct runs runs = { .length = length, .log2_bits = log2_bits };

	runs.bits = arena_alloc(mem, bytes_of(&runs));
	return runs;
}

void runs_note(struct runs *runs, const uint32_t *at, size_t n)
{
	memset(runs->bits, 0, bytes_of(runs));
	for (size_t i = 0; i + runs->length <= n; i++) {
		uint32_t hash = hash_of_run(runs, &at[i]);

		runs->bits[hash / 8] |= (unsigned char)(1 << hash % 8);
	}
}

bool runs_may_hold(const struct runs *runs, const uint32_t *at, size_t n)
{
	for (size_t i = 0; i + runs->length <= n; i++) {
		uint32_t hash = hash_of_run(runs, &at[i]);

		if (!(runs->bits[hash / 8] & 1 << hash % 8))
			return false;
	}
	return true;
}
