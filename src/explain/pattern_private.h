/* Between the parts of patterns; nobody else includes it. */
#ifndef EXPLAIN_PATTERN_PRIVATE_H
#define EXPLAIN_PATTERN_PRIVATE_H

#include <stdint.h>

#include "explain/pattern.h"
#include "explain/runs.h"

struct haystack {
	const struct names *lines;
	uint32_t *at;          /* folded, without blanks */
	uint32_t *line;        /* where the character stands: in which line, */
	uint32_t *place;       /* and at which of its bytes */
	unsigned char *length; /* of the character there */
	bool *after_blank;     /* a blank or an end of line stood before it */
	size_t n;
	struct runs runs; /* of the characters above */
	bool capitals;    /* the whole text is in capitals: names are not as they were */
};

enum { BLANKS_MOST = 6 };

struct element {
	bool blank;
	enum thing_kind kind;
	uint32_t *at; /* a literal: folded, without blanks */
	size_t n;
};

struct pattern {
	const char *text;
	LIST(struct element) elements;
};

/* Of a folded character. */
static inline bool is_letter_or_digit(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c > 0x7f;
}

static inline bool is_ascii_letter_or_digit(uint32_t c)
{
	return c < 0x80 && is_letter_or_digit(c);
}

/* Can a thing of that kind hold the folded character? (things.c) */
bool thing_may_hold(enum thing_kind kind, uint32_t c);
/* Can a thing of that kind be called so? (things.c) */
bool thing_may_be(enum thing_kind kind, const char *name);

#endif
