/*
 * Of things that go on side by side, which one has come to its next quarter:
 *
 *	percent = quarters_news(mem, &quarters, step, done, total);     0: there is nothing to say of it
 */
#ifndef APP_QUARTERS_H
#define APP_QUARTERS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/list.h"

struct quarter_told {
	const void *what;
	int quarter;
};

struct quarters {
	LIST(struct quarter_told) told;
};

/* 25, 50 or 75, each once for each; the end has a word of its own. `total` 0: not known. */
int quarters_news(struct arena *mem, struct quarters *q, const void *what, uint64_t done,
		  uint64_t total);

#endif
