/*
 * A page that scrolls by, for commands that ask nothing: the layout of the full screen, its weights and its
 * marks, as escape sequences. The marks are cells with a background, since no colour of a letter can be read
 * on both black and white; a sign stands on its mark in reverse, and in bold, which old terminals show brighter.
 */
#include <string.h>

#include "ui/layout_private.h"

enum { MOST_COLUMNS = 120 }; /* longer lines are hard to follow with the eyes */

static const char *weight(enum role role)
{
	if (role == ROLE_HEADING || role == ROLE_CHOSEN || role == ROLE_PROBLEM ||
	    role == ROLE_WARNING)
		return "\033[1m";
	return role == ROLE_BAR ? "\033[7m" : "";
}

static const char *mark(enum role role, bool colour)
{
	if (role == ROLE_OK)
		return colour ? "\033[44m" : "\033[1m";
	if (role == ROLE_WARNING)
		return colour ? "\033[43m" : "\033[1m";
	if (role == ROLE_PROBLEM)
		return colour ? "\033[41m" : "\033[1m";
	if (role == ROLE_ADD)
		return colour ? "\033[1;7;34m" : "\033[1;7m";
	if (role == ROLE_REMOVE)
		return colour ? "\033[1;7;31m" : "\033[1;7m";
	return NULL;
}

/* What is switched on in this cell. */
static const char *style_at(const struct line *l, int cell, bool colour)
{
	const char *style = "";

	for (size_t i = 0; i < l->spans.n; i++) {
		const struct span *s = &l->spans.at[i];

		if (mark(s->role, colour) && cell == span_mark_at(s))
			return mark(s->role, colour);
		if (cell >= s->start && cell < s->start + s->width)
			style = weight(s->role);
	}
	return style;
}

static size_t without_trailing_blanks(const char *text)
{
	size_t n = strlen(text);

	while (n > 0 && text[n - 1] == ' ')
		n--;
	return n;
}

static void add_marked(struct str *s, const struct line *l, bool colour)
{
	size_t n = without_trailing_blanks(l->text), i = 0;
	const char *on = "";
	int cell = 0;

	while (i < n) {
		unsigned point;
		size_t bytes = utf8_next(l->text + i, &point);
		const char *style = style_at(l, cell, colour);

		if (!str_equal(style, on))
			str_fmt(s, "%s%s", *on ? "\033[m" : "", style);
		on = style;
		str_add_bytes(s, l->text + i, bytes);
		cell += text_width(arena_strndup(s->mem, l->text + i, bytes));
		i += bytes;
	}
	str_add(s, *on ? "\033[m\n" : "\n");
}

const char *scroll_text(struct arena *mem, const struct view *v, int columns, bool colour)
{
	struct str s = { .mem = mem };
	struct layout page;

	layout_scroll(mem, v, columns < MOST_COLUMNS ? columns : MOST_COLUMNS, &page);
	for (size_t i = 0; i < page.lines.n; i++)
		add_marked(&s, &page.lines.at[i], colour);
	return str_text(&s);
}
