/* goready capture: what doctor looks at, without secrets, as a file for a bug report. */
#include "app/app.h"

#include <stdio.h>
#include <string.h>

#include "app/report.h"
#include "base/i18n.h"
#include "capture/capture.h"

int command_capture(struct app *app)
{
	struct host *recorder = host_recorder(app->machine, app->host);
	struct facts_options options = { .project = app->folder };
	struct err e = { 0 };
	const char *text;

	facts_gather(app->machine, recorder, &options);
	text = json_print(app->machine, host_recorder_json(app->machine, recorder), true);
	if (app->request.word_n == 0 || strcmp(app->request.words[0], "-") == 0) {
		fputs(text, stdout);
		return EXIT_OK;
	}
	if (app_write_file(app, app->request.words[0], text, &e))
		return app_fail(&e);
	app_say(_("Done. The capture is in %s. Values, user names and home paths are masked; read it before you send it."),
		app->request.words[0]);
	return EXIT_OK;
}
