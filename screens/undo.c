/* Undo: what it will do, the question, and how it went. */
#include "common.h"
#include "say_undo.h"

/* What follows a line of the list stands right below it. */
static void list_goes_on(struct view *v)
{
	size_t n = v->blocks.n;

	v->blocks.at[n - 1].close = n > 1 && v->blocks.at[n - 2].kind == BLOCK_TEXT;
}

static void say_item(const struct wizard *w, struct view *v, const struct undo_item *item,
		     int *change, int changes)
{
	switch (item->action) {
	case UNDO_RESTORE:
	case UNDO_REMOVE:
	case UNDO_RUN:
	case UNDO_TAKE_BLOCK:
		view_text(v, "%s%s", item->summary, "");
		list_goes_on(v);
		break;
	case UNDO_LEAVE:
		view_status(v, SAY_NOTE, item->summary, "%s", item->why ? item->why : _("is left"));
		break;
	case UNDO_NOTHING:
		return;
	}
	if (item->action == UNDO_TAKE_BLOCK && item->why)
		view_status(v, SAY_NOTE, path_name(item->effect->path), "%s", item->why);
	if (item->diff && *item->diff)
		view_diff(v, say_path(w, v, item->effect->path), item->diff, ++*change, changes);
	if (item->command.n)
		view_command(v, _("Command"), &item->command);
	for (size_t i = 0; i < item->left.n; i++)
		view_field(v, item->effect->brew ? _("Stays") : _("Not from goready, stays"), "%s",
			   item->left.at[i]);
}

static size_t items_that(const struct undo_plan *plan, enum undo_action action)
{
	size_t n = 0;

	for (size_t i = 0; i < plan->items.n; i++)
		n += plan->items.at[i].action == action;
	return n;
}

/* All of it in a few lines, before the list. */
void say_undo_in_short(const struct undo_plan *plan, struct view *v)
{
	size_t files = items_that(plan, UNDO_RESTORE) + items_that(plan, UNDO_TAKE_BLOCK);
	size_t made = items_that(plan, UNDO_REMOVE), commands = items_that(plan, UNDO_RUN);
	struct names parts = { 0 };

	if (files)
		list_push(v->mem, &parts,
			  arena_fmt(v->mem,
				    P_("%zu file as it was before", "%zu files as they were before",
				       files),
				    files));
	if (made)
		list_push(v->mem, &parts,
			  arena_fmt(v->mem,
				    P_("%zu thing that goready made is removed",
				       "%zu things that goready made are removed", made),
				    made));
	if (commands)
		list_push(v->mem, &parts,
			  arena_fmt(v->mem, P_("%zu command", "%zu commands", commands), commands));
	if (parts.n)
		view_field(v, _("In short"), "%s", text_list(v->mem, &parts));
	if (plan->stays.n)
		view_field(v, _("What stays"), "%s", str_join(v->mem, &plan->stays, _("; ")));
}

enum { MOST_HEARD = 4 }; /* of the list, before the question; what is left as it is always */

static void say_plan(const struct wizard *w, struct view *v)
{
	int changes = 0, change = 0;
	size_t from;

	say_undo_in_short(&w->undo.plan, v);
	from = v->blocks.n;
	for (size_t i = 0; i < w->undo.plan.items.n; i++)
		changes += w->undo.plan.items.at[i].diff && *w->undo.plan.items.at[i].diff;
	for (size_t i = 0; i < w->undo.plan.items.n; i++)
		say_item(w, v, &w->undo.plan.items.at[i], &change, changes);
	fold_files(v, from);
	for (size_t i = from; v->blocks.n - from > MOST_HEARD && i < v->blocks.n; i++)
		v->blocks.at[i].later =
			v->blocks.at[i].level != SAY_NOTE || v->blocks.at[i].kind != BLOCK_STATUS;
}

static void say_told(const struct wizard *w, struct view *v)
{
	for (size_t i = 0; i < w->undo.told.n; i++)
		view_status(v,
			    w->undo.told.at[i].error  ? SAY_PROBLEM
			    : w->undo.told.at[i].left ? SAY_NOTE
						      : SAY_DONE,
			    w->undo.told.at[i].summary, "%s",
			    w->undo.told.at[i].error ? w->undo.told.at[i].error : "");
}

static void say_outcome(const struct wizard *w, struct view *v)
{
	say_told(w, v);
	if (w->undo.error.rc)
		say_error(v, _("Not finished"), &w->undo.error);
	if (w->undo.failed)
		view_status(
			v, SAY_PROBLEM, _("Undo"), "%s",
			_("not everything could be taken back. What to do: see the lines above, then run it again"));
	else
		view_status(v, SAY_DONE, NULL, "%s", _("What goready changed is as it was."));
	view_action(v, ACTION_QUIT, _("Finish"), true);
	view_action(v, ACTION_NEXT, _("Go on with the set-up"), true);
	view_action(v, ACTION_LOG, _("What happened so far"), true);
	view_action(v, ACTION_HELP, _("Help"), true);
}

static void say_question(const struct wizard *w, struct view *v)
{
	if (w->undo.progress != UNDO_PLANNED)
		say_error(v, _("No plan"), &w->undo.error);
	else if (w->undo.plan.items.n == 0)
		view_status(v, SAY_NOTE, _("Undo"), "%s", _("there is nothing to take back"));
	else
		say_plan(w, v);
	if (w->undo.progress == UNDO_PLANNED && w->undo.plan.items.n)
		view_action(v, ACTION_APPLY, _("Undo this"), true)->consent = true;
	view_action(v, ACTION_BACK, _("Back, leave everything as it is"), true);
	view_action(v, ACTION_HELP, _("Help"), true);
	view_action(v, ACTION_QUIT, _("Quit"), true);
}

static void say_share(const struct wizard *w, struct view *v)
{
	struct block *all = view_progress(v, "all", SAY_WORKING, NULL);

	all->done = w->undo.told.n;
	all->total = w->undo.plan.items.n;
	all->text =
		arena_fmt(v->mem, _("Undoing, %zu of %zu"), w->undo.told.n, w->undo.plan.items.n);
}

static void undo_view(const struct wizard *w, struct view *v)
{
	if (w->undo.progress == UNDO_UNDER_WAY) {
		say_share(w, v);
		say_told(w, v);
		if (w->undo.told.n < w->undo.plan.items.n)
			view_status(v, SAY_WORKING, w->undo.plan.items.at[w->undo.told.n].summary,
				    "%s", "");
		view_action(v, ACTION_LOG, _("What happened so far"), true);
		view_action(v, ACTION_HELP, _("Help"), true);
	} else if (w->undo.progress == UNDO_DONE) {
		say_outcome(w, v);
	} else if (!say_waiting(w, v)) {
		say_question(w, v);
	}
}

/* Of this undo; what was found on the machine is another matter. */
static void undo_details(const struct wizard *w, struct view *v)
{
	if (w->undo.progress == UNDO_PLANNED)
		say_plan(w, v);
	else
		say_told(w, v);
}

static void undo_now(struct wizard *w)
{
	w->undo.progress = UNDO_UNDER_WAY;
	w->undo.told.n = 0;
	wizard_wish(w, WISH_UNDO, _("Undoing"));
}

static void undo_screen_on(struct wizard *w, const struct event *event)
{
	if (event->kind != EVENT_ACTION)
		return;
	if (event->action == ACTION_APPLY && w->undo.progress == UNDO_PLANNED &&
	    w->undo.plan.items.n) {
		undo_now(w);
	} else if (event->action == ACTION_BACK && w->undo.progress != UNDO_DONE &&
		   w->undo.progress != UNDO_UNDER_WAY) {
		w->overlays.n--;
	} else if (event->action == ACTION_NEXT && w->undo.progress == UNDO_DONE) {
		wizard_look_again(w, SCREEN_WELCOME);
	}
}

const struct screen undo_screen = {
	.id = "undo",
	.title = N_("Undo"),
	.view = undo_view,
	.details = undo_details,
	.on = undo_screen_on,
	.help = N_(
		"Files that goready changed get their old content back. Where you have edited since, only goready's block is taken out.\n"
		"Nothing but your consent starts it: the key y on the full screen, the word yes in plain text."),
	.help_without_letters = N_(
		"Files that goready changed get their old content back. Where you have edited since, only goready's block is taken out.\n"
		"Nothing but your consent starts it: on the full screen a Yes that you go to and Enter, the word yes in plain text."),
};
