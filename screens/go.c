/* Go: which one new shells find, its settings, and what to do about it. */
#include "common.h"

bool go_applies(const struct wizard *w)
{
	return topics_apply(w, topics_go);
}

void go_view(const struct wizard *w, struct view *v)
{
	if (say_waiting(w, v))
		return;
	say_tool(w, v, TOOL_GO);
	say_findings(w, v, topics_go);
	choose_method(w, v, TOOL_GO);
	next_and_back(w, v);
}

void go_on(struct wizard *w, const struct event *event)
{
	(void)on_method(w, event, TOOL_GO);
}
