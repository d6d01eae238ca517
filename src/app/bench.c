/* goready bench: what the toolchain takes on this machine, measured, told and compared. */
#include "proof/bench.h"

#include <stdlib.h>

#include "app/app.h"
#include "app/heartbeat.h"
#include "app/report.h"
#include "app/suggest.h"
#include "base/i18n.h"
#include "ui/json_out.h"

enum { USUAL_SECONDS = 60, MOST_SECONDS = 3600, MOST_REPORT = 4 << 20 };

struct benching {
	struct app *app;
	const char *json_file; /* NULL: none */
	int seconds;
	struct bench_report report, other;
	const struct bench_report *against; /* &other, or NULL */
	const char *at;                     /* what is being measured */
	struct heartbeat beat;
};

/* ---- what was asked for ---- */

static enum rc take_seconds(struct benching *b, struct err *e)
{
	const char *text = b->app->request.seconds;
	char *end = NULL;
	long seconds = text ? strtol(text, &end, 10) : USUAL_SECONDS;

	if ((text && (*end || end == text)) || seconds < 1 || seconds > MOST_SECONDS)
		return err_set(e, RC_USAGE, _("--seconds takes a number from 1 to %d, not \"%s\""),
			       MOST_SECONDS, text);
	b->seconds = (int)seconds;
	return RC_OK;
}

/* "./monday" is "monday". */
static const char *place_of(struct benching *b, const char *name)
{
	struct arena *mem = b->app->mem;
	const char *path = app_path(b->app, name);
	char *folder = realpath(path_folder(mem, path), NULL);
	const char *place = path_join(mem, folder ? folder : "", path_name(path));

	free(folder);
	return place;
}

/* The second to be written would find the first in its place. */
static enum rc check_two_files(struct benching *b, struct err *e)
{
	const char *svg = b->app->request.svg;

	if (!b->json_file || !svg || !str_equal(place_of(b, b->json_file), place_of(b, svg)))
		return RC_OK;
	err_set(e, RC_USAGE, _("%s is named for the report and for the picture"), svg);
	err_hint(e, "%s", _("Give each a name of its own."));
	return RC_USAGE;
}

static enum rc read_against(struct benching *b, struct err *e)
{
	struct app *app = b->app;
	const char *name = app->request.against;
	struct bytes text;
	enum rc rc;

	if (!name)
		return RC_OK;
	rc = app->host->read(app->host, app->machine, app_path(app, name), MOST_REPORT, &text, e);
	if (!rc)
		rc = bench_parse(app->machine, text, &b->other, e);
	b->against = &b->other;
	return rc ? err_while(e, "%s", name) : RC_OK;
}

static enum rc take_request(struct benching *b, struct err *e)
{
	const struct request *r = &b->app->request;
	enum rc rc = take_seconds(b, e);

	if (!rc && r->word_n && !r->json) {
		rc = err_set(e, RC_USAGE, _("\"%s\" is one word too many"), r->words[0]);
		err_hint(e, _("To write the report there: goready bench --json %s"), r->words[0]);
	}
	b->json_file = r->word_n ? r->words[0] : NULL;
	if (!rc && b->json_file)
		rc = app_may_make(b->app, b->json_file, e);
	if (!rc && r->svg)
		rc = app_may_make(b->app, r->svg, e);
	if (!rc)
		rc = check_two_files(b, e);
	return rc ? rc : read_against(b, e);
}

/* ---- what is told ---- */

static bool is_quiet(const struct benching *b)
{
	return b->app->request.json && !b->json_file;
}

static void working(void *ctx, const char *title, int round)
{
	struct benching *b = ctx;

	b->at = title ? title : _("quick ones once more");
	if (is_quiet(b))
		return;
	if (title)
		app_say(_("Working. %s, round %d."), title, round);
	else
		app_say(_("Working. Round %d."), round);
	heartbeat_said(&b->beat);
}

static const char *bench_at(void *ctx)
{
	return ((struct benching *)ctx)->at;
}

static void add_difference(struct str *s, const struct series *here, const struct series *there)
{
	struct comparison c = series_compare(s->mem, here, there);
	double percent = (c.ratio < 1 ? 1 - c.ratio : c.ratio - 1) * 100;

	str_fmt(s, _("; there %s: "),
		bench_value(s->mem, there->measure->unit,
			    samples_interval(s->mem, &there->samples).median));
	switch (c.difference) {
	case DIFFERENCE_NONE:
		if (here->measure->exact)
			str_add(s, _("the same"));
		else
			str_fmt(s, _("no more apart than chance has it (p=%.2f)"), c.chance);
		break;
	case DIFFERENCE_UNKNOWN:
		str_add(s, _("too few rounds to compare"));
		break;
	case DIFFERENCE_REAL:
		str_fmt(s, c.ratio < 1 ? _("%.0f %% less here") : _("%.0f %% more here"), percent);
		break;
	}
}

static void show_series(const struct benching *b, struct view *v, const struct series *series)
{
	struct interval interval = samples_interval(v->mem, &series->samples);
	enum bench_unit unit = series->measure->unit;
	const struct series *there = bench_find(b->against, series);
	unsigned n = (unsigned)series->samples.n;
	struct str s = { .mem = v->mem };

	str_add(&s, bench_value(v->mem, unit, interval.median));
	if (interval.known)
		str_fmt(&s, _(", %s to %s"), bench_value(v->mem, unit, interval.low),
			bench_value(v->mem, unit, interval.high));
	if (!series->measure->exact)
		str_fmt(&s, P_(", %u round", ", %u rounds", n), n);
	if (there)
		add_difference(&s, series, there);
	view_field(v, series_title(v->mem, series), "%s", str_text(&s));
}

static bool lacks_rounds(const struct bench_report *report)
{
	for (size_t i = 0; i < report->series.n; i++)
		if (report->series.at[i].samples.n < SAMPLES_FOR_AN_INTERVAL &&
		    !report->series.at[i].measure->exact)
			return true;
	return report->left_out.n > 0;
}

static void bench_show(const struct benching *b)
{
	const struct bench_report *report = &b->report;
	struct view v;

	view_open(&v, b->app->machine, "bench");
	view_field(&v, _("This machine"), "%s", bench_machine(v.mem, report));
	if (b->against)
		view_field(&v, _("Compared with"), "%s", bench_machine(v.mem, b->against));
	for (size_t i = 0; i < report->series.n; i++)
		show_series(b, &v, &report->series.at[i]);
	if (report->left_out.n)
		view_status(&v, SAY_NOTE, _("The time was too short for"), "%s",
			    text_list(v.mem, &report->left_out));
	app_print(&v);
	if (!lacks_rounds(report))
		return;
	app_tell("%s", _("Note. Six rounds give an interval. For more of them:"));
	app_tell_line(suggest(b->app, COMMAND_BENCH, "--seconds 300"));
}

static enum rc write_files(struct benching *b, struct err *e)
{
	struct app *app = b->app;
	struct json *json = bench_json(app->machine, &b->report);
	enum rc rc = RC_OK;

	if (is_quiet(b))
		json_out_whole(json);
	if (b->json_file)
		rc = app_write_file(app, b->json_file, json_print(app->machine, json, true), e);
	if (!rc && app->request.svg)
		rc = app_write_file(app, app->request.svg,
				    bench_svg(app->machine, &b->report, b->against), e);
	return rc;
}

static enum rc bench(struct benching *b, struct err *e)
{
	struct app *app = b->app;
	struct bench_spec spec = { .host = app->host,
				   .loop = app->loop,
				   .signal = &app->signal,
				   .seconds = b->seconds,
				   .working = working,
				   .ctx = b };
	enum rc rc = app_look(app, e);

	spec.facts = app->facts;
	spec.wants = &app->wants;
	if (!rc)
		rc = facts_check_home(app->facts, e);
	if (rc)
		return rc;
	if (!is_quiet(b)) {
		app_say("%s",
			_("Working. The first build takes longest. Whatever else is at work here meanwhile makes the figures worse."));
		b->beat = (struct heartbeat){ .loop = app->loop, .what = bench_at, .ctx = b };
		heartbeat_start(&b->beat);
	}
	rc = bench_run(app->machine, &spec, &b->report, e);
	heartbeat_stop(&b->beat);
	return rc;
}

int command_bench(struct app *app)
{
	struct benching b = { .app = app };
	struct err e = { 0 };
	enum rc rc = take_request(&b, &e);

	if (!rc)
		rc = bench(&b, &e);
	if (app->signal) {
		app_say("%s", _("Stopped. Nothing was changed."));
		return 128 + app->signal;
	}
	if (rc)
		return app_fail(&e);
	if (!is_quiet(&b))
		bench_show(&b);
	return write_files(&b, &e) ? app_fail(&e) : EXIT_OK;
}
