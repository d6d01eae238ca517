/* What would be done, in four lines, and the choice of the way. */
#include "common.h"

static bool installs(const struct wizard *w, enum tool_id id)
{
	for (size_t i = 0; i < w->plan.steps.n; i++)
		if (w->plan.steps.at[i].tool == id)
			return true;
	return false;
}

/* For the ear, which a plugin's name is spelled to, both are one. */
static struct names tools_to_install(const struct wizard *w, struct arena *mem, bool heard)
{
	struct names names = { 0 };

	if (plan_step(&w->plan, "clt"))
		list_push(mem, &names, _("Apple's command line tools"));
	if (plan_step(&w->plan, "homebrew.install"))
		list_push(mem, &names, _("Homebrew"));
	heard = heard && installs(w, TOOL_GEN_GO) && installs(w, TOOL_GEN_GO_GRPC);
	tools_each (id) {
		if (heard && id == TOOL_GEN_GO)
			list_push(mem, &names, _("both plugins"));
		else if (installs(w, id) && !(heard && id == TOOL_GEN_GO_GRPC))
			list_push(mem, &names, tool_short_name(w, mem, id));
	}
	return names;
}

static const char *time_text(struct arena *mem, int seconds)
{
	int minutes = (seconds + 59) / 60;

	if (seconds < 30)
		return _("less than a minute");
	return arena_fmt(mem, P_("about %d minute", "about %d minutes", minutes), minutes);
}

/* "about 880 MB to download": what is not known makes it more, what is guessed about. */
static const char *download_text(struct arena *mem, const struct cost *c)
{
	const char *size = size_text(mem, c->download);

	if (!c->download)
		return c->unknown ? _("a download of unknown size") : _("no download");
	if (c->unknown)
		return arena_fmt(mem, _("more than %s to download"), size);
	if (c->estimated)
		return arena_fmt(mem, _("about %s to download"), size);
	return arena_fmt(mem, _("%s to download"), size);
}

static const char *password_text(const struct cost *c)
{
	return c->password ? _("sudo will ask for your password") : _("no password");
}

const char *cost_text(struct arena *mem, const struct cost *c)
{
	const char *time = time_text(mem, c->seconds), *download = download_text(mem, c);
	const char *password = password_text(c);

	if (!c->download && !c->unknown && !c->disk)
		return arena_fmt(mem, _("%s, %s; %s"), download, time, password);
	return arena_fmt(mem, _("%s, %s on disk, %s; %s"), download, size_text(mem, c->disk), time,
			 password);
}

const char *cost_sentence(const struct wizard *w, struct arena *mem)
{
	struct cost cost = plan_cost(&w->plan);

	return cost_text(mem, &cost);
}

/* What it takes on disk is heard at Review. */
static const char *spoken_cost(const struct wizard *w, struct arena *mem)
{
	struct cost c = plan_cost(&w->plan);

	return arena_fmt(mem, _("Needed: %s, %s; %s"), download_text(mem, &c),
			 time_text(mem, c.seconds), password_text(&c));
}

enum { MOST_TOOLS_HEARD = 4, TOOLS_NAMED = 2 };

/* All of them are to be seen, and heard at Review. */
static const char *spoken_tools(const struct wizard *w, struct arena *mem)
{
	struct names some = tools_to_install(w, mem, true);
	size_t more = some.n - TOOLS_NAMED;

	if (some.n <= MOST_TOOLS_HEARD)
		return arena_fmt(mem, _("%s: %s"), _("To install"), text_list(mem, &some));
	some.n = TOOLS_NAMED;
	return arena_fmt(mem,
			 P_("To install: %s and %zu more", "To install: %s and %zu more", more),
			 str_join(mem, &some, _(", ")), more);
}

static void say_plan(const struct wizard *w, struct view *v)
{
	struct names tools = tools_to_install(w, v->mem, false);
	size_t files = files_to_change(&w->plan), from = v->blocks.n;

	if (tools.n)
		view_field(v, _("To install"), "%s", text_list(v->mem, &tools))->spoken =
			spoken_tools(w, v->mem);
	if (files)
		view_field(v, _("To change"), P_("%zu file", "%zu files", files), files);
	for (size_t i = from; i < v->blocks.n && w->mode == WIZARD_FIX; i++)
		v->blocks.at[i].later = true; /* what is wrong comes first, and Review says it */
	view_field(v, _("Needed"), "%s", cost_sentence(w, v->mem))->spoken = spoken_cost(w, v->mem);
	view_text(v, "%s", _("Nothing is changed before you say yes to the plan."));
	v->blocks.at[v->blocks.n - 1].later = true; /* "where" says it too, and Review */
}

/* The tools that are missing, if that is all that is wrong. */
static struct names only_missing(const struct wizard *w, struct arena *mem)
{
	struct names tools = { 0 };

	for (size_t i = 0; i < w->findings.n; i++) {
		const struct finding *f = &w->findings.at[i];

		if (f->level != LEVEL_PROBLEM)
			continue;
		if (f->tool == TOOL_N || !str_ends(f->rule->id, ".missing"))
			return (struct names){ 0 };
		list_push(mem, &tools, tool_title(f->tool));
	}
	return tools;
}

static const char *first_problem(const struct wizard *w)
{
	for (size_t i = 0; i < w->findings.n; i++)
		if (w->findings.at[i].level == LEVEL_PROBLEM)
			return finding_title(&w->findings.at[i]);
	return "";
}

/* Before a set-up: in one line. */
static void say_problems_in_short(const struct wizard *w, struct view *v, size_t problems)
{
	struct names missing = only_missing(w, v->mem);

	if (missing.n) /* what is to be installed names them, too: heard once */
		view_status(v, SAY_PROBLEM, _("Not installed"), "%s", text_list(v->mem, &missing))
			->spoken =
			arena_fmt(v->mem, P_("%s and %zu more", "%s and %zu more", missing.n - 1),
				  missing.at[0], missing.n - 1);
	else
		view_status(v, SAY_PROBLEM,
			    arena_fmt(v->mem,
				      P_("%s, and %zu more problem", "%s, and %zu more problems",
					 problems - 1),
				      first_problem(w), problems - 1),
			    "%s", "");
}

/* So many, and of so many characters, that they are heard in a breath; one in any case. */
enum { MOST_TITLES = 4, TITLES_WIDTH = 90 };

struct titles {
	size_t said;
	int room;
};

static void say_titles(const struct wizard *w, struct view *v, enum level level,
		       struct titles *titles)
{
	for (size_t i = 0; i < w->findings.n && titles->said < MOST_TITLES; i++) {
		const char *title = finding_title(&w->findings.at[i]);

		if (w->findings.at[i].level != level)
			continue;
		titles->room -= (int)str_characters(title);
		if (titles->said && titles->room < 0)
			return;
		view_status(v, say_level(level), title, "%s", "");
		titles->said++;
	}
}

/* A repair names what it is about; a set-up says what it brings, and Details names the rest. */
static void say_problems(const struct wizard *w, struct view *v)
{
	size_t problems = findings_count(&w->findings, LEVEL_PROBLEM);
	size_t all = problems + findings_count(&w->findings, LEVEL_WARNING);
	struct titles titles = { .room = TITLES_WIDTH };

	if (problems > 1 && w->mode == WIZARD_SETUP) {
		say_problems_in_short(w, v, problems);
		return;
	}
	say_titles(w, v, LEVEL_PROBLEM, &titles);
	say_titles(w, v, LEVEL_WARNING, &titles);
	if (all > titles.said)
		view_text(v, P_("There is %zu more.", "There are %zu more.", all - titles.said),
			  all - titles.said);
}

/* A healthy machine may have some; Details says what to do about them. */
static void say_warnings(const struct wizard *w, struct view *v)
{
	struct titles titles = { .room = TITLES_WIDTH };

	say_titles(w, v, LEVEL_WARNING, &titles);
}

/* ---- the choice ---- */

/* What help says, line by line. */
enum help_line { HELP_STEPS = 1, HELP_PROVE = 3, HELP_EXPLAIN, HELP_LOOK };

static const char *help_line(struct arena *mem, enum help_line line)
{
	struct names lines = str_split(mem, _(welcome_screen.help), '\n');

	return line < lines.n ? lines.at[line] : ""; /* of a translation */
}

/* What is wrong, and what would be done about it, step by step. */
static const char *about_plan(const struct wizard *w, struct arena *mem)
{
	struct str s = { .mem = mem };

	for (size_t i = 0; i < w->findings.n; i++)
		if (w->findings.at[i].level >= LEVEL_WARNING) {
			str_fmt(&s, "%s", s.n ? "\n" : "");
			str_fmt(&s, _("%s: %s"), status_word(say_level(w->findings.at[i].level)),
				finding_title(&w->findings.at[i]));
		}
	str_fmt(&s, "\n\n%s", _("The plan"));
	for (size_t i = 0; i < w->plan.steps.n; i++)
		if (!(w->plan.steps.at[i].kind->flags & STEP_MAKES_FOLDERS) &&
		    w->plan.steps.at[i].kind != &step_link)
			str_fmt(&s, "\n%s", w->plan.steps.at[i].summary);
	return str_text(&s);
}

/* The questions that come. */
static const char *about_steps(const struct wizard *w, struct arena *mem)
{
	struct str s = { .mem = mem };

	str_fmt(&s, "%s\n", help_line(mem, HELP_STEPS));
	if (!w->recorded)
		str_fmt(&s, "%s\n", _("Tries the download addresses; your start files run once."));
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

static void welcome_offer(struct view *v, struct block *choice, const char *id, const char *label,
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

	welcome_offer(
		v, choice, "recommended", _("Upgrade"),
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
	const char *detail =
		w->recorded ? NULL : _("Tries the download addresses; your start files run once.");

	if (w->upgrades.n)
		offer_upgrade(w, v, choice, recommended);
	else
		welcome_offer(v, choice, "recommended", _("Show me the plan"), detail, recommended);
}

/* What it starts is said once, by the way before it where there is one. */
static const char *about_choosing(const struct wizard *w)
{
	if (w->recorded || is_offered(w, ROUTE_RECOMMENDED))
		return _("One question for each tool.");
	return wizard_healthy(w)
		       ? _("One question for each tool; addresses are tried, start files run once.")
		       : _("Tries addresses; start files run once.");
}

static void offer_route(const struct wizard *w, struct view *v, struct block *choice,
			enum route route, bool recommended)
{
	switch (route) {
	case ROUTE_RECOMMENDED:
		offer_plan(w, v, choice, recommended);
		break;
	case ROUTE_STEPS:
		welcome_offer(v, choice, "steps", _("Let me choose"), about_choosing(w),
			      recommended);
		break;
	case ROUTE_LOOK:
		welcome_offer(v, choice, "look", _("Only look, start nothing"), NULL, recommended);
		break;
	case ROUTE_PROVE:
		welcome_offer(v, choice, "prove", _("Prove it"),
			      _("A small gRPC program is built and run in a temporary folder."),
			      recommended);
		break;
	case ROUTE_EXPLAIN:
		welcome_offer(v, choice, "explain", _("Explain an error text"), NULL, recommended);
		break;
	case ROUTE_UNDECIDED:
		break;
	}
}

static void choose_route(const struct wizard *w, struct view *v)
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

/* What was stopped half-way may be the cause of what is found here. */
static void say_stopped_run(const struct wizard *w, struct view *v)
{
	const struct journal_run *run = w->runs ? journal_stopped(w->runs) : NULL;
	size_t changes = run ? journal_changes(run) : 0;

	if (!run)
		return;
	view_status(v, SAY_NOTE, _("Your last run"),
		    P_("of %s: %s. %zu change stays; to take it back: %s",
		       "of %s: %s. %zu changes stay; to take them back: %s", changes),
		    journal_when(v->mem, run), journal_outcome(run), changes,
		    wizard_command_line(w, v->mem, "undo"))
		->goes_on = true;
}

/* For the eye: a heading of the list, of which the ear hears the first line. */
static void say_intro(struct view *v)
{
	view_text(v, "%s", _("goready has looked at this machine and found:"));
	v->blocks.at[v->blocks.n - 1].spoken = "";
}

/* What to do about it is long where an address has to be given. */
static void say_no_plan(const struct wizard *w, struct view *v)
{
	say_error(v, _("No plan"), &w->plan_error);
	v->blocks.at[v->blocks.n - 1].later = true;
}

static void welcome_view(const struct wizard *w, struct view *v)
{
	if (say_waiting(w, v))
		return;
	if (w->recorded)
		view_status(v, SAY_NOTE, _("Rehearsal"),
			    _("this is the machine recorded in %s; nothing is tried or changed"),
			    w->recorded)
			->spoken = _("a recorded machine; nothing is tried or changed");
	if (wizard_healthy(w)) {
		say_warnings(w, v);
		view_status(v, SAY_OK, w->only.n ? _("What was asked about") : _("In order"), "%s",
			    w->only.n ? _("is not wrong here; nothing needs to be changed for it")
				      : _("Go, protoc and both plugins; nothing needs to change"))
			->goes_on = w->only.n;
		if (!w->only.n)
			say_tools_in_place(w, v);
	} else {
		if (w->mode == WIZARD_FIX)
			say_intro(v);
		say_problems(w, v);
		if (!w->plan_ok)
			say_no_plan(w, v);
		else if (w->plan.steps.n)
			say_plan(w, v);
		else if (wizard_shells_decide(w))
			view_text(
				v, "%s",
				_("Only your shells can tell whether they find the tools all the same: the plan begins with asking them."));
		else
			view_text(
				v, "%s",
				_("goready cannot repair this by itself. Details says what to do."));
	}
	say_stopped_run(w, v);
	choose_route(w, v);
	next_and_back(w, v);
}

static void welcome_on(struct wizard *w, const struct event *event)
{
	if (event->kind != EVENT_CHOOSE || !str_equal(event->chosen.choice, "route"))
		return;
	for (size_t i = 0; i < sizeof(routes) / sizeof(routes[0]); i++)
		if (str_equal(event->chosen.option, route_ids[i]) && is_offered(w, routes[i]))
			w->route = routes[i];
}

const struct screen welcome_screen = {
	.id = "welcome",
	.title = N_("Welcome"),
	.routes = EVERY_ROUTE | ON_ROUTE(ROUTE_EXPLAIN),
	.view = welcome_view,
	.on = welcome_on,
	.help = N_(
		"Show me the plan, or Upgrade, takes what is usual and leads to Review, where you see everything before it is done.\n"
		"Let me choose asks one question for each tool.\n"
		"Both of them try the download addresses, and run your start files once, as opening a terminal does.\n"
		"Prove it, where nothing is missing, builds and runs a small gRPC program in a temporary folder.\n"
		"Explain an error takes what a terminal said, and says what its cause is on this machine.\n"
		"Only look tries no address, starts no shell and changes nothing."),
};
