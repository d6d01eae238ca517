/* Everything that will be done, before it is done; and the one consent. */
#include "common.h"

/* The plan itself says which addresses of a tool that it fetches are passed over, but for mirrors. */
static bool is_noted(const struct wizard *w, struct arena *mem, enum tool_id id,
		     const struct source *source)
{
	const struct tool_kind *kind = tool_kind_of(id);

	return !source->offered && (kind->delivery == DELIVERY_GO_INSTALL ||
				    plan_step(&w->plan, arena_fmt(mem, "%s.fetch", kind->step)));
}

/* Addresses that were tried and did not answer: why another one is used. Each is said once. */
static void say_passed_over(const struct wizard *w, struct view *v)
{
	struct names said = { 0 };

	tools_each (id) {
		const struct tool_want *want = &w->wants.tool[id];

		for (size_t i = 0; i < want->sources.n && want->method == METHOD_ARCHIVE; i++) {
			const struct source *source = &want->sources.at[i];

			if (source->reach <= REACH_OK || is_noted(w, v->mem, id, source) ||
			    names_hold(&said, source->label))
				continue;
			list_push(v->mem, &said, source->label);
			view_status(v, SAY_NOTE, source->label, "%s", reach_text(source->reach));
		}
	}
}

/* ---- what new shells will find ---- */

/* The folder of a tool, and what is at its end, on a PATH: which of the two comes first? */
static bool comes_first(struct arena *mem, const char *path_text, const char *folder,
			const char *other)
{
	struct names entries = str_split(mem, path_text, ':');

	for (size_t i = 0; i < entries.n; i++) {
		if (str_equal(entries.at[i], folder))
			return true;
		if (other && str_equal(entries.at[i], other))
			return false;
	}
	return false;
}

/* In a rehearsal what is to be installed is not there yet: its folder on PATH stands for it. */
static const char *planned(const struct wizard *w, struct arena *mem, const struct resolved *row,
			   enum tool_id id)
{
	const char *folder = w->plan.tool_folder[id];
	const char *there = row->tool[id];
	const char *other = there ? path_folder(mem, there) : NULL;

	if (folder && comes_first(mem, row->path_text, folder, other))
		return path_join(mem, folder, tool_name(id));
	return there;
}

static const char *tool_in(const struct wizard *w, struct arena *mem,
			   const struct shell_matrix *matrix, enum tool_id id, bool *ret_same)
{
	const char *first = NULL;
	size_t seen = 0;

	*ret_same = true;
	for (size_t i = 0; i < matrix->n; i++) {
		const struct resolved *row = &matrix->at[i];
		const char *found;

		if (!row->asked || row->inherits || row->timed_out)
			continue;
		found = matrix == &w->rehearsal.answers ? planned(w, mem, row, id) : row->tool[id];
		if (seen++ == 0)
			first = found;
		else if (!str_equal(first, found))
			*ret_same = false;
	}
	return first;
}

static const char *now_text(const struct wizard *w, struct view *v, enum tool_id id)
{
	bool same = true;
	const struct tool *tool = facts_resolve(w->facts, id);
	const char *path = w->observed.shells.n ? tool_in(w, v->mem, &w->observed.shells, id, &same)
			   : tool               ? tool->path
						: NULL;

	if (!same)
		return _("differs from shell to shell");
	return path ? say_path(w, v, path) : _("none");
}

static struct block *shell_table(struct view *v)
{
	struct names columns = { 0 };

	list_push(v->mem, &columns, _("Tool"));
	list_push(v->mem, &columns, _("Now"));
	list_push(v->mem, &columns, _("Then"));
	return view_table(v, _("What changes for new shells"), &columns);
}

static void say_shell_row(const struct wizard *w, struct view *v, struct block **table,
			  enum tool_id id)
{
	struct names cells = { 0 };
	bool same;
	const char *then = tool_in(w, v->mem, &w->rehearsal.answers, id, &same);
	const char *now = now_text(w, v, id);
	const char *found = !same  ? _("differs from shell to shell")
			    : then ? say_path(w, v, then)
				   : _("none");

	if (str_equal(now, found)) /* only what changes is worth a row */
		return;
	if (!*table) {
		*table = shell_table(v);
		(*table)->later = true;
	}
	list_push(v->mem, &cells, tool_title(id));
	list_push(v->mem, &cells, now);
	list_push(v->mem, &cells, found);
	view_row(v, *table, &cells);
}

static void say_shells(const struct wizard *w, struct view *v)
{
	if (!w->rehearsal.answers.n) {
		if (plan_proposed_files(v->mem, &w->plan, w->facts).n)
			view_field(v, _("Shells"), "%s",
				   _("the changed files were not tried out beforehand"));
		return;
	}
	if (w->rehearsal.why_not)
		view_status(v, SAY_WARNING, _("New shells"), _("not all would find the tools: %s"),
			    w->rehearsal.why_not);
	else
		view_field(v, _("Shells"), "%s",
			   _("tried on copies of the files; new ones find every tool"));
}

/* The same, tool by tool. */
static void say_new_answers(const struct wizard *w, struct view *v)
{
	struct block *table = NULL;

	if (!w->rehearsal.answers.n)
		return;
	tools_each (id)
		if (w->wants.tool[id].wanted)
			say_shell_row(w, v, &table, id);
}

/* ---- undo ---- */

static const char *how_undone(const struct wizard *w)
{
	for (size_t i = 0; i < w->plan.steps.n; i++)
		if (w->plan.steps.at[i].undo == UNDO_COMMAND)
			return _(
				"takes back every file and folder exactly, and what Homebrew brings by brew, which is then checked.");
	return _("takes back every file and folder exactly.");
}

static void say_undo(const struct wizard *w, struct view *v)
{
	struct names stays = { 0 };

	for (size_t i = 0; i < w->plan.steps.n; i++)
		names_push_longest(v->mem, &stays, w->plan.steps.at[i].stays);
	if (stays.n)
		view_field(v, _("Undo"), _("%s What stays: %s"), how_undone(w),
			   str_join(v->mem, &stays, _("; ")));
	else
		view_field(v, _("Undo"), "%s", how_undone(w));
}

/* ---- all of it in one breath ---- */

struct amounts {
	size_t files, downloads, cached, formulae, builds;
};

/* What an earlier run has downloaded is taken from there. */
static bool is_download(const struct step *step)
{
	return step->kind->fetches && step->kind->fetches(step) &&
	       (step->download || step->download_unknown);
}

static struct amounts amounts_of(const struct plan *p)
{
	struct amounts n = { .files = files_to_change(p) };

	for (size_t i = 0; i < p->steps.n; i++) {
		const struct step *step = &p->steps.at[i];

		n.downloads += is_download(step);
		n.cached += step->kind->fetches && !is_download(step);
		n.formulae += step->kind == &step_brew;
		n.builds += step->kind == &step_run && step->run.result && !step->run.brought.path;
	}
	return n;
}

static void say_in_short(const struct wizard *w, struct view *v)
{
	struct amounts n = amounts_of(&w->plan);
	struct names parts = { 0 };

	if (n.files)
		list_push(v->mem, &parts,
			  arena_fmt(v->mem, P_("%zu file changes", "%zu files change", n.files),
				    n.files));
	if (n.downloads)
		list_push(v->mem, &parts,
			  arena_fmt(v->mem, P_("%zu download", "%zu downloads", n.downloads),
				    n.downloads));
	if (n.cached)
		list_push(v->mem, &parts,
			  arena_fmt(v->mem,
				    P_("%zu archive that is here already",
				       "%zu archives that are here already", n.cached),
				    n.cached));
	if (n.formulae)
		list_push(v->mem, &parts,
			  arena_fmt(v->mem,
				    P_("%zu Homebrew formula", "%zu Homebrew formulae", n.formulae),
				    n.formulae));
	if (n.builds)
		list_push(v->mem, &parts,
			  arena_fmt(v->mem, P_("%zu build", "%zu builds", n.builds), n.builds));
	if (parts.n)
		view_field(v, _("In short"), "%s", text_list(v->mem, &parts));
}

/* It is what an upgrade is about; else what is replaced is a note of the plan, and all of it is heard with more. */
static void hear_new_versions(const struct wizard *w, struct view *v, const struct names *parts)
{
	struct block *field = &v->blocks.at[v->blocks.n - 1];
	size_t more = parts->n - 1;

	if (!w->wants.upgrade)
		field->later = more || w->plan.notes.n;
	else if (more)
		field->spoken =
			arena_fmt(v->mem, _("%s: %s"), field->label,
				  arena_fmt(v->mem, P_("%s and %zu more", "%s and %zu more", more),
					    parts->at[0], more));
}

/* "Go 1.26.8 becomes 1.27.2": what commands run from then on. */
static void say_new_versions(const struct wizard *w, struct view *v)
{
	struct names parts = { 0 };

	tools_each (id) {
		const struct tool *tool = facts_resolve(w->facts, id);
		const char *version = wants_version(&w->wants.tool[id]);

		if (!plan_brings(&w->plan, id) || !tool || !tool->version || !version ||
		    version_compare(tool->version, version) == 0)
			continue;
		list_push(v->mem, &parts,
			  arena_fmt(v->mem, _("%s %s becomes %s"), tool_title(id), tool->version,
				    version + (*version == 'v')));
	}
	if (!parts.n)
		return;
	view_field(v, _("Versions"), "%s", text_list(v->mem, &parts));
	hear_new_versions(w, v, &parts);
}

/* What plain mode says of it only when it is asked to. */
static void put_off(struct view *v, size_t from)
{
	for (size_t i = from; i < v->blocks.n; i++)
		v->blocks.at[i].later = true;
}

/* What the user may want to say no for is heard, as long as it is not a lecture. */
enum { NOTES_HEARD = 2, NOTES_HEARD_WIDTH = 90 };

static void say_notes(const struct wizard *w, struct view *v)
{
	int room = NOTES_HEARD_WIDTH;

	for (size_t i = 0; i < w->plan.notes.n; i++) {
		const char *note = w->plan.notes.at[i];

		room -= (int)str_spoken(note);
		view_status(v, SAY_NOTE, NULL, "%s", note)->later = i >= NOTES_HEARD || room < 0;
	}
}

static bool declines_any(const struct wizard *w)
{
	for (size_t i = 0; i < w->findings.n; i++)
		if (w->findings.at[i].declined)
			return true;
	return false;
}

/* By the user's word. What that means is said, since consent is asked for here. */
static void say_declined(const struct wizard *w, struct view *v)
{
	for (size_t i = 0; i < w->findings.n; i++) {
		const struct finding *f = &w->findings.at[i];

		if (!f->declined)
			continue;
		view_status(
			v, say_level(f->level), finding_title(f), "%s",
			f->declined_with
				? arena_fmt(
					  v->mem,
					  _("stays as it is, since it needs what you left out: %s"),
					  f->declined_with)
				: _("stays as it is, since you left it out"));
		if (f->rule->why)
			view_more(v, "%s", _(f->rule->why));
	}
}

/* ---- the screen ---- */

static const char *changed_lines(struct arena *mem, const struct block *b)
{
	struct names lines = str_split(mem, b->diff.unified, '\n'), changed = { 0 };

	for (size_t i = 2; i < lines.n; i++) /* after the two with the path */
		if (*lines.at[i] == '+' || *lines.at[i] == '-')
			list_push(mem, &changed, lines.at[i]);
	return str_join(mem, &changed, "\n");
}

static bool is_said_above(struct view *v, size_t from, size_t at)
{
	const char *lines = changed_lines(v->mem, &v->blocks.at[at]);

	for (size_t i = from; i < at; i++)
		if (v->blocks.at[i].kind == BLOCK_DIFF &&
		    str_equal(changed_lines(v->mem, &v->blocks.at[i]), lines))
			return true;
	return false;
}

enum { LINES_AT_ONCE = 24 };

/* What is long, or the same as in a file above, is there when it is asked for. */
void fold_files(struct view *v, size_t from)
{
	for (size_t i = from; i < v->blocks.n; i++) {
		struct block *b = &v->blocks.at[i];

		if (b->kind == BLOCK_DIFF)
			b->diff.folded |=
				str_split(v->mem, b->diff.unified, '\n').n > LINES_AT_ONCE ||
				is_said_above(v, from, i);
	}
}

static void say_everything(const struct wizard *w, struct view *v)
{
	struct step_page page = step_page(w, v);
	size_t from;

	say_in_short(w, v);
	say_new_versions(w, v);
	view_field(v, _("Needed"), "%s", cost_sentence(w, v->mem));
	say_shells(w, v);
	say_declined(w, v);
	say_notes(w, v);
	from = v->blocks.n;
	plan_review(&page, REVIEW_WORK);
	say_passed_over(w, v);
	put_off(v, from);
	from = v->blocks.n;
	plan_review(&page, REVIEW_FILES);
	fold_files(v, from);
	say_new_answers(w, v);
	plan_review(&page, REVIEW_PLACES);
	plan_review(&page, REVIEW_END);
	say_undo(w, v);
	put_off(v, from);
}

static void consent_action(const struct wizard *w, struct view *v)
{
	struct action *action = view_action(v, ACTION_APPLY, _("Make these changes"), true);

	action->consent = true;
	if (wizard_back_of(w, w->at) != SCREEN_NONE)
		view_action(v, ACTION_BACK, _("Back"), true);
	common_actions(v, true);
}

static bool has_a_plan(const struct wizard *w, const char **ret_why_not)
{
	if (w->plan_ok)
		return true;
	*ret_why_not = _("There is no plan that works yet; go back and choose otherwise.");
	return false;
}

static void review_view(const struct wizard *w, struct view *v)
{
	if (say_waiting(w, v))
		return;
	if (!w->plan_ok) {
		say_no_plan(w, v);
	} else if (w->plan.steps.n) {
		say_everything(w, v);
		consent_action(w, v);
		plan_beside(w, v);
		return;
	} else {
		say_declined(w, v);
		view_status(v, SAY_OK, _("Nothing to do"), "%s",
			    declines_any(w) ? _("nothing else is to be changed")
					    : _("nothing needs to be changed"));
	}
	next_and_back(w, v);
}

static void review_details(const struct wizard *w, struct view *v)
{
	say_every_step(w, v);
	say_shell_matrix(w, v, &w->rehearsal.answers);
}

static void review_on(struct wizard *w, const struct event *event)
{
	if (event->kind != EVENT_ACTION || event->action != ACTION_APPLY || !w->plan_ok ||
	    w->plan.steps.n == 0)
		return;
	replan_remember_consent(w);
	progress_begin(w);
}

const struct screen review_screen = {
	.id = "review",
	.title = N_("Review"),
	.routes = CHANGING_ROUTES,
	.ready = has_a_plan,
	.view = review_view,
	.details = review_details,
	.on = review_on,
	.help = N_(
		"This is all that will be done. Nothing but your consent starts it: the key y on the full screen, the word yes in plain text.\n"
		"Lines with a plus sign are added, lines with a minus sign are removed.\n"
		"Details gives every step with its command, address and checksum."),
	.help_without_letters = N_(
		"This is all that will be done. Nothing but your consent starts it: on the full screen a Yes that you go to and Enter, the word yes in plain text.\n"
		"Lines with a plus sign are added, lines with a minus sign are removed.\n"
		"Details gives every step with its command, address and checksum."),
};
