/* Has another goready done something since? A plan holds for the machine that was looked at. */
#include "journal/journal.h"

#include "base/i18n.h"

const char *journal_state(struct arena *mem, const struct journal_runs *runs)
{
	struct str text = { .mem = mem };

	for (size_t i = 0; i < runs->n; i++) {
		const struct journal_run *run = &runs->at[i];
		size_t open = 0;

		for (size_t k = 0; k < run->effects.n; k++)
			open += !run->effects.at[k].undone;
		str_fmt(&text, "%s %s %zu %d;", run->id, run->result ? run->result : "", open,
			run->undone);
	}
	return str_text(&text);
}

enum rc journal_state_now(struct arena *mem, struct host *h, const struct places *places,
			  const char **ret, struct err *e)
{
	struct journal_runs runs = { 0 };
	enum rc rc = journal_read_all(mem, h, places, &runs, e);

	if (!rc)
		*ret = journal_state(mem, &runs);
	return rc;
}

enum rc journal_check_state(struct arena *mem, struct host *h, const struct places *places,
			    const char *state, struct err *e)
{
	const char *now = NULL;
	enum rc rc = journal_state_now(mem, h, places, &now, e);

	if (rc || str_equal(now, state))
		return rc;
	err_set(e, RC_CHANGED, "%s", _("another goready has changed things since this was shown"));
	err_hint(e, "%s",
		 _("Try again: the machine is looked at anew, and so is what is to be done."));
	return RC_CHANGED;
}
