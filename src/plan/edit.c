#include "plan/build.h"

#include <string.h>

#include "base/i18n.h"
#include "plan/diff.h"

static enum rc check_text(struct builder *b, const struct file_edit *edit)
{
	enum rc rc;

	if (!edit->after.n || !memchr(edit->after.at, '\0', edit->after.n))
		return RC_OK;
	rc = err_set(b->e, RC_SYNTAX, _("%s holds a NUL byte: it is no text file"),
		     build_tilde(b, edit->path));
	err_hint(
		b->e,
		_("Look what wrote into it, and put it right or move it away; then start goready again."));
	return rc;
}

static const char *folders_text(struct builder *b)
{
	struct names shown = { 0 };

	for (size_t i = 0; i < b->folders.n; i++)
		list_push(b->mem, &shown, build_tilde(b, b->folders.at[i]));
	return str_join(b->mem, &shown, _(", "));
}

static bool is_env_file(struct builder *b, const struct file_edit *edit)
{
	return edit->shell < SHELL_N &&
	       str_equal(edit->path, facts_env_path(b->mem, b->f, edit->shell));
}

static const char *summary(struct builder *b, const struct file_edit *edit)
{
	const char *path = build_tilde(b, edit->path);
	const char *repairs = str_join(b->mem, &edit->repairs, _("; "));

	if (edit->reads && edit->repairs.n)
		return arena_fmt(b->mem, _("Edit %s: %s; it reads %s"), path, repairs,
				 build_tilde(b, edit->reads));
	if (edit->reads)
		return arena_fmt(b->mem,
				 edit->existed ? _("Edit %s: it reads %s")
					       : _("Make %s, which reads %s"),
				 path, build_tilde(b, edit->reads));
	if (!edit->existed && edit->block)
		return arena_fmt(b->mem, _("Make %s, which puts on PATH: %s"), path,
				 folders_text(b));
	if (edit->block && edit->repairs.n)
		return arena_fmt(b->mem, _("Edit %s: %s; first on PATH: %s"), path, repairs,
				 folders_text(b));
	if (edit->block)
		return arena_fmt(b->mem, _("Edit %s: first on PATH: %s"), path, folders_text(b));
	return arena_fmt(b->mem, _("Edit %s: %s"), path, repairs);
}

static const char *why(struct builder *b, const struct file_edit *edit)
{
	if (str_equal(edit->id, "env.brew"))
		return _("brew reads its settings there.");
	if (str_equal(edit->id, EDIT_TOOLCHAIN))
		return _("go reads that line before anything else it does in this project.");
	if (edit->of_editor)
		return _(
			"The editor uses that setting before PATH, and it points to the wrong place.");
	if (edit->of_the_shell && !edit->block)
		return _("The shell stops at that line, or reads it in another way than it looks.");
	if (edit->repairs.n && !edit->block)
		return _("The line makes Go fail or do something else than you asked for.");
	if (is_env_file(b, edit))
		return _("Your start files read it: one place says where the tools are.");
	if (edit->shell < SHELL_N)
		return arena_fmt(
			b->mem,
			_("New %s shells read this file; without it they would not find the tools."),
			shell_name(edit->shell));
	return _("Go reads its settings there.");
}

static const char *file_folder(struct builder *b, const struct file_edit *edit)
{
	const char *folder = path_folder(b->mem, edit->target);
	const char *id = arena_fmt(b->mem, "folder.%s", edit->id);

	if (edit->existed || str_equal(folder, b->f->places.home))
		return NULL;
	/* A folder in it that this plan makes brings it along. */
	for (size_t i = 0; i < b->plan->steps.n; i++) {
		const struct step *step = &b->plan->steps.at[i];

		if (step->kind == &step_folder && path_is_within(step->folder.path, folder))
			return step->id;
	}
	return build_folder(b, id, folder, TOPIC_PATH);
}

/* After the tools: where one of them fails, no start file has been touched. */
static void need_tools(struct builder *b, struct step *step)
{
	for (size_t i = 0; i < b->plan->steps.n; i++) {
		const struct step *other = &b->plan->steps.at[i];

		if (other->kind->flags & STEP_BRINGS_TOOLS)
			build_need(b, step, other->id);
	}
}

static enum topic edit_topic(const struct file_edit *edit)
{
	if (str_equal(edit->id, "env.brew"))
		return TOPIC_HOMEBREW;
	if (str_equal(edit->id, EDIT_TOOLCHAIN))
		return TOPIC_PROJECT;
	return edit->block || edit->of_editor ? TOPIC_PATH : TOPIC_GOENV;
}

/* Written by renaming, as every editor that is careful does it: the other name keeps the old file. */
static void note_other_names(struct builder *b, const struct file_edit *edit)
{
	const struct start_file *file = edit->at;

	if (file && file->info.type == FILE_REGULAR && file->info.names > 1)
		build_note(
			b,
			_("%s has another name (a hard link), which keeps the file as it is now. Undo makes them one again."),
			build_tilde(b, edit->path));
}

static enum rc build_edit(struct builder *b, const struct file_edit *edit)
{
	const char *name = build_tilde(b, edit->path), *folder;
	struct step *step;
	enum rc rc;

	if (bytes_equal(edit->before, edit->after))
		return RC_OK;
	rc = check_text(b, edit);
	if (rc)
		return rc;
	folder = file_folder(b, edit);
	step = build_step(b, &step_edit, edit->id, edit_topic(edit), TOOL_N);
	step->edit = (struct edit_step){ .path = edit->path,
					 .target = edit->target,
					 .before = edit->before.n ? edit->before : BYTES(""),
					 .existed = edit->existed,
					 .after = edit->after,
					 .mode = edit->mode,
					 .shell = edit->shell,
					 .own = is_env_file(b, edit) };
	step->edit.diff =
		diff_unified(b->mem, edit->existed ? name : NULL, edit->before, name, edit->after);
	step->summary = summary(b, edit);
	step->why = why(b, edit);
	note_other_names(b, edit);
	if (folder)
		build_need(b, step, folder);
	if (edit->reads)
		build_need(b, step, path_name(edit->reads));
	need_tools(b, step);
	return RC_OK;
}

enum rc build_edits(struct builder *b, const struct edits *edits)
{
	enum rc rc = RC_OK;

	/* Before the files that read them. */
	for (size_t i = 0; !rc && i < edits->n; i++)
		if (is_env_file(b, &edits->at[i]))
			rc = build_edit(b, &edits->at[i]);
	for (size_t i = 0; !rc && i < edits->n; i++)
		if (!is_env_file(b, &edits->at[i]))
			rc = build_edit(b, &edits->at[i]);
	return rc;
}
