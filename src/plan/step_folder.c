/* A folder that is not there yet. */
#include "plan/build.h"

#include "base/i18n.h"
#include "plan/step_parts.h"

static bool tool_is_in(const struct tools *tools, const char *folder)
{
	for (size_t i = 0; i < tools->n; i++) {
		const struct tool *tool = &tools->at[i];

		if (path_is_within(tool->path, folder) ||
		    (tool->real_path && path_is_within(tool->real_path, folder)))
			return true;
	}
	return false;
}

/* Files and PATH entries seen in it: only then is it known to be there. */
static bool is_there(const struct facts *f, const char *folder)
{
	for (size_t i = 0; i < f->path.entries.n; i++) {
		const struct path_entry *entry = &f->path.entries.at[i];

		if (entry->is_folder && path_equal(entry->text, folder))
			return true;
	}
	start_files_each (file, f)
		if (file->info.type != FILE_NONE && path_is_within(file->path, folder))
			return true;
	return tool_is_in(&f->tools, folder) || tool_is_in(&f->go_tools, folder);
}

const char *build_folder(struct builder *b, const char *id, const char *path, enum topic topic)
{
	struct step *step;

	if (plan_step(b->plan, id))
		return id;
	if (is_there(b->f, path))
		return NULL;
	step = build_step(b, &step_folder, id, topic, TOOL_N);
	step->folder = (struct folder_step){ .path = path, .mode = 0755 };
	step->summary = arena_fmt(b->mem, _("Make the folder %s"), build_tilde(b, path));
	step->why = _(
		"What this plan puts there needs it; where it is there already, nothing is done.");
	return id;
}

/* ---- the kind ---- */

static const char *folder_path_of(const struct step *s)
{
	return s->folder.path;
}

static struct touched folder_touches(const struct step *s)
{
	return (struct touched){ { s->folder.path } };
}

static void folder_preview(struct arena *mem, const struct step *s, struct json *to)
{
	preview_path(mem, to, s->folder.path, NULL);
}

static void folder_review(const struct step_page *page, const struct step *s)
{
	say_places_once(page, s, _("Folders"), folder_path_of);
}

static void folder_details(const struct step_page *page, const struct step *s)
{
	view_field(page->v, _("Folder"), "%s", page_path(page, s->folder.path));
}

const struct step_kind step_folder = {
	.name = "folder",
	.flags = STEP_MAKES_FOLDERS,
	.touches = folder_touches,
	.preview = folder_preview,
	.part = REVIEW_PLACES,
	.review = folder_review,
	.details = folder_details,
};
