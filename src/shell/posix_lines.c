/* Assignments as sh, bash and zsh write them. */
#include "shell/posix.h"

#include <ctype.h>
#include <string.h>

#include "shell/lines.h"

static const char *const opening[] = { "if", "for", "while", "until", "case", "select", NULL };
static const char *const closing[] = { "fi", "done", "esac", "}", NULL };
static const char *const ending[] = { "fi", "done", "esac", NULL };

const struct line_syntax posix_lines = {
	.opening = opening, .closing = closing, .ending = ending, .heredocs = true, .braces = true
};

/* zsh ties the array `path` to PATH: path=(a b $path), path+=(a b). */
static const char *array_value(struct line_reader *r, const char *words, bool append, size_t *ret_n)
{
	struct str value = { .mem = r->mem };
	size_t at = 1;

	if (append)
		str_add(&value, "$PATH");
	while (words[at] && words[at] != ')') {
		struct word w;

		if (words[at] == ' ' || words[at] == '\t') {
			at++;
			continue;
		}
		if (!word_read(r->mem, words + at, WORD_ARRAY, &w) || !w.known || !w.length)
			return NULL;
		if (value.n)
			str_add_char(&value, ':');
		str_add(&value, str_equal(w.text, "$path") || str_equal(w.text, "${path}") ||
						str_equal(w.text, "$path[@]")
					? "$PATH"
					: w.text);
		at += w.length;
	}
	if (words[at] != ')')
		return NULL;
	*ret_n = at + 1;
	return str_text(&value);
}

/* One NAME=value at s; gives its length, or 0 where it is none. */
static size_t read_pair(struct line_reader *r, const char *s, bool arrays, const char **ret_name,
			const char **ret_value, bool *ret_known)
{
	size_t name_n, value_at, array_n;
	struct word w;
	bool append;

	if (!assignment_begins(s, &name_n, &value_at))
		return 0;
	append = s[name_n] == '+';
	*ret_name = arena_strndup(r->mem, s, name_n);
	if (s[value_at] == '(') {
		const char *value = array_value(r, s + value_at, append, &array_n);

		if (!value || !arrays || !str_equal(*ret_name, "path"))
			return 0;
		*ret_name = "PATH";
		*ret_value = value;
		*ret_known = true;
		return value_at + array_n;
	}
	if (!word_read(r->mem, s + value_at, WORD_ASSIGNMENT, &w))
		return 0;
	*ret_value = append ? arena_fmt(r->mem, "$%s%s", *ret_name, w.text) : w.text;
	*ret_known = w.known;
	return value_at + w.length;
}

/* Skips "export ", "typeset -gx " and the like; how many bytes. */
static size_t export_prefix(const char *s)
{
	static const char *const words[] = { "export", "typeset", "declare", NULL };

	for (size_t i = 0; words[i]; i++) {
		size_t n = strlen(words[i]);

		if (!str_starts(s, words[i]) || (s[n] != ' ' && s[n] != '\t'))
			continue;
		n += strspn(s + n, " \t");
		while (s[n] == '-') { /* options */
			n += strcspn(s + n, " \t");
			n += strspn(s + n, " \t");
		}
		return n;
	}
	return 0;
}

/* Nothing but a comment or "; export NAME" of the same name follows. */
static bool ends_plainly(const char *rest, const char *name)
{
	size_t at = strspn(rest, " \t\r");

	if (rest[at] == ';') {
		size_t n = strlen(name);

		at++;
		at += strspn(rest + at, " \t");
		if (str_starts(rest + at, "export ")) {
			at += 7;
			at += strspn(rest + at, " \t");
			if (strncmp(rest + at, name, n) != 0)
				return false;
			at += n;
		}
		at += strspn(rest + at, " \t\r;");
	}
	return rest[at] == '\0' || rest[at] == '#';
}

static void posix_lines_read_line(struct line_reader *r, const char *s, bool arrays)
{
	size_t at = export_prefix(s);
	size_t first = r->into->n;
	const char *last = "";
	bool known = true, ends;
	int pairs = 0;

	for (;;) {
		const char *name, *value;
		size_t n = read_pair(r, s + at, arrays, &name, &value, &known);

		if (!n)
			break;
		pairs++;
		at += n;
		last = name;
		line_reader_add(r, name, value, known);
		if (s[at] != ' ' && s[at] != '\t')
			break;
		at += strspn(s + at, " \t");
	}
	/* Several on one line, a command behind (`GOOS=js go build`), an open quote: not plain; and
	 * what stands in front of a command lasts for that command only. */
	ends = ends_plainly(s + at, last);
	if (pairs == 1 && ends && !known && r->into->n > first)
		r->into->at[first].computed = !r->depth;
	if (!pairs || (pairs == 1 && ends))
		return;
	if (!export_prefix(s) && s[at] && s[at] != '#' && s[at] != ';' && s[at] != '&' &&
	    s[at] != '\r') {
		r->into->n = first;
		return;
	}
	for (size_t i = first; i < r->into->n; i++) {
		r->into->at[i].plain = false;
		r->into->at[i].certain &= ends && export_prefix(s) && !r->depth;
		r->into->at[i].shared = r->into->at[i].certain;
	}
}

void posix_read_line(struct line_reader *r, const char *s)
{
	posix_lines_read_line(r, s, false);
}

void posix_read_line_with_arrays(struct line_reader *r, const char *s)
{
	posix_lines_read_line(r, s, true);
}

/* ---- repairs ---- */

/* Where a shell word that begins at `at` ends. */
static size_t word_end(const char *text, size_t at)
{
	char quote = 0;

	for (; text[at]; at++) {
		if (quote) {
			if (text[at] == quote)
				quote = 0;
			else if (text[at] == '\\' && quote == '"' && text[at + 1])
				at++;
		} else if (text[at] == '\'' || text[at] == '"') {
			quote = text[at];
		} else if (text[at] == '\\' && text[at + 1]) {
			at++;
		} else if (strchr(" \t;\r", text[at])) {
			break;
		}
	}
	return at;
}

/* zsh's path=(a b): written anew as the variable it is tied to. */
static const char *repaired_array(struct arena *mem, const char *text, const char *value)
{
	const char *at = line_find_name(text, "path"), *open = at ? strchr(at, '(') : NULL;
	const char *close = open ? strchr(open, ')') : NULL;

	if (!close)
		return NULL;
	return arena_fmt(mem, "%.*sPATH=%s%s", (int)(at - text), text,
			 line_double_quoted(mem, value), close + 1);
}

/* Is a NAME=value left in it? */
static bool assigns_something(const char *text)
{
	size_t name_n, value_at, at = strspn(text, " \t");

	at += export_prefix(text + at);
	return assignment_begins(text + at, &name_n, &value_at);
}

const char *posix_take_out(struct arena *mem, const struct assignment *a)
{
	const char *at = line_find_name(a->text, a->name);
	const char *left;
	size_t start, end;

	if (!at)
		return NULL;
	start = (size_t)(at - a->text);
	end = word_end(a->text, start + strlen(a->name));
	if (a->text[end] == ' ' || a->text[end] == '\t')
		end += strspn(a->text + end, " \t");
	else
		while (start > 0 && (a->text[start - 1] == ' ' || a->text[start - 1] == '\t'))
			start--;
	left = arena_fmt(mem, "%.*s%s", (int)start, a->text, a->text + end);
	return assigns_something(left) ? left : NULL;
}

const char *posix_repair(struct arena *mem, const struct assignment *a, const char *value)
{
	const char *at = line_find_name(a->text, a->name);
	size_t end, start;

	if (!at)
		return str_equal(a->name, "PATH") ? repaired_array(mem, a->text, value) : NULL;
	start = (size_t)(at - a->text) + strlen(a->name);
	end = start;
	if (a->text[end] == '+')
		end++; /* NAME+=more becomes NAME=all */
	if (a->text[end] != '=')
		return NULL;
	end = word_end(a->text, end + 1);
	return arena_fmt(mem, "%.*s=%s%s", (int)start, a->text, line_double_quoted(mem, value),
			 a->text + end);
}
