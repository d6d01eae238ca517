/* Returns that a terminal's shell comes to, and the strict mode of scripts. */
#include "shell/file_end.h"

#include <ctype.h>
#include <string.h>

#include "shell/lines.h"
#include "shell/posix.h"
#include "shell/uses.h"

struct reading {
	struct arena *mem;
	const char *text, *line; /* all of it, and where this line begins */
	const char *others;      /* the texts of the shell's other files */
	const struct known_before *known;
	const struct shell_kind *kind;
	bool nounset;
	bool in_true_if; /* the line above began an if whose test holds */
	struct file_end end;
};

/* ---- what is set ---- */

static const char *environment(const struct reading *r, const char *name)
{
	return r->known->variable(r->known->ctx, name);
}

static size_t name_length(const char *at)
{
	size_t n = 0;

	if (!isalpha((unsigned char)at[0]) && at[0] != '_')
		return 0;
	while (isalnum((unsigned char)at[n]) || at[n] == '_')
		n++;
	return n;
}

/* Shells set these by themselves, and others with small letters, without having them in the environment. */
static bool is_of_shells(const char *name)
{
	static const char *const begin[] = { "BASH", "ZSH", "PS", "HIST", "FUNC", "OPT", "PROMPT" };
	static const char *const whole[] = {
		"PATH",   "HOME",     "PWD",       "OLDPWD",   "SHELL",     "UID",    "EUID",
		"GID",    "EGID",     "PPID",      "RANDOM",   "SECONDS",   "LINENO", "SHLVL",
		"IFS",    "HOSTNAME", "HOST",      "HOSTTYPE", "MACHTYPE",  "OSTYPE", "CPUTYPE",
		"VENDOR", "TTY",      "TTYIDLE",   "USERNAME", "COLUMNS",   "LINES",  "GROUPS",
		"REPLY",  "SAVEHIST", "WORDCHARS", "LOGNAME",  "USER",      "TERM",   "FPATH",
		"CDPATH", "RPROMPT",  "SPROMPT",   "NULLCMD",  "KEYTIMEOUT"
	};

	if (islower((unsigned char)name[0]))
		return true;
	for (size_t i = 0; i < sizeof(begin) / sizeof(begin[0]); i++)
		if (str_starts(name, begin[i]))
			return true;
	for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++)
		if (str_equal(name, whole[i]))
			return true;
	return false;
}

enum { MOST_ABOVE = 64 << 10 }; /* longer files are not written by hand */

/* The first that begins before the end; NULL. */
static const char *find_before(const char *text, const char *end, const char *what)
{
	const char *at = strstr(text, what);

	return at && at < end ? at : NULL;
}

/* `. FILE` alone, indented, behind a test, or as `\. FILE`. */
static bool takes_in_a_file(const char *text, const char *end)
{
	for (const char *at = text; (at = find_before(at, end, ". ")); at++)
		if (at == text || strchr(" \t\n;&|{(\\", at[-1]))
			return true;
	return find_before(text, end, "source ") || find_before(text, end, "eval ");
}

/* Without a $ before it. */
static bool names_it(const char *text, const char *end, const char *name)
{
	for (const char *at = text; (at = find_before(at, end, name)); at += strlen(name))
		if (at == text || !strchr("${", at[-1]))
			return true;
	return false;
}

/* Something above or in another file may give it a value: a line that names it, or, above, takes in a file. */
static bool may_be_set_above(const struct reading *r, const char *name)
{
	return r->line - r->text > MOST_ABOVE ||
	       names_it(r->others, r->others + strlen(r->others), name) ||
	       takes_in_a_file(r->text, r->line) || names_it(r->text, r->line, name);
}

/* What `-c` alone sets, and what other shells set. */
static bool is_never_set(const struct reading *r, const char *name)
{
	static const char *const names[] = { "BASH_EXECUTION_STRING", "ZSH_EXECUTION_STRING" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_equal(name, names[i]))
			return true;
	return (str_equal(name, "ZSH_VERSION") && r->kind != shell_kind(SHELL_ZSH)) ||
	       (str_equal(name, "BASH_VERSION") && r->kind != shell_kind(SHELL_BASH)) ||
	       (str_equal(name, "FISH_VERSION") && r->kind != shell_kind(SHELL_FISH));
}

/* What a terminal has for it; "" where nothing sets it; NULL: not known. */
static const char *value_known(const struct reading *r, const char *name)
{
	const char *value;

	if (is_never_set(r, name))
		return "";
	if (is_of_shells(name) || may_be_set_above(r, name))
		return NULL;
	value = environment(r, name);
	return value ? value : "";
}

/* ---- a return, and the test before it ---- */

/* "$X", "${X:-}", a word; what it stands for, or NULL. */
static const char *operand(const struct reading *r, const char *word)
{
	const char *name = word + (word[0] == '$' ? word[1] == '{' ? 2 : 1 : 0);
	size_t n = name_length(name);

	if (word[0] != '$')
		return strpbrk(word, "$`*?~") ? NULL : word;
	if (!n || !(name[n] == '\0' || str_equal(name + n, "}") || str_equal(name + n, ":-}")))
		return NULL;
	return value_known(r, arena_strndup(r->mem, name, n));
}

enum outcome { UNKNOWN, HOLDS, FAILS };

static enum outcome outcome_of(bool holds)
{
	return holds ? HOLDS : FAILS;
}

static const char *home_alone(const void *ctx, const char *name)
{
	return str_equal(name, "HOME") ? environment(ctx, name) : NULL;
}

/* `-x /usr/bin/zsh`, `-t 1`, `-o interactive`: it is a terminal, and a file that is there may be more than one. */
static enum outcome judge_pair(const struct reading *r, const char *test, const char *word)
{
	const char *path;
	bool there;

	if (str_equal(test, "-t") || (str_equal(test, "-o") && str_equal(word, "interactive")))
		return HOLDS;
	if (strlen(test) != 2 || test[0] != '-' || !strchr("defrxs", test[1]))
		return UNKNOWN;
	path = assignment_expanded(r->mem, word, home_alone, r);
	return path_is_absolute(path) && r->known->look(r->known->ctx, path, &there)
		       ? outcome_of(there)
		       : UNKNOWN;
}

/* `$- == *i*`, `$- != *i*`: a terminal's shell is interactive. */
static enum outcome judge_flags(char **words, size_t n)
{
	if (n != 3 || !str_equal(words[0], "$-") || !str_equal(words[2], "*i*"))
		return UNKNOWN;
	return outcome_of(str_equal(words[1], "==") || str_equal(words[1], "="));
}

/* The words between [ and ], or behind test. */
static enum outcome judge_words(const struct reading *r, char **words, size_t n)
{
	const char *first, *last;

	if (n > 1 && str_equal(words[0], "!")) {
		enum outcome inner = judge_words(r, words + 1, n - 1);

		return inner == UNKNOWN ? UNKNOWN : outcome_of(inner == FAILS);
	}
	if (judge_flags(words, n) != UNKNOWN)
		return judge_flags(words, n);
	if (n == 2 && judge_pair(r, words[0], words[1]) != UNKNOWN)
		return judge_pair(r, words[0], words[1]);
	last = n ? operand(r, words[n - 1]) : NULL;
	if (!last)
		return UNKNOWN;
	if (n == 1)
		return outcome_of(*last);
	if (n == 2 && (str_equal(words[0], "-n") || str_equal(words[0], "-z")))
		return outcome_of((words[0][1] == 'n') == (*last != '\0'));
	first = operand(r, words[0]);
	if (n != 3 || !first)
		return UNKNOWN;
	if (str_equal(words[1], "=") || str_equal(words[1], "=="))
		return outcome_of(str_equal(first, last));
	return str_equal(words[1], "!=") ? outcome_of(!str_equal(first, last)) : UNKNOWN;
}

enum { MOST_WORDS = 5 };

/* Of two that both have to hold. */
static enum outcome both(enum outcome one, enum outcome other)
{
	if (one == FAILS || other == FAILS)
		return FAILS;
	return one == HOLDS ? other : UNKNOWN;
}

/* "[ -n "$X" ]", "[[ ... && ... ]]", "test ...": ends where *ret_end points to. */
static enum outcome judge_test(const struct reading *r, const char *s, const char **ret_end)
{
	char *words[MOST_WORDS];
	const char *closing = str_starts(s, "[[ ") ? "]]" : str_starts(s, "[ ") ? "]" : "";
	enum outcome all = HOLDS;
	size_t n = 0;

	if (!*closing && !str_starts(s, "test "))
		return UNKNOWN;
	s += strcspn(s, " ");
	for (;;) {
		struct word word;

		s += strspn(s, " ");
		*ret_end = s;
		if (closing[0] && closing[1] && str_starts(s, "&& ")) {
			all = both(all, judge_words(r, words, n));
			s += strlen("&&");
			n = 0;
			continue;
		}
		if (!*s || strchr(";&|", *s))
			return *closing ? UNKNOWN : judge_words(r, words, n);
		if (!word_read(r->mem, s, WORD_ARRAY, &word) || !word.length)
			return UNKNOWN;
		s += word.length;
		if (*closing && str_equal(word.text, closing)) {
			*ret_end = s + strspn(s, " ");
			return both(all, judge_words(r, words, n));
		}
		if (n == MOST_WORDS)
			return UNKNOWN;
		words[n++] = arena_strdup(r->mem, word.text);
	}
}

/* `command -v zsh >/dev/null 2>&1`: for a shell whoever calls this looks himself. */
static enum outcome judge_command(const struct reading *r, const char *s, const char **ret_end)
{
	static const char *const words[] = { "command -v ", "which ", "type ", "hash " };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		struct word word;
		const char *at = s + strlen(words[i]), *end;

		if (!str_starts(s, words[i]) || !word_read(r->mem, at, WORD_ARRAY, &word) ||
		    shell_of_program(word.text) == SHELL_N)
			continue;
		end = at + word.length;
		end += strcspn(end, ";|\"'`$()");
		if (strstr(at, " && ") && strstr(at, " && ") < end)
			end = strstr(at, " && ") + 1;
		*ret_end = end;
		return HOLDS;
	}
	return judge_test(r, s, ret_end);
}

/* `[ A ] && [ B ] && COMMAND`: the command, where all of them hold; `if [ A ]; then COMMAND` the same; NULL. */
static const char *behind_tests(const struct reading *r, const char *line)
{
	bool in_if = str_starts(line, "if ");
	const char *s = line + (in_if ? strlen("if ") : 0), *end = s;

	while (judge_command(r, s, &end) == HOLDS) {
		if (in_if && *end == ';') {
			end += strspn(end, "; ");
			return str_starts(end, "then")
				       ? end + strlen("then") + strspn(end + strlen("then"), " ")
				       : NULL;
		}
		if (!str_starts(end, "&& "))
			return NULL;
		s = end + strlen("&& ");
	}
	return s > line + (in_if ? strlen("if ") : 0) && !in_if ? s : NULL;
}

/* `if [ TEST ]; then`, and what is run then stands below. */
static bool begins_true_if(const struct reading *r, const char *line)
{
	const char *behind = str_starts(line, "if ") ? behind_tests(r, line) : NULL;

	return behind && !*behind;
}

/* `source FILE || return`, and there is no such file. */
static bool lacks_what_it_takes_in(const struct reading *r, const char *line)
{
	const char *at = str_starts(line, "source ") ? line + strlen("source ")
			 : str_starts(line, ". ")    ? line + strlen(". ")
						     : NULL;
	struct word word;
	const char *path;
	bool there;

	if (!at || !line_ends_without_it(line) || !word_read(r->mem, at, WORD_ARRAY, &word) ||
	    !word.known)
		return false;
	path = assignment_expanded(r->mem, word.text, home_alone, r);
	return path_is_absolute(path) && r->known->look(r->known->ctx, path, &there) && !there;
}

/* `return`, `[ TEST ] || return`, `if [ TEST ]; then return; fi` */
static bool ends_here(const struct reading *r, const char *line)
{
	bool in_if = str_starts(line, "if ");
	const char *behind = line;
	enum outcome test;

	if (!strstr(line, "return") && !strstr(line, "exit"))
		return false;
	if (line_returns(line) || lacks_what_it_takes_in(r, line))
		return true;
	test = judge_test(r, line + (in_if ? strlen("if ") : 0), &behind);
	if (test == UNKNOWN)
		return false;
	if (in_if) {
		behind += strspn(behind, "; ");
		return test == HOLDS && str_starts(behind, "then ") &&
		       line_returns(behind + strlen("then "));
	}
	if (!str_starts(behind, test == HOLDS ? "&& " : "|| "))
		return false;
	behind += strlen("&& ");
	behind += strspn(behind, "{ ");
	return line_returns(behind);
}

/* `exec fish`, `[ -t 1 ] && exec -l /usr/bin/zsh`: the shell by the name that stands there; NULL: what else exec does. */
static const char *goes_on_as(const struct reading *r, const char *line)
{
	const char *behind = behind_tests(r, line), *at = behind ? behind : line;
	struct word word;

	at += str_starts(at, "{ ") ? strlen("{ ") : 0;
	if (!str_starts(at, "exec "))
		return NULL;
	do {
		at += strcspn(at, " ");
		at += strspn(at, " ");
	} while (*at == '-');
	return word_read(r->mem, at, WORD_ARRAY, &word) && word.known &&
			       shell_of_program(word.text) < SHELL_N
		       ? arena_strdup(r->mem, word.text)
		       : NULL;
}

/* ---- the strict mode of scripts ---- */

/* zshoptions(1): neither case nor underscores count. */
static bool option_is(const char *word, const char *option)
{
	for (; *word; word++) {
		if (*word == '_')
			continue;
		if (tolower((unsigned char)*word) != *option++)
			return false;
	}
	return !*option;
}

static void set_option(struct reading *r, const struct lines *l, const char *word, bool on)
{
	bool unset = option_is(word, "nounset"), error = option_is(word, "errexit");

	if (option_is(word, on ? "norcs" : "rcs"))
		r->end.is_last = true;
	if (option_is(word, "unset")) { /* zsh's own name, the other way round */
		unset = true;
		on = !on;
	}
	if (unset)
		r->nounset = on;
	if (error)
		r->end.errexit = on;
	if ((unset || error) && on && !r->end.strict_line) {
		r->end.strict_line = l->number;
		r->end.strict_text = l->text;
	}
}

/* `set -euo pipefail`, `set -o nounset`, `setopt err_exit` */
static void take_options(struct reading *r, const struct lines *l)
{
	bool set = str_starts(l->trimmed, "set "), on = str_starts(l->trimmed, "setopt ");
	struct names words;

	if (!set && !on && !str_starts(l->trimmed, "unsetopt "))
		return;
	words = str_split(r->mem, l->trimmed, ' ');
	for (size_t i = 1; i < words.n && words.at[i][0] != '#'; i++) {
		const char *word = words.at[i];

		if (!set || (word[0] != '-' && word[0] != '+')) {
			set_option(r, l, word, on);
			continue;
		}
		on = word[0] == '-';
		for (const char *at = word + 1; *at; at++)
			if (*at == 'u' || *at == 'e')
				set_option(r, l, *at == 'u' ? "nounset" : "errexit", on);
	}
}

/* An exit where a command begins: not that of `echo "exit code $?"`. */
static bool runs_exit(const char *commands)
{
	const char *begin = commands + strspn(commands, "'\"");

	for (const char *at = commands; (at = line_find_name(at, "exit")); at += strlen("exit")) {
		const char *before = at;

		while (before > begin && strchr(" \t", before[-1]))
			before--;
		if (before <= begin || strchr(";&|{(", before[-1]))
			return true;
	}
	return false;
}

/* `trap 'echo failed; exit 1' ERR`: what errexit does, in other words. */
static void take_trap(struct reading *r, const struct lines *l)
{
	const char *commands, *signals;

	if (!str_starts(l->trimmed, "trap "))
		return;
	commands = l->trimmed + strlen("trap ");
	commands += strspn(commands, " ");
	signals = *commands == '\'' || *commands == '"' ? strrchr(commands, *commands)
							: commands + strcspn(commands, " ");
	if (!runs_exit(commands) ||
	    !(line_find_name(signals, "ERR") || line_find_name(signals, "ZERR")))
		return;
	r->end.errexit = true;
	if (!r->end.strict_line) {
		r->end.strict_line = l->number;
		r->end.strict_text = l->text;
	}
}

/* `readonly PATH`, `declare -rx PATH=...`: no line below changes it. */
static bool keeps_path_as_it_is(const struct reading *r, const char *line, bool *ret_sets)
{
	struct names words = str_split(r->mem, line, ' ');
	bool is_readonly = str_equal(words.at[0], "readonly");

	if (!is_readonly && !str_equal(words.at[0], "declare") &&
	    !str_equal(words.at[0], "typeset"))
		return false;
	for (size_t i = 1; i < words.n; i++) {
		*ret_sets = str_starts(words.at[i], "PATH=");
		if (words.at[i][0] == '#' || (!*ret_sets && strpbrk(words.at[i], "'\"")))
			return false; /* what follows is a comment, or within a value */
		is_readonly |= words.at[i][0] == '-' && strchr(words.at[i], 'r');
		if (is_readonly && (*ret_sets || str_equal(words.at[i], "PATH")))
			return true;
	}
	return false;
}

/* What follows may be run under a condition, later, or by itself alone: behind && and ||, in a pipe, a function, a
 * pattern's branch, behind then and do. */
static bool may_not_be_run(const char *s)
{
	return strchr("&|()", *s) || str_starts(s, "; then") || str_starts(s, ";then") ||
	       str_starts(s, "; do") || str_starts(s, ";do");
}

/* The first variable of the line without a value; what $( ) and ` ` run ends by itself alone. NULL. */
static const char *unset_in(const struct reading *r, const char *line)
{
	char quote = 0;

	if (str_starts(line, "function "))
		return NULL;
	for (const char *s = line; *s; s++) {
		size_t n;

		if (*s == '\\' && s[1] && quote != '\'') {
			s++;
		} else if (*s == quote) {
			quote = 0;
		} else if (!quote && (*s == '\'' || *s == '"')) {
			quote = *s;
		} else if (*s == '`' || (!quote && may_not_be_run(s)) ||
			   (!quote && *s == '#' && s > line && s[-1] == ' ')) {
			return NULL;
		} else if (*s == '$' && quote != '\'') {
			bool braces = s[1] == '{';
			const char *name = s + 1 + braces, *text;

			if (s[1] == '(')
				return NULL;
			n = name_length(name);
			text = arena_strndup(r->mem, name, n);
			if (n && (!braces || name[n] == '}' || strchr("/%#", name[n])) &&
			    !is_of_shells(text) && !may_be_set_above(r, text) &&
			    !environment(r, text))
				return text;
		}
	}
	return NULL;
}

/* zsh reads no further; bash goes on with the next line, but where `set -e` is on too. */
static bool stops_at_unset(const struct reading *r, const struct shell_kind *kind)
{
	return r->nounset && (kind == shell_kind(SHELL_ZSH) || r->end.errexit);
}

struct file_end file_end_find(struct arena *mem, struct bytes text, const char *others,
			      const struct shell_kind *kind, const struct known_before *known)
{
	const char *copy = arena_strndup(mem, text.at, text.n);
	struct reading r = { .mem = mem,
			     .text = copy,
			     .line = copy,
			     .others = others,
			     .known = known,
			     .kind = kind };
	struct lines l;

	if (kind->language != &posix_language)
		return r.end;
	lines_open(&l, mem, text, kind->language->lines);
	while (!r.end.line && lines_next(&l)) {
		if (!l.depth && !l.joined) {
			bool sets;

			take_options(&r, &l);
			take_trap(&r, &l);
			r.end.unset = stops_at_unset(&r, kind) ? unset_in(&r, l.trimmed) : NULL;
			r.end.goes_on = goes_on_as(&r, l.trimmed);
			if (r.end.unset || r.end.goes_on || ends_here(&r, l.trimmed))
				r.end.line = l.number;
			else if (keeps_path_as_it_is(&r, l.trimmed, &sets)) {
				r.end.line = l.number + sets;
				r.end.path_line = l.number;
				r.end.path_text = l.trimmed;
			}
		}
		if (l.depth == 1 && r.in_true_if) {
			r.end.goes_on = goes_on_as(&r, l.trimmed);
			if (r.end.goes_on || line_returns(l.trimmed))
				r.end.line = l.number;
		}
		r.in_true_if = !l.depth && begins_true_if(&r, l.trimmed);
		r.line = copy + (l.at < text.n ? l.at : text.n);
	}
	return r.end;
}
