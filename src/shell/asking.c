/* Copies of start files, the proposed ones over the user's, in the scratch folder. */
#include "shell/asking.h"

#include <string.h>

#include "base/environment.h"
#include "base/i18n.h"
#include "shell/scratch.h"

const char *asking_proposed(const struct asking *a, const char *path)
{
	const char *below = a->overlay ? path_below(path, a->home.home) : NULL, *there;

	if (!below)
		return NULL;
	there = path_join(a->mem, a->overlay, below + (*below == '/'));
	return host_exists(a->host, there) ? there : NULL;
}

const char *asking_effective(const struct asking *a, const struct start_file *file)
{
	const char *proposed = file ? asking_proposed(a, file->path) : NULL;

	if (proposed)
		return proposed;
	return file && file->exists ? file->path : NULL;
}

enum rc asking_copy(const struct asking *a, const struct start_file *file, const char *name,
		    struct err *e)
{
	const char *proposed = asking_proposed(a, file->path);
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

enum rc asking_copy_config(const struct asking *a, const char *name, struct err *e)
{
	const char *folder = path_join(a->mem, "config", name);
	const char *const folders[] = { folder, "data", "cache" };
	const struct shell *shell = a->shell;
	enum rc rc = RC_OK;

	for (size_t i = 0; !rc && i < sizeof(folders) / sizeof(folders[0]); i++)
		rc = scratch_folder(a->mem, a->scratch, folders[i], e);
	if (rc)
		return rc;
	scratch_copy(a->mem, shell_kind(shell->id)->folder(a->mem, &a->home),
		     path_join(a->mem, a->scratch, folder));
	for (size_t i = 0; !rc && i < shell->files.n; i++)
		if (asking_proposed(a, shell->files.at[i].path))
			rc = asking_copy(a, &shell->files.at[i],
					 path_join(a->mem, folder, shell->files.at[i].name), e);
	return rc;
}

void asking_lead_to_config(const struct asking *a, struct names *env)
{
	static const struct {
		const char *name, *folder;
	} led[] = { { "XDG_CONFIG_HOME", "config" },
		    { "XDG_DATA_HOME", "data" },
		    { "XDG_CACHE_HOME", "cache" } };

	for (size_t i = 0; a->scratch && i < sizeof(led) / sizeof(led[0]); i++)
		environment_set(a->mem, env, led[i].name,
				path_join(a->mem, a->scratch, led[i].folder));
}

enum rc asking_prepare(struct asking *a, const char *tmp, struct err *e)
{
	const struct shell_kind *kind = shell_kind(a->shell->id);
	enum rc rc = RC_OK;

	if (a->host->captured || !kind->prepare || (!a->overlay && !kind->writes_at_start))
		return RC_OK;
	if (!a->scratch)
		rc = scratch_open(a->mem, tmp, &a->scratch, e);
	return rc ? rc : kind->prepare(a, e);
}

void asking_done(struct asking *a)
{
	if (a->scratch)
		scratch_remove(a->scratch);
	a->scratch = NULL;
}

const char *asking_at_prompt(struct arena *mem, const struct shell_kind *kind, enum shell_mode mode,
			     const char *commands)
{
	bool has_prompt = mode == MODE_LOGIN_INTERACTIVE || mode == MODE_INTERACTIVE;

	if (!has_prompt || !kind->prompt)
		return commands;
	return arena_fmt(mem, "%s\n%s", kind->prompt, commands);
}
