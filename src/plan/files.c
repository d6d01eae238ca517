/* The files a plan may edit, each once, however many sides ask for it. */
#include "plan/build.h"

#include <string.h>

#include "base/i18n.h"

static struct file_edit *find_target(struct edits *edits, const char *target)
{
	for (size_t i = 0; i < edits->n; i++) {
		if (str_equal(edits->at[i].target, target))
			return &edits->at[i];
	}
	return NULL;
}

/* "shell.zshenv"; a shell's file that is goready's alone is "shell.fish". */
static const char *edit_id(struct arena *mem, const struct start_file *file)
{
	const struct shell_kind *kind = shell_kind(file->shell);
	const char *name = file->name;
	char *id;

	if (str_equal(name, kind->own_file))
		return arena_fmt(mem, "shell.%s", kind->name);
	id = arena_fmt(mem, "shell.%s", name[0] == '.' ? name + 1 : name);
	for (char *at = id; *at; at++) {
		if (*at == '/')
			*at = '-';
	}
	return id;
}

/* Two files of the same name (of two shells, in two folders) get two ids. */
static const char *unused_id(struct arena *mem, const struct edits *edits, const char *id)
{
	for (size_t i = 0; i < edits->n; i++) {
		if (str_equal(edits->at[i].id, id))
			return unused_id(mem, edits, arena_fmt(mem, "%s+", id));
	}
	return id;
}

static struct file_edit *add_start_file(struct builder *b, struct edits *edits,
					const struct start_file *file)
{
	const char *target = file->target ? file->target : file->path;
	struct file_edit *edit = find_target(edits, target);
	const char *id;

	if (edit)
		return edit;
	id = unused_id(b->mem, edits, edit_id(b->mem, file));
	edit = list_add(b->mem, edits);
	*edit = (struct file_edit){ .id = id,
				    .name = file->name,
				    .at = file,
				    .path = file->path,
				    .target = target,
				    .before = file->content,
				    .after = file->content,
				    .existed = file->exists,
				    .mode = 0644,
				    .shell = file->shell };
	return edit;
}

/* A file that facts did not list: it is not there. */
static const struct start_file *new_file(struct builder *b, enum shell_id shell, const char *name)
{
	struct start_file *file = ARENA_NEW(b->mem, struct start_file);
	struct shell_home home = facts_shell_home(b->f);
	const char *folder = shell_kind(shell)->folder(b->mem, &home);

	*file = (struct start_file){ .shell = shell,
				     .name = name,
				     .path = path_join(b->mem, folder, name),
				     .writable = true };
	return file;
}

static bool may_edit(const struct start_file *file, const char **ret_why_not)
{
	if (file->writable)
		return true;
	*ret_why_not = file->why_not ? file->why_not : _("it may not be written");
	return false;
}

struct file_edit *edits_start_file(struct builder *b, struct edits *edits, enum shell_id shell,
				   const char *name, const char **ret_why_not)
{
	const struct start_file *file = start_file_named(&b->f->shell.shells[shell], name);

	if (!file)
		file = new_file(b, shell, name);
	if (!may_edit(file, ret_why_not))
		return NULL;
	return add_start_file(b, edits, file);
}

/* A file of NAME=value lines that a tool reads: `go env -w`'s, brew.env. */
static struct file_edit *add_settings(struct builder *b, struct edits *edits,
				      const struct file_edit *new)
{
	struct file_edit *edit = find_target(edits, new->path);

	if (edit)
		return edit;
	edit = list_add(b->mem, edits);
	*edit = *new;
	edit->name = path_name(new->path);
	edit->target = new->path;
	edit->after = new->before;
	edit->shell = SHELL_N;
	return edit;
}

static struct file_edit *add_go_env(struct builder *b, struct edits *edits)
{
	const struct go_settings *go = &b->f->go;

	return add_settings(b, edits,
			    &(struct file_edit){ .id = "env.go",
						 .path = go->file,
						 .before = go->content,
						 .existed = go->file_exists,
						 .mode = 0600 });
}

static bool readable(const char *why_not, const char **ret_why_not)
{
	if (why_not)
		*ret_why_not = why_not;
	return !why_not;
}

struct file_edit *edits_env_file(struct builder *b, struct edits *edits, enum shell_id shell,
				 const char **ret_why_not)
{
	const char *path = facts_env_path(b->mem, b->f, shell);
	const struct env_file *env = facts_env_file(b->f, path);
	struct file_edit *edit;

	if (env && !readable(env->why_not, ret_why_not))
		return NULL;
	edit = add_settings(b, edits,
			    &(struct file_edit){ .id = path_name(path),
						 .path = path,
						 .before = env ? env->content : BYTES(""),
						 .existed = env && env->exists,
						 .mode = 0644 });
	edit->shell = shell; /* whose own check of the syntax it must pass */
	return edit;
}

static struct file_edit *add_brew_env(struct builder *b, struct edits *edits)
{
	const struct brew_facts *brew = &b->f->brew;

	return add_settings(b, edits,
			    &(struct file_edit){ .id = "env.brew",
						 .path = brew->env_file,
						 .before = brew->env_content,
						 .existed = brew->env_exists,
						 .mode = 0644 });
}

static const struct editor_file *editor_file_at(const struct facts *f, const char *path)
{
	for (size_t i = 0; i < f->editors.files.n; i++)
		if (str_equal(f->editors.files.at[i]->file.path, path))
			return f->editors.files.at[i];
	return NULL;
}

static struct file_edit *add_editor_file(struct builder *b, struct edits *edits,
					 const struct editor_file *of)
{
	const struct start_file *file = &of->file;
	const char *target = file->target ? file->target : file->path;
	struct file_edit *edit = find_target(edits, target);
	const char *id;

	if (edit)
		return edit;
	id = unused_id(b->mem, edits, of->id);
	edit = list_add(b->mem, edits);
	*edit = (struct file_edit){ .id = id,
				    .name = file->name,
				    .at = file,
				    .of_editor = true,
				    .path = file->path,
				    .target = target,
				    .before = file->content,
				    .after = file->content,
				    .existed = true,
				    .mode = file->mode,
				    .shell = SHELL_N };
	return edit;
}

struct file_edit *edits_path(struct builder *b, struct edits *edits, const char *path,
			     const char **ret_why_not)
{
	const struct editor_file *of_editor = editor_file_at(b->f, path);
	const struct start_file *file;

	if (of_editor)
		return may_edit(&of_editor->file, ret_why_not)
			       ? add_editor_file(b, edits, of_editor)
			       : NULL;
	if (b->f->go.file && str_equal(path, b->f->go.file))
		return readable(b->f->go.file_why_not, ret_why_not) ? add_go_env(b, edits) : NULL;
	if (b->f->brew.env_file && str_equal(path, b->f->brew.env_file))
		return readable(b->f->brew.env_why_not, ret_why_not) ? add_brew_env(b, edits)
								     : NULL;
	file = facts_start_file(b->f, path);
	if (file)
		return may_edit(file, ret_why_not) ? add_start_file(b, edits, file) : NULL;
	*ret_why_not = _("it is not one of your own start files");
	return NULL;
}
