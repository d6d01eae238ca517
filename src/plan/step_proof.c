/* The proof that it all works together, at the end. */
#include "plan/step_parts.h"

static int seconds(const struct step *s)
{
	(void)s;
	return 40;
}

static void preview(struct arena *mem, const struct step *s, struct json *to)
{
	(void)s;
	preview_words(mem, to, "goready prove");
}

static void review(const struct step_page *page, const struct step *s)
{
	(void)page;
	(void)s;
}

static void details(const struct step_page *page, const struct step *s)
{
	(void)page;
	(void)s;
}

const struct step_kind step_proof = {
	.name = "proof",
	.flags = STEP_PROVES,
	.seconds = seconds,
	.preview = preview,
	.part = REVIEW_WORK,
	.review = review,
	.details = details,
};
