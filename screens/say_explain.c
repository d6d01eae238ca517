/* What a text means here, in words. */
#include "screens/say_explain.h"

#include <string.h>

#include "base/i18n.h"

/* In the wizard nothing is done with it: it is to be seen, and heard with --verbose. */
static const char *heard_id(const struct view *v, const struct hypothesis *h)
{
	return h->title && v->step > 0 ? "" : NULL;
}

static void say_cause(struct view *v, const struct hypothesis *h)
{
	enum status_level level = h->verdict == HYPOTHESIS_HOLDS ? SAY_PROBLEM : SAY_NOTE;

	view_status(v, level, h->title ? h->title : h->id, "[%s]", h->id)->spoken = heard_id(v, h);
	for (size_t i = 0; i < h->evidence.n; i++)
		view_more(v, "%s", h->evidence.at[i]);
	if (h->remedy)
		view_more(v, _("What to do: %s"), h->remedy);
}

/* What the text says, and what that often is: no cause is claimed. `again`: the one before it says so too. */
static void say_in_general(struct view *v, const struct hypothesis *h, bool again)
{
	const char *title = h->title ? h->title : h->id;

	if (!again)
		view_status(v, SAY_NOTE, NULL, "%s", h->general);
	view_more(v, again ? _("Or it means: %s [%s].") : _("Often it means: %s [%s]."), title,
		  h->id);
	if (h->title && v->step > 0)
		v->blocks.at[v->blocks.n - 1].spoken = arena_fmt(
			v->mem, again ? _("Or it means: %s.") : _("Often it means: %s."), title);
	if (h->remedy)
		view_more(v, _("What to do then: %s"), h->remedy);
}

enum { MOST_HEARD = 420 }; /* characters of causes, so that all of the page is less than 600 */

/* The most likely ones come first; the others are heard when they are asked for. */
static void put_off_the_rest(struct view *v, size_t from)
{
	size_t n = 0;

	for (size_t i = from; i < v->blocks.n; i++) {
		struct block *b = &v->blocks.at[i];

		n += b->text ? str_spoken(b->text) : 0;
		n += b->label ? str_spoken(b->label) : 0;
		b->later = i > from && n > MOST_HEARD;
	}
}

static bool has_verdict(const struct explanation *x, enum hypothesis_verdict verdict)
{
	for (size_t i = 0; i < x->hypotheses.n; i++)
		if (x->hypotheses.at[i].verdict == verdict)
			return true;
	return false;
}

/* About two things, and the same is to be said of both. */
static bool is_said_again(const struct explanation *x, size_t at)
{
	const struct hypothesis *h = &x->hypotheses.at[at];

	for (size_t i = 0; i < at; i++) {
		const struct hypothesis *other = &x->hypotheses.at[i];

		if (other->verdict == h->verdict && str_equal(other->id, h->id) &&
		    str_equal(other->title, h->title) && str_equal(other->remedy, h->remedy) &&
		    str_equal(other->general, h->general) &&
		    names_equal(&other->evidence, &h->evidence))
			return true;
	}
	return false;
}

/* Nothing else is told: these then are what the answer begins with. */
static bool begins_with_what_is_likely(const struct explanation *x)
{
	return !has_verdict(x, HYPOTHESIS_HOLDS) && !has_verdict(x, HYPOTHESIS_ELSEWHERE);
}

static void say_likely(const struct explanation *x, struct view *v)
{
	const char *way = NULL;

	for (size_t i = 0; i < x->hypotheses.n; i++) {
		const struct hypothesis *h = &x->hypotheses.at[i];

		if (h->verdict != HYPOTHESIS_NOT_LOOKED || is_said_again(x, i))
			continue;
		if (way && !str_equal(way, h->remedy))
			view_more(v, _("What to do: %s"), way);
		way = h->remedy;
		view_status(v, SAY_NOTE,
			    arena_fmt(v->mem, _("Likely, and not looked at yet: %s"),
				      h->title ? h->title : h->id),
			    "[%s]", h->id)
			->spoken = heard_id(v, h);
	}
	if (way)
		view_more(v, _("What to do: %s"), way);
}

static void say_causes(const struct explanation *x, struct view *v)
{
	bool holds = explain_holds(x);
	const char *general = NULL;
	size_t from = v->blocks.n;

	for (size_t i = 0; i < x->hypotheses.n; i++) {
		const struct hypothesis *h = &x->hypotheses.at[i];

		if (is_said_again(x, i))
			continue;
		if (h->general)
			say_in_general(v, h, str_equal(general, h->general));
		else if (h->verdict == HYPOTHESIS_HOLDS ||
			 (h->verdict == HYPOTHESIS_ELSEWHERE && !holds))
			say_cause(v, h);
		general = h->general;
	}
	if (begins_with_what_is_likely(x))
		say_likely(x, v);
	put_off_the_rest(v, from);
}

enum { MOST_REASONS = 2 };

void say_why(const struct explanation *x, struct view *v)
{
	size_t said = 0;

	for (size_t i = 0; x && i < x->hypotheses.n && said < MOST_REASONS; i++) {
		const struct hypothesis *h = &x->hypotheses.at[i];

		if (h->verdict != HYPOTHESIS_HOLDS)
			continue;
		view_status(v, SAY_PROBLEM, _("The cause"), "%s", h->title ? h->title : h->id);
		for (size_t j = 0; j < h->evidence.n; j++)
			view_text(v, "%s", h->evidence.at[j]);
		if (h->remedy)
			view_text(v, _("What to do: %s"), h->remedy);
		said++;
	}
}

static const char *named(struct arena *mem, const struct hypothesis *h)
{
	if (!h->about.name)
		return h->id;
	return arena_fmt(mem, _("%s, about %s"), h->id, h->about.name);
}

static bool has_one_of_this_system(const struct explanation *x)
{
	for (size_t i = 0; i < x->hypotheses.n; i++)
		if (!x->hypotheses.at[i].of_another_system)
			return true;
	return false;
}

/* Only what a fact says no to, and of other systems nothing beside this one. */
static bool is_ruled_out(const struct explanation *x, const struct hypothesis *h)
{
	return h->verdict == HYPOTHESIS_RULED_OUT && h->evidence.n &&
	       !(h->of_another_system && has_one_of_this_system(x));
}

void say_why_ruled_out(const struct explanation *x, struct view *v)
{
	bool any = false;

	for (size_t i = 0; i < x->hypotheses.n; i++) {
		const struct hypothesis *h = &x->hypotheses.at[i];

		if (!is_ruled_out(x, h))
			continue;
		if (!any)
			view_heading(v, _("Ruled out"));
		view_status(v, SAY_NOTE, named(v->mem, h), "%s", h->evidence.at[0]);
		any = true;
	}
}

static bool is_ruled_out_alike(const struct hypothesis *a, const struct hypothesis *b, bool why)
{
	return str_equal(a->about.name, b->about.name) &&
	       (!why || str_equal(a->evidence.at[0], b->evidence.at[0]));
}

/* What is ruled out for one thing (`why`: and by one fact), at the first of it; NULL elsewhere. */
static const char *ruled_out_text(const struct explanation *x, size_t at, bool why,
				  struct arena *mem)
{
	const struct hypothesis *all = x->hypotheses.at;
	struct names ids = { 0 };
	const char *text;

	if (!is_ruled_out(x, &all[at]))
		return NULL;
	for (size_t i = 0; i < x->hypotheses.n; i++) {
		if (!is_ruled_out(x, &all[i]) || !is_ruled_out_alike(&all[i], &all[at], why))
			continue;
		if (i < at)
			return NULL;
		list_push(mem, &ids, all[i].id);
	}
	text = text_list(mem, &ids);
	if (all[at].about.name)
		text = arena_fmt(mem, _("%s, about %s"), text, all[at].about.name);
	return why ? arena_fmt(mem, _("%s (%s)"), text, all[at].evidence.at[0]) : text;
}

static bool is_not_looked(const struct explanation *x, size_t at, const char *way)
{
	return x->hypotheses.at[at].verdict == HYPOTHESIS_NOT_LOOKED &&
	       str_equal(x->hypotheses.at[at].remedy, way);
}

static const char *without_full_stop(struct arena *mem, const char *text)
{
	const char *stop = str_ends(text, ".") ? "." : str_ends(text, "。") ? "。" : "";

	return arena_strndup(mem, text, strlen(text) - strlen(stop));
}

/* What is looked at in one way, at the first of it; NULL elsewhere. */
static const char *not_looked_text(const struct explanation *x, size_t at, struct arena *mem)
{
	const char *way = x->hypotheses.at[at].remedy;
	struct names ids = { 0 };

	if (x->hypotheses.at[at].verdict != HYPOTHESIS_NOT_LOOKED)
		return NULL;
	for (size_t i = 0; i < x->hypotheses.n; i++) {
		if (!is_not_looked(x, i, way))
			continue;
		if (i < at)
			return NULL;
		if (!names_hold(&ids, x->hypotheses.at[i].id))
			list_push(mem, &ids, x->hypotheses.at[i].id);
	}
	return way ? arena_fmt(mem, _("%s (%s)"), text_list(mem, &ids), without_full_stop(mem, way))
		   : text_list(mem, &ids);
}

static void say_ruled_out(const struct explanation *x, bool why, struct view *v)
{
	struct names out = { 0 }, later = { 0 };

	for (size_t i = 0; i < x->hypotheses.n; i++) {
		const char *one = ruled_out_text(x, i, why, v->mem);
		const char *other =
			begins_with_what_is_likely(x) ? NULL : not_looked_text(x, i, v->mem);

		if (one)
			list_push(v->mem, &out, one);
		if (other)
			list_push(v->mem, &later, other);
	}
	if (later.n)
		view_text(v, _("Not looked at: %s"), str_join(v->mem, &later, _("; ")));
	if (out.n)
		view_text(v, _("Ruled out: %s"), str_join(v->mem, &out, _("; ")));
}

static const char *verdict_text(enum command_verdict verdict)
{
	switch (verdict) {
	case COMMAND_FINE:
		return _("This command is fine");
	case COMMAND_DOES_NOTHING:
		return _("This command does nothing useful here");
	case COMMAND_OUTDATED:
		return _("This command is outdated");
	case COMMAND_HARMFUL:
		return _("This command does harm");
	case COMMAND_UNKNOWN:
		return _("This command is not known in full");
	}
	return NULL;
}

static void say_command(struct view *v, const struct explained_command *c)
{
	view_status(v,
		    c->verdict == COMMAND_FINE      ? SAY_OK
		    : c->verdict == COMMAND_HARMFUL ? SAY_WARNING
						    : SAY_NOTE,
		    verdict_text(c->verdict), "%s", c->text);
	view_text(v, "%s", c->why);
	if (c->instead)
		view_text(v, _("Instead: %s"), c->instead);
}

static void say_besides(const struct explanation *x, struct view *v)
{
	if (!x->besides.n)
		return;
	view_heading(v, _("Other problems that doctor finds here"));
	for (size_t i = 0; i < x->besides.n; i++) {
		const struct finding *f = x->besides.at[i];

		view_status(v, f->level == LEVEL_PROBLEM ? SAY_PROBLEM : SAY_WARNING, f->title,
			    "[%s]", f->rule->id);
	}
}

const char *say_explain_end(const struct explanation *x, bool recorded)
{
	bool repairable = false;

	for (size_t i = 0; i < x->hypotheses.n; i++)
		repairable = repairable || (x->hypotheses.at[i].verdict == HYPOTHESIS_HOLDS &&
					    x->hypotheses.at[i].finding &&
					    x->hypotheses.at[i].finding->automatic);
	if (repairable && recorded)
		return _("'goready fix --from' and the same file show how it would be repaired.");
	if (repairable)
		return _("'goready fix' repairs what can be repaired; it shows everything first.");
	if (!x->known && has_verdict(x, HYPOTHESIS_ELSEWHERE))
		return _(
			"Explain the whole output: lines above may name the cause. 'goready doctor' looks at the machine.");
	if (!x->known && recorded)
		return _(
			"This text is not known. 'goready doctor --from' and the same file tell of the whole machine.");
	if (!x->known)
		return _("This text is not known. 'goready doctor' looks at the whole machine.");
	if (!explain_holds(x) && !has_verdict(x, HYPOTHESIS_ELSEWHERE) && !x->commands.n)
		return has_verdict(x, HYPOTHESIS_NOT_LOOKED)
			       ? _("If the text comes from a container, CI, an editor or another machine, run 'goready explain' there.")
			       : _("No known cause of this text holds on this machine. If it comes from a container, CI, an editor or another machine, run 'goready explain' there.");
	return NULL;
}

static void say_it(const struct explanation *x, const char *end, bool why, struct view *v)
{
	size_t beside;

	if (x->cut)
		view_text(v, "%s", _("Only the last 256 KB of the text were read."));
	for (size_t i = 0; i < x->commands.n; i++)
		say_command(v, &x->commands.at[i]);
	say_causes(x, v);
	if (end)
		view_text(v, "%s", end);
	beside = v->blocks.n;
	say_besides(x, v);
	say_ruled_out(x, why, v);
	for (size_t i = beside; i < v->blocks.n; i++)
		v->blocks.at[i].later = true; /* what the text means is heard first */
}

void say_explanation(const struct explanation *x, const char *end, struct view *v)
{
	say_it(x, end, true, v);
}

void say_explanation_in_short(const struct explanation *x, const char *end, struct view *v)
{
	say_it(x, end, false, v);
}
