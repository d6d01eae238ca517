/* Permissions of a file or folder of the user's own, which keep the user out of it. */
#include "base/json.h"
#include "plan/build.h"
#include "plan/step_parts.h"

static const char *octal(struct arena *mem, mode_t mode)
{
	return arena_fmt(mem, "%04o", (unsigned)mode);
}

/* ---- in a plan ---- */

static void open_path(struct builder *b, const struct closed_path *closed)
{
	/* Permissions are the folder's, not those of a link to it. */
	const char *path = closed->leads_to ? closed->leads_to : closed->path;
	const char *shown = build_tilde(b, path);
	struct step *step =
		build_step(b, &step_mode, arena_fmt(b->mem, "open.%s", shown), TOPIC_DISK, TOOL_N);

	step->mode =
		(struct mode_step){ .path = path,
				    .before = closed->mode,
				    .after = closed->mode | (closed->start_file ? 0600 : 0700) };
	step->summary =
		arena_fmt(b->mem, _("Open %s to you: its permissions %s become %s"), shown,
			  octal(b->mem, step->mode.before), octal(b->mem, step->mode.after));
	step->why =
		closed->read_only
			? _("It is yours, and as it is you may add nothing to it. Others gain nothing.")
			: _("It is yours, and as it is you may not look into it. Others gain nothing.");
	if (closed->read_only)
		return;
	build_note(
		b,
		_("%s is opened to you: %s becomes %s. What is in it is seen then; goready fix brings what is missing there."),
		shown, octal(b->mem, step->mode.before), octal(b->mem, step->mode.after));
}

void build_modes(struct builder *b)
{
	const struct findings *findings = b->o->findings;

	for (size_t i = 0; findings && i < findings->n; i++) {
		const struct finding *found = &findings->at[i];

		if (found->heal != HEAL_MODE || !build_acts(b, found))
			continue;
		for (size_t k = 0; k < b->f->environment.closed.n; k++)
			if (b->f->environment.closed.at[k].by_mode)
				open_path(b, &b->f->environment.closed.at[k]);
		return;
	}
}

/* All that their modes close are opened, or none. */
bool build_opens_to(const struct builder *b, enum tool_id id)
{
	const struct environment_facts *e = &b->f->environment;
	bool by_go = tool_kind_of(id)->delivery == DELIVERY_GO_INSTALL;

	for (size_t i = 0; i < e->closed.n && plan_count(b->plan, &step_mode) > 0; i++) {
		const struct closed_path *closed = &e->closed.at[i];
		bool of_go_bin = path_is_within(b->f->places.go_bin, closed->path);

		if (!closed->by_mode || closed->read_only)
			continue;
		if (closed->start_file ? b->kept[id] && !facts_resolve(b->f, id)
		    : of_go_bin        ? by_go
				       : !facts_resolve(b->f, id))
			return true;
	}
	return false;
}

/* ---- the kind ---- */

static struct touched mode_touches(const struct step *s)
{
	return (struct touched){ { s->mode.path } };
}

static void mode_preview(struct arena *mem, const struct step *s, struct json *to)
{
	preview_path(mem, to, s->mode.path, NULL);
	json_add_string(mem, to, "mode_before", octal(mem, s->mode.before));
	json_add_string(mem, to, "mode", octal(mem, s->mode.after));
}

/* What one would type for it, and what that changes. */
static void mode_say(const struct step_page *page, const struct step *s)
{
	struct arena *mem = page->v->mem;

	view_field(page->v, _("Permissions"), _("%s: %s becomes %s"), page_path(page, s->mode.path),
		   octal(mem, s->mode.before), octal(mem, s->mode.after));
}

const struct step_kind step_mode = {
	.name = "mode",
	.touches = mode_touches,
	.preview = mode_preview,
	.part = REVIEW_FILES, /* it is the user's own, as a start file is */
	.review = mode_say,
	.details = mode_say,
};
