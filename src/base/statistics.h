/*
 * What may be said of a few measurements without assuming how they are spread (as Go's benchstat
 * does): the median with an interval of order statistics, and whether two series differ by more
 * than chance (Mann and Whitney's test, exact, ties counted). Pure.
 */
#ifndef BASE_STATISTICS_H
#define BASE_STATISTICS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/list.h"

struct samples LIST_OF(double);

enum { SAMPLES_MOST = 40, SAMPLES_FOR_AN_INTERVAL = 6 };

/* The value below which `percent` of them lie, between neighbours in proportion; 0 for none. */
double samples_percentile(struct arena *mem, const struct samples *samples, int percent);

struct interval {
	double median, low, high;
	bool known; /* with 95 % confidence; false: fewer than six samples, low and high are their ends */
};
struct interval samples_interval(struct arena *mem, const struct samples *samples);

/* How likely a difference this large is where there is none, 0 to 1; 1 where one is empty. Both have
 * at most SAMPLES_MOST. */
double samples_chance(const struct samples *a, const struct samples *b);

#endif
