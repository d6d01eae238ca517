/*
 * By a clock that the test moves: while something runs, no fifteen seconds go by without a word, and the words are
 * of what runs then; in plain mode and in the commands that wait.
 */
#include "test.h"

#include <fcntl.h>
#include <unistd.h>

#include "app/heartbeat.h"
#include "base/clock.h"
#include "base/descriptor.h"
#include "host/host.h"
#include "ui/plain_private.h"

enum { MOST_SILENCE_MS = 15000 };

/* The program's clock is a file of its own: this one takes its place. */
static int64_t now_ms = 1000000, each_look_ms;

int64_t clock_us(void)
{
	return clock_ms() * 1000;
}

int64_t clock_ms(void)
{
	now_ms += each_look_ms;
	return now_ms;
}

/* ---- plain mode ---- */

static const char *const doing[] = { "protoc-gen-go", "protoc-gen-go-grpc", "Proof" };

static struct view *at_work(int which)
{
	struct view *v = ARENA_NEW(test_arena(), struct view);

	view_open(v, test_arena(), "apply");
	view_title(v, "Apply");
	v->step = 3;
	v->steps = 5;
	v->busy = true;
	for (int i = 0; i <= which; i++)
		view_status(v, i < which ? SAY_DONE : SAY_WORKING, doing[i], "%s", "");
	return v;
}

static struct plain *plain_to_a_file(struct ui **ret)
{
	int out = open(test_path("said"), O_WRONLY | O_CREAT | O_TRUNC, 0600);
	int in = open("/dev/null", O_RDONLY);
	struct err e;

	assert_ok(ui_open(&(struct ui_options){ .kind = UI_PLAIN, .in = in, .out = out }, ret, &e),
		  &e);
	return (struct plain *)*ret;
}

static const char *said(void)
{
	return test_read(test_path("said")).at;
}

/* As the loop does; the longest silence, in ms. */
static int64_t longest_silence(struct ui *ui, int seconds, int news_every_ms)
{
	const struct plain *p = (const struct plain *)ui;
	int64_t end = now_ms + seconds * 1000, news = now_ms, longest = 0;

	for (; now_ms < end; now_ms += 10) {
		if (now_ms >= news) {
			ui_show(ui, at_work(0));
			news += news_every_ms;
		}
		if (ui_wait(ui) == 0)
			ui_tick(ui);
		if (now_ms - p->written_at > longest)
			longest = now_ms - p->written_at;
	}
	return longest;
}

TEST(plain_mode_is_never_silent_for_more_than_fifteen_seconds_while_something_runs)
{
	static const int every[] = { 500, 1000, 7000, 14990, 600000 };

	for (size_t i = 0; i < sizeof(every) / sizeof(every[0]); i++) {
		struct ui *ui;
		int64_t longest;

		plain_to_a_file(&ui);
		ui_show(ui, at_work(0));
		longest = longest_silence(ui, 300, every[i]);
		ui_close(ui, NULL);
		assert_in_range(longest, 10000, MOST_SILENCE_MS);
	}
}

TEST(what_is_said_in_a_silence_is_of_what_runs_then)
{
	struct ui *ui;

	plain_to_a_file(&ui);
	for (int i = 0; i < 3; i++) {
		ui_show(ui, at_work(i));
		now_ms += 3000;
		ui_tick(ui);
		now_ms += MOST_SILENCE_MS;
		ui_tick(ui);
		assert_contains(said(), arena_fmt(test_arena(),
						  "Working. Still at it after %d seconds: %s.",
						  18 * (i + 1), doing[i]));
	}
	ui_close(ui, NULL);
}

/* Return asks how it goes, and may be pressed at once. */
TEST(one_second_is_no_seconds)
{
	struct plain *p;
	struct ui *ui;

	p = plain_to_a_file(&ui);
	ui_show(ui, at_work(0));
	now_ms += 1000;
	plain_heartbeat(p);
	plain_flush(p);
	assert_contains(said(), "Working. Still at it after 1 second: protoc-gen-go.");
	ui_close(ui, NULL);
}

TEST(a_question_is_followed_by_silence)
{
	struct view v;
	struct ui *ui;
	size_t n;

	plain_to_a_file(&ui);
	view_open(&v, test_arena(), "done");
	v.step = v.steps = 5;
	view_action(&v, ACTION_NEXT, NULL, true);
	ui_show(ui, &v);
	n = strlen(said());
	now_ms += 3600000;
	ui_tick(ui);
	assert_int_equal(ui_wait(ui), -1);
	assert_int_equal(strlen(said()), n);
	ui_close(ui, NULL);
}

/* ---- commands ---- */

static int beats;
static int64_t last_beat, longest;

static void note_word(void)
{
	if (now_ms - last_beat > longest)
		longest = now_ms - last_beat;
	last_beat = now_ms;
}

static const char *counted(void *ctx)
{
	(void)ctx;
	beats++;
	note_word();
	return "the proof";
}

static void wait_for(struct heartbeat *beat, int seconds, int word_every_ms)
{
	int64_t end = now_ms + seconds * 1000, word = now_ms + word_every_ms;

	heartbeat_start(beat);
	for (; now_ms < end; now_ms += 100) {
		if (now_ms >= word) {
			heartbeat_said(beat);
			note_word();
			word += word_every_ms;
		}
		loop_turn(beat->loop, 0);
	}
	heartbeat_stop(beat);
}

TEST(a_command_that_waits_says_a_word_each_fifteen_seconds_counted_from_the_last)
{
	static const int every[] = { 1000, 8000, 16000, 40000, 1000000 };
	struct loop *loop = loop_open();
	int kept = test_divert_stderr("words");

	longest = 0;
	for (size_t i = 0; i < sizeof(every) / sizeof(every[0]); i++) {
		struct heartbeat beat = { .loop = loop, .what = counted };

		last_beat = now_ms;
		wait_for(&beat, 300, every[i]);
	}
	test_restore_stderr(kept);
	loop_close(loop);
	assert_true(beats > 20);
	assert_in_range(longest, 10000, MOST_SILENCE_MS + 100);
	assert_contains(test_read(test_path("words")).at,
			"Working. Still at it after 42 seconds: the proof.");
}

static void count(void *ctx)
{
	++*(int *)ctx;
}

/* On a slow disk: a second a file. */
TEST(a_tree_of_many_files_is_taken_away_with_a_word_now_and_then)
{
	const char *tree = test_path("tree");
	int words = 0;

	for (int i = 0; i < 30; i++)
		test_write(arena_fmt(test_arena(), "tree/bin/%d", i), "x");
	process_meanwhile(count, &words);
	each_look_ms = 1000;
	assert_int_equal(host_remove_tree(host_real(), test_arena(), tree, NULL), RC_OK);
	each_look_ms = 0;
	process_meanwhile(NULL, NULL);
	assert_true(words >= 30);
}

TEST(nothing_is_said_while_somebody_else_has_the_terminal)
{
	struct loop *loop = loop_open();
	struct heartbeat beat = { .loop = loop, .what = counted, .silent = true };
	int kept = test_divert_stderr("words");

	wait_for(&beat, 100, 1000000);
	test_restore_stderr(kept);
	loop_close(loop);
	assert_int_equal(test_read(test_path("words")).n, 0);
}

/* ---- what is waited for with the loop standing still: undo's commands ---- */

static int woken;

static void count_up(void *ctx)
{
	(void)ctx;
	woken++;
	test_write("woken", "");
}

TEST(somebody_is_asked_while_a_command_is_waited_for)
{
	const char *words[] = { "/bin/sh", "-c",
				arena_fmt(test_arena(), "while [ ! -e %s ]; do sleep 0.05; done",
					  test_path("woken")) };
	struct host *h = host_real();
	struct command command = { .seconds = 30 };
	struct command_result result;
	struct err e;

	for (size_t i = 0; i < 3; i++)
		list_push(test_arena(), &command.argv, words[i]);
	process_meanwhile(count_up, NULL);
	assert_ok(h->run(h, test_arena(), &command, &result, &e), &e);
	process_meanwhile(NULL, NULL);
	assert_true(woken >= 1);
}
