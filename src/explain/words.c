#include "explain/words.h"

#include <string.h>

#include "base/embedded.h"

extern const struct embedded_file words_files[];

static struct bytes list_named(const char *list)
{
	const struct embedded_file *f = words_files;

	while (f->name && !(str_starts(f->name, list) && str_equal(f->name + strlen(list), ".txt")))
		f++;
	return (struct bytes){ (const char *)f->data, f->size };
}

static bool is_end(char c)
{
	return c == ' ' || c == '\n' || c == '\0';
}

/* The line's own word, or all that begin so, against one that is looked for; *ret_n is where it ends. A comment
 * stands before all words. */
static int compare(const char *line, const char *word, size_t *ret_n)
{
	size_t n = 0;

	*ret_n = 0;
	if (line[0] == '#')
		return -1;
	for (; !is_end(line[n]); n++) {
		if (n && line[n] == '*' && is_end(line[n + 1])) {
			*ret_n = n + 1;
			return 0;
		}
		if (line[n] != word[n])
			return (unsigned char)line[n] - (unsigned char)word[n];
	}
	*ret_n = n;
	return word[n] ? -1 : 0;
}

const char *words_find(const char *list, const char *word)
{
	struct bytes all = list_named(list);
	size_t low = 0, high = all.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2, n;
		int order;

		while (middle > low && all.at[middle - 1] != '\n')
			middle--;
		order = compare(all.at + middle, word, &n);
		if (order == 0)
			return all.at + middle + n;
		if (order > 0)
			high = middle;
		else
			for (low = middle; low < all.n && all.at[low++] != '\n';)
				;
	}
	return NULL;
}
