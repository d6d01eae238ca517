/* A command: a plugin that is built, Homebrew's installer. */
#include "base/json.h"
#include "plan/step_parts.h"

/* Measured on two cores: a plugin; Homebrew's installer. */
static int run_seconds(const struct step *s)
{
	if (s->run.usual)
		return s->run.usual;
	return s->run.result ? 10 : 60;
}

static struct touched run_touches(const struct step *s)
{
	return (struct touched){ { s->run.result, s->run.into } };
}

static const char *run_scratch(struct arena *mem, const struct step *s)
{
	return s->run.result ? path_folder(mem, s->run.result) : NULL;
}

static void run_preview(struct arena *mem, const struct step *s, struct json *to)
{
	preview_command(mem, to, &s->run.argv, &s->run.env_shown);
	if (s->run.into)
		json_add_string(mem, to, "path", s->run.into);
}

static void run_review(const struct step_page *page, const struct step *s)
{
	say_short_command(page, s->run.result ? _("Build") : _("Command"), &s->run.argv);
}

static void run_details(const struct step_page *page, const struct step *s)
{
	say_whole_command(page, &s->run.argv, &s->run.env_shown);
	if (s->run.into)
		view_field(page->v, _("Makes"), "%s", page_path(page, s->run.into));
}

const struct step_kind step_run = {
	.name = "run",
	.flags = STEP_NEEDS_FOLDERS | STEP_COMPILES | STEP_BRINGS_TOOLS | STEP_USES_EARLY,
	.seconds = run_seconds,
	.touches = run_touches,
	.scratch = run_scratch,
	.preview = run_preview,
	.part = REVIEW_WORK,
	.review = run_review,
	.details = run_details,
};
