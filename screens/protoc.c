/* protoc, the compiler of .proto files. */
#include "common.h"

bool protoc_applies(const struct wizard *w)
{
	return topics_apply(w, topics_protoc);
}

void protoc_view(const struct wizard *w, struct view *v)
{
	if (say_waiting(w, v))
		return;
	say_tool(w, v, TOOL_PROTOC);
	say_findings(w, v, topics_protoc);
	choose_method(w, v, TOOL_PROTOC);
	next_and_back(w, v);
}

void protoc_on(struct wizard *w, const struct event *event)
{
	(void)on_method(w, event, TOOL_PROTOC);
}
