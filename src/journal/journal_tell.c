/* What a run was, in words. */
#include <time.h>

#include "base/i18n.h"
#include "journal/journal.h"

size_t journal_changes(const struct journal_run *run)
{
	size_t n = 0;

	for (size_t i = 0; !run->undone && i < run->effects.n; i++)
		n += run->effects.at[i].done && !run->effects.at[i].undone;
	return n;
}

const char *journal_when(struct arena *mem, const struct journal_run *run)
{
	struct tm tm;
	char text[40];

	if (!localtime_r(&run->started, &tm) ||
	    !strftime(text, sizeof(text), "%Y-%m-%d %H:%M", &tm))
		return _("at an unknown time");
	return arena_strdup(mem, text);
}

const char *journal_state_title(const char *state)
{
	if (str_equal(state, "done"))
		return _("done");
	if (str_equal(state, "failed"))
		return _("failed");
	if (str_equal(state, "cancelled"))
		return _("stopped");
	if (str_equal(state, "skipped"))
		return _("left out");
	if (str_equal(state, "rolled-back"))
		return _("taken back");
	if (str_equal(state, "left"))
		return _("broken off, and left so");
	return state;
}

const char *journal_outcome(const struct journal_run *run)
{
	if (run->damaged)
		return _("cannot be read");
	if (run->undone)
		return _("undone");
	if (!run->result)
		return _("broken off");
	return journal_state_title(run->result);
}

static bool step_is_done(const struct journal_run *run, const char *id)
{
	bool done = false;

	for (size_t i = 0; i < run->steps.n; i++)
		if (str_equal(run->steps.at[i].step, id))
			done = str_equal(run->steps.at[i].state, "done");
	return done;
}

bool journal_is_unproven(const struct journal_run *run)
{
	json_each (step, run->plan)
		if (str_equal(json_string(step, "kind"), step_proof.name))
			return !step_is_done(run, json_string(step, "id"));
	return false;
}

const struct journal_run *journal_stopped(const struct journal_runs *runs)
{
	const struct journal_run *last = runs->n ? &runs->at[runs->n - 1] : NULL;

	if (!last || last->damaged || !last->result || str_equal(last->result, "done") ||
	    str_equal(last->result, "rolled-back") || journal_changes(last) == 0)
		return NULL;
	return last;
}
