/* protoc: its version and its .proto files, and what its releases are called. */
#include "tool/tool.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

/* protoc looks at its real path: there, in include there, in ../include (protobuf
 * command_line_interface.cc, AddDefaultProtoPaths). */
static const char *find_includes(const struct tool_look *look, const char *real_path)
{
	const char *folder = path_folder(look->mem, real_path);
	const char *places[] = { folder, path_join(look->mem, folder, "include"),
				 path_join(look->mem, path_folder(look->mem, folder), "include") };

	for (size_t i = 0; i < 3; i++)
		if (host_is_file(look->host, path_join(look->mem, places[i],
						       "google/protobuf/descriptor.proto")))
			return places[i];
	return NULL;
}

/* A copy of some of the files: a time says that it is one of this machine, not of a capture. */
static const char *lacking_include(const struct tool_look *look, const char *includes,
				   bool *ret_empty)
{
	static const char *const names[] = { "any",    "duration",  "empty",   "field_mask",
					     "struct", "timestamp", "wrappers" };
	struct host *h = look->host;
	struct file_info info = { 0 };
	const char *path;

	path = path_join(look->mem, includes, "google/protobuf/descriptor.proto");
	if (h->stat(h, look->mem, path, &info, NULL) != RC_OK || !info.changed)
		return NULL;
	if ((*ret_empty = !info.size))
		return path;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		path = arena_fmt(look->mem, "%s/google/protobuf/%s.proto", includes, names[i]);
		if (h->stat(h, look->mem, path, &info, NULL) != RC_OK)
			continue;
		*ret_empty = info.type == FILE_REGULAR && !info.size; /* the disk was full */
		if (info.type == FILE_NONE || *ret_empty)
			return path;
	}
	return NULL;
}

/* .../NAME/VERSION/... or .../NAME-VERSION/...: goready's trees and Homebrew's kegs say it. */
static const char *version_in_path(const struct tool_look *look, const char *path, const char *mark)
{
	const char *found = strstr(path, mark);
	const char *end;

	if (!found)
		return NULL;
	found += strlen(mark);
	/* A keg's "_1" is Homebrew's own revision; "+2" is a tree that stood beside a broken one. */
	end = found + strcspn(found, "/_+");
	return *found >= '0' && *found <= '9' && end > found
		       ? arena_strndup(look->mem, found, (size_t)(end - found))
		       : NULL;
}

/* A text without #! is run by shells: as a wrapper it names what it starts, and "Not Found" is what a server said. */
static void look_whether_wrapper(const struct tool_look *look, struct tool *t)
{
	const char *line;

	if (t->fault != FAULT_NONE || t->binary.format != BINARY_OTHER)
		return;
	line = host_first_line(look->host, look->mem, t->real_path);
	if (line && !strstr(line, "protoc"))
		tool_set_fault(t, FAULT_CANNOT_RUN, _("the file is empty, or holds no program"));
}

static void describe(const struct tool_look *look, struct tool *t)
{
	const char *version, *program, *why;

	if (!t->real_path || t->fault == FAULT_FOLDER || t->fault == FAULT_DANGLING)
		return;
	why = shim_lacks_its_version(look, t);
	if (why) {
		tool_set_fault(t, FAULT_CANNOT_RUN, why);
		return;
	}
	program = shim_program(look, t, &version);
	if (program) {
		t->version = version;
		t->includes = find_includes(look, program);
		return;
	}
	tool_look_whether_empty(look, t);
	look_whether_wrapper(look, t);
	t->includes = find_includes(look, t->real_path);
	if (t->includes)
		t->includes_lack = lacking_include(look, t->includes, &t->includes_empty);
	if (path_is_within(t->real_path, look->trees))
		t->version = version_in_path(look, t->real_path, "/protoc-");
	else if (t->binary.format != BINARY_SCRIPT)
		t->version = version_in_path(look, t->real_path, "/Cellar/protobuf/");
}

/* A stand-in, a manager's or a script of the user's: where the real one keeps the .proto files cannot be
 * seen. */
static bool serves(const struct tool *t)
{
	bool shim = t->origin == ORIGIN_ASDF || t->origin == ORIGIN_MISE ||
		    t->origin == ORIGIN_SNAP || /* a link to snap itself */
		    ((t->binary.format == BINARY_SCRIPT || t->binary.format == BINARY_OTHER) &&
		     t->origin != ORIGIN_GOREADY);

	return (t->includes && !t->includes_lack) || shim;
}

/* ---- its releases ---- */

/* protoc's own names for systems and CPUs (protobuf's protoc-release); NULL: none is released. */
static const char *protoc_platform(enum os os, enum arch arch)
{
	static const struct {
		enum os os;
		enum arch arch;
		const char *name;
	} platforms[] = {
		{ OS_LINUX, ARCH_AMD64, "linux-x86_64" },
		{ OS_LINUX, ARCH_ARM64, "linux-aarch_64" },
		{ OS_LINUX, ARCH_386, "linux-x86_32" },
		{ OS_LINUX, ARCH_PPC64LE, "linux-ppcle_64" },
		{ OS_LINUX, ARCH_S390X, "linux-s390_64" },
		{ OS_DARWIN, ARCH_ARM64, "osx-aarch_64" },
		{ OS_DARWIN, ARCH_AMD64, "osx-x86_64" },
	};

	for (size_t i = 0; i < sizeof(platforms) / sizeof(platforms[0]); i++) {
		if (platforms[i].os == os && platforms[i].arch == arch)
			return platforms[i].name;
	}
	return NULL;
}

/* Maven counts as protobuf-java does: 21.x is 3.21.x, from 26.0 on it is 4.x (protobuf's
 * version.json). */
static const char *maven_version(struct arena *mem, const char *version)
{
	return arena_fmt(mem, "%d.%s", atoi(version) >= 26 ? 4 : 3, version);
}

static void pin(struct arena *mem, const char *version, enum os os, enum arch arch,
		struct release_files *p)
{
	const char *platform = protoc_platform(os, arch);
	const char *maven = maven_version(mem, version);

	if (!platform)
		return;
	p->archive.file = arena_fmt(mem, "protoc-%s-%s.zip", version, platform);
	p->archive.unpack = "protoc-zip";
	p->program.file = arena_fmt(mem, "com/google/protobuf/protoc/%s/protoc-%s-%s.exe", maven,
				    maven, platform);
	p->includes.file = arena_fmt(
		mem, "com/google/protobuf/protobuf-java/%s/protobuf-java-%s.jar", maven, maven);
	p->includes.unpack = "jar-protos";
}

/* Its zip of 3.3 MB holds a program of 10 MB. */
const struct tool_kind protoc_kinds[] = {
	{
		.name = "protoc",
		.topic = TOPIC_PROTOC,
		.step = "protoc",
		.profile = "protoc",
		.delivery = DELIVERY_RELEASE,
		.formula = "protobuf",
		.sources = 1u << SOURCE_MAVEN,
		.any_serves = true,
		.pin = pin,
		.sizes = { .unpacked = 13000000, .disk = 20000000 },
		.says = "libprotoc",
		.describe = describe,
		.serves = serves,
	},
	{ 0 },
};
