/* The PATH that new shells get, as far as files tell: what the login shell's start files make of this process's. */
#include "facts/gather.h"

#include <ctype.h>
#include <string.h>

#include "base/text_table.h"
#include "shell/block.h"
#include "shell/lines.h"
#include "shell/uses.h"

/* ---- one value ---- */

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

/* ---- what each start file puts on PATH ---- */

/* PATH, by a line of the file or of one that it sources. */
static bool is_path_in(const struct assignment *a, const struct start_file *file)
{
	return str_equal(a->name, "PATH") &&
	       str_equal(a->read_by ? a->read_by : a->file, file->path);
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

		if (!is_path_in(a, file))
			continue;
		value = path_line_expand(g, a);
		if (!value || !path_line_counts(g, a, value))
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

/* ---- what a shell makes of them, file by file ---- */

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

		if (!is_path_in(a, file) || line < first || (last && line > last) ||
		    is_below_end(file, line))
			continue;
		apply_programs(g, uses, done, line, path);
		done = line;
		value = path_line_expand(g, a);
		if (value && path_line_counts(g, a, value) && !is_not_run(g, file, line, value))
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

void path_find_new_shell(struct gather *g)
{
	struct path_facts *p = &g->f->path;
	const struct shell_facts *s = &g->f->shell;
	const struct shell *shell = &s->shells[shell_or_usual(s->login)];
	const struct shell_kind *kind = shell_kind(shell->id);
	struct shell_home home = facts_shell_home(g->f);
	bool helped = !kind->before_path_helper || kind->no_path_helper;
	struct names path = { 0 };
	enum shell_id next;

	look_at_start_files(g);
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
