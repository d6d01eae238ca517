#include "plan/build.h"

#include "base/i18n.h"
#include "wants/go_environment.h"

/* Building a plugin takes about this much in Go's module and build caches. */
#define CACHES 150000000
enum { USUAL_SECONDS = 10 };

static void note_replaced(struct builder *b, const char *into)
{
	for (size_t i = 0; i < b->f->tools.n; i++) {
		const struct tool *tool = &b->f->tools.at[i];

		if (str_equal(tool->path, into))
			build_note(b, _("%s is replaced; goready undo brings it back."),
				   build_tool_text(b, tool));
	}
}

/* The staging folders are inside the Go bin folder, since only there a rename is sure to work: the Go
 * bin folder may be on a file system of its own. run makes them and takes them away again. */
static const char *staging_in(struct builder *b, const char *name, const char *what_for)
{
	return path_join(b->mem, b->f->places.go_bin,
			 arena_fmt(b->mem, ".goready-%s%s", name, what_for));
}

static struct run_step go_install(struct builder *b, enum tool_id id)
{
	const struct tool_want *want = &b->w->tool[id];
	const char *name = tool_name(id), *staging = staging_in(b, name, "");
	struct run_step run = { .folder = b->f->places.home,
				.seconds = 1200,
				.usual = tool_kind_of(id)->sizes.seconds,
				.go = true };

	list_push(b->mem, &run.argv, b->go_program);
	list_push(b->mem, &run.argv, "install");
	list_push(b->mem, &run.argv, arena_fmt(b->mem, "%s@v%s", want->package, want->version));
	run.env = go_environment(b->mem, b->f, b->w, staging);
	run.env_shown = go_environment_shown(b->mem, &run.env);
	run.result = path_join(b->mem, staging, name);
	run.into = path_join(b->mem, b->f->places.go_bin, name);
	return run;
}

/* Its release, where an archive is known and may be had. Gives that step's id, or NULL. */
static const char *build_archive(struct builder *b, enum tool_id id, struct run_step *run)
{
	const struct tool_want *want = &b->w->tool[id];
	const char *name = tool_name(id), *staging = staging_in(b, name, "-archive");
	const char *fetch =
		want->compiled ? NULL
			       : build_fetch_program(b, id, staging, _("go install compiles it"));

	if (!fetch)
		return NULL;
	run->brought = (struct built_program){ .path = path_join(b->mem, staging, name),
					       .package = want->package,
					       .version = want->version,
					       .os = b->f->machine.os,
					       .arch = wants_arch(b->f) };
	return fetch;
}

static void say_what_comes(struct builder *b, struct step *step)
{
	const struct tool_want *want = &b->w->tool[step->tool];
	const char *name = tool_name(step->tool), *bin = build_tilde(b, b->f->places.go_bin);
	bool brought = step->run.brought.path != NULL;

	step->summary =
		arena_fmt(b->mem, _("Build %s %s and put it in %s"), name, want->version, bin);
	if (brought) {
		step->summary_otherwise = step->summary;
		step->seconds_otherwise = step->run.usual ? step->run.usual : USUAL_SECONDS;
		step->summary = arena_fmt(b->mem, _("Put %s %s in %s"), name, want->version, bin);
	}
	step->why = str_sentences(
		b->mem, _(tool_kind_of(step->tool)->about),
		brought ? _("It is taken only if Go's build information in it says this version and this kind of machine; else go install compiles it.")
			: _("go install checks what it downloads against Go's checksum database."));
	if (want->for_project)
		step->why = str_sentences(b->mem, want->for_project, step->why);
}

void build_go_program(struct builder *b, enum tool_id id)
{
	const struct tool_kind *kind = tool_kind_of(id);
	const struct tool_want *want = &b->w->tool[id];
	struct run_step run = go_install(b, id);
	const char *fetch;
	struct step *step;

	build_folder(b, "folder.go-bin", b->f->places.go_bin, TOPIC_PLUGINS);
	fetch = build_archive(b, id, &run);
	note_replaced(b, run.into);
	if (want->for_project)
		build_note(b, _("%s %s is the newest that this project's go.mod allows: %s"),
			   tool_name(id), want->version, want->for_project);
	step = build_step(b, &step_run, kind->step, kind->topic, id);
	step->run = run;
	say_what_comes(b, step);
	step->stays = _("Go's module and build caches and its telemetry files");
	step->undo = UNDO_EXACT;
	step->disk = CACHES;
	step->download_unknown = !fetch;
	build_need(b, step, "folder.go-bin");
	build_need(b, step, "go.unpack");
	build_need(b, step, "go.brew");
	if (fetch)
		build_need(b, step, fetch);
	b->plan->tool_folder[id] = b->f->places.go_bin;
}
