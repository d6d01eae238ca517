/* One file over several connections, against a mirror that is slow (tests/lib/mirror.py). */
#include "follow.h"
#include "mirror_process.h"
#include "test.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SIZE = 1200000, LOOK_MS = 200, KILLED = 20000, TRIES = 6 };

static struct mirror mirror;

/* Each connection gets 600 KB a second: alone it would take two seconds. */
static const char *const faults[] = {
	"/slow/*=slow:600000",   "/whole/*=slow:600000",  "/whole/*=no-range",
	"/other/*=slow:600000",  "/other/*=changed",      "/nameless/*=slow:600000",
	"/nameless/*=no-etag",   "/breaks/*=slow:600000", "/breaks/*=cut-once:800000",
	"/killed/*=slow:600000", "/link/*=link:900000",   NULL,
};

static const char *url_of(const char *path)
{
	static const char *const folders[] = { "slow",   "whole",  "other", "nameless",
					       "breaks", "killed", "link",  NULL };

	mirror.faults = faults;
	mirror.http = true;
	mirror_of_all(&mirror, folders, SIZE);
	return mirror_url(&mirror, path);
}

/* Of the answers to requests for `path` so far, those that say this. */
static int answers(const char *path, const char *what)
{
	struct names asked = mirror_asked(&mirror, path);
	int n = 0;

	for (size_t i = 0; i < asked.n; i++)
		n += strstr(asked.at[i], what) != NULL;
	return n;
}

static struct transfer_spec spec_of(const char *path)
{
	struct transfer_spec spec = follow_spec(url_of(path), test_path("part"));

	spec.expect = SIZE;
	spec.look_ms = LOOK_MS;
	return spec;
}

static struct seen *fetch(const char *path)
{
	return follow(spec_of(path));
}

/* A machine that is busy may find that a second connection brings nothing. */
static struct seen *fetch_over_several(const char *path)
{
	struct seen *seen = fetch(path);

	for (int i = 1; i < TRIES && !seen->result.several; i++) {
		net_forget(test_path("part"));
		seen = fetch(path);
	}
	return seen;
}

static int parts_left(void)
{
	int n = 0;

	for (int i = 1; i < 10; i++) {
		const char *name = arena_fmt(test_arena(), "part.%d", i);

		n += access(test_path(name), F_OK) == 0;
		n += access(test_path(arena_fmt(test_arena(), "%s.json", name)), F_OK) == 0;
	}
	return n;
}

static void assert_whole(const struct seen *seen)
{
	assert_followed(seen, SIZE);
	assert_int_equal(0, parts_left());
}

TEST(a_slow_server_is_asked_over_several_connections_and_the_bytes_come_in_order)
{
	struct seen *seen = fetch_over_several("/slow/file.tar.gz");

	assert_whole(seen);
	assert_int_equal(0, seen->restarts);
	assert_true(seen->result.several);
	assert_int_equal(0, answers("/slow/file.tar.gz", "\"if_range\": null, \"status\": 206"));
}

TEST(a_server_that_ignores_ranges_goes_on_with_the_one_it_has)
{
	struct seen *seen = fetch("/whole/file.tar.gz");

	assert_whole(seen);
	assert_int_equal(0, seen->restarts);
	assert_false(seen->result.several);
}

TEST(another_file_under_the_same_address_is_not_mixed_in)
{
	struct seen *seen = fetch("/other/file.tar.gz");

	assert_whole(seen);
	assert_false(seen->result.several);
}

TEST(without_etag_and_date_there_is_one_connection)
{
	struct seen *seen = fetch("/nameless/file.tar.gz");

	assert_whole(seen);
	assert_true(answers("/nameless/file.tar.gz", "\"status\"") <= 1);
}

TEST(a_connection_that_breaks_beside_others_is_taken_up_again)
{
	struct seen *seen = fetch("/breaks/file.tar.gz");

	assert_whole(seen);
	assert_int_equal(0, seen->restarts);
}

TEST(a_link_that_is_full_is_fetched_from_all_the_same)
{
	assert_whole(fetch("/link/file.tar.gz"));
}

/* Until bytes from further on are there; then as a power cut would, its helper after it. */
static void fetch_until_killed(void)
{
	struct loop *loop = loop_open();

	for (int i = 0; i < TRIES; i++) {
		struct seen *seen = follow_begin(loop, spec_of("/killed/file.tar.gz"));

		while (!seen->ends) {
			loop_turn(loop, 50);
			if (seen->progress > seen->n + KILLED)
				kill(getpid(), SIGKILL);
		}
		net_forget(test_path("part"));
	}
	_exit(1);
}

TEST(what_several_connections_brought_before_a_kill_is_not_fetched_again)
{
	struct seen *seen;
	int status = 0;
	pid_t pid;

	url_of("/");
	pid = fork();
	if (pid == 0)
		fetch_until_killed();
	waitpid(pid, &status, 0);
	assert_true(WIFSIGNALED(status));
	assert_true(parts_left() > 0);
	seen = fetch("/killed/file.tar.gz");
	assert_whole(seen);
	assert_int_equal(0, seen->restarts);
	assert_true(seen->result.resumed >= KILLED);
}

TEST(pieces_of_an_older_file_are_not_used)
{
	struct seen *seen;

	test_write("part", "");
	test_write("part.1", "old bytes");
	test_write(
		"part.1.json",
		arena_fmt(
			test_arena(),
			"{\"url\": \"%s\", \"etag\": \"\\\"old\\\"\", \"length\": %d, \"from\": 9}",
			url_of("/slow/file.tar.gz"), SIZE));
	seen = fetch("/slow/file.tar.gz");
	assert_whole(seen);
	assert_int_equal(0, seen->result.resumed);
}

TEST(who_has_used_the_part_leaves_nothing_beside_it)
{
	test_write("part", "bytes");
	test_write("part.3", "bytes");
	test_write("part.3.json", "{}");
	net_forget(test_path("part"));
	assert_int_equal(0, parts_left());
	assert_int_not_equal(0, access(test_path("part"), F_OK));
}

/* Kept bytes of both kinds, of a file that is another one by now. */
TEST(a_file_that_changed_since_is_begun_anew_with_all_its_pieces)
{
	const char *url = url_of("/slow/file.tar.gz");
	struct seen *seen;

	test_write("part", "old");
	test_write("part.json",
		   arena_fmt(test_arena(),
			     "{\"url\": \"%s\", \"etag\": \"\\\"old\\\"\", \"length\": %d}", url,
			     SIZE));
	test_write("part.2", "old bytes");
	test_write(
		"part.2.json",
		arena_fmt(
			test_arena(),
			"{\"url\": \"%s\", \"etag\": \"\\\"old\\\"\", \"length\": %d, \"from\": 9}",
			url, SIZE));
	seen = fetch("/slow/file.tar.gz");
	assert_whole(seen);
	assert_int_equal(1, seen->restarts);
}
