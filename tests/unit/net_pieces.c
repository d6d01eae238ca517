/* A file over several connections, of which one goes wrong just where the others wait for it: staged by a
 * helper of our own (tests/lib/staged_helper.py). */
#include "follow.h"
#include "test.h"

#include <stdlib.h>

enum { SIZE = 1200000, LOOK_MS = 200 };

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
	struct transfer_spec spec = follow_spec("https://127.0.0.1/file.tar.gz", test_path("part"));
	struct seen *seen;

	spec.expect = SIZE;
	spec.look_ms = LOOK_MS;
	use_staged_helper(play);
	seen = follow(spec);
	net_use_helper(getenv("GOREADY_TEST_PROGRAM"));
	assert_followed(seen, SIZE);
}

TEST(where_a_connection_breaks_that_is_waited_for_the_piece_is_fetched_without_it)
{
	assert_comes_whole("breaks");
}

TEST(a_connection_that_brings_next_to_nothing_is_not_waited_for)
{
	assert_comes_whole("trickles");
}
