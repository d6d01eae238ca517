/* What not everybody needs: which of these tools should be there too. */
#include "common.h"

static const enum topic topics[] = { TOPIC_TOOLS, TOPIC_N };

static bool more_tools_applies(const struct wizard *w)
{
	return topics_apply(w, topics);
}

static const char *detail_of(const struct wizard *w, struct view *v, enum tool_id id)
{
	const struct tool_want *want = &w->wants.tool[id];
	const struct tool *kept = wants_kept(&w->wants, w->facts, id);
	const char *about = _(tool_kind_of(id)->about);

	if (kept)
		return arena_fmt(v->mem, _("%s It is there already and is kept: %s."), about,
				 say_path(w, v, kept->path));
	if (want->no_source)
		return arena_fmt(v->mem, "%s %s", about, want->no_source);
	return about;
}

static void more_tools_offer(const struct wizard *w, struct view *v, struct block *choice,
			     enum tool_id id)
{
	struct option *option =
		view_option(v, choice, tool_name(id), tool_title(id), detail_of(w, v, id));

	if (w->wants.tool[id].no_source && !wants_kept(&w->wants, w->facts, id)) {
		option->disabled = true;
		option->why_disabled = w->wants.tool[id].no_source;
	}
	if (w->wants.tool[id].wanted)
		choice->chosen_set |= (uint64_t)1 << (choice->options.n - 1);
}

static void choose_tools(const struct wizard *w, struct view *v)
{
	struct block *choice;

	if (w->route == ROUTE_LOOK)
		return;
	choice = view_choice(v, "tools", _("Which of these do you want too?"), -1);
	choice->several = true;
	tools_each (id)
		if (tool_kind_of(id)->optional)
			more_tools_offer(w, v, choice, id);
}

static void more_tools_view(const struct wizard *w, struct view *v)
{
	if (say_waiting(w, v))
		return;
	tools_each (id)
		if (tool_kind_of(id)->optional && facts_resolve(w->facts, id))
			say_tool(w, v, id);
	say_findings(w, v, topics);
	choose_tools(w, v);
	end_of_step(w, v);
}

static void more_tools_details(const struct wizard *w, struct view *v)
{
	tools_each (id)
		if (tool_kind_of(id)->optional && facts_resolve(w->facts, id))
			say_tool_in_full(w, v, id);
	say_findings_in_full(w, v, topics);
}

static void more_tools_on(struct wizard *w, const struct event *event)
{
	unsigned nth = 0;

	if (on_repairs(w, event, topics) || event->kind != EVENT_CHOOSE ||
	    !str_equal(event->chosen.choice, "tools"))
		return;
	tools_each (id)
		if (tool_kind_of(id)->optional) {
			bool chosen = event->chosen.set & (uint64_t)1 << nth++;

			w->wants_options.asked[id] = chosen ? ASKED_FOR : ASKED_NOT;
		}
	wizard_replan(w);
}

const struct screen more_tools_screen = {
	.id = "more-tools",
	.title = N_("More tools"),
	.routes = CHOOSING_ROUTES,
	.applies = more_tools_applies,
	.view = more_tools_view,
	.details = more_tools_details,
	.on = more_tools_on,
	.help = N_(
		"Nobody needs these for gRPC itself; none is chosen unless your profile or --with names it. One that is found and good is kept.\n"
		"go install builds what is chosen, in the newest version that the Go here builds."),
};
