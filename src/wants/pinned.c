#include "wants/sources.h"

#include <stdlib.h>

#include "base/i18n.h"

/* Go's archives for 32-bit ARM are built for ARMv6 and named so (go.dev/dl). */
static const char *go_file_arch(enum arch arch)
{
	return arch == ARCH_ARM ? "armv6l" : arch_name(arch);
}

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

static void pin_go(struct arena *mem, struct pinned *p, enum os os, enum arch arch)
{
	p->archive.file =
		arena_fmt(mem, "go%s.%s-%s.tar.gz", p->version, os_name(os), go_file_arch(arch));
	p->archive.unpack = "tar.gz";
	p->archive.prefix = "go/";
	p->module.file =
		arena_fmt(mem, "v0.0.1-go%s.%s-%s.zip", p->version, os_name(os), arch_name(arch));
	p->module.unpack = "go-module";
	p->module.prefix = arena_fmt(mem, "golang.org/toolchain@v0.0.1-go%s.%s-%s/", p->version,
				     os_name(os), arch_name(arch));
}

static void pin_protoc(struct arena *mem, struct pinned *p, const char *platform)
{
	const char *maven = maven_version(mem, p->version);

	p->archive.file = arena_fmt(mem, "protoc-%s-%s.zip", p->version, platform);
	p->archive.unpack = "protoc-zip";
	p->program.file = arena_fmt(mem, "com/google/protobuf/protoc/%s/protoc-%s-%s.exe", maven,
				    maven, platform);
	p->includes.file = arena_fmt(
		mem, "com/google/protobuf/protobuf-java/%s/protobuf-java-%s.jar", maven, maven);
	p->includes.unpack = "jar-protos";
}

static void pin_names(struct arena *mem, struct pinned *p, enum os os, enum arch arch)
{
	const char *platform = protoc_platform(os, arch);

	if (p->id == TOOL_GO && os_name(os) && arch_name(arch))
		pin_go(mem, p, os, arch);
	else if (p->id == TOOL_PROTOC && platform)
		pin_protoc(mem, p, platform);
}

static void pin_hashes(struct pinned *p, const struct release *release,
		       const struct release_file *file)
{
	p->archive_from = p->module_from = p->program_from = release->checksum_from;
	p->archive.file = file->file;
	p->archive.sha256 = file->sha256;
	p->archive.size = file->size;
	p->module.h1 = file->module_h1;
	p->module.size = file->module_size;
	if (file->maven_file)
		p->program.file = file->maven_file;
	p->program.sha256 = file->maven_sha256;
	p->program.size = file->maven_size;
	if (release->includes_file)
		p->includes.file = release->includes_file;
	p->includes.sha256 = release->includes_sha256;
	p->includes.size = release->includes_size;
}

/* The profile's word in place of the manifest's; a size is of the manifest's bytes only. */
static bool replace_hash(const char **hash, uint64_t *size, const char *by)
{
	if (!by)
		return false;
	if (!str_equal(*hash, by))
		*size = 0;
	*hash = by;
	return true;
}

/* A Maven file has to be named: a lone string is the archive's checksum. */
static const char *named_hash(const struct profile_checksums *checksums, const char *file)
{
	struct profile_checksums one = { 0 };

	for (size_t i = 0; i < checksums->n; i++) {
		one.at = &checksums->at[i];
		one.n = 1;
		if (checksums->at[i].file && profile_checksum(&one, file))
			return checksums->at[i].hash;
	}
	return NULL;
}

static void pin_profile(struct pinned *p, const struct profile_tool *tool)
{
	const char *from = _("your profile");

	if (replace_hash(&p->archive.sha256, &p->archive.size,
			 profile_checksum(&tool->sha256, p->archive.file)))
		p->archive_from = from;
	if (replace_hash(&p->module.h1, &p->module.size,
			 profile_checksum(&tool->h1, p->module.file)))
		p->module_from = from;
	if (replace_hash(&p->program.sha256, &p->program.size,
			 named_hash(&tool->sha256, p->program.file)))
		p->program_from = from;
	replace_hash(&p->includes.sha256, &p->includes.size,
		     named_hash(&tool->sha256, p->includes.file));
}

struct pinned pinned_make(const struct source_maker *maker, enum os os, enum arch arch)
{
	const struct manifest *m = maker->options->manifest;
	struct pinned p = { .id = maker->want->id, .version = maker->want->version };
	const struct release *release =
		release_find(p.id == TOOL_GO ? &m->go : &m->protoc, p.version);
	const struct release_file *file = release_file_for(release, os, arch);

	pin_names(maker->mem, &p, os, arch);
	if (file)
		pin_hashes(&p, release, file);
	if (maker->options->profile)
		pin_profile(&p, &maker->options->profile->tool[p.id]);
	return p;
}
