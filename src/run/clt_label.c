#include "run/clt_label.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* "   * Label: X" and "   * X" give X; NULL: no such line. */
static const char *label_of(struct arena *mem, const char *line)
{
	const char *at = line + strspn(line, " \t");

	if (*at != '*' || !strstr(at, "Command Line Tools"))
		return NULL;
	at++;
	at += strspn(at, " ");
	if (str_starts(at, "Label:"))
		at += strlen("Label:");
	return str_trim(mem, at);
}

/* "Size: 687455KiB," or ", 177264K [" */
static uint64_t size_of(const char *line)
{
	const char *k = NULL;

	for (const char *at = strchr(line, 'K'); at; at = strchr(at + 1, 'K'))
		if (at > line && isdigit((unsigned char)at[-1]))
			k = at;
	if (!k)
		return 0;
	while (k > line && isdigit((unsigned char)k[-1]))
		k--;
	return strtoull(k, NULL, 10) * 1024;
}

static const char *version_in(const char *label)
{
	const char *dash = strrchr(label, '-');

	return dash ? dash + 1 : "0";
}

static bool is_beta(const char *label)
{
	return strstr(label, "beta") || strstr(label, "Beta");
}

/* A beta is taken where nothing else is to be had: on a beta of macOS. */
static bool is_worse(const char *label, const char *best)
{
	if (is_beta(label) != is_beta(best))
		return is_beta(label);
	return version_compare(version_in(label), version_in(best)) < 0;
}

bool clt_label_find(struct arena *mem, const char *text, struct clt_label *ret)
{
	struct names lines = str_split(mem, text, '\n');
	struct clt_label best = { 0 };

	for (size_t i = 0; i < lines.n; i++) {
		const char *label = label_of(mem, lines.at[i]);

		if (!label || (best.label && is_worse(label, best.label)))
			continue;
		best.label = label;
		best.size = i + 1 < lines.n ? size_of(lines.at[i + 1]) : 0;
	}
	if (best.label)
		*ret = best;
	return best.label != NULL;
}

int clt_percent(const char *text, size_t n)
{
	long percent = -1; /* strtol keeps within its range, whatever stands there */

	for (size_t i = 0; i < n; i++) {
		size_t from = i;

		if (text[i] != '%')
			continue;
		while (from > 0 &&
		       (isdigit((unsigned char)text[from - 1]) || text[from - 1] == '.'))
			from--;
		if (from < i && isdigit((unsigned char)text[from]))
			percent = strtol(text + from, NULL, 10);
	}
	return percent >= 0 && percent <= 100 ? (int)percent : -1;
}
