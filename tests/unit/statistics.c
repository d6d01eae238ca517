/* Numbers of statistics that are known from tables or can be counted by hand. */
#include "test.h"

#include "base/statistics.h"

#define SAMPLES(...) \
	samples_of((double[]){ __VA_ARGS__ }, sizeof((double[]){ __VA_ARGS__ }) / sizeof(double))

static struct samples samples_of(const double *values, size_t n)
{
	struct samples samples = { 0 };

	for (size_t i = 0; i < n; i++)
		list_push(test_arena(), &samples, values[i]);
	return samples;
}

static void assert_near(double expected, double is)
{
	if (is < expected - 1e-4 || is > expected + 1e-4)
		fail_msg("%g is not %g", is, expected);
}

TEST(percentiles_lie_between_neighbours_in_proportion)
{
	struct samples one = SAMPLES(7), five = SAMPLES(5, 1, 4, 2, 3), none = { 0 };

	assert_near(7, samples_percentile(test_arena(), &one, 95));
	assert_near(3, samples_percentile(test_arena(), &five, 50));
	assert_near(4.8, samples_percentile(test_arena(), &five, 95));
	assert_near(5, samples_percentile(test_arena(), &five, 100));
	assert_near(0, samples_percentile(test_arena(), &none, 50));
}

/* The places are those of tables of the sign test: 6 to 8: the ends; 9 to 11: one further in. */
TEST(an_interval_needs_six_samples_and_leaves_the_outermost_out_from_nine_on)
{
	struct samples five = SAMPLES(5, 1, 4, 2, 3), six = SAMPLES(6, 5, 4, 3, 2, 1),
		       nine = SAMPLES(1, 2, 3, 4, 5, 6, 7, 8, 90),
		       twelve = SAMPLES(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 110, 120);
	struct interval i = samples_interval(test_arena(), &five);

	assert_false(i.known);
	i = samples_interval(test_arena(), &six);
	assert_true(i.known);
	assert_near(3.5, i.median);
	assert_near(1, i.low);
	assert_near(6, i.high);
	i = samples_interval(test_arena(), &nine);
	assert_near(2, i.low);
	assert_near(8, i.high);
	i = samples_interval(test_arena(), &twelve);
	assert_near(3, i.low);
	assert_near(10, i.high);
}

/* 3 and 3 apart: 2 of the 20 orders are that extreme; 4 and 4: 2 of 70. */
TEST(chance_is_that_of_all_orders_which_are_as_extreme)
{
	struct samples a = SAMPLES(1, 2, 3), b = SAMPLES(4, 5, 6), c = SAMPLES(1, 2, 3, 4),
		       d = SAMPLES(5, 6, 7, 8), mixed = SAMPLES(1.5, 2.5, 0.5), none = { 0 };

	assert_near(0.1, samples_chance(&a, &b));
	assert_near(2.0 / 70, samples_chance(&c, &d));
	assert_near(samples_chance(&c, &a), samples_chance(&a, &c));
	assert_true(samples_chance(&a, &mixed) > 0.5);
	assert_near(1, samples_chance(&a, &none));
}

/* {1, 1, 2} against {2, 2, 3}: ranks 1.5 1.5 4 and 4 4 6; of the 20 threes three add up to 7, the least,
 * and three to 14, the most. */
TEST(equal_values_share_their_rank)
{
	struct samples same = SAMPLES(2, 2, 2), a = SAMPLES(1, 1, 2), b = SAMPLES(2, 2, 3);

	assert_near(1, samples_chance(&same, &same));
	assert_near(0.3, samples_chance(&a, &b));
}

TEST(the_most_that_a_file_may_hold_is_counted_too)
{
	struct samples low = { 0 }, high = { 0 };

	for (int i = 0; i < SAMPLES_MOST; i++) {
		list_push(test_arena(), &low, i);
		list_push(test_arena(), &high, 100 + i);
	}
	assert_true(samples_chance(&low, &high) < 1e-20);
	assert_near(1, samples_chance(&low, &low));
}
