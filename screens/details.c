/* Everything about the screen below: full commands, checksums, candidates, evidence. */
#include "common.h"

/* ---- steps ---- */

static const char *undo_text(const struct step *step)
{
	switch (step->undo) {
	case UNDO_EXACT:
		return _("exactly, byte for byte");
	case UNDO_COMMAND:
		return _("by a command that is then checked");
	case UNDO_STAYS:
		break;
	}
	return _("nothing of it is left when the run has ended");
}

void say_step(const struct wizard *w, struct view *v, const struct step *step)
{
	struct step_page page = step_page(w, v);

	view_heading(v, step->summary);
	if (step->why)
		view_field(v, _("Why"), "%s", step->why);
	step->kind->details(&page, step);
	if (step->undo != UNDO_STAYS || !step->stays)
		view_field(v, _("Undone"), "%s", undo_text(step));
	if (step->stays)
		view_field(v, _("What stays"), "%s", step->stays);
}

/* ---- verdicts ---- */

static void say_verdict_in_full(struct view *v, const struct verdict *verdict)
{
	view_status(v, verdict->ok ? SAY_OK : SAY_PROBLEM,
		    verdict->title ? verdict->title : verdict->id, _("%d ms"), verdict->ms);
	if (verdict->command.n)
		view_command(v, _("Command"), &verdict->command);
	if (verdict->evidence)
		view_field(v, _("Seen"), "%s", verdict->evidence);
}

/* ---- by screen ---- */

static void say_steps(const struct wizard *w, struct view *v)
{
	for (size_t i = 0; i < w->plan.steps.n; i++)
		say_step(w, v, &w->plan.steps.at[i]);
}

static void say_all_findings(const struct wizard *w, struct view *v)
{
	for (int topic = 0; topic < TOPIC_N; topic++) {
		enum topic one[] = { (enum topic)topic, TOPIC_N };

		if (wizard_has_findings(w, (enum topic)topic))
			say_findings_in_full(w, v, one);
	}
}

static void say_machine(const struct wizard *w, struct view *v)
{
	const struct machine_facts *m = &w->facts->machine;

	if (m->kernel)
		view_field(v, _("Kernel"), "%s", m->kernel);
	if (m->cpu_title)
		view_field(v, _("Processor"), "%s", m->cpu_title);
	if (m->libc_version)
		view_field(v, _("C library"), "%s", m->libc_version);
	say_addresses_in_full(w, v);
	say_findings_in_full(w, v, topics_machine);
}

static void say_settings(const struct wizard *w, struct view *v)
{
	for (size_t i = 0; i < w->facts->go.settings.n; i++) {
		const struct setting *setting = &w->facts->go.settings.at[i];

		if (setting->value && setting->origin != SETTING_DEFAULT)
			view_field(v, setting->name, "%s", setting->value);
	}
}

static const char *answer_text(const struct wizard *w, struct view *v, const struct resolved *row)
{
	struct names found = { 0 };

	if (row->timed_out)
		return _("did not answer in time");
	if (row->inherits)
		return _("takes over what started it");
	for (int id = 0; id < TOOL_N; id++)
		if (row->tool[id])
			list_push(v->mem, &found, say_path(w, v, row->tool[id]));
	return found.n ? text_list(v->mem, &found) : _("none of the four tools");
}

/* What each shell found in each way it can be started. */
static void say_matrix(const struct wizard *w, struct view *v, const struct shell_matrix *matrix)
{
	if (matrix->n)
		view_heading(v, _("What new shells find"));
	for (size_t i = 0; i < matrix->n; i++) {
		const struct resolved *row = &matrix->at[i];

		if (row->asked)
			view_field(v,
				   arena_fmt(v->mem, "%s, %s", shell_name(row->shell),
					     shell_mode_name(row->mode)),
				   "%s", answer_text(w, v, row));
		if (row->asked && row->complaint)
			view_field(v, _("It complained"), "%s", row->complaint);
	}
}

static void say_shells(const struct wizard *w, struct view *v)
{
	say_matrix(w, v, &w->observed.shells);
	for (size_t i = 0; i < w->facts->path.new_shell.n; i++)
		view_field(v, arena_fmt(v->mem, _("PATH of new shells, entry %zu"), i + 1), "%s",
			   w->facts->path.new_shell.at[i]);
	say_findings_in_full(w, v, topics_shell);
}

static void say_below(const struct wizard *w, struct view *v)
{
	switch (w->at) {
	case SCREEN_MACHINE:
		say_machine(w, v);
		break;
	case SCREEN_GO:
		say_tool_in_full(w, v, TOOL_GO);
		say_settings(w, v);
		say_findings_in_full(w, v, topics_go);
		break;
	case SCREEN_PROTOC:
		say_tool_in_full(w, v, TOOL_PROTOC);
		say_findings_in_full(w, v, topics_protoc);
		break;
	case SCREEN_PLUGINS:
		say_tool_in_full(w, v, TOOL_GEN_GO);
		say_tool_in_full(w, v, TOOL_GEN_GO_GRPC);
		say_findings_in_full(w, v, topics_plugins);
		break;
	case SCREEN_SHELL:
		say_shells(w, v);
		break;
	case SCREEN_REVIEW:
		say_steps(w, v);
		say_matrix(w, v, &w->rehearsal);
		break;
	case SCREEN_APPLY:
		say_steps(w, v);
		break;
	case SCREEN_PROOF:
	case SCREEN_DONE:
		for (size_t i = 0; i < w->verdicts.n; i++)
			say_verdict_in_full(v, &w->verdicts.at[i]);
		if (w->verdicts.n == 0)
			say_all_findings(w, v);
		say_left_over_in_full(w, v);
		break;
	case SCREEN_WELCOME:
	case SCREEN_HOMEBREW:
	case SCREEN_RECOVER:
	case SCREEN_UNDO:
	case SCREEN_HELP:
	case SCREEN_LOG:
	case SCREEN_DETAILS:
	case SCREEN_QUIT:
	case SCREEN_N:
		say_all_findings(w, v);
		break;
	}
}

void details_view(const struct wizard *w, struct view *v)
{
	size_t before = v->blocks.n;

	say_below(w, v);
	if (v->blocks.n == before)
		view_text(v, "%s", _("There is nothing more to say here."));
	view_action(v, ACTION_CLOSE, _("Close"), true);
}
