/* The text that patterns are looked for in: its characters alone, each with where it stood. */
#include "explain/pattern_private.h"

#include <string.h>

#include "explain/text.h"

static size_t characters_in(const struct names *lines)
{
	size_t n = 0;

	for (size_t i = 0; i < lines->n; i++)
		n += strlen(lines->at[i]);
	return n;
}

static void add_line(struct haystack *h, const char *text, size_t line)
{
	size_t length, n = strlen(text);
	bool blank = true;

	for (size_t i = 0; i < n; i += length) {
		uint32_t c = next_character(text + i, n - i, &length);

		if (c == ' ') {
			blank = true;
			continue;
		}
		h->at[h->n] = fold_character(c);
		h->place[h->n] = (uint32_t)i;
		h->length[h->n] = (unsigned char)length;
		h->after_blank[h->n] = blank;
		h->line[h->n++] = (uint32_t)line;
		blank = false;
	}
}

static bool is_in_capitals(const struct names *lines)
{
	size_t small = 0, capital = 0;

	for (size_t i = 0; i < lines->n; i++)
		for (const char *c = lines->at[i]; *c; c++) {
			small += *c >= 'a' && *c <= 'z';
			capital += *c >= 'A' && *c <= 'Z';
		}
	return capital > 2 && small == 0;
}

struct haystack *haystack_make(struct arena *mem, const struct names *lines)
{
	struct haystack *h = ARENA_NEW(mem, struct haystack);
	size_t most = characters_in(lines) + 1;

	h->lines = lines;
	h->at = arena_alloc(mem, most * sizeof(*h->at));
	h->place = arena_alloc(mem, most * sizeof(*h->place));
	h->length = arena_alloc(mem, most);
	h->after_blank = arena_alloc(mem, most * sizeof(*h->after_blank));
	h->line = arena_alloc(mem, most * sizeof(*h->line));
	h->capitals = is_in_capitals(lines);
	for (size_t i = 0; i < lines->n; i++)
		add_line(h, lines->at[i], i);
	h->runs = runs_make(mem, 4, 18); /* of a large text a few bits in a hundred are set */
	runs_note(&h->runs, h->at, h->n);
	return h;
}
