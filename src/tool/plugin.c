/* The two plugins that make protoc write Go. */
#include "base/i18n.h"
#include "tool/tool.h"

/* One of golang/protobuf's days is another program, whatever its name. */
#define LEGACY "github.com/golang/protobuf/protoc-gen-go"

const struct tool_kind plugin_kinds[] = {
	{
		.name = "protoc-gen-go",
		.topic = TOPIC_PLUGINS,
		.step = "plugin.protoc-gen-go",
		.about = N_("protoc needs it to generate Go code."),
		.profile = "plugins",
		.delivery = DELIVERY_GO_INSTALL,
		.formula = "protoc-gen-go",
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
		.package = "google.golang.org/grpc/cmd/protoc-gen-go-grpc",
		.legacy = LEGACY,
		.sizes = { .disk = 15000000 },
		.says = "protoc-gen-go-grpc",
		.describe = go_program_describe,
	},
	{ 0 },
};
