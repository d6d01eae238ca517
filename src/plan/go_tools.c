/* Go programs in the Go bin folder (gopls, dlv ...) that are of another CPU, or that this macOS refuses,
 * are built anew for this machine:
 * after all else, by the Go that is then first on PATH. */
#include "plan/build.h"

#include "base/i18n.h"
#include "wants/go_environment.h"

/* Compiling gopls, the largest of them, takes about this much in Go's caches. */
#define CACHES 400000000

static void build_go_tool(struct builder *b, const struct tool *tool, const char *package)
{
	const char *name = path_name(tool->path), *bin = path_folder(b->mem, tool->path);
	const char *staging = path_join(b->mem, bin, arena_fmt(b->mem, ".goready-%s", name));
	struct run_step run = { .folder = b->f->places.home, .seconds = 1200 };
	struct step *step;

	list_push(b->mem, &run.argv, b->go_program);
	list_push(b->mem, &run.argv, "install");
	list_push(b->mem, &run.argv, package);
	run.env = go_environment(b->mem, b->f, b->w, staging);
	run.env_shown = go_environment_shown(b->mem, &run.env);
	run.go = true;
	run.result = path_join(b->mem, staging, name);
	run.into = tool->path;
	step = build_step(b, &step_run, arena_fmt(b->mem, "gotool.%s", name), TOPIC_GO, TOOL_N);
	step->run = run;
	step->summary =
		arena_fmt(b->mem, _("Build %s for this machine and put it in the place of %s"),
			  package, build_tilde(b, tool->path));
	step->why =
		facts_refuses(b->f, tool)
			? _("This macOS does not start the one that is there; goready undo brings it back.")
			: arena_fmt(
				  b->mem,
				  _("The one that is there is built for %s; goready undo brings it back."),
				  binary_arch_text(b->mem, &tool->binary));
	step->stays = _("Go's module and build caches and its telemetry files");
	step->disk = CACHES;
	step->download_unknown = true;
	build_need_all(b, step);
}

static bool go_tools_is_asked_for(const struct builder *b)
{
	const struct findings *findings = b->o->findings;

	for (size_t i = 0; findings && i < findings->n; i++) {
		if (findings->at[i].heal == HEAL_GO_TOOLS && build_acts(b, &findings->at[i]))
			return true;
	}
	return false;
}

void build_go_tools(struct builder *b)
{
	if (!go_tools_is_asked_for(b) || !b->go_program)
		return;
	for (size_t i = 0; i < b->f->go_tools.n; i++) {
		const struct tool *tool = &b->f->go_tools.at[i];
		const char *package = go_tool_package(b->mem, b->f, tool);

		if (package)
			build_go_tool(b, tool, package);
	}
}
