/* Copies of start files, the proposed ones over the user's, in the scratch folder. */
#include "facts/asking.h"

#include "base/i18n.h"
#include "shell/scratch.h"

static enum rc copy_file(const struct asking *a, const struct start_file *file, const char *name,
			 struct err *e)
{
	const char *proposed = overlay_path(a, file->path);
	struct bytes content = file->content;
	enum rc rc;

	if (!proposed && !file->exists)
		return RC_OK;
	if (proposed) {
		rc = a->host->read(a->host, a->mem, proposed, 4 << 20, &content, e);
		if (rc)
			return err_while(e, _("rehearsing %s"), file->path);
	}
	return scratch_write(a->mem, a->scratch, name, content, e);
}

/* fish: the user's whole folder (functions, variables), the proposed files over it. */
static enum rc prepare_fish(const struct asking *a, const struct shell *fish, struct err *e)
{
	static const char *const folders[] = { "config/fish", "data", "cache" };
	enum rc rc = RC_OK;

	for (size_t i = 0; !rc && i < 3; i++)
		rc = scratch_folder(a->mem, a->scratch, folders[i], e);
	if (rc)
		return rc;
	scratch_copy(a->mem, path_join(a->mem, a->f->places.config, "fish"),
		     path_join(a->mem, a->scratch, "config/fish"));
	for (size_t i = 0; !rc && i < fish->files.n; i++)
		if (overlay_path(a, fish->files.at[i].path))
			rc = copy_file(a, &fish->files.at[i],
				       path_join(a->mem, "config/fish", fish->files.at[i].name), e);
	return rc;
}

/* Links to what else lies beside the start files: .zcompdump, .zprezto, plugins, .p10k.zsh. */
static void link_others(const struct asking *a)
{
	const char *from = a->f->places.zdotdir;
	bool home = str_equal(from, a->f->places.home);
	const char *to = path_join(a->mem, a->scratch, "zsh");
	struct dir_entries entries = { 0 };

	if (a->host->list(a->host, a->mem, from, &entries, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < entries.n; i++) {
		const char *name = entries.at[i].name;

		if (!home || str_starts(name, ".z") || str_starts(name, ".p10k"))
			scratch_link(a->mem, to, name, path_join(a->mem, from, name));
	}
}

static enum rc prepare_zsh(const struct asking *a, const struct shell *zsh, struct err *e)
{
	enum rc rc = scratch_folder(a->mem, a->scratch, "zsh", e);

	for (size_t i = 0; !rc && i < zsh->files.n; i++)
		rc = copy_file(a, &zsh->files.at[i],
			       path_join(a->mem, "zsh", zsh->files.at[i].name), e);
	if (!rc)
		link_others(a);
	return rc;
}

enum rc prepare_copies(struct asking *a, struct err *e)
{
	const struct shell *zsh = &a->f->shell.shells[SHELL_ZSH];
	const struct shell *fish = &a->f->shell.shells[SHELL_FISH];
	enum rc rc;

	if (a->host->captured)
		return RC_OK;
	rc = scratch_open(a->mem, a->f->places.tmp, &a->scratch, e);
	if (!rc && fish->installed)
		rc = prepare_fish(a, fish, e);
	if (!rc && zsh->installed && a->overlay)
		rc = prepare_zsh(a, zsh, e);
	return rc;
}
