/* Which start files get goready's block, and where in them. */
#include "plan/build.h"
#include "shell/block.h"

#include <string.h>

#include "base/i18n.h"

static const char *file_name(const struct facts *f, enum shell_id shell,
			     const struct block_file *row)
{
	if (!str_equal(row->name, BLOCK_LOGIN_FILE))
		return row->name;
	return shell_kind(shell)->login_file(&f->shell.shells[shell], f->machine.os);
}

/* The file that blocks of this shell read holds the folders. false: it can be none, and the blocks hold
 * them themselves. */
static bool write_env_file(struct builder *b, struct edits *edits, enum shell_id shell)
{
	const char *block = shell_block_text(b->mem, shell, &b->folders, b->f->places.home);
	const char *why_not = NULL;
	struct file_edit *edit;

	if (!shell_kind(shell)->language->env_file)
		return false;
	edit = edits_env_file(b, edits, shell, &why_not);
	if (!edit)
		return false;
	if (edit->block)
		return true;
	edit->block = true;
	/* A damaged one is goready's own: it is written anew. */
	if (shell_block_put(b->mem, edit->before, edit->path, block, PLACE_END, &edit->after, NULL))
		edit->after = bytes_of(block);
	return true;
}

/* The shell whose syntax checks the file, and in whose syntax the block is. */
static enum rc put_block(struct builder *b, struct edits *edits, size_t at, enum shell_id shell,
			 enum block_place place, int placement)
{
	const char *home = b->f->places.home, *block;
	struct file_edit *edit;
	bool reads = !edits->at[at].block && write_env_file(b, edits, shell);
	enum rc rc = RC_OK;

	edit = &edits->at[at]; /* the list may have grown */
	if (edit->block)
		return RC_OK;
	edit->block = true;
	edit->reads = reads ? facts_env_path(b->mem, b->f, shell) : NULL;
	block = reads ? shell_block_reading(b->mem, shell, edit->reads, home)
		      : shell_block_text(b->mem, shell, &b->folders, home);
	if (placement > 0) /* not where it stands, but where it holds */
		rc = shell_block_take(b->mem, edit->after, build_tilde(b, edit->path), &edit->after,
				      b->e);
	if (rc)
		return rc;
	return shell_block_put(b->mem, edit->after, build_tilde(b, edit->path), block,
			       placement > 0 ? PLACE_END : place, &edit->after, b->e);
}

/* An earlier run put one there: it must not stay behind with other folders. */
static bool has_block(const struct start_file *file, const char *name)
{
	struct shell_block block;

	return file && (shell_block_find(file->content, name, &block, NULL) || block.found);
}

/* Would this file's own lines put another go (or protoc, ...) in front of ours again? */
static bool takes_back(const struct builder *b, const struct start_file *file)
{
	for (size_t i = 0; file && i < b->f->tools.n; i++) {
		const struct tool *t = &b->f->tools.at[i];
		const char *folder = path_folder(b->mem, t->path);

		if (t->id < TOOL_N && b->plan->tool_folder[t->id] &&
		    !str_equal(folder, b->plan->tool_folder[t->id]) &&
		    names_hold(&file->puts_first, folder))
			return true;
	}
	return false;
}

static bool row_applies(struct builder *b, enum shell_id shell, const struct block_file *row,
			int placement)
{
	const char *name = file_name(b->f, shell, row);
	const struct start_file *file = start_file_named(&b->f->shell.shells[shell], name);

	if (has_block(file, name))
		return true;
	if (row->from > placement)
		return takes_back(b, file);
	return !row->only_existing || placement >= 2 || (file && file->exists);
}

static bool is_no_file(const struct builder *b, enum shell_id shell, const char *name)
{
	const struct start_file *file = start_file_named(&b->f->shell.shells[shell], name);

	return file && file->info.type != FILE_NONE && !file->exists;
}

struct shell_blocks {
	int written, refused;
	const char *file, *why_not; /* of the last one refused */
	bool no_file;               /* it is a pipe, a folder, a link to nothing: no line fits in */
	bool one_is_enough;
};

static enum rc put_rows(struct builder *b, struct edits *edits, enum shell_id shell, int placement,
			struct shell_blocks *ret)
{
	const struct shell_kind *kind = shell_kind(shell);
	const struct block_file *row =
		b->f->machine.os == OS_DARWIN ? kind->mac_blocks : kind->linux_blocks;

	for (; row->name && !(ret->one_is_enough && ret->written); row++) {
		const char *name = file_name(b->f, shell, row);
		struct file_edit *edit;
		size_t at;
		enum rc rc;

		if (!row_applies(b, shell, row, placement))
			continue;
		edit = edits_start_file(b, edits, shell, name, &ret->why_not);
		if (!edit) {
			ret->refused++;
			ret->file = name;
			ret->no_file = is_no_file(b, shell, name);
			continue;
		}
		ret->written++;
		at = (size_t)(edit - edits->at);
		rc = put_block(b, edits, at, shell, row->place, placement);
		if (rc)
			return rc;
	}
	return RC_OK;
}

/* What goready may not write, a person must: the one line for it. */
static void note_by_hand(struct builder *b, enum shell_id shell, const struct shell_blocks *blocks)
{
	if (blocks->no_file) {
		build_note(
			b,
			_("~/%s cannot be changed (%s). Move it out of the way and start goready again: mv ~/%s ~/%s.old"),
			blocks->file, blocks->why_not, blocks->file, blocks->file);
		return;
	}
	build_note(
		b,
		_("~/%s cannot be changed (%s). Add this line to it by hand, or where its contents come from: %s"),
		blocks->file, blocks->why_not,
		shell_block_by_hand(b->mem, shell, &b->folders, b->f->places.home));
}

static enum rc put_shell(struct builder *b, struct edits *edits, enum shell_id shell, int placement,
			 int *refused)
{
	struct shell_blocks blocks = { 0 }, others = { 0 };
	enum rc rc = put_rows(b, edits, shell, placement, &blocks);

	if (rc)
		return rc;
	b->plan->shell[shell] = blocks.written > 0;
	*refused += blocks.refused;
	if (!blocks.refused)
		return RC_OK;
	note_by_hand(b, shell, &blocks);
	/* Another file of that shell, a new one if need be, serves at least interactive shells. */
	if (!blocks.written)
		rc = put_rows(b, edits, shell, 1, &others);
	others.one_is_enough = true;
	if (!rc && !blocks.written && !others.written)
		rc = put_rows(b, edits, shell, PLAN_PLACEMENTS - 1, &others);
	if (!rc && others.written)
		build_note(
			b,
			_("Until then %s finds the tools through another start file, which not every kind of start reads."),
			shell_name(shell));
	return rc;
}

/* Is a folder to come to PATH that is not there, or not in front? */
static bool is_to_come(const struct builder *b)
{
	tools_each (id)
		if (b->plan->tool_folder[id])
			return true;
	return b->extra.n > 0;
}

/* Nothing is put on PATH for tools that are found anyhow; but a shell that the user names gets what
 * goready's tools need, and a run that was cut off between two files goes on with the second. */
static bool blocks_needed(const struct builder *b)
{
	bool ours = false;

	if (!b->folders.n || is_to_come(b))
		return b->folders.n > 0;
	tools_each (id)
		ours = ours || (b->kept[id] && path_is_within(b->kept[id]->path, b->f->places.bin));
	return ours && (b->o->goes_on || (b->w->shells_chosen && !b->o->repair_only));
}

static bool any_file_changes(const struct edits *edits)
{
	for (size_t i = 0; i < edits->n; i++)
		if (!bytes_equal(edits->at[i].before, edits->at[i].after))
			return true;
	return false;
}

/* Where all blocks stand already and do not hold, an empty plan would never be rehearsed: they go on to
 * where they may. */
enum rc build_blocks(struct builder *b, struct edits *edits)
{
	int placement = b->o->placement, refused = 0;

	for (; blocks_needed(b) && !refused && placement < PLAN_PLACEMENTS; placement++) {
		for (size_t i = 0; i < edits->n; i++)
			edits->at[i].block = false;
		for (int s = 0; s < SHELL_N; s++) {
			enum rc rc = b->w->shell[s] ? put_shell(b, edits, (enum shell_id)s,
								placement, &refused)
						    : RC_OK;

			if (rc)
				return rc;
		}
		if (any_file_changes(edits) || b->plan->steps.n || !is_to_come(b))
			break;
	}
	return RC_OK;
}
