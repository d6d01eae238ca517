/* The two plugins that make protoc write Go: protoc-gen-go and protoc-gen-go-grpc. */
#include "common.h"

static const enum topic topics[] = { TOPIC_PLUGINS, TOPIC_PROJECT, TOPIC_N };

static bool plugins_applies(const struct wizard *w)
{
	return topics_apply(w, topics);
}

static void plugins_view(const struct wizard *w, struct view *v)
{
	if (say_waiting(w, v))
		return;
	say_tool(w, v, TOOL_GEN_GO);
	say_tool(w, v, TOOL_GEN_GO_GRPC);
	say_findings(w, v, topics);
	choose_method(w, v, TOOL_GEN_GO);
	choose_method(w, v, TOOL_GEN_GO_GRPC);
	next_and_back(w, v);
}

static void plugins_details(const struct wizard *w, struct view *v)
{
	say_tool_in_full(w, v, TOOL_GEN_GO);
	say_tool_in_full(w, v, TOOL_GEN_GO_GRPC);
	say_findings_in_full(w, v, topics);
}

static void plugins_on(struct wizard *w, const struct event *event)
{
	if (!on_method(w, event, TOOL_GEN_GO))
		(void)on_method(w, event, TOOL_GEN_GO_GRPC);
}

const struct screen plugins_screen = {
	.id = "plugins",
	.title = N_("Plugins"),
	.routes = CHOOSING_ROUTES,
	.applies = plugins_applies,
	.view = plugins_view,
	.details = plugins_details,
	.on = plugins_on,
	.help = N_(
		"protoc-gen-go writes Go code for messages, protoc-gen-go-grpc for services.\n"
		"go install builds them, in the version that is named, and Go's checksum database checks them."),
};
