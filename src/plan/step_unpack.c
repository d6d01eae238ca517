/* A tree that is whole and right, put where it belongs. */
#include "plan/step_parts.h"

static const char *path_of(const struct step *s)
{
	return s->unpack.tree;
}

static struct touched touches(const struct step *s)
{
	return (struct touched){ { s->unpack.staging, s->unpack.tree } };
}

static void preview(struct arena *mem, const struct step *s, struct json *to)
{
	preview_path(mem, to, s->unpack.tree, NULL);
}

static void review(const struct step_page *page, const struct step *s)
{
	say_places_once(page, s, _("Put in place"), path_of);
}

static void details(const struct step_page *page, const struct step *s)
{
	view_field(page->v, _("Folder"), "%s", page_path(page, s->unpack.tree));
}

const struct step_kind step_unpack = {
	.name = "unpack",
	.touches = touches,
	.preview = preview,
	.part = REVIEW_PLACES,
	.review = review,
	.details = details,
};
