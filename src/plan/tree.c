#include "plan/build.h"

#include "base/i18n.h"

/* What an archive grows to. */
static uint64_t unpacked_size(enum tool_id id, const struct source *source)
{
	uint64_t size = 0, usual = tool_kind_of(id)->sizes.unpacked;

	for (int i = 0; i < source->part_n; i++)
		size += source->parts[i].size;
	size *= 4;
	return size > usual ? size : usual;
}

static bool holds_a_tool(const struct facts *f, const char *tree)
{
	for (size_t i = 0; i < f->tools.n; i++) {
		const struct tool *tool = &f->tools.at[i];

		if (path_is_within(tool->path, tree) ||
		    (tool->real_path && path_is_within(tool->real_path, tree)))
			return true;
	}
	return false;
}

static const char *build_unpack(struct builder *b, enum tool_id id, const char *staging,
				const char *tree)
{
	const char *fetch = arena_fmt(b->mem, "%s.fetch", tool_kind_of(id)->step);
	const char *step_id = arena_fmt(b->mem, "%s.unpack", tool_name(id));
	const struct source *source = plan_step(b->plan, fetch)->fetch.source;
	struct step *step = build_step(b, &step_unpack, step_id, tool_kind_of(id)->topic, id);

	step->unpack = (struct unpack_step){ .staging = staging, .tree = tree };
	step->summary = arena_fmt(b->mem, _("Put %s %s in %s"), tool_title(id),
				  b->w->tool[id].version, build_tilde(b, tree));
	step->why =
		holds_a_tool(b->f, tree)
			? _("The one that is there is broken: it is put aside, and undo brings it back.")
			: _("A folder of its own for each version: nothing that is there already is touched.");
	step->undo = UNDO_EXACT;
	step->disk = unpacked_size(id, source);
	build_need(b, step, fetch);
	return step_id;
}

/* Links are relative, so that a home folder that moves takes them along. Go and protoc find their
 * trees through links (cmd/go's findGOROOT and protobuf's command_line_interface.cc resolve them).
 */
enum rc build_install(struct builder *b, enum tool_id id)
{
	const char *name = arena_fmt(b->mem, "%s-%s", tool_name(id), b->w->tool[id].version);
	const char *tree = path_join(b->mem, b->f->places.tools, name);
	const char *unpack, *staging;
	enum rc rc;

	staging = path_join(b->mem, b->f->places.tools, arena_fmt(b->mem, ".staging-%s", name));
	build_folder(b, "folder.tools", b->f->places.tools, TOPIC_GO);
	if (!b->w->tool[id].aside)
		build_folder(b, "folder.bin", b->f->places.bin, TOPIC_PATH);
	rc = build_fetch(b, id, staging);
	if (rc)
		return rc;
	unpack = build_unpack(b, id, staging, tree);
	if (b->w->tool[id].aside)
		return RC_OK;
	build_links(b, id, arena_fmt(b->mem, "../tools/%s/bin", name), unpack);
	if (id == TOOL_GO)
		b->go_program = path_join(b->mem, tree, "bin/go");
	b->plan->tool_folder[id] = b->f->places.bin;
	return RC_OK;
}
