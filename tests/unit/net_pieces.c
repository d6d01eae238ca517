/* A file over several connections, of which one goes wrong just where the others wait for it: staged by a
 * helper of our own (tests/lib/staged_helper.py). */
#include "mirror_process.h"
#include "test.h"

#include <stdlib.h>

#include "loop/loop.h"
#include "net/net.h"

enum { SIZE = 1200000, LOOK_MS = 200, LONGEST_MS = 60000 };

struct seen {
	size_t n;
	bool wrong;
	int ends;
	enum rc rc;
	struct err err;
};

static bool on_data(void *ctx, const void *data, size_t n)
{
	struct seen *seen = ctx;

	for (size_t i = 0; i < n; i++)
		seen->wrong |= ((const unsigned char *)data)[i] != mirror_byte(seen->n + i);
	seen->n += n;
	return true;
}

static void on_done(void *ctx, enum rc rc, const struct err *e,
		    const struct transfer_result *result)
{
	struct seen *seen = ctx;

	(void)result;
	seen->rc = rc;
	if (e)
		seen->err = *e;
	seen->ends++;
}

static void use_staged_helper(const char *play)
{
	test_write_bytes(
		"helper",
		bytes_of(arena_fmt(test_arena(),
				   "#!/bin/sh\nexec python3 '%s/lib/staged_helper.py' %s %d\n",
				   TESTS_FOLDER, play, SIZE)),
		0755);
	net_use_helper(test_path("helper"));
}

static void assert_comes_whole(const char *play)
{
	struct seen *seen = ARENA_NEW(test_arena(), struct seen);
	struct loop *loop = loop_open();
	struct transfer_spec spec = { .url = "https://127.0.0.1/file.tar.gz",
				      .part = test_path("part"),
				      .expect = SIZE,
				      .retries = -1,
				      .look_ms = LOOK_MS,
				      .may_be_slow = true,
				      .data = on_data,
				      .done = on_done,
				      .ctx = seen };
	struct err e = { .rc = RC_OK };
	int64_t end = loop_ms(loop) + LONGEST_MS;

	use_staged_helper(play);
	if (!net_get(loop, &spec, &e))
		fail_msg("%s", e.text);
	while (!seen->ends && loop_ms(loop) < end)
		loop_turn(loop, (int)(end - loop_ms(loop)));
	net_use_helper(getenv("GOREADY_TEST_PROGRAM"));
	loop_close(loop);
	assert_int_equal(1, seen->ends);
	assert_rc(RC_OK, seen->rc, &seen->err);
	assert_int_equal(SIZE, seen->n);
	assert_false(seen->wrong);
}

TEST(where_a_connection_breaks_that_is_waited_for_the_piece_is_fetched_without_it)
{
	assert_comes_whole("breaks");
}

TEST(a_connection_that_brings_next_to_nothing_is_not_waited_for)
{
	assert_comes_whole("trickles");
}
