/*
 * Assignments as nushell writes them:
 *
 *	$env.GOBIN = ($env.HOME | path join "go" "bin")
 *	$env.PATH = ($env.PATH | split row (char esep) | prepend "/usr/local/go/bin")
 *	$env.PATH ++= ["~/go/bin"]
 *	path add "~/go/bin"
 *
 * A list becomes one text with colons.
 */
#include "shell/nu.h"

#include <ctype.h>
#include <string.h>

#include "shell/lines.h"

const struct line_syntax nu_lines = { .brackets = true };

/* A value as it is read: `known` until something in it is not understood. */
struct value {
	struct arena *mem;
	const char *at;
	bool known;
};

static const char *read_value(struct value *v);

static void skip_blanks(struct value *v)
{
	v->at += strspn(v->at, " \t\r");
}

static bool nu_lines_take(struct value *v, const char *text)
{
	size_t n = strlen(text);

	skip_blanks(v);
	if (!str_starts(v->at, text))
		return false;
	v->at += n;
	return true;
}

/* The same as a word of its own. */
static bool take_word(struct value *v, const char *text)
{
	const char *start = v->at;

	if (nu_lines_take(v, text) && (!*v->at || strchr(" \t\r|)]", *v->at)))
		return true;
	v->at = start;
	return false;
}

static const char *unknown(struct value *v)
{
	v->known = false;
	return "";
}

static const char *nu_lines_variable(struct value *v)
{
	const char *start;

	if (nu_lines_take(v, "$nu.home-path") || nu_lines_take(v, "$nu.home-dir"))
		return "$HOME";
	if (!nu_lines_take(v, "$env."))
		return unknown(v);
	start = v->at;
	while (isalnum((unsigned char)*v->at) || *v->at == '_')
		v->at++;
	return arena_fmt(v->mem, "$%.*s", (int)(v->at - start), start);
}

/* In double quotes \ escapes; with $ in front of them (...) is a value. */
static const char *double_quoted(struct value *v, bool values)
{
	struct str out = { .mem = v->mem };

	for (v->at++; *v->at && *v->at != '"'; v->at++) {
		if (*v->at == '(' && values) {
			v->at++;
			str_add(&out, read_value(v));
			if (!v->known || !nu_lines_take(v, ")"))
				return unknown(v);
			v->at--;
			continue;
		}
		if (*v->at == '\\' && v->at[1])
			v->at++;
		if (*v->at == '$')
			v->known = false; /* as text it would be taken for a variable */
		str_add_char(&out, *v->at);
	}
	if (*v->at != '"')
		return unknown(v);
	v->at++;
	return str_text(&out);
}

static const char *single_quoted(struct value *v)
{
	const char *start = v->at + 1, *end = strchr(start, *v->at);

	if (!end || memchr(start, '$', (size_t)(end - start)))
		return unknown(v);
	v->at = end + 1;
	return arena_strndup(v->mem, start, (size_t)(end - start));
}

static const char *bare(struct value *v)
{
	size_t n = strcspn(v->at, " \t\r,;|()[]{}\"'`$#");

	if (!n)
		return unknown(v);
	v->at += n;
	return arena_strndup(v->mem, v->at - n, n);
}

/* [a "b" ...$env.PATH] */
static const char *list(struct value *v)
{
	struct names items = { 0 };

	v->at++;
	for (;;) {
		skip_blanks(v);
		if (nu_lines_take(v, ",") || nu_lines_take(v, "..."))
			continue;
		if (nu_lines_take(v, "]"))
			return str_join(v->mem, &items, ":");
		list_push(v->mem, &items, read_value(v));
		if (!v->known)
			return "";
	}
}

/* A | and what it does to the value before it. */
static const char *piped(struct value *v, const char *value)
{
	if (take_word(v, "uniq"))
		return value;
	if (take_word(v, "split")) {
		if (!take_word(v, "row") ||
		    !(nu_lines_take(v, "(char esep)") || nu_lines_take(v, "\":\"")))
			return unknown(v);
		return value;
	}
	if (take_word(v, "prepend"))
		return arena_fmt(v->mem, "%s:%s", read_value(v), value);
	if (take_word(v, "append"))
		return arena_fmt(v->mem, "%s:%s", value, read_value(v));
	if (!take_word(v, "path") || !take_word(v, "join"))
		return unknown(v);
	do {
		value = path_join(v->mem, value, read_value(v));
		skip_blanks(v);
	} while (v->known && *v->at && !strchr(")|", *v->at));
	return value;
}

/* (value | ...) */
static const char *pipeline(struct value *v)
{
	const char *value;

	v->at++;
	skip_blanks(v);
	if (!strchr("([\"'`$", *v->at))
		return unknown(v); /* a command */
	value = read_value(v);
	while (v->known && nu_lines_take(v, "|"))
		value = piped(v, value);
	return v->known && nu_lines_take(v, ")") ? value : unknown(v);
}

static const char *read_value(struct value *v)
{
	skip_blanks(v);
	switch (*v->at) {
	case '(':
		return pipeline(v);
	case '[':
		return list(v);
	case '"':
		return double_quoted(v, false);
	case '\'':
	case '`':
		return single_quoted(v);
	case '$':
		if (v->at[1] != '"')
			return nu_lines_variable(v);
		v->at++;
		return double_quoted(v, true);
	default:
		return bare(v);
	}
}

/* nu expands ~ in PATH as it searches, and nowhere else. */
static const char *tildes_expanded(struct arena *mem, const char *path)
{
	struct names parts = str_split(mem, path, ':');

	for (size_t i = 0; i < parts.n; i++)
		if (parts.at[i][0] == '~' && (!parts.at[i][1] || parts.at[i][1] == '/'))
			parts.at[i] = arena_fmt(mem, "$HOME%s", parts.at[i] + 1);
	return str_join(mem, &parts, ":");
}

static bool ends_here(struct value *v)
{
	skip_blanks(v);
	return !*v->at || *v->at == '#';
}

static void nu_lines_add(struct line_reader *r, struct value *v, const char *name,
			 const char *format)
{
	const char *start = v->at, *value = read_value(v);

	if (!v->known) { /* what it comes to cannot be said, but that it is set can */
		line_reader_add(r, name, arena_fmt(r->mem, "$(%s)", str_trim(r->mem, start)),
				false);
		return;
	}
	if (format) /* in front of or behind what it was */
		value = str_equal(format, "++") ? arena_fmt(r->mem, "$%s:%s", name, value)
						: arena_fmt(r->mem, "%s:$%s", value, name);
	if (str_equal(name, "PATH"))
		value = tildes_expanded(r->mem, value);
	line_reader_add(r, name, value, ends_here(v));
}

void nu_read_line(struct line_reader *r, const char *line)
{
	struct value v = { .mem = r->mem, .at = line, .known = true };
	const char *name;
	bool behind;

	if (nu_lines_take(&v, "path add ")) { /* std/util */
		behind = take_word(&v, "--append") || take_word(&v, "-a");
		nu_lines_add(r, &v, "PATH", behind ? "++" : "front");
		return;
	}
	if (!str_starts(v.at, "$env."))
		return;
	name = nu_lines_variable(&v) + 1;
	behind = nu_lines_take(&v, "++=");
	if (behind || nu_lines_take(&v, "="))
		nu_lines_add(r, &v, name, behind ? "++" : NULL);
}

/* ---- repairs ---- */

/* "text", with $NAME in it as ($env.NAME). */
static const char *quoted(struct arena *mem, const char *text)
{
	bool values = strchr(text, '$') != NULL;
	struct str out = { .mem = mem };

	str_add(&out, values ? "$\"" : "\"");
	while (*text) {
		size_t n = 1;

		if (*text == '$') {
			while (isalnum((unsigned char)text[n]) || text[n] == '_')
				n++;
			str_fmt(&out, "($env.%.*s)", (int)n - 1, text + 1);
		} else {
			if (strchr(values ? "\"\\()" : "\"\\", *text))
				str_add_char(&out, '\\');
			str_add_char(&out, *text);
		}
		text += n;
	}
	str_add_char(&out, '"');
	return str_text(&out);
}

static void add_list(struct str *out, const struct names *parts, size_t from, size_t to)
{
	str_add_char(out, '[');
	for (size_t i = from; i < to; i++)
		str_fmt(out, "%s%s", i > from ? " " : "", quoted(out->mem, parts->at[i]));
	str_add_char(out, ']');
}

static const char *path_value(struct arena *mem, const char *value)
{
	struct names parts = str_split(mem, value, ':');
	struct str out = { .mem = mem };
	size_t was = 0;

	while (was < parts.n && !str_equal(parts.at[was], "$PATH"))
		was++;
	if (was == parts.n) {
		add_list(&out, &parts, 0, parts.n);
		return str_text(&out);
	}
	str_add(&out, "($env.PATH | split row (char esep)");
	if (was) {
		str_add(&out, " | prepend ");
		add_list(&out, &parts, 0, was);
	}
	if (was + 1 < parts.n) {
		str_add(&out, " | append ");
		add_list(&out, &parts, was + 1, parts.n);
	}
	str_add_char(&out, ')');
	return str_text(&out);
}

const char *nu_repair(struct arena *mem, const struct assignment *a, const char *value)
{
	size_t indent = strspn(a->text, " \t");

	return arena_fmt(mem, "%.*s$env.%s = %s", (int)indent, a->text, a->name,
			 str_equal(a->name, "PATH") ? path_value(mem, value) : quoted(mem, value));
}
