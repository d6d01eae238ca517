/* What was proven, what to do in this terminal, what to start anew, how to take it all back. */
#include "common.h"
#include "shell/quote.h"
#include "wants/brew.h"
#include "wants/manifest.h"

#include <string.h>

/* By the clock, from when nothing but the proof was left: what it needs was compiled in that time too. */
static int proof_seconds(const struct wizard *w)
{
	int ms = 0;

	for (size_t i = 0; i < w->proof.verdicts.n; i++)
		ms += w->proof.verdicts.at[i].ms;
	return (w->proof.ms > ms ? w->proof.ms : ms) / 1000;
}

static size_t good_verdicts(const struct wizard *w)
{
	size_t n = 0;

	for (size_t i = 0; i < w->proof.verdicts.n; i++)
		n += w->proof.verdicts.at[i].ok;
	return n;
}

/* When it was sent is to be seen, and heard in Details. */
static const char *without_time(struct arena *mem, const char *reply)
{
	const char *time = strstr(reply, " (sent ");

	return time ? arena_strndup(mem, reply, (size_t)(time - reply)) : reply;
}

/* What the server sent, as the client printed it. */
static void say_reply(const struct wizard *w, struct view *v)
{
	for (size_t i = 0; i < w->proof.verdicts.n; i++) {
		const struct verdict *verdict = &w->proof.verdicts.at[i];

		if (str_equal(verdict->id, "unary") && verdict->evidence)
			view_field(v, _("The answer"), "%s", verdict->evidence)->spoken =
				arena_fmt(v->mem, _("%s: %s"), _("The answer"),
					  without_time(v->mem, verdict->evidence));
	}
}

/* Each of the checks that are counted; Details says how they were made. */
static void checks_beside(const struct wizard *w, struct view *v)
{
	struct names lines = { 0 };

	for (size_t i = 0; i < w->proof.verdicts.n; i++) {
		const struct verdict *verdict = &w->proof.verdicts.at[i];

		list_push(v->mem, &lines,
			  arena_fmt(v->mem, _("%s: %s"),
				    status_word(verdict->ok ? SAY_OK : SAY_PROBLEM),
				    verdict->title ? verdict->title : verdict->id));
	}
	if (lines.n)
		view_beside(v, _("Proof"), str_join(v->mem, &lines, "\n"));
}

static void say_proven(const struct wizard *w, struct view *v)
{
	view_status(v, SAY_DONE, _("Proven"),
		    _("your gRPC client called your server; %zu of %zu checks, %d s"),
		    good_verdicts(w), w->proof.verdicts.n, proof_seconds(w));
	say_reply(w, v);
	say_tools_in_place(w, v);
}

static void say_not_proven(const struct wizard *w, struct view *v)
{
	view_status(v, SAY_PROBLEM, _("Not proven"), _("%zu of %zu checks passed"),
		    good_verdicts(w), w->proof.verdicts.n);
	for (size_t i = 0; i < w->proof.verdicts.n; i++) {
		const struct verdict *verdict = &w->proof.verdicts.at[i];

		if (!verdict->ok) /* why, and what to do about it, the proof's own page has said */
			view_field(v, _("Failed"), "%s",
				   verdict->title ? verdict->title : verdict->id)
				->later = true;
	}
}

static void say_proof(const struct wizard *w, struct view *v)
{
	if (wizard_proven(w))
		say_proven(w, v);
	else if (w->proof.verdicts.n || w->proof.error.rc)
		say_not_proven(w, v);
	else if (w->phase == PHASE_CHANGED && w->run.result.ok)
		view_status(v, SAY_DONE, NULL, "%s",
			    _("Every step is complete. Nothing was proven."));
}

/* ---- the line for this terminal ---- */

static const char *word(const struct wizard *w, struct arena *mem, const char *text)
{
	return shell_word(mem, w->facts->shell.login, text);
}

/* A line of its own: a full stop after it, or a line break in it, would be pasted too. */
static struct block *done_say_command(const struct wizard *w, struct view *v, const char *label,
				      const char *rest)
{
	struct block *line;

	if (w->recorded)
		rest = arena_fmt(v->mem, "%s --from %s", rest, word(w, v->mem, w->recorded));
	line = view_line(v, label, own_command(v->mem, rest));
	line->apart = true;
	return line;
}

static const char *line_to_paste(const struct wizard *w, struct arena *mem)
{
	const struct shell_kind *kind = shell_kind(shell_or_usual(w->facts->shell.login));

	return kind->language->paste(mem, own_name());
}

/* ---- what an older Mac has left behind ---- */

static void say_left_over(const struct wizard *w, struct view *v)
{
	const struct brew *intel = wants_intel_brew(w->facts);
	size_t n = intel ? intel->installed.n : 0;
	const char *formulae = arena_fmt(v->mem, P_("%zu formula", "%zu formulae", n), n);

	if (!intel || !wizard_proven(w))
		return;
	if (w->left_over)
		view_status(
			v, SAY_NOTE, _("Left as it is"),
			_("the Intel Homebrew in %s: %s, %s. Details names them, and says how to remove it"),
			intel->prefix, formulae, size_text(v->mem, w->left_over));
	else
		view_status(
			v, SAY_NOTE, _("Left as it is"),
			_("the Intel Homebrew in %s: %s. Details names them, and says how to remove it"),
			intel->prefix, formulae);
}

static void say_left_over_in_full(const struct wizard *w, struct view *v)
{
	const struct brew *intel = wants_intel_brew(w->facts);
	const char *script = manifest_brew_uninstaller(v->mem, w->manifest);

	if (!intel || !wizard_proven(w))
		return;
	view_heading(v, arena_fmt(v->mem, _("The Intel Homebrew in %s"), intel->prefix));
	view_field(v, _("Formulae"), "%s",
		   intel->installed.n ? str_join(v->mem, &intel->installed, _(", ")) : _("none"));
	view_text(
		v, "%s",
		_("goready never removes it: other programs may need it. To be rid of it, get Homebrew's own script, read it, and run it."));
	if (script)
		view_line(v, _("Get the script"), arena_fmt(v->mem, "curl -fsSLO %s", script));
	view_line(v, _("See what it would remove"),
		  arena_fmt(v->mem, "/bin/bash uninstall.sh --dry-run --path=%s", intel->prefix));
	view_line(v, _("Remove it"),
		  arena_fmt(v->mem, "/bin/bash uninstall.sh --path=%s", intel->prefix));
}

static void say_what_is_left(const struct wizard *w, struct view *v)
{
	struct block *line;

	if (w->run.path_changed) {
		line = view_line(v, _("Paste into this terminal"), line_to_paste(w, v->mem));
		line->id = "paste";
		line->apart = true;
		view_text(
			v, "%s",
			_("New terminals find the tools. Restart editors, tmux and the desktop."));
	}
	if (w->run.result.id)
		done_say_command(
			w, v,
			w->run.left_something > 1
				? arena_fmt(v->mem,
					    _("To take it all back, once for each of %d runs"),
					    w->run.left_something)
				: _("To take it all back"),
			"undo")
			->later = true; /* undo is a word to type here */
	if (w->hello.kept)
		view_status(v, SAY_DONE, _("The hello project"), _("is in %s"),
			    say_path(w, v, w->hello.folder))
			->goes_on = true;
}

/* What goready could not heal is still there: the findings are those from before the run. */
static void say_left_for_you(const struct wizard *w, struct view *v)
{
	size_t said = 0;

	for (size_t i = 0; i < w->findings.n && said < 3; i++) {
		const struct finding *finding = &w->findings.at[i];

		if (finding->level < LEVEL_WARNING || (finding->automatic && !finding->declined))
			continue;
		if (finding->declined) {
			view_status(v, say_level(finding->level), finding_title(finding), "%s",
				    _("stays as it is"));
			view_more(v, "%s", wizard_why_declined(v->mem, finding));
			said++;
			continue;
		}
		view_status(v, say_level(finding->level), finding_title(finding), "%s",
			    _("this is left for you"));
		if (finding->remedy)
			view_more(v, _("What to do: %s"), finding->remedy);
		said++;
	}
}

/* Of a repair: the rules were asked again. */
static void say_outcomes(const struct wizard *w, struct view *v)
{
	for (size_t i = 0; i < w->outcomes.n; i++) {
		const struct repair_outcome *outcome = &w->outcomes.at[i];

		if (outcome->healed) {
			view_status(v, SAY_DONE, finding_title(outcome->finding), "%s",
				    _("healed"));
			continue;
		}
		view_status(v, say_level(outcome->finding->level), finding_title(outcome->finding),
			    "%s", _("stays as it is"));
		view_more(v, outcome->declined ? "%s" : _("What to do: %s"), outcome->reason);
	}
}

static bool something_is_automatic(const struct wizard *w)
{
	for (size_t i = 0; i < w->findings.n; i++)
		if (w->findings.at[i].automatic && w->findings.at[i].level > LEVEL_NOTE)
			return true;
	return false;
}

static void say_looked(const struct wizard *w, struct view *v)
{
	size_t problems = findings_count(&w->findings, LEVEL_PROBLEM);
	size_t warnings = findings_count(&w->findings, LEVEL_WARNING);

	if (problems + warnings == 0)
		view_status(v, SAY_OK, _("Found"), "%s", _("no problems and no warnings"));
	else
		view_status(v, problems ? SAY_PROBLEM : SAY_WARNING, _("Found"),
			    _("problems: %zu, warnings: %zu"), problems, warnings);
	view_text(v, "%s", _("Nothing was changed."));
	if (problems && something_is_automatic(w))
		done_say_command(w, v,
				 w->recorded ? _("To see how they would be repaired")
					     : _("To repair them"),
				 "fix");
	else if (problems)
		done_say_command(w, v, _("What to do about them"), "doctor");
}

static void say_log_tail(const struct wizard *w, struct view *v)
{
	if (w->log.n && !w->hello.kept && w->hello.asked && !w->waiting_for)
		view_status(v, SAY_WARNING, _("The hello project"), "%s",
			    w->log.at[w->log.n - 1].text);
}

static void done_view(const struct wizard *w, struct view *v)
{
	if (say_waiting(w, v))
		return;
	say_proof(w, v);
	if (w->outcomes.n)
		say_outcomes(w, v);
	else if (w->phase == PHASE_CHANGED && w->run.result.ok)
		say_left_for_you(w, v);
	if (w->phase == PHASE_CHANGED || w->proof.ended)
		say_what_is_left(w, v);
	else
		say_looked(w, v);
	checks_beside(w, v);
	say_left_over(w, v);
	say_log_tail(w, v);
	view_action(v, ACTION_QUIT, _("Finish"), true);
	if (wizard_proven(w) && !w->hello.kept)
		view_action(v, ACTION_KEEP_PROJECT,
			    arena_fmt(v->mem, _("Keep the hello project, in %s"),
				      say_path(w, v, w->hello.folder)),
			    true);
	if (w->phase == PHASE_CHANGED && w->run.result.id)
		view_action(v, ACTION_UNDO,
			    w->run.left_something > 1 ? _("Undo the last run")
						      : _("Undo what was done"),
			    true);
	if (wizard_back_of(w, w->at) != SCREEN_NONE)
		view_action(v, ACTION_BACK, _("Back"), true);
	view_action(v, ACTION_DETAILS, _("Details"), true);
	view_action(v, ACTION_LOG, _("What happened so far"), true);
	view_action(v, ACTION_HELP, _("Help"), true);
}

/* Of the proof and of what is left; the proof's own screen says the same. */
void say_outcome_in_full(const struct wizard *w, struct view *v)
{
	for (size_t i = 0; i < w->proof.verdicts.n; i++)
		say_verdict_in_full(v, &w->proof.verdicts.at[i]);
	if (w->proof.verdicts.n == 0 && w->phase == PHASE_CHANGED) /* what was found is healed */
		say_every_step(w, v);
	else if (w->proof.verdicts.n == 0)
		say_all_findings(w, v);
	say_left_over_in_full(w, v);
	say_time_spent(w, v);
}

static void done_on(struct wizard *w, const struct event *event)
{
	if (event->kind != EVENT_ACTION)
		return;
	if (event->action == ACTION_KEEP_PROJECT && wizard_proven(w) && !w->hello.kept) {
		w->hello.asked = true;
		wizard_wish(w, WISH_KEEP_PROJECT, _("Making the hello project"));
	} else if (event->action == ACTION_UNDO && w->phase == PHASE_CHANGED && w->run.result.id) {
		wizard_ask_undo(w, w->run.result.id);
	}
}

const struct screen done_screen = {
	.id = "done",
	.title = N_("Done"),
	.routes = EVERY_ROUTE,
	.view = done_view,
	.details = say_outcome_in_full,
	.on = done_on,
	.help = N_(
		"Terminals that are open keep their old settings; the line to paste renews this one. Editors and tmux must be started anew.\n"
		"Details lists the checks of the proof, and says where the time went."),
};
