/* Reading a pattern: its words as a haystack has them, and the blanks between. */
#include "explain/pattern_private.h"

#include <string.h>

#include "base/i18n.h"
#include "explain/text.h"

static enum rc add_blank(struct arena *mem, struct pattern *p, const char *name, size_t n,
			 struct err *e)
{
	for (int kind = 0; kind < THING_N; kind++) {
		const char *known = thing_kind_name((enum thing_kind)kind);

		if (strlen(known) != n || strncmp(known, name, n) != 0)
			continue;
		*list_add(mem, &p->elements) =
			(struct element){ .blank = true, .kind = (enum thing_kind)kind };
		return RC_OK;
	}
	return err_set(e, RC_SYNTAX, _("no such type of blank: %.*s"), (int)n, name);
}

static void add_literal(struct arena *mem, struct pattern *p, const char *text, size_t n)
{
	struct element literal = { .at = arena_alloc(mem, (n + 1) * sizeof(uint32_t)) };
	size_t length;

	for (size_t i = 0; i < n; i += length) {
		uint32_t c = next_character(text + i, n - i, &length);

		if (c != ' ')
			literal.at[literal.n++] = fold_character(c);
	}
	if (literal.n)
		list_push(mem, &p->elements, literal);
}

enum rc pattern_parse_line(struct arena *mem, const char *text, struct pattern **ret, struct err *e)
{
	struct pattern *p = ARENA_NEW(mem, struct pattern);
	size_t blanks = 0;

	p->text = text;
	for (const char *at = text; *at;) {
		size_t n = strcspn(at, "{");
		const char *end;

		add_literal(mem, p, at, n);
		at += n;
		if (!*at)
			break;
		end = strchr(at, '}');
		if (!end)
			return err_set(e, RC_SYNTAX, _("a blank without its end: %s"), text);
		if (add_blank(mem, p, at + 1, (size_t)(end - at - 1), e))
			return e->rc;
		blanks++;
		at = end + 1;
	}
	if (!p->elements.n || blanks > BLANKS_MOST)
		return err_set(e, RC_SYNTAX, _("a pattern needs words, and at most %d blanks: %s"),
			       BLANKS_MOST, text);
	*ret = p;
	return RC_OK;
}

enum rc pattern_parse(struct arena *mem, const char *text, struct pattern **ret, struct err *e)
{
	enum rc rc = pattern_parse_line(mem, text, ret, e);
	const struct pattern *p = rc ? NULL : *ret;

	if (p && p->elements.at[0].blank && (p->elements.n == 1 || p->elements.at[1].blank))
		return p->elements.n == 1
			       ? err_set(e, RC_SYNTAX,
					 _("a pattern needs words, and at most %d blanks: %s"),
					 BLANKS_MOST, text)
			       : err_set(e, RC_SYNTAX, _("it begins with two blanks: %s"), text);
	return rc;
}

struct ending pattern_ending(const struct pattern *p)
{
	const char *blank = strrchr(p->text, '}');
	struct ending ending = { .words = blank ? blank + 1 : p->text };
	size_t n = strlen(ending.words), length = 0;

	for (size_t i = 0, at = 0; i < 2 && at < n; i++, at += length)
		ending.first[i] =
			fold_character(next_character(ending.words + at, n - at, &length));
	return ending;
}
