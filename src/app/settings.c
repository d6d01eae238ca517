/* goready plain on, goready plain off: the mode that is remembered. */
#include "app/settings.h"

#include <errno.h>

#include "app/report.h"
#include "base/i18n.h"

enum { MOST_SETTINGS = 4096 };

/* NULL: there is no home, and nothing to remember in. */
static const char *settings_folder(struct app *app)
{
	const char *config = app->host->getenv(app->host, "XDG_CONFIG_HOME");
	const char *home = app->host->getenv(app->host, "HOME");

	if (!path_is_absolute(config ? config : "")) /* the specification ignores others */
		config = path_is_absolute(home ? home : "") ? path_join(app->mem, home, ".config")
							    : NULL;
	return config ? path_join(app->mem, config, "goready") : NULL;
}

bool settings_plain(struct app *app)
{
	const char *folder = settings_folder(app);
	struct bytes text;
	struct names lines;
	struct err e = { 0 };

	if (!folder || app->host->read(app->host, app->mem, path_join(app->mem, folder, "settings"),
				       MOST_SETTINGS, &text, &e))
		return false;
	lines = str_split(app->mem, arena_strndup(app->mem, text.at, text.n), '\n');
	for (size_t i = 0; i < lines.n; i++)
		if (str_equal(str_trim(app->mem, lines.at[i]), "plain"))
			return true;
	return false;
}

static enum rc make_folders(struct app *app, const char *folder, struct err *e)
{
	const char *parent = path_folder(app->mem, folder);
	struct file_info info;
	enum rc rc = app->host->stat(app->host, app->mem, folder, &info, e);

	if (rc || info.type == FILE_FOLDER)
		return rc;
	if (!str_equal(parent, folder))
		rc = make_folders(app, parent, e);
	return rc ? rc : app->host->make_folder(app->host, folder, 0700, e);
}

static enum rc remember(struct app *app, const char *folder, struct err *e)
{
	enum rc rc = make_folders(app, folder, e);

	return rc ? rc
		  : app->host->replace(app->host, path_join(app->mem, folder, "settings"),
				       bytes_of("plain\n"), 0600, e);
}

static enum rc forget(struct app *app, const char *folder, struct err *e)
{
	struct err kept = { 0 };
	enum rc rc = app->host->remove_file(app->host, path_join(app->mem, folder, "settings"), e);

	if (!rc)
		(void)app->host->remove_folder(app->host, folder,
					       &kept); /* others' files may be in it */
	return rc;
}

static int tell_mode(bool plain)
{
	app_tell(
		"%s",
		plain ? _("Plain text mode is taken at every start. To end that: goready plain off")
		      : _("The terminal decides which mode is taken. For plain text at every start: goready plain on"));
	return EXIT_OK;
}

int command_plain(struct app *app)
{
	const char *word = app->request.word_n ? app->request.words[0] : NULL;
	const char *folder = settings_folder(app);
	bool is_on = settings_plain(app), on = str_equal(word, "on");
	struct err e = { 0 };
	enum rc rc = RC_OK;

	if (!word)
		return tell_mode(is_on);
	if (!on && !str_equal(word, "off")) {
		err_set(&e, RC_USAGE, _("plain takes on or off, not \"%s\""), word);
		return app_fail(&e);
	}
	if (!folder) {
		err_set(&e, RC_IO, _("there is no home folder to remember it in"));
		err_hint(&e, _("Set HOME, or GOREADY_UI=plain in your start file."));
		return app_fail(&e);
	}
	if (on != is_on)
		rc = on ? remember(app, folder, &e) : forget(app, folder, &e);
	return rc ? app_fail(&e) : tell_mode(on);
}
