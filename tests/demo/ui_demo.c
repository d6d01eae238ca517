/*
 * A make-believe wizard over the real front ends: what the tests of keys, sizes and speech drive.
 *
 *	ui_demo [--plain|--tui] [--no-color] [--bell] [--frames] [--crash]
 *
 * It writes what happened (events, the size of each frame's page) to the file in UI_DEMO_LOG.
 */
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../lib/sample_views.h"
#include "base/descriptor.h"
#include "ui/ui.h"
#include "wake.h"

enum { STEP_MS = 150 };

struct demo {
	struct ui *ui;
	struct ui_options options;
	struct arena *frame;
	enum sample at, under; /* under: what an overlay lies over */
	struct sample_state state;
	bool over, crash;
	int log;
};

static void note(struct demo *d, const char *text)
{
	if (d->log >= 0)
		dprintf(d->log, "%s\n", text);
}

static void show(struct demo *d)
{
	struct view v;

	arena_reset(d->frame);
	sample_view(&v, d->frame, d->at, &d->state);
	if (d->at == SAMPLE_REVIEW)
		ui_flush_input(d->ui);
	ui_show(d->ui, &v);
}

static void go_to(struct demo *d, enum sample at)
{
	if (d->at < SAMPLE_STEPS)
		d->under = d->at;
	d->at = at;
	if (at == SAMPLE_APPLY)
		d->state.percent = 0;
}

static void on_action(struct demo *d, enum action_id id)
{
	if (id == ACTION_HELP)
		go_to(d, SAMPLE_HELP);
	else if (id == ACTION_CLOSE)
		d->at = d->under;
	else if (id == ACTION_QUIT && d->at != SAMPLE_QUIT)
		go_to(d, SAMPLE_QUIT);
	else if (id == ACTION_QUIT || id == ACTION_LEAVE)
		d->over = true;
	else if (id == ACTION_NEXT || id == ACTION_APPLY)
		go_to(d,
		      d->at == SAMPLE_WELCOME && d->state.route <= 0 ? SAMPLE_REVIEW : d->at + 1);
	else if (id == ACTION_BACK)
		go_to(d, d->at - 1);
	else if (id == ACTION_CANCEL)
		d->over = true;
}

static int index_of(const char *const *ids, const char *id)
{
	for (int i = 0; ids[i]; i++)
		if (strcmp(ids[i], id) == 0)
			return i;
	return -1;
}

static void on_choice(struct demo *d, const struct ui_event *e)
{
	static const char *const routes[] = { "recommended", "steps", "look", NULL };
	static const char *const methods[] = { "archive", "keep", "module", NULL };
	static const char *const proxies[] = { "default", "mirror", NULL };

	if (str_equal(e->choice, "route"))
		d->state.route = index_of(routes, e->option);
	else if (str_equal(e->choice, "method"))
		d->state.method = index_of(methods, e->option);
	else if (str_equal(e->choice, "proxy"))
		d->state.proxy = index_of(proxies, e->option);
	else
		d->state.shells = e->set;
}

static void switch_front_end(struct demo *d)
{
	struct err e;

	ui_close(d->ui, NULL);
	d->options.kind = d->options.kind == UI_TUI ? UI_PLAIN : UI_TUI;
	d->options.reason = "as you asked";
	if (ui_open(&d->options, &d->ui, &e))
		exit(1);
}

static void handle(struct demo *d, const struct ui_event *e)
{
	char text[200];

	snprintf(text, sizeof(text), "event %d %s %s %s %llx", (int)e->kind,
		 e->kind == UI_ACTION ? action_name(e->action) : "-", e->choice ? e->choice : "-",
		 e->option ? e->option : "-", (unsigned long long)e->set);
	note(d, text);
	if (e->kind == UI_ACTION)
		on_action(d, e->action);
	else if (e->kind == UI_CHOOSE)
		on_choice(d, e);
	else if (e->kind == UI_SWITCH)
		switch_front_end(d);
	else if (e->kind == UI_END)
		d->over = true;
}

static void on_wake(struct demo *d)
{
	char c;

	if (read(wake[0], &c, 1) != 1)
		return;
	if (c == SIGWINCH)
		ui_resize(d->ui);
	else
		d->over = true;
}

static void advance(struct demo *d)
{
	if (d->at != SAMPLE_APPLY || d->state.percent >= 100)
		return;
	d->state.percent += 4;
	show(d);
}

static void turn(struct demo *d)
{
	struct pollfd fds[2] = { { .fd = ui_fd(d->ui), .events = POLLIN },
				 { .fd = wake[0], .events = POLLIN } };
	int wait = ui_wait(d->ui);
	struct ui_event event;

	if (d->at == SAMPLE_APPLY && d->state.percent < 100 && (wait < 0 || wait > STEP_MS))
		wait = STEP_MS;
	if (fds_wait(fds, 2, wait) == 0) {
		advance(d);
		ui_tick(d->ui);
	}
	if (fds[1].revents)
		on_wake(d);
	event = ui_read(d->ui);
	if (event.kind == UI_NONE)
		return;
	handle(d, &event);
	if (d->crash && event.kind == UI_ACTION)
		abort();
	if (!d->over)
		show(d);
}

static void start(struct demo *d, int argc, char **argv)
{
	struct ui_environment env;
	const char *flag = NULL, *log = getenv("UI_DEMO_LOG");
	bool no_color = false;
	struct err e;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--plain") == 0 || strcmp(argv[i], "--tui") == 0)
			flag = argv[i] + 2;
		no_color |= strcmp(argv[i], "--no-color") == 0;
		d->options.bell |= strcmp(argv[i], "--bell") == 0;
		d->options.frames |= strcmp(argv[i], "--frames") == 0;
		d->crash |= strcmp(argv[i], "--crash") == 0;
	}
	d->log = log ? open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
	ui_settle_input(0, 1);
	ui_environment_read(flag, 0, 1, &env);
	d->options.kind = ui_choose(&env, &d->options.reason);
	d->options.no_letters = ui_wants_no_letters();
	d->options.still = ui_wants_stillness();
	d->options.wide_signs = ui_has_wide_signs();
	d->options.colour = ui_wants_colour(no_color);
	d->options.in = 0;
	d->options.out = 1;
	if (ui_open(&d->options, &d->ui, &e))
		exit(1);
}

int main(int argc, char **argv)
{
	static const int signals[] = { SIGWINCH, SIGINT, SIGQUIT, SIGTERM, SIGHUP };
	struct demo d = { .frame = arena_open("frame", (size_t)16 << 20),
			  .state = { .route = -1, .method = -1, .proxy = -1, .shells = 3 } };
	struct view v;

	setlocale(LC_ALL, "");
	ui_guard();
	if (pipe(wake))
		return 1;
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		signal(signals[i], on_signal);
	start(&d, argc, argv);
	show(&d);
	while (!d.over)
		turn(&d);
	view_open(&v, d.frame, "summary");
	view_status(&v, SAY_DONE, "goready demo", "nothing was changed");
	ui_close(d.ui, &v);
	arena_close(d.frame);
	return 0;
}
