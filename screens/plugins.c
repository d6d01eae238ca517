/* The two plugins that make protoc write Go: protoc-gen-go and protoc-gen-go-grpc. */
#include "common.h"

bool plugins_applies(const struct wizard *w)
{
	return topics_apply(w, topics_plugins);
}

void plugins_view(const struct wizard *w, struct view *v)
{
	if (say_waiting(w, v))
		return;
	say_tool(w, v, TOOL_GEN_GO);
	say_tool(w, v, TOOL_GEN_GO_GRPC);
	say_findings(w, v, topics_plugins);
	choose_method(w, v, TOOL_GEN_GO);
	choose_method(w, v, TOOL_GEN_GO_GRPC);
	next_and_back(w, v);
}

void plugins_on(struct wizard *w, const struct event *event)
{
	if (!on_method(w, event, TOOL_GEN_GO))
		(void)on_method(w, event, TOOL_GEN_GO_GRPC);
}
