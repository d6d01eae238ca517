/* Measuring with tools that are shell scripts; the report there and back, compared, and as a picture. */
#include "test.h"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json.h"
#include "proof/bench.h"

static struct bench_report report;
static struct err error;
static int stopped_by;

/* ---- reports ---- */

static void add(struct bench_report *r, const char *id, int workers, int n, double first)
{
	struct series s = { .workers = workers };

	for (size_t i = 0; !s.measure; i++)
		s.measure = str_equal(measure_at(i)->id, id) ? measure_at(i) : NULL;
	for (int i = 0; i < n; i++)
		list_push(test_arena(), &s.samples, first + i * first / 100);
	list_push(test_arena(), &r->series, s);
}

static struct bench_report sample(double build)
{
	struct bench_report r = { .made = "2026-11-26",
				  .os = "linux",
				  .arch = "amd64",
				  .cpu = "Wright & Sons <486>",
				  .go = "1.27.2",
				  .processors = 2,
				  .memory = 8000000000 };

	add(&r, "build.cold", 1, 3, 2 * build);
	add(&r, "build.cold", 2, 8, build);
	add(&r, "server.size", 0, 1, 15327839);
	return r;
}

static struct bench_report read_back(const char *text)
{
	struct bench_report r = { 0 };

	assert_ok(bench_parse(test_arena(), bytes_of(text), &r, &error), &error);
	return r;
}

static const char *printed(const struct bench_report *r)
{
	return json_print(test_arena(), bench_json(test_arena(), r), true);
}

TEST(a_report_is_the_same_after_it_was_written_and_read)
{
	struct bench_report before = sample(10), after = read_back(printed(&before));

	assert_string_equal(printed(&before), printed(&after));
	assert_int_equal(3, after.series.n);
	assert_int_equal(8, after.series.at[1].samples.n);
	assert_contains(printed(&after), "\"low\": null");
}

static void refuses(const char *text, const char *says)
{
	struct bench_report r;

	assert_rc(RC_SYNTAX, bench_parse(test_arena(), bytes_of(text), &r, &error), &error);
	assert_contains(error.text, says);
}

#define REPORT(measures) "{\"schema\":1,\"machine\":{},\n\"measures\":[" measures "]}"

TEST(what_is_no_report_is_refused_with_its_line)
{
	refuses("[]", "no report of goready bench");
	refuses("{\"schema\":2,\"machine\":{},\"measures\":[]}", "no report of goready bench");
	refuses(REPORT("{\"id\":\"go.list\",\"unit\":\"bytes\",\"samples\":[1]}"),
		"line 2: the unit");
	refuses(REPORT("{\"id\":\"go.list\",\"unit\":\"seconds\",\"samples\":[]}"),
		"line 2: \"samples\"");
	refuses(REPORT("{\"id\":\"go.list\",\"unit\":\"seconds\",\"samples\":[-1]}"),
		"line 2: \"samples\"");
	refuses(REPORT("{\"id\":\"go.list\",\"unit\":\"seconds\",\"samples\":[\"1\"]}"),
		"\"samples\"");
	assert_int_equal(0, read_back(REPORT("{\"id\":\"of.tomorrow\"}")).series.n);
}

static struct comparison compared(double here, double there, size_t which)
{
	struct bench_report a = sample(here), b = sample(there);

	return series_compare(test_arena(), &a.series.at[which],
			      bench_find(&b, &a.series.at[which]));
}

TEST(a_difference_is_told_from_chance_and_not_told_of_few_rounds)
{
	struct comparison slower = compared(12, 10, 1);

	assert_int_equal(DIFFERENCE_REAL, slower.difference);
	assert_true(slower.ratio > 1.19 && slower.ratio < 1.21);
	assert_int_equal(DIFFERENCE_NONE, compared(10.1, 10, 1).difference);
	assert_int_equal(DIFFERENCE_UNKNOWN, compared(12, 10, 0).difference);
	assert_int_equal(DIFFERENCE_NONE,
			 compared(12, 10, 2).difference); /* the same to the byte */
}

TEST(an_exact_measure_differs_where_it_is_another_number)
{
	struct bench_report a = { 0 }, b = { 0 };

	add(&a, "server.size", 0, 1, 1000);
	add(&b, "server.size", 0, 1, 1001);
	assert_int_equal(DIFFERENCE_REAL,
			 series_compare(test_arena(), &a.series.at[0], &b.series.at[0]).difference);
	assert_null(bench_find(NULL, &a.series.at[0]));
}

TEST(values_are_shown_in_the_unit_that_fits)
{
	assert_string_equal("12.3 s", bench_value(test_arena(), BENCH_SECONDS, 12.345));
	assert_string_equal("4.10 ms", bench_value(test_arena(), BENCH_SECONDS, 0.0041));
	assert_string_equal("820 ns", bench_value(test_arena(), BENCH_SECONDS, 820e-9));
	assert_string_equal("0.00 ns", bench_value(test_arena(), BENCH_SECONDS, 0));
	assert_string_equal("15.3 MB", bench_value(test_arena(), BENCH_BYTES, 15327839));
}

/* tests/e2e/bench.sh has a reader of XML look at one. */
TEST(a_picture_has_every_value_in_words_and_nothing_of_a_name_as_markup)
{
	struct bench_report a = sample(20), b = sample(40);
	const char *svg = bench_svg(test_arena(), &a, &b);

	assert_contains(svg, "Wright &amp; Sons &lt;486&gt;, linux/amd64, Go 1.27.2");
	assert_null(strstr(svg, "<486>"));
	assert_contains(svg, "Build with an empty cache, 1 worker<");
	assert_contains(svg, ">20.7 s<");
	assert_contains(svg, ">41.4 s<");
	assert_contains(svg, "prefers-color-scheme:dark");
	assert_true(str_ends(svg, "</svg>\n"));
	assert_contains(bench_svg(test_arena(), &a, NULL), "15.3 MB");
}

/* ---- measuring ---- */

static void script(const char *name, const char *text)
{
	test_write(name, arena_fmt(test_arena(), "#!/bin/sh\n%s\n", text));
	chmod(test_path(name), 0755);
}

static void noted(void *ctx, const char *title, int round)
{
	(void)ctx;
	(void)title;
	(void)round;
}

/* Once it measures, a Ctrl-C. */
static void interrupts(void *ctx, const char *title, int round)
{
	noted(ctx, title, round);
	raise(SIGINT);
}

static enum rc measure_with(const char *go, int seconds, void (*working)(void *, const char *, int))
{
	static struct wants wants;
	struct facts *f = ARENA_NEW(test_arena(), struct facts);
	struct bench_spec spec = { .host = host_real(),
				   .facts = f,
				   .wants = &wants,
				   .signal = &stopped_by,
				   .seconds = seconds,
				   .working = working };
	enum rc rc;

	f->places = (struct places){ .home = test_path("home"),
				     .zdotdir = test_path("home"),
				     .config = test_path("home/.config"),
				     .cache = test_path("home/.cache/goready"),
				     .tmp = test_path("tmp") };
	f->machine.os = OS_LINUX;
	f->machine.processors = 4;
	f->path.text = arena_fmt(test_arena(), "%s:/usr/bin:/bin", test_path("bin"));
	mkdir(f->places.tmp, 0755);
	script("bin/go", go);
	script("bin/protoc",
	       "mkdir -p hellopb; : >hellopb/hello.pb.go; : >hellopb/hello_grpc.pb.go");
	script("bin/protoc-gen-go", "exit 0");
	script("bin/protoc-gen-go-grpc", "exit 0");
	report = (struct bench_report){ 0 };
	stopped_by = 0;
	spec.loop = loop_open();
	rc = bench_run(test_arena(), &spec, &report, &error);
	loop_close(spec.loop);
	return rc;
}

static const char working_go[] =
	"case $1 in\n"
	"build) mkdir -p \"$GOCACHE\"; echo \"$2 $GOMAXPROCS\" >>\"$HOME/builds\"; echo program >\"$4\" ;;\n"
	"run) printf '%s\\n' 100 200 300 ;;\n"
	"env) echo go1.27.2 ;;\n"
	"esac";

static const struct series *found(const char *id, int workers, int percent)
{
	struct series like = { .workers = workers, .percent = percent };

	for (size_t i = 0; measure_at(i); i++)
		if (str_equal(measure_at(i)->id, id))
			like.measure = measure_at(i);
	return bench_find(&report, &like);
}

static void assert_nothing_is_left_behind(void)
{
	struct dir_entries entries = { 0 };
	struct host *h = host_real();

	assert_ok(h->list(h, test_arena(), test_path("tmp"), &entries, &error), &error);
	assert_int_equal(0, entries.n);
}

TEST(every_measure_is_taken_by_number_of_workers_and_nothing_is_left_behind)
{
	struct bytes builds;
	struct host *h = host_real();

	assert_ok(measure_with(working_go, 600, noted), &error);
	assert_string_equal("1.27.2", report.go);
	assert_int_equal(0, report.left_out.n);
	for (int workers = 1; workers <= 4; workers *= 2) {
		assert_int_equal(10, found("build.warm", workers, 0)->samples.n);
		assert_true(found("build.cold", workers, 0)->samples.n > 1);
	}
	assert_non_null(found("protoc-gen-go-grpc", 0, 95));
	assert_int_equal(1, found("server.size", 0, 0)->samples.n);
	assert_int_equal(200, (int)(found("goroutine", 0, 50)->samples.at[0] * 1e9 + 0.5));
	assert_true(found("build.memory", 0, 0)->samples.at[0] > 100000);
	assert_true(report.series.at[0].workers < report.series.at[1].workers);
	assert_ok(h->read(h, test_arena(), test_path("home/builds"), 1 << 20, &builds, &error),
		  &error);
	assert_contains(builds.at, "-p=2 2\n");
	assert_nothing_is_left_behind();
}

/* What is quick is taken once all the same. */
TEST(builds_that_do_not_fit_into_the_time_are_named)
{
	assert_ok(measure_with(
			  arena_fmt(test_arena(), "[ $1 != build ] || sleep 0.6\n%s", working_go),
			  1, noted),
		  &error);
	assert_int_equal(1, found("build.cold", 4, 0)->samples.n);
	assert_int_equal(1, found("build.warm", 4, 0)->samples.n);
	assert_int_equal(1, found("goroutine", 0, 95)->samples.n);
	assert_int_equal(2, report.left_out.n);
	assert_string_equal("Build with an empty cache, 1 worker", report.left_out.at[0]);
}

TEST(a_tool_that_fails_ends_it_with_what_it_said)
{
	assert_rc(RC_COMMAND,
		  measure_with("[ $1 != build ] || { echo no space left on device; exit 1; }", 60,
			       noted),
		  &error);
	assert_contains(error.text, "no space left on device");
	assert_contains(error.hint, "goready prove");
	assert_nothing_is_left_behind();
}

TEST(a_signal_ends_it_and_nothing_is_left_behind)
{
	assert_rc(RC_CANCELLED, measure_with("[ $1 != build ] || sleep 60", 60, interrupts),
		  &error);
	assert_int_equal(SIGINT, stopped_by);
	assert_nothing_is_left_behind();
}
