/*
 * Lists of words: assets/words/, one a line in the order of their bytes, embedded in the program.
 *
 *	const char *rest = words_find("commands", "brew");	// "" where nothing stands behind it
 *
 * A * at the end of a word stands for all that begin so; what stands behind a word belongs to it.
 */
#ifndef EXPLAIN_WORDS_H
#define EXPLAIN_WORDS_H

#include "base/str.h"

/* What stands behind the word in its line, which ends with a newline; NULL where the list has no such word. */
const char *words_find(const char *list, const char *word);
static inline bool words_have(const char *list, const char *word)
{
	return words_find(list, word) != NULL;
}

#endif
