/* Assignments as fish writes them. */
#include "shell/fish.h"

#include <string.h>

#include "shell/lines.h"
#include "shell/posix.h"

static const char *const opening[] = { "if", "for", "while", "switch", "begin", "function", NULL };
static const char *const closing[] = { "end", NULL };

const struct line_syntax fish_lines = {
	.opening = opening, .closing = closing, .ending = closing, .escaped_quotes = true
};

struct fish_words {
	LIST(struct word) words;
	bool plain; /* the whole line was understood */
	bool alone; /* no other command stands on it */
};

static struct fish_words fish_split(struct line_reader *r, const char *s)
{
	struct fish_words f = { .plain = true, .alone = !strpbrk(s, ";&|") };
	size_t at = 0;

	for (;;) {
		struct word w;

		at += strspn(s + at, " \t\r");
		if (!s[at] || s[at] == '#' || s[at] == ';')
			break;
		if (!word_read(r->mem, s + at, WORD_FISH, &w) || !w.length) {
			f.plain = false;
			break;
		}
		f.plain = f.plain && w.known;
		list_push(r->mem, &f.words, w);
		at += w.length;
	}
	if (s[at] == ';' && s[at + 1 + strspn(s + at + 1, " \t\r;")])
		f.plain = false;
	return f;
}

static const char *fish_join(struct line_reader *r, const struct fish_words *f, size_t from,
			     bool path)
{
	struct str value = { .mem = r->mem };

	for (size_t i = from; i < f->words.n; i++) {
		if (i > from)
			str_add_char(&value, path ? ':' : ' ');
		str_add(&value, f->words.at[i].text);
	}
	return str_text(&value);
}

/* set -gx NAME value...: only exported or global ones count; -e erases. */
static void read_fish_set(struct line_reader *r, const struct fish_words *f)
{
	size_t i = 1;
	bool prepend = false, append = false;
	const char *name, *value;
	size_t n;

	for (; i < f->words.n && f->words.at[i].text[0] == '-'; i++) {
		const char *o = f->words.at[i].text;
		bool is_long = o[1] == '-';

		if (str_equal(o, "--erase") || str_equal(o, "--query") || str_equal(o, "--local") ||
		    (!is_long && strpbrk(o, "eql")))
			return;
		prepend = prepend || str_equal(o, "--prepend") || (!is_long && strchr(o, 'p'));
		append = append || str_equal(o, "--append") || (!is_long && strchr(o, 'a'));
	}
	if (i >= f->words.n)
		return;
	name = f->words.at[i].text;
	if (str_equal(name, "fish_user_paths")) {
		name = "PATH";
		prepend = true;
	}
	value = fish_join(r, f, i + 1, str_ends(name, "PATH"));
	if (str_ends(value, ":$fish_user_paths"))
		value = arena_strndup(r->mem, value, strlen(value) - strlen(":$fish_user_paths"));
	if (prepend)
		value = arena_fmt(r->mem, "%s:$%s", value, name);
	else if (append)
		value = arena_fmt(r->mem, "$%s:%s", name, value);
	n = r->into->n;
	line_reader_add(r, name, value, f->plain);
	if (r->into->n > n && !f->plain && f->alone) /* NAME (program) */
		r->into->at[n].computed = !r->depth;
}

static void read_fish_add_path(struct line_reader *r, const struct fish_words *f)
{
	size_t i = 1;
	bool append = false;
	const char *value;

	for (; i < f->words.n && f->words.at[i].text[0] == '-'; i++)
		append = append || str_equal(f->words.at[i].text, "--append") ||
			 (f->words.at[i].text[1] != '-' && strchr(f->words.at[i].text, 'a'));
	if (i >= f->words.n)
		return;
	value = fish_join(r, f, i, true);
	line_reader_add(r, "PATH", arena_fmt(r->mem, append ? "$PATH:%s" : "%s:$PATH", value),
			f->plain);
}

void fish_read_line(struct line_reader *r, const char *s)
{
	struct fish_words f = fish_split(r, s);
	const char *command = f.words.n ? f.words.at[0].text : "";

	if (str_equal(command, "set"))
		read_fish_set(r, &f);
	else if (str_equal(command, "fish_add_path"))
		read_fish_add_path(r, &f);
	else if (str_equal(command, "export") && f.words.n == 2) /* fish's own wrapper */
		posix_read_line(r, s);
}

/* fish: a list for PATH, one word for the others. */
const char *fish_repair(struct arena *mem, const struct assignment *a, const char *value)
{
	struct str out = { .mem = mem };
	struct names parts = { 0 };
	size_t indent = strspn(a->text, " \t");

	if (str_equal(a->name, "PATH"))
		parts = str_split(mem, value, ':');
	else
		list_push(mem, &parts, value);
	str_fmt(&out, "%.*sset -gx %s", (int)indent, a->text, a->name);
	for (size_t i = 0; i < parts.n; i++) {
		bool itself = str_equal(parts.at[i], "$PATH"); /* in quotes it would be one word */

		str_fmt(&out, " %s", itself ? "$PATH" : line_double_quoted(mem, parts.at[i]));
	}
	return str_text(&out);
}
