/* One formula of Homebrew. */
#include "plan/step_parts.h"

static int brew_seconds(const struct step *s)
{
	(void)s;
	return 10;
}

/* brew locks its Cellar: one call after the other. */
static struct touched brew_touches(const struct step *s)
{
	return (struct touched){ { s->brew.prefix } };
}

static void brew_preview(struct arena *mem, const struct step *s, struct json *to)
{
	preview_command(mem, to, &s->brew.argv, &s->brew.env_shown);
}

static void brew_review(const struct step_page *page, const struct step *s)
{
	say_short_command(page, &s->brew.argv);
	if (s->download)
		view_field(page->v, s->summary, _("about %s"),
			   size_text(page->v->mem, s->download));
}

static void brew_details(const struct step_page *page, const struct step *s)
{
	say_whole_command(page, &s->brew.argv, &s->brew.env_shown);
	view_field(page->v, _("Makes"), "%s", page_path(page, s->brew.makes));
}

const struct step_kind step_brew = {
	.name = "brew",
	.flags = STEP_NEEDS_FOLDERS | STEP_BRINGS_TOOLS,
	.seconds = brew_seconds,
	.touches = brew_touches,
	.preview = brew_preview,
	.part = REVIEW_WORK,
	.review = brew_review,
	.details = brew_details,
};
