/* The proof that it all works together, at the end. */
#include "plan/step_parts.h"

#define WORDS "goready prove"

static int proof_seconds(const struct step *s)
{
	(void)s;
	return 40;
}

static void proof_preview(struct arena *mem, const struct step *s, struct json *to)
{
	(void)s;
	preview_words(mem, to, WORDS);
}

static void proof_review(const struct step_page *page, const struct step *s)
{
	view_field(page->v, _("At the end"), "%s", s->summary);
}

static void proof_details(const struct step_page *page, const struct step *s)
{
	(void)s;
	say_words(page, WORDS);
}

const struct step_kind step_proof = {
	.name = "proof",
	.flags = STEP_PROVES,
	.seconds = proof_seconds,
	.preview = proof_preview,
	.part = REVIEW_END,
	.review = proof_review,
	.details = proof_details,
};
