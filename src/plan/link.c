#include "plan/build.h"

#include <string.h>

#include "base/i18n.h"

/* What stands there now, as far as facts saw it. */
static const char *present_target(const struct facts *f, const char *path)
{
	for (size_t i = 0; i < f->tools.n; i++) {
		const struct tool *tool = &f->tools.at[i];

		if (str_equal(tool->path, path) && tool->real_path &&
		    !str_equal(tool->real_path, path))
			return tool->real_path;
	}
	return NULL;
}

void build_link(struct builder *b, enum tool_id id, const char *name, const char *target,
		const char *need)
{
	const char *path = path_join(b->mem, b->f->places.bin, name);
	const char *before = present_target(b->f, path);
	struct step *step;

	step = build_step(b, STEP_LINK, arena_fmt(b->mem, "%s.link", name), tool_topic(id), id);
	step->link = (struct link_step){ .path = path, .target = target, .before = before };
	step->summary =
		arena_fmt(b->mem, _("Link %s to %s"), build_tilde(b, path), build_tilde(b, target));
	step->why = before ? arena_fmt(b->mem, _("It leads to %s now; it is switched in one go."),
				       build_tilde(b, before))
			   : arena_fmt(b->mem, _("New shells find %s here."), name);
	step->undo = UNDO_EXACT;
	build_need(b, step, "folder.bin");
	if (need)
		build_need(b, step, need);
}

/* The tree is ours and whole, or the tool lies in a folder with many others, which must not be
 * moved in front of everything on PATH: then a link to it is. */
void build_link_kept(struct builder *b, const struct tool *tool)
{
	const char *target = tool->path, *name = tool_name(tool->id);

	build_folder(b, "folder.bin", b->f->places.bin, TOPIC_PATH);
	if (path_is_within(target, b->f->places.tools))
		target = arena_fmt(b->mem, "../tools%s", target + strlen(b->f->places.tools));
	build_link(b, tool->id, name, target, NULL);
	if (tool->id == TOOL_GO && path_is_within(tool->path, b->f->places.tools))
		build_link(b, tool->id, "gofmt",
			   path_join(b->mem, path_folder(b->mem, target), "gofmt"), NULL);
	b->plan->tool_folder[tool->id] = b->f->places.bin;
}
