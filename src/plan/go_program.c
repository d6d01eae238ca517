#include "plan/build.h"

#include "base/i18n.h"
#include "wants/go_environment.h"

/* Building a plugin takes about this much in Go's module and build caches. */
#define CACHES 150000000

static void note_replaced(struct builder *b, const char *into)
{
	for (size_t i = 0; i < b->f->tools.n; i++) {
		const struct tool *tool = &b->f->tools.at[i];

		if (str_equal(tool->path, into))
			build_note(b, _("%s is replaced; goready undo brings it back."),
				   build_tool_text(b, tool));
	}
}

/* The staging folder is inside the Go bin folder, since only there a rename is sure to work: the Go
 * bin folder may be on a file system of its own. run makes it and takes it away again. */
void build_go_program(struct builder *b, enum tool_id id)
{
	const struct tool_kind *kind = tool_kind_of(id);
	const struct tool_want *want = &b->w->tool[id];
	const char *name = tool_name(id), *bin = b->f->places.go_bin;
	const char *staging = path_join(b->mem, bin, arena_fmt(b->mem, ".goready-%s", name));
	struct run_step run = { .folder = b->f->places.home,
				.seconds = 1200,
				.usual = kind->sizes.seconds };
	struct step *step;

	build_folder(b, "folder.go-bin", bin, TOPIC_PLUGINS);
	list_push(b->mem, &run.argv, b->go_program);
	list_push(b->mem, &run.argv, "install");
	list_push(b->mem, &run.argv, arena_fmt(b->mem, "%s@v%s", want->package, want->version));
	run.env = go_environment(b->mem, b->f, b->w, staging);
	run.env_shown = go_environment_shown(b->mem, &run.env);
	run.go = true;
	run.result = path_join(b->mem, staging, name);
	run.into = path_join(b->mem, bin, name);
	note_replaced(b, run.into);
	if (want->for_project)
		build_note(b, _("%s %s is the newest that this project's go.mod allows: %s"), name,
			   want->version, want->for_project);
	step = build_step(b, &step_run, kind->step, kind->topic, id);
	step->run = run;
	step->summary = arena_fmt(b->mem, _("Build %s %s and put it in %s"), name, want->version,
				  build_tilde(b, bin));
	step->why =
		arena_fmt(b->mem, "%s %s", _(kind->about),
			  _("go install checks what it downloads against Go's checksum database."));
	if (want->for_project)
		step->why = arena_fmt(b->mem, "%s %s", want->for_project, step->why);
	step->stays = _("Go's module and build caches and its telemetry files");
	step->undo = UNDO_EXACT;
	step->disk = CACHES;
	step->download_unknown = true;
	build_need(b, step, "folder.go-bin");
	build_need(b, step, "go.unpack");
	build_need(b, step, "go.brew");
	b->plan->tool_folder[id] = bin;
}
