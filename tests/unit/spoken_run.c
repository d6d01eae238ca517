/*
 * What plain mode says from the consent on, by a clock that the test moves, in both languages: never fifteen seconds
 * without a word while something runs, never more than twenty lines at once, and before any question 600 characters
 * at most. The wizard is a real one; what a run tells of itself comes at the pace of a slow machine.
 *
 * How long that takes to hear, tests/e2e/spoken_seconds.sh says.
 */
#include "test.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "explain/explain.h"
#include "plan_machine.h"
#include "ui/ui.h"
#include "walk.h"
#include "wants/probe.h"

enum { MOST_SILENCE_MS = 15000, MOST_LINES = 20, MOST_CHARACTERS = 600, TURN_MS = 250 };

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

struct session {
	struct wizard *w;
	struct ui *ui;
	struct arena *frame;
	int out;
	size_t heard; /* bytes */
	int64_t last_word, longest_silence, began;
	struct str wrong;
};

/* What was written from there on. */
static const char *said_from(const struct session *s, size_t from)
{
	size_t n = (size_t)lseek(s->out, 0, SEEK_END) - from;
	char *text = arena_alloc(test_arena(), n + 1);

	assert_int_equal(pread(s->out, text, n, (off_t)from), (ssize_t)n);
	text[n] = '\0';
	return text;
}

static size_t lines_in(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

static bool asks(const struct session *s)
{
	return ui_fd(s->ui) >= 0;
}

/* After each thing that may write: one write at most was made. */
static void listen_to(struct session *s)
{
	size_t n = (size_t)lseek(s->out, 0, SEEK_END);
	const char *text = n > s->heard ? said_from(s, s->heard) : "";

	if (lines_in(text) > MOST_LINES)
		str_fmt(&s->wrong, "%zu lines at once:\n%s\n", lines_in(text), text);
	if (n == s->heard && !asks(s) && now_ms - s->last_word > s->longest_silence)
		s->longest_silence = now_ms - s->last_word;
	if (n > s->heard || asks(s))
		s->last_word = now_ms;
	s->heard = n;
}

static void page(struct session *s)
{
	struct view v;

	arena_reset(s->frame);
	wizard_view(s->w, s->frame, &v);
	ui_show(s->ui, &v);
	listen_to(s);
}

static void happens(struct session *s, const struct event *event)
{
	wizard_on(s->w, event);
	page(s);
}

/* Of a slow machine's time, in percent. */
static int pace = 100;

static void passes(struct session *s, int ms)
{
	for (int64_t end = now_ms + ms * pace / 100; now_ms < end;) {
		now_ms += TURN_MS;
		if (now_ms % 1000 == 0 && wizard_is_changing(s->w))
			happens(s, &(struct event){ .kind = EVENT_TICK,
						    .ms = (int)(now_ms - s->began) });
		if (ui_wait(s->ui) == 0)
			ui_tick(s->ui);
		listen_to(s);
	}
}

/* What is said of a page up to its question, which stands open then. */
static void question(struct session *s, const char *name)
{
	size_t from = s->heard;
	const char *text;

	page(s);
	if (!asks(s))
		fail_msg("%s: no question is open", name);
	text = walk_of_this_page(s->w, said_from(s, from));
	if (str_characters(text) > MOST_CHARACTERS)
		str_fmt(&s->wrong, "%s, %s: %zu characters\n%s\n", name, language_chosen(),
			str_characters(text), text);
	walk_keep_spoken(name, text);
}

static void session_on(struct session *s, struct wizard *w)
{
	int out = open(test_path("said"), O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0600);
	struct err e;

	*s = (struct session){ .w = w,
			       .frame = arena_open("frame", (size_t)32 << 20),
			       .out = out,
			       .wrong = { .mem = test_arena() },
			       .last_word = now_ms };
	assert_ok(ui_open(&(struct ui_options){ .kind = UI_PLAIN,
						.in = open("/dev/null", O_RDONLY),
						.out = out },
			  &s->ui, &e),
		  &e);
}

static void session_end(struct session *s)
{
	ui_close(s->ui, NULL);
	close(s->out);
	arena_close(s->frame);
	walk_end(s->w);
	if (s->wrong.n)
		fail_with(str_text(&s->wrong));
	if (s->longest_silence > MOST_SILENCE_MS)
		fail_msg("%d ms without a word", (int)s->longest_silence);
}

/* ---- a run ---- */

static struct wizard *at_review(const char *machine)
{
	return walk_to_review(walk_facts(machine), NULL);
}

static void begin_run(struct session *s)
{
	wizard_on(s->w, &(struct event){ .kind = EVENT_ACTION, .action = ACTION_APPLY });
	s->began = now_ms;
	page(s);
	if (!wizard_is_changing(s->w))
		fail_msg("the run has not begun");
}

static enum rc fails_with = RC_UNREACHABLE;

static void set_failure(struct err *e)
{
	if (fails_with == RC_CHECKSUM)
		err_set(e, RC_CHECKSUM, "%s",
			"https://go.dev/dl/go1.27.2.linux-amd64.tar.gz has the wrong checksum: "
			"a3274eb11b75a3274eb11b75a3274eb11b75a3274eb11b75a3274eb11b751234 came, "
			"d0f743b33e8dd0f743b33e8dd0f743b33e8dd0f743b33e8dd0f743b33e8d1234 was expected");
	else
		err_set(e, RC_UNREACHABLE, "%s",
			"fetching https://go.dev/dl/go1.27.2.linux-amd64.tar.gz: the server does not answer");
}

static void step_is(struct session *s, const struct step *step, enum step_state state, int percent)
{
	struct err e = { 0 };
	struct run_event event = { .step = step,
				   .state = state,
				   .bytes = (uint64_t)percent * 800000,
				   .total = percent ? 80000000 : 0,
				   .seconds_left = -1,
				   .ms = 40000 };

	if (state == STATE_FAILED) {
		set_failure(&e);
		event.error = &e;
	}
	happens(s, &(struct event){ .kind = EVENT_STEP, .step = &event });
}

static void verdict_comes(struct session *s, const struct step *step, const char *id)
{
	struct verdict v = { .proof = "hello",
			     .id = id,
			     .ok = true,
			     .ms = 20000,
			     .title = "Call a unary method",
			     .evidence =
				     "client said: Hello, goready! (sent 2026-11-26T19:00:00Z)" };
	struct run_event event = { .step = step, .state = STATE_PROGRESS, .seconds_left = -1 };

	event.verdict = verdict_json(test_arena(), &v);
	happens(s, &(struct event){ .kind = EVENT_STEP, .step = &event });
}

static void proof_goes_on(struct session *s, const struct step *step)
{
	static const char *const ids[] = { "generate", "vet",    "build",  "cpu",     "serve",
					   "unary",    "stream", "stream", "shutdown" };

	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		passes(s, i == 0 ? 70000 : 1750);
		verdict_comes(s, step, ids[i]);
	}
}

/* Each takes forty seconds; a download tells how far it is all the time, a build nothing. */
static void step_goes_on(struct session *s, const struct step *step)
{
	step_is(s, step, STATE_STARTED, 0);
	if (step->kind->flags & STEP_PROVES)
		proof_goes_on(s, step);
	for (int percent = 1; step->kind == &step_fetch && percent < 100; percent++) {
		passes(s, 500);
		step_is(s, step, STATE_PROGRESS, percent);
	}
	passes(s, 40000);
	step_is(s, step, STATE_DONE, 0);
}

static void run_goes_on(struct session *s)
{
	struct run_result result = { .ok = true, .id = "20261126-190000" };

	for (size_t i = 0; i < s->w->plan.steps.n; i++)
		step_goes_on(s, &s->w->plan.steps.at[i]);
	wizard_on(s->w, &(struct event){ .kind = EVENT_RUN_ENDED, .result = &result });
}

/* ---- undo ---- */

static struct undo_plan *undo_of_many_files(void)
{
	struct undo_plan *plan = ARENA_NEW(test_arena(), struct undo_plan);

	for (int i = 0; i < 20; i++) {
		struct journal_effect *effect = ARENA_NEW(test_arena(), struct journal_effect);
		struct undo_item *item = list_add(test_arena(), &plan->items);

		effect->path = arena_fmt(test_arena(), "/home/ann/.file%d", i);
		item->summary = arena_fmt(test_arena(), "Remove ~/.file%d", i);
		item->action = UNDO_REMOVE;
		item->effect = effect;
		if (i < 4)
			item->diff = arena_fmt(
				test_arena(),
				"--- a\n+++ b\n@@ -1 +1 @@\n-export A=%d\n+export B=%d\n", i, i);
	}
	list_push(test_arena(), &plan->stays, "what was downloaded, in ~/.cache/goready");
	list_push(test_arena(), &plan->stays,
		  "Go's module and build caches and its telemetry files");
	return plan;
}

static void is_undone(struct session *s)
{
	struct undo_plan *plan = undo_of_many_files();

	wizard_ask_undo(s->w, NULL);
	page(s);
	passes(s, 40000); /* to plan it takes its time */
	wizard_on(s->w, &(struct event){ .kind = EVENT_UNDO_PLAN, .undo_plan = plan });
	question(s, "undo");
	wizard_on(s->w, &(struct event){ .kind = EVENT_ACTION, .action = ACTION_APPLY });
	page(s);
	for (size_t i = 0; i < plan->items.n; i++) {
		passes(s, 40000);
		happens(s, &(struct event){ .kind = EVENT_UNDO_ITEM,
					    .undo_item = &plan->items.at[i] });
	}
	wizard_on(s->w, &(struct event){ .kind = EVENT_UNDONE });
	question(s, "undone");
}

/* ---- the tests ---- */

static void in_both_languages(void (*run)(void))
{
	run();
	language_choose("zh_CN");
	run();
	language_choose("en");
}

static void set_up_and_undo(void)
{
	struct session s;

	session_on(&s, at_review("debian-bare"));
	question(&s, "review");
	begin_run(&s);
	run_goes_on(&s);
	question(&s, "done");
	is_undone(&s);
	session_end(&s);
}

TEST(a_run_and_its_undo_are_never_silent_and_say_no_more_than_is_heard)
{
	in_both_languages(set_up_and_undo);
}

/* How often it was said, from there on. */
static size_t times_said(const struct session *s, size_t from, const char *text)
{
	const char *at = said_from(s, from);
	size_t n = 0;

	for (; (at = strstr(at, text)); at++)
		n++;
	return n;
}

/* At a hundredth of that time steps are over before it is their turn to be told of. */
TEST(on_a_machine_of_any_speed_each_page_is_named_once_and_its_end_is_told)
{
	static const int paces[] = { 0, 1, 3, 10, 30, 100, 300 };

	for (size_t i = 0; i < sizeof(paces) / sizeof(paces[0]); i++) {
		struct session s;
		size_t from;

		session_on(&s, at_review("debian-bare"));
		page(&s);
		from = s.heard;
		pace = paces[i];
		begin_run(&s);
		run_goes_on(&s);
		question(&s, "done");
		pace = 100;
		assert_int_equal(times_said(&s, from, "Step 3 of 5: Apply."), 1);
		assert_int_equal(times_said(&s, from, "Step 4 of 5: Proof."), 1);
		assert_int_equal(times_said(&s, from, "Step 5 of 5: Done.\n"), 1);
		assert_int_equal(times_said(&s, from, "Done. Proven: "), 1);
		session_end(&s);
	}
}

static void failure(void)
{
	struct session s;
	struct run_result result = { .id = "20261126-190000" };
	bool failed = false;

	session_on(&s, at_review("debian-bare"));
	page(&s);
	begin_run(&s);
	for (size_t i = 0; i < s.w->plan.steps.n; i++) {
		const struct step *step = &s.w->plan.steps.at[i];
		bool fails = step->kind == &step_fetch;

		if (failed) {
			step_is(&s, step, STATE_SKIPPED, 0);
			continue;
		}
		step_is(&s, step, STATE_STARTED, 0);
		passes(&s, 40000);
		step_is(&s, step, fails ? STATE_FAILED : STATE_DONE, 0);
		failed = fails;
	}
	passes(&s, 40000);
	set_failure(&result.error);
	wizard_on(s.w, &(struct event){ .kind = EVENT_RUN_ENDED, .result = &result });
	question(&s, fails_with == RC_CHECKSUM ? "checksum" : "failure");
	if (fails_with == RC_CHECKSUM) {
		assert_int_equal(times_said(&s, 0, _("what came has the wrong checksum")), 1);
		assert_int_equal(times_said(&s, 0, "://"), 0);
		assert_int_equal(times_said(&s, 0, "a3274eb"), 0);
	}
	assert_int_equal(times_said(&s, 0, status_word(SAY_SKIPPED)), 1); /* all in one */
	walk_press(s.w, ACTION_OTHER_ADDRESS);
	question(&s, "address");
	session_end(&s);
}

TEST(the_fork_after_a_failure_says_no_more_than_is_heard)
{
	in_both_languages(failure);
}

static void look(void)
{
	struct session s;

	session_on(&s, walk_begin(walk_facts("debian-bare"), NULL));
	question(&s, "welcome");
	wizard_on(s.w,
		  &(struct event){ .kind = EVENT_CHOOSE, .chosen = { "route", "recommended", 0 } });
	wizard_on(s.w, &(struct event){ .kind = EVENT_ACTION, .action = ACTION_NEXT });
	if (s.w->wish != WISH_LOOK)
		fail_msg("nothing is looked at");
	page(&s);
	passes(&s, 180000);
	wizard_on(s.w, &(struct event){ .kind = EVENT_LOOKED });
	page(&s);
	passes(&s, 180000); /* and the shells on the new files */
	session_end(&s);
}

/* On a machine without a network: the one question of the way there. */
static void no_network(void)
{
	struct session s;
	struct probes probes;
	struct addresses addresses = { 0 };

	session_on(&s, walk_begin(walk_facts("debian-bare"), NULL));
	wizard_on(s.w,
		  &(struct event){ .kind = EVENT_CHOOSE, .chosen = { "route", "recommended", 0 } });
	wizard_on(s.w, &(struct event){ .kind = EVENT_ACTION, .action = ACTION_NEXT });
	s.w->wish = WISH_NONE;
	probes = wants_probes(test_arena(), s.w->facts, &s.w->wants);
	for (size_t i = 0; i < probes.n; i++) {
		struct address address = probe_address(test_arena(), &probes.at[i]);

		address.reach = REACH_NO_NAME;
		address.detail = "cannot be reached: Could not resolve host: go.dev";
		if (!str_equal(address.role, "mirror"))
			list_push(test_arena(), &addresses, address);
	}
	wizard_on(s.w,
		  &(struct event){ .kind = EVENT_PROBES, .probed = { .addresses = &addresses } });
	wizard_on(s.w, &(struct event){ .kind = EVENT_LOOKED });
	assert_int_equal(SCREEN_MACHINE, wizard_screen(s.w));
	question(&s, "no network");
	session_end(&s);
}

TEST(of_a_wrong_checksum_neither_address_nor_hashes_are_heard)
{
	fails_with = RC_CHECKSUM;
	in_both_languages(failure);
	fails_with = RC_UNREACHABLE;
}

TEST(the_question_about_mirrors_says_no_more_than_is_heard)
{
	in_both_languages(no_network);
}

TEST(a_look_at_slow_shells_and_addresses_is_never_silent)
{
	in_both_languages(look);
}

static void prove(void)
{
	static const char *const ids[] = { "generate", "vet", "build", "serve", "unary" };
	struct session s;

	session_on(&s, walk_begin(walk_facts("healthy-m1-homebrew"), NULL));
	question(&s, "welcome-healthy");
	wizard_on(s.w, &(struct event){ .kind = EVENT_CHOOSE, .chosen = { "route", "prove", 0 } });
	wizard_on(s.w, &(struct event){ .kind = EVENT_ACTION, .action = ACTION_NEXT });
	if (s.w->wish != WISH_PROVE)
		fail_msg("no proof was begun");
	page(&s);
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		struct verdict v = {
			.id = ids[i], .ok = true, .title = ids[i], .evidence = "it does"
		};

		passes(&s, 50000);
		happens(&s, &(struct event){ .kind = EVENT_VERDICT, .verdict = &v });
	}
	wizard_on(s.w, &(struct event){ .kind = EVENT_PROVED });
	question(&s, "proven");
	session_end(&s);
}

TEST(a_proof_alone_is_never_silent)
{
	in_both_languages(prove);
}

/* As app does it, but that the machine cannot be looked at. */
static void explain_it(struct session *s, const struct catalogue *c, const char *text)
{
	struct arena *mem = test_arena();
	struct explanation *x = ARENA_NEW(mem, struct explanation);

	wizard_on(s->w,
		  &(struct event){ .kind = EVENT_TEXT,
				   .pasted = { .box = "error-text", .text = bytes_of(text) } });
	*x = explain_read(mem, c, s->w->explaining.text);
	explain_judge(mem,
		      &(struct explain_input){ .facts = s->w->facts,
					       .observed = &s->w->observed,
					       .wants = &s->w->wants,
					       .findings = &s->w->findings },
		      x);
	wizard_on(s->w, &(struct event){ .kind = EVENT_EXPLAINED, .explained = x });
}

static void explain_all_on(const struct catalogue *c, const char *machine)
{
	struct session s;

	session_on(&s, walk_begin(walk_facts(machine), NULL));
	page(&s);
	wizard_on(s.w,
		  &(struct event){ .kind = EVENT_CHOOSE, .chosen = { "route", "explain", 0 } });
	walk_press(s.w, ACTION_NEXT);
	for (size_t i = 0; i < c->messages.n; i++) {
		if (!c->messages.at[i].examples.n)
			continue;
		question(&s, "explain-box");
		explain_it(&s, c, c->messages.at[i].examples.at[0]);
		question(&s, arena_fmt(test_arena(), "explained-%zu", i));
		walk_press(s.w, ACTION_ANOTHER);
	}
	session_end(&s);
}

static void explain(void)
{
	const struct catalogue *c = catalogue_builtin(test_arena());

	explain_all_on(c, "debian-bare");
	explain_all_on(c, "goroot-stale-zshrc");
}

TEST(what_an_error_text_means_is_told_in_no_more_than_is_heard)
{
	in_both_languages(explain);
}
