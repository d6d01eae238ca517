/* Any bytes as an editor's settings: what is read says where it stands, and without one of its settings it
 * is read again, with one less. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/jsonc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static size_t members(const struct jsonc *parent, const struct jsonc **ret_nth, size_t nth)
{
	size_t count = 0;

	jsonc_each (child, parent) {
		if (child->key && count++ == nth)
			*ret_nth = child;
		count += members(child, ret_nth, nth - count);
	}
	return count;
}

static void check_places(struct bytes text, const struct jsonc *parent)
{
	jsonc_each (child, parent) {
		if (child->from > child->at || child->at >= child->end || child->end > text.n ||
		    child->from < parent->at || child->end >= parent->end)
			abort();
		if (child->comma != JSONC_NONE && text.at[child->comma] != ',')
			abort();
		check_places(text, child);
	}
}

static void take_one(struct arena *mem, struct bytes text, const struct jsonc *root, size_t nth)
{
	const struct jsonc *one = NULL, *none = NULL;
	size_t all = members(root, &one, nth), inside = one ? members(one, &none, all) : 0;
	struct jsonc *again;
	struct bytes rest;

	if (!one)
		return;
	if (jsonc_take_out(mem, text, one->from, &rest, NULL) ||
	    jsonc_parse(mem, rest, &again, NULL))
		abort();
	if (members(again, &none, all) != all - 1 - inside)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *mem = arena_open("fuzz", (size_t)256 << 20);
	/* exactly as large as it says: reading past the end is seen */
	struct bytes text = { malloc(n ? n : 1), n };
	struct jsonc *root;

	memcpy((char *)(uintptr_t)text.at, data, n);
	if (jsonc_parse(mem, text, &root, NULL) == RC_OK) {
		check_places(text, root);
		for (size_t nth = 0; nth < 4; nth++)
			take_one(mem, text, root, nth);
	}
	free((char *)(uintptr_t)text.at);
	arena_close(mem);
	return 0;
}
