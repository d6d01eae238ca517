/* Is what doctor found about the path in the text? */
#include "explain/concern.h"

#include <string.h>

/* A file may be named with ~ or without. */
static bool is_same_file(const struct facts *facts, const char *file, const char *path)
{
	return str_equal(file, path) ||
	       (path[0] == '~' && str_equal(path_below(file, facts->places.home), path + 1));
}

bool explain_is_file_of(const struct facts *facts, const struct tool *t, const char *path)
{
	return is_same_file(facts, t->path, path) ||
	       (t->real_path && is_same_file(facts, t->real_path, path));
}

/* A folder that has to be made first may be one of those above it. */
static bool is_on_the_way(const char *path, const char *folder)
{
	return path_is_within(path, folder) || path_is_within(folder, path);
}

bool is_in_folder(const struct question *q, const char *folder)
{
	const char *path = q->about->name;
	const char *in_home =
		path[0] == '~' ? path + 1 : path_below(path, q->in->facts->places.home);

	if (str_starts(folder, "~/"))
		return in_home && path_is_within(in_home, folder + 1);
	return path_is_absolute(folder) && path_is_within(path, folder);
}

/* ---- lines and folders ---- */

bool is_a_file_of_its_lines(const struct question *q)
{
	for (size_t i = 0; i < q->f->where.n; i++)
		if (is_same_file(q->in->facts, q->f->where.at[i].file, q->about->name))
			return true;
	return !q->f->where.n;
}

/* "/opt/protoc/bin: Is a directory": a ; or a blank in the place of a colon makes a command of the folder. */
bool is_a_file_or_in_its_lines(const struct question *q)
{
	const char *folder = q->about->name;
	const char *below = path_below(folder, q->in->facts->places.home);

	for (size_t i = 0; i < q->f->evidence.n; i++) {
		const char *line = q->f->evidence.at[i],
			   *at = below && *below ? strstr(line, below) : NULL;

		if (strstr(line, folder) || (at && at > line && at[-1] == '/'))
			return true;
	}
	return is_a_file_of_its_lines(q);
}

/* What a line of a start file sources, and is not there. */
bool is_sourced_and_gone(const struct question *q)
{
	const struct facts *facts = q->in->facts;

	for (size_t i = 0; i < facts->shell.stale.n; i++)
		if (is_same_file(facts, facts->shell.stale.at[i].missing, q->about->name))
			return true;
	return is_a_file_of_its_lines(q);
}

/* A folder in which files of another owner lie, or one of these. */
bool is_of_another_owner(const struct question *q)
{
	const struct names *owned = &q->in->facts->environment.foreign_owned;

	for (size_t i = 0; i < owned->n; i++)
		if (is_on_the_way(q->about->name, owned->at[i]))
			return true;
	return false;
}

static bool is_above_it(const struct question *q, const char *word)
{
	const char *folder = strpbrk(word, "/~"); /* of "go=/opt/go/bin/go" too */

	return folder && is_in_folder(q, folder);
}

/* "~/.zprofile: belongs to root", "you may not write to /opt/homebrew/lib, /opt/homebrew/Cellar" */
bool is_below_what_it_names(const struct question *q)
{
	for (size_t i = 0; i < q->f->evidence.n; i++)
		if (evidence_has_word(q, q->f->evidence.at[i], is_above_it))
			return true;
	return false;
}

bool is_of_the_temporary_folder(const struct question *q)
{
	return path_is_within(q->about->name, q->in->facts->places.tmp);
}

/* Below what nobody may enter or write to; ~/go/bin cannot be written to where ~/go may not be entered. An umask
 * that closes all that is made has no path: it is seen where go makes its folders first. */
bool is_closed_to_you(const struct question *q)
{
	if (!q->f->about_name)
		return is_of_the_temporary_folder(q);
	return path_is_within(q->about->name, q->f->about_name) ||
	       facts_closed_around(q->in->facts, q->about->name);
}

/* ---- programs ---- */

bool finding_tells_of(const struct finding *f, const char *program)
{
	size_t n = strlen(program);

	for (size_t i = 0; i < f->evidence.n; i++)
		for (const char *at = f->evidence.at[i]; (at = strchr(at, '/')); at++)
			if (strncmp(at + 1, program, n) == 0 && !is_of_a_name(at[n + 1]) &&
			    at[n + 1] != '/')
				return true;
	return false;
}

bool is_a_program_it_tells_of(const struct question *q)
{
	return finding_tells_of(q->f, path_name(q->about->name));
}

/* A path of another Go's tree is not spoken of by what is wrong with the first. */
bool may_be_of_its_go(const struct question *q)
{
	const struct facts *facts = q->in->facts;
	const struct tool *first = facts_resolve(facts, TOOL_GO);

	for (size_t i = 0; q->f->tool == TOOL_GO && i < facts->tools.n; i++) {
		const struct tool *t = &facts->tools.at[i];

		if (t->id == TOOL_GO && t->goroot && path_is_within(q->about->name, t->goroot))
			return first && str_equal(t->goroot, first->goroot);
	}
	return true;
}

bool is_of_homebrew(const struct question *q)
{
	const struct brew_facts *brew = &q->in->facts->brew;

	for (size_t i = 0; i < brew->brews.n; i++)
		if (path_is_within(q->about->name, brew->brews.at[i].prefix))
			return true;
	return false;
}

/* ---- values of variables ---- */

bool is_the_compiler_gone(const struct question *q)
{
	return !str_equal(q->f->variable, "CC") ||
	       str_equal(q->in->facts->environment.c_compiler_gone, q->about->name);
}

/* What lies below the folder that a variable names is wrong for its sake; another folder is not. A ~ that
 * nobody expanded means something in the home, and nothing outside of it. */
static bool is_below_the_value(const struct facts *f, const char *variable, const char *path)
{
	const struct setting *s = facts_setting(f, variable);
	const char *value = !s ? NULL : str_equal(variable, "HOME") ? s->start_file : s->value;

	if (path_is_absolute(path) && str_starts(value, "~")) {
		const char *below = path_below(path, f->places.home);

		return strchr(path, '~') || (below && is_on_the_way(below, value + 1));
	}
	if (!path_is_absolute(path) || !value || !*value)
		return true;
	/* go refuses such a value by name, before it writes anywhere */
	if (!path_is_absolute(value) && str_equal(variable, "GOBIN"))
		return false;
	return path_is_absolute(value) ? is_on_the_way(path, value)
				       : strstr(path, path_name(value)) != NULL;
}

bool is_of_its_value(const struct question *q)
{
	if (str_equal(q->f->variable, "CC"))
		return is_the_compiler_gone(q);
	if (q->f->about_name)
		return is_on_the_way(q->about->name, q->f->about_name);
	return !q->f->variable || is_below_the_value(q->in->facts, q->f->variable, q->about->name);
}

/* ---- Windows below Linux ---- */

bool is_on_a_disk_of_windows(const struct question *q)
{
	return path_is_within(q->about->name, "/mnt");
}

/* A file anywhere else is a program of Linux, and "./protoc" is looked for on no PATH. */
bool may_be_of_windows(const struct question *q)
{
	return !strchr(q->about->name, '/') || is_on_a_disk_of_windows(q) ||
	       str_ends(q->about->name, ".exe");
}
