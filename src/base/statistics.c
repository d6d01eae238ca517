#include "base/statistics.h"

#include <stdlib.h>

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double *sorted(struct arena *mem, const struct samples *samples)
{
	double *values = arena_memdup(mem, samples->at, samples->n * sizeof(values[0]));

	qsort(values, samples->n, sizeof(values[0]), by_value);
	return values;
}

static double percentile(const double *values, size_t n, int percent)
{
	double place = (double)(n - 1) * percent / 100;
	size_t below = (size_t)place;

	if (below + 1 >= n)
		return values[n - 1];
	return values[below] + (place - (double)below) * (values[below + 1] - values[below]);
}

double samples_percentile(struct arena *mem, const struct samples *samples, int percent)
{
	return samples->n ? percentile(sorted(mem, samples), samples->n, percent) : 0;
}

/* How many at each end may lie outside, so that the median is between the others with 95 %
 * confidence: the number of samples below it is that of heads in n throws; -1: not even none. */
static int outside_each_end(size_t n)
{
	double one = 1, tail = 0;
	int outside = -1;

	for (size_t i = 0; i < n; i++)
		one /= 2;
	for (size_t heads = 0; heads < n; heads++) {
		tail += one;
		if (2 * tail > 0.05)
			break;
		outside++;
		one *= (double)(n - heads) / (double)(heads + 1);
	}
	return outside;
}

struct interval samples_interval(struct arena *mem, const struct samples *samples)
{
	struct interval interval = { 0 };
	size_t n = samples->n;
	int outside = outside_each_end(n);
	const double *values;

	if (!n)
		return interval;
	values = sorted(mem, samples);
	interval.known = outside >= 0;
	if (outside < 0)
		outside = 0;
	interval.median = percentile(values, n, 50);
	interval.low = values[outside];
	interval.high = values[n - 1 - (size_t)outside];
	return interval;
}

/* Twice the rank of each of `values` (sorted, n), so that ties, which share theirs, have whole ones. */
static size_t *double_ranks(struct arena *mem, const double *values, size_t n)
{
	size_t *ranks = arena_alloc(mem, n * sizeof(ranks[0]));

	for (size_t from = 0, to; from < n; from = to) {
		for (to = from + 1; to < n && !(values[to] > values[from]);)
			to++;
		for (size_t i = from; i < to; i++)
			ranks[i] = from + to + 1;
	}
	return ranks;
}

struct pool {
	double *values; /* of both, sorted */
	size_t *ranks, n;
	size_t most; /* sum of all ranks */
};

static struct pool pool_of(struct arena *mem, const struct samples *a, const struct samples *b)
{
	struct samples both = { 0 };
	struct pool pool;

	for (size_t i = 0; i < a->n; i++)
		list_push(mem, &both, a->at[i]);
	for (size_t i = 0; i < b->n; i++)
		list_push(mem, &both, b->at[i]);
	pool.values = sorted(mem, &both);
	pool.n = both.n;
	pool.ranks = double_ranks(mem, pool.values, pool.n);
	pool.most = 0;
	for (size_t i = 0; i < pool.n; i++)
		pool.most += pool.ranks[i];
	return pool;
}

static size_t sum_of_ranks(const struct pool *pool, const struct samples *samples)
{
	size_t sum = 0;

	for (size_t i = 0; i < samples->n; i++)
		for (size_t k = 0; k < pool->n; k++)
			if (!(pool->values[k] < samples->at[i])) {
				sum += pool->ranks[k];
				break;
			}
	return sum;
}

/* ways[k * (most + 1) + s]: in how many ways k of the pool have ranks that add up to s. */
static double *count_ways(struct arena *mem, const struct pool *pool, size_t chosen)
{
	size_t width = pool->most + 1;
	double *ways = arena_alloc(mem, (chosen + 1) * width * sizeof(ways[0]));

	ways[0] = 1;
	for (size_t i = 0; i < pool->n; i++)
		for (size_t k = chosen; k > 0; k--)
			for (size_t s = pool->most; s >= pool->ranks[i]; s--)
				ways[k * width + s] += ways[(k - 1) * width + s - pool->ranks[i]];
	return ways + chosen * width;
}

static size_t distance(size_t a, size_t b)
{
	return a > b ? a - b : b - a;
}

double samples_chance(const struct samples *a, const struct samples *b)
{
	struct arena *own;
	struct pool pool;
	double all = 0, as_far = 0, *ways;
	size_t seen, middle; /* the sum expected, times n */

	if (!a->n || !b->n)
		return 1;
	own = arena_open("samples", 64 << 20);
	pool = pool_of(own, a, b);
	ways = count_ways(own, &pool, a->n);
	middle = pool.most * a->n;
	seen = distance(sum_of_ranks(&pool, a) * pool.n, middle);
	for (size_t s = 0; s <= pool.most; s++) {
		all += ways[s];
		if (distance(s * pool.n, middle) >= seen)
			as_far += ways[s];
	}
	arena_close(own);
	return as_far / all;
}
