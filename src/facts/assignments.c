/*
 * Lines that assign variables, in zsh, bash, sh and fish files and in the `go env -w` file.
 *
 * This is no shell: it reads what a careful person would take for a plain assignment, and says of
 * everything else only that it is not plain. Heredocs, continued lines and quotes that stay open
 * are passed over; what stands inside if, for, case or a function is listed, but is never plain.
 */
#include "facts/gather.h"

#include <ctype.h>
#include <string.h>

#include "facts/lines.h"
#include "tool/go_variables.h"

static bool in_list(const char *const *list, const char *name)
{
	for (size_t i = 0; list[i]; i++)
		if (str_equal(list[i], name))
			return true;
	return false;
}

/* Not every GO*: GOOGLE_API_KEY and its like are none of our business. */
static bool name_matters(const char *name)
{
	static const char *const others[] = {
		"PATH",
		"http_proxy",
		"https_proxy",
		"all_proxy",
		"no_proxy",
		"HTTP_PROXY",
		"HTTPS_PROXY",
		"ALL_PROXY",
		"NO_PROXY",
		"LD_LIBRARY_PATH",
		"DYLD_LIBRARY_PATH",
		"SSL_CERT_FILE",
		"SSL_CERT_DIR",
		"CURL_CA_BUNDLE",
		"TMPDIR",
		"ZDOTDIR",
		"XDG_DATA_HOME",
		"XDG_STATE_HOME",
		"XDG_CACHE_HOME",
		"XDG_CONFIG_HOME",
		NULL,
	};

	return go_variable_is(name, VARIABLE_LINE) || in_list(others, name);
}

struct reader {
	struct arena *mem;
	const char *file;
	enum syntax syntax;
	struct assignments *into;
	int line;
	const char *text;
	int depth;
};

static void add(struct reader *r, const char *name, const char *value, bool plain)
{
	if (!name_matters(name))
		return;
	list_push(r->mem, r->into,
		  ((struct assignment){ .file = r->file,
					.line = r->line,
					.name = name,
					.value = value,
					.text = r->text,
					.plain = plain && r->depth == 0 }));
}

/* ---- sh, bash, zsh ---- */

/* NAME=word with the name's end in *ret_eq; `+=` counts as an assignment too. */
static bool is_assignment_word(const char *s, size_t *ret_name, size_t *ret_value)
{
	size_t n = 0;

	if (!isalpha((unsigned char)s[0]) && s[0] != '_')
		return false;
	while (isalnum((unsigned char)s[n]) || s[n] == '_')
		n++;
	*ret_name = n;
	if (s[n] == '+' && s[n + 1] == '=')
		n++;
	if (s[n] != '=')
		return false;
	*ret_value = n + 1;
	return true;
}

/* zsh ties the array `path` to PATH: path=(a b $path), path+=(a b). */
static const char *array_value(struct reader *r, const char *words, bool append, size_t *ret_n)
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
static size_t read_pair(struct reader *r, const char *s, const char **ret_name,
			const char **ret_value, bool *ret_known)
{
	size_t name_n, value_at, array_n;
	struct word w;
	bool append;

	if (!is_assignment_word(s, &name_n, &value_at))
		return 0;
	append = s[name_n] == '+';
	*ret_name = arena_strndup(r->mem, s, name_n);
	if (s[value_at] == '(') {
		const char *value = array_value(r, s + value_at, append, &array_n);

		if (!value || r->syntax != SYNTAX_ZSH || !str_equal(*ret_name, "path"))
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

/* `eval "$(/opt/homebrew/bin/brew shellenv zsh)"`, and fish's `... | source`: what brew prints puts
 * its bin and sbin in front of PATH (Homebrew/brew, cmd/shellenv.sh). */
static bool read_shellenv(struct reader *r, const char *s)
{
	const char *end = strstr(s, "/bin/brew shellenv"), *start = end, *prefix;

	if (!end || (!strstr(s, "eval") && !strstr(s, "source")))
		return false;
	while (start > s && !strchr("(`'\" \t", start[-1]))
		start--;
	if (*start != '/')
		return false;
	prefix = arena_strndup(r->mem, start, (size_t)(end - start));
	add(r, "PATH", arena_fmt(r->mem, "%s/bin:%s/sbin:$PATH", prefix, prefix), false);
	return true;
}

static void read_sh_line(struct reader *r, const char *s)
{
	size_t at = export_prefix(s);
	size_t first = r->into->n;
	const char *last = "";
	bool known = true;
	int pairs = 0;

	for (;;) {
		const char *name, *value;
		size_t n = read_pair(r, s + at, &name, &value, &known);

		if (!n)
			break;
		pairs++;
		at += n;
		last = name;
		add(r, name, value, known && pairs == 1);
		if (s[at] != ' ' && s[at] != '\t')
			break;
		at += strspn(s + at, " \t");
	}
	/* Several on one line, a command behind (`GOOS=js go build`), an open quote: not plain; and
	 * what stands in front of a command lasts for that command only. */
	if (!pairs || (pairs == 1 && ends_plainly(s + at, last)))
		return;
	if (!export_prefix(s) && s[at] && s[at] != '#' && s[at] != ';' && s[at] != '&' &&
	    s[at] != '\r') {
		r->into->n = first;
		return;
	}
	for (size_t i = first; i < r->into->n; i++)
		r->into->at[i].plain = false;
}

/* ---- fish ---- */

struct fish_words {
	LIST(struct word) words;
	bool plain; /* the whole line was understood */
};

static struct fish_words fish_split(struct reader *r, const char *s)
{
	struct fish_words f = { .plain = true };
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

static const char *fish_join(struct reader *r, const struct fish_words *f, size_t from, bool path)
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
static void read_fish_set(struct reader *r, const struct fish_words *f)
{
	size_t i = 1;
	bool prepend = false, append = false;
	const char *name, *value;

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
	add(r, name, value, f->plain);
}

static void read_fish_add_path(struct reader *r, const struct fish_words *f)
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
	add(r, "PATH", arena_fmt(r->mem, append ? "$PATH:%s" : "%s:$PATH", value), f->plain);
}

static void read_fish_line(struct reader *r, const char *s)
{
	struct fish_words f = fish_split(r, s);
	const char *command = f.words.n ? f.words.at[0].text : "";

	if (str_equal(command, "set"))
		read_fish_set(r, &f);
	else if (str_equal(command, "fish_add_path"))
		read_fish_add_path(r, &f);
	else if (str_equal(command, "export") && f.words.n == 2) /* fish's own wrapper */
		read_sh_line(r, s);
}

/* ---- go env file ---- */

/* cmd/go reads KEY=VALUE, the value as it stands, and skips what does not begin with A-Z
 * (cfg.go, readEnvFile). A CR stays part of the value. */
static void read_go_env_line(struct reader *r, const char *s)
{
	const char *equals = strchr(s, '=');

	if (s[0] < 'A' || s[0] > 'Z' || !equals)
		return;
	add(r, arena_strndup(r->mem, s, (size_t)(equals - s)), arena_strdup(r->mem, equals + 1),
	    true);
}

void assignments_parse(struct arena *mem, struct bytes text, const char *file, enum syntax syntax,
		       struct assignments *ret)
{
	struct reader r = { .mem = mem, .file = file, .syntax = syntax, .into = ret };
	struct lines lines;

	if (syntax == SYNTAX_GO_ENV) {
		struct bytes line;
		size_t at = 0;

		while (next_line(text, &at, &line)) {
			r.line++;
			r.text = arena_strndup(mem, line.at, line.n);
			read_go_env_line(&r, r.text);
		}
		return;
	}
	lines_open(&lines, mem, text, syntax == SYNTAX_FISH);
	while (lines_next(&lines)) {
		r.line = lines.number;
		r.text = lines.text;
		r.depth = lines.depth + (lines.joined ? 1 : 0);
		if (read_shellenv(&r, lines.trimmed))
			continue;
		if (syntax == SYNTAX_FISH)
			read_fish_line(&r, lines.trimmed);
		else
			read_sh_line(&r, lines.trimmed);
	}
}
