/* When another connection is worth it, on links that are played. */
#include "test.h"

#include "net/net_pace.h"

enum { LOOK_MS = 3000, MB = 1000000 };

/* A server that gives each connection so much, and a link that carries no more than that. */
struct link {
	uint64_t each, all; /* bytes a second */
	int64_t ms;
	uint64_t received;
	int added, taken_back;
};

static void play_look(struct link *link, struct pace *p, uint64_t left)
{
	uint64_t rate = link->each * (uint64_t)p->connections;
	enum pace_word word;

	link->ms += LOOK_MS;
	link->received += (rate < link->all ? rate : link->all) * LOOK_MS / 1000;
	word = pace_look(p, link->ms, link->received, left);
	link->added += word == PACE_ADD;
	link->taken_back += word == PACE_TAKE_BACK;
}

static struct pace play(struct link *link, uint64_t left, int looks)
{
	struct pace p;

	pace_open(&p, LOOK_MS, link->ms, link->received);
	for (int i = 0; i < looks; i++)
		play_look(link, &p, left);
	return p;
}

TEST(where_each_connection_is_slow_there_are_four_and_no_more)
{
	struct link link = { .each = 2 * MB, .all = 100 * MB };
	struct pace p = play(&link, 500 * MB, 20);

	assert_int_equal(PACE_MOST_CONNECTIONS, p.connections);
	assert_int_equal(3, link.added);
	assert_int_equal(0, link.taken_back);
}

TEST(where_the_link_is_the_limit_the_second_is_ended_and_none_is_tried_again)
{
	struct link link = { .each = 100 * MB, .all = 2 * MB };
	struct pace p = play(&link, 500 * MB, 20);

	assert_int_equal(1, p.connections);
	assert_int_equal(1, link.added);
	assert_int_equal(1, link.taken_back);
}

TEST(where_the_link_is_full_with_two_it_stays_at_two)
{
	struct link link = { .each = 2 * MB, .all = 4 * MB };
	struct pace p = play(&link, 500 * MB, 20);

	assert_int_equal(2, p.connections);
	assert_int_equal(1, link.taken_back);
}

TEST(what_is_over_soon_has_one_connection)
{
	struct link link = { .each = 10 * MB, .all = 100 * MB };
	struct pace p = play(&link, 80 * MB, 5);

	assert_int_equal(1, p.connections);
	assert_int_equal(0, link.added);
}

TEST(a_connection_that_brings_nothing_at_all_has_no_other_beside_it)
{
	struct link link = { .each = 0, .all = 100 * MB };

	(void)play(&link, 80 * MB, 5);
	assert_int_equal(0, link.added);
}

TEST(a_server_that_wants_one_connection_has_one)
{
	struct link link = { .each = 2 * MB, .all = 100 * MB };
	struct pace p = play(&link, 500 * MB, 1);

	assert_int_equal(2, p.connections);
	pace_refused(&p);
	for (int i = 0; i < 5; i++)
		play_look(&link, &p, 500 * MB);
	assert_int_equal(1, p.connections);
	assert_int_equal(1, link.added);
	assert_int_equal(0, link.taken_back);
}

/* Another transfer's bytes count: they were the link's too, and what it loses is no gain. */
TEST(what_is_won_from_another_transfer_is_no_gain)
{
	struct link link = { .each = 3 * MB, .all = 3 * MB };
	struct pace p = play(&link, 500 * MB, 2);

	assert_int_equal(1, p.connections);
}

TEST(time_that_stands_still_says_nothing)
{
	struct pace p;

	pace_open(&p, LOOK_MS, 5, 0);
	assert_int_equal(PACE_STAY, pace_look(&p, 5, MB, 500 * MB));
}

TEST(only_what_takes_a_look_of_one_connection_is_divided)
{
	struct link link = { .each = 2 * MB, .all = 100 * MB };
	struct pace p =
		play(&link, 500 * MB, 2); /* two have shown 4 MB a second; a third is tried */

	assert_int_equal(3, p.connections);
	assert_int_equal(4 * MB, p.per_second);
	assert_true(pace_is_long(&p, 5 * MB));
	assert_false(pace_is_long(&p, 3 * MB));
}
