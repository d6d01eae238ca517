/*
 * What brew did, undone by brew: what a call of it brought is uninstalled, but for what something
 * else has come to need since; links it made are taken away. Whether it worked is seen from the
 * Cellar, not from what brew says.
 */
#include "journal/record.h"

#include <string.h>

#include "base/foreign.h"
#include "base/i18n.h"
#include "facts/cellar.h"
#include "wants/brew_environment.h"

enum { SECONDS = 600 };

enum rc journal_brew(struct journal *j, const struct step *step, const struct names *kegs,
		     int *ret_n, struct err *e)
{
	const struct brew_step *s = &step->brew;
	struct arena *mem = j->scratch;
	struct intent in = { .step = step->id, .kind = EFFECT_BREW, .n = ++j->n };
	enum rc rc;

	in.path = arena_fmt(mem, "%s/Cellar/%s", s->prefix, s->formula);
	in.before = json_new_object(mem);
	json_add_string(mem, in.before, "type", "kegs");
	json_add_names(mem, in.before, "kegs", kegs);
	in.after = json_new_object(mem);
	json_add_string(mem, in.after, "program", s->program);
	json_add_string(mem, in.after, "verb", brew_verb_name(s->verb));
	json_add_string(mem, in.after, "formula", s->formula);
	*ret_n = in.n;
	rc = intent_write(j, &in, e);
	arena_reset(j->scratch);
	return rc;
}

enum rc journal_brew_done(struct journal *j, int n, const struct names *brought, struct err *e)
{
	struct json *record = json_new_object(j->scratch);
	enum rc rc;

	json_add_string(j->scratch, record, "type", "done");
	json_add_number(j->scratch, record, "n", n);
	json_add_names(j->scratch, record, "kegs", brought);
	rc = journal_record(j, record, e);
	arena_reset(j->scratch);
	return rc;
}

/* ---- undoing it ---- */

static const char *prefix_of(struct undo_view *v, const struct journal_effect *effect)
{
	return path_folder(v->mem, path_folder(v->mem, effect->path));
}

/* ---- what it brought ---- */

static bool is_on_request(struct undo_view *v, const char *prefix, const char *formula)
{
	const struct json *receipt = cellar_receipt(v->mem, v->host, prefix, formula);

	return receipt && json_bool(receipt, "installed_on_request", true);
}

/* The power went while brew was at work: the formula itself, and what has come since as somebody's
 * dependency. What the user has asked for meanwhile is the user's. */
static struct names brought_unfinished(struct undo_view *v, const struct journal_effect *effect)
{
	const char *prefix = prefix_of(v, effect);
	struct names now = cellar_formulae(v->mem, v->host, prefix), brought = { 0 };

	for (size_t i = 0; i < now.n; i++)
		if (!names_hold(&effect->kegs_before, now.at[i]) &&
		    (str_equal(now.at[i], effect->formula) || !is_on_request(v, prefix, now.at[i])))
			list_push(v->mem, &brought, now.at[i]);
	return brought;
}

static struct names still_there(struct undo_view *v, const struct journal_effect *effect)
{
	struct names brought = effect->done ? effect->kegs : brought_unfinished(v, effect);
	struct names there = { 0 };

	for (size_t i = 0; i < brought.n; i++)
		if (cellar_version(v->mem, v->host, prefix_of(v, effect), brought.at[i]) &&
		    !names_hold(&v->kegs_gone, brought.at[i]))
			list_push(v->mem, &there, brought.at[i]);
	return there;
}

/* ---- what may go ---- */

static const char *needed_by(struct undo_view *v, const char *prefix, const char *formula,
			     const struct names *going)
{
	struct names but = { 0 }, by;

	for (size_t i = 0; i < going->n; i++)
		list_push(v->mem, &but, going->at[i]);
	for (size_t i = 0; i < v->kegs_gone.n; i++)
		list_push(v->mem, &but, v->kegs_gone.at[i]);
	by = cellar_needed_by(v->mem, v->host, prefix, formula, &but);
	return by.n ? str_join(v->mem, &by, _(", ")) : NULL;
}

/* What one of them needs stays with it, so each one that stays is looked at for all the others. */
static struct names may_go(struct undo_view *v, struct undo_item *item, struct names going)
{
	const char *prefix = prefix_of(v, item->effect);

	for (size_t i = 0; i < going.n; i++) {
		const char *by = needed_by(v, prefix, going.at[i], &going);

		if (!by)
			continue;
		list_push(v->mem, &item->left,
			  arena_fmt(v->mem, _("%s, which %s needs"), going.at[i], by));
		memmove(&going.at[i], &going.at[i + 1], (going.n - i - 1) * sizeof(*going.at));
		going.n--;
		i = (size_t)-1;
	}
	return going;
}

static void judge_install(struct undo_view *v, struct undo_item *item)
{
	struct names there = still_there(v, item->effect), going;

	if (!there.n)
		return;
	going = may_go(v, item, there);
	if (!going.n) {
		item->action = UNDO_LEAVE;
		item->summary = arena_fmt(v->mem, _("Leave %s in Homebrew"), item->effect->formula);
		item->why = _("something that was installed since needs it");
		return;
	}
	item->action = UNDO_RUN;
	item->kegs = going;
	item->summary = arena_fmt(v->mem, _("Uninstall from Homebrew: %s"),
				  str_join(v->mem, &going, _(", ")));
	list_push(v->mem, &item->command, item->effect->brew);
	list_push(v->mem, &item->command, "uninstall");
	list_push(v->mem, &item->command, "--formula");
	for (size_t i = 0; i < going.n; i++)
		list_push(v->mem, &item->command, going.at[i]);
}

static void judge_link(struct undo_view *v, struct undo_item *item)
{
	const struct journal_effect *effect = item->effect;

	if (!cellar_is_linked(v->host, v->mem, prefix_of(v, effect), effect->formula))
		return;
	item->action = UNDO_RUN;
	item->summary =
		arena_fmt(v->mem, _("Remove Homebrew's links to %s again"), effect->formula);
	list_push(v->mem, &item->command, effect->brew);
	list_push(v->mem, &item->command, "unlink");
	list_push(v->mem, &item->command, effect->formula);
}

static enum rc brew_judge(struct undo_view *v, struct undo_item *item, struct err *e)
{
	const struct journal_effect *effect = item->effect;

	(void)e;
	item->action = UNDO_NOTHING;
	if (!effect->brew || !effect->verb_known || !effect->formula) {
		item->action = UNDO_LEAVE;
		item->why = _("the journal does not say what brew was asked to do");
	} else if (effect->verb == BREW_LINK) {
		judge_link(v, item);
	} else if (effect->verb == BREW_INSTALL) {
		judge_install(v, item);
	}
	return RC_OK;
}

/* ---- doing it ---- */

static bool is_undone(struct undo_view *v, const struct undo_item *item)
{
	const char *prefix = prefix_of(v, item->effect);

	for (size_t i = 0; i < item->kegs.n; i++)
		if (cellar_version(v->mem, v->host, prefix, item->kegs.at[i]))
			return false;
	return item->kegs.n || !cellar_is_linked(v->host, v->mem, prefix, item->effect->formula);
}

static const char *last_words(struct undo_view *v, const struct command_result *result)
{
	struct bytes said = result->err.n ? result->err : result->out;
	size_t from = said.n > 400 ? said.n - 400 : 0;

	return str_trim(v->mem, arena_strndup(v->mem, said.at + from, said.n - from));
}

static enum rc brew_act(struct undo_view *v, struct undo_item *item, struct err *e)
{
	struct names env = brew_environment(v->mem, v->facts, NULL, prefix_of(v, item->effect));
	struct command command = { .argv = item->command, .env = &env, .seconds = SECONDS };
	struct command_result result = { 0 };
	enum rc rc = v->host->run(v->host, v->mem, &command, &result, e);

	if (rc || is_undone(v, item))
		return rc;
	foreign_failed(v->mem, str_join(v->mem, &item->command, " "), result.status,
		       last_words(v, &result), e);
	err_hint(e, "%s", _("See what Homebrew says of it: 'brew doctor'. Then undo again."));
	return RC_COMMAND;
}

const struct effect_row effect_brew = {
	.name = "brew", .title = N_("Homebrew"), .judge = brew_judge, .act = brew_act
};
