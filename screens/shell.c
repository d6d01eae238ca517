/* The shells: which of their files get goready's block, and what they find. */
#include "common.h"

static const enum topic topics[] = { TOPIC_PATH, TOPIC_N };

static bool shell_applies(const struct wizard *w)
{
	return topics_apply(w, topics);
}

/* sh and bash share .profile. */
static bool reads(const struct shell *shell, const char *path)
{
	for (size_t i = 0; i < shell->files.n; i++)
		if (str_equal(shell->files.at[i].path, path))
			return true;
	return false;
}

/* The edit of a file that this shell reads; its own one before another shell's. NULL none. */
static const struct edit_step *edit_for(const struct wizard *w, enum shell_id id)
{
	const struct edit_step *found = NULL;

	for (size_t i = 0; i < w->plan.steps.n; i++) {
		const struct step *step = &w->plan.steps.at[i];

		if (step->kind != &step_edit || step->edit.own)
			continue;
		if (step->edit.shell == id)
			return &step->edit;
		if (!found && reads(&w->facts->shell.shells[id], step->edit.path))
			found = &step->edit;
	}
	return found;
}

static const char *what_changes(const struct wizard *w, struct view *v, enum shell_id id)
{
	const struct edit_step *edit = edit_for(w, id);

	if (!edit)
		return _("None of its files is changed.");
	if (edit->shell == id || edit->shell == SHELL_N)
		return arena_fmt(v->mem, _("%s is changed; Review shows how."),
				 say_path(w, v, edit->path));
	return arena_fmt(v->mem, _("%s is changed for %s, and %s reads it too."),
			 say_path(w, v, edit->path), shell_name(edit->shell), shell_name(id));
}

static void offer_shell(const struct wizard *w, struct view *v, struct block *choice,
			enum shell_id id)
{
	const struct shell *shell = &w->facts->shell.shells[id];
	struct option *option =
		view_option(v, choice, shell_name(id), shell_name(id), what_changes(w, v, id));

	option->recommended = shell->login_shell || shell->has_start_file;
	if (w->wants.shell[id])
		choice->chosen_set |= (uint64_t)1 << (choice->options.n - 1);
}

static void shell_choose_shells(const struct wizard *w, struct view *v)
{
	struct block *choice;

	if (w->route == ROUTE_LOOK)
		return;
	choice = view_choice(v, "shells", _("Which shells should find the tools?"), -1);

	choice->several = true;
	for (int id = 0; id < SHELL_N; id++)
		if (w->facts->shell.shells[id].installed)
			offer_shell(w, v, choice, (enum shell_id)id);
}

static void say_login_shell(const struct wizard *w, struct view *v)
{
	const struct shell_facts *shell = &w->facts->shell;

	view_status(v, shell->login == SHELL_N ? SAY_NOTE : SAY_OK, _("Your login shell"), "%s",
		    shell->login_path ? shell->login_path : _("not known"));
	for (int id = 0; id < SHELL_N; id++)
		for (size_t i = 0; i < shell->shells[id].files.n; i++) {
			const struct start_file *file = &shell->shells[id].files.at[i];

			if (!file->writable && file->why_not && w->wants.shell[id])
				view_status(v, SAY_NOTE, say_path(w, v, file->path), "%s",
					    file->why_not);
		}
}

static void shell_view(const struct wizard *w, struct view *v)
{
	if (say_waiting(w, v))
		return;
	say_login_shell(w, v);
	say_findings(w, v, topics);
	shell_choose_shells(w, v);
	end_of_step(w, v);
}

static void shell_details(const struct wizard *w, struct view *v)
{
	say_shell_matrix(w, v, &w->observed.shells);
	for (size_t i = 0; i < w->facts->path.new_shell.n; i++)
		view_field(v, arena_fmt(v->mem, _("PATH of new shells, entry %zu"), i + 1), "%s",
			   w->facts->path.new_shell.at[i]);
	say_findings_in_full(w, v, topics);
}

/* Bits count the installed shells in their order. */
static void shell_on(struct wizard *w, const struct event *event)
{
	int bit = 0;

	if (on_repairs(w, event, topics) || event->kind != EVENT_CHOOSE ||
	    !str_equal(event->chosen.choice, "shells"))
		return;
	for (int id = 0; id < SHELL_N; id++)
		if (w->facts->shell.shells[id].installed)
			w->choices.shell[id] = event->chosen.set >> bit++ & 1;
	w->choices.shells_chosen = true;
	wizard_replan(w);
}

const struct screen shell_screen = {
	.id = "shell",
	.title = N_("Shells"),
	.routes = CHOOSING_ROUTES,
	.applies = shell_applies,
	.view = shell_view,
	.details = shell_details,
	.on = shell_on,
	.help = N_(
		"New shells find the tools by a marked block that goready puts into their start files. Review shows each file's change.\n"
		"Undo takes the block out again."),
};
