/* Apple's command line tools. */
#include "plan/step_parts.h"

/* The label is not known before softwareupdate was asked. */
#define WORDS "sudo /usr/sbin/softwareupdate -i LABEL"

static int seconds(const struct step *s)
{
	(void)s;
	return 180;
}

static void preview(struct arena *mem, const struct step *s, struct json *to)
{
	(void)s;
	preview_words(mem, to, WORDS);
}

static void review(const struct step_page *page, const struct step *s)
{
	view_field(page->v, s->summary, _("about %s, by Apple's softwareupdate"),
		   size_text(page->v->mem, s->download));
	say_words(page, WORDS);
}

static void details(const struct step_page *page, const struct step *s)
{
	review(page, s);
}

const struct step_kind step_clt = {
	.name = "clt",
	.flags = STEP_COUNTS_BYTES,
	.seconds = seconds,
	.preview = preview,
	.part = REVIEW_WORK,
	.review = review,
	.details = details,
};
