/* Go: the tree a go program belongs to, and whether that tree is whole. */
#include "tool/tool.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"

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

static const char snap_tree[] = "/snap/go/current";

/* bin/go lies in its tree; a snap's command is a link to snap itself (snapd, "cmd/snap"). */
static const char *find_goroot(const struct tool_look *look, const struct tool *t)
{
	const char *folder;

	if (str_equal(t->real_path, "/usr/bin/snap") || str_starts(t->path, "/snap/bin/"))
		return snap_tree;
	folder = path_folder(look->mem, t->real_path);
	if (!str_equal(path_name(folder), "bin") || !str_equal(path_name(t->real_path), "go"))
		return NULL;
	folder = path_folder(look->mem, folder);
	if (host_is_file(look->host, path_join(look->mem, folder, "VERSION")) ||
	    host_is_folder(look->host, path_join(look->mem, folder, "pkg/tool")))
		return folder;
	return NULL;
}

/* /usr/bin/go of gccgo and wrappers belong to no tree: only what looks like a tree can be broken.
 */
static const char *compiler_path(const struct tool_look *look, const struct tool *t)
{
	const char *os = os_name(t->binary.os ? t->binary.os : look->os);
	/* a universal program runs as this machine's */
	bool here = !t->binary.arch_n || binary_runs_on(&t->binary, look->os, look->userland);
	const char *arch = arch_name(here ? look->userland : t->binary.archs[0]);

	return arena_fmt(look->mem, "%s/pkg/tool/%s_%s/compile", t->goroot, os ? os : "linux",
			 arch ? arch : "amd64");
}

static void read_compiler(const struct tool_look *look, struct tool *t)
{
	const char *path = compiler_path(look, t);
	struct binary compiler = { 0 };
	struct file_info info = { 0 };

	if (!host_is_file(look->host, path)) {
		tool_set_fault(t, FAULT_BROKEN_TREE, path);
		return;
	}
	/* unpacked by what keeps no modes; captured machines hold neither modes nor times */
	if (look->host->stat(look->host, look->mem, path, &info, NULL) == RC_OK && info.changed &&
	    !look->host->may(look->host, path, X_OK)) {
		tool_set_fault(t, FAULT_BROKEN_TREE, path);
		t->closed_tree = true;
	}
	if (look->host->binary(look->host, look->mem, path, &compiler, NULL) == RC_OK &&
	    compiler.go)
		t->compiler_version = bare_version(look->mem, compiler.go->version);
}

/* The standard library is compiled from its sources since 1.20: a tree without them builds nothing.
 * Captured machines hold neither sources nor times. */
static void look_for_library(const struct tool_look *look, struct tool *t)
{
	static const char *const parts[] = { "runtime", "fmt", "os", "net", "crypto", "internal" };
	const char *folder;
	struct file_info version = { 0 }, info = { 0 };
	struct host *h = look->host;

	if (!t->tree_version || version_compare(t->tree_version, "1.20") < 0 ||
	    h->stat(h, look->mem, path_join(look->mem, t->goroot, "VERSION"), &version, NULL) !=
		    RC_OK ||
	    !version.changed)
		return;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		folder = arena_fmt(look->mem, "%s/src/%s", t->goroot, parts[i]);
		if (h->stat(h, look->mem, folder, &info, NULL) == RC_OK && info.type == FILE_NONE)
			tool_set_fault(t, FAULT_BROKEN_TREE, folder);
	}
}

/* ---- files of an older release between those of this one ---- */

/* All files of a release have the time that VERSION's second line says ("time 2026-08-28T16:20:06Z";
 * cmd/distpack), and tar keeps it. */
static bool is_as_released(const struct tool_look *look, const char *version_file, int64_t changed)
{
	const time_t time = (time_t)changed;
	char line[64];
	struct bytes text;
	struct tm tm;

	if (!changed || !gmtime_r(&time, &tm) ||
	    !strftime(line, sizeof(line), "time %Y-%m-%dT%H:%M:%SZ", &tm) ||
	    look->host->read(look->host, look->mem, version_file, 4096, &text, NULL) != RC_OK)
		return false;
	return strstr(arena_strndup(look->mem, text.at, text.n), line) != NULL;
}

/* No build of the tree compiles it (go help packages). */
static bool is_passed_over(const char *name)
{
	return name[0] == '_' || name[0] == '.' || str_equal(name, "testdata") ||
	       str_ends(name, "_test.go");
}

/* A Go file in this folder or in those below it that is older than the release; NULL. */
static const char *older_file_in(const struct tool_look *look, const char *folder, int64_t released,
				 int depth)
{
	struct host *h = look->host;
	struct dir_entries entries = { 0 };
	const char *found = NULL;

	if (h->list(h, look->mem, folder, &entries, NULL) != RC_OK)
		return NULL;
	for (size_t i = 0; !found && i < entries.n; i++) {
		const char *path = path_join(look->mem, folder, entries.at[i].name);
		struct file_info info = { 0 };

		if (is_passed_over(entries.at[i].name))
			continue;
		if (entries.at[i].type == FILE_FOLDER && depth > 0)
			found = older_file_in(look, path, released, depth - 1);
		else if (str_ends(entries.at[i].name, ".go") &&
			 h->lstat(h, look->mem, path, &info, NULL) == RC_OK && info.changed &&
			 info.changed < released)
			found = path;
	}
	return found;
}

/* The runtime is where a file too many breaks every build; and it changes with each release. Only a tree
 * that tar unpacked tells: others have the time at which they were copied. */
static void look_for_older_files(const struct tool_look *look, struct tool *t)
{
	const char *version_file = path_join(look->mem, t->goroot, "VERSION"), *older;
	struct file_info info = { 0 };

	if (path_is_within(t->real_path, look->trees) || t->fault != FAULT_NONE ||
	    look->host->stat(look->host, look->mem, version_file, &info, NULL) != RC_OK ||
	    !is_as_released(look, version_file, info.changed))
		return;
	older = older_file_in(look, path_join(look->mem, t->goroot, "src/runtime"), info.changed,
			      3);
	if (older)
		tool_set_fault(t, FAULT_MIXED_TREE, older);
}

static bool differ(const char *a, const char *b)
{
	return a && b && !str_equal(a, b);
}

/* A tree unpacked over an older one: VERSION, go and compile no longer agree. */
static void compare_versions(const struct tool_look *look, struct tool *t)
{
	const char *built = t->binary.go ? bare_version(look->mem, t->binary.go->version) : NULL;

	if (differ(t->tree_version, t->compiler_version))
		tool_set_fault(t, FAULT_MIXED_TREE,
			       arena_fmt(look->mem, "VERSION %s, compile %s", t->tree_version,
					 t->compiler_version));
	else if (differ(t->tree_version, built))
		tool_set_fault(t, FAULT_MIXED_TREE,
			       arena_fmt(look->mem, "VERSION %s, go %s", t->tree_version, built));
	t->version = built ? built : t->tree_version;
}

/* Releases before 1.25 brought these ready made, and newer ones have none (its release notes, "Tools"): those of a tree
 * that a newer one was unpacked over stay. */
static void look_for_older_tools(const struct tool_look *look, struct tool *t)
{
	static const char *const tools[] = { "addr2line", "nm", "pprof" };
	const char *folder = path_folder(look->mem, compiler_path(look, t));

	for (size_t i = 0; i < sizeof(tools) / sizeof(tools[0]) && t->fault == FAULT_NONE; i++) {
		const char *path = path_join(look->mem, folder, tools[i]);
		struct binary b = { 0 };

		if (look->host->binary(look->host, look->mem, path, &b, NULL) == RC_OK && b.go &&
		    version_compare(bare_version(look->mem, b.go->version), t->tree_version) < 0)
			tool_set_fault(t, FAULT_MIXED_TREE, path);
	}
}

/* The real program of a snap: what /snap/bin/go starts in the end. */
static void look_behind_snap(const struct tool_look *look, struct tool *t)
{
	const char *real = path_join(look->mem, t->goroot, "bin/go");
	struct binary b = { 0 };

	if (str_equal(t->real_path, real) || !host_is_file(look->host, real))
		return;
	if (look->host->binary(look->host, look->mem, real, &b, NULL) != RC_OK)
		return;
	t->binary = b;
	t->real_path = real;
}

/* golang.org/dl/go1.24.0: it starts the tree that `go1.24.0 download` unpacks into ~/sdk. */
static bool is_release_wrapper(const struct tool_look *look, struct tool *t)
{
	static const char modules[] = "golang.org/dl/";
	const char *name, *tree;

	if (!t->binary.go || !t->binary.go->main || !str_starts(t->binary.go->main, modules))
		return false;
	name = t->binary.go->main + strlen(modules);
	tree = arena_fmt(look->mem, "%s/sdk/%s", look->home, name);
	if (host_exists(look->host, path_join(look->mem, tree, "bin/go")))
		t->version = bare_version(look->mem, name);
	else
		tool_set_fault(t, FAULT_CANNOT_RUN,
			       arena_fmt(look->mem, _("it starts %s, which does not exist"), tree));
	return true;
}

static void describe(const struct tool_look *look, struct tool *t)
{
	const char *line;

	if (!t->real_path || t->fault == FAULT_FOLDER || t->fault == FAULT_DANGLING)
		return;
	shim_look_behind(look, t);
	tool_look_whether_empty(look, t);
	/* a text without #!: a shell may run it, and gopls, make and editors cannot (execve(2): ENOEXEC) */
	if (t->fault == FAULT_NONE && t->binary.format == BINARY_OTHER)
		tool_set_fault(t, FAULT_CANNOT_RUN, _("the file is empty, or holds no program"));
	t->goroot = find_goroot(look, t);
	if (!t->goroot && is_release_wrapper(look, t))
		return;
	if (!t->goroot) {
		if (t->binary.go && t->binary.go->main && !str_equal(t->binary.go->main, "cmd/go"))
			tool_set_fault(t, FAULT_FOREIGN, t->binary.go->main);
		else if (t->binary.go)
			t->version = bare_version(look->mem, t->binary.go->version);
		/* A copy of bin/go alone: it finds neither compiler nor library. */
		if (t->binary.go && str_equal(t->binary.go->main, "cmd/go"))
			tool_set_fault(t, FAULT_BROKEN_TREE, NULL);
		return;
	}
	if (str_equal(t->goroot, snap_tree) && !host_exists(look->host, snap_tree)) {
		t->goroot = NULL; /* a container's: snap is there, and starts nothing */
		tool_set_fault(
			t, FAULT_CANNOT_RUN,
			arena_fmt(look->mem, _("it starts %s, which does not exist"), snap_tree));
		return;
	}
	if (str_equal(t->goroot, snap_tree))
		look_behind_snap(look, t);
	line = host_first_line(look->host, look->mem, path_join(look->mem, t->goroot, "VERSION"));
	t->tree_version = bare_version(look->mem, line);
	if (!t->tree_version)
		tool_set_fault(t, FAULT_BROKEN_TREE, path_join(look->mem, t->goroot, "VERSION"));
	read_compiler(look, t);
	look_for_library(look, t);
	compare_versions(look, t);
	look_for_older_tools(look, t);
	look_for_older_files(look, t);
}

/* ---- its releases ---- */

/* Go's archives for 32-bit ARM are built for ARMv6 and named so (go.dev/dl). */
static const char *go_file_arch(enum arch arch)
{
	return arch == ARCH_ARM ? "armv6l" : arch_name(arch);
}

static void pin(struct arena *mem, const char *version, enum os os, enum arch arch,
		struct release_files *p)
{
	if (!os_name(os) || !arch_name(arch))
		return;
	p->archive.file =
		arena_fmt(mem, "go%s.%s-%s.tar.gz", version, os_name(os), go_file_arch(arch));
	p->archive.unpack = "tar.gz";
	p->archive.prefix = "go/";
	p->module.file =
		arena_fmt(mem, "v0.0.1-go%s.%s-%s.zip", version, os_name(os), arch_name(arch));
	p->module.unpack = "go-module";
	p->module.prefix = arena_fmt(mem, "golang.org/toolchain@v0.0.1-go%s.%s-%s/", version,
				     os_name(os), arch_name(arch));
}

static const char *const beside_go[] = { "gofmt", NULL };

/* Go's archives are all about as large as go1.27.1.darwin-arm64.tar.gz (go.dev/dl); Go 1.27.2's
 * module zip of 76 MB holds 253 MB, its tar.gz of 67 MB about the same. */
const struct tool_kind go_kinds[] = {
	{
		.name = "go",
		.title = "Go",
		.topic = TOPIC_GO,
		.step = "go",
		.profile = "go",
		.delivery = DELIVERY_RELEASE,
		.formula = "go",
		.sources = 1u << SOURCE_GOPROXY,
		.programs = beside_go,
		.pin = pin,
		.sizes = { .download = 68100347, .unpacked = 260000000, .disk = 350000000 },
		.describe = describe,
	},
	{ 0 },
};
