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

bool plan_brings(const struct plan *p, enum tool_id id)
{
	for (size_t i = 0; i < p->steps.n; i++)
		if (p->steps.at[i].tool == id)
			return true;
	return false;
}

size_t files_to_change(const struct plan *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->steps.n; i++)
		n += p->steps.at[i].kind == &step_edit;
	return n;
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
		if (wizard_asks_about(w, *topics))
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

/* ---- which of them are repaired ---- */

/* Whether a tool is installed has a question of its own. */
static bool is_listed(const struct wizard *w, const struct finding *f, const enum topic *topics)
{
	return has_topic(topics, f->rule->topic) && wizard_may_decline(w, f) &&
	       (f->heal != HEAL_INSTALL || f->tool == TOOL_N);
}

static bool has_label(const struct block *choice, const char *label)
{
	for (size_t i = 0; i < choice->options.n; i++)
		if (str_equal(choice->options.at[i].label, label))
			return true;
	return false;
}

/* Two findings of one rule may be called the same: then by what they are about. */
static const char *repair_label(struct view *v, const struct block *choice, const struct finding *f)
{
	const char *title = finding_title(f), *kind, *name;

	if (!has_label(choice, title) || !finding_about(f, &kind, &name))
		return title;
	return arena_fmt(v->mem, _("%s: %s"), name, title);
}

static void offer_repair(struct view *v, struct block *choice, const struct finding *f)
{
	view_option(v, choice, wizard_finding_key(v->mem, f), repair_label(v, choice, f),
		    f->remedy);
	if (!f->declined)
		choice->chosen_set |= (uint64_t)1 << (choice->options.n - 1);
}

enum { MOST_REPAIRS = 64 }; /* bits of a set */

static void choose_repairs(const struct wizard *w, struct view *v, const enum topic *topics)
{
	struct block *choice = NULL;

	for (size_t i = 0; i < w->findings.n; i++) {
		if (!is_listed(w, &w->findings.at[i], topics))
			continue;
		if (!choice) {
			choice = view_choice(v, "repairs", _("What should goready repair?"), -1);
			choice->several = true;
		}
		if (choice->options.n < MOST_REPAIRS)
			offer_repair(v, choice, &w->findings.at[i]);
	}
}

bool on_repairs(struct wizard *w, const struct event *event, const enum topic *topics)
{
	struct findings all = w->findings; /* the next plan has its own */
	unsigned nth = 0;

	if (event->kind != EVENT_CHOOSE || !str_equal(event->chosen.choice, "repairs"))
		return false;
	for (size_t i = 0; i < all.n && nth < MOST_REPAIRS; i++)
		if (is_listed(w, &all.at[i], topics))
			wizard_decline(w, &all.at[i], !(event->chosen.set >> nth++ & 1));
	wizard_replan(w);
	return true;
}

/* Its label is short where it stands in a column. */
static void say_why_it_matters(struct view *v, const char *why)
{
	struct block *b = view_field(v, _("Why"), "%s", why);

	b->spoken = arena_fmt(v->mem, _("%s: %s"), _("Why it matters"), why);
	b->later = true;
}

/* `said`: so much of the evidence was said already. */
static void say_why(struct view *v, const struct finding *finding, size_t said)
{
	for (size_t i = said; i < finding->evidence.n; i++)
		view_field(v, _("Seen"), "%s", finding->evidence.at[i]);
	if (finding->rule->why)
		say_why_it_matters(v, _(finding->rule->why));
}

/* Why a tool cannot be brought stands at the answer that is not possible for it. */
static bool is_said_by_the_choice(const struct wizard *w, const struct finding *f)
{
	return w->route == ROUTE_STEPS && f->tool != TOOL_N &&
	       str_equal(f->remedy, w->wants.tool[f->tool].no_source);
}

enum { EVIDENCE_HEARD = 100 };

/* Behind evidence that is long by itself the rest is heard when it is asked for. */
static void say_why_heard(struct view *v, const struct finding *finding)
{
	size_t from = v->blocks.n;

	say_why(v, finding, 1);
	for (size_t i = from; i < v->blocks.n && finding->evidence.n; i++)
		v->blocks.at[i].later |= str_spoken(finding->evidence.at[0]) > EVIDENCE_HEARD;
}

static void say_finding(const struct wizard *w, struct view *v, const struct finding *finding)
{
	view_status(v, say_level(finding->level), finding_title(finding), "%s",
		    finding->evidence.n ? finding->evidence.at[0] : "");
	if (finding->level == LEVEL_NOTE) {
		v->blocks.at[v->blocks.n - 1].spoken =
			""; /* no question is about it; Details says more */
		return;
	}
	if (w->mode == WIZARD_FIX &&
	    w->route == ROUTE_STEPS) /* who decides on it one by one has it all before him */
		say_why_heard(v, finding);
	if (!finding->automatic && finding->remedy && !is_said_by_the_choice(w, finding))
		view_text(v, _("What to do: %s"), finding->remedy);
}

/* Where it takes that long to say, where each is and what to do about it is said when it is asked for. */
enum { FINDINGS_HEARD_WHOLE = 2 };

static void put_remedies_off(const struct wizard *w, struct view *v, const enum topic *topics,
			     size_t from)
{
	size_t findings = 0;

	for (size_t i = 0; i < w->findings.n; i++)
		findings += w->findings.at[i].level > LEVEL_NOTE &&
			    has_topic(topics, w->findings.at[i].rule->topic);
	for (size_t i = from; i < v->blocks.n && findings > FINDINGS_HEARD_WHOLE; i++) {
		struct block *b = &v->blocks.at[i];

		b->later |= b->kind != BLOCK_STATUS;
		if (b->kind == BLOCK_STATUS)
			b->spoken = ""; /* what it is; where, Details says */
	}
}

/* A tool that nobody needs is missing because it was chosen just now, which stands at the choice. */
static bool is_asked_for(const struct wizard *w, const struct finding *f)
{
	return w->route == ROUTE_STEPS && w->mode == WIZARD_SETUP && f->heal == HEAL_INSTALL &&
	       f->tool != TOOL_N && tool_kind_of(f->tool)->optional;
}

void say_findings(const struct wizard *w, struct view *v, const enum topic *topics)
{
	size_t automatic = 0, from = v->blocks.n;
	bool asks = w->route == ROUTE_STEPS;

	for (size_t i = 0; i < w->findings.n; i++) {
		const struct finding *f = &w->findings.at[i];

		if (!has_topic(topics, f->rule->topic) || is_asked_for(w, f))
			continue;
		say_finding(w, v, f);
		automatic +=
			f->automatic && f->level > LEVEL_NOTE && !(asks && is_listed(w, f, topics));
	}
	put_remedies_off(w, v, topics, from);
	if (automatic)
		view_text(v, "%s",
			  P_("goready can repair this.", "goready can repair these.", automatic));
	if (asks)
		choose_repairs(w, v, topics);
}

/* What the plan would be if this were all. */
static void say_repair(const struct wizard *w, struct view *v, const struct finding *finding)
{
	struct plan *plan = ARENA_NEW(v->mem, struct plan);
	struct step_page page = { .v = v, .plan = plan, .home = w->facts->places.home };

	if (!wizard_may_decline(w, finding) || !wizard_plan_repair(w, v->mem, finding, plan))
		return;
	if (plan->steps.n)
		view_text(v, "%s", _("For this alone, this would be done:"));
	plan_review(&page, REVIEW_WORK);
	plan_review(&page, REVIEW_FILES);
	plan_review(&page, REVIEW_PLACES);
}

static void say_finding_in_full(const struct wizard *w, struct view *v,
				const struct finding *finding)
{
	enum status_level level =
		wizard_is_cause(w, finding) ? SAY_PROBLEM : say_level(finding->level);

	view_status(v, level, finding_title(finding), "%s", finding->rule->id)->apart = true;
	say_why(v, finding, 0);
	if (finding->remedy)
		view_field(v, _("What to do"), "%s", finding->remedy);
	say_repair(w, v, finding);
}

void say_findings_in_full(const struct wizard *w, struct view *v, const enum topic *topics)
{
	for (size_t i = 0; i < w->findings.n; i++)
		if (has_topic(topics, w->findings.at[i].rule->topic))
			say_finding_in_full(w, v, &w->findings.at[i]);
}

void say_error(struct view *v, const char *label, const struct err *e)
{
	view_status(v, SAY_PROBLEM, label, "%s", e->text);
	view_text(v, _("What to do: %s"), err_remedy(e));
}

struct block *say_no_plan(const struct wizard *w, struct view *v)
{
	struct block *error;

	say_error(v, _("No plan"), &w->plan_error);
	error = &v->blocks.at[v->blocks.n - 2];
	error->spoken = str_first_sentence(v->mem, error->text);
	return error + 1;
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
		bool again = next == SCREEN_PROOF && w->proof.ended;

		view_action(v, ACTION_NEXT,
			    again ? _("Prove it again") : arena_fmt(v->mem, _("Next: %s"), title),
			    ready)
			->why_not = why;
	}
	if (back != SCREEN_NONE)
		view_action(v, ACTION_BACK,
			    arena_fmt(v->mem, _("Back: %s"), _(wizard_screen_at(w, back)->title)),
			    true);
	common_actions(v, true);
}

/* ---- what is heard of a step ---- */

/* Of the 600 characters before a question, which are 45 seconds; the rest is for where one is. */
enum { HEARD = 430, WORDS_AROUND = 12 };

static size_t spoken_or_none(const char *text)
{
	return text ? str_spoken(text) : 0;
}

static size_t heard_of_choice(const struct block *b)
{
	size_t n = spoken_or_none(b->label) + 2 * WORDS_AROUND, longest = 0;

	for (size_t i = 0; i < b->options.n; i++) {
		size_t detail = spoken_or_none(b->options.at[i].detail);

		n += str_spoken(b->options.at[i].label) + WORDS_AROUND +
		     spoken_or_none(b->options.at[i].why_disabled);
		longest = detail > longest ? detail : longest;
	}
	return b->later ? n
			: n + longest; /* whichever is chosen: an answer changes nothing above */
}

static size_t heard_of(const struct block *b)
{
	if (b->kind == BLOCK_CHOICE)
		return heard_of_choice(b);
	if (b->later)
		return 0;
	return spoken_or_none(b->label) + spoken_or_none(b->spoken ? b->spoken : b->text) +
	       WORDS_AROUND;
}

/* One question at a time. */
bool view_is_long_to_hear(const struct view *v)
{
	const struct block *asked = view_first_block(v, BLOCK_CHOICE);
	const char *how = _("Type numbers such as 1,3-4, or all, or none. Press Return for %s.");
	size_t n = str_spoken(how) + (asked ? heard_of(asked) : 0);

	for (size_t i = 0; i < v->blocks.n; i++)
		if (v->blocks.at[i].kind != BLOCK_CHOICE)
			n += heard_of(&v->blocks.at[i]);
	return n > HEARD;
}

static bool is_of_a_finding(const struct wizard *w, const struct block *b)
{
	for (size_t i = 0; b->kind == BLOCK_STATUS && i < w->findings.n; i++)
		if (str_equal(finding_title(&w->findings.at[i]), b->label))
			return true;
	return false;
}

/* What can wait, from what is missed least: more and Details say all of it. */
enum put_off {
	PUT_OFF_FIELDS,
	PUT_OFF_EVIDENCE,
	PUT_OFF_REMEDIES,
	PUT_OFF_SENTENCES, /* of the choice */
	PUT_OFF_LISTED,    /* the choice names them as well */
	PUT_OFF_GOOD,
	PUT_OFF_WARNINGS,
	PUT_OFF_N
};

static void put_off(const struct wizard *w, const struct view *v, struct block *b,
		    enum put_off what)
{
	const struct block *asked = view_first_block(v, BLOCK_CHOICE);

	switch (what) {
	case PUT_OFF_FIELDS:
		b->later |= b->kind == BLOCK_FIELD;
		break;
	case PUT_OFF_EVIDENCE:
		if (is_of_a_finding(w, b))
			b->spoken = "";
		break;
	case PUT_OFF_REMEDIES:
		b->later |= b->kind == BLOCK_TEXT;
		break;
	case PUT_OFF_SENTENCES:
		b->later |= b->kind == BLOCK_CHOICE;
		break;
	case PUT_OFF_LISTED:
		b->later |= is_of_a_finding(w, b) && asked && has_label(asked, b->label);
		break;
	case PUT_OFF_GOOD:
		b->later |= b->kind == BLOCK_STATUS && b->level != SAY_PROBLEM &&
			    b->level != SAY_WARNING;
		break;
	case PUT_OFF_WARNINGS:
		b->later |= asked && b->kind == BLOCK_STATUS && b->level == SAY_WARNING;
		break;
	case PUT_OFF_N:
		break;
	}
}

void end_of_step(const struct wizard *w, struct view *v)
{
	for (int what = 0; what < PUT_OFF_N && view_is_long_to_hear(v); what++)
		for (size_t i = 0; i < v->blocks.n; i++)
			put_off(w, v, &v->blocks.at[i], (enum put_off)what);
	next_and_back(w, v);
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
