/* goready plain on, goready hints off: what is remembered. */
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

static void read_line(struct settings *s, const char *line)
{
	s->plain |= str_equal(line, "plain");
	s->no_hints |= str_equal(line, "hints off");
	if (str_equal(line, "brief"))
		s->words = WORDS_BRIEF;
	else if (str_equal(line, "verbose"))
		s->words = WORDS_VERBOSE;
}

static struct settings read_file(struct app *app)
{
	const char *folder = settings_folder(app);
	struct settings s = { 0 };
	struct bytes text;
	struct names lines;
	struct err e = { 0 };

	if (!folder || app->host->read(app->host, app->mem, path_join(app->mem, folder, "settings"),
				       MOST_SETTINGS, &text, &e))
		return s;
	lines = str_split(app->mem, arena_strndup(app->mem, text.at, text.n), '\n');
	for (size_t i = 0; i < lines.n; i++)
		read_line(&s, str_trim(app->mem, lines.at[i]));
	return s;
}

struct settings settings_read(struct app *app)
{
	struct settings *s;

	if (!app->settings) {
		s = ARENA_NEW(app->mem, struct settings);
		*s = read_file(app);
		app->settings = s;
	}
	return *app->settings;
}

static const char *settings_text(struct arena *mem, const struct settings *s)
{
	return arena_fmt(mem, "%s%s%s", s->plain ? "plain\n" : "",
			 s->words == WORDS_BRIEF     ? "brief\n"
			 : s->words == WORDS_VERBOSE ? "verbose\n"
						     : "",
			 s->no_hints ? "hints off\n" : "");
}

static enum rc forget(struct app *app, const char *folder, struct err *e)
{
	enum rc rc = app->host->remove_file(app->host, path_join(app->mem, folder, "settings"), e);

	if (!rc) /* others' files may be in it */
		(void)app->host->remove_folder(app->host, folder, NULL);
	return rc;
}

static enum rc remember(struct app *app, const char *folder, const char *text, struct err *e)
{
	enum rc rc = host_make_folders(app->host, app->mem, folder, 0700, NULL, NULL, e);

	return rc ? rc
		  : app->host->replace(app->host, path_join(app->mem, folder, "settings"),
				       bytes_of(text), 0600, e);
}

/* Nothing is written where nothing becomes different. */
static enum rc settings_write(struct app *app, const struct settings *s, const char *otherwise,
			      struct err *e)
{
	const char *folder = settings_folder(app), *text = settings_text(app->mem, s);
	struct settings before = settings_read(app);

	if (!folder) {
		err_set(e, RC_IO, _("there is no home folder to remember it in"));
		err_hint(e, "%s", otherwise);
		return RC_IO;
	}
	if (str_equal(text, settings_text(app->mem, &before)))
		return RC_OK;
	return *text ? remember(app, folder, text, e) : forget(app, folder, e);
}

/* "on" or "off", the only word of a command. */
static enum rc take_word(const struct app *app, bool *ret_on, struct err *e)
{
	const char *word = app->request.words[0];

	*ret_on = str_equal(word, "on");
	if (*ret_on || str_equal(word, "off"))
		return RC_OK;
	return err_set(e, RC_USAGE, _("%s takes on or off, not \"%s\""),
		       command_rows[app->request.command].name, word);
}

static int tell_mode(const struct settings *s)
{
	if (!s->plain)
		app_tell(
			"%s",
			_("The terminal decides which mode is taken. 'goready plain on' takes plain text at every start."));
	else if (s->words == WORDS_BRIEF)
		app_tell(
			"%s",
			_("Plain text mode is taken at every start, and says half as much. 'goready plain off' ends that."));
	else if (s->words == WORDS_VERBOSE)
		app_tell(
			"%s",
			_("Plain text mode is taken at every start, and says all it has. 'goready plain off' ends that."));
	else
		app_tell(
			"%s",
			_("Plain text mode is taken at every start. 'goready plain off' ends that."));
	return EXIT_OK;
}

static enum rc set_mode(struct app *app, struct settings *s, struct err *e)
{
	const struct request *r = &app->request;
	enum rc rc = r->word_n ? take_word(app, &s->plain, e) : RC_OK;

	if (!rc && (!s->plain || !r->word_n) && (r->brief || r->verbose))
		return err_set(e, RC_USAGE, _("%s goes with \"goready plain on\""),
			       r->brief ? "--brief" : "--verbose");
	s->words = r->brief ? WORDS_BRIEF : r->verbose ? WORDS_VERBOSE : WORDS_USUAL;
	return rc ? rc
		  : settings_write(app, s, _("Set HOME, or GOREADY_UI=plain in your start file."),
				   e);
}

int command_plain(struct app *app)
{
	struct settings s = settings_read(app);
	struct err e = { 0 };

	const struct request *r = &app->request;

	if ((r->word_n || r->brief || r->verbose) && set_mode(app, &s, &e))
		return app_fail(&e);
	return tell_mode(&s);
}

int command_hints(struct app *app)
{
	struct settings s = settings_read(app);
	struct err e = { 0 };
	bool on;

	if (app->request.word_n) {
		if (take_word(app, &on, &e))
			return app_fail(&e);
		s.no_hints = !on;
		if (settings_write(app, &s, _("Set HOME, or type hints off at a question."), &e))
			return app_fail(&e);
	}
	app_tell(
		"%s",
		s.no_hints
			? _("Plain text mode gives no hints. 'goready hints on' brings them back.")
			: _("Plain text mode says once how to answer. 'goready hints off' leaves that out."));
	return EXIT_OK;
}
