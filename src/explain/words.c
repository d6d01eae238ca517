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

/* Not strcspn: the release's libc measures all of the list each time, before it looks. */
static size_t length_to(const char *line, char end)
{
	size_t n = 0;

	while (line[n] && line[n] != '\n' && line[n] != end)
		n++;
	return n;
}

/* The line's own word against one that is looked for; a comment stands before all words. */
static int compare(const char *line, const char *word, size_t *ret_n)
{
	size_t n = length_to(line, ' ');
	int order = line[0] == '#' ? -1 : strncmp(line, word, n);

	*ret_n = n;
	if (order == 0 && word[n])
		order = -1;
	return order;
}

static bool is_begin_of(const char *line, size_t n, const char *word)
{
	return n > 1 && line[0] != '#' && line[n - 1] == '*' && strncmp(line, word, n - 1) == 0;
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
		if (order == 0 || is_begin_of(all.at + middle, n, word))
			return all.at + middle + n;
		if (order > 0)
			high = middle;
		else
			low = middle + length_to(all.at + middle, '\n') + 1;
	}
	return NULL;
}
