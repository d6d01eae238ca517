/*
 * What stands behind a version manager's shim. A shim is never started: its manager may download
 * what it does not have yet. Where only one version is installed, that is the one; with several,
 * which one counts depends on the folder one is in, and it stays unknown.
 */
#include "tool/tool.h"

#include <string.h>

/* The one folder in `folder`; mise keeps links ("latest", "1.22") beside it. */
static const char *only_folder(const struct tool_look *look, const char *folder)
{
	struct dir_entries entries = { 0 };
	const char *only = NULL;

	if (look->host->list(look->host, look->mem, folder, &entries, NULL) != RC_OK)
		return NULL;
	for (size_t i = 0; i < entries.n; i++) {
		if (entries.at[i].type != FILE_FOLDER || entries.at[i].name[0] == '.')
			continue;
		if (only)
			return NULL;
		only = entries.at[i].name;
	}
	return only;
}

/* asdf: ROOT/installs/golang/VERSION/go/bin/go; mise: ROOT/installs/go/VERSION/bin/go. */
const char *shim_program(const struct tool_look *look, const struct tool *t,
			 const char **ret_version)
{
	const char *shims = strstr(t->path, "/shims/");
	const char *name = tool_name(t->id);
	const char *kinds[] = { name, t->id == TOOL_GO ? "golang" : name }; /* asdf's plugins */
	static const char *const layouts[] = { "bin", "go/bin" };

	for (size_t i = 0; shims && i < 2; i++) {
		const char *root = arena_strndup(look->mem, t->path, (size_t)(shims - t->path));
		const char *installs = arena_fmt(look->mem, "%s/installs/%s", root, kinds[i]);
		const char *version = only_folder(look, installs);

		for (size_t k = 0; version && k < 2; k++) {
			const char *program = arena_fmt(look->mem, "%s/%s/%s/%s", installs, version,
							layouts[k], name);

			if (!host_is_file(look->host, program))
				continue;
			*ret_version = version;
			return program;
		}
	}
	return NULL;
}
