#include "base/nearest.h"

#include <ctype.h>
#include <string.h>

#include "base/i18n.h"

enum { LONGEST = 64 }; /* of a name, in bytes: what is longer counts by its beginning */

static size_t length_of(const char *s)
{
	size_t n = strlen(s);

	return n < LONGEST ? n : LONGEST;
}

static bool same(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

static size_t least(size_t a, size_t b, size_t c)
{
	size_t ab = a < b ? a : b;

	return ab < c ? ab : c;
}

/* Optimal string alignment; three rows of the table are enough. */
static size_t changes_between(const char *a, const char *b)
{
	size_t rows[3][LONGEST + 1];
	size_t an = length_of(a), bn = length_of(b);

	for (size_t k = 0; k <= bn; k++)
		rows[0][k] = k;
	for (size_t i = 1; i <= an; i++) {
		size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *two = rows[(i + 1) % 3];

		row[0] = i;
		for (size_t k = 1; k <= bn; k++) {
			row[k] = least(above[k] + 1, row[k - 1] + 1,
				       above[k - 1] + !same(a[i - 1], b[k - 1]));
			if (i > 1 && k > 1 && same(a[i - 1], b[k - 2]) &&
			    same(a[i - 2], b[k - 1]) && two[k - 2] + 1 < row[k])
				row[k] = two[k - 2] + 1;
		}
	}
	return rows[an % 3][bn];
}

void nearest_try(struct nearest *n, const char *name)
{
	size_t changes = changes_between(n->typed, name);

	if (n->name && changes >= n->changes)
		return;
	n->name = name;
	n->changes = changes;
}

bool nearest_is_near(const struct nearest *n)
{
	enum { LETTERS_A_CHANGE = 3 };
	size_t longer;

	if (!n->name)
		return false;
	longer =
		length_of(n->typed) > length_of(n->name) ? length_of(n->typed) : length_of(n->name);
	return n->changes * LETTERS_A_CHANGE <= longer + 1 && n->changes * 2 < longer;
}

void nearest_hint(struct err *e, const struct nearest *n, const char *all)
{
	if (nearest_is_near(n))
		err_hint(e, _("Did you mean %s? %s"), n->name, all);
	else
		err_hint(e, "%s", all);
}
