/* protoc, the compiler of .proto files. */
#include "common.h"

static const enum topic topics[] = { TOPIC_PROTOC, TOPIC_N };

static bool protoc_applies(const struct wizard *w)
{
	return topics_apply(w, topics);
}

static void protoc_view(const struct wizard *w, struct view *v)
{
	if (say_waiting(w, v))
		return;
	say_tool(w, v, TOOL_PROTOC);
	say_findings(w, v, topics);
	choose_method(w, v, TOOL_PROTOC);
	end_of_step(w, v);
}

static void protoc_details(const struct wizard *w, struct view *v)
{
	say_tool_in_full(w, v, TOOL_PROTOC);
	say_findings_in_full(w, v, topics);
}

static void protoc_on(struct wizard *w, const struct event *event)
{
	if (!on_repairs(w, event, topics))
		(void)on_method(w, event, TOOL_PROTOC);
}

const struct screen protoc_screen = {
	.id = "protoc",
	.title = N_("protoc"),
	.routes = CHOOSING_ROUTES,
	.applies = protoc_applies,
	.view = protoc_view,
	.details = protoc_details,
	.on = protoc_on,
	.help = N_(
		"protoc reads .proto files and lets its plugins write code. It comes with files of its own (google/protobuf), which goready installs with it."),
};
