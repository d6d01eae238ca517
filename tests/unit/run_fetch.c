/* The fetch step, against a mirror of our own with faults (tests/lib/mirror.py). */
#include "mirror_process.h"
#include "test.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "archive/digest.h"
#include "journal/journal.h"
#include "scenario.h"
#include "tree.h"

static struct scenario s;
static struct mirror mirror;

static const char *home(const char *name)
{
	return test_path(arena_fmt(test_arena(), "home/%s", name));
}

/* Faults are NULL-ended. The archive of the scenario is moved from the cache to the mirror, below
 * /one/ and /two/. */
static void init(const char *const *faults)
{
	mirror_end(&mirror); /* of a test that failed */
	scenario_init(&s);
	test_write("state/.keep", "");
	test_write_bytes("root/one/go1.tar.gz", test_read(home(".cache/goready/go1.tar.gz")), 0644);
	test_write_bytes("root/two/go1.tar.gz", test_read(home(".cache/goready/go1.tar.gz")), 0644);
	unlink(home(".cache/goready/go1.tar.gz"));
	mirror = (struct mirror){ .folder = test_folder(), .faults = faults, .http = true };
	mirror_begin(&mirror);
}

static const char *url(const char *path)
{
	return mirror_url(&mirror, path);
}

/* The sources are these paths on the mirror, in this order. */
static void use_sources(const char *one, const char *two)
{
	struct fetch_step *fetch = &scenario_step(&s, "go.fetch")->fetch;
	struct sources *sources = ARENA_NEW(test_arena(), struct sources);
	const char *paths[] = { one, two };

	for (int i = 0; i < 2 && paths[i]; i++) {
		struct source source = *fetch->source;

		source.label = arena_fmt(test_arena(), "source %d", i + 1);
		source.parts[0].url = url(paths[i]);
		list_push(test_arena(), sources, source);
	}
	fetch->sources = sources;
	fetch->source = &sources->at[0];
}

static void run(void)
{
	struct err e;

	assert_ok(scenario_run(&s, &e), &e);
}

static int requests(void)
{
	struct bytes all = test_read(test_path("state/requests.jsonl"));
	int n = 0;

	for (size_t i = 0; i < all.n; i++)
		n += all.at[i] == '\n';
	return n;
}

static int in_cache(const char *name)
{
	return access(path_join(test_arena(), home(".cache/goready"), name), F_OK) == 0;
}

TEST(an_archive_is_fetched_unpacked_and_kept_in_the_cache_whole)
{
	init(NULL);
	use_sources("/one/go1.tar.gz", NULL);
	run();
	assert_string_equal("", s.error.text);
	assert_true(s.result.ok);
	assert_bytes(BYTES("go1\n"), test_read(home(".local/share/goready/tools/go-1/VERSION")));
	assert_true(in_cache("go1.tar.gz"));
	assert_false(in_cache("go1.tar.gz.part"));
	assert_true(s.progress > 0);
	mirror_end(&mirror);
}

TEST(what_is_in_the_cache_needs_no_network)
{
	init(NULL);
	use_sources("/one/go1.tar.gz", NULL);
	run();
	scenario_undo(&s);
	assert_int_equal(1, requests());
	s.result = (struct run_result){ 0 };
	run();
	assert_true(s.result.ok);
	assert_int_equal(1, requests());
	mirror_end(&mirror);
}

TEST(a_damaged_copy_in_the_cache_is_fetched_again)
{
	init(NULL);
	use_sources("/one/go1.tar.gz", NULL);
	test_write("home/.cache/goready/go1.tar.gz", "damaged");
	run();
	assert_true(s.result.ok);
	assert_contains(str_text(&s.notes), "damaged");
	assert_int_equal(1, requests());
	mirror_end(&mirror);
}

/* A power cut left a part with the right date and the right length of the whole, but other bytes. */
static void spoil(const char *part, int from)
{
	const char *name = arena_fmt(test_arena(), "home/.cache/goready/%s", part);
	struct stat st;
	char date[64];

	assert_int_equal(0, stat(test_path("root/one/go1.tar.gz"), &st));
	strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S GMT", gmtime(&st.st_mtime));
	test_write(name, "spoiled bytes");
	test_write(
		arena_fmt(test_arena(), "%s.json", name),
		arena_fmt(
			test_arena(),
			"{\"url\":\"%s\",\"etag\":null,\"last_modified\":\"%s\",\"length\":%d,\"from\":%d}",
			url("/one/go1.tar.gz"), date, (int)st.st_size, from));
}

TEST(a_part_that_was_spoiled_is_fetched_anew_and_nobody_is_blamed)
{
	init(NULL);
	use_sources("/one/go1.tar.gz", NULL);
	spoil("go1.tar.gz.part", 0);
	run();
	assert_string_equal("", s.error.text);
	assert_true(s.result.ok);
	assert_contains(str_text(&s.notes), "damaged");
	assert_int_equal(2, requests());
	mirror_end(&mirror);
}

TEST(pieces_that_do_not_fit_are_fetched_again_in_one)
{
	init(NULL);
	use_sources("/one/go1.tar.gz", NULL);
	spoil("go1.tar.gz.part", 0);
	spoil("go1.tar.gz.part.1", 20);
	run();
	assert_string_equal("", s.error.text);
	assert_true(s.result.ok);
	assert_contains(str_text(&s.notes), "go1.tar.gz came in pieces that do not fit");
	assert_int_equal(3, requests()); /* up to the piece, behind it, and the whole */
	assert_false(in_cache("go1.tar.gz.part.1"));
	assert_false(in_cache("go1.tar.gz.part.1.json"));
	mirror_end(&mirror);
}

TEST(wrong_bytes_stop_it_all_are_deleted_and_no_other_source_is_tried)
{
	static const char *const faults[] = { "/one/*=wrong", NULL };
	const char *before;

	init(faults);
	use_sources("/one/go1.tar.gz", "/two/go1.tar.gz");
	before = scenario_home();
	run();
	assert_int_equal(RC_CHECKSUM, s.error.rc);
	assert_contains(s.error.text, "/one/go1.tar.gz");
	assert_contains(err_remedy(&s.error), "source 1");
	assert_int_equal(1, requests());
	assert_false(in_cache("go1.tar.gz"));
	assert_false(in_cache("go1.tar.gz.part"));
	assert_false(in_cache("go1.tar.gz.part.json"));
	assert_string_equal(before, scenario_home());
	mirror_end(&mirror);
}

TEST(a_source_that_has_nothing_is_passed_over_with_a_line_that_says_so)
{
	static const char *const faults[] = { "/one/*=status:404", NULL };

	init(faults);
	use_sources("/one/go1.tar.gz", "/two/go1.tar.gz");
	run();
	assert_true(s.result.ok);
	assert_contains(str_text(&s.notes), "source 1");
	assert_contains(str_text(&s.notes), "going on with source 2");
	mirror_end(&mirror);
}

/* Go's own rule for a comma in GOPROXY. */
static void second_only_after_404(void)
{
	struct sources *sources = ARENA_NEW(test_arena(), struct sources);

	*sources = *scenario_step(&s, "go.fetch")->fetch.sources;
	sources->at[1].only_after_404 = true;
}

TEST(a_proxy_behind_a_comma_is_asked_after_404)
{
	static const char *const faults[] = { "/one/*=status:404", NULL };

	init(faults);
	use_sources("/one/go1.tar.gz", "/two/go1.tar.gz");
	second_only_after_404();
	run();
	assert_true(s.result.ok);
	mirror_end(&mirror);
}

TEST(a_proxy_behind_a_comma_is_not_asked_after_another_failure)
{
	static const char *const faults[] = { "/one/*=status:403", NULL };

	init(faults);
	use_sources("/one/go1.tar.gz", "/two/go1.tar.gz");
	second_only_after_404();
	run();
	assert_false(s.result.ok);
	assert_int_equal(RC_HTTP_STATUS, s.error.rc);
	assert_int_equal(403, s.error.status);
	mirror_end(&mirror);
}

TEST(a_page_instead_of_an_archive_is_passed_over)
{
	static const char *const faults[] = { "/one/*=html", NULL };

	init(faults);
	use_sources("/one/go1.tar.gz", "/two/go1.tar.gz");
	run();
	assert_true(s.result.ok);
	assert_contains(str_text(&s.notes), "going on with source 2");
	mirror_end(&mirror);
}

TEST(a_page_from_the_only_source_is_an_error_with_a_remedy_and_leaves_nothing)
{
	static const char *const faults[] = { "/one/*=html", NULL };
	const char *before;

	init(faults);
	use_sources("/one/go1.tar.gz", NULL);
	before = scenario_home();
	run();
	assert_int_equal(RC_NOT_ARCHIVE, s.error.rc);
	assert_true(strlen(err_remedy(&s.error)) > 0);
	assert_false(in_cache("go1.tar.gz.part"));
	assert_string_equal(before, scenario_home());
	mirror_end(&mirror);
}

/* The step alone, of something that is made in another way where none comes. */
static void fetch_or(const char *otherwise)
{
	s.plan.steps.n = 1;
	scenario_step(&s, "go.fetch")->fetch.otherwise = otherwise;
	use_sources("/one/go1.tar.gz", NULL);
	run();
}

TEST(where_there_is_another_way_a_source_that_has_nothing_is_no_failure)
{
	static const char *const faults[] = { "/one/*=status:404", NULL };

	init(faults);
	fetch_or("it is compiled");
	assert_true(s.result.ok);
	assert_contains(str_text(&s.notes), "source 1 cannot be used");
	assert_contains(str_text(&s.notes), "404");
	assert_contains(str_text(&s.notes), ": it is compiled");
	mirror_end(&mirror);
}

TEST(nor_is_a_page_in_its_place)
{
	static const char *const faults[] = { "/one/*=html", NULL };

	init(faults);
	fetch_or("it is compiled");
	assert_true(s.result.ok);
	assert_contains(str_text(&s.notes), "it is compiled");
	mirror_end(&mirror);
}

TEST(wrong_bytes_stop_it_also_where_there_is_another_way)
{
	static const char *const faults[] = { "/one/*=wrong", NULL };

	init(faults);
	fetch_or("it is compiled");
	assert_int_equal(RC_CHECKSUM, s.error.rc);
	mirror_end(&mirror);
}

TEST(a_connection_that_breaks_goes_on_where_it_broke)
{
	static const char *const faults[] = { "/one/*=cut-once:100", NULL };

	init(faults);
	use_sources("/one/go1.tar.gz", NULL);
	run();
	assert_true(s.result.ok);
	assert_int_equal(2, requests());
	assert_contains(test_read(test_path("state/requests.jsonl")).at, "bytes=100-");
	mirror_end(&mirror);
}

TEST(a_server_that_starts_again_is_unpacked_from_the_start)
{
	static const char *const faults[] = { "/one/*=no-range", "/one/*=cut-once:100", NULL };

	init(faults);
	use_sources("/one/go1.tar.gz", NULL);
	run();
	assert_string_equal("", s.error.text);
	assert_true(s.result.ok);
	assert_bytes(BYTES("go1\n"), test_read(home(".local/share/goready/tools/go-1/VERSION")));
	mirror_end(&mirror);
}

TEST(the_next_run_takes_up_a_download_that_was_cut_off)
{
	static const char *const faults[] = { "/one/*=cut:100", NULL };
	const char *before;

	init(faults);
	use_sources("/one/go1.tar.gz", NULL);
	before = scenario_home();
	run();
	assert_int_equal(RC_TRUNCATED, s.error.rc);
	assert_true(s.result.rolled_back);
	assert_true(in_cache("go1.tar.gz.part"));
	assert_string_equal(before, scenario_home());
	use_sources("/two/go1.tar.gz", NULL);
	s.result = (struct run_result){ 0 };
	run();
	assert_true(s.result.ok);
	mirror_end(&mirror);
}

TEST(cancelling_a_download_keeps_its_part_and_leaves_nothing_else)
{
	static const char *const faults[] = { "/one/*=slow:200", NULL };
	const char *before;

	init(faults);
	use_sources("/one/go1.tar.gz", NULL);
	s.cancel_at = "shell.fish done";
	before = scenario_home();
	run();
	assert_true(s.result.cancelled);
	assert_contains(str_text(&s.events), "go.fetch cancelled");
	assert_string_equal(before, scenario_home());
	mirror_end(&mirror);
}

TEST(bytes_with_the_right_checksum_that_are_no_archive_are_refused)
{
	struct download *d;
	char sha256[65];

	init(NULL);
	use_sources("/one/odd.tar.gz", "/two/go1.tar.gz");
	test_write("root/one/odd.tar.gz", "this is no archive at all, but agreed upon");
	sha256_of(BYTES("this is no archive at all, but agreed upon"), sha256);
	d = (struct download *)(uintptr_t)&scenario_step(&s, "go.fetch")->fetch.source->parts[0];
	d->sha256 = sha256;
	d->size = 0;
	run();
	assert_int_equal(RC_ARCHIVE, s.error.rc);
	assert_true(s.result.rolled_back);
	mirror_end(&mirror);
}

TEST(an_archive_whose_module_hash_is_another_is_refused)
{
	struct download *d;

	init(NULL);
	use_sources("/one/m.zip", NULL);
	assert_int_equal(0, system(arena_fmt(test_arena(),
					     "cd %s && mkdir -p m@v/bin && echo x >m@v/bin/go && "
					     "python3 -m zipfile -c root/one/m.zip m@v",
					     test_folder())));
	d = (struct download *)(uintptr_t)&scenario_step(&s, "go.fetch")->fetch.source->parts[0];
	*d = (struct download){ .url = d->url,
				.file = "m.zip",
				.h1 = "h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
				.unpack = "go-module",
				.prefix = "m@v/" };
	run();
	assert_int_equal(RC_CHECKSUM, s.error.rc);
	assert_contains(s.error.text, "h1:");
	assert_false(in_cache("m.zip"));
	mirror_end(&mirror);
}

TEST(maven_gives_a_program_and_the_protos_of_a_jar)
{
	struct step *step;
	struct source *source = ARENA_NEW(test_arena(), struct source);
	struct sources *sources = ARENA_NEW(test_arena(), struct sources);
	char program[65], jar[65];

	init(NULL);
	test_write("root/one/protoc.exe", "#!/bin/sh\n");
	assert_int_equal(
		0,
		system(arena_fmt(test_arena(),
				 "cd %s && mkdir -p google/protobuf && echo p "
				 ">google/protobuf/any.proto && echo c >google/protobuf/A.class && "
				 "python3 -m zipfile -c root/one/p.jar google",
				 test_folder())));
	sha256_of(BYTES("#!/bin/sh\n"), program);
	sha256_of(test_read(test_path("root/one/p.jar")), jar);
	*source = (struct source){
		.kind = SOURCE_MAVEN,
		.label = "Maven",
		.part_n = 2,
		.parts = { { .url = url("/one/protoc.exe"),
			     .file = "protoc.exe",
			     .sha256 = program },
			   { .url = url("/one/p.jar"),
			     .file = "p.jar",
			     .sha256 = jar,
			     .unpack = "jar-protos" } },
	};
	list_push(test_arena(), sources, *source);
	step = scenario_step(&s, "go.fetch");
	step->tool = TOOL_PROTOC;
	step->fetch.sources = sources;
	step->fetch.source = &sources->at[0];
	s.plan.steps.n = 2; /* fetch and unpack */
	run();
	assert_string_equal("", s.error.text);
	assert_true(s.result.ok);
	assert_int_equal(0, access(home(".local/share/goready/tools/go-1/bin/protoc"), X_OK));
	assert_bytes(BYTES("p\n"), test_read(home(".local/share/goready/tools/go-1/include/google/"
						  "protobuf/any.proto")));
	scenario_undo(&s);
	assert_false(host_exists(s.host, home(".local/share")));
	mirror_end(&mirror);
}
