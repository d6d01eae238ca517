/* The ways that lead on from Welcome: which are offered, and what stands beside each. */
#include "common.h"

/* What help says, line by line. */
enum help_line { HELP_STEPS = 1, HELP_PROVE = 3, HELP_EXPLAIN, HELP_LOOK };

static const char *help_line(struct arena *mem, enum help_line line)
{
	struct names lines = str_split(mem, _(welcome_screen.help), '\n');

	return line < lines.n ? lines.at[line] : ""; /* of a translation */
}

/* Step by step, without those that go without saying. */
static const char *plan_lines(const struct wizard *w, struct arena *mem)
{
	struct names lines = { 0 };

	for (size_t i = 0; i < w->plan.steps.n; i++)
		if (!(w->plan.steps.at[i].kind->flags & STEP_MAKES_FOLDERS) &&
		    w->plan.steps.at[i].kind != &step_link)
			list_push(mem, &lines, w->plan.steps.at[i].summary);
	return str_join(mem, &lines, "\n");
}

void plan_beside(const struct wizard *w, struct view *v)
{
	if (w->plan.steps.n)
		view_beside(v, _("The plan"), plan_lines(w, v->mem));
}

/* What is wrong, and what would be done about it. */
static const char *about_plan(const struct wizard *w, struct arena *mem)
{
	struct str s = { .mem = mem };

	for (size_t i = 0; i < w->findings.n; i++)
		if (w->findings.at[i].level >= LEVEL_WARNING) {
			str_fmt(&s, "%s", s.n ? "\n" : "");
			str_fmt(&s, _("%s: %s"), status_word(say_level(w->findings.at[i].level)),
				finding_title(&w->findings.at[i]));
		}
	str_fmt(&s, "\n\n%s\n%s", _("The plan"), plan_lines(w, mem));
	return str_text(&s);
}

/* Of what is kept no address is tried. */
static bool tries_addresses(const struct wizard *w, struct arena *mem)
{
	return wants_probes(mem, w->facts, &w->wants).n > 0;
}

/* What is begun by the way that is taken; NULL: nothing, on a recorded machine. */
static const char *what_it_starts(const struct wizard *w, struct arena *mem)
{
	if (w->recorded)
		return NULL;
	return tries_addresses(w, mem)
		       ? _("Tries the download addresses; your start files run once.")
		       : _("Your start files run once, as opening a terminal does.");
}

/* The questions that come. */
static const char *about_steps(const struct wizard *w, struct arena *mem)
{
	const char *starts = what_it_starts(w, mem);
	struct str s = { .mem = mem };

	str_fmt(&s, "%s\n", help_line(mem, HELP_STEPS));
	if (starts)
		str_fmt(&s, "%s\n", starts);
	for (int id = SCREEN_MACHINE; id < SCREEN_REVIEW; id++) {
		const struct screen *screen = wizard_screen_at(w, (enum screen_id)id);

		if ((screen->routes & ON_ROUTE(ROUTE_STEPS)) &&
		    (!screen->applies || screen->applies(w)))
			str_fmt(&s, "\n%s", _(screen->title));
	}
	return str_text(&s);
}

static const char *about_route(const struct wizard *w, struct arena *mem, enum route route)
{
	switch (route) {
	case ROUTE_RECOMMENDED:
		return w->upgrades.n ? NULL : about_plan(w, mem);
	case ROUTE_STEPS:
		return about_steps(w, mem);
	case ROUTE_EXPLAIN:
		return help_line(mem, HELP_EXPLAIN);
	case ROUTE_LOOK:
		return help_line(mem, HELP_LOOK);
	case ROUTE_PROVE:
		return help_line(mem, HELP_PROVE);
	case ROUTE_UNDECIDED:
		break;
	}
	return NULL;
}

static void offer(struct view *v, struct block *choice, const char *id, const char *label,
		  const char *detail, bool recommended)
{
	view_option(v, choice, id, label, detail)->recommended = recommended;
}

static const char *const route_ids[] = { "recommended", "steps", "look", "prove", "explain" };
static const enum route routes[] = { ROUTE_RECOMMENDED, ROUTE_STEPS, ROUTE_LOOK, ROUTE_PROVE,
				     ROUTE_EXPLAIN };

static bool is_offered(const struct wizard *w, enum route route)
{
	if (route == ROUTE_PROVE)
		return wizard_healthy(w) && !w->recorded;
	if (route == ROUTE_RECOMMENDED)
		return (w->plan_ok && w->plan.steps.n > 0) || w->upgrades.n > 0 ||
		       wizard_shells_decide(w);
	return route != ROUTE_UNDECIDED;
}

static void offer_upgrade(const struct wizard *w, struct view *v, struct block *choice,
			  bool recommended)
{
	const char *newer = text_list(v->mem, &w->upgrades);

	offer(v, choice, "recommended", _("Upgrade"),
	      w->recorded
		      ? arena_fmt(v->mem, _("To %s. The plan is shown first."), newer)
		      : arena_fmt(
				v->mem,
				_("To %s. Tries the download addresses; your start files run once."),
				newer),
	      recommended);
}

static void offer_plan(const struct wizard *w, struct view *v, struct block *choice,
		       bool recommended)
{
	if (w->upgrades.n)
		offer_upgrade(w, v, choice, recommended);
	else
		offer(v, choice, "recommended", _("Show me the plan"), what_it_starts(w, v->mem),
		      recommended);
}

/* What it starts is said once, by the way before it where there is one. */
static const char *about_choosing(const struct wizard *w, struct arena *mem)
{
	if (w->recorded || is_offered(w, ROUTE_RECOMMENDED))
		return _("One question for each tool.");
	if (!wizard_healthy(w)) /* where there is much to hear already */
		return tries_addresses(w, mem) ? _("Tries addresses; start files run once.")
					       : what_it_starts(w, mem);
	return tries_addresses(w, mem)
		       ? _("One question for each tool; addresses are tried, start files run once.")
		       : _("One question for each tool; your start files run once.");
}

static void offer_route(const struct wizard *w, struct view *v, struct block *choice,
			enum route route, bool recommended)
{
	switch (route) {
	case ROUTE_RECOMMENDED:
		offer_plan(w, v, choice, recommended);
		break;
	case ROUTE_STEPS:
		offer(v, choice, "steps", _("Let me choose"), about_choosing(w, v->mem),
		      recommended);
		break;
	case ROUTE_LOOK:
		offer(v, choice, "look", _("Only look, start nothing"), NULL, recommended);
		break;
	case ROUTE_PROVE:
		offer(v, choice, "prove", _("Prove it"),
		      _("A small gRPC program is built and run in a temporary folder."),
		      recommended);
		break;
	case ROUTE_EXPLAIN:
		offer(v, choice, "explain", _("Explain an error text"), NULL, recommended);
		break;
	case ROUTE_UNDECIDED:
		break;
	}
}

void choose_route(const struct wizard *w, struct view *v)
{
	struct block *choice = view_choice(v, "route", _("What should goready do?"), -1);
	static const enum route order[] = { ROUTE_PROVE, ROUTE_RECOMMENDED, ROUTE_STEPS,
					    ROUTE_EXPLAIN, ROUTE_LOOK };
	enum route best = wizard_best_route(w);

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		if (!is_offered(w, order[i]))
			continue;
		if (order[i] == w->route)
			choice->chosen = (int)choice->options.n;
		offer_route(w, v, choice, order[i], order[i] == best);
		view_about(v, &choice->options.at[choice->options.n - 1],
			   about_route(w, v->mem, order[i]));
	}
}

void on_route(struct wizard *w, const struct event *event)
{
	if (event->kind != EVENT_CHOOSE || !str_equal(event->chosen.choice, "route"))
		return;
	for (size_t i = 0; i < sizeof(routes) / sizeof(routes[0]); i++)
		if (str_equal(event->chosen.option, route_ids[i]) && is_offered(w, routes[i]))
			w->route = routes[i];
}
