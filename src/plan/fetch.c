#include "plan/build.h"

#include "base/i18n.h"
#include "view/view.h"

/* Sources that may be tried without asking, in their order; those that did not answer go last. */
static struct sources usable_sources(struct builder *b, const struct sources *all)
{
	struct sources usable = { 0 };

	for (int answering = 1; answering >= 0; answering--) {
		for (size_t i = 0; i < all->n; i++) {
			const struct source *source = &all->at[i];

			if (!source->offered && source_may_answer(source) == (answering == 1))
				list_push(b->mem, &usable, *source);
		}
	}
	return usable;
}

static const char *what_it_says(struct builder *b, const struct source *source)
{
	return reach_says(b->mem, source->reach, source->status);
}

static bool is_same_source(const struct source *a, const struct source *b)
{
	return a->part_n && b->part_n && str_equal(a->parts[0].url, b->parts[0].url);
}

/* Those that come before the one that is used; several are said in one breath. */
static void note_passed_over(struct builder *b, enum tool_id id, const struct sources *all,
			     const struct source *used)
{
	struct names silent = { 0 };
	const struct source *last = NULL;
	const char *list;

	for (size_t i = 0; i < all->n; i++) {
		const struct source *source = &all->at[i];

		if (source_may_answer(used) && is_same_source(source, used))
			break;
		if (source->offered || source_may_answer(source))
			continue;
		last = source;
		list_push(b->mem, &silent,
			  arena_fmt(b->mem, _("%s (%s)"), source->label, what_it_says(b, source)));
	}
	if (!last)
		return;
	list = text_list(b->mem, &silent);
	if (silent.n > 1 && source_may_answer(used))
		build_note(b, _("%s: %s are passed over; %s is used."), tool_title(id), list,
			   used->label);
	else if (silent.n > 1)
		build_note(b, _("%s: %s. They are tried again when the plan is carried out."),
			   tool_title(id), list);
	else if (source_may_answer(used))
		build_note(b, _("%s: %s %s and is passed over; %s is used."), tool_title(id),
			   last->label, what_it_says(b, last), used->label);
	else
		build_note(b, _("%s: %s %s. It is tried again when the plan is carried out."),
			   tool_title(id), last->label, what_it_says(b, last));
}

enum rc build_no_source(struct builder *b, enum tool_id id)
{
	const struct tool_want *want = &b->w->tool[id];
	const char *why = want->no_source;
	enum rc rc;

	if (!why && want->sources.n)
		why = _("the addresses that are left are public mirrors, which are used only with your word");
	rc = err_set(b->e, RC_UNSUPPORTED, _("there is no source for %s %s: %s"), tool_title(id),
		     want->version ? want->version : "",
		     why ? why : _("nothing is known for this machine"));
	err_hint(
		b->e,
		_("Name an address that has it: --source %s=ADDRESS (the profile has room for its checksum)."),
		tool_name(id));
	return rc;
}

static void count_bytes(struct step *step, const struct source *source)
{
	for (int i = 0; i < source->part_n; i++) {
		uint64_t size = source->parts[i].size;

		if (source->parts[i].here)
			continue;
		if (!size) {
			size = tool_kind_of(step->tool)->sizes.download;
			step->download_estimated = step->download_estimated || size;
		}
		step->download += size;
		step->download_unknown = step->download_unknown || !size;
	}
	step->disk = step->download; /* the cache keeps the file */
}

static struct step *build_fetch_from(struct builder *b, enum tool_id id, const char *staging,
				     const struct sources *sources)
{
	const struct tool_want *want = &b->w->tool[id];
	const char *step_id = arena_fmt(b->mem, "%s.fetch", tool_kind_of(id)->step);
	struct step *step;

	note_passed_over(b, id, &want->sources, &sources->at[0]);
	step = build_step(b, &step_fetch, step_id, tool_kind_of(id)->topic, id);
	step->fetch =
		(struct fetch_step){ .what = arena_fmt(b->mem, _("%s %s from %s"), tool_title(id),
						       want->version, sources->at[0].label),
				     .source = &sources->at[0],
				     .sources = sources,
				     .staging = staging,
				     .cache = b->f->places.cache };
	if (fetch_is_here(&sources->at[0]))
		step->summary = arena_fmt(b->mem, _("Take %s %s from %s"), tool_title(id),
					  want->version, build_tilde(b, b->f->places.cache));
	else
		step->summary = arena_fmt(b->mem, _("Download %s %s from %s"), tool_title(id),
					  want->version, sources->at[0].label);
	step->why = arena_fmt(
		b->mem,
		_("Every byte is checked against the checksum in %s before anything is put in place."),
		sources->at[0].checksum_from ? sources->at[0].checksum_from
					     : _("goready's manifest"));
	step->stays = arena_fmt(b->mem, _("what was downloaded, in %s"),
				build_tilde(b, b->f->places.cache));
	step->undo = UNDO_EXACT;
	count_bytes(step, &sources->at[0]);
	return step;
}

enum rc build_fetch(struct builder *b, enum tool_id id, const char *staging)
{
	struct sources *sources = ARENA_NEW(b->mem, struct sources);

	*sources = usable_sources(b, &b->w->tool[id].sources);
	if (!sources->n)
		return build_no_source(b, id);
	build_need(b, build_fetch_from(b, id, staging, sources), "folder.tools");
	return RC_OK;
}

/* What has another way is not fetched from where nothing answered. */
const char *build_fetch_program(struct builder *b, enum tool_id id, const char *staging,
				const char *otherwise)
{
	struct sources *sources = ARENA_NEW(b->mem, struct sources);
	const struct source *first;
	struct step *step;

	*sources = usable_sources(b, &b->w->tool[id].sources);
	first = sources->n ? &sources->at[0] : NULL;
	if (first && !source_may_answer(first))
		build_note(b, _("%s: %s %s and is passed over; %s."), tool_title(id), first->label,
			   what_it_says(b, first), otherwise);
	if (!first || !source_may_answer(first))
		return NULL;
	step = build_fetch_from(b, id, staging, sources);
	step->fetch.otherwise = otherwise;
	step->summary_otherwise = arena_fmt(b->mem, _("Pass over the archive of %s %s"),
					    tool_title(id), b->w->tool[id].version);
	build_need(b, step, "folder.go-bin");
	return step->id;
}
