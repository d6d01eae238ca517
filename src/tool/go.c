/* Go: the tree a go program belongs to, and whether that tree is whole. */
#include "tool/tool.h"

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
static const char *find_goroot(const struct tool_look *look, const struct tool *t)
{
	const char *folder;

	if (str_equal(t->real_path, "/usr/bin/snap") || str_starts(t->path, "/snap/bin/"))
		return "/snap/go/current";
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
	const char *arch = arch_name(t->binary.arch_n ? t->binary.archs[0] : look->userland);

	return arena_fmt(look->mem, "%s/pkg/tool/%s_%s/compile", t->goroot, os ? os : "linux",
			 arch ? arch : "amd64");
}

static void read_compiler(const struct tool_look *look, struct tool *t)
{
	const char *path = compiler_path(look, t);
	struct binary compiler = { 0 };

	if (!host_is_file(look->host, path)) {
		tool_set_fault(t, FAULT_BROKEN_TREE, path);
		return;
	}
	if (look->host->binary(look->host, look->mem, path, &compiler, NULL) == RC_OK &&
	    compiler.go)
		t->compiler_version = bare_version(look->mem, compiler.go->version);
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

static void describe(const struct tool_look *look, struct tool *t)
{
	const char *line;

	if (!t->real_path || t->fault == FAULT_FOLDER || t->fault == FAULT_DANGLING)
		return;
	shim_look_behind(look, t);
	t->goroot = find_goroot(look, t);
	if (!t->goroot) {
		if (t->binary.go && t->binary.go->main && !str_equal(t->binary.go->main, "cmd/go"))
			tool_set_fault(t, FAULT_FOREIGN, t->binary.go->main);
		else if (t->binary.go)
			t->version = bare_version(look->mem, t->binary.go->version);
		return;
	}
	if (str_equal(t->goroot, "/snap/go/current"))
		look_behind_snap(look, t);
	line = host_first_line(look->host, look->mem, path_join(look->mem, t->goroot, "VERSION"));
	t->tree_version = bare_version(look->mem, line);
	if (!t->tree_version)
		tool_set_fault(t, FAULT_BROKEN_TREE, path_join(look->mem, t->goroot, "VERSION"));
	read_compiler(look, t);
	compare_versions(look, t);
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
