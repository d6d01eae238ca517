/* Transfers, against a mirror of our own over TLS (tests/lib/mirror.py). */
#include "base/url.h"
#include "follow.h"
#include "mirror_process.h"
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "archive/digest.h"
#include "net/net.h"
#include "net/net_wire.h"

enum { SIZE = 600000, CUT = 250000 };

static struct mirror mirror;
static struct loop *loop;

/* A folder on the mirror for each fault: /cut-once/file.tar.gz and so on. */
static const char *const faults[] = {
	"/cut-once/*=cut-once:250000",
	"/cut/*=cut:250000",
	"/no-range/*=no-range",
	"/no-range/*=cut-once:250000",
	"/no-etag/*=no-etag",
	"/no-etag/*=cut-once:250000",
	"/changed/*=changed",
	"/changed/*=cut-once:250000",
	"/html/*=html",
	"/html-named/*=html-named",
	"/empty/*=empty",
	"/missing/*=status:404",
	"/busy/*=status-once:503",
	"/slow/*=slow:400000",
	"/later/*=later:31",
	"/soon/*=later:1",
	"/later-date/*=later-date:31",
	"/soon-date/*=later-date:2",
	"/old/*=old",
	"/future/*=future",
	"/weak/*=weak",
	"/weak/*=cut-once:250000",
	"/silent/*=silent",
	"/to-http/*=redirect:http://127.0.0.1:1/file.tar.gz",
	"/to-http-far/*=redirect:http://a-name-that-is-longer-than-the-room-for-a-value.example/file.tar.gz",
	"/to-file/*=redirect:file:///etc/passwd",
	"/to-gopher/*=redirect:gopher://127.0.0.1:1/1",
	"/moved/*=redirect:/plain/file.tar.gz",
	"/kept/*=cut-once:250000",
	NULL,
};

/* How often the mirror was asked for a path, and the last record of it. */
static int requests_for(const char *path, const char **ret_last)
{
	struct names asked = mirror_asked(&mirror, path);

	if (ret_last && asked.n)
		*ret_last = asked.at[asked.n - 1];
	return (int)asked.n;
}

static struct seen *begin(struct transfer_spec spec)
{
	if (!loop)
		loop = loop_open();
	return follow_begin(loop, spec);
}

static void turn_for(const struct seen *seen, int ms)
{
	follow_for(loop, seen, ms);
}

static void close_loop(void)
{
	loop_close(loop);
	loop = NULL;
}

static const char *trust_mirror(const char *path)
{
	static const char *const folders[] = { "plain",   "cut-once", "cut",  "no-range",
					       "no-etag", "changed",  "slow", "silent",
					       "busy",    "kept",     "weak", NULL };

	mirror.faults = faults;
	mirror_of_all(&mirror, folders, SIZE);
	unsetenv("CURL_CA_BUNDLE");
	unsetenv("SSL_CERT_DIR");
	setenv("SSL_CERT_FILE", mirror_state(&mirror, "ca.pem"), 1);
	return mirror_url(&mirror, path);
}

static struct transfer_spec to_part(const char *path)
{
	return follow_spec(trust_mirror(path), test_path("part"));
}

static void assert_whole(const struct seen *seen)
{
	assert_followed(seen, SIZE);
}

static bool is_kept(void)
{
	return access(test_path("part"), F_OK) == 0 || access(test_path("part.json"), F_OK) == 0;
}

/* ---- what holds ---- */

TEST(a_file_arrives_whole_and_in_order)
{
	struct seen *seen = follow(to_part("/plain/file.tar.gz"));

	assert_whole(seen);
	assert_int_equal(200, seen->result.status);
}

TEST(a_connection_that_breaks_once_is_taken_up_where_it_broke)
{
	struct seen *seen = follow(to_part("/cut-once/file.tar.gz"));
	const char *last = "";

	assert_whole(seen);
	assert_int_equal(0, seen->restarts);
	assert_int_equal(2, requests_for("/cut-once/file.tar.gz", &last));
	assert_contains(last, "\"range\": \"bytes=250000-\"");
	assert_contains(last, "\"status\": 206");
	assert_null(strstr(last, "\"if_range\": null"));
}

TEST(bytes_kept_by_an_earlier_run_go_through_data_first)
{
	struct transfer_spec spec = to_part("/kept/file.tar.gz");
	struct seen *first, *second;

	spec.retries = 0;
	first = follow(spec);
	assert_rc(RC_TRUNCATED, first->rc, &first->err);
	assert_contains(first->err.text, "broke");
	second = follow(to_part("/kept/file.tar.gz"));
	assert_whole(second);
	assert_int_equal(CUT, second->result.resumed);
	assert_int_equal(206, second->result.status);
}

TEST(a_complete_part_needs_no_request)
{
	struct seen *again;
	int before;

	assert_whole(follow(to_part("/plain/file.tar.gz")));
	before = requests_for("/plain/file.tar.gz", NULL);
	again = follow(to_part("/plain/file.tar.gz"));
	assert_whole(again);
	assert_int_equal(SIZE, again->result.resumed);
	assert_int_equal(before, requests_for("/plain/file.tar.gz", NULL));
}

TEST(a_forgotten_part_is_gone_with_its_record)
{
	assert_whole(follow(to_part("/plain/file.tar.gz")));
	assert_true(is_kept());
	net_forget(test_path("part"));
	assert_false(is_kept());
}

TEST(a_part_of_another_address_is_not_mixed_in)
{
	struct transfer_spec spec = to_part("/cut/file.tar.gz");
	struct seen *seen;

	spec.retries = 0;
	assert_int_equal(RC_TRUNCATED, follow(spec)->rc);
	seen = follow(to_part("/plain/file.tar.gz"));
	assert_whole(seen);
	assert_int_equal(0, seen->result.resumed);
}

TEST(a_server_that_ignores_ranges_makes_it_start_again)
{
	struct seen *seen = follow(to_part("/no-range/file.tar.gz"));

	assert_whole(seen);
	assert_int_equal(1, seen->restarts);
}

TEST(a_file_that_changed_meanwhile_makes_it_start_again)
{
	struct seen *seen = follow(to_part("/changed/file.tar.gz"));

	assert_whole(seen);
	assert_int_equal(1, seen->restarts);
}

TEST(without_etag_and_date_it_starts_again)
{
	struct seen *seen = follow(to_part("/no-etag/file.tar.gz"));

	assert_whole(seen);
	assert_int_equal(1, seen->restarts);
}

TEST(a_weak_etag_does_not_say_that_the_bytes_are_the_same)
{
	struct seen *seen = follow(to_part("/weak/file.tar.gz"));

	assert_whole(seen);
	assert_int_equal(1, seen->restarts);
}

TEST(a_server_that_always_breaks_off_is_given_up_and_the_part_is_kept)
{
	struct transfer_spec spec = to_part("/cut/file.tar.gz");
	struct seen *seen;

	spec.retries = 1;
	seen = follow(spec);
	assert_rc(RC_TRUNCATED, seen->rc, &seen->err);
	assert_int_equal(CUT, test_read(test_path("part")).n);
}

TEST(a_web_page_instead_of_an_archive_is_refused_and_not_kept)
{
	struct seen *seen = follow(to_part("/html/file.tar.gz"));

	assert_rc(RC_NOT_ARCHIVE, seen->rc, &seen->err);
	assert_contains(err_remedy(&seen->err), "log in");
	assert_false(is_kept());
}

TEST(a_web_page_under_the_name_of_an_archive_is_refused_too)
{
	struct seen *seen = follow(to_part("/html-named/file.tar.gz"));

	assert_rc(RC_NOT_ARCHIVE, seen->rc, &seen->err);
	assert_false(is_kept());
}

TEST(an_empty_answer_is_no_file_and_is_not_kept)
{
	struct seen *seen = follow(to_part("/empty/file.tar.gz"));

	assert_rc(RC_NOT_ARCHIVE, seen->rc, &seen->err);
	assert_contains(seen->err.text, "empty answer");
	assert_false(is_kept());
}

TEST(a_missing_file_is_not_asked_for_again)
{
	struct seen *seen = follow(to_part("/missing/file.tar.gz"));

	assert_rc(RC_HTTP_STATUS, seen->rc, &seen->err);
	assert_int_equal(404, seen->result.status);
	assert_contains(seen->err.text, "404");
	assert_int_equal(1, requests_for("/missing/file.tar.gz", NULL));
	assert_false(is_kept());
}

TEST(a_busy_server_is_asked_again)
{
	assert_whole(follow(to_part("/busy/file.tar.gz")));
	assert_int_equal(2, requests_for("/busy/file.tar.gz", NULL));
}

TEST(who_asks_to_be_left_alone_for_long_is_not_waited_for)
{
	struct seen *seen = follow(to_part("/later/file.tar.gz"));

	assert_rc(RC_HTTP_STATUS, seen->rc, &seen->err);
	assert_contains(err_remedy(&seen->err), "31 seconds");
	assert_int_equal(1, requests_for("/later/file.tar.gz", NULL));
}

TEST(who_asks_for_a_moment_gets_it)
{
	struct transfer_spec spec = to_part("/soon/file.tar.gz");

	spec.retries = 1;
	assert_rc(RC_HTTP_STATUS, follow(spec)->rc, NULL);
	assert_int_equal(2, requests_for("/soon/file.tar.gz", NULL));
}

TEST(a_date_to_come_again_is_one_of_the_servers_clock)
{
	struct transfer_spec spec = to_part("/soon-date/file.tar.gz");
	struct seen *seen = follow(to_part("/later-date/file.tar.gz"));

	assert_rc(RC_HTTP_STATUS, seen->rc, &seen->err);
	assert_contains(seen->err.hint, "31 seconds");
	assert_int_equal(1, requests_for("/later-date/file.tar.gz", NULL));
	spec.retries = 1;
	seen = follow(spec);
	assert_rc(RC_HTTP_STATUS, seen->rc, NULL);
	assert_true(seen->result.ms >= 2000);
	assert_int_equal(2, requests_for("/soon-date/file.tar.gz", NULL));
}

TEST(an_answer_that_is_none_of_a_web_server_is_no_redirect)
{
	static const char *const paths[] = { "/old/file.tar.gz", "/future/file.tar.gz" };

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct seen *seen = follow(to_part(paths[i]));

		assert_rc(RC_UNREACHABLE, seen->rc, &seen->err);
		assert_contains(seen->err.text, "does not answer as a web server does");
	}
}

TEST(an_unknown_authority_is_refused_with_the_variable_to_set)
{
	struct transfer_spec spec = to_part("/plain/file.tar.gz");
	struct seen *seen;

	unsetenv("SSL_CERT_FILE");
	seen = follow(spec);
	assert_rc(RC_TLS, seen->rc, &seen->err);
	assert_contains(err_remedy(&seen->err), "SSL_CERT_FILE");
	assert_false(is_kept());
}

/* No machine has a name that ends in .invalid: RFC 6761, section 6.4. */
TEST(a_name_that_nobody_knows_is_told_apart)
{
	struct transfer_spec spec =
		follow_spec("https://goready.invalid/f.tar.gz", test_path("part"));
	struct seen *seen;

	unsetenv("https_proxy");
	unsetenv("HTTPS_PROXY");
	unsetenv("all_proxy");
	unsetenv("ALL_PROXY");
	spec.retries = 0;
	seen = follow(spec);
	assert_rc(RC_UNREACHABLE, seen->rc, &seen->err);
	assert_true(seen->result.no_name);
	assert_false(seen->result.no_proxy);
}

TEST(a_proxy_whose_name_nobody_knows_is_told_apart)
{
	struct transfer_spec spec = follow_spec("https://goready.test/f.tar.gz", test_path("part"));
	struct seen *seen;

	setenv("https_proxy", "http://proxy.invalid:3128", 1);
	spec.retries = 0;
	seen = follow(spec);
	unsetenv("https_proxy");
	assert_rc(RC_UNREACHABLE, seen->rc, &seen->err);
	assert_true(seen->result.no_proxy);
}

TEST(an_address_where_nothing_listens_is_unreachable_at_once)
{
	struct seen *seen =
		follow(follow_spec("http://127.0.0.1:1/file.tar.gz", test_path("part")));

	assert_rc(RC_UNREACHABLE, seen->rc, &seen->err);
	assert_true(seen->result.ms < 1000);
	assert_false(is_kept());
}

TEST(more_bytes_than_expected_are_an_error_and_not_kept)
{
	struct transfer_spec spec = to_part("/plain/file.tar.gz");
	struct seen *seen;

	spec.expect = SIZE - 1;
	seen = follow(spec);
	assert_rc(RC_LIMIT, seen->rc, &seen->err);
	assert_false(is_kept());
}

TEST(a_probe_stops_after_the_bytes_it_wants)
{
	struct transfer_spec spec = to_part("/plain/file.tar.gz");
	struct seen *seen;

	spec.part = NULL;
	spec.most = 100;
	seen = follow(spec);
	assert_rc(RC_OK, seen->rc, &seen->err);
	assert_int_equal(100, seen->n);
}

TEST(a_head_request_brings_a_status_and_no_bytes)
{
	struct transfer_spec spec = to_part("/plain/file.tar.gz");
	struct seen *seen;

	spec.part = NULL;
	spec.head = true;
	seen = follow(spec);
	assert_rc(RC_OK, seen->rc, &seen->err);
	assert_int_equal(200, seen->result.status);
	assert_int_equal(0, seen->n);
}

TEST(a_time_limit_ends_a_server_that_never_answers)
{
	struct transfer_spec spec = to_part("/silent/file.tar.gz");
	struct seen *seen;

	spec.seconds = 1;
	seen = follow(spec);
	assert_rc(RC_TIMEOUT, seen->rc, &seen->err);
}

TEST(a_redirect_is_followed_but_never_to_plain_http)
{
	struct seen *seen = follow(to_part("/to-http/file.tar.gz"));

	assert_rc(RC_UNREACHABLE, seen->rc, &seen->err);
	assert_contains(seen->err.text, "without encryption");
	seen = follow(to_part("/to-http-far/file.tar.gz"));
	assert_contains(seen->err.text, "without encryption");
	assert_whole(follow(to_part("/moved/file.tar.gz")));
}

TEST(a_redirect_to_what_is_no_web_server_is_not_called_one_without_encryption)
{
	static const char *const paths[] = { "/to-file/file.tar.gz", "/to-gopher/file.tar.gz" };

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct seen *seen = follow(to_part(paths[i]));

		assert_rc(RC_UNREACHABLE, seen->rc, &seen->err);
		assert_contains(seen->err.text, "does not fetch from");
	}
}

TEST(a_cancelled_transfer_ends_once_and_keeps_its_part)
{
	struct seen *seen = begin(to_part("/slow/file.tar.gz"));

	while (seen->n < 1000 && !seen->ends)
		loop_turn(loop, 1000);
	net_cancel(seen->transfer);
	assert_int_equal(0, seen->ends);
	turn_for(seen, 2000);
	assert_rc(RC_CANCELLED, seen->rc, &seen->err);
	loop_turn(loop, 100);
	assert_int_equal(1, seen->ends);
	assert_int_equal(seen->n, test_read(test_path("part")).n);
	close_loop();
}

TEST(a_paused_transfer_gives_nothing_until_it_may_go_on)
{
	struct transfer_spec spec = to_part("/slow/file.tar.gz"); /* little is on its way */
	struct seen *seen = begin(spec);
	size_t held;

	seen->pause_after = 1;
	while (!seen->n && !seen->ends)
		loop_turn(loop, 1000);
	turn_for(seen, 300);
	held = seen->n;
	assert_true(held > 0 && held < SIZE);
	turn_for(seen, 200);
	assert_int_equal(held, seen->n);
	seen->pause_after = 0;
	net_pause(seen->transfer, false);
	turn_for(seen, 20000);
	assert_whole(seen);
	close_loop();
}

TEST(kept_bytes_can_be_paused_too)
{
	struct seen *seen;

	assert_whole(follow(to_part("/plain/file.tar.gz")));
	seen = begin(to_part("/plain/file.tar.gz"));
	seen->pause_after = 1;
	turn_for(seen, 100);
	assert_true(seen->n > 0 && seen->n < SIZE);
	seen->pause_after = 0;
	net_pause(seen->transfer, false);
	turn_for(seen, 5000);
	assert_whole(seen);
	close_loop();
}

/* In KiB, from /proc/self/NAME. */
static long own_memory(const char *file, const char *field)
{
	const char *path = arena_fmt(test_arena(), "/proc/self/%s", file);
	const char *line = strstr(test_read(path).at, field);

	return line ? strtol(line + strlen(field), NULL, 10) : -1;
}

static void measure_four(const char *url)
{
	struct seen *seen[4];
	long dirty = 0;

	for (int i = 0; i < 4; i++) {
		struct transfer_spec spec =
			follow_spec(url, test_path(arena_fmt(test_arena(), "part%d", i)));

		spec.data = NULL; /* what is measured is net, not the test's copies */
		seen[i] = begin(spec);
	}
	while (!seen[0]->ends || !seen[1]->ends || !seen[2]->ends || !seen[3]->ends) {
		loop_turn(loop, 100);
		if (own_memory("smaps_rollup", "Private_Dirty:") > dirty)
			dirty = own_memory("smaps_rollup", "Private_Dirty:");
	}
	test_write("measured", arena_fmt(test_arena(), "%ld %ld %d", own_memory("status", "VmHWM:"),
					 dirty, seen[0]->rc || seen[3]->rc));
}

TEST(four_transfers_with_a_whole_store_of_authorities_take_little_memory)
{
	const char *url = trust_mirror("/slow/file.tar.gz");
	long resident = 0, dirty = 0;
	int failed = 1;
	pid_t pid;

#ifdef __SANITIZE_ADDRESS__
	skip_because("a sanitizer's own memory would be measured");
#endif
	if (getenv("GOREADY_TEST_EMULATED"))
		skip_because("the emulator's own memory would be measured");
	setenv("SSL_CERT_FILE", mirror_state(&mirror, "bundle.pem"), 1);
	pid = fork();
	if (pid == 0) {
		measure_four(url);
		_exit(0);
	}
	waitpid(pid, NULL, 0);
	sscanf(test_read(test_path("measured")).at, "%ld %ld %d", &resident, &dirty, &failed);
	print_message("four transfers: %ld KiB resident, %ld KiB private and dirty\n", resident,
		      dirty);
	assert_int_equal(0, failed);
	assert_in_range(resident, 1, 24 * 1024);
	assert_in_range(dirty, 1, 10000);
}

TEST(plain_http_is_for_this_computer_only)
{
	assert_true(net_url_allowed("https://go.dev/dl/"));
	assert_true(net_url_allowed("http://127.0.0.1:8080/x"));
	assert_true(net_url_allowed("http://127.9.9.9/x"));
	assert_true(net_url_allowed("http://[::1]:80/x"));
	assert_true(net_url_allowed("http://localhost/x"));
	assert_false(net_url_allowed("http://go.dev/dl/"));
	assert_false(net_url_allowed("http://127.0.0.1.example/x"));
	assert_false(net_url_allowed("http://127.0.0.1@mirror.example/x"));
	assert_false(net_url_allowed("file:///etc/passwd"));
	assert_false(net_url_allowed("ftp://mirror.example/x"));
	assert_false(net_url_allowed("mirror.example"));
	assert_false(net_url_allowed(""));
	assert_false(net_url_allowed(NULL));
}

TEST(a_refused_address_is_named_without_its_password)
{
	struct transfer_spec spec = follow_spec("http://me:secret@mirror.example/x", NULL);
	struct err e = { .rc = RC_OK };

	loop = loop_open();
	assert_null(net_get(loop, &spec, &e));
	assert_rc(RC_USAGE, e.rc, &e);
	assert_null(strstr(e.text, "secret"));
	assert_contains(e.text, "mirror.example");
	close_loop();
}

TEST(user_name_and_password_are_taken_out_of_addresses)
{
	struct arena *mem = test_arena();

	assert_string_equal("https://h/p", url_redact(mem, "https://u:p@h/p"));
	assert_string_equal("https://h/p@q", url_redact(mem, "https://h/p@q"));
	assert_string_equal("https://h?a@b", url_redact(mem, "https://u:a@b@h?a@b"));
	assert_string_equal("h:3128", url_redact(mem, "alice:pw@h:3128"));
	assert_string_equal("proxy.example/go", url_redact(mem, "bob:pw@proxy.example/go"));
	assert_string_equal("https://h/f?token=(hidden)&v=(hidden)",
			    url_redact(mem, "https://h/f?token=secret&v=1"));
	assert_string_equal("direct", url_redact(mem, "direct"));
}

/* Its plain http would go over the network. */
TEST(this_computer_is_asked_without_a_proxy)
{
	struct seen *seen;

	setenv("http_proxy", "http://127.0.0.1:1", 1);
	setenv("https_proxy", "http://127.0.0.1:1", 1);
	setenv("no_proxy", "example.invalid", 1);
	seen = follow(to_part("/plain/file.tar.gz"));
	unsetenv("http_proxy");
	unsetenv("https_proxy");
	unsetenv("no_proxy");
	assert_whole(seen);
}

/* ---- the helper ---- */

/* A helper that does `first` when it is started for the first time, and is the real one afterwards. */
static void use_helper_that_first(const char *first)
{
	const char *program = getenv("GOREADY_TEST_PROGRAM"), *script = test_path("helper");

	if (!program)
		skip_because("GOREADY_TEST_PROGRAM names no program");
	test_write_bytes("helper",
			 bytes_of(arena_fmt(test_arena(),
					    "#!/bin/sh\necho started >>'%s'\n"
					    "[ -e '%s' ] || { : >'%s'; %s; }\nexec '%s' \"$@\"\n",
					    test_path("starts"), test_path("first"),
					    test_path("first"), first, program)),
			 0755);
	net_use_helper(script);
}

static size_t starts(void)
{
	return str_split(test_arena(), str_trim(test_arena(), test_read(test_path("starts")).at),
			 '\n')
		.n;
}

static void assert_fetched_by_the_second(const char *first)
{
	struct seen *seen;

	use_helper_that_first(first);
	seen = follow(to_part("/plain/file.tar.gz"));
	net_use_helper(getenv("GOREADY_TEST_PROGRAM"));
	assert_whole(seen);
	assert_int_equal(2, starts());
}

TEST(a_helper_that_a_server_brought_down_is_a_broken_connection)
{
	assert_fetched_by_the_second("kill -SEGV $$");
}

TEST(a_helper_that_says_what_are_no_frames_is_ended)
{
	assert_fetched_by_the_second("head -c 12 /dev/zero | tr '\\0' '\\377'; sleep 60");
}

TEST(a_helper_that_speaks_of_other_attempts_or_beyond_the_end_of_its_frames_is_not_believed)
{
	/* END of attempt 7; then END of attempt 1, without the bytes that belong to it. */
	assert_fetched_by_the_second("printf '\\6\\0\\0\\0\\7\\0\\0\\0\\0\\0\\0\\0'; exit 0");
	use_helper_that_first("printf '\\6\\0\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0'; sleep 60");
	remove(test_path("first"));
	assert_rc(RC_UNREACHABLE, follow(to_part("/no-range/file.tar.gz"))->rc, NULL);
	net_use_helper(getenv("GOREADY_TEST_PROGRAM"));
}

TEST(a_helper_without_work_leaves_and_another_comes_when_there_is_some)
{
	struct seen *first, *second;
	struct transfer_spec spec = to_part("/plain/file.tar.gz");

	use_helper_that_first(":");
	first = begin(spec);
	turn_for(first, 30000);
	assert_whole(first);
	net_forget(test_path("part"));
	second = begin(spec);
	turn_for(second, 30000);
	assert_whole(second);
	assert_int_equal(1, starts());
	net_forget(test_path("part"));
	for (int64_t end = loop_ms(loop) + 6000; loop_ms(loop) < end;)
		loop_turn(loop, (int)(end - loop_ms(loop)));
	second = begin(spec);
	turn_for(second, 30000);
	net_use_helper(getenv("GOREADY_TEST_PROGRAM"));
	assert_whole(second);
	assert_int_equal(2, starts());
	close_loop();
}

TEST(without_a_helper_a_transfer_says_so)
{
	struct seen *seen;

	net_use_helper(test_path("no-such-program"));
	seen = follow(to_part("/plain/file.tar.gz"));
	net_use_helper(getenv("GOREADY_TEST_PROGRAM"));
	assert_int_not_equal(RC_OK, seen->rc);
	assert_true(seen->err.text[0]);
}

/* Root enters closed folders too; from here on it does not. */
static void give_up_privileges(void)
{
	struct __user_cap_header_struct head = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[2] = { { 0 } };

	if (syscall(SYS_capget, &head, data) != 0)
		return;
	data[0].effective &= ~(1U << CAP_DAC_OVERRIDE | 1U << CAP_DAC_READ_SEARCH);
	data[0].permitted = data[0].effective; /* access(2) asks these */
	(void)syscall(SYS_capset, &head, data);
}

/* 0: it came. */
static int fetch_from_closed_folder(struct transfer_spec spec)
{
	struct seen *seen;

	if (chdir(test_path("closed")) != 0 || chmod(test_path("closed"), 0) != 0)
		return 2;
	give_up_privileges();
	seen = begin(spec);
	turn_for(seen, 30000);
	return seen->ends == 1 && seen->rc == RC_OK ? 0 : 1;
}

/* What the helper is started in is where we are, should its files be named from there. */
TEST(a_folder_that_may_not_be_entered_does_not_keep_the_helper_from_starting)
{
	struct transfer_spec spec = to_part("/plain/file.tar.gz");
	int status = -1;
	pid_t pid;

	test_write("closed/file", "");
	pid = fork();
	if (pid == 0)
		_exit(fetch_from_closed_folder(spec));
	waitpid(pid, &status, 0);
	assert_int_equal(0, status);
	assert_part(SIZE);
}

TEST(a_helper_that_should_leave_and_does_not_is_ended)
{
	struct seen *first, *second;
	struct transfer_spec spec = to_part("/plain/file.tar.gz");

	use_helper_that_first(
		arena_fmt(test_arena(), "'%s' \"$@\"; sleep 60", getenv("GOREADY_TEST_PROGRAM")));
	first = begin(spec);
	turn_for(first, 30000);
	assert_whole(first);
	net_forget(test_path("part"));
	for (int64_t end = loop_ms(loop) + 6000; loop_ms(loop) < end;)
		loop_turn(loop, (int)(end - loop_ms(loop)));
	second = begin(spec);
	turn_for(second, 30000);
	net_use_helper(getenv("GOREADY_TEST_PROGRAM"));
	assert_int_equal(1, second->ends);
	assert_whole(second);
	assert_int_equal(2, starts());
	close_loop();
}

/* As where a proxy is chosen after the addresses were tried without it. */
TEST(what_is_set_in_the_environment_meanwhile_holds_for_the_next_transfer)
{
	struct transfer_spec spec = to_part("/plain/file.tar.gz");
	struct seen *seen;

	unsetenv("SSL_CERT_FILE");
	seen = begin(spec);
	turn_for(seen, 30000);
	assert_rc(RC_TLS, seen->rc, &seen->err);
	setenv("SSL_CERT_FILE", mirror_state(&mirror, "ca.pem"), 1);
	seen = begin(spec);
	turn_for(seen, 30000);
	assert_whole(seen);
	close_loop();
}

TEST(a_transfer_that_is_paused_before_it_begins_gives_nothing)
{
	struct seen *seen = begin(to_part("/plain/file.tar.gz"));

	net_pause(seen->transfer, true);
	turn_for(seen, 1000);
	assert_int_equal(0, seen->ends);
	assert_int_equal(0, seen->n);
	net_pause(seen->transfer, false);
	turn_for(seen, 10000);
	assert_whole(seen);
	close_loop();
}

/* ---- frames ---- */

static void keep_number(void *ctx, const struct frame *frame, const char *data)
{
	(void)frame;
	*(int *)ctx = atoi(data);
}

/* Heads of answers are read as texts, and one that was cut off has no end of its own. */
TEST(what_a_frame_holds_ends_where_it_ends)
{
	struct frame frame = { .kind = FRAME_HEAD, .id = 1, .n = 6 };
	struct bytes head = { (const char *)&frame, sizeof(frame) };
	struct frame_reader r;
	int number = 0;

	frame_reader_open(&r, test_arena());
	assert_true(frame_reader_take(&r, head, keep_number, &number));
	assert_true(frame_reader_take(&r, BYTES("200404"), keep_number, &number));
	assert_int_equal(200404, number);
	frame.n = 3;
	assert_true(frame_reader_take(&r, head, keep_number, &number));
	assert_true(frame_reader_take(&r, BYTES("206"), keep_number, &number));
	assert_int_equal(206, number);
}
