/* A report in words and as JSON, and two of them compared. Pure. */
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "proof/bench.h"

enum { SCHEMA = 1, MOST_SERIES = 200, FEWEST_TO_COMPARE = 4 };

const char *series_title(struct arena *mem, const struct series *series)
{
	unsigned n = (unsigned)series->workers;
	const char *title = _(series->measure->title);

	if (n)
		return arena_fmt(mem, P_("%s, %u worker", "%s, %u workers", n), title, n);
	return series->percent ? arena_fmt(mem, _("%s, p%d"), title, series->percent) : title;
}

const char *bench_value(struct arena *mem, enum bench_unit unit, double value)
{
	static const struct {
		double least;
		const char *name;
	} units[] = { { 1, "s" }, { 1e-3, "ms" }, { 1e-6, "\xc2\xb5s" }, { 0, "ns" } };
	size_t i = 0;
	double shown;

	if (unit == BENCH_BYTES)
		return size_text(mem, (unsigned long long)value);
	while (value < units[i].least)
		i++;
	shown = units[i].least > 0 ? value / units[i].least : value * 1e9;
	return arena_fmt(mem, "%.*f %s",
			 shown < 10    ? 2
			 : shown < 100 ? 1
				       : 0,
			 shown, units[i].name);
}

const char *bench_machine(struct arena *mem, const struct bench_report *report)
{
	struct str s = { .mem = mem };

	if (report->cpu)
		str_fmt(&s, "%s, ", report->cpu);
	str_fmt(&s, "%s/%s", report->os ? report->os : "?", report->arch ? report->arch : "?");
	if (report->translated)
		str_add(&s, _(" under Rosetta"));
	str_fmt(&s, ", Go %s, %s", report->go ? report->go : "?",
		report->made ? report->made : "?");
	return str_text(&s);
}

/* ---- JSON ---- */

static const char *unit_name(enum bench_unit unit)
{
	return unit == BENCH_BYTES ? "bytes" : "seconds";
}

static void add_series(struct arena *mem, struct json *list, const struct series *series)
{
	struct interval interval = samples_interval(mem, &series->samples);
	struct json *row = json_add_object(mem, list, NULL), *samples;

	json_add_string(mem, row, "id", series->measure->id);
	json_add_string(mem, row, "unit", unit_name(series->measure->unit));
	if (series->workers)
		json_add_number(mem, row, "workers", series->workers);
	else
		json_add_null(mem, row, "workers");
	if (series->percent)
		json_add_number(mem, row, "percentile", series->percent);
	else
		json_add_null(mem, row, "percentile");
	json_add_number(mem, row, "median", interval.median);
	if (interval.known) {
		json_add_number(mem, row, "low", interval.low);
		json_add_number(mem, row, "high", interval.high);
	} else {
		json_add_null(mem, row, "low");
		json_add_null(mem, row, "high");
	}
	samples = json_add_array(mem, row, "samples");
	for (size_t i = 0; i < series->samples.n; i++)
		json_add_number(mem, samples, NULL, series->samples.at[i]);
}

struct json *bench_json(struct arena *mem, const struct bench_report *report)
{
	struct json *root = json_new_object(mem), *machine, *list;

	json_add_number(mem, root, "schema", SCHEMA);
	json_add_string(mem, root, "made", report->made);
	machine = json_add_object(mem, root, "machine");
	json_add_string(mem, machine, "os", report->os);
	json_add_string(mem, machine, "arch", report->arch);
	json_add_text(mem, machine, "cpu", report->cpu);
	json_add_number(mem, machine, "processors", report->processors);
	json_add_number(mem, machine, "memory", (double)report->memory);
	json_add_bool(mem, machine, "translated", report->translated);
	json_add_text(mem, root, "go", report->go);
	json_add_text(mem, root, "protoc", report->protoc);
	list = json_add_array(mem, root, "measures");
	for (size_t i = 0; i < report->series.n; i++)
		add_series(mem, list, &report->series.at[i]);
	return root;
}

static enum rc no_report(const struct json *at, const char *why, struct err *e)
{
	err_set(e, RC_SYNTAX, _("line %d: %s"), at ? at->line : 1, why);
	err_hint(e, "%s", _("Make it with: goready bench --json FILE"));
	return RC_SYNTAX;
}

static const struct measure_about *measure_named(const char *id)
{
	const struct measure_about *m = NULL;

	for (size_t i = 0; (m = measure_at(i)) && !str_equal(m->id, id);)
		i++;
	return m;
}

static bool parse_samples(struct arena *mem, const struct json *list, struct samples *ret)
{
	json_each (item, list) {
		if (item->type != JSON_NUMBER || !(item->number >= 0) || item->number > 1e15)
			return false;
		list_push(mem, ret, item->number);
	}
	return ret->n && ret->n <= SAMPLES_MOST;
}

static enum rc parse_series(struct arena *mem, const struct json *item, struct bench_report *report,
			    struct err *e)
{
	struct series series = { .measure = measure_named(json_string(item, "id")) };

	if (!series.measure)
		return RC_OK;
	series.workers = json_int(item, "workers", 0);
	series.percent = json_int(item, "percentile", 0);
	if (!str_equal(unit_name(series.measure->unit), json_string(item, "unit")))
		return no_report(item, _("the unit of this measure is another one"), e);
	if (!parse_samples(mem, json_get(item, "samples"), &series.samples))
		return no_report(item, _("\"samples\" has to hold 1 to 40 numbers from 0 on"), e);
	list_push(mem, &report->series, series);
	return RC_OK;
}

enum rc bench_parse(struct arena *mem, struct bytes text, struct bench_report *ret, struct err *e)
{
	struct bench_report report = { 0 };
	const struct json *machine, *measures;
	struct json *root;
	enum rc rc = json_parse(mem, text, &root, e);

	if (rc)
		return rc;
	machine = json_get(root, "machine");
	measures = json_get(root, "measures");
	if (json_int(root, "schema", 0) != SCHEMA || !machine || !measures ||
	    json_count(measures) > MOST_SERIES)
		return no_report(root, _("this is no report of goready bench"), e);
	report.made = json_string(root, "made");
	report.os = json_string(machine, "os");
	report.arch = json_string(machine, "arch");
	report.cpu = json_string(machine, "cpu");
	report.processors = json_int(machine, "processors", 0);
	report.memory = json_size(machine, "memory", 0);
	report.translated = json_bool(machine, "translated", false);
	report.go = json_string(root, "go");
	report.protoc = json_string(root, "protoc");
	json_each (item, measures)
		if ((rc = parse_series(mem, item, &report, e)))
			return rc;
	*ret = report;
	return RC_OK;
}

/* ---- comparing ---- */

const struct series *bench_find(const struct bench_report *report, const struct series *like)
{
	for (size_t i = 0; report && i < report->series.n; i++) {
		const struct series *s = &report->series.at[i];

		if (s->measure == like->measure && s->workers == like->workers &&
		    s->percent == like->percent)
			return s;
	}
	return NULL;
}

struct comparison series_compare(struct arena *mem, const struct series *a, const struct series *b)
{
	double of_a = samples_interval(mem, &a->samples).median,
	       of_b = samples_interval(mem, &b->samples).median;
	struct comparison c = { .difference = DIFFERENCE_NONE,
				.ratio = of_b > 0 ? of_a / of_b : 1 };
	bool few = a->samples.n < FEWEST_TO_COMPARE || b->samples.n < FEWEST_TO_COMPARE;

	c.chance = a->measure->exact ? of_a < of_b || of_a > of_b ? 0 : 1
				     : samples_chance(&a->samples, &b->samples);
	if (few && !a->measure->exact)
		c.difference = DIFFERENCE_UNKNOWN;
	else if (c.chance < 0.05)
		c.difference = DIFFERENCE_REAL;
	return c;
}
