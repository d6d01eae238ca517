/* What is assigned in a start file, or in what a program printed, whichever shell's it is. */
#include "base/mask_pieces.h"

#include <ctype.h>
#include <stdlib.h>
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

/* fish's "set -gx NAME VALUE...", csh's "setenv NAME VALUE": where the value begins, 0 where it is none. */
static size_t set_value(struct arena *mem, struct bytes t, size_t i, const char **ret_name)
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
	*ret_name = arena_strndup(mem, t.at + i, n);
	return mask_skip_blanks(t, i + n);
}

/* "NAME=", "NAME+=": where the value begins. */
static size_t assigned_value(struct arena *mem, struct bytes t, size_t i, const char **ret_name)
{
	size_t n = mask_name_length(t, i), end = i + n;

	if (!n)
		return 0;
	if (end < t.n && t.at[end] == '+')
		end++;
	if (end >= t.n || t.at[end] != '=' || (end + 1 < t.n && t.at[end + 1] == '='))
		return 0;
	*ret_name = arena_strndup(mem, t.at + i, n);
	return end + 1;
}

/* "${NAME:=value}", "${NAME:-value}": where the value begins. One that is a place tells nothing. */
static size_t default_value(struct arena *mem, struct bytes t, size_t i)
{
	size_t n = i && t.at[i - 1] == '{' ? mask_name_length(t, i) : 0, end = i + n;

	while (n && t.at[end - 1] == '-') /* no sign of a name's in a shell */
		end--;
	if (!n || end + 2 >= t.n || mask_shows(arena_strndup(mem, t.at + i, end - i)))
		return 0;
	end += t.at[end] == ':';
	if (!strchr("-=", t.at[end]))
		return 0;
	end++;
	return strchr("/$~\"}", t.at[end]) ? 0 : end;
}

static size_t until(struct bytes t, size_t i, const char *stops)
{
	while (i < t.n && !strchr(stops, t.at[i]))
		i++;
	return i;
}

/* A piece of the text that must go, and what stands in its place. */
struct hidden {
	size_t from, to;
	const char *instead;
};

static bool is_hidden(struct hidden *h, size_t from, size_t to)
{
	h->from = from;
	h->to = to;
	return to > from;
}

/* What is assigned to `name` from `from` on; what is shown is not read to its end. */
static bool hidden_value(const struct mask *m, struct bytes t, const char *name, size_t from,
			 size_t (*skip)(struct bytes, size_t), struct hidden *h)
{
	size_t to;

	if (mask_shows(name) && !mask_names_hosts(name))
		return false;
	to = skip(t, from);
	if (!is_hidden(h, from, to < t.n ? to : t.n))
		return false;
	if (mask_names_hosts(name))
		h->instead = mask_hosts(m, (struct bytes){ t.at + from, h->to - from });
	return true;
}

/* From i on; false: nothing that must go begins here. */
static bool hidden_at(const struct mask *m, struct bytes t, size_t i, bool in_comment,
		      struct hidden *h)
{
	const char *name = NULL;
	size_t from;

	h->instead = MASKED;
	/* a here string; "# <<< conda initialize <<<" is none */
	if (!in_comment && i >= 3 && memcmp(t.at + i - 3, "<<<", 3) == 0) {
		from = mask_skip_blanks(t, i);
		return is_hidden(h, from, skip_value(t, from));
	}
	if ((from = default_value(m->mem, t, i)))
		return is_hidden(h, from, until(t, from, "}\n"));
	if ((from = assigned_value(m->mem, t, i, &name)))
		return hidden_value(m, t, name, from, skip_value, h);
	if ((from = set_value(m->mem, t, i, &name)))
		return hidden_value(m, t, name, from, skip_line, h);
	if ((from = mask_header_value(t, i)))
		return is_hidden(h, from, until(t, from, "\n\"'"));
	if ((from = mask_netrc_value(m, t, i)))
		return is_hidden(h, from, until(t, from, " \t\r\n\\\"'"));
	from = mask_private_command(t, i);
	if (!from)
		from = mask_piped_secret(m, t, i);
	if (from)
		return is_hidden(h, i + from, i + mask_command_length(t, i));
	return is_hidden(h, i, i + mask_random_word(t, i));
}

/* ---- here documents ---- */

/* A line of one word alone, which may end one. */
struct lone_word {
	struct bytes word;
	size_t at; /* where the line begins */
};
struct lone_words LIST_OF(struct lone_word);

static int by_word_and_place(const void *left, const void *right)
{
	const struct lone_word *a = left, *b = right;
	size_t n = a->word.n < b->word.n ? a->word.n : b->word.n;
	int order = memcmp(a->word.at, b->word.at, n);

	if (!order)
		order = (a->word.n > b->word.n) - (a->word.n < b->word.n);
	return order ? order : (a->at > b->at) - (a->at < b->at);
}

static size_t shell_word(struct bytes t, size_t i)
{
	size_t n = 0;

	while (i + n < t.n && mask_is_word(t.at[i + n]))
		n++;
	return n;
}

/* In order, so that a text of many "<<WORD" is not read again for each. */
static struct lone_words lone_words(struct arena *mem, struct bytes t)
{
	struct lone_words all = { 0 };
	struct bytes line;

	for (size_t at = 0, begin = 0; next_line(t, &at, &line); begin = at) {
		size_t from = mask_skip_blanks(line, 0), n = shell_word(line, from), end = from + n;

		while (end < line.n && strchr(" \t\r", line.at[end]))
			end++;
		if (n && end == line.n)
			list_push(mem, &all, ((struct lone_word){ { line.at + from, n }, begin }));
	}
	if (all.n)
		qsort(all.at, all.n, sizeof(all.at[0]), by_word_and_place);
	return all;
}

/* Where the first such line of this word begins, at or behind `from`; false: there is none. */
static bool lone_word_from(const struct lone_words *all, struct bytes word, size_t from,
			   size_t *ret)
{
	struct lone_word wanted = { word, from };
	size_t low = 0, high = all->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (by_word_and_place(&all->at[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == all->n || !bytes_equal(all->at[low].word, word))
		return false;
	*ret = all->at[low].at;
	return true;
}

/* The lines of a here document, "<<WORD" at i: *ret_from is where they begin, *ret_to the line that ends them.
 * One that does not end is most likely none. */
static bool here_document(const struct lone_words *ends, struct bytes t, size_t i, size_t *ret_from,
			  size_t *ret_to)
{
	size_t n;

	if (t.n - i < 4 || memcmp(t.at + i, "<<", 2) != 0 || t.at[i + 2] == '<' ||
	    (i && t.at[i - 1] == '<'))
		return false;
	i += 2;
	i += t.at[i] == '-';
	i = mask_skip_blanks(t, i);
	i += i < t.n && strchr("\"'\\", t.at[i]);
	n = shell_word(t, i);
	if (!n || isdigit((unsigned char)t.at[i]))
		return false;
	if (!lone_word_from(ends, (struct bytes){ t.at + i, n }, i + n, ret_to))
		return false;
	*ret_from = until(t, i + n, "\n") + 1;
	return true;
}

struct bytes mask_script(const struct mask *m, struct bytes text)
{
	struct str s = { .mem = m->mem };
	struct lone_words ends = lone_words(m->mem, text);
	struct hidden h;
	size_t from = 0, to = 0, here = 0, here_ends = 0, comment_ends = 0;

	for (size_t i = 0; i < text.n;) {
		bool begins =
			i == 0 || (!mask_is_word(text.at[i - 1]) && !strchr("-$", text.at[i - 1]));
		size_t comment = 0;

		if (i >= comment_ends)
			comment = mask_secret_comment(m, text, i, &comment_ends);
		if (i >= here_ends && here_document(&ends, text, i, &from, &to)) {
			here = from;
			here_ends = to;
		}
		if (i == here && i < here_ends) {
			for (; i < here_ends; i++) /* a line for a line */
				if (text.at[i] == '\n')
					str_fmt(&s, "%s\n", MASKED);
		} else if (comment) {
			str_add(&s, text.at[i] == '#' ? "# masked" : "// masked");
			i += comment;
		} else if (begins && hidden_at(m, text, i, i < comment_ends, &h)) {
			str_add_bytes(&s, text.at + i, h.from - i);
			str_add(&s, h.instead);
			i = h.to;
		} else {
			str_add_char(&s, text.at[i++]);
		}
	}
	return mask_text(m, str_bytes(&s));
}
