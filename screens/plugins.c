/* The two plugins that make protoc write Go: protoc-gen-go and protoc-gen-go-grpc. */
#include "common.h"

static const enum topic topics[] = { TOPIC_PLUGINS, TOPIC_PROJECT, TOPIC_N };

static bool plugins_is_here(enum tool_id id)
{
	return tool_kind_of(id)->topic == TOPIC_PLUGINS;
}

static bool plugins_applies(const struct wizard *w)
{
	return topics_apply(w, topics);
}

static void plugins_view(const struct wizard *w, struct view *v)
{
	if (say_waiting(w, v))
		return;
	tools_each (id)
		if (plugins_is_here(id))
			say_tool(w, v, id);
	say_findings(w, v, topics);
	tools_each (id)
		if (plugins_is_here(id))
			choose_method(w, v, id);
	end_of_step(w, v);
}

static void plugins_details(const struct wizard *w, struct view *v)
{
	tools_each (id)
		if (plugins_is_here(id))
			say_tool_in_full(w, v, id);
	say_findings_in_full(w, v, topics);
}

static void plugins_on(struct wizard *w, const struct event *event)
{
	if (on_repairs(w, event, topics))
		return;
	tools_each (id)
		if (plugins_is_here(id) && on_method(w, event, id))
			return;
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
