/* Go: the tree a go program belongs to, and whether that tree is whole. */
#include "facts/gather.h"

#include <string.h>

/* "go1.26.8" -> "1.26.8"; experiments after a blank ("go1.26.8 X:jsonv2") are left out. */
static const char *bare_version(struct arena *mem, const char *text)
{
	if (!text)
		return NULL;
	if (str_starts(text, "go"))
		text += 2;
	if (str_starts(text, "devel"))
		return text;
	return arena_strndup(mem, text, strcspn(text, " "));
}

/* bin/go lies in its tree; a snap's command is a link to snap itself (snapd, "cmd/snap"). */
static const char *find_goroot(struct gather *g, const struct tool *t)
{
	const char *folder;

	if (str_equal(t->real_path, "/usr/bin/snap") || str_starts(t->path, "/snap/bin/"))
		return "/snap/go/current";
	folder = path_folder(g->mem, t->real_path);
	if (!str_equal(path_name(folder), "bin") || !str_equal(path_name(t->real_path), "go"))
		return NULL;
	folder = path_folder(g->mem, folder);
	if (gather_is_file(g, path_join(g->mem, folder, "VERSION")) ||
	    host_is_folder(g->host, path_join(g->mem, folder, "pkg/tool")))
		return folder;
	return NULL;
}

/* /usr/bin/go of gccgo and wrappers belong to no tree: only what looks like a tree can be broken.
 */
static const char *compiler_path(struct gather *g, const struct tool *t)
{
	const char *os = os_name(t->binary.os ? t->binary.os : g->f->machine.os);
	const char *arch =
		arch_name(t->binary.arch_n ? t->binary.archs[0] : g->f->machine.userland);

	return arena_fmt(g->mem, "%s/pkg/tool/%s_%s/compile", t->goroot, os ? os : "linux",
			 arch ? arch : "amd64");
}

static void set_fault(struct tool *t, enum tool_fault fault, const char *detail)
{
	if (t->fault != FAULT_NONE)
		return;
	t->fault = fault;
	t->fault_detail = detail;
}

static void read_compiler(struct gather *g, struct tool *t)
{
	const char *path = compiler_path(g, t);
	struct binary compiler = { 0 };

	if (!gather_is_file(g, path)) {
		set_fault(t, FAULT_BROKEN_TREE, path);
		return;
	}
	if (g->host->binary(g->host, g->mem, path, &compiler, NULL) == RC_OK && compiler.go)
		t->compiler_version = bare_version(g->mem, compiler.go->version);
}

static bool differ(const char *a, const char *b)
{
	return a && b && !str_equal(a, b);
}

/* A tree unpacked over an older one: VERSION, go and compile no longer agree. */
static void compare_versions(struct gather *g, struct tool *t)
{
	const char *built = t->binary.go ? bare_version(g->mem, t->binary.go->version) : NULL;

	if (differ(t->tree_version, t->compiler_version))
		set_fault(t, FAULT_MIXED_TREE,
			  arena_fmt(g->mem, "VERSION %s, compile %s", t->tree_version,
				    t->compiler_version));
	else if (differ(t->tree_version, built))
		set_fault(t, FAULT_MIXED_TREE,
			  arena_fmt(g->mem, "VERSION %s, go %s", t->tree_version, built));
	t->version = built ? built : t->tree_version;
}

/* The real program of a snap: what /snap/bin/go starts in the end. */
static void look_behind_snap(struct gather *g, struct tool *t)
{
	const char *real = path_join(g->mem, t->goroot, "bin/go");
	struct binary b = { 0 };

	if (str_equal(t->real_path, real) || !gather_is_file(g, real))
		return;
	if (g->host->binary(g->host, g->mem, real, &b, NULL) != RC_OK)
		return;
	t->binary = b;
	t->real_path = real;
}

static void look_behind_shim(struct gather *g, struct tool *t)
{
	const char *version, *program = shim_program(g, t, &version);
	struct binary b = { 0 };

	if (!program || g->host->binary(g->host, g->mem, program, &b, NULL) != RC_OK)
		return;
	t->binary = b;
	t->real_path = program;
}

void golang_describe(struct gather *g, struct tool *t)
{
	const char *line;

	if (!t->real_path || t->fault == FAULT_FOLDER || t->fault == FAULT_DANGLING)
		return;
	look_behind_shim(g, t);
	t->goroot = find_goroot(g, t);
	if (!t->goroot) {
		if (t->binary.go && t->binary.go->main && !str_equal(t->binary.go->main, "cmd/go"))
			set_fault(t, FAULT_FOREIGN, t->binary.go->main);
		else if (t->binary.go)
			t->version = bare_version(g->mem, t->binary.go->version);
		return;
	}
	if (str_equal(t->goroot, "/snap/go/current"))
		look_behind_snap(g, t);
	line = gather_first_line(g, path_join(g->mem, t->goroot, "VERSION"));
	t->tree_version = bare_version(g->mem, line);
	if (!t->tree_version)
		set_fault(t, FAULT_BROKEN_TREE, path_join(g->mem, t->goroot, "VERSION"));
	read_compiler(g, t);
	compare_versions(g, t);
}

/* ---- the Go bin folder ---- */

static const char *absolute_setting(const struct gather *g, const char *name)
{
	const char *value = facts_setting_value(g->f, name);

	return value && value[0] == '/' ? value : NULL;
}

struct names golang_bin_folders(const struct gather *g)
{
	struct names parts = str_split(g->mem, facts_setting_value(g->f, "GOPATH"), ':');
	struct names found = { 0 };

	list_push(g->mem, &found, g->f->places.go_bin);
	for (size_t i = 0; i < parts.n; i++)
		if (parts.at[i][0] == '/')
			list_push(g->mem, &found, path_join(g->mem, parts.at[i], "bin"));
	list_push(g->mem, &found, path_join(g->mem, g->f->places.home, "go/bin"));
	return found;
}

/* GOBIN, else the first of GOPATH; values go itself refuses (relative, ~) count as unset. */
void golang_find_bin(struct gather *g)
{
	const char *gobin = absolute_setting(g, "GOBIN");
	const char *gopath = absolute_setting(g, "GOPATH");

	if (gobin && !strchr(gobin, ':'))
		g->f->places.go_bin = path_bare(g->mem, gobin);
	else if (gopath)
		g->f->places.go_bin = path_join(
			g->mem, path_bare(g->mem, str_split(g->mem, gopath, ':').at[0]), "bin");
	else
		g->f->places.go_bin = path_join(g->mem, g->f->places.home, "go/bin");
}
