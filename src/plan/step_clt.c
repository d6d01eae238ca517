/* Apple's command line tools. */
#include "plan/step_parts.h"

static int seconds(const struct step *s)
{
	(void)s;
	return 180;
}

/* softwareupdate's label is not known before it was asked. */
static void preview(struct arena *mem, const struct step *s, struct json *to)
{
	(void)s;
	preview_words(mem, to, "sudo /usr/sbin/softwareupdate -i LABEL");
}

static void review(const struct step_page *page, const struct step *s)
{
	view_field(page->v, s->summary, _("about %s, by Apple's softwareupdate"),
		   size_text(page->v->mem, s->download));
}

static void details(const struct step_page *page, const struct step *s)
{
	(void)page;
	(void)s;
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
