/* sudo asks for the password, once for the whole run. */
#include "plan/step_parts.h"

#define WORDS "sudo -v"

static int sudo_seconds(const struct step *s)
{
	(void)s;
	return 10;
}

static void sudo_preview(struct arena *mem, const struct step *s, struct json *to)
{
	(void)s;
	preview_words(mem, to, WORDS);
}

static void sudo_review(const struct step_page *page, const struct step *s)
{
	(void)s;
	say_words(page, WORDS);
}

static void sudo_details(const struct step_page *page, const struct step *s)
{
	sudo_review(page, s);
}

const struct step_kind step_sudo = {
	.name = "sudo",
	.seconds = sudo_seconds,
	.preview = sudo_preview,
	.part = REVIEW_WORK,
	.review = sudo_review,
	.details = sudo_details,
};
