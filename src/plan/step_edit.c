/* An edit of a text file, shown as a diff. */
#include "base/json.h"
#include "plan/step_parts.h"

static struct touched edit_touches(const struct step *s)
{
	return (struct touched){ { s->edit.target } };
}

static void edit_preview(struct arena *mem, const struct step *s, struct json *to)
{
	json_add_bytes(mem, to, "diff", bytes_of(s->edit.diff));
}

static void edit_review(const struct step_page *page, const struct step *s)
{
	size_t number = step_number(page, s);
	struct block *diff;

	if (number == 1)
		view_heading(page->v, _("Files"));
	diff = view_diff(page->v, page_path(page, s->edit.path), s->edit.diff, (int)number,
			 (int)plan_count(page->plan, s->kind));
	diff->diff.folded = s->edit.own; /* the user's own files are what one looks for */
	view_diff_about(page->v, diff,
			s->why ? arena_fmt(page->v->mem, "%s\n%s", s->summary, s->why)
			       : s->summary);
}

static void edit_details(const struct step_page *page, const struct step *s)
{
	view_field(page->v, _("File"), _("%s; Review shows the change"),
		   page_path(page, s->edit.path));
}

const struct step_kind step_edit = {
	.name = "edit",
	.touches = edit_touches,
	.preview = edit_preview,
	.part = REVIEW_FILES,
	.review = edit_review,
	.details = edit_details,
};
