/* sudo asks for the password, once for the whole run. */
#include "plan/step_parts.h"

static int seconds(const struct step *s)
{
	(void)s;
	return 10;
}

static void preview(struct arena *mem, const struct step *s, struct json *to)
{
	(void)s;
	preview_words(mem, to, "sudo -v");
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

const struct step_kind step_sudo = {
	.name = "sudo",
	.seconds = seconds,
	.preview = preview,
	.part = REVIEW_WORK,
	.review = review,
	.details = details,
};
