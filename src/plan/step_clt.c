/* Apple's command line tools. */
#include "base/json.h"
#include "plan/step_parts.h"

static int clt_seconds(const struct step *s)
{
	(void)s;
	return 180;
}

/* The label is not known before softwareupdate was asked. */
static struct names install_words(struct arena *mem, const struct step *s)
{
	struct names words = { 0 };

	for (size_t i = 0; i < s->clt.install.n; i++)
		list_push(mem, &words, s->clt.install.at[i]);
	list_push(mem, &words, "LABEL");
	return words;
}

static void clt_preview(struct arena *mem, const struct step *s, struct json *to)
{
	struct names install = install_words(mem, s), none = { 0 };
	struct json *all;

	preview_command(mem, to, &install, &none);
	all = json_add_array(mem, to, "commands");
	json_add_names(mem, all, NULL, &s->clt.list);
	json_add_names(mem, all, NULL, &install);
	if (s->clt.change.n)
		json_add_names(mem, all, NULL, &s->clt.change);
}

static void clt_review(const struct step_page *page, const struct step *s)
{
	struct names install = install_words(page->v->mem, s);

	view_field(page->v, s->summary, _("about %s, by Apple's softwareupdate"),
		   size_text(page->v->mem, s->download));
	view_command(page->v, _("Command"), &s->clt.list);
	view_command(page->v, _("Command"), &install);
	if (s->clt.change.n)
		view_command(page->v, _("Command"), &s->clt.change);
}

const struct step_kind step_clt = {
	.name = "clt",
	.flags = STEP_COUNTS_BYTES,
	.seconds = clt_seconds,
	.preview = clt_preview,
	.part = REVIEW_WORK,
	.review = clt_review,
	.details = clt_review,
};
