/* Homebrew: is there one, was it built for this machine; and by which way the tools come. */
#include "common.h"

static const enum topic topics[] = { TOPIC_HOMEBREW, TOPIC_N };

static bool brew_applies(const struct wizard *w)
{
	return topics_found(w, topics) || wizard_offers_brew(w);
}

/* ---- what there is ---- */

static void say_brew(struct view *v, const struct wizard *w, const struct brew *brew)
{
	const char *arch = arch_name(brew->arch);
	bool native = brew->arch == wants_arch(w->facts);

	view_status(v, native ? SAY_OK : SAY_NOTE, _("Homebrew"), _("%s, built for %s"),
		    brew->prefix, arch ? arch : _("an unknown processor"));
}

/* Then the finding says it. */
static bool is_missed(const struct wizard *w)
{
	for (size_t i = 0; i < w->findings.n; i++)
		if (w->findings.at[i].heal == HEAL_BREW)
			return true;
	return false;
}

static void say_brews(const struct wizard *w, struct view *v)
{
	for (size_t i = 0; i < w->facts->brew.brews.n; i++)
		say_brew(v, w, &w->facts->brew.brews.at[i]);
	if (!w->wants.brew && w->wants.brew_prefix && !is_missed(w))
		view_status(v, SAY_NOTE, _("Homebrew"), _("none in %s, where it belongs here"),
			    w->wants.brew_prefix);
}

/* ---- the choice ---- */

enum { WAY_HOMEBREW, WAY_ARCHIVE, WAY_EACH };
static const char *const way_ids[] = { "homebrew", "archive", "each" };

/* All of what is installed by one way, or each tool by its own; -1: nothing is installed. */
static int way_of(const struct wizard *w, bool usual)
{
	int way = -1;

	tools_each (id) {
		const struct tool_want *want = &w->wants.tool[id];
		enum method method = usual ? want->usual : w->choices.method[id];
		int this = method == METHOD_HOMEBREW ? WAY_HOMEBREW : WAY_ARCHIVE;

		if (method == METHOD_KEEP || !want->formula)
			continue;
		way = way < 0 || way == this ? this : WAY_EACH;
	}
	return way;
}

static const char *brew_text(const struct wizard *w, struct arena *mem)
{
	const struct cost *cost = &w->way[METHOD_HOMEBREW];
	const char *more = cost->clt ? _(" Apple's command line tools come with it.") : "";

	return arena_fmt(
		mem,
		w->wants.brew
			? _("It takes %s.%s brew upgrade keeps them up to date. Undo uninstalls what came.")
			: _("It takes %s.%s brew upgrade keeps them up to date. Undo uninstalls the tools; Homebrew itself stays."),
		cost_text(mem, cost), more);
}

static const char *archive_text(const struct wizard *w, struct arena *mem)
{
	return arena_fmt(
		mem,
		_("It takes %s. goready apply --upgrade keeps them up to date. Undo takes back everything exactly."),
		cost_text(mem, &w->way[METHOD_ARCHIVE]));
}

static void brew_offer(const struct wizard *w, struct view *v, struct block *choice, int way,
		       const char *label, const char *detail)
{
	view_option(v, choice, way_ids[way], label, detail)->recommended = way_of(w, true) == way;
}

static const char *reason(const struct wizard *w)
{
	tools_each (id)
		if (w->wants.tool[id].method != METHOD_KEEP && w->wants.tool[id].method_reason)
			return w->wants.tool[id].method_reason;
	return NULL;
}

static void choose_way(const struct wizard *w, struct view *v)
{
	struct block *choice;
	int now = way_of(w, false), usual = way_of(w, true);

	if (w->route == ROUTE_LOOK || usual < 0 || !wizard_offers_brew(w) ||
	    !w->way_planned[METHOD_HOMEBREW] || !w->way_planned[METHOD_ARCHIVE])
		return;
	if (usual != WAY_HOMEBREW && reason(w)) /* what speaks for Homebrew its choice says */
		view_text(v, "%s", reason(w));
	choice = view_choice(v, "method", _("Where should the tools come from?"), now);
	brew_offer(w, v, choice, WAY_HOMEBREW, _("Homebrew"), brew_text(w, v->mem));
	brew_offer(w, v, choice, WAY_ARCHIVE, _("The official archives"), archive_text(w, v->mem));
	if (now == WAY_EACH || usual == WAY_EACH)
		brew_offer(w, v, choice, WAY_EACH, _("Each tool its own way"),
			   _("The next screens say which, and why."));
}

static void brew_view(const struct wizard *w, struct view *v)
{
	if (say_waiting(w, v))
		return;
	say_brews(w, v);
	say_findings(w, v, topics);
	choose_way(w, v);
	end_of_step(w, v);
}

static void brew_choose(struct wizard *w, int way)
{
	tools_each (id) {
		if (!w->wants.tool[id].formula)
			continue;
		if (w->wants.tool[id].usual == METHOD_KEEP && w->choices.method[id] == METHOD_KEEP)
			continue;
		w->choices.method_chosen[id] = way != WAY_EACH;
		w->choices.method[id] = way == WAY_HOMEBREW ? METHOD_HOMEBREW : METHOD_ARCHIVE;
	}
	wizard_replan(w);
}

static void brew_on(struct wizard *w, const struct event *event)
{
	if (on_repairs(w, event, topics) || event->kind != EVENT_CHOOSE ||
	    !str_equal(event->chosen.choice, "method"))
		return;
	for (int way = WAY_HOMEBREW; way <= WAY_EACH; way++)
		if (str_equal(event->chosen.option, way_ids[way]))
			brew_choose(w, way);
}

const struct screen brew_screen = {
	.id = "homebrew",
	.title = N_("Homebrew"),
	.routes = CHOOSING_ROUTES,
	.applies = brew_applies,
	.view = brew_view,
	.on = brew_on,
	.help = N_(
		"Which Homebrew there is, for which processor, and whether the tools come from it or from the official archives.\n"
		"With the archives nothing outside your home folder changes. With Homebrew, brew upgrade renews the tools with all else that came from it."),
};
