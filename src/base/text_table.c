#include "base/text_table.h"

#include <string.h>

#include "base/str.h"

/* Where it is, or where it would be put: from its own place on, the first that is free. */
static struct numbered_text *place_of(const struct text_table *table, const char *text)
{
	size_t at = (size_t)hash_bytes(HASH_BEGIN, bytes_of(text)) & (table->room - 1);

	while (table->at[at].text && strcmp(table->at[at].text, text) != 0)
		at = (at + 1) & (table->room - 1);
	return &table->at[at];
}

/* At most half of the places are taken, so that one is always found. */
static void table_grow(struct arena *mem, struct text_table *table)
{
	struct text_table larger = { .n = table->n, .room = table->room ? 2 * table->room : 64 };

	larger.at = arena_alloc(mem, larger.room * sizeof(*larger.at));
	for (size_t i = 0; i < table->room; i++)
		if (table->at[i].text)
			*place_of(&larger, table->at[i].text) = table->at[i];
	*table = larger;
}

bool text_table_add(struct arena *mem, struct text_table *table, const char *text, int number)
{
	struct numbered_text *place;

	if (2 * table->n >= table->room)
		table_grow(mem, table);
	place = place_of(table, text);
	if (place->text)
		return false;
	*place = (struct numbered_text){ .text = text, .number = number };
	table->n++;
	return true;
}

void text_table_clear(struct text_table *table)
{
	if (table->n)
		memset(table->at, 0, table->room * sizeof(*table->at));
	table->n = 0;
}

int text_table_find(const struct text_table *table, const char *text)
{
	const struct numbered_text *place = table->room ? place_of(table, text) : NULL;

	return place && place->text ? place->number : -1;
}
