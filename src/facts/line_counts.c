/* Does a terminal of this machine run a line of PATH? Conditions are for other sessions, machines and folders. */
#include "facts/gather.h"

#include <ctype.h>
#include <fnmatch.h>
#include <string.h>

#include "shell/lines.h"
#include "shell/uses.h"

/* What a terminal has of its session, and no shell sets by itself. */
static bool is_of_the_session(const char *name)
{
	static const char *const begins[] = {
		"SSH_", "TMUX",   "DISPLAY", "WAYLAND_", "WSL_",
		"STY",  "VSCODE", "CI",      "REMOTE_",  "CODESPACES"
	};

	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++)
		if (str_starts(name, begins[i]))
			return true;
	return false;
}

static const char *host_name(struct gather *g, bool alone)
{
	const char *name = gather_first_line(g, "/proc/sys/kernel/hostname");

	return name && alone ? arena_strndup(g->mem, name, strcspn(name, ".")) : name;
}

/* What such words stand for on this machine, of $OSTYPE the beginning; NULL: not known. */
static const char *machine_value(struct gather *g, const char *word)
{
	static const char *const hosts[] = {
		"$(hostname)", "`hostname`", "$(hostname -s)",         "$(uname -n)",
		"$HOST",       "$HOSTNAME",  "$(hostnamectl hostname)"
	};
	static const char *const systems[] = { "$(uname)", "`uname`", "$(uname -s)", "`uname -s`" };
	bool mac = g->f->machine.os == OS_DARWIN;

	for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++)
		if (str_equal(word, hosts[i]))
			return host_name(g, strstr(word, " -s"));
	for (size_t i = 0; i < sizeof(systems) / sizeof(systems[0]); i++)
		if (str_equal(word, systems[i]))
			return mac ? "Darwin" : "Linux";
	if (str_equal(word, "$OSTYPE"))
		return mac ? "darwin" : "linux";
	if (str_equal(word, "$TERM_PROGRAM") || str_equal(word, "$LC_TERMINAL"))
		return gather_env(g, word + 1) ? gather_env(g, word + 1) : "";
	return str_equal(word, "$USER") || str_equal(word, "$(whoami)") ? gather_env(g, "USER")
									: NULL;
}

/* "$(uname -s)", up to a blank that stands in neither quotes nor brackets; its quotes are taken off. */
static const char *condition_word(struct arena *mem, const char **at)
{
	const char *s = *at + strspn(*at, " ");
	struct str out = { .mem = mem };
	char quote = 0;
	int depth = 0;

	for (; *s && (quote || depth || !strchr(" ;", *s)); s++) {
		if (*s == '"' || *s == '\'')
			quote = *s == quote ? 0 : *s;
		else if (*s != '{' && *s != '}')
			str_add_char(&out, *s);
		depth += (*s == '(') - (*s == ')');
	}
	*at = s;
	return str_text(&out);
}

/* linux-gnu, linux-musl, darwin23.0: more than the letters nobody knows. */
static bool pattern_fits(const char *pattern, const char *value)
{
	size_t n = strlen(value);

	return fnmatch(pattern, value, 0) == 0 ||
	       (strncmp(pattern, value, n) == 0 && !isalpha((unsigned char)pattern[n]));
}

/* `if [ "$(hostname)" = workbox ]`, and this machine is another. */
static bool is_of_another_machine(struct gather *g, const char *condition)
{
	const char *at = strstr(condition, "[ "), *value, *sign, *wanted;
	bool same;

	if (!at)
		return false;
	at += strlen("[ ");
	value = machine_value(g, condition_word(g->mem, &at));
	sign = condition_word(g->mem, &at);
	wanted = condition_word(g->mem, &at);
	if (!value || strpbrk(wanted, "$(") ||
	    !(str_equal(sign, "=") || str_equal(sign, "==") || str_equal(sign, "!=")))
		return false;
	same = pattern_fits(wanted, value);
	return str_equal(sign, "!=") ? same : !same;
}

/* `if ! [ ... ]`, `[ ... ] || [ ... ]`: what one test says is not what the whole does. */
static bool is_one_of_several(const char *condition)
{
	for (const char *at = condition; (at = strchr(at, '!')); at++)
		if (at[1] != '=')
			return true;
	return strstr(condition, "||") || strstr(condition, " -o ");
}

/* Does a test of a file begin there, and no option of a command? */
static bool begins_a_test(const char *condition, const char *at)
{
	static const char *const before[] = { "[", "(", "test", "&&", "-a" };
	size_t n = (size_t)(at - condition);

	while (n && condition[n - 1] == ' ')
		n--;
	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
		size_t length = strlen(before[i]);

		if (n >= length && memcmp(condition + n - length, before[i], length) == 0)
			return true;
	}
	return false;
}

/* `[ -d ~/gopath/bin ]`, `[[ -x /opt/x ]]`, and there is no such thing. */
static bool looks_for_what_is_gone(struct gather *g, const char *condition)
{
	static const char tests[] = "defrxs";

	for (const char *at = condition; (at = strstr(at, " -")); at++) {
		struct word word;
		const char *path;

		if (!at[2] || !strchr(tests, at[2]) || at[3] != ' ' ||
		    !begins_a_test(condition, at) ||
		    !word_read(g->mem, at + strlen(" -d "), WORD_ARRAY, &word) || !word.known)
			continue;
		path = assignment_expand(g, word.text);
		if (path_is_absolute(path) && gather_is_gone(g, path))
			return true;
	}
	return false;
}

/* `if [ -n "$SSH_CONNECTION" ]`, and this session is none. */
static bool does_not_hold(struct gather *g, const char *condition)
{
	const char *at = strstr(condition, " -n "), *name, *value;
	size_t n = 0;

	if (is_one_of_several(condition))
		return false;
	if (is_of_another_machine(g, condition) || looks_for_what_is_gone(g, condition))
		return true;
	if (!at)
		return false;
	name = at + strlen(" -n ");
	name += strspn(name, "\"${");
	while (isalnum((unsigned char)name[n]) || name[n] == '_')
		n++;
	name = arena_strndup(g->mem, name, n);
	value = is_of_the_session(name) ? gather_env(g, name) : "x";
	return !value || !*value;
}

/* The patterns of `Darwin | FreeBSD)` and `("Linux")`; none where no branch of a case begins. */
static struct names branch_patterns(struct arena *mem, const char *line)
{
	struct names patterns, none = { 0 };
	size_t n;

	line += *line == '(';
	n = strcspn(line, ")");
	if (line[n] != ')' || !n || strcspn(line, "=($;") < n)
		return none;
	patterns = str_split(mem, arena_strndup(mem, line, n), '|');
	for (size_t i = 0; i < patterns.n; i++) {
		const char *at = patterns.at[i];

		patterns.at[i] = condition_word(mem, &at);
		if (at[strspn(at, " ")])
			return none;
	}
	return patterns;
}

/* Is the line in a branch for another machine, as the one `before` is or not? */
static bool is_branch_of_another(struct gather *g, const char *line, const char *value, bool before)
{
	struct names patterns = branch_patterns(g->mem, line);

	for (size_t i = 0; i < patterns.n; i++)
		if (pattern_fits(patterns.at[i], value))
			return false;
	return before || patterns.n;
}

static bool ends_with_word(const char *line, const char *word)
{
	size_t n = strlen(line), length = strlen(word);

	return str_ends(line, word) && (n == length || strchr(" ;", line[n - length - 1]));
}

static bool begins_with_word(const char *line, const char *word)
{
	size_t n = strlen(word);

	return str_starts(line, word) && !isalnum((unsigned char)line[n]) && line[n] != '_';
}

/* `[ TEST ] && export ...`, `if [ TEST ]; then export ...; fi` */
static bool own_condition(const char *line)
{
	return strstr(line, "&&") ? strchr("[t", *line) != NULL : str_starts(line, "if ");
}

/* Without blanks at its ends, until the next one: a file has many lines, and is read for each that sets PATH. */
static const char *line_text(struct str *room, struct bytes line)
{
	const char *end = line.at + line.n;

	while (line.at < end && memchr(" \t\r", *line.at, 3))
		line.at++;
	while (end > line.at && memchr(" \t\r", end[-1], 3))
		end--;
	room->n = 0;
	str_add_bytes(room, line.at, (size_t)(end - line.at));
	return str_text(room);
}

/* The line stands in an if that is meant for other sessions or machines than this one. */
static bool is_for_other_sessions(struct gather *g, const struct assignment *a)
{
	const struct start_file *file = facts_start_file(g->f, a->file);
	const char *value = NULL;
	struct str room = { .mem = g->mem };
	struct bytes line, condition = { 0 };
	bool other = false;
	size_t at = 0;

	for (int n = 1; file && n <= a->line && next_line(file->content, &at, &line); n++) {
		const char *text = line_text(&room, line);

		if (str_starts(text, "case ")) {
			const char *word = text + strlen("case ");

			value = machine_value(g, condition_word(g->mem, &word));
		} else if (begins_with_word(text, "esac")) {
			value = NULL;
		}
		other = value && is_branch_of_another(g, text, value, other);
		if (n == a->line) {
			condition = own_condition(text) ? line : condition;
			break;
		}
		if (ends_with_word(text, "esac"))
			value = NULL;
		if (begins_with_word(text, "fi") || str_starts(text, "el") ||
		    ends_with_word(text, "fi"))
			condition.n = 0;
		else if (str_starts(text, "if "))
			condition = line;
	}
	return other || (condition.n && does_not_hold(g, line_text(&room, condition)));
}

/* Nothing in the files that are read calls it. */
static bool stands_in_unused_function(struct gather *g, const struct assignment *a)
{
	const struct shell_facts *s = &g->f->shell;
	bool named = !a->function || str_starts(a->function, "fish_");

	start_files_each (file, g->f)
		named = named || function_is_named(g->mem, file->content, a->function);
	for (size_t i = 0; !named && i < s->others.n; i++)
		named = function_is_named(g->mem, s->others.at[i].content, a->function);
	return !named;
}

/* Only what a whole plain line says, or what Debian's .profile says for folders that are there. */
bool path_line_counts(struct gather *g, const struct assignment *a, const char *value)
{
	struct names parts = str_split(g->mem, value, ':');

	if (a->plain || (a->function && a->certain))
		return true;
	if (is_for_other_sessions(g, a) || stands_in_unused_function(g, a))
		return false;
	for (size_t i = 0; i < parts.n; i++)
		if (!str_equal(parts.at[i], "$PATH") && host_is_folder(g->host, parts.at[i]))
			return strstr(value, "$PATH") != NULL;
	return false;
}
