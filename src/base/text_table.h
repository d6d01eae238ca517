/*
 * Texts with a number each, found again without a look at all of them: PATH may have thousands of folders. The
 * texts are the caller's, and have to outlive the table.
 *
 *	struct text_table seen = { 0 };
 *	if (text_table_add(mem, &seen, text, i))   // false: it has it, with the number it had
 *		...
 */
#ifndef BASE_TEXT_TABLE_H
#define BASE_TEXT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct text_table {
	struct numbered_text {
		const char *text; /* NULL: a free place */
		int number;
	} * at;
	size_t n, room; /* room is a power of two */
};

bool text_table_add(struct arena *mem, struct text_table *table, const char *text, int number);
void text_table_clear(struct text_table *table); /* its room stays, for the next texts */
int text_table_find(const struct text_table *table, const char *text); /* -1 none */

#endif
