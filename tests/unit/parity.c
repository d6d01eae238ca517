/* Both front ends, given the same answers, come to the same plan: real ones, plain mode through
 * pipes and the full screen on a terminal of our own. */
#include "test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "plan_machine.h"
#include "screens/screens.h"
#include "ui/ui.h"
#include "walk.h"

/* What is not the usual answer; several: the options that shall be on, as "0,2". */
struct wanted {
	const char *choice, *option;
};

struct person {
	const struct wanted *wanted;
	struct ui *ui;
	struct wizard *w;
	int types, sees; /* our ends */
	int theirs[2];
	enum screen_id screen;
	size_t answered; /* questions of this screen */
};

/* ---- a machine, and app's side without a network or shells ---- */

static struct wizard *begin(void)
{
	struct facts *facts = machine_bare(test_arena());

	machine_start_file(test_arena(), facts, SHELL_ZSH, ".zshrc", "# mine\n");
	return walk_start((struct wizard_options){ .facts = facts });
}

static void fulfil(struct wizard *w)
{
	struct err e = { 0 };

	while (w->wish == WISH_LOOK || w->wish == WISH_REHEARSE) {
		enum wish wish = w->wish;

		w->wish = WISH_NONE;
		if (wish == WISH_LOOK) {
			walk_look(w);
			continue;
		}
		err_set(&e, RC_CANCELLED, "no shell is started here");
		wizard_on(w, &(struct event){ .kind = EVENT_REHEARSED, .error = &e });
	}
}

/* ---- the two front ends ---- */

static void open_plain(struct person *p)
{
	struct ui_options o = { .kind = UI_PLAIN };
	int in[2], out[2];
	struct err e;

	assert_int_equal(pipe(in), 0);
	assert_int_equal(pipe(out), 0);
	o.in = p->theirs[0] = in[0];
	o.out = p->theirs[1] = out[1];
	p->types = in[1];
	p->sees = out[0];
	fcntl(p->sees, F_SETFL, O_NONBLOCK);
	assert_ok(ui_open(&o, &p->ui, &e), &e);
}

static void open_tui(struct person *p)
{
	struct winsize size = { .ws_row = 100, .ws_col = 90 };
	struct ui_options o = { .kind = UI_TUI };
	int keys = posix_openpt(O_RDWR | O_NOCTTY);
	struct err e;

	assert_true(keys >= 0);
	assert_int_equal(grantpt(keys), 0);
	assert_int_equal(unlockpt(keys), 0);
	o.in = o.out = p->theirs[0] = open(ptsname(keys), O_RDWR | O_NOCTTY);
	p->theirs[1] = -1;
	assert_int_equal(ioctl(o.in, TIOCSWINSZ, &size), 0);
	p->types = keys;
	p->sees = dup(keys);
	fcntl(p->sees, F_SETFL, O_NONBLOCK);
	setenv("TERM", "vt100", 1);
	assert_ok(ui_open(&o, &p->ui, &e), &e);
	assert_int_equal(ui_kind(p->ui), UI_TUI);
}

static void type(struct person *p, const char *text)
{
	assert_int_equal(write(p->types, text, strlen(text)), (ssize_t)strlen(text));
}

/* Nobody reads it, but a pipe that is full would stop the front end. */
static void drain(struct person *p)
{
	char text[4096];

	while (read(p->sees, text, sizeof(text)) > 0)
		;
}

/* ---- a person who wants the same of both ---- */

static const char *wish_for(const struct person *p, const char *choice)
{
	for (const struct wanted *at = p->wanted; at->choice; at++)
		if (str_equal(at->choice, choice))
			return at->option;
	return NULL;
}

static const struct block *next_question(const struct view *v, size_t answered)
{
	for (size_t i = 0; i < v->blocks.n; i++)
		if (v->blocks.at[i].kind == BLOCK_CHOICE && answered-- == 0)
			return &v->blocks.at[i];
	return NULL;
}

static size_t option_index(const struct block *b, const char *id)
{
	size_t i = 0;

	while (i < b->options.n && !str_equal(b->options.at[i].id, id))
		i++;
	assert_true(i < b->options.n);
	return i;
}

static void answer_several(struct person *p, const struct block *b, const char *on, bool tui)
{
	for (size_t i = 0; tui && i < b->options.n; i++) {
		bool is = b->chosen_set >> i & 1;
		bool shall = strchr(on, (int)('0' + i)) != NULL;

		if (is != shall)
			type(p, arena_fmt(test_arena(), "%zu", i + 1));
	}
	if (!tui) {
		struct str line = { .mem = test_arena() };

		for (const char *at = on; *at; at++)
			str_add_char(&line, *at == ',' ? ',' : (char)(*at + 1));
		type(p, str_text(&line));
	}
}

static void answer(struct person *p, const struct view *v)
{
	const struct block *b = next_question(v, p->answered);
	const char *wish = b ? wish_for(p, b->id) : NULL;
	bool tui = ui_kind(p->ui) == UI_TUI;

	p->answered += b != NULL;
	if (wish && b->several)
		answer_several(p, b, wish, tui);
	else if (wish)
		type(p, arena_fmt(test_arena(), "%zu", option_index(b, wish) + 1));
	type(p, tui ? "\r" : "\n");
}

static void take(struct person *p, const struct ui_event *e)
{
	if (e->kind == UI_ACTION)
		wizard_on(p->w, &(struct event){ .kind = EVENT_ACTION, .action = e->action });
	else if (e->kind == UI_CHOOSE)
		wizard_on(p->w, &(struct event){ .kind = EVENT_CHOOSE,
						 .chosen = { e->choice, e->option, e->set } });
	fulfil(p->w);
}

static struct view *show(struct person *p)
{
	struct view *v = ARENA_NEW(test_arena(), struct view);

	wizard_view(p->w, test_arena(), v);
	ui_show(p->ui, v);
	drain(p);
	if (wizard_screen(p->w) != p->screen)
		p->answered = 0;
	p->screen = wizard_screen(p->w);
	return v;
}

/* Up to Review; the plan that is shown there. */
static const char *plan_with(const struct wanted *wanted, void (*open)(struct person *p))
{
	struct person p = { .wanted = wanted, .w = begin(), .screen = SCREEN_NONE };
	const char *text;

	open(&p);
	for (int turn = 0; wizard_screen(p.w) != SCREEN_REVIEW; turn++) {
		struct view *v = show(&p);
		struct ui_event e;

		if (turn > 60)
			fail_msg("still at %s", v->screen);
		if (ui_wait(p.ui) != 0)
			answer(&p, v);
		while ((e = ui_read(p.ui)).kind != UI_NONE) {
			take(&p, &e);
			if (wizard_screen(p.w) == SCREEN_REVIEW)
				break;
			show(&p);
		}
	}
	text = json_print(test_arena(), plan_json(test_arena(), &p.w->plan), true);
	ui_close(p.ui, NULL);
	close(p.types);
	close(p.sees);
	close(p.theirs[0]);
	if (p.theirs[1] >= 0)
		close(p.theirs[1]);
	arena_close(p.w->plan_mem);
	return text;
}

static const char *same_plan(const struct wanted *wanted)
{
	const char *plain = plan_with(wanted, open_plain);
	const char *tui = plan_with(wanted, open_tui);
	size_t at = 0;

	while (plain[at] && plain[at] == tui[at])
		at++;
	if (plain[at] != tui[at])
		fail_msg("plain: ...%.300s\nfull screen: ...%.300s",
			 plain + (at > 100 ? at - 100 : 0), tui + (at > 100 ? at - 100 : 0));
	return plain;
}

TEST(recommended_answers_give_the_same_plan_in_both)
{
	const char *plan = same_plan((struct wanted[]){ { NULL, NULL } });

	assert_contains(plan, "protoc-gen-go-grpc");
	assert_contains(plan, ".zsh");
}

TEST(answers_step_by_step_give_the_same_plan_in_both)
{
	const char *all = same_plan((struct wanted[]){ { "route", "steps" }, { NULL, NULL } });
	const char *some = same_plan((struct wanted[]){ { "route", "steps" },
							{ "protoc-gen-go-grpc.method", "keep" },
							{ "shells", "0" },
							{ NULL, NULL } });

	assert_contains(all, "protoc-gen-go-grpc@");
	assert_null(strstr(some, "protoc-gen-go-grpc@"));
	assert_contains(some, ".zsh");
	assert_null(strstr(some, ".bashrc"));
}
