/* What start files assign, with the files they source in their place; and what of those is gone. */
#include "facts/gather.h"

#include <string.h>

#include "shell/lines.h"
#include "shell/start_files.h"
#include "shell/uses.h"

enum { MOST_FILES = 40, MOST_DEPTH = 4, MOST_SOURCED = 1 << 20, MOST_LOOKED_FOR = 60 };

const struct start_file *other_file_add(struct gather *g, enum shell_id shell, const char *name,
					const char *path)
{
	struct shell_facts *facts = &g->f->shell;
	struct shell one = { .id = shell };
	struct start_files files = { .mem = g->mem,
				     .host = g->host,
				     .home = facts_shell_home(g->f),
				     .uid = g->system.uid,
				     .shell = &one };

	start_files_add_named(&files, name, path);
	if (!one.files.at[0].exists || one.files.at[0].content.n > MOST_SOURCED)
		return NULL;
	list_push(g->mem, &facts->others, one.files.at[0]);
	return &facts->others.at[facts->others.n - 1];
}

/* ---- assignments ---- */

/* The start file that is being read, and its line that led here. */
struct reading {
	struct gather *g;
	const struct start_file *root;
	int root_line; /* 0: the start file itself */
	bool plain;    /* nothing on the way is conditional */
	int depth;
};

static void start_lines_read_file(struct reading r, const struct start_file *file);

static void follow_to(struct reading r, const struct line_use *use, const char *path)
{
	struct gather *g = r.g;
	const struct start_file *file;
	struct start_file copy;

	if (use->runs || !path_is_absolute(path) || r.depth >= MOST_DEPTH ||
	    g->f->shell.others.n >= MOST_FILES || facts_start_file(g->f, path))
		return;
	file = other_file_add(g, r.root->shell, path_name(path), path);
	if (!file)
		return;
	copy = *file; /* the list may move */
	r.root_line = r.root_line ? r.root_line : use->line;
	r.plain = r.plain && !use->conditional;
	r.depth++;
	start_lines_read_file(r, &copy);
}

/* The files of the folder that are called like the pattern, in their order. */
static void follow_each(struct reading r, const struct line_use *use, const char *pattern)
{
	struct arena *mem = r.g->mem;
	const char *folder = path_folder(mem, pattern), *name = path_name(pattern);
	struct dir_entries entries = { 0 };

	if (strpbrk(folder, "*?[") || !gather_list_like(r.g, folder, name, &entries))
		return;
	for (size_t i = 0; i < entries.n; i++) {
		if (entries.at[i].type == FILE_FOLDER)
			continue;
		follow_to(r, use, path_join(mem, folder, entries.at[i].name));
		if (use->first)
			return;
	}
}

/* DIR and one folder below it: nobody keeps start files further down. */
static void follow_below(struct reading r, const struct line_use *use, const char *pattern)
{
	struct arena *mem = r.g->mem;
	const char *stars = strstr(pattern, "/**/"), *folder;
	struct dir_entries entries = { 0 };

	if (!stars) {
		follow_each(r, use, pattern);
		return;
	}
	folder = arena_strndup(mem, pattern, (size_t)(stars - pattern));
	stars += strlen("/**/");
	follow_each(r, use, path_join(mem, folder, stars));
	if (!strpbrk(folder, "*?[") && gather_list_like(r.g, folder, "*", &entries))
		for (size_t i = 0; i < entries.n; i++)
			if (entries.at[i].type == FILE_FOLDER)
				follow_each(r, use,
					    arena_fmt(mem, "%s/%s/%s", folder, entries.at[i].name,
						      stars));
}

static const char *path_taken_in(struct gather *g, const struct start_file *file,
				 const struct line_use *use, int *left);

static void follow(struct reading r, const struct start_file *file, const struct line_use *use,
		   int *left)
{
	const char *path = assignment_expand(r.g, use->what);

	if (!path_is_absolute(path) && !use->runs)
		path = path_taken_in(r.g, file, use, left);
	if (use->of_each && path_is_absolute(path) && strpbrk(path, "*?["))
		follow_below(r, use, path);
	else
		follow_to(r, use, path);
}

static void start_lines_take(struct reading r, struct assignment a)
{
	if (r.root_line) {
		a.read_by = r.root->path;
		a.read_at = r.root_line;
	}
	a.plain = a.plain && r.plain;
	a.shared = a.shared && r.plain;
	a.certain = a.certain && r.plain;
	list_push(r.g->mem, &r.g->f->shell.assignments, a);
}

/* Both in the order of their lines. */
static void start_lines_read_file(struct reading r, const struct start_file *file)
{
	const struct shell_kind *kind = shell_kind(r.root->shell);
	struct assignments found = { 0 };
	struct line_uses uses = { 0 };
	int left = MOST_LOOKED_FOR;
	size_t next = 0;

	assignments_parse(r.g->mem, file->content, file->path, kind, &found);
	line_uses_parse(r.g->mem, file->content, kind, &uses);
	for (size_t i = 0; i < uses.n; i++) {
		while (next < found.n && found.at[next].line < uses.at[i].line)
			start_lines_take(r, found.at[next++]);
		follow(r, file, &uses.at[i], &left);
	}
	while (next < found.n)
		start_lines_take(r, found.at[next++]);
}

void start_lines_read(struct gather *g, const struct start_file *file)
{
	start_lines_read_file((struct reading){ .g = g, .root = file, .plain = true }, file);
}

/* ---- what is gone ---- */

bool gather_is_gone(const struct gather *g, const char *path)
{
	struct file_info info = { 0 };

	return g->host->stat(g->host, g->mem, path, &info, NULL) == RC_OK && info.type == FILE_NONE;
}

/* A function or an alias of that name may stand anywhere, so it must not be named elsewhere. */
static bool is_made_here(const struct gather *g, const struct start_file *file, const char *name)
{
	const char *text = arena_strndup(g->mem, file->content.at, file->content.n);

	return strstr(text, arena_fmt(g->mem, "%s()", name)) ||
	       strstr(text, arena_fmt(g->mem, "function %s", name)) ||
	       strstr(text, arena_fmt(g->mem, "alias %s", name));
}

static bool is_known_line(const struct gather *g, const char *file, int line)
{
	const struct shell_facts *s = &g->f->shell;

	for (size_t i = 0; i < s->assignments.n; i++) {
		const struct assignment *a = &s->assignments.at[i];

		if (a->line == line && str_equal(a->name, "PATH") && str_equal(a->file, file))
			return a->certain && assignment_expand(g, a->value);
	}
	return false;
}

/* zsh's array, and what fish has besides. */
static bool speaks_of_path(const char *line)
{
	static const char *const words[] = { "PATH=", "path=(", "path+=(", "fish_add_path",
					     "fish_user_paths" };

	if (*line == '#')
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strstr(line, words[i]))
			return i > 0 || line_find_name(line, "PATH");
	return strstr(line, "set ") && line_find_name(line, "PATH");
}

/* Of whatever file: .bashrc is read by a bash, and the login shell may be another. */
static bool is_on_a_line(const struct gather *g, const char *name)
{
	const struct shell_facts *s = &g->f->shell;

	for (size_t i = 0; i < s->assignments.n; i++) {
		const struct assignment *a = &s->assignments.at[i];
		const char *value = str_equal(a->name, "PATH") && a->value
					    ? assignment_expand(g, a->value)
					    : NULL;

		if (value && host_which(g->host, g->mem, value, name))
			return true;
	}
	return false;
}

/* A line above may put a folder on PATH that nobody knows from the file alone: `pyenv init` behind
 * `command -v pyenv || export PATH="$PYENV_ROOT/bin:$PATH"`. */
static bool is_preceded_by_unknown(const struct gather *g, const struct start_file *file, int line)
{
	struct bytes text;
	size_t at = 0;

	for (int number = 1; number < line && next_line(file->content, &at, &text); number++) {
		const char *one = str_trim(g->mem, arena_strndup(g->mem, text.at, text.n));

		if (speaks_of_path(one) && !is_known_line(g, file->path, number))
			return true;
	}
	return false;
}

bool gather_is_on_no_path(const struct gather *g, const char *name)
{
	const struct path_facts *p = &g->f->path;
	const char *more = arena_fmt(g->mem,
				     "%s:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:"
				     "/opt/homebrew/bin:/home/linuxbrew/.linuxbrew/bin:"
				     "%s/.local/bin:%s/bin",
				     str_join(g->mem, &p->new_shell, ":"), g->f->places.home,
				     g->f->places.home);

	return p->set && !strpbrk(name, "/$_") && !host_which(g->host, g->mem, p->text, name) &&
	       !host_which(g->host, g->mem, more, name) && !is_on_a_line(g, name);
}

static bool is_on_no_path(const struct gather *g, const struct start_file *file, const char *name)
{
	return !is_made_here(g, file, name) && gather_is_on_no_path(g, name);
}

/* The line that takes in a file, and the start file it stands in. */
struct use_of_file {
	const struct gather *g;
	const struct start_file *file;
	const struct line_use *use;
	int *left;     /* each variable is looked for in the whole file */
	bool *unknown; /* a variable has a value, and nobody can say which */
};

static const char *known_value(const void *ctx, const char *name)
{
	const struct gather *g = ctx;

	return assignment_expand(g, arena_fmt(g->mem, "${%s}", name));
}

/* `${NAME:=value}`, of which `at` is the name. */
static bool is_only_used(const char *line, const char *at, const char *name)
{
	const char *behind = at + strlen(name);

	if (at > line && at[-1] == '$')
		return true;
	return at > line + 1 && at[-1] == '{' && at[-2] == '$' && *behind != '=' &&
	       !str_starts(behind, ":=");
}

/* `read NAME`, `for NAME in`, `unset NAME`, `eval "NAME=$x"`: whatever names it may set it. */
static bool may_set(const char *line, const char *name)
{
	for (const char *at = line; (at = line_find_name(at, name)); at += strlen(name))
		if (!is_only_used(line, at, name))
			return true;
	return false;
}

static bool is_set_by_none_else(const struct use_of_file *u, const char *name,
				const struct assignments *by)
{
	struct lines l;
	size_t i = 0;

	lines_open(&l, u->g->mem, u->file->content, shell_kind(u->file->shell)->language->lines);
	while (lines_next(&l) && l.number <= u->use->line) {
		while (i < by->n && by->at[i].line < l.number)
			i++;
		if ((i == by->n || by->at[i].line != l.number) &&
		    !str_equal(l.trimmed, arena_fmt(u->g->mem, "export %s", name)) &&
		    may_set(l.trimmed, name))
			return false;
	}
	return true;
}

/* A variable that goready has no part in, by a line further up: ZSH of Oh My Zsh, NVM_DIR. */
static const char *value_above(const void *ctx, const char *name)
{
	const struct use_of_file *u = ctx;
	const struct gather *g = u->g;
	struct assignments found = { 0 };
	const struct assignment *last = NULL;

	if (str_equal(name, "HOME"))
		return known_value(g, name);
	if (--*u->left < 0) {
		*u->unknown = true;
		return NULL;
	}
	assignments_parse_one(g->mem, u->file->content, u->file->path, shell_kind(u->file->shell),
			      name, &found);
	for (size_t i = 0; i < found.n && found.at[i].line < u->use->line; i++)
		last = &found.at[i];
	if (!last)
		return known_value(g, name);
	if (!last->plain || !last->value || !is_set_by_none_else(u, name, &found)) {
		*u->unknown = true;
		return NULL;
	}
	return assignment_expanded(g->mem, last->value, known_value, g);
}

/* With what the lines above give the variables in it; NULL: nobody can say. */
static const char *path_taken_in(struct gather *g, const struct start_file *file,
				 const struct line_use *use, int *left)
{
	bool unknown = false;
	const struct use_of_file used = { g, file, use, left, &unknown };
	const char *path = assignment_expanded(g->mem, use->what, value_above, &used);

	return unknown ? NULL : path;
}

static void start_lines_look_at(struct gather *g, const struct start_file *file,
				const struct line_use *use, int *left)
{
	const char *path = use->guarded ? NULL : path_taken_in(g, file, use, left);
	bool gone;

	if (!path)
		return;
	gone = path_is_absolute(path) ? gather_is_gone(g, path)
	       : use->runs && !g->host->captured
		       ? is_on_no_path(g, file, path) && !is_preceded_by_unknown(g, file, use->line)
		       : false;
	if (gone)
		list_push(g->mem, &g->f->shell.stale,
			  ((struct stale_line){ .file = file,
						.line = use->line,
						.text = use->text,
						.missing = path,
						.shell = file->shell }));
}

/* The program of `exec tmux new`; NULL: another line. */
static const char *program_put_in_place(struct arena *mem, const char *line)
{
	const char *at = *line == '#' ? NULL : strstr(line, "exec ");
	const char *word;

	if (!at || (at > line && !strchr(" \t;&|", at[-1])))
		return NULL;
	for (word = at; *word == '-' || word == at; word += strspn(word, " "))
		word += strcspn(word, " ");
	return word[0] == '>' || word[0] == '<' || (word[0] >= '0' && word[0] <= '9')
		       ? NULL
		       : arena_strndup(mem, word, strcspn(word, " \t;&|)\"'"));
}

/* `command -v tmux`, `(( $+commands[tmux] ))`, `[ -x /usr/bin/tmux ]`, on whichever line */
static bool is_looked_for(const struct gather *g, const struct start_file *file, const char *name)
{
	static const char *const words[] = { "command -", "commands[", " -x ", "which ",
					     "type ",     "whence ",   "hash " };
	struct bytes line;
	size_t at = 0;

	while (next_line(file->content, &at, &line)) {
		const char *text = arena_strndup(g->mem, line.at, line.n);

		for (size_t i = 0; strstr(text, name) && i < sizeof(words) / sizeof(words[0]); i++)
			if (strstr(text, words[i]))
				return true;
	}
	return false;
}

static void look_for_exec(struct gather *g, const struct start_file *file)
{
	struct lines l;

	lines_open(&l, g->mem, file->content, shell_kind(file->shell)->language->lines);
	while (lines_next(&l)) {
		const char *word = program_put_in_place(g->mem, l.trimmed);
		const char *path = word && *word ? assignment_expand(g, word) : NULL;
		bool gone = path && path_is_absolute(path)
				    ? gather_is_gone(g, path)
				    : path && !g->host->captured && is_on_no_path(g, file, path);

		if (gone && !l.joined && !l.function && !is_looked_for(g, file, path_name(path)))
			list_push(g->mem, &g->f->shell.exec_gone,
				  ((struct stale_line){ .file = file,
							.line = l.number,
							.text = l.text,
							.missing = path,
							.shell = file->shell }));
	}
}

void gather_stale_lines(struct gather *g)
{
	struct names seen = { 0 };

	start_files_each (file, g->f) {
		struct line_uses uses = { 0 };
		int left = MOST_LOOKED_FOR;

		if (!file->exists || names_hold(&seen, file->path) ||
		    gather_shell_is_gone(&g->f->shell.shells[file->shell]))
			continue;
		list_push(g->mem, &seen, file->path);
		line_uses_parse(g->mem, file->content, shell_kind(file->shell), &uses);
		for (size_t k = 0; k < uses.n; k++)
			start_lines_look_at(g, file, &uses.at[k], &left);
		look_for_exec(g, file);
	}
}
