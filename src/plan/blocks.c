/* Which start files get goready's block, and where in them. */
#include "plan/build.h"
#include "shell/block.h"

#include <string.h>

#include "base/i18n.h"

/*
 * bash(1), zsh(1) STARTUP/SHUTDOWN FILES, fish's conf.d. On Linux .zshenv serves every zsh. On
 * macOS /etc/zprofile runs path_helper after it and moves the system's folders to the front, so the
 * block goes into .zprofile there. Placement 1 and 2 are for files whose later lines take PATH
 * back.
 */
struct place_row {
	enum shell_id shell;
	const char *name;   /* "(login)": the one file a bash login shell reads */
	int from;           /* the placement from which on it gets a block */
	bool only_existing; /* below placement 2 */
	enum block_place place;
};

static const struct place_row linux_rows[] = {
	{ SHELL_ZSH, ".zshenv", 0, false, PLACE_END },
	{ SHELL_ZSH, ".zprofile", 1, true, PLACE_END },
	{ SHELL_ZSH, ".zshrc", 1, true, PLACE_END },
	{ SHELL_ZSH, ".zlogin", 1, true, PLACE_END },
	{ SHELL_BASH, ".bashrc", 0, false, PLACE_ABOVE_EARLY_RETURN },
	{ SHELL_BASH, "(login)", 0, false, PLACE_END },
	{ SHELL_SH, ".profile", 0, false, PLACE_END },
	{ SHELL_FISH, "conf.d/goready.fish", 0, false, PLACE_END },
	{ SHELL_FISH, "config.fish", 1, true, PLACE_END },
};
static const struct place_row darwin_rows[] = {
	{ SHELL_ZSH, ".zprofile", 0, false, PLACE_END },
	{ SHELL_ZSH, ".zshrc", 1, true, PLACE_END },
	{ SHELL_ZSH, ".zlogin", 1, true, PLACE_END },
	{ SHELL_BASH, "(login)", 0, false, PLACE_END },
	{ SHELL_BASH, ".bashrc", 1, false, PLACE_ABOVE_EARLY_RETURN },
	{ SHELL_SH, ".profile", 0, false, PLACE_END },
	{ SHELL_FISH, "conf.d/goready.fish", 0, false, PLACE_END },
	{ SHELL_FISH, "config.fish", 1, true, PLACE_END },
};

static bool file_exists(const struct facts *f, enum shell_id shell, const char *name)
{
	const struct shell *at = &f->shell.shells[shell];

	for (size_t i = 0; i < at->files.n; i++) {
		if (str_equal(at->files.at[i].name, name))
			return at->files.at[i].exists;
	}
	return false;
}

/* The first there is; a new .bash_profile would hide a .profile, so never that one on Linux. */
static const char *bash_login_file(const struct facts *f)
{
	static const char *const names[] = { ".bash_profile", ".bash_login", ".profile" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (file_exists(f, SHELL_BASH, names[i]))
			return names[i];
	}
	return f->machine.os == OS_DARWIN ? ".bash_profile" : ".profile";
}

static const char *row_name(const struct facts *f, const struct place_row *row)
{
	return str_equal(row->name, "(login)") ? bash_login_file(f) : row->name;
}

/* The shell whose syntax checks the file, and in whose syntax the block is. */
static enum rc put_block(struct builder *b, struct file_edit *edit, const struct place_row *row,
			 int placement)
{
	const char *block = shell_block_text(b->mem, row->shell, &b->folders, b->f->places.home);
	enum block_place place = placement > 0 ? PLACE_END : row->place;
	enum rc rc = RC_OK;

	if (edit->block)
		return RC_OK;
	edit->block = true;
	if (placement > 0) /* not where it stands, but where it holds */
		rc = shell_block_take(b->mem, edit->after, build_tilde(b, edit->path), &edit->after,
				      b->e);
	if (rc)
		return rc;
	return shell_block_put(b->mem, edit->after, build_tilde(b, edit->path), block, place,
			       &edit->after, b->e);
}

/* An earlier run put one there: it must not stay behind with other folders. */
static bool has_block(const struct facts *f, enum shell_id shell, const char *name)
{
	const struct shell *at = &f->shell.shells[shell];
	struct shell_block block;

	for (size_t i = 0; i < at->files.n; i++) {
		const struct start_file *file = &at->files.at[i];

		if (str_equal(file->name, name))
			return shell_block_find(file->content, name, &block, NULL) || block.found;
	}
	return false;
}

/* Would this file's own lines put another go (or protoc, ...) in front of ours again? */
static bool takes_back(const struct builder *b, enum shell_id shell, const char *name)
{
	const struct shell *at = &b->f->shell.shells[shell];

	for (size_t i = 0; i < at->files.n; i++) {
		const struct start_file *file = &at->files.at[i];

		for (size_t k = 0; k < b->f->tools.n && str_equal(file->name, name); k++) {
			const struct tool *t = &b->f->tools.at[k];
			const char *folder = path_folder(b->mem, t->path);

			if (t->id < TOOL_N && b->plan->tool_folder[t->id] &&
			    !str_equal(folder, b->plan->tool_folder[t->id]) &&
			    names_hold(&file->puts_first, folder))
				return true;
		}
	}
	return false;
}

static bool row_applies(struct builder *b, const struct place_row *row, int placement)
{
	const char *name = row_name(b->f, row);

	if (has_block(b->f, row->shell, name))
		return true;
	if (row->from > placement)
		return takes_back(b, row->shell, name);
	return !row->only_existing || placement >= 2 || file_exists(b->f, row->shell, name);
}

struct shell_blocks {
	int written, refused;
	const char *file, *why_not; /* of the last one refused */
};

static enum rc put_rows(struct builder *b, struct edits *edits, enum shell_id shell, int placement,
			struct shell_blocks *ret)
{
	bool darwin = b->f->machine.os == OS_DARWIN;
	const struct place_row *rows = darwin ? darwin_rows : linux_rows;
	size_t n = darwin ? sizeof(darwin_rows) / sizeof(darwin_rows[0])
			  : sizeof(linux_rows) / sizeof(linux_rows[0]);

	for (size_t i = 0; i < n; i++) {
		struct file_edit *edit;
		enum rc rc;

		if (rows[i].shell != shell || !row_applies(b, &rows[i], placement))
			continue;
		edit = edits_start_file(b, edits, shell, row_name(b->f, &rows[i]), &ret->why_not);
		if (!edit) {
			ret->refused++;
			ret->file = row_name(b->f, &rows[i]);
			continue;
		}
		ret->written++;
		rc = put_block(b, edit, &rows[i], placement);
		if (rc)
			return rc;
	}
	return RC_OK;
}

/* What goready may not write, a person must: the one line for it. */
static void note_by_hand(struct builder *b, enum shell_id shell, const struct shell_blocks *blocks)
{
	build_note(
		b,
		_("~/%s cannot be changed (%s). Add this line to it by hand, or where its contents come from: %s"),
		blocks->file, blocks->why_not,
		shell_block_by_hand(b->mem, shell, &b->folders, b->f->places.home));
}

static enum rc put_shell(struct builder *b, struct edits *edits, enum shell_id shell)
{
	struct shell_blocks blocks = { 0 }, others = { 0 };
	enum rc rc = put_rows(b, edits, shell, b->o->placement, &blocks);

	if (rc)
		return rc;
	b->plan->shell[shell] = blocks.written > 0;
	if (!blocks.refused)
		return RC_OK;
	note_by_hand(b, shell, &blocks);
	/* Another file of that shell, if there is one, serves at least interactive shells. */
	if (!blocks.written)
		rc = put_rows(b, edits, shell, 1, &others);
	if (!rc && others.written)
		build_note(
			b,
			_("Until then %s finds the tools through another start file, which not every kind of start reads."),
			shell_name(shell));
	return rc;
}

/* Nothing is put on PATH for tools that are found anyhow; but a shell that the user names gets what
 * goready's tools need. */
static bool blocks_needed(const struct builder *b)
{
	bool ours = false;

	if (!b->folders.n || b->extra.n)
		return b->folders.n > 0;
	for (int id = 0; id < TOOL_N; id++) {
		const struct tool *kept = b->kept[id];

		if (b->plan->tool_folder[id])
			return true;
		ours = ours || (kept && path_is_within(kept->path, b->f->places.bin));
	}
	return ours && b->w->shells_chosen && !b->o->repair_only;
}

enum rc build_blocks(struct builder *b, struct edits *edits)
{
	if (!blocks_needed(b))
		return RC_OK;
	for (int s = 0; s < SHELL_N; s++) {
		enum rc rc = b->w->shell[s] ? put_shell(b, edits, (enum shell_id)s) : RC_OK;

		if (rc)
			return rc;
	}
	return RC_OK;
}
