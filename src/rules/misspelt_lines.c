/* Lines that are to set PATH or a variable of Go's, and set nothing as they are spelt. */
#include "rules/rule.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/nearest.h"
#include "shell/assignments.h"
#include "shell/lines.h"

/* A line, and as it was meant. */
struct misspelt {
	struct arena *mem;
	const char *name;
	const char *mended; /* from the command on */
	size_t length;      /* of the source, from the command on */
	const struct facts *facts;
};

static size_t blanks(const char *s)
{
	return strspn(s, " \t");
}

static size_t name_length(const char *s)
{
	size_t n = 0;

	while (isalnum((unsigned char)s[n]) || s[n] == '_')
		n++;
	return isdigit((unsigned char)*s) ? 0 : n;
}

static bool command_ends(const char *s)
{
	s += blanks(s);
	return !*s || strchr("#;&|\r", *s);
}

static bool is_folder(const char *s)
{
	return strchr("/~$", *s) && s[1];
}

/* ---- the words in front of the name ---- */

enum word_in_front {
	FRONT_NONE,     /* the line begins with the name */
	FRONT_EXPORT,   /* `export` */
	FRONT_MISSPELT, /* `EXPORT`, `exprot` */
	FRONT_SET, /* in bash and zsh `set` gives the shell arguments, and csh's `setenv` is not there */
};

static bool is_nearly_export(const char *word)
{
	struct nearest near = { .typed = word };

	nearest_try(&near, "export");
	return nearest_is_near(&near);
}

/* `setenv() { export "$1=$2"; }`, `alias EXPORT=export` */
static bool defines(struct arena *mem, const char *line, const char *word)
{
	const char *name;
	size_t n = function_begins(line, &name);

	if (n)
		return n == strlen(word) && str_starts(name, word);
	return str_starts(line, arena_fmt(mem, "alias %s=", word));
}

static bool is_defined_in(struct arena *mem, const struct start_file *file, const char *word)
{
	struct bytes line;
	size_t at = 0;

	while (next_line(file->content, &at, &line))
		if (bytes_find(line, word) &&
		    defines(mem, str_trim(mem, arena_strndup(mem, line.at, line.n)), word))
			return true;
	return false;
}

static bool is_made_by_the_user(const struct misspelt *m, const char *word)
{
	const struct shell_facts *s = &m->facts->shell;

	start_files_each (file, m->facts)
		if (is_defined_in(m->mem, file, word))
			return true;
	for (size_t i = 0; i < s->others.n; i++)
		if (is_defined_in(m->mem, &s->others.at[i], word))
			return true;
	return false;
}

/* How long it is with the blanks behind it; `-gx` and the like belong to it. */
static size_t read_front(const struct misspelt *m, const char *s, enum word_in_front *ret)
{
	size_t n = name_length(s), all = n + blanks(s + n);
	const char *word = arena_strndup(m->mem, s, n);

	*ret = FRONT_NONE;
	if (!n || all == n)
		return 0;
	if (str_equal(word, "set") || str_equal(word, "setenv")) {
		*ret = FRONT_SET;
		while (s[all] == '-' && isalpha((unsigned char)s[all + 1])) {
			all += strcspn(s + all, " \t");
			all += blanks(s + all);
		}
	} else if (str_equal(word, "export")) {
		*ret = FRONT_EXPORT;
	} else if (strcasecmp(word, "export") == 0 || is_nearly_export(word)) {
		*ret = FRONT_MISSPELT;
	}
	if (*ret == FRONT_NONE || (*ret != FRONT_EXPORT && is_made_by_the_user(m, word)))
		return 0;
	return all;
}

/* ---- the value ---- */

/* A word as it is spelt; NULL where it has no end. */
static const char *read_value(struct arena *mem, const char *s, enum word_kind kind)
{
	struct word w;

	return word_read(mem, s, kind, &w) && w.length ? arena_strndup(mem, s, w.length) : NULL;
}

/* Of the folder that stands at s, behind a blank or a ; where a colon was meant. */
static const char *next_folder(struct arena *mem, const char *s, bool after_colon, size_t *ret_gap)
{
	bool semicolon = *s == ';';
	const char *part;

	*ret_gap = semicolon + blanks(s + semicolon);
	part = read_value(mem, s + *ret_gap, WORD_ASSIGNMENT);
	if (!part || !is_folder(part + (*part == ':' || *part == '"')))
		return NULL;
	if (semicolon ? str_ends(part, "/bin") || strstr(part, "$PATH")
		      : after_colon || *part == ':')
		return part;
	return NULL;
}

/* `PATH=$PATH: /opt/x/bin` and `PATH=$PATH;/opt/x/bin`: the parts with a colon between them; how much of s they are
 * is in *ret_n. NULL: it is one word. */
static const char *join_folders(struct arena *mem, const char *s, size_t *ret_n)
{
	struct str whole = { .mem = mem };
	const char *part = read_value(mem, s, WORD_ASSIGNMENT);
	size_t parts = 0, gap = 0, at = 0;

	for (; part; parts++) {
		bool after_colon;

		if (parts && *part != ':' && !str_ends(str_text(&whole), ":"))
			str_add(&whole, ":");
		str_add(&whole, part);
		at += gap + strlen(part);
		after_colon = str_ends(part, ":");
		part = next_folder(mem, s + at, after_colon, &gap);
	}
	*ret_n = at;
	return parts > 1 ? str_text(&whole) : NULL;
}

/* Lower-case words are what GO111MODULE, GOSUMDB and their like are set to; anything else is one more name, and what
 * has a sign behind it is one more assignment: `export http_proxy= https_proxy=`. */
static bool is_value(const char *word)
{
	size_t n = name_length(word);

	return !n || (word[n] && word[n] != '=' && word[n] != '+') ||
	       (!word[n] && islower((unsigned char)*word));
}

static bool ends_with(const char *name, size_t n, const char *end)
{
	size_t length = strlen(end);

	return n >= length && memcmp(name + n - length, end, length) == 0;
}

/* `NAME= /x` may also run /x without that variable: GOBIN= ~/scripts/lint.sh. */
static bool is_folder_for(const char *name, size_t n, const char *value)
{
	const char *last = path_name(value);

	if (!is_folder(value) || (*last && strchr(last + 1, '.')))
		return false;
	if (ends_with(name, n, "BIN"))
		return str_ends(value, "bin");
	if (n == strlen("PATH") && str_starts(name, "PATH"))
		return strchr(value, ':') || str_ends(value, "bin");
	return (ends_with(name, n, "PATH") || ends_with(name, n, "ROOT")) && !strstr(value, "bin/");
}

/* `export GOPATH $MORE`: the names may stand in the variable. */
static bool names_a_folder(const char *value)
{
	value += *value == '"';
	return is_folder(value) && strpbrk(value, "/:");
}

/* ---- bash and zsh ---- */

static bool take(struct misspelt *m, const char *name, size_t name_n, const char *value,
		 size_t length)
{
	m->name = arena_strndup(m->mem, name, name_n);
	m->mended = arena_fmt(m->mem, "export %s=%s", m->name, value);
	m->length = length;
	return true;
}

/* `export NAME /x`, `set -gx PATH /x $PATH`: fish's and csh's way, without a sign between them. */
static bool is_without_sign(struct misspelt *m, const char *s, const char *name, size_t n,
			    enum word_in_front front)
{
	bool path = n == strlen("PATH") && str_starts(name, "PATH");
	const char *at = name + n + blanks(name + n);
	struct str whole = { .mem = m->mem };
	size_t parts = 0;

	for (; !command_ends(at); parts++) {
		const char *value = read_value(m->mem, at, WORD_ASSIGNMENT);

		if (!value || (parts && !path) ||
		    !(front == FRONT_SET ? is_folder(value + (*value == '"'))
					 : names_a_folder(value)))
			return false;
		str_fmt(&whole, "%s%s", parts ? ":" : "", value);
		at += strlen(value);
		at += command_ends(at) ? 0 : blanks(at);
	}
	if (front == FRONT_NONE || !parts)
		return false;
	if (path && !strstr(str_text(&whole), "PATH"))
		str_add(&whole, ":$PATH");
	return take(m, name, n, str_text(&whole), (size_t)(at - s));
}

/* The command at s. */
static bool is_misspelt_in_posix(struct misspelt *m, const char *s)
{
	enum word_in_front front;
	const char *name = s + read_front(m, s, &front), *sign, *at, *value, *joined;
	bool dollar = *name == '$', path;
	size_t n, before, behind, length;

	name += dollar;
	n = name_length(name);
	if (!n || !line_name_matters(arena_strndup(m->mem, name, n)))
		return false;
	path = n == strlen("PATH") && str_starts(name, "PATH");
	before = blanks(name + n);
	sign = name + n + before;
	if (*sign != '=' || sign[1] == '=')
		return !dollar && is_without_sign(m, s, name, n, front);
	behind = blanks(sign + 1);
	at = sign + 1 + behind;
	value = command_ends(at) ? NULL : read_value(m->mem, at, WORD_ASSIGNMENT);
	if (!value)
		return false;
	joined = path ? join_folders(m->mem, at, &length) : NULL;
	if (joined)
		value = joined;
	else
		length = strlen(value);
	if (!command_ends(at + length))
		return false;
	if (!joined && !dollar && front != FRONT_MISSPELT && front != FRONT_SET && !before &&
	    !(behind && (front == FRONT_EXPORT ? is_value(value) : is_folder_for(name, n, value))))
		return false;
	return take(m, name, n, value, (size_t)(at + length - s));
}

/* ---- fish ---- */

/* PATH is a list there, and in quotes parted at its colons. */
static const char *as_list(struct arena *mem, const char *name, const char *value)
{
	char *list = arena_strdup(mem, value), quote = 0;

	for (char *c = list; str_equal(name, "PATH") && *c; c++)
		if (quote)
			quote = *c == quote ? 0 : quote;
		else if (*c == '"' || *c == '\'')
			quote = *c;
		else if (*c == ':')
			*c = ' ';
	return list;
}

/* `set -gx NAME=value`, `export NAME = value`, and a bare `NAME=value`, for which fish reads nothing of the file. */
static bool is_misspelt_in_fish(struct misspelt *m, const char *s)
{
	enum word_in_front front;
	const char *name = s + read_front(m, s, &front), *sign, *at, *value;
	size_t n = name_length(name), before = blanks(name + n), behind;

	sign = name + n + before;
	if (!n || *sign != '=' || sign[1] == '=' ||
	    !line_name_matters(arena_strndup(m->mem, name, n)))
		return false;
	behind = blanks(sign + 1);
	at = sign + 1 + behind;
	value = command_ends(at) ? NULL : read_value(m->mem, at, WORD_FISH);
	if (!value || !command_ends(at + strlen(value)) || strstr(value, "${") ||
	    (front == FRONT_EXPORT && !before && !behind))
		return false;
	m->name = arena_strndup(m->mem, name, n);
	m->mended = arena_fmt(m->mem, "set -gx %s %s", m->name, as_list(m->mem, m->name, value));
	m->length = (size_t)(at + strlen(value) - s);
	return true;
}

/* ---- the line ---- */

/* Where the next command of the line begins; NULL. */
static const char *next_command(const char *s)
{
	char quote = 0;

	for (; *s; s++)
		if (quote)
			quote = *s == quote ? 0 : quote;
		else if (*s == '\'' || *s == '"')
			quote = *s;
		else if (*s == '#')
			return NULL;
		else if (strchr(";&|", *s))
			return s + strspn(s, ";&| \t");
	return NULL;
}

/* `then export ...` */
static const char *behind_word_of_a_list(const char *s)
{
	static const char *const words[] = { "then ", "do ", "else ", "{ ", "and ", "or " };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_starts(s, words[i]))
			return s + strlen(words[i]) + blanks(s + strlen(words[i]));
	return s;
}

/* Each command of the line that is. */
static bool find_in_line(struct misspelt *m, const char *line, bool fish)
{
	const char *mended = line;

	for (const char *at = line + blanks(line); at && *at && *at != '#'; at = next_command(at)) {
		size_t before;

		at = behind_word_of_a_list(at);
		before = (size_t)(at - mended);
		if (!(fish ? is_misspelt_in_fish(m, at) : is_misspelt_in_posix(m, at)))
			continue;
		mended = arena_fmt(m->mem, "%.*s%s%s", (int)before, mended, m->mended,
				   at + m->length);
		at = mended + before;
	}
	m->mended = mended;
	return mended != line;
}

bool misspelt_lines(const struct rule_input *in, struct finding *found)
{
	struct lines_read r = { .in = in };

	while (lines_read_next(&r)) {
		const struct lines *l = &r.line;
		struct misspelt m = { .mem = in->mem, .facts = in->facts };

		if (l->joined || r.file->shell == SHELL_NU ||
		    !find_in_line(&m, l->text, r.file->shell == SHELL_FISH))
			continue;
		if (!found->evidence.n)
			found->title = arena_fmt(
				in->mem,
				_("A line of a start file is spelt so that it does not set %s"),
				m.name);
		found->about_kind = "file";
		found->about_name = found->about_name ? found->about_name : r.file->path;
		evidence_at(in, found, r.file->path, l->number, l->trimmed);
		heal_line(in, found, r.file, l->number, l->text, m.mended);
	}
	if (!found->evidence.n)
		return false;
	remedy(in, found, _("Write the line as %s: goready fix rc.syntax"),
	       str_trim(in->mem, found->changes.at[0].text));
	return true;
}
