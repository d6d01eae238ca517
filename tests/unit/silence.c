/* By a clock that the test moves: commands have their word also while the loop stands still, and say nothing twice. */
#include "test.h"

#include <unistd.h>

#include "app/app.h"
#include "app/heartbeat.h"
#include "app/quarters.h"
#include "base/clock.h"
#include "host/host.h"

/* The program's clock is a file of its own: this one takes its place. */
static int64_t now_ms = 1000000;

int64_t clock_us(void)
{
	return now_ms * 1000;
}

int64_t clock_ms(void)
{
	return now_ms;
}

static void seven_seconds_go_by(void *ctx)
{
	now_ms += 7000;
	heartbeat_tick(ctx);
	test_write("gone-by", "");
}

/* As when a program that is asked for its version hangs. */
TEST(programs_that_are_asked_one_after_the_other_leave_no_silence)
{
	const char *words[] = { "/bin/sh", "-c",
				arena_fmt(test_arena(),
					  "rm -f %s; while [ ! -e %s ]; do sleep 0.05; done",
					  test_path("gone-by"), test_path("gone-by")) };
	struct app app = { .loop = loop_open() };
	struct host *h = host_real();
	struct command command = { .seconds = 30 };
	struct command_result result;
	struct heartbeat beat;
	struct err e;
	int kept = test_divert_stderr("words");

	for (size_t i = 0; i < 3; i++)
		list_push(test_arena(), &command.argv, words[i]);
	heartbeat_asking(&app, &beat, "Looking at the machine");
	process_meanwhile(seven_seconds_go_by, &beat);
	for (int i = 0; i < 2; i++)
		assert_ok(h->run(h, test_arena(), &command, &result, &e), &e);
	heartbeat_asked(&beat);
	test_restore_stderr(kept);
	loop_close(app.loop);
	assert_contains(test_read(test_path("words")).at,
			"Working. Still at it after 14 seconds: Looking at the machine.");
}

static void assert_silent(struct request request)
{
	struct app app = { .loop = loop_open(), .request = request };
	struct heartbeat beat;
	int kept = test_divert_stderr("words");

	heartbeat_asking(&app, &beat, "Looking at the machine");
	now_ms += 60000;
	heartbeat_tick(&beat);
	heartbeat_asked(&beat);
	test_restore_stderr(kept);
	loop_close(app.loop);
	assert_int_equal(test_read(test_path("words")).n, 0);
}

TEST(with_json_nothing_is_said_of_what_is_asked)
{
	assert_silent((struct request){ .json = true });
}

/* "Where nothing is newer, it says nothing": a word would be a mail. */
TEST(cron_gets_no_word_of_what_upgrade_check_asks)
{
	assert_silent((struct request){ .check = true });
}

/* Downloads side by side tell in turn how far they are. */
TEST(each_of_those_that_go_on_side_by_side_says_its_quarters_once)
{
	struct quarters quarters = { 0 };
	int said_of[2] = { 0 };

	for (int percent = 0; percent <= 100; percent++)
		for (int which = 0; which < 2; which++)
			said_of[which] += quarters_news(test_arena(), &quarters, &said_of[which],
							(uint64_t)percent, 100);
	assert_int_equal(said_of[0], 25 + 50 + 75);
	assert_int_equal(said_of[1], 25 + 50 + 75);
	assert_int_equal(quarters_news(test_arena(), &quarters, &quarters, 5, 0), 0);
}
