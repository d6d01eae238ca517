/* sudo asks for the password, once for the whole run. */
#include "plan/step_parts.h"

#define WORDS "sudo -v"

static int seconds(const struct step *s)
{
	(void)s;
	return 10;
}

static void preview(struct arena *mem, const struct step *s, struct json *to)
{
	(void)s;
	preview_words(mem, to, WORDS);
}

static void review(const struct step_page *page, const struct step *s)
{
	(void)s;
	say_words(page, WORDS);
}

static void details(const struct step_page *page, const struct step *s)
{
	review(page, s);
}

const struct step_kind step_sudo = {
	.name = "sudo",
	.seconds = seconds,
	.preview = preview,
	.part = REVIEW_WORK,
	.review = review,
	.details = details,
};
