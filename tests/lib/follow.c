#include "follow.h"

#include "mirror_process.h"

enum { LONGEST_MS = 60000 };

static bool on_data(void *ctx, const void *data, size_t n)
{
	struct seen *seen = ctx;

	for (size_t i = 0; i < n; i++)
		seen->wrong |= ((const unsigned char *)data)[i] != mirror_byte(seen->n + i);
	seen->n += n;
	if (seen->pause_after && seen->n >= seen->pause_after)
		net_pause(seen->transfer, true);
	return true;
}

static void on_restart(void *ctx)
{
	struct seen *seen = ctx;

	seen->n = 0;
	seen->wrong = false;
	seen->progress = 0;
	seen->restarts++;
}

static void on_progress(void *ctx, uint64_t bytes, uint64_t total)
{
	struct seen *seen = ctx;

	assert_true(bytes >= seen->progress);
	assert_true(total == 0 || bytes <= total);
	seen->progress = bytes;
}

static void on_done(void *ctx, enum rc rc, const struct err *e,
		    const struct transfer_result *result)
{
	struct seen *seen = ctx;

	seen->rc = rc;
	if (e)
		seen->err = *e;
	seen->result = *result;
	seen->ends++;
}

struct transfer_spec follow_spec(const char *url, const char *part)
{
	return (struct transfer_spec){ .url = url,
				       .part = part,
				       .retries = -1,
				       .may_be_slow = true,
				       .data = on_data,
				       .restart = on_restart,
				       .progress = on_progress,
				       .done = on_done };
}

struct seen *follow_begin(struct loop *loop, struct transfer_spec spec)
{
	struct seen *seen = ARENA_NEW(test_arena(), struct seen);
	struct err e = { .rc = RC_OK };

	spec.ctx = seen;
	seen->transfer = net_get(loop, &spec, &e);
	if (!seen->transfer)
		fail_msg("%s", e.text);
	return seen;
}

void follow_for(struct loop *loop, const struct seen *seen, int ms)
{
	int64_t end = loop_ms(loop) + ms;

	while (!seen->ends && loop_ms(loop) < end)
		loop_turn(loop, (int)(end - loop_ms(loop)));
}

struct seen *follow(struct transfer_spec spec)
{
	struct loop *loop = loop_open();
	struct seen *seen = follow_begin(loop, spec);

	follow_for(loop, seen, LONGEST_MS);
	assert_int_equal(1, seen->ends);
	loop_close(loop);
	return seen;
}

void assert_part(size_t size)
{
	struct bytes part = test_read(test_path("part"));

	assert_int_equal(size, part.n);
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)part.at[i] != mirror_byte(i))
			fail_msg("byte %zu is another in the part", i);
}

void assert_followed(const struct seen *seen, size_t size)
{
	assert_rc(RC_OK, seen->rc, &seen->err);
	assert_int_equal(size, seen->n);
	assert_false(seen->wrong);
	assert_int_equal(size, seen->result.bytes);
	assert_int_equal(size, seen->progress);
	assert_part(size);
}
