/* A tool on its screen: what there is, and what there will be. The choice is in methods.c. */
#include "common.h"

const char *say_version(const struct tool *tool)
{
	return tool->version ? tool->version : _("version unknown");
}

static bool is_found_wanting(const struct wizard *w, enum tool_id id)
{
	for (size_t i = 0; i < w->findings.n; i++)
		if (w->findings.at[i].tool == id && w->findings.at[i].level > LEVEL_NOTE)
			return true;
	return false;
}

void say_tool(const struct wizard *w, struct view *v, enum tool_id id)
{
	const struct tool *tool = facts_resolve(w->facts, id);
	const char *fault = tool ? tool_fault_text(v->mem, tool) : NULL;
	enum status_level level = SAY_WARNING;

	if (tool && !fault && wants_satisfied(&w->wants, w->facts, id))
		level = SAY_OK;
	if (level != SAY_OK && is_found_wanting(w, id))
		return; /* the finding says it */
	if (!tool) {
		view_status(v, SAY_NOTE, tool_title(id), "%s", _("new shells find none"));
		return;
	}
	if (fault)
		view_status(v, level, tool_title(id), _("%s in %s, but it %s"), say_version(tool),
			    say_path(w, v, tool->path), fault);
	else
		view_status(v, level, tool_title(id), _("%s in %s, %s"), say_version(tool),
			    say_path(w, v, tool->path), say_origin(tool->origin));
}

static const char *place_after(const struct wizard *w, struct view *v, enum tool_id id,
			       const struct tool *there)
{
	const char *folder = w->plan.tool_folder[id];

	if (folder)
		return say_path(w, v, path_join(v->mem, folder, tool_name(id)));
	return there ? say_path(w, v, there->path) : NULL;
}

static const char *version_after(const struct wizard *w, enum tool_id id, const struct tool *there)
{
	const char *wanted = wants_version(&w->wants.tool[id]);

	if (w->plan.tool_folder[id] && wanted)
		return wanted;
	return there ? say_version(there) : "";
}

void say_tools_in_place(const struct wizard *w, struct view *v)
{
	struct names columns = { 0 };
	struct block *table;

	list_push(v->mem, &columns, _("Tool"));
	list_push(v->mem, &columns, _("Version"));
	list_push(v->mem, &columns, _("Path"));
	table = view_table(v, NULL, &columns);
	table->later = true;
	tools_each (id) {
		const struct tool *there = facts_resolve(w->facts, id);
		const char *place = place_after(w, v, id, there);
		struct names cells = { 0 };

		if (!w->wants.tool[id].wanted || !place)
			continue;
		list_push(v->mem, &cells, tool_title(id));
		list_push(v->mem, &cells, version_after(w, id, there));
		list_push(v->mem, &cells, place);
		view_row(v, table, &cells);
	}
}

static void say_candidate(const struct wizard *w, struct view *v, const struct tool *tool)
{
	const char *fault = tool_fault_text(v->mem, tool);
	const char *where = tool->new_shell_index >= 0 ? arena_fmt(v->mem, _("PATH entry %d"),
								   tool->new_shell_index + 1)
						       : _("not on PATH");
	const char *cpu = tool->binary.arch_n ? arch_name(tool->binary.archs[0]) : NULL;

	view_field(v, say_path(w, v, tool->path), _("%s, %s, %s, %s%s%s"), say_version(tool),
		   cpu ? cpu : _("no processor of its own"), say_origin(tool->origin), where,
		   fault ? _("; it ") : "", fault ? fault : "");
	if (tool->real_path && !str_equal(tool->real_path, tool->path))
		view_field(v, _("It leads to"), "%s", say_path(w, v, tool->real_path));
}

void say_tool_in_full(const struct wizard *w, struct view *v, enum tool_id id)
{
	size_t n = 0;

	for (size_t i = 0; i < w->facts->tools.n; i++)
		n += w->facts->tools.at[i].id == id;
	view_heading(v,
		     arena_fmt(v->mem, P_("%s: %zu found", "%s: %zu found", n), tool_title(id), n));
	for (size_t i = 0; i < w->facts->tools.n; i++)
		if (w->facts->tools.at[i].id == id)
			say_candidate(w, v, &w->facts->tools.at[i]);
}
