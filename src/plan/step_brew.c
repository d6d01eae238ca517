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

/* What brew will fetch, all of it before the first command. */
static void say_bottles(const struct step_page *page, const struct step *s)
{
	struct arena *mem = page->v->mem;
	struct names bottles = { 0 };

	for (size_t i = 0; i < page->plan->steps.n; i++) {
		const struct step *other = &page->plan->steps.at[i];

		if (other->kind == s->kind && other->download)
			list_push(mem, &bottles,
				  arena_fmt(mem, _("%s (about %s)"), other->brew.formula,
					    size_text(mem, other->download)));
	}
	if (bottles.n)
		view_field(page->v, _("Download"), _("by Homebrew: %s"), text_list(mem, &bottles));
}

static void brew_review(const struct step_page *page, const struct step *s)
{
	if (step_number(page, s) == 1)
		say_bottles(page, s);
	say_short_command(page, _("Command"), &s->brew.argv);
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
