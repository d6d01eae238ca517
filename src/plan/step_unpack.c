/* A tree that is whole and right, put where it belongs. */
#include "plan/step_parts.h"

static const char *unpack_path_of(const struct step *s)
{
	return s->unpack.tree;
}

static struct touched unpack_touches(const struct step *s)
{
	return (struct touched){ { s->unpack.staging, s->unpack.tree } };
}

static void unpack_preview(struct arena *mem, const struct step *s, struct json *to)
{
	preview_path(mem, to, s->unpack.tree, NULL);
}

static void unpack_review(const struct step_page *page, const struct step *s)
{
	say_places_once(page, s, _("Programs"), unpack_path_of);
}

static void unpack_details(const struct step_page *page, const struct step *s)
{
	view_field(page->v, _("Folder"), "%s", page_path(page, s->unpack.tree));
}

const struct step_kind step_unpack = {
	.name = "unpack",
	.touches = unpack_touches,
	.preview = unpack_preview,
	.part = REVIEW_PLACES,
	.review = unpack_review,
	.details = unpack_details,
};
