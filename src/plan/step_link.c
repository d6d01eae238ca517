/* A link, so that new shells find what lies in a folder of its own. */
#include "plan/step_parts.h"

static struct touched link_touches(const struct step *s)
{
	return (struct touched){ { s->link.path } };
}

static void link_preview(struct arena *mem, const struct step *s, struct json *to)
{
	preview_path(mem, to, s->link.path, s->link.target);
}

static bool is_beside(const struct step_page *page, const struct step *s, const struct step *other)
{
	struct arena *mem = page->v->mem;

	return other->kind == s->kind &&
	       str_equal(path_folder(mem, other->link.path), path_folder(mem, s->link.path));
}

/* All links of a folder together, at the first of them. */
static void link_review(const struct step_page *page, const struct step *s)
{
	struct names names = { 0 };

	for (size_t i = 0; i < page->plan->steps.n; i++) {
		const struct step *other = &page->plan->steps.at[i];

		if (!is_beside(page, s, other))
			continue;
		if (other < s)
			return;
		list_push(page->v->mem, &names, path_name(other->link.path));
	}
	view_field(page->v, _("Links"), _("%s in %s"), text_list(page->v->mem, &names),
		   page_path(page, path_folder(page->v->mem, s->link.path)));
}

static void link_details(const struct step_page *page, const struct step *s)
{
	view_field(page->v, _("Link"), _("%s, leading to %s"), page_path(page, s->link.path),
		   page_path(page, s->link.target));
}

const struct step_kind step_link = {
	.name = "link",
	.flags = STEP_BRINGS_TOOLS,
	.touches = link_touches,
	.preview = link_preview,
	.part = REVIEW_PLACES,
	.review = link_review,
	.details = link_details,
};
