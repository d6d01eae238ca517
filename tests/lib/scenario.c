#include "scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "archive/digest.h"
#include "journal/undo.h"
#include "test.h"
#include "tree.h"

static const char *home(const char *name)
{
	return test_path(arena_fmt(test_arena(), "home/%s", name));
}

static void system_ok(const char *command)
{
	if (system(command) != 0)
		fail_msg("%s", command);
}

/* A small archive of Go's shape, in the cache, whole. */
static void make_archive(struct download *d)
{
	const char *file = home(".cache/goready/go1.tar.gz");
	struct bytes bytes;
	char *sha256 = arena_alloc(test_arena(), 65);

	test_write_bytes("archive/go/bin/go", BYTES("#!/bin/sh\necho go1\n"), 0755);
	test_write("archive/go/VERSION", "go1\n");
	test_write("home/.cache/goready/.keep", "");
	system_ok(arena_fmt(test_arena(), "tar -C %s -czf %s go", test_path("archive"), file));
	bytes = test_read(file);
	sha256_of(bytes, sha256);
	*d = (struct download){ .url = "https://127.0.0.1:1/go1.tar.gz",
				.file = "go1.tar.gz",
				.sha256 = sha256,
				.size = bytes.n,
				.unpack = "tar.gz",
				.prefix = "go/" };
}

static struct step *add(struct scenario *s, const char *id, const struct step_kind *kind,
			const char *need)
{
	struct step *step = list_add(test_arena(), &s->plan.steps);

	step->id = id;
	step->kind = kind;
	step->tool = TOOL_N;
	step->summary = id;
	if (need)
		list_push(test_arena(), &step->needs, need);
	return step;
}

static void add_go(struct scenario *s)
{
	struct source *source = ARENA_NEW(test_arena(), struct source);
	struct sources *sources = ARENA_NEW(test_arena(), struct sources);
	const char *staging = home(".local/share/goready/tools/.staging-go");
	const char *tree = home(".local/share/goready/tools/go-1");

	*source = (struct source){ .kind = SOURCE_ARCHIVE, .label = "the archive", .part_n = 1 };
	make_archive(&source->parts[0]);
	list_push(test_arena(), sources, *source);
	add(s, "go.fetch", &step_fetch, NULL)->fetch =
		(struct fetch_step){ .what = "the archive",
				     .source = &sources->at[0],
				     .sources = sources,
				     .staging = staging,
				     .cache = home(".cache/goready") };
	add(s, "go.unpack", &step_unpack, "go.fetch")->unpack =
		(struct unpack_step){ .staging = staging, .tree = tree };
	add(s, "go.link", &step_link, "go.unpack")->link =
		(struct link_step){ .path = home(".local/share/goready/bin/go"),
				    .target = path_join(test_arena(), tree, "bin/go") };
}

static void add_plugin(struct scenario *s)
{
	const char *staging = home("go/bin/.goready-plugin");
	const char *result = path_join(test_arena(), staging, "plugin");
	struct step *step = add(s, "plugin", &step_run, "go.link");

	list_push(test_arena(), &step->run.argv, "/bin/sh");
	list_push(test_arena(), &step->run.argv, "-c");
	list_push(test_arena(), &step->run.argv,
		  arena_fmt(test_arena(), "echo building; echo new > %s; chmod 755 %s", result,
			    result));
	list_push(test_arena(), &step->run.env, "PATH=/usr/bin:/bin");
	step->run.folder = "/";
	step->run.seconds = 20;
	step->run.result = result;
	step->run.into = home("go/bin/plugin");
}

static void add_edits(struct scenario *s)
{
	struct step *step = add(s, "shell.profile", &step_edit, "plugin");

	step->edit = (struct edit_step){ .path = home(".profile"),
					 .target = home(".profile"),
					 .before = BYTES("umask 022\n"),
					 .existed = true,
					 .after = BYTES("umask 022\nexport A=1\n"),
					 .shell = SHELL_BASH };
	step = add(s, "shell.fish", &step_edit, NULL);
	step->edit = (struct edit_step){ .path = home(".config/fish/conf.d/goready.fish"),
					 .target = home(".config/fish/conf.d/goready.fish"),
					 .after = BYTES("set -gx A 1\n"),
					 .mode = 0644,
					 .shell = SHELL_N };
}

static struct facts *make_facts(void)
{
	struct facts *f = ARENA_NEW(test_arena(), struct facts);

	f->places = (struct places){ .home = test_path("home"),
				     .data = home(".local/share/goready"),
				     .tools = home(".local/share/goready/tools"),
				     .bin = home(".local/share/goready/bin"),
				     .state = home(".local/state/goready"),
				     .runs = home(".local/state/goready/runs"),
				     .cache = home(".cache/goready"),
				     .config = home(".config"),
				     .tmp = "/tmp",
				     .go_bin = home("go/bin") };
	f->machine.processors = 2;
	f->shell.shells[SHELL_BASH] = (struct shell){ .id = SHELL_BASH, .path = "/bin/bash" };
	return f;
}

void scenario_init(struct scenario *s)
{
	const char *program = getenv("GOREADY_TEST_PROGRAM");

	if (!program)
		skip_because("GOREADY_TEST_PROGRAM names no program");
	setenv("GOREADY_HELPER", program, 1);
	*s = (struct scenario){ .host = host_real(), .facts = make_facts() };
	s->events.mem = s->notes.mem = s->done.mem = s->verdicts.mem = test_arena();
	test_write("home/.local/state/.keep", "");
	test_write_bytes("home/.profile", BYTES("umask 022\n"), 0640);
	test_write_bytes("home/go/bin/plugin", BYTES("old"), 0711);
	add_go(s);
	add_plugin(s);
	add_edits(s);
}

struct step *scenario_step(struct scenario *s, const char *id)
{
	for (size_t i = 0; i < s->plan.steps.n; i++) {
		if (str_equal(s->plan.steps.at[i].id, id))
			return &s->plan.steps.at[i];
	}
	fail_msg("no step %s", id);
	return NULL;
}

static void event(void *ctx, const struct run_event *event)
{
	struct scenario *s = ctx;
	const char *line =
		arena_fmt(test_arena(), "%s %s", event->step->id, step_state_name(event->state));

	if (event->state == STATE_FAILED && !s->error.rc)
		s->error = *event->error;
	if (event->state == STATE_DONE)
		str_fmt(&s->done, "%s\n", step_summary(event->step, event->otherwise));
	if (event->note)
		str_fmt(&s->notes, "%s\n", event->note);
	if (event->verdict)
		str_fmt(&s->verdicts, "%s\n", json_string(event->verdict, "id"));
	if (event->state == STATE_PROGRESS)
		s->progress++;
	else
		str_fmt(&s->events, "%s\n", line);
	if (s->cancel_at && str_equal(s->cancel_at, line))
		run_cancel(s->run);
}

static void ended(void *ctx, const struct run_result *result)
{
	struct scenario *s = ctx;

	s->result = *result;
	s->ends++;
}

enum rc scenario_run(struct scenario *s, struct err *e)
{
	enum rc rc;

	s->ends = 0;
	s->loop = loop_open();
	s->spec.host = s->host;
	s->spec.loop = s->loop;
	s->spec.plan = &s->plan;
	s->spec.facts = s->facts;
	s->spec.wants = &s->wants;
	s->spec.event = event;
	s->spec.ended = ended;
	s->spec.ctx = s;
	rc = run_start(&s->spec, &s->run, e);
	while (!rc && !run_ended(s->run))
		loop_turn(s->loop, -1);
	if (!rc) {
		loop_turn(s->loop, 0); /* what is still due must not end it again */
		assert_int_equal(1, s->ends);
		s->result.id = arena_strdup(test_arena(), s->result.id);
		run_close(s->run);
	}
	loop_close(s->loop);
	return rc;
}

const char *scenario_home(void)
{
	static const char *const except[] = { ".local/state", ".cache", NULL };

	return tree_text(test_path("home"), except);
}

void scenario_undo(struct scenario *s)
{
	struct undo_plan plan;
	struct err e;

	assert_ok(undo_make(test_arena(), host_real(), s->facts, NULL, false, &plan, &e), &e);
	assert_ok(undo_run(test_arena(), host_real(), s->facts, &plan, NULL, NULL, &e), &e);
}
