/* The proof that it all works together, at the end. */
#include "plan/step_parts.h"

#define WORDS "goready prove"

static int seconds(const struct step *s)
{
	(void)s;
	return 40;
}

static void preview(struct arena *mem, const struct step *s, struct json *to)
{
	(void)s;
	preview_words(mem, to, WORDS);
}

static void review(const struct step_page *page, const struct step *s)
{
	view_field(page->v, _("At the end"), "%s", s->summary);
}

static void details(const struct step_page *page, const struct step *s)
{
	(void)s;
	say_words(page, WORDS);
}

const struct step_kind step_proof = {
	.name = "proof",
	.flags = STEP_PROVES,
	.seconds = seconds,
	.preview = preview,
	.part = REVIEW_END,
	.review = review,
	.details = details,
};
