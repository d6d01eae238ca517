/* Go: which one new shells find, its settings, and what to do about it. */
#include "common.h"

static const enum topic topics[] = { TOPIC_GO, TOPIC_GOENV, TOPIC_N };

static bool go_applies(const struct wizard *w)
{
	return topics_apply(w, topics);
}

static void go_view(const struct wizard *w, struct view *v)
{
	if (say_waiting(w, v))
		return;
	say_tool(w, v, TOOL_GO);
	say_findings(w, v, topics);
	choose_method(w, v, TOOL_GO);
	end_of_step(w, v);
}

/* Set on every Mac, everywhere, or for all programs. */
static bool is_not_gos_alone(const char *name)
{
	return str_equal(name, "TMPDIR") || str_equal(name, "HOME") ||
	       str_equal(name, "XDG_CACHE_HOME");
}

static void say_settings(const struct wizard *w, struct view *v)
{
	for (size_t i = 0; i < w->facts->go.settings.n; i++) {
		const struct setting *setting = &w->facts->go.settings.at[i];

		if (is_not_gos_alone(setting->name))
			continue;
		if (setting->value && setting->origin != SETTING_DEFAULT)
			view_field(v, setting->name, "%s", setting->value);
	}
}

static void go_details(const struct wizard *w, struct view *v)
{
	say_tool_in_full(w, v, TOOL_GO);
	say_settings(w, v);
	say_findings_in_full(w, v, topics);
}

static void go_on(struct wizard *w, const struct event *event)
{
	if (!on_repairs(w, event, topics))
		(void)on_method(w, event, TOOL_GO);
}

const struct screen go_screen = {
	.id = "go",
	.title = N_("Go"),
	.routes = CHOOSING_ROUTES,
	.applies = go_applies,
	.view = go_view,
	.details = go_details,
	.on = go_on,
	.help = N_(
		"Go that is good is kept. Installing beside it puts a new one into your home folder and in front of PATH; the old one is not touched.\n"
		"Details lists every Go that was found."),
};
