/* goready doctor --since: what is different since the proof passed last. */
#include "app/since.h"

#include <string.h>
#include <time.h>

#include "app/heartbeat.h"
#include "app/report.h"
#include "app/report_file.h"
#include "app/suggest.h"
#include "base/i18n.h"
#include "capture/capture.h"
#include "facts/changes.h"
#include "ui/json_out.h"

enum { SINCE_SCHEMA = 1, MOST_RECORD = 16 << 20 };

static const char *record_path(const struct app *app)
{
	return path_join(app->mem, app->facts->places.state, "proven.json");
}

/* As a bug report would show it. No project: it is asked from any folder. */
static struct json *capture_now(struct app *app)
{
	struct host *recorder = host_recorder(app->machine, app->host);
	struct heartbeat beat;

	heartbeat_asking(app, &beat, _("Looking at the machine"));
	facts_gather(app->machine, recorder, &(struct facts_options){ 0 });
	heartbeat_asked(&beat);
	return host_recorder_json(app->machine, recorder);
}

static enum rc keep(struct app *app, struct err *e)
{
	struct json *root = json_new_object(app->machine);
	enum rc rc = facts_check_home(app->facts, e);

	if (!rc)
		rc = host_make_folders(app->host, app->machine, app->facts->places.state, 0700,
				       NULL, NULL, e);
	if (rc)
		return rc;
	json_add_number(app->machine, root, "schema", SINCE_SCHEMA);
	json_add_number(app->machine, root, "proven_at", (double)app->host->now(app->host));
	json_add(app->machine, root, "machine", capture_now(app));
	return app->host->replace(app->host, record_path(app),
				  bytes_of(json_print(app->machine, root, false)), 0600, e);
}

void since_remember(struct app *app)
{
	struct err e = { 0 };

	if (app->request.from)
		return;
	if (!app->facts)
		app_gather(app, &(struct facts_options){ 0 });
	if (keep(app, &e))
		app_say(_("Note. What this machine is now could not be kept for 'goready doctor --since': %s"),
			e.text);
}

void since_forget(struct app *app)
{
	if (!host_exists(app->host, record_path(app)))
		return;
	(void)app->host->remove_file(app->host, record_path(app), NULL);
	/* Where there is nothing else in it: no journal either. */
	(void)app->host->remove_folder(app->host, app->facts->places.state, NULL);
}

/* ---- reading it ---- */

static enum rc hint_to_prove(const struct app *app, enum rc rc, struct err *e)
{
	err_hint(e, _("This proves the toolchain, and remembers the machine: %s"),
		 suggest(app, COMMAND_PROVE, ""));
	return rc;
}

static enum rc read_record(struct app *app, struct json **ret, struct err *e)
{
	struct bytes text;

	if (!host_exists(app->host, record_path(app))) {
		err_set(e, RC_NOT_FOUND, "%s", _("no proof has passed here yet"));
		return hint_to_prove(app, RC_NOT_FOUND, e);
	}
	if (app->host->read(app->host, app->machine, record_path(app), MOST_RECORD, &text, e))
		return err_while(e, _("reading what the machine was when the proof passed"));
	if (!json_parse(app->machine, text, ret, NULL) &&
	    json_integer(*ret, "schema", 0) == SINCE_SCHEMA)
		return RC_OK;
	err_set(e, RC_SYNTAX, _("%s is damaged, or of another goready"), record_path(app));
	return hint_to_prove(app, RC_SYNTAX, e);
}

static time_t proven_at(const struct json *record)
{
	return (time_t)json_integer(record, "proven_at", 0);
}

static const char *time_as(struct app *app, time_t when, bool for_people)
{
	struct tm tm;
	char text[40];
	bool ok = for_people ? localtime_r(&when, &tm) != NULL : gmtime_r(&when, &tm) != NULL;

	if (!ok || !strftime(text, sizeof(text),
			     for_people ? "%Y-%m-%d %H:%M" : "%Y-%m-%dT%H:%M:%SZ", &tm))
		return NULL;
	return arena_strdup(app->machine, text);
}

const char *since_when(struct app *app)
{
	struct json *record = NULL;

	if (app->request.from || read_record(app, &record, NULL))
		return NULL;
	return time_as(app, proven_at(record), true);
}

static enum rc facts_of(struct app *app, const struct json *capture, const struct facts **ret,
			struct err *e)
{
	struct host *host = NULL;
	enum rc rc = host_captured_open(app->machine, capture, &host, e);

	if (rc)
		return err_while(e, _("reading what the machine was when the proof passed"));
	*ret = facts_gather(app->machine, host, &(struct facts_options){ 0 });
	return RC_OK;
}

/* ---- in words ---- */

static const char *system_word(const char *name)
{
	if (str_equal(name, "os"))
		return _("The system");
	if (str_equal(name, "libc"))
		return _("The C library");
	if (str_equal(name, "login shell"))
		return _("The login shell");
	return _("Apple's command line tools");
}

static const char *path_sentence(struct arena *mem, const struct change *c)
{
	if (!c->now)
		return arena_fmt(mem, _("%s is no longer on PATH; it was entry %s."), c->name,
				 c->before);
	if (!c->before)
		return arena_fmt(mem, _("%s is new on PATH, as entry %s."), c->name, c->now);
	return arena_fmt(mem, _("PATH is in another order: %s was entry %s, and is entry %s now."),
			 c->name, c->before, c->now);
}

static const char *tool_sentence(struct arena *mem, const struct change *c)
{
	if (!c->now)
		return arena_fmt(mem, _("%s is gone; its version was %s."), c->name, c->before);
	if (!c->before)
		return arena_fmt(mem, _("%s is new, version %s."), c->name, c->now);
	return arena_fmt(mem, _("%s was version %s, and is version %s now."), c->name, c->before,
			 c->now);
}

static const char *setting_sentence(struct arena *mem, const char *name, const struct change *c)
{
	if (!c->now)
		return arena_fmt(mem, _("%s is no longer set; it was %s."), name, c->before);
	if (!c->before)
		return arena_fmt(mem, _("%s is set now: %s."), name, c->now);
	return arena_fmt(mem, _("%s was %s, and is %s now."), name, c->before, c->now);
}

static const char *sentence(struct arena *mem, const struct change *c)
{
	switch (c->kind) {
	case CHANGE_SYSTEM:
		return setting_sentence(mem, system_word(c->name), c);
	case CHANGE_TOOL:
		return tool_sentence(mem, c);
	case CHANGE_PATH:
		return path_sentence(mem, c);
	case CHANGE_SETTING:
		return setting_sentence(mem, c->name, c);
	case CHANGE_LINE:
		break;
	}
	return c->now ? arena_fmt(mem, _("%s has a new line: %s"), c->name, c->now)
		      : arena_fmt(mem, _("%s has lost a line: %s"), c->name, c->before);
}

static void show_changes(struct app *app, const char *when, const struct changes *changes)
{
	struct view v;

	view_open(&v, app->machine, "since");
	if (!changes->n)
		view_status(&v, SAY_OK, _("Since the proof passed"),
			    _("on %s, nothing that goready looks at is different"), when);
	else
		view_text(&v,
			  P_("Since the proof passed on %s, %zu thing is different:",
			     "Since the proof passed on %s, %zu things are different:", changes->n),
			  when, changes->n);
	for (size_t i = 0; i < changes->n; i++)
		view_text(&v, "%s", sentence(v.mem, &changes->at[i]));
	app_print(&v);
}

static struct json *changes_json(struct app *app, time_t when, const struct changes *changes)
{
	struct arena *mem = app->machine;
	struct json *root = json_new_object(mem), *list;

	json_add_number(mem, root, "schema", SINCE_SCHEMA);
	json_add_string(mem, root, "proven_at", time_as(app, when, false));
	list = json_add_array(mem, root, "changes");
	for (size_t i = 0; i < changes->n; i++) {
		const struct change *c = &changes->at[i];
		struct json *item = json_add_object(mem, list, NULL);

		json_add_string(mem, item, "kind", change_kind_name(c->kind));
		json_add_text(mem, item, "name", c->name);
		json_add_text(mem, item, "before", c->before);
		json_add_text(mem, item, "now", c->now);
		json_add_text(mem, item, "text", sentence(mem, c));
	}
	return root;
}

int since_tell(struct app *app)
{
	struct json *record = NULL;
	const struct facts *before = NULL, *now = NULL;
	struct json *root;
	struct changes changes;
	struct err e = { 0 };

	app_gather(app, &(struct facts_options){ 0 });
	if (read_record(app, &record, &e) ||
	    facts_of(app, json_get(record, "machine"), &before, &e) ||
	    facts_of(app, capture_now(app), &now, &e))
		return app_fail(&e);
	changes = facts_changes(app->machine, before, now);
	root = changes_json(app, proven_at(record), &changes);
	report_file_json(root);
	if (app->request.json)
		json_out_whole(root);
	else
		show_changes(app, time_as(app, proven_at(record), true), &changes);
	return EXIT_OK;
}
