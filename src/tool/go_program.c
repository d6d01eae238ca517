/*
 * Programs that `go install` makes say themselves who they are; and those that are installed only for
 * who asks for them. Their versions, and the Go that each needs, are in assets/manifest.json.
 */
#include "tool/tool.h"

#include "base/i18n.h"
#include "base/str.h"

/* Not by starting it: the old protoc-gen-go, for one, would wait for input. */
void go_program_describe(const struct tool_look *look, struct tool *t)
{
	const struct tool_kind *kind = tool_kind_of(t->id);
	const struct go_build *go;
	const char *chosen;

	if (!t->real_path || t->fault == FAULT_FOLDER || t->fault == FAULT_DANGLING)
		return;
	shim_look_behind(look, t);
	go = t->binary.go;
	chosen = shim_not_of_the_chosen_go(look, t);
	if (chosen)
		tool_set_fault(
			t, FAULT_CANNOT_RUN,
			arena_fmt(look->mem,
				  _("other Gos have installed it, and not the chosen one, %s"),
				  chosen));
	if (t->binary.format == BINARY_SCRIPT)
		return; /* a wrapper or a version manager's shim */
	if (!go || !go->main) {
		if (t->binary.format != BINARY_NONE)
			tool_set_fault(t, FAULT_FOREIGN, NULL);
		return;
	}
	if (go->mod_version && go->mod_version[0] == 'v')
		t->version = go->mod_version + 1;
	else if (!kind->says)
		t->version = tool_keg_version(look->mem, t);
	if (kind->legacy && str_equal(go->main, kind->legacy))
		tool_set_fault(t, FAULT_LEGACY, go->main);
	else if (!str_equal(go->main, kind->package))
		tool_set_fault(t, FAULT_FOREIGN, go->main);
}

#define MB 1000000

const struct tool_kind go_program_kinds[] = {
	{
		.name = "buf",
		.topic = TOPIC_TOOLS,
		.step = "tool.buf",
		.about = N_("Checks and builds .proto files."),
		.profile = "tools",
		.delivery = DELIVERY_GO_INSTALL,
		.optional = true,
		.package = "github.com/bufbuild/buf/cmd/buf",
		.sizes = { .disk = 70 * MB, .seconds = 80 },
		.describe = go_program_describe,
	},
	{
		.name = "gopls",
		.topic = TOPIC_TOOLS,
		.step = "tool.gopls",
		.about = N_("What editors ask about Go code."),
		.profile = "tools",
		.delivery = DELIVERY_GO_INSTALL,
		.optional = true,
		.package = "golang.org/x/tools/gopls",
		.sizes = { .disk = 45 * MB, .seconds = 40 },
		.describe = go_program_describe,
	},
	{
		.name = "dlv",
		.topic = TOPIC_TOOLS,
		.step = "tool.dlv",
		.about = N_("Delve, the debugger for Go."),
		.profile = "tools",
		.delivery = DELIVERY_GO_INSTALL,
		.optional = true,
		.package = "github.com/go-delve/delve/cmd/dlv",
		.sizes = { .disk = 25 * MB, .seconds = 15 },
		.describe = go_program_describe,
	},
	{
		.name = "protoc-gen-grpc-gateway",
		.topic = TOPIC_TOOLS,
		.step = "plugin.protoc-gen-grpc-gateway",
		.about = N_("protoc's plugin for HTTP and JSON gateways."),
		.profile = "tools",
		.delivery = DELIVERY_GO_INSTALL,
		.optional = true,
		.package = "github.com/grpc-ecosystem/grpc-gateway/v2/protoc-gen-grpc-gateway",
		.sizes = { .disk = 20 * MB },
		.describe = go_program_describe,
	},
	{
		.name = "protoc-gen-openapiv2",
		.topic = TOPIC_TOOLS,
		.step = "plugin.protoc-gen-openapiv2",
		.about = N_("protoc's plugin for OpenAPI descriptions."),
		.profile = "tools",
		.delivery = DELIVERY_GO_INSTALL,
		.optional = true,
		.package = "github.com/grpc-ecosystem/grpc-gateway/v2/protoc-gen-openapiv2",
		.sizes = { .disk = 20 * MB },
		.describe = go_program_describe,
	},
	{
		.name = "protoc-gen-connect-go",
		.topic = TOPIC_TOOLS,
		.step = "plugin.protoc-gen-connect-go",
		.about = N_("protoc's plugin for Connect."),
		.profile = "tools",
		.delivery = DELIVERY_GO_INSTALL,
		.optional = true,
		.package = "connectrpc.com/connect/cmd/protoc-gen-connect-go",
		.sizes = { .disk = 10 * MB },
		.describe = go_program_describe,
	},
	{
		.name = "grpcurl",
		.topic = TOPIC_TOOLS,
		.step = "tool.grpcurl",
		.about = N_("Calls gRPC services from the command line."),
		.profile = "tools",
		.delivery = DELIVERY_GO_INSTALL,
		.optional = true,
		.package = "github.com/fullstorydev/grpcurl/cmd/grpcurl",
		.sizes = { .disk = 30 * MB, .seconds = 30 },
		.describe = go_program_describe,
	},
	{
		.name = "golangci-lint",
		.topic = TOPIC_TOOLS,
		.step = "tool.golangci-lint",
		.about = N_("Runs many checkers over Go code."),
		.profile = "tools",
		.delivery = DELIVERY_GO_INSTALL,
		.optional = true,
		.package = "github.com/golangci/golangci-lint/v2/cmd/golangci-lint",
		.sizes = { .disk = 70 * MB, .seconds = 60 },
		.describe = go_program_describe,
	},
	{
		.name = "govulncheck",
		.topic = TOPIC_TOOLS,
		.step = "tool.govulncheck",
		.about = N_("Looks for known security holes."),
		.profile = "tools",
		.delivery = DELIVERY_GO_INSTALL,
		.optional = true,
		.package = "golang.org/x/vuln/cmd/govulncheck",
		.sizes = { .disk = 20 * MB },
		.describe = go_program_describe,
	},
	{ 0 },
};
