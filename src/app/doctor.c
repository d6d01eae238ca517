/* goready doctor: what is here, and what is wrong with it. */
#include "app/app.h"

#include "app/asking.h"
#include "app/probing.h"
#include "app/report.h"
#include "app/report_file.h"
#include "app/since.h"
#include "app/suggest.h"
#include "base/i18n.h"
#include "journal/undo.h"
#include "ui/json_out.h"

static enum status_level say_level(enum level level)
{
	switch (level) {
	case LEVEL_PROBLEM:
		return SAY_PROBLEM;
	case LEVEL_WARNING:
		return SAY_WARNING;
	case LEVEL_NOTE:
		return SAY_NOTE;
	case LEVEL_OK:
		break;
	}
	return SAY_OK;
}

static const char *shown(struct arena *mem, const struct app *app, const char *path)
{
	return path_tilde(mem, path, app->facts->places.home);
}

static void machine_lines(const struct app *app, struct view *v)
{
	const struct machine_facts *m = &app->facts->machine;
	struct str what = { .mem = v->mem };

	str_add(&what, m->os_title ? m->os_title : os_name(m->os));
	str_fmt(&what, _(", %s"),
		arch_name(m->cpu) ? arch_name(m->cpu) : _("an unknown processor"));
	if (m->wsl)
		str_fmt(&what, _(", %s"), arena_fmt(v->mem, "WSL %d", m->wsl));
	if (m->container)
		str_fmt(&what, _(", in a container (%s)"), m->container);
	view_field(v, _("Machine"), "%s", str_text(&what));
	if (app->facts->shell.login_path)
		view_field(v, _("Login shell"), "%s", app->facts->shell.login_path);
}

/* Of what not everybody needs only what is there, or asked for. */
static bool is_shown(const struct app *app, enum tool_id id)
{
	return app->wants.tool[id].wanted || facts_resolve(app->facts, id);
}

static bool is_somewhere(const struct app *app, enum tool_id id)
{
	for (size_t i = 0; i < app->facts->tools.n; i++)
		if (app->facts->tools.at[i].id == id &&
		    app->facts->tools.at[i].fault != FAULT_DANGLING)
			return true;
	return false;
}

/* "1.27.2, not the 1.26.8 that is asked for": of a profile that wants that one and no other. */
static const char *version_words(const struct app *app, struct arena *mem, const struct tool *tool)
{
	const struct tool_want *want = &app->wants.tool[tool->id];

	if (!tool->version)
		return _("version unknown");
	if (!want->exact || version_compare(tool->version, want->version) == 0)
		return tool->version;
	return arena_fmt(mem, _("%s, not the %s that is asked for"), tool->version, want->version);
}

static void tool_line(const struct app *app, struct view *v, enum tool_id id)
{
	const struct tool *tool = facts_resolve(app->facts, id);

	if (!tool) {
		view_status(v, SAY_NOTE, tool_name(id), "%s",
			    is_somewhere(app, id) ? _("new shells do not find it")
						  : _("not installed"));
		return;
	}
	view_status(v, wants_satisfied(&app->wants, app->facts, id) ? SAY_OK : SAY_NOTE,
		    tool_name(id), _("%s, %s"), version_words(app, v->mem, tool),
		    shown(v->mem, app, tool->path));
}

static void finding_lines(struct view *v, const struct finding *f)
{
	view_status(v, say_level(f->level), f->title, "[%s]", f->rule->id);
	if (f->under)
		view_more(v, _("This follows from [%s] above."), f->under->id);
	for (size_t i = 0; i < f->evidence.n; i++)
		view_more(v, "%s", f->evidence.at[i]);
	if (f->remedy)
		view_more(v, _("What to do: %s"), f->remedy);
}

/* `some`: only some rules were asked about. */
/* Asked about what only a shell's answer shows, which nobody has got. */
static bool is_for_the_shells(const struct app *app)
{
	for (size_t i = 0; i < app->request.word_n; i++)
		if (!app->observed.shells.n && rules_need_shells(app->request.words[i]))
			return true;
	return false;
}

static const char *summary(struct arena *mem, const struct app *app)
{
	const struct findings *f = &app->findings;
	size_t problems = findings_count(f, LEVEL_PROBLEM),
	       warnings = findings_count(f, LEVEL_WARNING);
	size_t notes = findings_count(f, LEVEL_NOTE);

	if (problems + warnings + notes == 0)
		return is_for_the_shells(app)
			       ? _("Nobody has looked: 'goready doctor --shells' asks your shells.")
		       : app->request.word_n ? _("Nothing of what was asked about is wrong here.")
		       : app->observed.shells.n || app->request.from
			       ? _("Everything is in order.")
			       : _("Everything that was looked at is in order. 'goready doctor --shells' asks your shells, too.");
	return arena_fmt(mem, _("%s, %s, %s."),
			 arena_fmt(mem, P_("%zu problem", "%zu problems", problems), problems),
			 arena_fmt(mem, P_("%zu warning", "%zu warnings", warnings), warnings),
			 arena_fmt(mem, P_("%zu note", "%zu notes", notes), notes));
}

static void shell_lines(const struct app *app, struct view *v)
{
	const struct shell_matrix *matrix = &app->observed.shells;

	if (matrix->n)
		view_heading(v, _("What your shells find"));
	for (size_t i = 0; i < matrix->n; i++) {
		const struct resolved *r = &matrix->at[i];
		const char *label = arena_fmt(v->mem, _("%s, %s"), shell_name(r->shell),
					      shell_mode_name(r->mode));
		struct names found = { 0 };

		tools_each (id)
			if (r->tool[id] || is_shown(app, id))
				list_push(v->mem, &found,
					  arena_fmt(v->mem, "%s %s", tool_name(id),
						    r->tool[id] ? shown(v->mem, app, r->tool[id])
								: _("not found")));
		if (r->inherits)
			view_field(v, label, "%s",
				   _("reads no start file; it has what its parent has"));
		else if (r->timed_out)
			view_field(v, label, "%s", _("took more than 10 seconds to start"));
		else if (resolved_lacks_terminal(app->facts, r))
			view_field(v, label, "%s",
				   _("not known: a start file goes on only in a real terminal"));
		else
			view_field(v, label, "%s", str_join(v->mem, &found, _("; ")));
	}
}

static void address_lines(const struct app *app, struct view *v)
{
	for (size_t i = 0; i < app->observed.addresses.n; i++) {
		const struct address *a = &app->observed.addresses.at[i];

		if (i == 0)
			view_heading(v, _("Download addresses"));
		view_status(v, a->reach == REACH_OK ? SAY_OK : SAY_NOTE, a->url, "%s",
			    a->reach == REACH_OK ? arena_fmt(v->mem, _("answered in %d ms"), a->ms)
			    : a->detail          ? a->detail
						 : _("does not answer"));
	}
}

/* What broke it is likely among what changed. */
static void say_since(struct app *app, struct view *v)
{
	const char *when = findings_count(&app->findings, LEVEL_PROBLEM) +
						   findings_count(&app->findings, LEVEL_WARNING) >
					   0
				   ? since_when(app)
				   : NULL;

	if (when)
		view_line(v,
			  arena_fmt(v->mem, _("What is different since the proof passed on %s"),
				    when),
			  suggest(app, COMMAND_DOCTOR, "--since"));
}

/* Another goready that runs now is none. NULL: no run was. */
static const struct journal_run *run_broken_off(struct arena *mem, const struct app *app)
{
	struct journal_runs *runs = ARENA_NEW(mem, struct journal_runs);

	if (app->request.from || journal_read_all(mem, app->host, &app->facts->places, runs, NULL))
		return NULL;
	return undo_unfinished(runs);
}

static void say_broken_off(const struct app *app, struct view *v)
{
	const struct journal_run *run = run_broken_off(v->mem, app);

	if (!run)
		return;
	view_status(v, SAY_NOTE, arena_fmt(v->mem, _("Run %s was broken off"), run->id), "%s",
		    journal_when(v->mem, run));
	view_more(v, _("What to do: %s"),
		  _("Finish it with 'goready apply', or take it back: 'goready undo'."));
}

static void doctor_view(struct arena *mem, struct app *app, struct view *v)
{
	const char *sum = summary(mem, app);

	view_open(v, mem, "doctor");
	if (app_is_heard()) /* page by page: its end is far */
		view_text(v, "%s", sum);
	machine_lines(app, v);
	tools_each (id)
		if (is_shown(app, id))
			tool_line(app, v, id);
	shell_lines(app, v);
	address_lines(app, v);
	if (app->findings.n)
		view_heading(v, _("Findings"));
	for (size_t i = 0; i < app->findings.n; i++)
		finding_lines(v, &app->findings.at[i]);
	say_broken_off(app, v);
	if (!app_is_heard())
		view_text(v, "%s", sum);
	say_since(app, v);
	for (size_t i = 0; i < app->findings.n; i++)
		if (app->findings.at[i].automatic) {
			view_line(
				v,
				app->request.from
					? _("To see how it would be repaired")
					: _("To repair what can be repaired; it shows everything first"),
				suggest(app, COMMAND_FIX, ""));
			break;
		}
}

static struct json *doctor_json(const struct app *app)
{
	struct arena *mem = app->machine;
	const struct journal_run *run = run_broken_off(mem, app);
	struct json *root = json_new_object(mem), *summary_json;

	json_add_number(mem, root, "schema", 1);
	json_add(mem, root, "machine", facts_machine_json(mem, app->facts));
	json_add(mem, root, "findings", findings_json(mem, &app->findings));
	json_add(mem, root, "tools", facts_tools_json(mem, app->facts));
	json_add(mem, root, "homebrew", facts_brew_json(mem, app->facts));
	if (run) {
		struct json *broken_off = json_add_object(mem, root, "broken_off");

		json_add_string(mem, broken_off, "run", run->id);
		json_add_string(mem, broken_off, "when", journal_when(mem, run));
	} else {
		json_add_null(mem, root, "broken_off");
	}
	summary_json = json_add_object(mem, root, "summary");
	json_add_number(mem, summary_json, "problems",
			(double)findings_count(&app->findings, LEVEL_PROBLEM));
	json_add_number(mem, summary_json, "warnings",
			(double)findings_count(&app->findings, LEVEL_WARNING));
	json_add_number(mem, summary_json, "notes",
			(double)findings_count(&app->findings, LEVEL_NOTE));
	return root;
}

static enum rc look_further(struct app *app, struct err *e)
{
	struct shell_matrix *matrix = &app->observed.shells;
	enum rc rc = RC_OK;

	if (app->request.from && (app->request.shells || app->request.network))
		return err_set(e, RC_USAGE, _("--from goes with neither --shells nor --network"));
	if (app->request.shells) {
		app_say("%s", _("Working. Starting your shells, as opening a terminal does."));
		rc = app_ask_shells(app, NULL, matrix, e);
		if (!rc)
			app->facts = facts_with_shells(app->machine, app->host, app->facts, matrix);
	}
	if (!rc && app->request.network) {
		app_say("%s", _("Working. Trying the download addresses."));
		rc = app_probe(app, e);
	}
	if (!rc)
		app_check(app);
	return rc;
}

int command_doctor(struct app *app)
{
	struct err e = { 0 };
	struct view v;
	enum rc rc;

	if (app->request.since)
		return since_tell(app);
	rc = app_look(app, &e);
	if (!rc && (app->request.shells || app->request.network))
		rc = look_further(app, &e);
	if (!rc)
		rc = app_only(app, app->request.words, app->request.word_n, &e);
	if (rc)
		return app_fail(&e);
	if (report_file_wants_json())
		report_file_json(doctor_json(app));
	if (app->request.json) {
		json_out_whole(doctor_json(app));
	} else {
		doctor_view(app->machine, app, &v);
		app_print(&v);
	}
	return findings_count(&app->findings, LEVEL_PROBLEM) ? EXIT_PROBLEMS : EXIT_OK;
}
