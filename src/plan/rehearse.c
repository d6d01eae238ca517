/*
 * The rehearsal: the shells are started on copies of the start files as the plan would leave them.
 * What will be installed is not there yet, so it is not asked what a shell finds but in which order
 * it would look: the planned folder must come before any other that holds the same tool.
 */
#include "plan/build.h"

#include <string.h>

#include "base/i18n.h"
#include "shell/block.h"

/* ---- the files ---- */

static const char *below_home(const struct facts *f, const char *path)
{
	const char *below = path_below(path, f->places.home);

	return below && *below ? below + 1 : NULL;
}

static void add_file(struct arena *mem, struct proposed_files *files, const struct facts *f,
		     const char *path, struct bytes content)
{
	const char *below = below_home(f, path);

	if (!below)
		return;
	for (size_t i = 0; i < files->n; i++) {
		if (str_equal(files->at[i].path, below))
			return;
	}
	list_push(mem, files, ((struct proposed_file){ .path = below, .content = content }));
}

/* What is read from goready's own file stands in the file itself: that one is not there yet. */
static struct bytes with_env_file(struct arena *mem, const struct plan *p, const struct facts *f,
				  enum shell_id shell, struct bytes content)
{
	const char *path = shell_block_reads(mem, shell, content, f->places.home);
	const struct env_file *env = facts_env_file(f, path);
	struct bytes folders = env ? env->content : BYTES("");

	if (!path)
		return content;
	for (size_t i = 0; i < p->steps.n; i++) {
		const struct step *step = &p->steps.at[i];

		if (step->kind == &step_edit && str_equal(step->edit.path, path))
			folders = step->edit.after;
	}
	(void)shell_block_put(mem, content, path, arena_strndup(mem, folders.at, folders.n),
			      PLACE_END, &content, NULL);
	return content;
}

/* One file edited through one of its names is new under all of them. */
static void add_start_file(struct arena *mem, struct proposed_files *files, const struct plan *p,
			   const struct facts *f, const struct start_file *file)
{
	const char *target = file->target ? file->target : file->path;
	struct bytes content = file->content;

	for (size_t i = 0; i < p->steps.n; i++) {
		const struct step *step = &p->steps.at[i];

		if (step->kind == &step_edit && str_equal(step->edit.target, target))
			content = step->edit.after;
	}
	if (file->exists)
		add_file(mem, files, f, file->path, with_env_file(mem, p, f, file->shell, content));
}

static bool edits_shell_file(const struct plan *p)
{
	for (size_t i = 0; i < p->steps.n; i++) {
		if (p->steps.at[i].kind == &step_edit && p->steps.at[i].edit.shell != SHELL_N)
			return true;
	}
	return false;
}

/* All start files, those that change and those that do not: an overlay stands for the home folder.
 * None where the plan changes no shell file: there is nothing to rehearse. */
struct proposed_files plan_proposed_files(struct arena *mem, const struct plan *p,
					  const struct facts *f)
{
	struct proposed_files files = { 0 };

	if (!edits_shell_file(p))
		return files;
	for (size_t i = 0; i < p->steps.n; i++) {
		const struct step *step = &p->steps.at[i];

		if (step->kind == &step_edit && step->edit.shell != SHELL_N)
			add_file(mem, &files, f, step->edit.path,
				 with_env_file(mem, p, f, step->edit.shell, step->edit.after));
	}
	start_files_each (file, f)
		add_start_file(mem, &files, p, f, file);
	return files;
}

/* ---- what the shells answered ---- */

static long index_of(const struct names *path, const char *folder)
{
	for (size_t i = 0; i < path->n; i++) {
		size_t n = strlen(path->at[i]);

		while (n > 1 && path->at[i][n - 1] == '/')
			n--;
		if (strlen(folder) == n && strncmp(path->at[i], folder, n) == 0)
			return (long)i;
	}
	return -1;
}

/* execvp goes on past these. */
static bool is_skipped(const struct tool *tool)
{
	return tool->fault == FAULT_FOLDER || tool->fault == FAULT_DANGLING ||
	       tool->fault == FAULT_NOT_EXECUTABLE;
}

/* The folder that would be looked into before ours and holds such a tool; NULL: none. */
static const char *folder_before(struct arena *mem, const struct facts *f, enum tool_id id,
				 const struct names *path, long ours)
{
	for (size_t i = 0; i < f->tools.n; i++) {
		const struct tool *tool = &f->tools.at[i];
		const char *folder = path_folder(mem, tool->path);
		long at = tool->id == id && !is_skipped(tool) ? index_of(path, folder) : -1;

		if (at >= 0 && at < ours)
			return folder;
	}
	return NULL;
}

/* The last plain or other line of that shell's files which sets PATH: the likely culprit. */
static const char *last_path_line(struct arena *mem, const struct facts *f, enum shell_id shell)
{
	const struct assignment *last = NULL;

	for (size_t i = 0; i < f->shell.shells[shell].files.n; i++) {
		const struct start_file *file = &f->shell.shells[shell].files.at[i];

		for (size_t k = 0; k < f->shell.assignments.n; k++) {
			const struct assignment *a = &f->shell.assignments.at[k];

			if (str_equal(a->name, "PATH") && str_equal(a->file, file->path))
				last = a;
		}
	}
	if (!last)
		return "";
	return arena_fmt(mem, _(" (PATH is set in %s line %d)"),
			 path_tilde(mem, last->file, f->places.home), last->line);
}

static bool answer_holds(struct arena *mem, const struct plan *p, const struct facts *f,
			 const struct resolved *answer, const char **ret_why)
{
	struct names path = str_split(mem, answer->path_text, ':');

	tools_each (id) {
		const char *folder = p->tool_folder[id], *before;
		long at = folder ? index_of(&path, folder) : 0;

		if (!folder)
			continue;
		before = at < 0 ? NULL : folder_before(mem, f, id, &path, at);
		if (at >= 0 && !before)
			continue;
		folder = path_tilde(mem, folder, f->places.home);
		if (at < 0)
			*ret_why =
				arena_fmt(mem, _("%s (%s) would not have %s on PATH%s"),
					  shell_name(answer->shell), shell_mode_name(answer->mode),
					  folder, last_path_line(mem, f, answer->shell));
		else
			*ret_why =
				arena_fmt(mem, _("%s (%s) would find %s in %s before %s%s"),
					  shell_name(answer->shell), shell_mode_name(answer->mode),
					  tool_name(id), path_tilde(mem, before, f->places.home),
					  folder, last_path_line(mem, f, answer->shell));
		return false;
	}
	return true;
}

/* A shell that inherits reads none of the files that get blocks. */
static bool says_something(const struct plan *p, const struct resolved *answer)
{
	if (answer->shell >= SHELL_N || !p->shell[answer->shell] || answer->inherits)
		return false;
	return answer->asked && !answer->timed_out && answer->path_text;
}

bool plan_holds(struct arena *mem, const struct plan *p, const struct facts *f,
		const struct shell_matrix *rehearsal, const char **ret_why)
{
	for (size_t i = 0; i < rehearsal->n; i++) {
		const struct resolved *answer = &rehearsal->at[i];
		const char *why = NULL;

		if (!says_something(p, answer))
			continue;
		if (answer_holds(mem, p, f, answer, &why))
			continue;
		if (ret_why)
			*ret_why = why;
		return false;
	}
	return true;
}
