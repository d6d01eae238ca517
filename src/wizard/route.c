/* The way through the screens: what comes next, what came before, and what must be waited for. */
#include "wizard/tell.h"

#include <string.h>

#include "base/i18n.h"

enum screen_id wizard_screen(const struct wizard *w)
{
	return w->overlays.n ? w->overlays.at[w->overlays.n - 1] : w->at;
}

const struct screen *wizard_screen_at(const struct wizard *w, enum screen_id id)
{
	return w->screens[id];
}

/* Also for a route that is not the chosen one: a page may ask for it. */
static bool shows_on(const struct wizard *w, enum screen_id id, enum route route)
{
	const struct screen *screen = wizard_screen_at(w, id);
	struct wizard there = *w;

	there.route = route;
	return (screen->routes & ON_ROUTE(route)) && (!screen->applies || screen->applies(&there));
}

static bool is_on_route(const struct wizard *w, enum screen_id id)
{
	return shows_on(w, id, w->route);
}

enum screen_id wizard_next_of(const struct wizard *w, enum screen_id from)
{
	for (int id = (int)from + 1; id <= SCREEN_DONE; id++)
		if (is_on_route(w, (enum screen_id)id))
			return (enum screen_id)id;
	return SCREEN_NONE;
}

/* Back works until something was changed. */
enum screen_id wizard_back_of(const struct wizard *w, enum screen_id from)
{
	if (w->phase != PHASE_CHOOSING || from > SCREEN_DONE)
		return SCREEN_NONE;
	for (int id = (int)from - 1; id >= SCREEN_WELCOME; id--)
		if (is_on_route(w, (enum screen_id)id) && id != SCREEN_APPLY && id != SCREEN_PROOF)
			return (enum screen_id)id;
	return SCREEN_NONE;
}

bool wizard_is_read(enum screen_id screen)
{
	return screen == SCREEN_HELP || screen == SCREEN_LOG || screen == SCREEN_DETAILS;
}

void wizard_end_questions(struct wizard *w)
{
	size_t n = 0;

	for (size_t i = 0; i < w->overlays.n; i++)
		if (wizard_is_read(w->overlays.at[i]))
			w->overlays.at[n++] = w->overlays.at[i];
	w->overlays.n = n;
}

void wizard_go(struct wizard *w, enum screen_id to)
{
	w->at = to;
	wizard_end_questions(w);
}

static bool must_look(const struct wizard *w)
{
	return !w->looked && (w->at == SCREEN_WELCOME || w->at == SCREEN_EXPLAIN) &&
	       (w->route == ROUTE_RECOMMENDED || w->route == ROUTE_STEPS);
}

static bool must_rehearse(const struct wizard *w)
{
	if (!w->plan_ok || w->rehearsal.holds || w->rehearsal.tries >= REHEARSALS_MAX)
		return false;
	return plan_proposed_files(w->plan_mem, &w->plan, w->facts).n > 0;
}

/* Where nothing is needed, the plan that is asked for is that of the newer tools. Only by who was offered it:
 * what is found later, on the way, was not asked for. */
static void settle_upgrade(struct wizard *w)
{
	if (w->at == SCREEN_WELCOME)
		replan_upgrade(w, w->route == ROUTE_RECOMMENDED &&
					  (w->choices.upgrade || w->upgrades.n > 0));
}

/* One screen on, unless something must be found out first; then the same again when it has come. */
static void advance(struct wizard *w)
{
	enum screen_id to;

	if (must_look(w)) {
		wizard_wish(w, WISH_LOOK,
			    _("Trying the download addresses and asking your shells"));
		return;
	}
	to = w->heading_for != SCREEN_NONE ? w->heading_for : wizard_next_of(w, w->at);
	if (to == SCREEN_NONE)
		return;
	if (to == SCREEN_REVIEW && must_rehearse(w)) {
		wizard_wish(w, WISH_REHEARSE, _("Trying your shells on the new files"));
		return;
	}
	w->heading_for = SCREEN_NONE;
	wizard_go(w, to);
	if (to == SCREEN_EXPLAIN && w->explaining.answer) /* more is known of the machine */
		wizard_explain(w, w->explaining.text);
	if (to == SCREEN_DONE)
		wizard_finish_earlier(w);
	if (to == SCREEN_PROOF) {
		if (w->run.result.proof_failed) /* what that run changed is what is proved */
			w->phase = PHASE_CHANGED;
		w->proof.verdicts.n = 0;
		w->proof.ended = false;
		wizard_wish(w, WISH_PROVE, _("Proving the toolchain"));
	}
}

void route_arrive(struct wizard *w)
{
	if (w->heading_for == SCREEN_APPLY) {
		w->heading_for = SCREEN_NONE;
		if (w->plan_ok && w->plan.steps.n > 0 && replan_agreed(w)) {
			progress_begin(w);
			return;
		}
		w->heading_for = w->plan_ok && w->plan.steps.n == 0 ? SCREEN_DONE : SCREEN_REVIEW;
		w->phase = PHASE_CHOOSING;
	}
	advance(w);
}

/* Of what is only read, the log says more of itself. */
static bool has_details(const struct wizard *w, enum screen_id at, enum screen_id overlay)
{
	return overlay == SCREEN_DETAILS && wizard_screen_at(w, at)->details;
}

static void push(struct wizard *w, enum screen_id overlay)
{
	if (wizard_screen(w) == overlay)
		return;
	if (!wizard_is_read(wizard_screen(w)) || has_details(w, wizard_screen(w), overlay))
		w->read_over = wizard_screen(w);
	list_push(w->mem, &w->overlays, overlay);
}

static void pop(struct wizard *w)
{
	if (w->overlays.n)
		w->overlays.n--;
}

static void on_next(struct wizard *w)
{
	const struct screen *screen = wizard_screen_at(w, w->at);
	const char *why = NULL;

	/* Only consent leads from Review to Apply. */
	if (w->at == SCREEN_REVIEW && (!w->plan_ok || w->plan.steps.n > 0))
		return;
	if (w->at == SCREEN_APPLY || (screen->ready && !screen->ready(w, &why)))
		return;
	settle_upgrade(w);
	advance(w);
}

static void on_back(struct wizard *w)
{
	enum screen_id to = wizard_back_of(w, w->at);

	if (to != SCREEN_NONE)
		wizard_go(w, to);
	if (to == SCREEN_WELCOME) {
		replan_upgrade(w, false);
		explaining_end(w);
	}
}

static bool is_common(const struct wizard *w, enum action_id action)
{
	return action == ACTION_HELP || action == ACTION_LOG || action == ACTION_DETAILS ||
	       action == ACTION_QUIT || (w->overlays.n && action == ACTION_CLOSE);
}

static void on_common(struct wizard *w, enum action_id action)
{
	if (action == ACTION_HELP)
		push(w, SCREEN_HELP);
	else if (action == ACTION_LOG)
		push(w, SCREEN_LOG);
	else if (action == ACTION_DETAILS)
		push(w, SCREEN_DETAILS);
	else if (action == ACTION_CLOSE)
		pop(w);
	else
		leave_on_quit(w);
}

/* An overlay that only says something; recover and undo are closed by their own answers. */
static bool closes_by_back(const struct screen *screen)
{
	return !screen->routes && !screen->on;
}

/* Stop is what a stray Enter would hit while changes are made: it is asked about once more. */
static void on_cancel(struct wizard *w)
{
	if (wizard_screen(w) != SCREEN_QUIT) {
		push(w, SCREEN_QUIT);
		return;
	}
	w->phase = PHASE_STOPPING;
	w->wish = WISH_CANCEL;
	w->waiting_for = _("Stopping");
	w->overlays.n = 0;
}

/* What would change this machine is not the recorded one's. */
static bool is_change(enum action_id action)
{
	return action == ACTION_APPLY || action == ACTION_UNDO || action == ACTION_RETRY ||
	       action == ACTION_KEEP_PROJECT;
}

void route_on_action(struct wizard *w, enum action_id action)
{
	enum screen_id id = wizard_screen(w);
	const struct screen *screen = wizard_screen_at(w, id);
	struct event event = { .kind = EVENT_ACTION, .action = action };

	if (w->recorded && is_change(action))
		return;
	if (is_common(w, action)) {
		on_common(w, action);
		return;
	}
	if (w->overlays.n && closes_by_back(screen) && action == ACTION_BACK) {
		pop(w);
		return;
	}
	if (action == ACTION_CANCEL && w->phase == PHASE_CHANGING) {
		on_cancel(w);
		return;
	}
	if (w->waiting_for)
		return;
	if (!w->overlays.n && action == ACTION_NEXT)
		on_next(w);
	else if (!w->overlays.n && action == ACTION_BACK && w->phase == PHASE_CHOOSING)
		on_back(w);
	else if (screen->on)
		screen->on(w, &event);
}

/* What is asked on the way to the plan, and an error text that led to it, are parts of the first step: the
 * number of steps that was said at Welcome holds, whichever way is taken. */
static bool is_part(enum screen_id id)
{
	return id > SCREEN_WELCOME && id < SCREEN_REVIEW;
}

/* An error text leads to a plan, as the usual way does. */
static bool is_to_come(const struct wizard *w, enum screen_id id)
{
	return shows_on(w, id, w->route == ROUTE_EXPLAIN ? wizard_best_route(w) : w->route);
}

/* Who is asked about each tool may come to want something, also where nothing is to be done yet. */
static bool may_come(const struct wizard *w, enum screen_id id)
{
	return w->route == ROUTE_STEPS && w->at < SCREEN_REVIEW &&
	       (wizard_screen_at(w, id)->routes & ON_ROUTE(ROUTE_STEPS)) && !w->recorded;
}

void route_keep_steps(struct wizard *w)
{
	if (w->at == SCREEN_WELCOME)
		w->steps_said = 0;
	for (int id = SCREEN_WELCOME; id <= SCREEN_DONE; id++) {
		enum screen_id screen = (enum screen_id)id;

		if (is_part(screen))
			continue;
		if (is_to_come(w, screen) || may_come(w, screen) ||
		    (w->at == SCREEN_WELCOME && shows_on(w, screen, wizard_best_route(w))))
			w->steps_said |= 1u << id;
	}
}

static bool is_said(const struct wizard *w, enum screen_id id)
{
	return w->steps_said >> id & 1;
}

static bool is_shown_part(const struct wizard *w, enum screen_id id)
{
	return is_part(id) && is_on_route(w, id);
}

static int count_up_to(const struct wizard *w, enum screen_id last,
		       bool (*counts)(const struct wizard *w, enum screen_id id))
{
	int n = 0;

	for (int id = SCREEN_WELCOME; id <= (int)last; id++)
		n += counts(w, (enum screen_id)id);
	return n;
}

static void say_number(const struct wizard *w, struct view *v, enum screen_id id)
{
	int parts = count_up_to(w, SCREEN_DONE, is_shown_part);

	v->step = count_up_to(w, id, is_said);
	v->steps = count_up_to(w, SCREEN_DONE, is_said);
	if (!is_part(id) || parts < 2)
		return;
	v->part = count_up_to(w, id, is_shown_part);
	v->parts = parts;
}

/* The whole way, for those who can see it beside the text. */
static void say_route(const struct wizard *w, struct view *v)
{
	for (int i = SCREEN_WELCOME; i <= SCREEN_DONE; i++) {
		enum screen_id id = (enum screen_id)i;
		struct way_point *point;

		if (!is_said(w, id) && !is_shown_part(w, id))
			continue;
		point = view_way_point(v, _(wizard_screen_at(w, id)->title), w->at == id);
		point->part = is_part(id);
		point->left_out = !is_part(id) && !is_to_come(w, id) && !may_come(w, id);
	}
}

static int choices_on(const struct wizard *w, struct arena *mem, enum screen_id id)
{
	const struct screen *screen = wizard_screen_at(w, id);
	struct view v;

	view_open(&v, mem, screen->id);
	screen->view(w, &v);
	return (int)view_questions(&v);
}

int wizard_questions_behind(const struct wizard *w, struct arena *mem)
{
	/* below help or details stands the page that asks on */
	int n = 0, from = (int)w->at + (w->overlays.n ? 0 : 1);

	if (w->recorded || w->phase != PHASE_CHOOSING || w->waiting_for)
		return 0;
	for (int id = from; id <= SCREEN_REVIEW; id++) {
		if (!is_on_route(w, (enum screen_id)id))
			continue;
		n += id == SCREEN_REVIEW ? 1 : choices_on(w, mem, (enum screen_id)id);
	}
	return n;
}

/* In place of consent: leaving is the usual answer there. */
static void offer_the_end(struct view *v)
{
	struct action end = { 0 };

	for (size_t i = v->actions.n; i-- > 0;) {
		if (v->actions.at[i].id == ACTION_QUIT)
			end = v->actions.at[i];
		if (end.name && i > 0)
			v->actions.at[i] = v->actions.at[i - 1];
	}
	if (!end.name)
		return;
	end.label = _("End the rehearsal");
	v->actions.at[0] = end;
}

/* A rehearsal ends where a change would begin. */
static void only_rehearse(struct view *v)
{
	bool ends = false;

	for (size_t i = 0; i < v->actions.n; i++) {
		struct action *a = &v->actions.at[i];

		if (!is_change(a->id))
			continue;
		a->enabled = a->consent = false;
		a->why_not = _("This is a rehearsal on a recorded machine.");
		ends |= a->id == ACTION_APPLY;
	}
	if (ends)
		offer_the_end(v);
}

static void put_first(struct block *choice, int at)
{
	struct option option = choice->options.at[at];

	memmove(choice->options.at + 1, choice->options.at, (size_t)at * sizeof(option));
	choice->options.at[0] = option;
	if (choice->chosen == at)
		choice->chosen = 0;
	else if (choice->chosen >= 0 && choice->chosen < at)
		choice->chosen++;
}

/* What is recommended is the first of its choice, on every screen. */
static void recommended_first(struct view *v)
{
	for (size_t i = 0; i < v->blocks.n; i++) {
		struct block *choice = &v->blocks.at[i];
		int at = 0;

		if (choice->kind != BLOCK_CHOICE || choice->several)
			continue;
		while (at < (int)choice->options.n && !choice->options.at[at].recommended)
			at++;
		if (at < (int)choice->options.n)
			put_first(choice, at);
	}
}

void wizard_view(const struct wizard *w, struct arena *frame, struct view *ret)
{
	enum screen_id id = wizard_screen(w);
	const struct screen *screen = wizard_screen_at(w, id);

	view_open(ret, frame, screen->id);
	view_title(ret, w->recorded ? arena_fmt(frame, _("%s (rehearsal)"), _(screen->title))
				    : _(screen->title));
	if (screen->routes)
		say_number(w, ret, id);
	say_route(w, ret);
	ret->where = tell_where(w);
	ret->busy = w->waiting_for && !closes_by_back(screen);
	screen->view(w, ret);
	recommended_first(ret);
	if (w->recorded)
		only_rehearse(ret);
}
