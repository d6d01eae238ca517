#include "plan/build.h"

#include <string.h>

#include "base/i18n.h"

static const struct own_link *present_link(const struct facts *f, const char *path)
{
	for (size_t i = 0; i < f->own_links.n; i++) {
		if (str_equal(f->own_links.at[i].path, path))
			return &f->own_links.at[i];
	}
	return NULL;
}

static const char *link_why(struct builder *b, const struct own_link *now, const char *name)
{
	if (!now || !now->target)
		return arena_fmt(b->mem, _("New shells find %s here."), name);
	return arena_fmt(b->mem, _("It leads to %s now; it is switched in one go."),
			 build_tilde(b, now->leads_to ? now->leads_to : now->target));
}

static void build_link(struct builder *b, enum tool_id id, const char *name, const char *target,
		       const char *need)
{
	const char *path = path_join(b->mem, b->f->places.bin, name);
	const char *step_id = arena_fmt(b->mem, "%s.link", name);
	const struct own_link *now = present_link(b->f, path);
	const char *const *more = tool_kind_of(id)->programs;
	struct step *step;

	/* A tree that is brought anew under its old name needs no other link than it has. */
	if (plan_step(b->plan, step_id) || (now && str_equal(now->target, target)))
		return;
	step = build_step(b, &step_link, step_id, tool_kind_of(id)->topic, id);
	step->link = (struct link_step){ .path = path,
					 .target = target,
					 .before = now ? now->target : NULL };
	step->summary =
		arena_fmt(b->mem, _("Link %s to %s"), build_tilde(b, path), build_tilde(b, target));
	step->why = link_why(b, now, name);
	step->undo = UNDO_EXACT;
	build_need(b, step, "folder.bin");
	if (need)
		build_need(b, step, need);
	for (; more && *more && str_equal(name, tool_name(id)); more++)
		build_need(b, step, arena_fmt(b->mem, "%s.link", *more));
}

/* Its own link is what a tool is found by, and nothing looks further then: it is the last one, so that a
 * run that is cut off, whatever goes on from there, leaves none of those beside it out. */
void build_links(struct builder *b, enum tool_id id, const char *folder, const char *need)
{
	const char *const *more = tool_kind_of(id)->programs;

	for (; more && *more; more++)
		build_link(b, id, *more, path_join(b->mem, folder, *more), need);
	build_link(b, id, tool_name(id), path_join(b->mem, folder, tool_name(id)), need);
}

/* Go is there as goready left it, but for the link to its gofmt, which is missing or still leads into
 * another tree: a run was cut off between the two. */
void build_link_gofmt(struct builder *b)
{
	const struct places *places = &b->f->places;
	const struct tool *go = b->kept[TOOL_GO];
	const struct own_link *now = present_link(b->f, path_join(b->mem, places->bin, "gofmt"));
	const char *below = go && go->real_path ? path_below(go->real_path, places->tools) : NULL;

	if (!below || !str_equal(go->path, path_join(b->mem, places->bin, "go")) ||
	    (now && !str_starts(now->target, "../tools/")))
		return;
	build_link(b, TOOL_GO, "gofmt",
		   arena_fmt(b->mem, "../tools%s/gofmt", path_folder(b->mem, below)), NULL);
}

/* What goready has linked beside a tool must not stay another version's. */
static void build_links_beside(struct builder *b, const struct tool *tool)
{
	const char *const *more = tool_kind_of(tool->id)->programs;

	for (; tool->goroot && more && *more; more++)
		if (present_link(b->f, path_join(b->mem, b->f->places.bin, *more)))
			build_link(
				b, tool->id, *more,
				path_join(b->mem, tool->goroot, arena_fmt(b->mem, "bin/%s", *more)),
				NULL);
}

/* The tree is ours and whole, or the tool lies in a folder with many others, which must not be
 * moved in front of everything on PATH: then a link to it is. */
void build_link_kept(struct builder *b, const struct tool *tool)
{
	const char *target = tool->path, *below = path_below(target, b->f->places.tools);

	build_folder(b, "folder.bin", b->f->places.bin, TOPIC_PATH);
	if (below) {
		target = arena_fmt(b->mem, "../tools%s", below);
		build_links(b, tool->id, path_folder(b->mem, target), NULL);
	} else {
		build_links_beside(b, tool);
		build_link(b, tool->id, tool_name(tool->id), target, NULL);
	}
	b->plan->tool_folder[tool->id] = b->f->places.bin;
}
