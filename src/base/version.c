#include "base/str.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *skip_prefix(const char *s)
{
	if (strncmp(s, "go", 2) == 0)
		return s + 2;
	return *s == 'v' ? s + 1 : s;
}

/* Reads "1.26.8" into up to four numbers; returns what follows them ("rc1", "-rc.2", ""). */
static const char *numbers(const char *s, unsigned long n[4])
{
	for (int i = 0; i < 4; i++)
		n[i] = 0;
	for (int i = 0; i < 4 && isdigit((unsigned char)*s); i++) {
		char *end;

		n[i] = strtoul(s, &end, 10);
		s = end;
		if (*s != '.' || !isdigit((unsigned char)s[1]))
			break;
		s++;
	}
	return s;
}

static bool is_pre_release(const char *rest)
{
	if (*rest == '-' || *rest == '.')
		rest++;
	return strncmp(rest, "rc", 2) == 0 || strncmp(rest, "beta", 4) == 0 ||
	       strncmp(rest, "alpha", 5) == 0;
}

/* Of "rc1" and "rc-2" the number decides; beta comes before rc by the alphabet. */
static int compare_pre_releases(const char *a, const char *b)
{
	const char *x = a + strcspn(a, "0123456789"), *y = b + strcspn(b, "0123456789");
	unsigned long n = strtoul(x, NULL, 10), m = strtoul(y, NULL, 10);

	while (!isalpha((unsigned char)*a) && *a)
		a++;
	while (!isalpha((unsigned char)*b) && *b)
		b++;
	if (*a != *b)
		return *a < *b ? -1 : 1;
	return (n > m) - (n < m);
}

int version_compare(const char *a, const char *b)
{
	unsigned long x[4], y[4];
	const char *rest_a = numbers(skip_prefix(a), x);
	const char *rest_b = numbers(skip_prefix(b), y);

	for (int i = 0; i < 4; i++)
		if (x[i] != y[i])
			return x[i] < y[i] ? -1 : 1;
	if (is_pre_release(rest_a) != is_pre_release(rest_b))
		return is_pre_release(rest_a) ? -1 : 1;
	return is_pre_release(rest_a) ? compare_pre_releases(rest_a, rest_b) : 0;
}
