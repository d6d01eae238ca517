/* The measures in rounds, as many as the time holds. */
#include "proof/bench.h"

#include <string.h>

#include "base/clock.h"
#include "base/embedded.h"
#include "base/environment.h"
#include "base/i18n.h"
#include "proof/bench_internal.h"

extern const struct embedded_file bench_files[];

/* The more rounds, the narrower the intervals: from ten on it hardly shows. */
enum { MOST_ROUNDS = 10, FETCH_SECONDS = 300 };

static const struct proof_kind bench_kind = { .about = { "bench", NULL, NULL },
					      .files = bench_files,
					      .hello = true };

/* A measure with a number of workers: what is taken by itself. */
struct turn {
	const struct measure *measure;
	int workers;
	size_t first; /* its series; a second one follows for the 95th percentile */
	int taken;    /* rounds */
	int64_t us;   /* that the last one took; 0: not known */
};

struct rounds {
	struct bench *bench;
	struct bench_report *report;
	LIST(struct turn) turns;
	int64_t start; /* us */
	int round;     /* from 1 */
};

/* All processors first, for what follows rests on that build; then one, two, four ... */
static void add_turns(struct rounds *r, const struct measure *m)
{
	struct arena *mem = r->bench->proof.mem;
	int all = r->bench->spec->facts->machine.processors;

	list_push(mem, &r->turns,
		  ((struct turn){ .measure = m, .workers = m->by_workers ? all : 0 }));
	for (int n = 1; m->by_workers && n < all; n *= 2)
		list_push(mem, &r->turns, ((struct turn){ .measure = m, .workers = n }));
}

/* One that is not known yet takes at least as long as the same with more workers. */
static bool is_due(const struct rounds *r, size_t i)
{
	const struct turn *t = &r->turns.at[i];
	int64_t left = r->start + r->bench->spec->seconds * (int64_t)1000000 - clock_us();
	int64_t us = t->us;

	if (!t->taken && (i == 0 || !t->measure->slow))
		return true;
	if (t->measure->about.exact)
		return false;
	if (t->measure->slow && r->round <= SAMPLES_FOR_AN_INTERVAL)
		return false;
	for (size_t k = 0; !us && k < i; k++)
		if (r->turns.at[k].measure == t->measure)
			us = r->turns.at[k].us;
	return us <= left;
}

/* Which of the turn's series it is: 0, or 1 for the second percentile. */
static void keep_sample(struct rounds *r, struct turn *t, size_t which, int percent, double sample)
{
	struct arena *mem = r->bench->proof.mem;

	if (!t->taken)
		list_push(mem, &r->report->series,
			  ((struct series){ .measure = &t->measure->about,
					    .workers = t->workers,
					    .percent = percent }));
	if (!t->taken && !which)
		t->first = r->report->series.n - 1;
	list_push(mem, &r->report->series.at[t->first + which].samples, sample);
}

static void keep_samples(struct rounds *r, struct turn *t, const struct samples *samples)
{
	static const int percents[] = { 50, 95 };

	if (samples->n == 1)
		keep_sample(r, t, 0, 0, samples->at[0]);
	for (size_t i = 0; samples->n > 1 && i < 2; i++)
		keep_sample(r, t, i, percents[i],
			    samples_percentile(r->bench->proof.mem, samples, percents[i]));
	t->taken += samples->n > 0;
}

/* False: it failed, or was stopped. */
static bool take(struct rounds *r, struct turn *t)
{
	const struct bench_spec *spec = r->bench->spec;
	struct series like = { .measure = &t->measure->about, .workers = t->workers };
	struct samples samples = { 0 };
	int64_t start = clock_us();

	if (t->measure->slow || (!t->taken && (t->measure->words || t->measure->by_workers)))
		spec->working(spec->ctx, series_title(r->bench->proof.mem, &like), t->taken + 1);
	if (!t->measure->take(r->bench, t->measure, t->workers, &samples) ||
	    r->bench->proof.stopped)
		return false;
	t->us = clock_us() - start;
	keep_samples(r, t, &samples);
	return true;
}

static bool take_rounds(struct rounds *r)
{
	const struct bench_spec *spec = r->bench->spec;
	bool any = true;

	for (r->round = 1; any && r->round <= MOST_ROUNDS; r->round++) {
		any = false;
		if (r->round > 1)
			spec->working(spec->ctx, NULL, r->round);
		for (size_t i = 0; i < r->turns.n; i++) {
			struct turn *t = &r->turns.at[i];
			int before = t->taken;

			if (is_due(r, i) && !take(r, t))
				return false;
			any |= t->taken > before;
		}
	}
	return true;
}

/* ---- before and after ---- */

static void bench_stop(void *ctx, int signal)
{
	struct bench *b = ctx;

	if (!signal_ends(signal))
		return;
	*b->spec->signal = signal;
	b->proof.stopped = true;
	if (b->proof.asking)
		child_kill(b->proof.asking);
}

static enum rc not_working(struct bench *b, const char *evidence)
{
	err_set(b->error, RC_COMMAND, "%s", evidence);
	err_hint(b->error, "%s", _("Look for the cause: goready prove"));
	return RC_COMMAND;
}

/* Modules are fetched before anything is measured. */
static enum rc fetch_modules(struct bench *b)
{
	const char *words[] = { "go", "mod", "download", NULL };
	struct names argv = proof_argv(b->proof.mem, words);
	struct said said;

	if (proof_command(&b->proof, &argv, FETCH_SECONDS, &said))
		return RC_OK;
	return not_working(b, proof_evidence(&b->proof, &argv, &said));
}

static enum rc prepare(struct bench *b)
{
	struct outcome outcome = { 0 };
	enum rc rc;

	b->env = terminal_environment(&b->proof);
	environment_set(b->proof.mem, &b->env, "GOCACHE",
			path_join(b->proof.mem, b->proof.folder, "cache"));
	b->proof.env = b->env;
	if (!proof_tools_are_found(&b->proof, &outcome))
		return not_working(b, outcome.evidence);
	rc = fetch_modules(b);
	if (!rc && !proof_code_is_generated(&b->proof, &outcome))
		rc = not_working(b, outcome.evidence);
	return rc;
}

static const char *protoc_version(struct bench *b)
{
	const struct tool *tool = facts_resolve(b->spec->facts, TOOL_PROTOC);

	return tool ? tool->version : NULL;
}

static const char *today(struct bench *b)
{
	time_t now = b->spec->host->now(b->spec->host);
	char text[16] = "";
	struct tm parts;

	if (gmtime_r(&now, &parts))
		strftime(text, sizeof(text), "%Y-%m-%d", &parts);
	return arena_strdup(b->proof.mem, text);
}

static void describe(struct bench *b, struct bench_report *report)
{
	const struct machine_facts *machine = &b->spec->facts->machine;
	const char *go = proof_setting(&b->proof, "GOVERSION");

	report->made = today(b);
	report->os = os_name(machine->os);
	report->arch = arena_strdup(b->proof.mem, proof_setting(&b->proof, "GOARCH"));
	report->cpu = machine->cpu_title;
	report->go = str_starts(go, "go") ? go + 2 : go;
	report->protoc = protoc_version(b);
	report->processors = machine->processors;
	report->memory = machine->memory;
	report->translated = machine->translated;
}

static void name_left_out(const struct rounds *r)
{
	struct arena *mem = r->bench->proof.mem;

	for (size_t i = 0; i < r->turns.n; i++) {
		const struct turn *t = &r->turns.at[i];
		struct series like = { .measure = &t->measure->about, .workers = t->workers };

		if (!t->taken)
			list_push(mem, &r->report->left_out, series_title(mem, &like));
	}
}

static bool comes_before(const struct series *a, const struct series *b)
{
	if (a->measure != b->measure)
		return a->measure < b->measure;
	return a->workers < b->workers;
}

/* In place: they are few. */
static void sort_series(struct bench_report *report)
{
	for (size_t i = 1; i < report->series.n; i++)
		for (size_t k = i;
		     k && comes_before(&report->series.at[k], &report->series.at[k - 1]); k--) {
			struct series moved = report->series.at[k];

			report->series.at[k] = report->series.at[k - 1];
			report->series.at[k - 1] = moved;
		}
}

static enum rc bench_measure(struct bench *b, struct bench_report *ret)
{
	struct rounds rounds = { .bench = b, .report = ret, .start = clock_us() };
	enum rc rc = prepare(b);

	if (rc)
		return rc;
	describe(b, ret);
	for (const struct measure *m = measures; m->about.id; m++)
		add_turns(&rounds, m);
	if (!take_rounds(&rounds))
		return b->error->rc;
	name_left_out(&rounds);
	sort_series(ret);
	return RC_OK;
}

enum rc bench_run(struct arena *mem, const struct bench_spec *spec, struct bench_report *ret,
		  struct err *e)
{
	struct proof_spec proof_spec = { .host = spec->host,
					 .facts = spec->facts,
					 .wants = spec->wants };
	struct bench b = { .proof = { .mem = mem,
				      .spec = &proof_spec,
				      .kind = &bench_kind,
				      .loop = spec->loop },
			   .spec = spec,
			   .error = e };
	struct bench_report report = { 0 };
	enum rc rc;

	loop_on_signal(spec->loop, bench_stop, &b);
	rc = proof_folder_open(&b.proof, e);
	if (!rc)
		rc = proof_project_write(&b.proof, e);
	if (!rc)
		rc = bench_measure(&b, &report);
	proof_folder_close(&b.proof);
	loop_on_signal(spec->loop, NULL, NULL);
	if (b.proof.stopped)
		return err_set(e, RC_CANCELLED, "%s", _("the measurement was stopped"));
	if (!rc)
		*ret = report;
	return rc;
}
