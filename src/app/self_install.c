#include "app/self_install.h"

#include <signal.h>
#include <stdio.h>

#include "app/report.h"
#include "app/heartbeat.h"
#include "app/text_fetch.h"
#include "base/i18n.h"
#include "base/url.h"
#include "archive/digest.h"
#include "archive/signature.h"
#include "net/net.h"
#include "run/run.h"

enum { LIST_MOST = 256 << 10, LIST_SECONDS = 60 };

/* ---- the list ---- */

enum { LIST, SIGNATURE, FILES };
static const char *const list_names[] = { [LIST] = "SHA256SUMS", [SIGNATURE] = "SHA256SUMS.sig" };

struct lists {
	struct bytes text[FILES];
	struct err error[FILES];
};

static enum rc fetch_lists(struct app *app, const char *where, size_t n, struct lists *ret,
			   struct err *e)
{
	struct text_fetches *all = text_fetches_new(app, n);

	for (size_t i = 0; i < n; i++)
		all->at[i].url = path_join(app->mem, where, list_names[i]);
	if (text_fetches_wait(app, all, LIST_SECONDS, LIST_MOST, e))
		return RC_CANCELLED;
	for (size_t i = 0; i < n; i++) {
		ret->text[i] = str_bytes(&all->at[i].body);
		ret->error[i] = all->at[i].error;
	}
	return RC_OK;
}

static void read_lists(struct app *app, const char *folder, size_t n, struct lists *ret)
{
	for (size_t i = 0; i < n; i++)
		(void)app->host->read(app->host, app->mem,
				      path_join(app->mem, folder, list_names[i]), LIST_MOST,
				      &ret->text[i], &ret->error[i]);
}

static enum rc check_signature(struct app *app, const char *keys, const struct lists *lists,
			       struct err *e)
{
	if (lists->error[SIGNATURE].rc)
		return err_set(e, RC_SIGNATURE,
			       _("SHA256SUMS has no signature that could be read: %s"),
			       lists->error[SIGNATURE].text);
	if (signature_check(app->mem, keys, lists->text[LIST], lists->text[SIGNATURE], e))
		return err_while(e, "SHA256SUMS");
	return RC_OK;
}

static bool is_address(const char *where)
{
	return str_starts(where, "https:") || str_starts(where, "http:");
}

/* The programs that run here, whatever the kernel could run besides. */
static enum arch own_arch(const struct facts *f)
{
	return f->machine.os == OS_DARWIN ? f->machine.cpu : f->machine.userland;
}

static enum rc self_install_find(struct app *app, const char *where, const char *keys,
				 struct self_source *ret, struct err *e)
{
	const struct machine_facts *m = &app->facts->machine;
	size_t n = keys ? FILES : SIGNATURE;
	struct lists lists = { 0 };
	enum rc rc = RC_OK;

	if (is_address(where))
		rc = fetch_lists(app, where, n, &lists, e);
	else
		read_lists(app, where, n, &lists);
	if (!rc && lists.error[LIST].rc) {
		*e = lists.error[LIST];
		rc = e->rc;
	}
	if (!rc && keys)
		rc = check_signature(app, keys, &lists, e);
	if (!rc)
		rc = self_release_find(app->mem, lists.text[LIST], ret->label, m->os,
				       own_arch(app->facts), &ret->release, e);
	return rc;
}

/* A folder's archive is looked at before anything is shown: what lies there must be right. */
static enum rc check_folder(struct app *app, const char *folder, struct self_source *source,
			    struct err *e)
{
	const char *file = path_join(app->mem, folder, source->release.file);
	struct file_info info;
	char sha256[65];
	enum rc rc = sha256_file(file, sha256, e);

	if (!rc)
		rc = app->host->stat(app->host, app->mem, file, &info, e);
	if (rc)
		return rc;
	source->size = info.size;
	if (str_equal(sha256, source->release.sha256))
		return RC_OK;
	err_set(e, RC_CHECKSUM,
		_("%s has the wrong checksum: it is %s, and SHA256SUMS beside it says %s"), file,
		sha256, source->release.sha256);
	err_hint(
		e, "%s",
		_("Nothing was changed. Get the release again: this copy is damaged, or is not what its publisher made."));
	return RC_CHECKSUM;
}

static void look_at_links(struct app *app, struct self_source *source)
{
	struct host *h = app->host;
	struct file_info info = { 0 };

	(void)h->lstat(h, app->mem, self_link(app->mem, &app->facts->places), &info, NULL);
	source->linked = info.type == FILE_LINK ? info.target : NULL;
	info = (struct file_info){ 0 };
	(void)h->lstat(h, app->mem, self_man(app->mem, &app->facts->places), &info, NULL);
	source->linked_man = info.type == FILE_LINK ? info.target : NULL;
	source->man_is_theirs = info.type != FILE_LINK && info.type != FILE_NONE;
}

enum rc self_look(struct app *app, const char *where, const char *keys, struct self_source *ret,
		  struct err *e)
{
	struct self_source source = { .cache = app->facts->places.cache };
	bool address = is_address(where);
	enum rc rc;

	if (!address)
		where = app_path(app, where);
	source.label = address ? url_redact(app->mem, where) : where;
	if (!signature_has_keys(app->mem, keys))
		keys = NULL;
	source.checksum_from = arena_fmt(app->mem,
					 keys ? _("SHA256SUMS of %s, whose signature is right")
					      : _("SHA256SUMS of %s"),
					 source.label);
	rc = self_install_find(app, where, keys, &source, e);
	if (!rc && !address)
		rc = check_folder(app, where, &source, e);
	if (rc)
		return err_while(e, _("looking for a release of goready in %s"), source.label);
	source.url = path_join(app->mem, where, source.release.file);
	look_at_links(app, &source);
	*ret = source;
	return RC_OK;
}

/* ---- doing it ---- */

static const char *fetching(void *ctx)
{
	(void)ctx;
	return _("Fetching goready");
}

enum rc self_carry_out(struct app *app, const struct plan *plan,
		       void (*event)(void *ctx, const struct run_event *event), struct err *e)
{
	struct run_spec spec = { .host = app->host,
				 .loop = app->loop,
				 .plan = plan,
				 .facts = app->facts,
				 .wants = &app->wants,
				 .event = event,
				 .ctx = app };
	struct heartbeat beat = { .loop = app->loop, .what = fetching };
	struct run *run;
	enum rc rc = run_start(&spec, &run, e);

	if (rc)
		return rc;
	app_mind_signals(app);
	heartbeat_start(&beat);
	while (!run_ended(run)) {
		loop_turn(app->loop, -1);
		if (app->signal)
			run_cancel(run);
	}
	heartbeat_stop(&beat);
	if (!run_result(run)->ok) {
		*e = run_result(run)->error;
		rc = e->rc ? e->rc : err_set(e, RC_CANCELLED, "%s", _("stopped"));
	}
	run_close(run);
	return rc;
}

/* ---- bootstrap's helper ---- */

/* Is this very program in its place already? */
static bool is_installed(struct app *app, const struct plan *plan)
{
	const struct link_step *link = &plan_step(plan, "goready.link")->link;
	const char *there =
		path_join(app->mem, plan_step(plan, "goready.unpack")->unpack.tree, "bin/goready");
	char own[65], other[65];

	return str_equal(link->before, link->target) && host_exists(app->host, there) &&
	       sha256_file(app->program, own, NULL) == RC_OK &&
	       sha256_file(there, other, NULL) == RC_OK && str_equal(own, other);
}

int self_install_main(struct app *app, const char *folder)
{
	struct facts_options options = { 0 };
	struct self_source source;
	struct plan plan;
	struct err e = { 0 };

	app_gather(app, &options);
	if (!folder || facts_check_home(app->facts, &e) ||
	    self_look(app, folder, NULL, &source, &e))
		return app_fail(&e);
	source.cache = folder; /* it is there, and goes with the folder */
	plan_self(app->machine, app->facts, &source, &plan);
	for (size_t i = 0; i < plan.steps.n; i++)
		plan.steps.at[i].stays = NULL;
	if (is_installed(app, &plan))
		return EXIT_OK;
	return self_carry_out(app, &plan, NULL, &e) ? app_fail(&e) : EXIT_OK;
}
