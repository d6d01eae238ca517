/*
 * The real wizard, screens and front ends on a recorded machine, with a make-believe network and run:
 * what tests/pictures takes pictures of. Nothing is looked at, started or changed.
 *
 *	wizard_demo MACHINE.json [--plain|--tui] [--lang LANG]
 *
 * On the full screen a run stops half-way until SIGUSR1 comes, so that it can be looked at.
 */
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/foreign.h"
#include "base/i18n.h"
#include "capture/capture.h"
#include "screens/screens.h"
#include "ui/ui.h"
#include "wants/manifest.h"
#include "wants/probe.h"
#include "wizard/wizard.h"
#include "wake.h"

struct demo {
	struct arena *mem, *frame;
	struct wizard w;
	struct ui *ui;
	bool stands_still; /* in the middle of a run */
};

static void send(struct demo *d, enum event_kind kind)
{
	wizard_on(&d->w, &(struct event){ .kind = kind });
}

/* ---- what app would find out ---- */

static struct shell_matrix *matrix_of(struct demo *d)
{
	struct shell_matrix *matrix = ARENA_NEW(d->mem, struct shell_matrix);

	for (int id = 0; id < SHELL_N; id++) {
		struct resolved *row;

		if (!d->w.plan.shell[id])
			continue;
		row = list_add(d->mem, matrix);
		row->shell = (enum shell_id)id;
		row->mode = MODE_LOGIN;
		row->asked = true;
		required_tools_each (tool) {
			const char *folder = d->w.plan.tool_folder[tool];
			const struct tool *there = facts_resolve(d->w.facts, tool);

			row->tool[tool] = folder  ? path_join(d->mem, folder, tool_name(tool))
					  : there ? there->path
						  : NULL;
		}
	}
	return matrix;
}

static void look(struct demo *d)
{
	struct probes probes = wants_probes(d->mem, d->w.facts, &d->w.wants);
	struct addresses addresses = { 0 };

	for (size_t i = 0; i < probes.n; i++) {
		struct address address = probe_address(d->mem, &probes.at[i]);

		address.reach = REACH_OK;
		address.ms = 60;
		if (!str_ends(address.role, "mirror"))
			list_push(d->mem, &addresses, address);
	}
	wizard_on(&d->w,
		  &(struct event){ .kind = EVENT_PROBES, .probed = { .addresses = &addresses } });
	send(d, EVENT_LOOKED);
}

/* ---- a run ---- */

static void tell(struct demo *d, const struct step *step, enum step_state state)
{
	struct run_event event = { .step = step, .state = state, .seconds_left = -1, .ms = 1900 };

	if (state == STATE_PROGRESS) {
		event.bytes = 46300000;
		event.total = 75800000;
		event.per_second = 9400000;
		event.seconds_left = 3;
	}
	wizard_on(&d->w, &(struct event){ .kind = EVENT_STEP, .step = &event });
}

static void tell_verdict(struct demo *d, const char *id, const char *title, const char *evidence)
{
	struct verdict v = {
		.id = id, .title = title, .ok = true, .ms = 6400, .evidence = evidence
	};
	struct run_event event = { .step = &d->w.plan.steps.at[d->w.plan.steps.n - 1],
				   .state = STATE_PROGRESS,
				   .seconds_left = -1 };

	event.verdict = verdict_json(d->mem, &v);
	wizard_on(&d->w, &(struct event){ .kind = EVENT_STEP, .step = &event });
}

static void prove(struct demo *d)
{
	tell_verdict(d, "find", _("Find go, protoc and both plugins"), "");
	tell_verdict(d, "generate", _("Generate Go code from hello.proto"),
		     _("hello.pb.go and hello_grpc.pb.go are made"));
	tell_verdict(d, "vet", _("Check the code with go vet"), "");
	tell_verdict(d, "build", _("Build the server and the client"),
		     _("server and client are built"));
	tell_verdict(d, "cpu", _("Compare the programs' CPU with the machine's"), "linux/amd64");
	tell_verdict(d, "serve", _("Start the server"),
		     arena_fmt(d->mem, _("it listens on %s"), "127.0.0.1:40211"));
	tell_verdict(d, "unary", _("Call SayHello and check the reply"),
		     foreign_said(d->mem, "client", "Hello, goready! (sent 2026-11-20T17:00:00Z)"));
	tell_verdict(d, "stream", _("Call Count and check the stream"),
		     arena_fmt(d->mem, _("%d messages came, in order"), 5));
	tell_verdict(d, "shutdown", _("Stop the server cleanly"), "");
}

static void tick(struct demo *d, int ms)
{
	wizard_on(&d->w, &(struct event){ .kind = EVENT_TICK, .ms = ms });
}

/* Folders and protoc are there, Go is coming, the rest waits. */
static void first_half(struct demo *d)
{
	for (size_t i = 0; i < d->w.plan.steps.n; i++) {
		const struct step *step = &d->w.plan.steps.at[i];
		bool is_go = step->tool == TOOL_GO && (step->kind->flags & STEP_COUNTS_BYTES);

		if (!is_go && step->kind != &step_folder && step->tool != TOOL_PROTOC)
			continue;
		tell(d, step, STATE_STARTED);
		tell(d, step, is_go ? STATE_PROGRESS : STATE_DONE);
	}
	tick(d, 8000);
	d->stands_still = true;
}

static void second_half(struct demo *d)
{
	struct run_result result = { .ok = true, .id = "20261120-170000" };

	if (!d->stands_still)
		return;
	d->stands_still = false;
	for (size_t i = 0; i < d->w.plan.steps.n; i++)
		tell(d, &d->w.plan.steps.at[i], STATE_DONE);
	prove(d);
	tick(d, 92000);
	result.done = d->w.plan.steps.n;
	wizard_on(&d->w, &(struct event){ .kind = EVENT_RUN_ENDED, .result = &result });
}

static void fulfil(struct demo *d)
{
	while (d->w.wish != WISH_NONE && d->w.wish != WISH_QUIT) {
		enum wish wish = d->w.wish;

		d->w.wish = WISH_NONE;
		if (wish == WISH_LOOK)
			look(d);
		else if (wish == WISH_REHEARSE)
			wizard_on(&d->w, &(struct event){ .kind = EVENT_REHEARSED,
							  .rehearsal = matrix_of(d) });
		else if (wish == WISH_APPLY) {
			first_half(d);
			if (ui_kind(d->ui) == UI_PLAIN)
				second_half(d);
		} else if (wish == WISH_REFRESH)
			wizard_on(&d->w, &(struct event){ .kind = EVENT_FACTS,
							  .looked = { .facts = d->w.facts } });
	}
}

/* ---- the loop ---- */

static void show(struct demo *d)
{
	struct view v;

	arena_reset(d->frame);
	wizard_view(&d->w, d->frame, &v);
	if (wizard_screen(&d->w) == SCREEN_REVIEW)
		ui_flush_input(d->ui);
	ui_show(d->ui, &v);
}

static void handle(struct demo *d, const struct ui_event *e)
{
	if (e->kind == UI_ACTION)
		wizard_on(&d->w, &(struct event){ .kind = EVENT_ACTION, .action = e->action });
	else if (e->kind == UI_CHOOSE)
		wizard_on(&d->w, &(struct event){ .kind = EVENT_CHOOSE,
						  .chosen = { .choice = e->choice,
							      .option = e->option,
							      .set = e->set } });
	else if (e->kind == UI_END)
		send(d, EVENT_END_OF_INPUT);
	fulfil(d);
	if (d->w.wish != WISH_QUIT)
		show(d);
}

static void on_wake(struct demo *d)
{
	char c;

	if (read(wake[0], &c, 1) != 1)
		return;
	if (c == SIGWINCH)
		ui_resize(d->ui);
	else
		second_half(d);
	fulfil(d);
	show(d);
}

static void turn(struct demo *d)
{
	struct pollfd fds[2] = { { .fd = ui_fd(d->ui), .events = POLLIN },
				 { .fd = wake[0], .events = POLLIN } };
	struct ui_event event;

	if (poll(fds, 2, ui_wait(d->ui)) == 0)
		ui_tick(d->ui);
	if (fds[1].revents & POLLIN)
		on_wake(d);
	event = ui_read(d->ui);
	if (event.kind != UI_NONE)
		handle(d, &event);
}

static const struct facts *facts_of(struct arena *mem, const char *file)
{
	struct str text = { .mem = mem };
	struct json *json = NULL;
	struct host *host = NULL;
	struct err e = { 0 };
	char piece[4096];
	FILE *f = fopen(file, "r");
	size_t n;

	while (f && (n = fread(piece, 1, sizeof(piece), f)) > 0)
		str_add_bytes(&text, piece, n);
	if (!f || json_parse(mem, str_bytes(&text), &json, &e) ||
	    host_captured_open(mem, json, &host, &e)) {
		fprintf(stderr, "wizard_demo: %s is no recorded machine. %s\n", file, e.text);
		exit(1);
	}
	fclose(f);
	return facts_gather(mem, host, &(struct facts_options){ 0 });
}

static void begin(struct demo *d, int argc, char **argv)
{
	struct wants_options *wants = ARENA_NEW(d->mem, struct wants_options);
	struct wizard_options o = { .screens = screens,
				    .facts = facts_of(d->mem, argv[1]),
				    .wants_options = wants,
				    .clock = "17:00:00" };
	struct ui_options options = { .in = 0, .out = 1 };
	struct ui_environment env;
	const char *front_end = NULL;
	struct err e = { 0 };

	for (int i = 2; i < argc; i++) {
		if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			language_choose(language_known(argv[++i]));
		else
			front_end = argv[i] + 2;
	}
	wants->manifest = manifest_builtin(d->mem);
	ui_settle_input(0, 1);
	ui_environment_read(front_end, 0, 1, &env);
	options.kind = ui_choose(&env, &options.reason);
	options.colour = ui_wants_colour(false);
	if (wizard_start(&d->w, d->mem, arena_open("plan", (size_t)64 << 20), &o, &e) ||
	    ui_open(&options, &d->ui, &e)) {
		fprintf(stderr, "wizard_demo: %s\n", e.text);
		exit(1);
	}
}

int main(int argc, char **argv)
{
	struct demo d = { .mem = arena_open("demo", (size_t)256 << 20),
			  .frame = arena_open("frame", (size_t)16 << 20) };

	setlocale(LC_ALL, "");
	if (argc < 2 || pipe(wake))
		return 1;
	signal(SIGWINCH, on_signal);
	signal(SIGUSR1, on_signal);
	begin(&d, argc, argv);
	fulfil(&d);
	show(&d);
	while (d.w.wish != WISH_QUIT)
		turn(&d);
	ui_close(d.ui, NULL);
	return 0;
}
