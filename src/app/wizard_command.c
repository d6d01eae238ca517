/* goready and goready fix: the wizard with a person in front of it. */
#include "app/drive.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/report.h"
#include "app/settings.h"
#include "base/descriptor.h"
#include "base/foreign.h"
#include "base/i18n.h"
#include "base/own_name.h"
#include "ui/ui.h"
#include "wizard/tell.h"

enum { MOST_FRAME_MEMORY = 32 << 20 };

struct session {
	struct app *app;
	struct drive drive;
	struct ui *ui;
	struct arena *frame;
	const char *reason;
	struct settings settings;
	enum screen_id flushed; /* the screen that typed-ahead input was forgotten for */
	bool changed, readable;
	bool switched; /* from one front end to the other, at least once */
	bool lent;     /* the terminal, to a child that talks with the user: nothing is drawn */
	int signal;
	int err[2]; /* what is written to stderr meanwhile, to the log; -1 none */
};

static void wizard_seen(void *ctx, const struct event *event)
{
	(void)event;
	((struct session *)ctx)->changed = true;
}

static void wizard_show(struct session *s)
{
	struct view v;
	enum screen_id screen = wizard_screen(&s->drive.wizard);

	arena_reset(s->frame);
	wizard_view(&s->drive.wizard, s->frame, &v);
	if (ui_kind(s->ui) == UI_PLAIN) /* "where" says it there */
		v.to_come = wizard_questions_behind(&s->drive.wizard, s->frame);
	if (screen != s->flushed && (screen == SCREEN_REVIEW || screen == SCREEN_UNDO))
		ui_flush_input(s->ui);
	s->flushed = screen;
	ui_show(s->ui, &v);
	s->changed = false;
}

/* sudo asks on the terminal itself: the page makes room for it, and comes back. */
static void wizard_lend(void *ctx, bool lent, const char *why)
{
	struct session *s = ctx;

	s->lent = lent;
	if (lent) {
		ui_suspend(s->ui, true);
		app_tell("%s", why);
		fflush(stdout);
	} else {
		ui_resume(s->ui);
		s->changed = true;
	}
}

/* ---- stderr: a library's word would tear the page; it goes to the log ---- */

static void on_err(void *ctx, int fd, int events)
{
	struct session *s = ctx;
	char text[4096];
	ssize_t n = read(fd, text, sizeof(text));
	struct names lines;

	(void)events;
	if (n <= 0)
		return;
	arena_reset(s->frame);
	lines = str_split(s->frame,
			  text_sanitise(s->frame, (struct bytes){ text, (size_t)n }, 1000, 4096),
			  '\n');
	for (size_t i = 0; i < lines.n; i++)
		if (*lines.at[i])
			wizard_log(&s->drive.wizard, "%s",
				   foreign_said(s->frame, _("stderr"), lines.at[i]));
	s->changed = true;
}

static void open_err(struct session *s)
{
	if (pipe(s->err) != 0) {
		s->err[0] = s->err[1] = -1;
		return;
	}
	for (int i = 0; i < 2; i++) {
		fcntl(s->err[i], F_SETFD, FD_CLOEXEC);
		fcntl(s->err[i], F_SETFL, O_NONBLOCK); /* what nobody has read yet may be lost */
	}
	loop_watch(s->app->loop, s->err[0], LOOP_READ, on_err, s);
}

static void close_err(struct session *s)
{
	if (s->err[0] < 0)
		return;
	loop_unwatch(s->app->loop, s->err[0]);
	close(s->err[0]);
	close(s->err[1]);
}

static enum ui_words wanted_words(const struct session *s)
{
	const struct request *r = &s->app->request;

	if (r->brief || r->verbose)
		return r->brief ? WORDS_BRIEF : WORDS_VERBOSE;
	return s->settings.words;
}

static enum rc open_ui(struct session *s, enum ui_kind kind, struct err *e)
{
	struct ui_options options = { .kind = kind,
				      .colour = ui_wants_colour(s->app->request.no_color),
				      .no_letters = ui_wants_no_letters(),
				      .bell = s->app->request.bell,
				      .frames = s->app->request.frames,
				      .wide_signs = ui_has_wide_signs(),
				      .still = ui_wants_stillness(),
				      .words = wanted_words(s),
				      .no_hints = s->settings.no_hints,
				      .no_offer = s->switched,
				      .reason = s->reason,
				      .in = STDIN_FILENO,
				      .out = STDOUT_FILENO,
				      .err = s->err[1] };

	return ui_open(&options, &s->ui, e);
}

static void switch_ui(struct session *s)
{
	enum ui_kind other = ui_kind(s->ui) == UI_PLAIN ? UI_TUI : UI_PLAIN;
	struct err e = { 0 };

	ui_close(s->ui, NULL);
	s->switched = true;
	s->reason = _("as you asked");
	if (open_ui(s, other, &e) && open_ui(s, UI_PLAIN, &e))
		exit(app_fail(&e)); /* plain mode cannot fail */
	s->changed = true;
}

static void wizard_take(struct session *s, const struct ui_event *event)
{
	switch (event->kind) {
	case UI_NONE:
		return;
	case UI_ACTION:
		drive_action(&s->drive, event->action);
		break;
	case UI_CHOOSE:
		drive_event(&s->drive, &(struct event){ .kind = EVENT_CHOOSE,
							.chosen = { event->choice, event->option,
								    event->set } });
		break;
	case UI_TEXT:
		drive_event(&s->drive, &(struct event){ .kind = EVENT_TEXT,
							.pasted = { event->choice, event->text } });
		break;
	case UI_SWITCH:
		switch_ui(s);
		break;
	case UI_END:
		drive_event(&s->drive, &(struct event){ .kind = EVENT_END_OF_INPUT });
		break;
	}
	s->changed = true; /* plain mode asks its question anew */
}

static void on_readable(void *ctx, int fd, int events)
{
	(void)fd;
	(void)events;
	((struct session *)ctx)->readable = true;
}

/* Not SIGSTOP: where no shell could continue us (an orphaned group) the system ignores SIGTSTP. */
static void stop_process(void)
{
	struct sigaction usual, ours;

	memset(&usual, 0, sizeof(usual));
	usual.sa_handler = SIG_DFL;
	sigaction(SIGTSTP, &usual, &ours);
	raise(SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
}

/* Ctrl-Z: the shell gets its terminal back. Not while changes are made: they would stand still
 * half-way. */
static void stop_here(struct session *s)
{
	if (wizard_is_changing(&s->drive.wizard)) {
		ui_say(s->ui, _("Note: changes are being made; goready does not stop now."));
		return;
	}
	ui_suspend(s->ui, false);
	stop_process();
	ui_resume(s->ui);
	s->changed = true;
}

static void on_signal(void *ctx, int number)
{
	struct session *s = ctx;

	switch (number) {
	case SIGWINCH:
		if (s->lent)
			break; /* it is looked at when the page comes back */
		ui_resize(s->ui);
		s->changed = true;
		break;
	case SIGTSTP:
		stop_here(s);
		break;
	default:
		s->signal = number;
	}
}

/* Whoever started us waits for the guard: with it the terminal is gone. */
static void guard_died(void *ctx, int fd, int events)
{
	struct session *s = ctx;

	(void)events;
	loop_unwatch(s->app->loop, fd);
	s->signal = SIGHUP;
}

static void one_turn(struct session *s, int ms)
{
	int fd = ui_fd(s->ui);
	struct ui_event event;

	if (s->lent) {
		loop_turn(s->app->loop, -1);
		return;
	}
	s->readable = false;
	if (fd >= 0)
		loop_watch(s->app->loop, fd, LOOP_READ, on_readable, s);
	loop_turn(s->app->loop, ms);
	if (fd >= 0)
		loop_unwatch(s->app->loop, fd);
	if (!s->readable)
		ui_tick(s->ui);
	event = ui_read(s->ui);
	wizard_take(s, &event);
}

static void show_news(struct session *s)
{
	if (s->changed && !s->lent && !drive_ended(&s->drive))
		wizard_show(s);
}

static void converse(struct session *s)
{
	wizard_show(s);
	while (!drive_ended(&s->drive) && !s->signal) {
		one_turn(s, ui_wait(s->ui));
		show_news(s);
	}
}

/* The machine is looked at, or something is taken back, and the loop stands still: a sign of life, where one is due.
 * While a tree goes the page answers all the same: nothing on it can start anything else. */
static void wizard_meanwhile(void *ctx)
{
	struct session *s = ctx;

	if (s->lent || s->signal || drive_ended(&s->drive))
		return;
	if (s->drive.wizard.undo.progress != UNDO_UNDER_WAY) {
		ui_tick(s->ui);
		return;
	}
	one_turn(s, 0);
	show_news(s);
	if (s->signal)
		ui_say(s->ui, _("Stopping as soon as this is taken back."));
}

/* What is true now, in one sentence; the last thing on the screen after Ctrl-C, and where one leaves what a failed
 * run has changed. */
static void tell_truth(const struct session *s)
{
	const struct wizard *w = &s->drive.wizard;
	const char *sentence, *words;

	sentence = tell_stopped(w, &words);
	if (words)
		app_tell("%s %s", sentence, own_command(w->mem, words));
	else
		app_tell("%s", sentence);
}

static int leave(struct session *s)
{
	struct wizard *w = &s->drive.wizard;
	enum ui_kind kind = ui_kind(s->ui);
	int status = w->exit_status;
	struct view v;

	if (s->signal)
		drive_cancel(&s->drive);
	arena_reset(s->frame);
	wizard_view(w, s->frame, &v);
	/* A page that asked something is no summary. */
	ui_close(s->ui, s->signal || status == EXIT_NO_CONSENT ? NULL : &v);
	if (s->signal) {
		if (kind == UI_PLAIN) /* below the prompt, or the ^C that the terminal has shown */
			putchar('\n');
		tell_truth(s);
		status = 128 + s->signal;
	} else if (w->input_ended && w->log.n) {
		app_tell("%s", w->log.at[w->log.n - 1].text);
	} else if (status == EXIT_NO_CONSENT) {
		app_tell("%s", _("Nothing was changed."));
	} else if (wizard_outcome(w) == OUTCOME_STAYS && !w->run.result.ok) {
		tell_truth(s);
	}
	fflush(stdout);
	if (s->app->request.bell)
		(void)fd_write_all(STDOUT_FILENO, "\a", 1);
	return status;
}

static int print_mode(enum ui_kind kind, const char *reason)
{
	char line[200];

	/* what scripts look for is the same in every language */
	(void)snprintf(line, sizeof(line), "%s: %s", kind == UI_PLAIN ? "plain" : "tui", reason);
	app_tell(_("%s."), line);
	return EXIT_OK;
}

int command_wizard(struct app *app)
{
	struct session s = { .app = app, .flushed = SCREEN_NONE };
	const struct request *r = &app->request;
	struct names only = { .at = (const char **)r->words, .n = r->word_n, .room = r->word_n };
	struct ui_environment environment;
	int guard;
	enum ui_kind kind;
	struct err e = { 0 };
	int status;

	ui_settle_input(STDIN_FILENO, STDOUT_FILENO);
	ui_environment_read(r->plain ? "plain"
			    : r->tui ? "tui"
				     : NULL,
			    STDIN_FILENO, STDOUT_FILENO, &environment);
	s.settings = settings_read(app);
	environment.remembered = s.settings.plain;
	kind = ui_choose(&environment, &s.reason);
	if (r->print_mode)
		return print_mode(kind, s.reason);
	if (app_check_ids(only.at, only.n, &e))
		return app_fail(&e);
	guard = environment.in_tty ? ui_guard() : -1;
	if (drive_open(app, r->command == COMMAND_FIX ? WIZARD_FIX : WIZARD_SETUP, &only, false,
		       &s.drive, &e))
		return app_fail(&e);
	s.drive.seen = wizard_seen;
	s.drive.lend = wizard_lend;
	s.drive.meanwhile = wizard_meanwhile;
	s.drive.ctx = &s;
	s.frame = arena_open("frame", MOST_FRAME_MEMORY);
	open_err(&s);
	if (open_ui(&s, kind, &e))
		return app_fail(&e);
	loop_on_signal(app->loop, on_signal, &s);
	if (guard >= 0)
		loop_watch(app->loop, guard, LOOP_READ, guard_died, &s);
	converse(&s);
	status = leave(&s);
	close_err(&s);
	drive_close(&s.drive);
	arena_close(s.frame);
	return status;
}
