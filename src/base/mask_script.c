/* What is assigned in a start file, or in what a program printed, whichever shell's it is. */
#include "base/mask_pieces.h"

#include <ctype.h>
#include <string.h>

/* Past a quoted piece that begins at i. */
static size_t skip_quoted(struct bytes t, size_t i)
{
	char quote = t.at[i++];

	while (i < t.n && t.at[i] != quote)
		i += t.at[i] == '\\' && quote != '\'' ? 2 : 1;
	return i < t.n ? i + 1 : t.n;
}

/* Past a bracket and all in it: $(...), (...), ${...}. */
static size_t skip_brackets(struct bytes t, size_t i)
{
	int depth = 0;

	while (i < t.n) {
		char c = t.at[i];

		if (c == '"' || c == '\'' || c == '`') {
			i = skip_quoted(t, i);
			continue;
		}
		i += c == '\\' ? 2 : 1;
		if (c == '(' || c == '{')
			depth++;
		else if ((c == ')' || c == '}') && --depth == 0)
			return i;
	}
	return t.n;
}

/* Is it the end of what was opened before the value: "-X=main.key=value"? */
static bool closes_another(struct bytes t, size_t begin, size_t i)
{
	size_t n = 1;

	if (i == begin || !strchr("\"'", t.at[i]))
		return false;
	while (i + n < t.n && t.at[i + n] != '\n' && t.at[i + n] != t.at[i])
		n++;
	return i + n == t.n || t.at[i + n] == '\n';
}

/* Past the shell word that begins at i: what is assigned. */
static size_t skip_value(struct bytes t, size_t i)
{
	size_t begin = i;

	while (i < t.n && !closes_another(t, begin, i)) {
		char c = t.at[i];

		if (strchr(" \t\r\n;&|<>)}", c))
			return i;
		if (c == '"' || c == '\'' || c == '`')
			i = skip_quoted(t, i);
		else if (c == '(' || (c == '$' && i + 1 < t.n && strchr("({", t.at[i + 1])))
			i = skip_brackets(t, i + (c == '$'));
		else
			i += c == '\\' ? 2 : 1;
	}
	return i < t.n ? i : t.n;
}

static size_t skip_line(struct bytes t, size_t i)
{
	while (i < t.n && !strchr("\n;&|", t.at[i]))
		i = t.at[i] == '"' || t.at[i] == '\'' ? skip_quoted(t, i) : i + 1;
	return i;
}

/* fish's "set -gx NAME VALUE...", csh's "setenv NAME VALUE": where the value begins, 0 where it is
 * none; and whether it is to be shown. */
static size_t set_value(struct arena *mem, struct bytes t, size_t i, bool *ret_show)
{
	size_t n = 0;

	if (!mask_at_word(t, i, "set") && !mask_at_word(t, i, "setenv"))
		return 0;
	i = mask_skip_blanks(t, i + (mask_at_word(t, i, "set") ? 3 : 6));
	while (i < t.n && t.at[i] == '-') {
		while (i < t.n && !isspace((unsigned char)t.at[i]))
			i++;
		i = mask_skip_blanks(t, i);
	}
	n = mask_name_length(t, i);
	if (!n || i + n >= t.n || (t.at[i + n] != ' ' && t.at[i + n] != '\t'))
		return 0;
	*ret_show = mask_shows(arena_strndup(mem, t.at + i, n));
	return mask_skip_blanks(t, i + n);
}

/* "NAME=", "NAME+=": where the value begins. */
static size_t assigned_value(struct arena *mem, struct bytes t, size_t i, bool *ret_show)
{
	size_t n = mask_name_length(t, i), end = i + n;

	if (!n)
		return 0;
	if (end < t.n && t.at[end] == '+')
		end++;
	if (end >= t.n || t.at[end] != '=' || (end + 1 < t.n && t.at[end + 1] == '='))
		return 0;
	*ret_show = mask_shows(arena_strndup(mem, t.at + i, n));
	return end + 1;
}

/* What of the text must go, from i on: [*ret_from, *ret_to). False: nothing begins here. */
static bool hidden_at(const struct mask *m, struct bytes t, size_t i, size_t *ret_from,
		      size_t *ret_to)
{
	bool show = false;
	size_t from = assigned_value(m->mem, t, i, &show);

	*ret_from = from;
	*ret_to = from ? skip_value(t, from) : 0;
	if (from)
		return !show && *ret_to > from;
	*ret_from = set_value(m->mem, t, i, &show);
	if (*ret_from) {
		*ret_to = skip_line(t, *ret_from);
		return !show && *ret_to > *ret_from;
	}
	*ret_from = mask_header_value(t, i);
	if (*ret_from) {
		*ret_to = *ret_from;
		while (*ret_to < t.n && !strchr("\n\"'", t.at[*ret_to]))
			(*ret_to)++;
		return true;
	}
	*ret_from = i;
	*ret_to = i + mask_random_word(t, i);
	return *ret_to > i;
}

/* The lines of a here document, "<<WORD" at i: *ret_from is where they begin, *ret_to the line that ends them. */
static bool here_document(const struct mask *m, struct bytes t, size_t i, size_t *ret_from,
			  size_t *ret_to)
{
	struct bytes line;
	const char *word;
	size_t n = 0;

	if (t.n - i < 4 || memcmp(t.at + i, "<<", 2) != 0 || t.at[i + 2] == '<' ||
	    (i && t.at[i - 1] == '<'))
		return false;
	i += 2;
	i += t.at[i] == '-';
	i = mask_skip_blanks(t, i);
	i += i < t.n && strchr("\"'\\", t.at[i]);
	while (i + n < t.n && mask_is_word(t.at[i + n]))
		n++;
	if (!n || isdigit((unsigned char)t.at[i]))
		return false;
	word = arena_strndup(m->mem, t.at + i, n);
	while (i < t.n && t.at[i] != '\n')
		i++;
	*ret_from = *ret_to = ++i;
	while (i < t.n && next_line(t, &i, &line)) {
		if (str_equal(str_trim(m->mem, arena_strndup(m->mem, line.at, line.n)), word))
			return true;
		*ret_to = i;
	}
	return false; /* it does not end: most likely none */
}

struct bytes mask_script(const struct mask *m, struct bytes text)
{
	struct str s = { .mem = m->mem };
	size_t from = 0, to = 0, here = 0, here_ends = 0;

	for (size_t i = 0; i < text.n;) {
		bool begins =
			i == 0 || (!mask_is_word(text.at[i - 1]) && !strchr("-$", text.at[i - 1]));
		size_t comment = mask_secret_comment(m, text, i);

		if (i >= here_ends && here_document(m, text, i, &from, &to)) {
			here = from;
			here_ends = to;
		}
		if (i == here && i < here_ends) {
			for (; i < here_ends; i++) /* a line for a line */
				if (text.at[i] == '\n')
					str_fmt(&s, "%s\n", MASKED);
		} else if (comment) {
			str_add(&s, "# masked");
			i += comment;
		} else if (begins && hidden_at(m, text, i, &from, &to)) {
			if (to > text.n)
				to = text.n;
			str_add_bytes(&s, text.at + i, from - i);
			str_add(&s, MASKED);
			i = to;
		} else {
			str_add_char(&s, text.at[i++]);
		}
	}
	return mask_text(m, (struct bytes){ str_text(&s), s.n });
}
