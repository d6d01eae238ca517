#include "test.h"

#include "run/progress.h"

TEST(progress_is_said_at_most_four_times_a_second_but_always_at_the_end)
{
	struct progress p = { 0 };
	int said = 0;

	for (int ms = 0; ms < 1000; ms += 10)
		said += progress_note(&p, ms, (uint64_t)ms, 1000);
	assert_true(said >= 3 && said <= 4);
	assert_true(progress_note(&p, 1000, 1000, 1000));
	assert_false(progress_note(&p, 1001, 1000, 1000));
	assert_int_equal(0, p.seconds_left);
}

TEST(speed_and_time_left_are_known_after_a_while)
{
	struct progress p = { 0 };

	progress_note(&p, 0, 0, 10000);
	assert_int_equal(-1, p.seconds_left);
	progress_note(&p, 1000, 1000, 10000);
	assert_int_equal(1000, p.per_second);
	assert_int_equal(9, p.seconds_left);
}

TEST(without_a_total_there_is_no_time_left)
{
	struct progress p = { 0 };

	progress_note(&p, 0, 0, 0);
	progress_note(&p, 1000, 5000, 0);
	assert_int_equal(5000, p.per_second);
	assert_int_equal(-1, p.seconds_left);
}

TEST(a_transfer_that_starts_again_begins_anew)
{
	struct progress p = { 0 };

	progress_note(&p, 0, 0, 1000);
	progress_note(&p, 1000, 900, 1000);
	assert_true(progress_note(&p, 1300, 10, 1000));
	assert_int_equal(0, p.per_second);
}

TEST(kept_bytes_of_an_earlier_download_do_not_count_as_speed)
{
	struct progress p = { 0 };

	progress_note(&p, 0, 1000000, 2000000);
	progress_note(&p, 1000, 1001000, 2000000);
	assert_int_equal(1000, p.per_second);
}
