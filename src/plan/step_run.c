/* A command: a plugin that is built, Homebrew's installer. A program that an earlier step may have brought
 * is put into its place, and the command is what is done otherwise. */
#include "base/json.h"
#include "plan/step_parts.h"

/* Measured on two cores: a plugin; Homebrew's installer. */
static int run_seconds(const struct step *s)
{
	if (s->run.brought.path)
		return 0;
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
	struct json *to_command = to;

	if (s->run.brought.path)
		to_command = json_add_object(mem, to, "otherwise");
	preview_command(mem, to_command, &s->run.argv, &s->run.env_shown);
	if (s->run.into)
		json_add_string(mem, to, "path", s->run.into);
}

static void run_review(const struct step_page *page, const struct step *s)
{
	const char *label = s->run.brought.path ? _("Otherwise")
			    : s->run.result     ? _("Build")
						: _("Command");

	say_short_command(page, label, &s->run.argv);
}

static void run_details(const struct step_page *page, const struct step *s)
{
	if (s->run.brought.path)
		view_field(page->v, _("Expected"), _("%s %s for %s/%s"), s->run.brought.package,
			   s->run.brought.version, os_name(s->run.brought.os),
			   arch_name(s->run.brought.arch));
	if (s->run.brought.path)
		view_text(page->v, "%s", _("Where that does not come, go install compiles it:"));
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
