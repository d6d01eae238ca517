#include "common.h"

enum status_level say_level(enum level level)
{
	switch (level) {
	case LEVEL_OK:
		return SAY_OK;
	case LEVEL_NOTE:
		return SAY_NOTE;
	case LEVEL_WARNING:
		return SAY_WARNING;
	case LEVEL_PROBLEM:
		return SAY_PROBLEM;
	}
	return SAY_NOTE;
}

const char *say_path(const struct wizard *w, const struct view *v, const char *path)
{
	return path_tilde(v->mem, path, w->facts->places.home);
}

struct step_page step_page(const struct wizard *w, struct view *v)
{
	return (struct step_page){ .v = v, .plan = &w->plan, .home = w->facts->places.home };
}

void push_once(struct arena *mem, struct names *names, const char *name)
{
	for (size_t i = 0; name && i < names->n; i++) {
		if (str_starts(name, names->at[i]))
			names->at[i] = name;
		if (str_starts(names->at[i], name))
			return;
	}
	if (name)
		list_push(mem, names, name);
}

const char *say_origin(enum origin origin)
{
	const char *text = origin_text(origin);

	return text ? text : _("from an unknown place");
}

const char *tool_short_name(const struct wizard *w, struct arena *mem, enum tool_id id)
{
	const char *version = wants_version(&w->wants.tool[id]);

	return w->wants.tool[id].package || !version
		       ? tool_title(id)
		       : arena_fmt(mem, "%s %s", tool_title(id), version);
}

/* ---- findings ---- */

static bool has_topic(const enum topic *topics, enum topic topic)
{
	for (; *topics != TOPIC_N; topics++)
		if (*topics == topic)
			return true;
	return false;
}

bool topics_found(const struct wizard *w, const enum topic *topics)
{
	for (; *topics != TOPIC_N; topics++)
		if (wizard_has_findings(w, *topics))
			return true;
	return false;
}

bool topics_apply(const struct wizard *w, const enum topic *topics)
{
	return w->mode == WIZARD_SETUP || topics_found(w, topics);
}

const char *finding_title(const struct finding *finding)
{
	return finding->title ? finding->title : _(finding->rule->title);
}

static void say_finding(struct view *v, const struct finding *finding)
{
	view_status(v, say_level(finding->level), finding_title(finding), "%s",
		    finding->evidence.n ? finding->evidence.at[0] : "");
	if (finding->level == LEVEL_NOTE)
		return;
	if (!finding->automatic && finding->remedy)
		view_text(v, _("What to do: %s"), finding->remedy);
}

void say_findings(const struct wizard *w, struct view *v, const enum topic *topics)
{
	size_t automatic = 0;

	for (size_t i = 0; i < w->findings.n; i++)
		if (has_topic(topics, w->findings.at[i].rule->topic)) {
			say_finding(v, &w->findings.at[i]);
			automatic +=
				w->findings.at[i].automatic && w->findings.at[i].level > LEVEL_NOTE;
		}
	if (automatic)
		view_text(v, "%s",
			  P_("goready can repair this.", "goready can repair these.", automatic));
}

static void say_finding_in_full(struct view *v, const struct finding *finding)
{
	view_status(v, say_level(finding->level), finding_title(finding), "%s", finding->rule->id);
	for (size_t i = 0; i < finding->evidence.n; i++)
		view_field(v, _("Seen"), "%s", finding->evidence.at[i]);
	if (finding->rule->why)
		view_field(v, _("Why it matters"), "%s", _(finding->rule->why));
	if (finding->remedy)
		view_field(v, _("What to do"), "%s", finding->remedy);
}

void say_findings_in_full(const struct wizard *w, struct view *v, const enum topic *topics)
{
	for (size_t i = 0; i < w->findings.n; i++)
		if (has_topic(topics, w->findings.at[i].rule->topic))
			say_finding_in_full(v, &w->findings.at[i]);
}

void say_error(struct view *v, const struct err *e)
{
	view_status(v, SAY_PROBLEM, _("No plan"), "%s", e->text);
	view_text(v, _("What to do: %s"), err_remedy(e));
}

/* ---- actions ---- */

void common_actions(struct view *v, bool details)
{
	if (details)
		view_action(v, ACTION_DETAILS, _("Details"), true);
	view_action(v, ACTION_LOG, _("What happened so far"), true);
	view_action(v, ACTION_HELP, _("Help"), true);
	view_action(v, ACTION_QUIT, _("Quit"), true);
}

void next_and_back(const struct wizard *w, struct view *v)
{
	enum screen_id next = wizard_next_of(w, w->at);
	enum screen_id back = wizard_back_of(w, w->at);
	const struct screen *screen = wizard_screen_at(w, w->at);
	const char *why = NULL;
	bool ready = !screen->ready || screen->ready(w, &why);

	if (next != SCREEN_NONE) {
		const char *title = _(wizard_screen_at(w, next)->title);

		view_action(v, ACTION_NEXT, arena_fmt(v->mem, _("Next: %s"), title), ready)
			->why_not = why;
	}
	if (back != SCREEN_NONE)
		view_action(v, ACTION_BACK,
			    arena_fmt(v->mem, _("Back: %s"), _(wizard_screen_at(w, back)->title)),
			    true);
	common_actions(v, true);
}

bool say_waiting(const struct wizard *w, struct view *v)
{
	if (!w->waiting_for || wizard_is_changing(w))
		return false;
	view_status(v, SAY_WORKING, w->waiting_for ? w->waiting_for : _("Please wait"), "%s",
		    _("this takes a few seconds"));
	common_actions(v, false);
	return true;
}
