/* PATH entry by entry, and the PATH that new shells get as far as files tell. */
#include "facts/gather.h"

#include <ctype.h>
#include <fnmatch.h>
#include <string.h>

#include "base/text_table.h"
#include "shell/block.h"
#include "shell/lines.h"
#include "shell/uses.h"

/* Bytes nobody means to have in a folder's name: control characters (CR of Windows files), and the
 * UTF-8 of what word processors and input methods put in the place of ASCII. */
static int find_bad_byte(const char *s)
{
	static const char *const bad[] = {
		"\xC2\xA0",     /* no-break space */
		"\xE2\x80\x8B", /* zero-width space */
		"\xE2\x80\x98", "\xE2\x80\x99", "\xE2\x80\x9C", "\xE2\x80\x9D", /* curly quotes */
		"\xE3\x80\x80", /* ideographic space */
		"\xEF\xBC\x9A", /* full-width colon */
		"\xEF\xBC\x8F", /* full-width slash */
		"\xEF\xBC\x8C", /* full-width comma */
		"\xEF\xBC\x9B", /* full-width semicolon */
		"\xEF\xBC\x84", /* full-width dollar */
		"\xEF\xBB\xBF", /* byte order mark */
	};

	for (size_t i = 0; s[i]; i++) {
		if ((unsigned char)s[i] < 0x20 || s[i] == 0x7f || s[i] == '"')
			return (int)i;
		for (size_t k = 0; k < sizeof(bad) / sizeof(bad[0]); k++)
			if (str_starts(s + i, bad[k]))
				return (int)i;
	}
	return -1;
}

/* Under WSL drives are mounted at /mnt/c and so on. */
static bool is_windows(const struct gather *g, const char *path)
{
	return g->f->machine.wsl && str_starts(path, "/mnt/") && path[5] >= 'a' && path[5] <= 'z' &&
	       (path[6] == '/' || !path[6]);
}

/* "/home/ann" of /home/ann/go/bin, where there is no such home: its length; 0. Root's is on every machine. */
static size_t gone_home(const struct gather *g, const char *text)
{
	static const char *const above[] = { "/home/", "/Users/" };

	for (size_t i = 0; i < sizeof(above) / sizeof(above[0]); i++) {
		size_t n = strlen(above[i]);
		const char *end = str_starts(text, above[i]) ? strchr(text + n, '/') : NULL;

		if (end && !path_is_within(text, g->f->places.home) &&
		    !host_is_folder(g->host, arena_strndup(g->mem, text, (size_t)(end - text))))
			return (size_t)(end - text);
	}
	return 0;
}

/* What its text alone says, and the home that it names. */
static struct path_entry entry_of(const struct gather *g, const char *text)
{
	struct path_entry e = { .text = text,
				.empty = !*text,
				.tilde = text[0] == '~',
				.bad_byte = find_bad_byte(text),
				.windows = is_windows(g, text),
				.gone_home = gone_home(g, text),
				.duplicate_of = -1 };

	e.relative = !e.empty && !e.tilde && text[0] != '/';
	return e;
}

static void add_entry(struct gather *g, struct text_table *seen, const char *text)
{
	int index = (int)g->f->path.entries.n;
	struct path_entry *e = list_add(g->mem, &g->f->path.entries);
	const char *bare = path_bare(g->mem, text);
	struct file_info info = { 0 };

	*e = entry_of(g, text);
	if (!text_table_add(g->mem, seen, bare, index) && !e->empty)
		e->duplicate_of = text_table_find(seen, bare);
	if (text[0] != '/' || g->host->stat(g->host, g->mem, text, &info, NULL) != RC_OK)
		return;
	e->exists = info.type != FILE_NONE;
	e->is_folder = info.type == FILE_FOLDER;
}

static int index_in(const struct names *names, const char *folder)
{
	for (size_t i = 0; i < names->n; i++)
		if (path_equal(names->at[i], folder))
			return (int)i;
	return -1;
}

int path_index_of(const struct facts *f, const char *folder)
{
	for (size_t i = 0; i < f->path.entries.n; i++)
		if (path_equal(f->path.entries.at[i].text, folder))
			return (int)i;
	return -1;
}

int new_shell_index_of(const struct facts *f, const char *folder)
{
	return index_in(&f->path.new_shell, folder);
}

void path_compare_new_shell(struct gather *g)
{
	struct path_facts *p = &g->f->path;
	struct path_facts was = *p;
	struct text_table here = { 0 }, there = { 0 };

	for (size_t i = 0; i < p->entries.n; i++)
		text_table_add(g->mem, &here, path_bare(g->mem, p->entries.at[i].text), (int)i);
	for (size_t i = 0; i < p->new_shell.n; i++)
		text_table_add(g->mem, &there, path_bare(g->mem, p->new_shell.at[i]), (int)i);
	memset(&p->new_entries, 0, sizeof(p->new_entries));
	for (size_t i = 0; i < p->new_shell.n; i++)
		if (text_table_find(&here, path_bare(g->mem, p->new_shell.at[i])) < 0)
			list_push(g->mem, &p->new_entries, entry_of(g, p->new_shell.at[i]));
	if (!p->new_shell_asked)
		return;
	memset(&p->entries, 0, sizeof(p->entries)); /* older facts share them */
	for (size_t i = 0; i < was.entries.n; i++) {
		struct path_entry entry = was.entries.at[i];

		entry.old = text_table_find(&there, path_bare(g->mem, entry.text)) < 0;
		list_push(g->mem, &p->entries, entry);
	}
}

/* Of equal folders the first stays. */
static void add_once(struct gather *g, struct names *path, const char *folder)
{
	if (text_table_add(g->mem, &g->on_path, path_bare(g->mem, folder), 0))
		list_push(g->mem, path, folder);
}

/* What stands beside $PATH without a colon becomes a part of its first or last folder. */
static void add_what_it_was(struct gather *g, const struct names *was, struct bytes before,
			    const char *behind, struct names *path)
{
	for (size_t i = 0; i < was->n; i++) {
		const char *folder = was->at[i];

		if (i == 0 && before.n)
			folder = arena_fmt(g->mem, "%.*s%s", (int)before.n, before.at, folder);
		if (i + 1 == was->n && *behind)
			folder = arena_fmt(g->mem, "%s%s", folder, behind);
		add_once(g, path, folder);
	}
}

/* PATH after `value` was assigned to it: $PATH stands for what it was. */
static struct names assign_path(struct gather *g, const struct names *was, const char *value)
{
	struct names parts = str_split(g->mem, value, ':'), now = { 0 };

	text_table_clear(&g->on_path);
	for (size_t i = 0; i < parts.n; i++) {
		const char *part = parts.at[i], *path = strstr(part, "$PATH");
		const char *behind = path ? path + strlen("$PATH") : "";

		if (path && !isalnum((unsigned char)*behind) && *behind != '_')
			add_what_it_was(g, was, (struct bytes){ part, (size_t)(path - part) },
					behind, &now);
		else
			add_once(g, &now, part);
	}
	return now;
}

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
static bool counts(struct gather *g, const struct assignment *a, const char *value)
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

static void note_parts(struct gather *g, struct start_file *file, const struct names *parts)
{
	bool first = true;

	for (size_t i = 0; i < parts->n; i++) {
		const char *folder = path_bare(g->mem, parts->at[i]);

		first = first && !str_equal(parts->at[i], "$PATH");
		if (first)
			list_push(g->mem, &file->puts_first, folder);
		if (path_is_absolute(folder))
			list_push(g->mem, &file->puts, folder);
	}
}

/* Those before $PATH are in front; all of them where it is not named. */
static void note_puts(struct gather *g, struct start_file *file)
{
	const struct shell_facts *s = &g->f->shell;

	for (size_t i = 0; i < s->assignments.n; i++) {
		const struct assignment *a = &s->assignments.at[i];
		const char *value;
		struct names parts;

		if (!str_equal(a->read_by ? a->read_by : a->file, file->path) ||
		    !str_equal(a->name, "PATH"))
			continue;
		value = path_line_expand(g, a);
		if (!value || !counts(g, a, value))
			continue;
		parts = str_split(g->mem, value, ':');
		note_parts(g, file, &parts);
	}
}

static void look_at_start_files(struct gather *g)
{
	for (int id = 0; id < SHELL_N; id++)
		for (size_t i = 0; i < g->f->shell.shells[id].files.n; i++)
			note_puts(g, &g->f->shell.shells[id].files.at[i]);
}

static void put_in_front(struct gather *g, struct names *path, struct names folders)
{
	if (!folders.n)
		return;
	list_push(g->mem, &folders, "$PATH");
	*path = assign_path(g, path, str_join(g->mem, &folders, ":"));
}

/* Has it a part of this name, or with a dot before it: ~/.local/share/mise/installs, ~/.goenv/shims? */
static bool has_part(struct gather *g, const char *folder, const char *name)
{
	struct names parts = str_split(g->mem, folder, '/');

	for (size_t i = 0; i < parts.n; i++)
		if (str_equal(parts.at[i] + (parts.at[i][0] == '.'), name))
			return true;
	return false;
}

/* conda's folder is called as somebody likes, ~/miniforge3; each environment has conda-meta (conda,
 * core/prefix_data.py). */
static bool is_of_conda(struct gather *g, const char *folder)
{
	return str_equal(path_name(folder), "condabin") ||
	       host_is_folder(g->host,
			      path_join(g->mem, path_folder(g->mem, folder), "conda-meta"));
}

/* `eval "$(mise activate zsh)"`: what it prints is not known, but this process's PATH has had it, and the folders
 * of such a program lie below its name. */
static void apply_program(struct gather *g, const struct line_use *use, struct names *path)
{
	const struct path_facts *p = &g->f->path;
	struct names folders = { 0 };
	const char *name = path_name(use->what);
	bool conda = str_equal(name, "conda") || str_equal(name, "mamba");

	for (size_t i = 0; i < p->entries.n; i++)
		if (has_part(g, p->entries.at[i].text, name) ||
		    (conda && is_of_conda(g, p->entries.at[i].text)))
			list_push(g->mem, &folders, p->entries.at[i].text);
	put_in_front(g, path, folders);
}

/* `source ~/.gvm/scripts/gvm` reads others in its turn, by variables of its own: what this process's PATH has below
 * the manager's folder, it puts in front. */
static void apply_script(struct gather *g, const struct line_use *use, struct names *path)
{
	static const char *const managers[] = { ".gvm", ".gobrew", ".g" };
	const struct path_facts *p = &g->f->path;
	struct names folders = { 0 };

	for (size_t k = 0; k < sizeof(managers) / sizeof(managers[0]); k++) {
		const char *home = path_join(g->mem, g->f->places.home, managers[k]);

		if (!strstr(use->what, arena_fmt(g->mem, "/%s/", managers[k])))
			continue;
		for (size_t i = 0; i < p->entries.n; i++)
			if (path_is_within(p->entries.at[i].text, home))
				list_push(g->mem, &folders, p->entries.at[i].text);
	}
	put_in_front(g, path, folders);
}

/* The programs and managers' scripts that stand between the two lines. */
static void apply_programs(struct gather *g, const struct line_uses *uses, int after, int before,
			   struct names *path)
{
	for (size_t i = 0; i < uses->n; i++) {
		const struct line_use *use = &uses->at[i];

		if (use->line <= after || (before && use->line >= before))
			continue;
		if (use->runs)
			apply_program(g, use, path);
		else
			apply_script(g, use, path);
	}
}

static bool is_below_end(const struct start_file *file, int line)
{
	return file->end.line && line >= file->end.line;
}

static bool is_behind_the_last_line(const struct start_file *file, int line)
{
	struct bytes one;
	int n = 0;

	for (size_t at = 0; next_line(file->content, &at, &one);)
		n++;
	return line >= n;
}

/* The shell ends with a line that it cannot read. Where that is the file's end, something was opened and not closed,
 * and nobody sees where: this process's PATH tells whether the line was run before. */
static bool is_not_run(struct gather *g, const struct start_file *file, int line, const char *value)
{
	const struct shell_facts *s = &g->f->shell;
	struct names parts = str_split(g->mem, value, ':');

	for (size_t i = 0; i < s->syntax.n; i++) {
		const struct syntax_fault *fault = &s->syntax.at[i];

		if (!str_equal(fault->file->path, file->path) || !fault->line)
			continue;
		if (line >= fault->line)
			return true;
		for (size_t k = 0; k < parts.n && is_behind_the_last_line(file, fault->line); k++)
			if (!str_equal(parts.at[k], "$PATH") &&
			    path_index_of(g->f, path_bare(g->mem, parts.at[k])) < 0)
				return true;
	}
	return false;
}

/* Its own lines from `first` to `last`, 0: to the end. */
static void apply_lines(struct gather *g, const struct start_file *file,
			const struct line_uses *uses, int first, int last, struct names *path)
{
	const struct shell_facts *s = &g->f->shell;
	int done = first - 1;

	if (file->end.line && (!last || last > file->end.line))
		last = file->end.line;
	for (size_t i = 0; i < s->assignments.n; i++) {
		const struct assignment *a = &s->assignments.at[i];
		int line = a->read_by ? a->read_at : a->line;
		const char *value;

		if (!str_equal(a->read_by ? a->read_by : a->file, file->path) ||
		    !str_equal(a->name, "PATH") || line < first || (last && line > last) ||
		    is_below_end(file, line))
			continue;
		apply_programs(g, uses, done, line, path);
		done = line;
		value = path_line_expand(g, a);
		if (value && counts(g, a, value) && !is_not_run(g, file, line, value))
			*path = assign_path(g, path, value);
	}
	apply_programs(g, uses, done, last ? last + 1 : 0, path);
}

/* Shells run each block that stands there, though goready writes one. */
static void apply_file(struct gather *g, const struct start_file *file, struct names *path)
{
	struct bytes rest = file->content;
	struct shell_block block;
	struct line_uses uses = { 0 };
	int above = 0, from = 0;

	line_uses_parse(g->mem, file->content, shell_kind(file->shell), &uses);
	while ((block = shell_block_first(rest)).found) {
		apply_lines(g, file, &uses, from, above + block.first_line, path);
		if (!is_below_end(file, above + block.first_line))
			put_in_front(g, path,
				     facts_block_in_effect(g->mem, g->f, file->shell, rest));
		from = above + block.last_line;
		above = from;
		rest = (struct bytes){ rest.at + block.end, rest.n - block.end };
	}
	apply_lines(g, file, &uses, from, 0, path);
}

/* /etc/zprofile is read after .zshenv and /etc/profile before all of bash's, and fish does the same
 * by itself (fish, share/config.fish): every terminal of macOS starts a login shell. */
static void run_path_helper(struct gather *g, struct names *path)
{
	if (g->f->machine.os == OS_DARWIN)
		*path = path_helper_result(g, path);
}

/* The shell that one of the files goes on as, before the rest of them is read; SHELL_N. */
static enum shell_id apply_files(struct gather *g, const struct shell *shell, bool *helped,
				 struct names *path)
{
	const struct shell_kind *kind = shell_kind(shell->id);

	for (size_t i = 0; i < shell->files.n; i++) {
		const struct start_file *file = &shell->files.at[i];

		if (!*helped && !str_equal(file->name, kind->before_path_helper)) {
			run_path_helper(g, path);
			*helped = true;
		}
		if (!file->exists || (kind->reads && !kind->reads(shell, file, g->f->machine.os)))
			continue;
		apply_file(g, file, path);
		if (file->end.is_last)
			break;
		if (file->end.goes_on)
			return shell_of_program(file->end.goes_on);
	}
	return SHELL_N;
}

const struct start_file *facts_goes_on(const struct facts *f)
{
	const struct shell *shell = &f->shell.shells[shell_or_usual(f->shell.login)];
	const struct shell_kind *kind = shell_kind(shell->id);

	for (size_t i = 0; i < shell->files.n; i++) {
		const struct start_file *file = &shell->files.at[i];

		if (file->end.goes_on && (!kind->reads || kind->reads(shell, file, f->machine.os)))
			return file;
	}
	return NULL;
}

struct names path_handed_over(struct gather *g)
{
	const struct shell *shell = &g->f->shell.shells[shell_or_usual(g->f->shell.login)];
	struct names path = { 0 };
	bool helped = true;

	(void)apply_files(g, shell, &helped, &path);
	return path;
}

static void find_new_shell(struct gather *g)
{
	struct path_facts *p = &g->f->path;
	const struct shell_facts *s = &g->f->shell;
	const struct shell *shell = &s->shells[shell_or_usual(s->login)];
	const struct shell_kind *kind = shell_kind(shell->id);
	struct shell_home home = facts_shell_home(g->f);
	bool helped = !kind->before_path_helper || kind->no_path_helper;
	struct names path = { 0 };
	enum shell_id next;

	for (size_t i = 0; i < p->entries.n; i++)
		list_push(g->mem, &path, p->entries.at[i].text);
	if (helped && !kind->no_path_helper)
		run_path_helper(g, &path);
	if (kind->kept_folders)
		put_in_front(g, &path, kind->kept_folders(g->mem, g->host, &home));
	next = apply_files(g, shell, &helped, &path);
	if (!helped)
		run_path_helper(g, &path);
	helped = true;
	if (next < SHELL_N)
		(void)apply_files(g, &s->shells[next], &helped, &path);
	p->new_shell = path;
}

void gather_path(struct gather *g)
{
	struct path_facts *p = &g->f->path;
	const char *text = g->host->getenv(g->host, "PATH");
	struct text_table seen = { 0 };
	struct names parts;

	p->set = text != NULL;
	p->text = text;
	parts = str_split(g->mem, text, ':');
	for (size_t i = 0; i < parts.n; i++)
		add_entry(g, &seen, parts.at[i]);
	look_at_start_files(g);
	find_new_shell(g);
	path_compare_new_shell(g);
}
