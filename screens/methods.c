/* How a tool is to be brought: the choice on its screen, and what was chosen. */
#include "base/url.h"
#include "common.h"

#include <string.h>

static const char *choice_id(struct arena *mem, enum tool_id id)
{
	return arena_fmt(mem, "%s.method", tool_name(id));
}

/* What cannot be carried out is not offered. */
static bool has_brew(const struct wizard *w, enum tool_id id)
{
	return wizard_offers_brew(w) || w->wants.tool[id].usual == METHOD_HOMEBREW;
}

static void offer_brew(const struct wizard *w, struct view *v, struct block *choice,
		       enum tool_id id)
{
	const struct tool_want *want = &w->wants.tool[id];
	const char *detail =
		want->formula_gives
			? arena_fmt(v->mem, _("brew install %s brings %s, with what it needs."),
				    want->formula, want->formula_gives->version)
			: arena_fmt(v->mem, _("brew install %s, with what it needs."),
				    want->formula);

	view_option(v, choice, "homebrew", _("Use Homebrew"), detail)->recommended =
		!wants_kept(&w->wants, w->facts, id) && want->usual == METHOD_HOMEBREW;
}

/* The one that would be kept may be not on PATH yet. */
static void offer_keep(const struct wizard *w, struct view *v, struct block *choice,
		       enum tool_id id)
{
	const struct tool *kept = wants_kept(&w->wants, w->facts, id);
	const struct tool *there = kept ? kept : facts_resolve(w->facts, id);

	if (there && there->fault == FAULT_NONE)
		view_option(v, choice, "keep", arena_fmt(v->mem, _("Keep %s"), say_version(there)),
			    arena_fmt(v->mem, _("%s stays as it is."), say_path(w, v, there->path)))
			->recommended = kept != NULL;
	else
		view_option(v, choice, "keep", _("Leave it out"),
			    _("Nothing is installed here; the problem stays."));
}

static bool has_a_release(const struct wizard *w, enum tool_id id)
{
	return w->wants.tool[id].package || w->wants.tool[id].sources.n > 0;
}

/* A plugin that is released as an archive too: the user decides. */
static bool has_two_ways(const struct wizard *w, enum tool_id id)
{
	return w->wants.tool[id].package && w->wants.tool[id].sources.n;
}

/* What go install does, where that is not all there is to choose. */
static bool is_compiled(const struct wizard *w, enum tool_id id)
{
	const struct tool_want *want = &w->wants.tool[id];

	return has_two_ways(w, id) && (want->compiled || !sources_first(&want->sources));
}

static const char *compiled_detail(const struct wizard *w, struct view *v)
{
	return arena_fmt(v->mem, _("Built by go install into %s."),
			 say_path(w, v, w->facts->places.go_bin));
}

static const char *program_detail(const struct wizard *w, struct view *v,
				  const struct source *source, uint64_t size)
{
	const char *bin = say_path(w, v, w->facts->places.go_bin);

	if (size)
		return arena_fmt(v->mem, _("From %s, %s to download, into %s."), source->label,
				 size_text(v->mem, size), bin);
	return arena_fmt(v->mem, _("From %s, into %s."), source->label, bin);
}

static const char *archive_detail(const struct wizard *w, struct view *v, enum tool_id id)
{
	const struct tool_want *want = &w->wants.tool[id];
	const struct source *source = want->sources.n ? &want->sources.at[0] : NULL;
	uint64_t size = 0;

	if (!source)
		return want->package ? compiled_detail(w, v) : NULL;
	for (int i = 0; i < source->part_n; i++)
		size += source->parts[i].size;
	if (want->package)
		return program_detail(w, v, source, size);
	if (size)
		return arena_fmt(v->mem, _("From %s, %s to download. Nothing else is replaced."),
				 source->label, size_text(v->mem, size));
	return arena_fmt(v->mem, _("From %s. Nothing else is replaced."), source->label);
}

/* Where it is fetched from, what it is compared with, and where it goes; Details of Review has that too. */
static const char *about_archive(const struct wizard *w, const struct view *v, enum tool_id id)
{
	const struct sources *sources = &w->wants.tool[id].sources;
	struct str s = { .mem = v->mem };

	for (size_t i = 0; i < sources->n; i++)
		if (sources->at[i].part_n && !sources->at[i].offered) {
			str_fmt(&s, _("%s: %s"), _("Address"),
				url_redact(v->mem, sources->at[i].parts[0].url));
			str_add_char(&s, '\n');
		}
	for (size_t i = 0; i < w->plan.steps.n; i++)
		if (w->plan.steps.at[i].tool == id)
			str_fmt(&s, "%s\n", w->plan.steps.at[i].summary);
	return s.n ? str_text(&s) : NULL;
}

/* Of what is not Homebrew's. */
static bool is_usual(const struct wizard *w, enum tool_id id)
{
	return !wants_kept(&w->wants, w->facts, id) && w->wants.tool[id].usual != METHOD_HOMEBREW;
}

static void disable(struct option *option, const char *why)
{
	option->disabled = true;
	option->recommended = false;
	option->why_disabled = why;
}

static void offer_archive(const struct wizard *w, struct view *v, struct block *choice,
			  enum tool_id id)
{
	const struct tool_want *want = &w->wants.tool[id];
	struct option *option = view_option(v, choice, "archive",
					    arena_fmt(v->mem,
						      !want->package && facts_resolve(w->facts, id)
							      ? _("Install %s beside it")
							      : _("Install %s"),
						      want->version ? want->version : ""),
					    archive_detail(w, v, id));

	view_about(v, option, about_archive(w, v, id));
	option->recommended = is_usual(w, id);
	if (!has_a_release(w, id))
		disable(option, want->no_source ? want->no_source
						: _("No release for this machine is known."));
	else if (has_two_ways(w, id) && !sources_first(&want->sources))
		disable(option, arena_fmt(v->mem, _("%s %s."), want->sources.at[0].label,
					  reach_says(v->mem, want->sources.at[0].reach,
						     want->sources.at[0].status)));
}

static void offer_compiling(const struct wizard *w, struct view *v, struct block *choice,
			    enum tool_id id)
{
	const struct tool_want *want = &w->wants.tool[id];

	view_option(v, choice, "compile",
		    arena_fmt(v->mem, _("Build %s here"), want->version ? want->version : ""),
		    compiled_detail(w, v))
		->recommended = is_usual(w, id) && !sources_first(&want->sources);
}

static int chosen_method(const struct wizard *w, enum tool_id id)
{
	if (w->choices.method[id] == METHOD_KEEP)
		return 0;
	if (w->choices.method[id] == METHOD_ARCHIVE && !has_a_release(w, id))
		return 0; /* what is there: Return takes that */
	if (w->choices.method[id] == METHOD_ARCHIVE)
		return is_compiled(w, id) ? 2 : 1;
	return has_two_ways(w, id) ? 3 : 2;
}

/* Where the release itself is what is kept, or nothing may be chosen, there is no question. */
static bool is_a_question(const struct wizard *w, enum tool_id id)
{
	const struct tool *kept = wants_kept(&w->wants, w->facts, id);
	const char *version = w->wants.tool[id].version;

	if (w->route == ROUTE_LOOK)
		return false;
	return !kept || w->choices.method_chosen[id] || !version || !kept->version ||
	       version_compare(kept->version, version) != 0;
}

void choose_method(const struct wizard *w, struct view *v, enum tool_id id)
{
	struct block *choice;

	if (!is_a_question(w, id))
		return;
	choice = view_choice(v, choice_id(v->mem, id),
			     arena_fmt(v->mem, _("What should be done about %s?"), tool_title(id)),
			     chosen_method(w, id));

	offer_keep(w, v, choice, id);
	offer_archive(w, v, choice, id);
	if (has_two_ways(w, id))
		offer_compiling(w, v, choice, id);
	if (has_brew(w, id))
		offer_brew(w, v, choice, id);
}

static enum method method_parse(const char *name)
{
	for (int i = 0; i < METHOD_N; i++)
		if (str_equal(name, method_name((enum method)i)))
			return (enum method)i;
	return METHOD_N;
}

bool on_method(struct wizard *w, const struct event *event, enum tool_id id)
{
	bool compile = event->kind == EVENT_CHOOSE && str_equal(event->chosen.option, "compile");
	enum method method;

	if (event->kind != EVENT_CHOOSE || !str_starts(event->chosen.choice, tool_name(id)) ||
	    !str_equal(event->chosen.choice + strlen(tool_name(id)), ".method"))
		return false;
	method = compile ? METHOD_ARCHIVE : method_parse(event->chosen.option);
	if (method == METHOD_N || (method == METHOD_HOMEBREW && !has_brew(w, id)))
		return true;
	if (method == METHOD_ARCHIVE && !has_a_release(w, id))
		return true;
	if (compile && !has_two_ways(w, id))
		return true;
	w->choices.compiled[id] = compile;
	w->choices.method[id] = method;
	w->choices.method_chosen[id] = true;
	wizard_replan(w);
	return true;
}
