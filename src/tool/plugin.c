/* The two plugins that make protoc write Go. */
#include "base/i18n.h"
#include "tool/tool.h"

/* One of golang/protobuf's days is another program, whatever its name. */
#define LEGACY "github.com/golang/protobuf/protoc-gen-go"

/* Both are released for Linux and macOS by Go's names (protobuf-go, integration_test.go, "BuildRelease";
 * grpc-go, .github/workflows/release.yml). */
static bool is_released(enum os os, enum arch arch)
{
	if (os == OS_LINUX && arch == ARCH_386)
		return true;
	return (os == OS_LINUX || os == OS_DARWIN) && (arch == ARCH_AMD64 || arch == ARCH_ARM64);
}

static void pin_named(struct arena *mem, const char *name, const char *version, enum os os,
		      enum arch arch, struct release_files *p)
{
	if (!is_released(os, arch))
		return;
	p->archive.file =
		arena_fmt(mem, "%s.v%s.%s.%s.tar.gz", name, version, os_name(os), arch_name(arch));
	p->archive.unpack = "tar.gz";
}

static void pin_gen_go(struct arena *mem, const char *version, enum os os, enum arch arch,
		       struct release_files *p)
{
	pin_named(mem, "protoc-gen-go", version, os, arch, p);
}

static void pin_gen_go_grpc(struct arena *mem, const char *version, enum os os, enum arch arch,
			    struct release_files *p)
{
	pin_named(mem, "protoc-gen-go-grpc", version, os, arch, p);
}

const struct tool_kind plugin_kinds[] = {
	{
		.name = "protoc-gen-go",
		.topic = TOPIC_PLUGINS,
		.step = "plugin.protoc-gen-go",
		.about = N_("protoc needs it to generate Go code."),
		.profile = "plugins",
		.delivery = DELIVERY_GO_INSTALL,
		.formula = "protoc-gen-go",
		.pin = pin_gen_go,
		.package = "google.golang.org/protobuf/cmd/protoc-gen-go",
		.legacy = LEGACY,
		.sizes = { .disk = 15000000 },
		.says = "protoc-gen-go",
		.describe = go_program_describe,
	},
	{
		.name = "protoc-gen-go-grpc",
		.topic = TOPIC_PLUGINS,
		.step = "plugin.protoc-gen-go-grpc",
		.about = N_("protoc needs it to generate Go code."),
		.profile = "plugins",
		.delivery = DELIVERY_GO_INSTALL,
		.formula = "protoc-gen-go-grpc",
		.pin = pin_gen_go_grpc,
		.package = "google.golang.org/grpc/cmd/protoc-gen-go-grpc",
		.legacy = LEGACY,
		.sizes = { .disk = 15000000 },
		.says = "protoc-gen-go-grpc",
		.describe = go_program_describe,
	},
	{ 0 },
};
