/*
 * What stands behind a version manager's shim. A shim is never started: its manager may download
 * what it does not have yet. The version is the one that the user's own settings choose for every
 * folder, else the only one that is installed; otherwise it depends on the folder one is in, and
 * stays unknown (asdf-vm.com/manage/configuration.html, mise.jdx.dev/configuration.html).
 */
#include "tool/tool.h"

#include <ctype.h>
#include <string.h>

#include "base/i18n.h"

enum { MOST_TEXT = 64 << 10 };

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

/* "golang 1.25.3 1.24.2" gives 1.25.3; go = "1.26", go = ["1.26"], go = { version = "1.26" } 1.26. */
static const char *version_in_line(const struct tool_look *look, const char *line, const char *kind)
{
	size_t n = strlen(kind);
	const char *rest;

	if (strncmp(line, kind, n) != 0 || !line[n] || !strchr(" \t=", line[n]))
		return NULL;
	rest = line + n + strspn(line + n, " \t");
	if (*rest == '=') {
		rest = strpbrk(rest, "\"'");
		rest = rest ? rest + 1 : "";
	}
	n = strcspn(rest, " \t\"'#");
	return n ? arena_strndup(look->mem, rest, n) : NULL;
}

static const char *version_in_file(const struct tool_look *look, const char *path, const char *kind)
{
	const char *found = NULL;
	struct bytes text, line;
	size_t at = 0;

	if (look->host->read(look->host, look->mem, path, MOST_TEXT, &text, NULL) != RC_OK)
		return NULL;
	while (!found && next_line(text, &at, &line))
		found = version_in_line(
			look, str_trim(look->mem, arena_strndup(look->mem, line.at, line.n)), kind);
	return found;
}

/* What holds for every folder that says nothing else. */
static const char *chosen_version(const struct tool_look *look, const char *kind)
{
	const char *const files[] = {
		path_join(look->mem, look->home, ".tool-versions"),
		path_join(look->mem, look->config, "mise/config.toml"),
		path_join(look->mem, look->config, "mise.toml"),
		path_join(look->mem, look->home, "mise.toml"),
		path_join(look->mem, look->home, ".mise.toml"),
	};
	bool go = str_equal(kind, "go") || str_equal(kind, "golang");
	const char *found =
		go ? look->host->getenv(look->host, str_equal(kind, "go") ? "MISE_GO_VERSION"
									  : "ASDF_GOLANG_VERSION")
		   : NULL;

	for (size_t i = 0; (!found || !*found) && i < sizeof(files) / sizeof(files[0]); i++) {
		found = version_in_file(look, files[i], kind);
		if (!found && go) /* mise reads asdf's names too */
			found = version_in_file(look, files[i],
						str_equal(kind, "go") ? "golang" : "go");
	}
	return found && *found ? found : NULL;
}

/* mise names some tools by where it gets them: "aqua-protocolbuffers-protobuf-protoc". */
static void add_longer_names(const struct tool_look *look, const char *installs, const char *name,
			     struct names *kinds)
{
	const char *end = arena_fmt(look->mem, "-%s", name);
	struct dir_entries entries = { 0 };

	if (look->host->list(look->host, look->mem, installs, &entries, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < entries.n; i++)
		if (entries.at[i].type == FILE_FOLDER && str_ends(entries.at[i].name, end))
			list_push(look->mem, kinds, entries.at[i].name);
}

static bool read_shim(const struct tool_look *look, const struct tool *t, struct bytes *ret)
{
	return t->binary.format == BINARY_SCRIPT &&
	       look->host->read(look->host, look->mem, t->path, MOST_TEXT, ret, NULL) == RC_OK;
}

/* "golang 1.26.0" of the next line "# asdf-plugin: golang 1.26.0"; NULL behind the last one. */
static const char *next_plugin(const struct tool_look *look, struct bytes shim, size_t *at)
{
	static const char mark[] = "# asdf-plugin: ";
	struct bytes line;

	while (next_line(shim, at, &line)) {
		const char *one = arena_strndup(look->mem, line.at, line.n);

		if (str_starts(one, mark))
			return one + strlen(mark);
	}
	return NULL;
}

static const char *name_of_plugin(const struct tool_look *look, const char *plugin)
{
	return arena_strndup(look->mem, plugin, strcspn(plugin, " "));
}

/* Its own name, asdf's name of Go's plugin, and those that an asdf shim names itself. */
static struct names kinds_of(const struct tool_look *look, const struct tool *t)
{
	struct names kinds = { 0 };
	struct bytes shim;
	const char *plugin;
	size_t at = 0;

	list_push(look->mem, &kinds, tool_name(t->id));
	if (t->id == TOOL_GO)
		list_push(look->mem, &kinds, "golang");
	else if (tool_kind_of(t->id)->delivery == DELIVERY_GO_INSTALL)
		list_push(look->mem, &kinds, "go");
	if (!read_shim(look, t, &shim))
		return kinds;
	while ((plugin = next_plugin(look, shim, &at))) {
		const char *one = name_of_plugin(look, plugin);

		if (!names_hold(&kinds, one))
			list_push(look->mem, &kinds, one);
	}
	return kinds;
}

/* "# asdf-plugin: golang 1.26.0": asdf starts what one of these versions installed, where it is the chosen one
 * (asdf-vm.com: shims). */
const char *shim_not_of_the_chosen_go(const struct tool_look *look, const struct tool *t)
{
	static const char go[] = "golang ";
	const char *chosen = chosen_version(look, "golang"), *shims = strstr(t->path, "/shims/");
	const char *plugin;
	struct bytes shim;
	bool any = false;

	if (!chosen || !shims ||
	    !host_is_folder(look->host, arena_fmt(look->mem, "%.*s/installs/golang/%s",
						  (int)(shims - t->path), t->path, chosen)) ||
	    !read_shim(look, t, &shim))
		return NULL;
	for (size_t at = 0; (plugin = next_plugin(look, shim, &at)); any = true)
		if (!str_starts(plugin, go) ||
		    str_equal(str_trim(look->mem, plugin + strlen(go)), chosen))
			return NULL;
	return any ? chosen : NULL;
}

/* False: nobody knows. */
static bool asdf_choice_in(const struct tool_look *look, const char *folder, const char *kind,
			   const char **ret)
{
	const char *file = path_join(look->mem, folder, ".tool-versions");
	struct file_info info = { 0 };

	if (look->host->stat(look->host, look->mem, file, &info, NULL) != RC_OK)
		return false;
	*ret = info.type == FILE_NONE ? NULL : version_in_file(look, file, kind);
	return true;
}

/* ASDF_PROTOC_VERSION, .tool-versions of the project or of a folder around it, that of the home folder (asdf-vm.com:
 * configuration). False: nobody knows. */
static bool asdf_choice(const struct tool_look *look, const char *kind, const char **ret)
{
	char *name = arena_strdup(look->mem, arena_fmt(look->mem, "ASDF_%s_VERSION", kind));

	for (char *at = name; *at; at++)
		*at = *at == '-' ? '_' : (char)toupper((unsigned char)*at);
	*ret = look->host->getenv(look->host, name);
	for (const char *at = look->project; !*ret && at && !str_equal(at, "/");
	     at = path_folder(look->mem, at))
		if (!asdf_choice_in(look, at, kind, ret))
			return false;
	return *ret || asdf_choice_in(look, look->home, kind, ret);
}

/* Not for links to what a person made, nor for what a capture does not tell of. */
static bool is_known_to_be_absent(const struct tool_look *look, const char *folder)
{
	struct file_info info = { 0 };

	return look->host->stat(look->host, look->mem, folder, &info, NULL) == RC_OK &&
	       info.type == FILE_NONE;
}

const char *shim_lacks_its_version(const struct tool_look *look, const struct tool *t)
{
	const char *shims = strstr(t->path, "/shims/"), *why = NULL, *plugin;
	struct bytes shim;

	if (!shims || !read_shim(look, t, &shim))
		return NULL;
	for (size_t at = 0; (plugin = next_plugin(look, shim, &at));) {
		const char *kind = name_of_plugin(look, plugin), *version;

		if (!asdf_choice(look, kind, &version))
			return NULL;
		if (!version)
			why = arena_fmt(look->mem,
					_("it is a shim, and no version of %s is chosen for it"),
					kind);
		else if (!is_known_to_be_absent(look, arena_fmt(look->mem, "%.*s/installs/%s/%s",
								(int)(shims - t->path), t->path,
								kind, version)) ||
			 strspn(version, "0123456789") == 0) /* "system", "path:..." */
			return NULL;
		else
			why = arena_fmt(
				look->mem,
				_("it is a shim, and %s %s, which is chosen for it, is not installed"),
				kind, version);
	}
	return why;
}

/* asdf: ROOT/installs/golang/VERSION/go/bin/go, and beside it what `go install` made; mise:
 * ROOT/installs/go/VERSION/bin/go. */
static const char *program_in(const struct tool_look *look, const char *tree, const char *name)
{
	static const char *const layouts[] = { "bin", "go/bin", "packages/bin" };

	for (size_t i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++) {
		const char *program = arena_fmt(look->mem, "%s/%s/%s", tree, layouts[i], name);

		if (host_is_file(look->host, program))
			return program;
	}
	return NULL;
}

/* goenv: ROOT/versions/VERSION/bin/go, chosen in ROOT/version (go-nv/goenv, COMMANDS.md). */
static const char *goenv_program(const struct tool_look *look, const struct tool *t,
				 const char *root, const char **ret_version)
{
	const char *versions = path_join(look->mem, root, "versions");
	const char *version = look->host->getenv(look->host, "GOENV_VERSION");

	if (!version || !*version)
		version = host_first_line(look->host, look->mem,
					  path_join(look->mem, root, "version"));
	if (!version || !host_is_folder(look->host, path_join(look->mem, versions, version)))
		version = only_folder(look, versions);
	*ret_version = version;
	return version ? program_in(look, path_join(look->mem, versions, version), tool_name(t->id))
		       : NULL;
}

const char *shim_program(const struct tool_look *look, const struct tool *t,
			 const char **ret_version)
{
	const char *shims = strstr(t->path, "/shims/"), *root;
	struct names kinds;

	if (!shims)
		return NULL;
	root = arena_strndup(look->mem, t->path, (size_t)(shims - t->path));
	if (strstr(path_name(root), "goenv")) /* ~/.goenv, or where GOENV_ROOT leads */
		return goenv_program(look, t, root, ret_version);
	kinds = kinds_of(look, t);
	add_longer_names(look, path_join(look->mem, root, "installs"), tool_name(t->id), &kinds);
	for (size_t i = 0; i < kinds.n; i++) {
		const char *installs = arena_fmt(look->mem, "%s/installs/%s", root, kinds.at[i]);
		const char *version = chosen_version(look, kinds.at[i]), *real;
		const char *program;

		if (!version ||
		    !host_is_folder(look->host, path_join(look->mem, installs, version)))
			version = only_folder(look, installs);
		if (!version)
			continue;
		program =
			program_in(look, path_join(look->mem, installs, version), tool_name(t->id));
		if (!program)
			continue;
		*ret_version = version;
		if (look->host->realpath(look->host, look->mem,
					 path_join(look->mem, installs, version), &real,
					 NULL) == RC_OK)
			*ret_version = path_name(real); /* "latest" is a link */
		return program;
	}
	return NULL;
}

bool tool_is_stand_in(const struct tool *t)
{
	return t->id == TOOL_GO && t->fault == FAULT_NONE && !t->windows && !t->version &&
	       !t->goroot && t->origin == ORIGIN_UNKNOWN &&
	       (strstr(t->path, "/shims/") ||
		(t->binary.go && !str_equal(t->binary.go->main, "cmd/go")));
}

bool tool_is_no_program(const struct tool *t)
{
	enum binary_format format = t->binary.format;

	return !t->version && !strstr(t->path, "/shims/") && !origin_stands_in(t->origin) &&
	       (format == BINARY_SCRIPT || format == BINARY_OTHER || format == BINARY_NONE);
}

void shim_look_behind(const struct tool_look *look, struct tool *t)
{
	const char *version, *program = shim_program(look, t, &version);
	struct binary b = { 0 };

	if (!program || look->host->binary(look->host, look->mem, program, &b, NULL) != RC_OK)
		return;
	t->binary = b;
	if (look->host->realpath(look->host, look->mem, program, &t->real_path, NULL) != RC_OK)
		t->real_path = program;
}
