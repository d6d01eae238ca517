/* What was found and what would be done, in a few lines; the ways on from there are in ways.c. */
#include "common.h"

enum tools_named { TOOLS_SEEN, TOOLS_HEARD, TOOLS_WITHOUT_VERSIONS };

/* For the ear, which a plugin's name is spelled to, both are one. */
static struct names tools_to_install(const struct wizard *w, struct arena *mem,
				     enum tools_named named)
{
	bool heard = named != TOOLS_SEEN && plan_brings(&w->plan, TOOL_GEN_GO) &&
		     plan_brings(&w->plan, TOOL_GEN_GO_GRPC);
	struct names names = { 0 };

	if (plan_step(&w->plan, "clt"))
		list_push(mem, &names, _("Apple's command line tools"));
	if (plan_step(&w->plan, "homebrew.install"))
		list_push(mem, &names, _("Homebrew"));
	tools_each (id) {
		if (heard && id == TOOL_GEN_GO)
			list_push(mem, &names, _("both plugins"));
		else if (plan_brings(&w->plan, id) && !(heard && id == TOOL_GEN_GO_GRPC))
			list_push(mem, &names,
				  named == TOOLS_WITHOUT_VERSIONS ? tool_title(id)
								  : tool_short_name(w, mem, id));
	}
	return names;
}

enum { MOST_TOOLS_HEARD = 4, TOOLS_NAMED = 2 };

/* All of them are to be seen, and heard at Review. */
static const char *spoken_tools(const struct wizard *w, struct arena *mem)
{
	struct names some = tools_to_install(w, mem, TOOLS_HEARD);
	size_t more = some.n - TOOLS_NAMED;

	if (some.n <= MOST_TOOLS_HEARD)
		return text_list(mem, &some);
	some.n = TOOLS_NAMED;
	return arena_fmt(mem, P_("%s and %zu more", "%s and %zu more", more),
			 str_join(mem, &some, _(", ")), more);
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

/* Those that are missing are those that are installed: they are heard once. */
static bool tools_are_heard(const struct wizard *w, struct arena *mem)
{
	size_t missing = only_missing(w, mem).n;

	return w->mode == WIZARD_SETUP && w->plan_ok && missing > 1 &&
	       missing == tools_to_install(w, mem, TOOLS_SEEN).n;
}

static void say_plan(const struct wizard *w, struct view *v)
{
	struct names tools = tools_to_install(w, v->mem, TOOLS_SEEN);
	size_t files = files_to_change(&w->plan), from = v->blocks.n;

	if (tools.n)
		view_field(v, _("To install"), "%s", text_list(v->mem, &tools))->spoken =
			tools_are_heard(w, v->mem) ? ""
						   : arena_fmt(v->mem, _("%s: %s"), _("To install"),
							       spoken_tools(w, v->mem));
	if (files)
		view_field(v, _("To change"), P_("%zu file", "%zu files", files), files)->spoken =
			w->mode == WIZARD_FIX ? NULL : ""; /* with what is needed */
	for (size_t i = from; i < v->blocks.n && w->mode == WIZARD_FIX; i++)
		v->blocks.at[i].later = true; /* what is wrong comes first, and Review says it */
	view_field(v, _("Needed"), "%s", cost_sentence(w, v->mem))->spoken = cost_spoken(w, v->mem);
	view_text(v, "%s", _("Nothing is changed before you say yes to the plan."));
	v->blocks.at[v->blocks.n - 1].later = true; /* "where" says it too, and Review */
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

	struct names heard = tools_to_install(w, v->mem, TOOLS_WITHOUT_VERSIONS);

	if (missing.n)
		view_status(v, SAY_PROBLEM, _("Not installed"), "%s", text_list(v->mem, &missing))
			->spoken =
			tools_are_heard(w, v->mem)
				? text_list(v->mem, &heard)
				: arena_fmt(v->mem,
					    P_("%s and %zu more", "%s and %zu more", missing.n - 1),
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
enum { MOST_TITLES = 4, TITLES_WIDTH = 93, LESS_WIDTH = 55 };

struct titles {
	size_t said, most;
	int room;
};

static void say_titles(const struct wizard *w, struct view *v, enum level level,
		       struct titles *titles)
{
	for (size_t i = 0; i < w->findings.n && titles->said < titles->most; i++) {
		const char *title = finding_title(&w->findings.at[i]);

		if (w->findings.at[i].level != level)
			continue;
		titles->room -=
			(int)(str_spoken(status_word(say_level(level))) + str_spoken(title));
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
	/* What is installed follows, or why nothing can be; how many more there are is a line as well. */
	struct titles titles = {
		.most = all > MOST_TITLES ? MOST_TITLES - 1 : MOST_TITLES,
		.room = w->mode == WIZARD_SETUP || !w->plan_ok ? LESS_WIDTH : TITLES_WIDTH,
	};

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
static bool say_warnings(const struct wizard *w, struct view *v)
{
	struct titles titles = { .most = MOST_TITLES, .room = TITLES_WIDTH };

	say_titles(w, v, LEVEL_WARNING, &titles);
	return titles.said > 0;
}

static void say_beyond_repair(struct view *v)
{
	view_text(v, "%s", _("goready cannot repair this by itself. Details says what to do."));
}

static void say_healthy(const struct wizard *w, struct view *v)
{
	bool warned = say_warnings(w, v);

	if (!w->only.n) {
		view_status(v, SAY_OK, _("In order"), "%s",
			    _("Go, protoc and both plugins; nothing needs to change"));
		say_tools_in_place(w, v);
	} else if (warned) {
		say_beyond_repair(v);
	} else {
		view_status(v, SAY_OK, _("What was asked about"), "%s",
			    _("is not wrong here; nothing needs to be changed for it"))
			->goes_on = true;
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
		    own_command(v->mem, "undo"))
		->goes_on = true;
}

/* What would be installed is heard at Review, too. */
static void put_tools_off(struct view *v)
{
	for (size_t i = 0; i < v->blocks.n; i++)
		if (v->blocks.at[i].kind == BLOCK_FIELD &&
		    str_equal(v->blocks.at[i].label, _("To install")))
			v->blocks.at[i].later = true;
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
		say_healthy(w, v);
	} else {
		say_problems(w, v);
		if (!w->plan_ok)
			say_no_plan(w, v)->later = true; /* long where an address has to be given */
		else if (w->plan.steps.n)
			say_plan(w, v);
		else if (wizard_shells_decide(w))
			view_text(
				v, "%s",
				_("Only your shells can tell whether they find the tools all the same: the plan begins with asking them."));
		else
			say_beyond_repair(v);
	}
	say_stopped_run(w, v);
	choose_route(w, v);
	if (view_is_long_to_hear(v))
		put_tools_off(v);
	next_and_back(w, v);
}

const struct screen welcome_screen = {
	.id = "welcome",
	.title = N_("Welcome"),
	.routes = EVERY_ROUTE | ON_ROUTE(ROUTE_EXPLAIN),
	.view = welcome_view,
	.on = on_route,
	.help = N_(
		"Show me the plan, or Upgrade, takes what is usual and leads to Review, where you see everything before it is done.\n"
		"Let me choose asks one question for each tool.\n"
		"Both of them run your start files once, as opening a terminal does, and try the addresses of what may be downloaded.\n"
		"Prove it, where nothing is missing, builds and runs a small gRPC program in a temporary folder.\n"
		"Explain an error takes what a terminal said, and says what its cause is on this machine.\n"
		"Only look tries no address, starts no shell and changes nothing."),
};
