/* goready capture: what doctor looks at, without secrets, as a file for a bug report. */
#include "app/app.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "app/heartbeat.h"
#include "app/report.h"
#include "base/i18n.h"
#include "capture/capture.h"

/* A terminal is no place for thousands of lines: a file with the day in its name, and no older one. */
static const char *usual_name(struct app *app)
{
	time_t now = (time_t)app->host->now(app->host);
	const char *name;
	struct tm tm;
	char day[16] = "";

	if (localtime_r(&now, &tm))
		strftime(day, sizeof(day), "-%Y-%m-%d", &tm);
	name = arena_fmt(app->mem, "goready-capture%s.json", day);
	for (int n = 2; access(app_path(app, name), F_OK) == 0; n++)
		name = arena_fmt(app->mem, "goready-capture%s-%d.json", day, n);
	return name;
}

/* NULL: standard output. */
static const char *capture_name(struct app *app)
{
	if (app->request.word_n)
		return str_equal(app->request.words[0], "-") ? NULL : app->request.words[0];
	return isatty(STDOUT_FILENO) ? usual_name(app) : NULL;
}

int command_capture(struct app *app)
{
	struct host *recorder = host_recorder(app->machine, app->host);
	struct facts_options options = { .project = app->folder };
	const char *name = capture_name(app), *text;
	const struct facts *facts;
	struct heartbeat beat;
	struct err e = { 0 };

	if (name && app_may_make(app, name, &e))
		return app_fail(&e);
	heartbeat_asking(app, &beat, _("Looking at the machine"));
	facts = facts_gather(app->machine, recorder, &options);
	heartbeat_asked(&beat);
	host_recorder_started_in(recorder, facts->project.folder);
	text = json_print(app->machine, host_recorder_json(app->machine, recorder), true);
	if (!name) {
		fputs(text, stdout);
		return EXIT_OK;
	}
	if (app_write_file(app, name, text, &e))
		return app_fail(&e);
	app_say(_("Done. The capture is in %s. Values, user names and home paths are masked; read it before you send it."),
		name);
	return EXIT_OK;
}
