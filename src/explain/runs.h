/* The runs of characters that stand in a text, as a Bloom filter with one hash: a pattern with a run that is
 * not in it stands nowhere in the text, which is told without a look at the text itself. What may be there
 * still has to be looked for.
 *
 *	struct runs runs = runs_make(mem, 4, 18);
 *	runs_note(&runs, at, n);
 *	if (runs_may_hold(&runs, pattern, length)) ...
 */
#ifndef EXPLAIN_RUNS_H
#define EXPLAIN_RUNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct runs {
	unsigned char *bits; /* 2^log2_bits of them, the arena's */
	unsigned length;     /* characters of a run */
	unsigned log2_bits;  /* at least 3, at most 31 */
};

struct runs runs_make(struct arena *mem, unsigned length, unsigned log2_bits);

/* Those of `n` characters, and of nothing that was noted before. */
void runs_note(struct runs *runs, const uint32_t *at, size_t n);

/* False: these `n` characters stand nowhere in what was noted. */
bool runs_may_hold(const struct runs *runs, const uint32_t *at, size_t n);

#endif
