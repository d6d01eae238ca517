/*
 * The link by which xcode-select finds the developer folder: only root may switch it, so both the switch
 * and its undo are commands of sudo's. A folder that is gone is none that xcode-select would switch to,
 * so the link itself is put back then.
 */
#include "journal/record.h"

#include <string.h>

#include "base/foreign.h"
#include "base/i18n.h"

#define SUDO "/usr/bin/sudo"

enum { SECONDS = 60 };

enum rc journal_developer(struct journal *j, const char *step, const char *link, const char *target,
			  int *ret_n, struct err *e)
{
	struct intent in = { .step = step, .kind = EFFECT_DEVELOPER, .path = link, .n = ++j->n };
	enum rc rc = state_keep(j, link, in.n, &in.before, e);

	if (rc)
		return rc;
	in.after = json_new_object(j->scratch);
	json_add_bytes(j->scratch, in.after, "target", bytes_of(target));
	*ret_n = in.n;
	rc = intent_write(j, &in, e);
	arena_reset(j->scratch);
	return rc;
}

enum rc journal_developer_done(struct journal *j, int n, bool switched, struct err *e)
{
	struct json *record = json_new_object(j->scratch);
	enum rc rc;

	json_add_string(j->scratch, record, "type", switched ? "done" : "failed");
	json_add_number(j->scratch, record, "n", n);
	rc = journal_record(j, record, e);
	arena_reset(j->scratch);
	return rc;
}

/* ---- undoing it ---- */

static struct names command_to(struct undo_view *v, const struct journal_effect *effect)
{
	const char *before = effect->before_target;
	const char *const to_folder[] = { SUDO, "-n", "/usr/bin/xcode-select", "--switch", before };
	const char *const to_nothing[] = { SUDO, "-n", "/bin/ln", "-sfn", before, effect->path };
	bool there = host_is_folder(v->host, before);
	struct names words = { 0 };

	for (size_t i = 0; i < (there ? 5 : 6); i++)
		list_push(v->mem, &words, there ? to_folder[i] : to_nothing[i]);
	return words;
}

static enum rc developer_judge(struct undo_view *v, struct undo_item *item, struct err *e)
{
	const struct journal_effect *effect = item->effect;
	struct standing s;
	enum rc rc = effect_look(v, effect->path, &s, e);

	if (rc)
		return rc;
	/* Where nothing was chosen before, the tools, which stay, would be found without the link too. */
	if (effect->before != BEFORE_LINK || effect_is_before(effect, &s)) {
		item->action = UNDO_NOTHING;
	} else if (s.type != FILE_LINK || !str_equal(s.target, effect->after_target)) {
		effect_leave(v, item, _("it has been changed since"));
	} else {
		item->action = UNDO_RUN;
		item->command = command_to(v, effect);
		item->summary = arena_fmt(v->mem, _("Let xcode-select lead to %s again"),
					  effect_shown(v, effect->before_target));
	}
	return RC_OK;
}

static enum rc developer_act(struct undo_view *v, struct undo_item *item, struct err *e)
{
	struct command command = { .argv = item->command, .seconds = SECONDS, .ours = true };
	struct command_result result = { 0 };
	enum rc rc = v->host->run(v->host, v->mem, &command, &result, e);
	struct standing s;

	if (!rc)
		rc = effect_look(v, item->effect->path, &s, e);
	if (rc || effect_is_before(item->effect, &s))
		return rc;
	foreign_failed(v->mem, str_join(v->mem, &item->command, " "), result.status,
		       arena_strndup(v->mem, result.err.at, result.err.n), e);
	err_hint(e, "%s",
		 _("Give sudo your password, and undo again: sudo -v && goready undo --yes"));
	return RC_COMMAND;
}

const struct effect_row effect_developer = { .name = "developer-folder",
					     .title = N_("Developer folder"),
					     .judge = developer_judge,
					     .act = developer_act,
					     .canonical = effect_link_canonical };
