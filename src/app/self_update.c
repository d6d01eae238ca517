/* goready self-update: a newer release of goready in place of the one that runs; shown first, done
 * with --yes, taken back by undo. */
#include "app/self_install.h"

#include <stdio.h>
#include <string.h>

#include "app/report.h"
#include "app/suggest.h"
#include "base/i18n.h"
#include "journal/files.h"
#include "run/run.h"
#include "shell/quote.h"
#include "wants/manifest.h"

/* ---- may it? ---- */

static const char *remedy_for(struct arena *mem, const char *program)
{
	if (strstr(program, "/Cellar/") || strstr(program, "linuxbrew"))
		return _("Homebrew put it there: run brew upgrade goready");
	if (str_starts(program, "/usr/bin/"))
		return _(
			"The system's package manager put it there: upgrade the package goready with it.");
	return arena_fmt(
		mem, "%s",
		_("It was built or copied there. Build it again from its checkout, or get a release that updates itself: packaging/bootstrap --from WHERE"));
}

/* Only what bootstrap or self-update put there is goready's own to replace. */
static enum rc check_origin(struct app *app, struct err *e)
{
	const char *own = app->program, *folder = self_folder(app->mem, &app->facts->places);

	(void)app->host->realpath(app->host, app->mem, own, &own, NULL);
	(void)app->host->realpath(app->host, app->mem, folder, &folder, NULL);
	if (path_is_within(own, folder))
		return RC_OK;
	err_set(e, RC_UNSUPPORTED, _("%s does not update itself: bootstrap did not put it there"),
		path_tilde(app->mem, own, app->facts->places.home));
	err_hint(e, "%s", remedy_for(app->mem, own));
	return RC_UNSUPPORTED;
}

/* ---- telling ---- */

static void tell_plan(struct app *app, const struct plan *plan)
{
	struct view v;

	view_open(&v, app->machine, "self-update");
	for (size_t i = 0; i < plan->steps.n; i++) {
		const struct step *step = &plan->steps.at[i];

		view_status(&v, SAY_NOTE, step->summary, "%s", step->why);
	}
	view_text(&v, "%s", _("'goready undo' takes all of it back, byte for byte."));
	app_print(&v);
}

static void tell_step(void *ctx, const struct run_event *event)
{
	struct app *app = ctx;

	if (event->note)
		app_say(_("Note. %s"), event->note);
	if (event->state == STATE_DONE)
		app_say(_("Done. %s."), event->step->summary);
	else if (event->state == STATE_ROLLED_BACK)
		app_say(_("Done. Taken back: %s."), event->step->summary);
	(void)app;
}

static int nothing_newer(const struct self_source *source)
{
	app_tell(_("OK. This is goready %s; %s has no newer one (%s)."), GOREADY_VERSION,
		 source->label, source->release.version);
	return EXIT_OK;
}

/* ---- the way ---- */

/* A folder's archive goes into the cache first, where the run finds it; the copy is checked again
 * as it is unpacked. */
static enum rc fill_cache(struct app *app, const struct self_source *source, struct err *e)
{
	enum rc rc;

	if (str_starts(source->url, "http"))
		return RC_OK;
	rc = host_make_folders(app->host, app->mem, source->cache, 0755, NULL, NULL, e);
	if (!rc)
		rc = file_copy(source->url,
			       path_join(app->mem, source->cache, source->release.file), 0644, NULL,
			       e);
	return rc;
}

static int carry_out(struct app *app, const struct self_source *source, const struct plan *plan)
{
	struct err e = { 0 };
	enum rc rc = fill_cache(app, source, &e);

	if (!rc)
		rc = self_carry_out(app, plan, tell_step, &e);
	if (rc && app->signal) {
		app_say("%s", _("Stopped. What had been changed was taken back."));
		return 128 + app->signal;
	}
	if (rc)
		return app_fail(&e);
	app_tell(_("Done. goready %s is in place. To bring %s back:"), source->release.version,
		 GOREADY_VERSION);
	app_tell_line(suggest(app, COMMAND_UNDO, ""));
	return EXIT_OK;
}

static enum rc look(struct app *app, struct self_source *ret, struct err *e)
{
	const char *where = app->request.from
				    ? app->request.from
				    : manifest_goready_releases(manifest_builtin(app->mem));
	enum rc rc = self_look(app, where, self_release_keys(app->mem), ret, e);

	/* Until the first release is published there is nothing at the usual address. */
	if (rc && !app->request.from)
		err_hint(
			e,
			_("Nothing was changed. There may be no published release yet, or this network does not reach it. A folder or mirror that holds one can be named: --from WHERE"));
	return rc;
}

static const char *from_and_yes(const struct app *app)
{
	if (!app->request.from)
		return "--yes";
	return arena_fmt(app->mem, "--from %s --yes",
			 shell_word(app->mem, app->facts->shell.login, app->request.from));
}

int command_self_update(struct app *app)
{
	struct facts_options options = { 0 };
	struct self_source source;
	struct plan plan;
	struct err e = { 0 };

	app_gather(app, &options);
	if (facts_check_home(app->facts, &e) || check_origin(app, &e) || look(app, &source, &e))
		return app_fail(&e);
	if (version_compare(source.release.version, GOREADY_VERSION) <= 0)
		return nothing_newer(&source);
	plan_self(app->machine, app->facts, &source, &plan);
	tell_plan(app, &plan);
	if (!app->request.yes) {
		app_tell("%s", _("Note. Nothing was changed. To do this:"));
		app_tell_line(suggest(app, COMMAND_SELF_UPDATE, from_and_yes(app)));
		return EXIT_PROBLEMS;
	}
	return carry_out(app, &source, &plan);
}
