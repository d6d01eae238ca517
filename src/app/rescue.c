#include "app/rescue.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/heartbeat.h"
#include "app/report.h"
#include "base/i18n.h"
#include "journal/undo.h"
#include "ui/json_out.h"
#include "ui/ui.h"

/* What runs when no memory is left must not need any. */
static struct {
	struct app *app;
	char run[64]; /* "" while none is under way */
	bool rescuing;
} rescue;

static void exhausted(void)
{
	const char *program = rescue.app->program;

	if (rescue.rescuing) /* out of memory once more on the way: the sentence is all there is */
		return;
	rescue.rescuing = true;
	ui_give_terminal_back();
	if (!rescue.run[0] || !program)
		return;
	loop_end_children(rescue.app->loop);
	execl(program, program, "--helper", "take-back", rescue.run,
	      rescue.app->request.json ? "json" : "", (char *)NULL);
}

void rescue_init(struct app *app)
{
	rescue.app = app;
	arena_on_exhausted(exhausted);
}

void rescue_arm(const char *run)
{
	if (!rescue.app || rescue.app->request.keep_going)
		return;
	snprintf(rescue.run, sizeof(rescue.run), "%s", run);
}

void rescue_disarm(void)
{
	rescue.run[0] = '\0';
}

static void rescue_tell(void *ctx, const struct undo_item *item, const struct err *error)
{
	struct heartbeat *beat = ctx; /* NULL: a program reads */

	if (!beat)
		return;
	heartbeat_said(beat);
	if (error) {
		app_say(_("Problem. %s: %s"), item->summary, error->text);
		app_say(_("What to do: %s"), err_remedy(error));
	} else if (item->action != UNDO_NOTHING && item->action != UNDO_LEAVE) {
		app_say(_("Done. Taken back: %s."), item->summary);
	}
}

static void tell_result(struct arena *mem, const char *run)
{
	struct json *line = json_new_object(mem);

	json_add_string(mem, line, "event", "result");
	json_add_bool(mem, line, "ok", false);
	json_add_string(mem, line, "run", run);
	json_out_line(line);
}

int take_back_main(struct app *app, const char *run, bool json)
{
	struct facts_options options = { 0 };
	struct undo_plan plan = { 0 };
	struct err e = { 0 }, limit = { 0 };
	struct heartbeat beat;
	enum rc rc;

	err_set(&limit, RC_LIMIT, "%s", _("goready has run out of memory"));
	err_hint(
		&limit, "%s",
		_("End other programs, then run goready again. If it happens again, 'goready capture' makes a file for a bug report."));
	app->request.json = json;
	heartbeat_asking(app, &beat, _("Taking back what this run had changed"));
	app->facts = facts_gather(app->machine, app->host, &options);
	rc = undo_make(app->machine, app->host, app->facts, run, false, &plan, &e);
	if (!rc)
		rc = undo_run(app->machine, app->host, app->facts, &plan, rescue_tell,
			      json ? NULL : &beat, &e);
	heartbeat_asked(&beat);
	if (!rc && !json)
		app_say("%s", _("Note. What this run had changed was taken back."));
	if (json)
		tell_result(app->machine, run);
	if (rc)
		(void)app_fail(&e);
	return app_fail(&limit);
}
