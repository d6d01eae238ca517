#include "wants/go_history.h"

#include <ctype.h>
#include <string.h>

/* Without tags, and with one blank where there are several. */
static const char *told(struct arena *mem, struct bytes page)
{
	struct str s = { .mem = mem };
	bool in_tag = false, blank = true;

	for (size_t i = 0; i < page.n; i++) {
		char c = ((const char *)page.at)[i];
		bool space = isspace((unsigned char)c) || !c;

		if (c == '<' || c == '>')
			in_tag = c == '<';
		else if (!in_tag && !(space && blank))
			str_add_bytes(&s, space ? " " : &c, 1);
		if (!in_tag && c != '>')
			blank = space;
	}
	return str_text(&s);
}

/* Where a release begins, "go1.26.6 (released 2026-09-01)"; what is planned has such a head too. NULL: none
 * follows. */
static const char *next_head(const char *text, size_t *ret_length)
{
	for (const char *at = strstr(text, "go1."); at; at = strstr(at + 1, "go1.")) {
		size_t n = strspn(at + 2, "0123456789.");

		if (str_starts(at + 2 + n, " (released ") ||
		    str_starts(at + 2 + n, " (planned for ")) {
			*ret_length = n;
			return at;
		}
	}
	return NULL;
}

/* Newest first, each once. */
static struct names put_in_order(struct arena *mem, const struct names *versions,
				 const char *version)
{
	struct names all = { 0 };
	bool is_in = false;

	for (size_t i = 0; i < versions->n; i++) {
		int order = is_in ? -1 : version_compare(versions->at[i], version);

		if (order < 0 && !is_in)
			list_push(mem, &all, version);
		list_push(mem, &all, versions->at[i]);
		is_in = is_in || order <= 0;
	}
	if (!is_in)
		list_push(mem, &all, version);
	return all;
}

struct names go_history_security(struct arena *mem, struct bytes page, const struct names *known)
{
	const char *at, *next;
	struct names all = *known;
	size_t n = 0, next_n = 0;

	for (at = next_head(told(mem, page), &n); at; at = next, n = next_n) {
		const char *sentence = at + 2 + n, *fix = strstr(sentence, "security fix");

		next = next_head(sentence, &next_n);
		if (fix && (!next || fix < next) && str_starts(sentence, " (released "))
			all = put_in_order(mem, &all, arena_strndup(mem, at + 2, n));
	}
	return all;
}
