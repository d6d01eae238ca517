/* After a run that failed: why, and with which address it may work. */
#include "base/i18n.h"
#include "wants/goproxy.h"
#include "wants/profile.h"
#include "wizard/wizard.h"

/* ---- why ---- */

void failing_ask_why(struct wizard *w)
{
	const struct step_progress *failed = wizard_failed(w);
	struct str text = { .mem = w->mem };

	if (failed)
		str_fmt(&text, "%s\n", failed->error.text);
	for (size_t i = 0; i < w->proof.verdicts.n; i++) {
		const struct verdict *verdict = &w->proof.verdicts.at[i];

		if (!verdict->ok && verdict->evidence)
			str_fmt(&text, "%s\n", verdict->evidence);
	}
	if (w->proof.error.rc)
		str_fmt(&text, "%s\n", w->proof.error.text);
	if (!text.n)
		return;
	w->failure.text = str_bytes(&text);
	w->wish = WISH_WHY;
}

/* ---- another address ---- */

static const struct fetch_step *fetch_of(const struct step *step)
{
	return step->kind->fetches ? step->kind->fetches(step) : NULL;
}

bool wizard_wants_address(const struct wizard *w, enum tool_id *ret)
{
	const struct step_progress *failed = wizard_failed(w);

	*ret = TOOL_N;
	if (!failed || w->phase != PHASE_CHANGED)
		return false;
	if (fetch_of(failed->step) && failed->step->tool != TOOL_N) {
		*ret = failed->step->tool;
		return fetch_of(failed->step)->sources != NULL;
	}
	return failed->step->kind->flags & STEP_COMPILES;
}

/* NULL: it can serve. */
static const char *why_not_source(struct wizard *w, enum tool_id id, const char *text)
{
	struct wants_options o = w->wants_options;
	const char *address, *why = NULL;
	struct wants wants = { 0 };
	struct err e = { 0 };

	if (where_parse(id, text, &address, &why) == WHERE_BAD)
		return why;
	o.source[id] = text;
	if (!wants_make(w->mem, w->facts, &o, &wants, &e))
		return NULL;
	return arena_fmt(w->mem, _("%s. What to do: %s"), e.text, err_remedy(&e));
}

/* As the address of an archive, one by one. */
static const char *why_not_goproxy(struct wizard *w, const char *text)
{
	struct goproxy_entries entries = goproxy_split(w->mem, text);
	const char *address, *why = NULL;

	for (size_t i = 0; i < entries.n; i++)
		if (where_parse(TOOL_GO, entries.at[i].url, &address, &why) == WHERE_BAD)
			return why;
	if (entries.n)
		return NULL;
	if (str_equal(text, "off"))
		return _(
			"with off, go may fetch nothing at all; the address of a module proxy is needed");
	if (str_equal(text, "direct"))
		return _("with direct, go asks no module proxy; the address of one is needed");
	return _("this is no https: address (http: serves loopback addresses only)");
}

/* They were tried in vain: the new one goes first. */
static void put_last(struct wizard *w, const struct sources *sources)
{
	for (size_t i = 0; sources && i < sources->n; i++)
		if (sources->at[i].part_n)
			list_push(w->mem, &w->choices.avoided,
				  arena_strdup(w->mem, sources->at[i].parts[0].url));
}

static void take_source(struct wizard *w, enum tool_id id, const char *text)
{
	w->failure.refused = why_not_source(w, id, text);
	if (w->failure.refused)
		return;
	put_last(w, fetch_of(wizard_failed(w)->step)->sources);
	w->choices.source[id] = text;
}

static void take_goproxy(struct wizard *w, const char *text)
{
	w->failure.refused = why_not_goproxy(w, text);
	if (!w->failure.refused)
		w->choices.goproxy = text;
}

void wizard_take_address(struct wizard *w, struct bytes bytes)
{
	const char *text = str_trim(w->mem, arena_strndup(w->mem, bytes.at, bytes.n));
	enum tool_id id;

	if (!wizard_wants_address(w, &id))
		return;
	if (id == TOOL_N)
		take_goproxy(w, text);
	else
		take_source(w, id, text);
	if (w->failure.refused)
		return;
	w->overlays.n = 0;
	wizard_try_again(w);
}

/* ---- the other ways ---- */

void wizard_try_again(struct wizard *w)
{
	wizard_look_again(w, SCREEN_APPLY);
}

/* What was closed was seen by nobody when this was planned: what the proof misses can be brought now. */
bool wizard_has_opened(const struct wizard *w)
{
	return w->phase == PHASE_CHANGED && !w->run.result.rolled_back &&
	       plan_count(&w->plan, &step_mode) > 0;
}

void wizard_review_again(struct wizard *w)
{
	w->phase = PHASE_CHOOSING;
	wizard_look_again(w, SCREEN_REVIEW);
}
