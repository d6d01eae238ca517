/* Is a journal this home's, and has another goready done something since? A plan holds for the machine that was
 * looked at. */
#include "journal/journal.h"

#include <string.h>

#include "base/i18n.h"

/* Older journals do not say it: it is what stands before "/.local/share/goready/" in their paths. */
static const char *home_of(struct arena *mem, const struct places *places,
			   const struct journal_run *run)
{
	const char *below = path_below(places->data, places->home);

	for (size_t i = 0; !run->home && below && i < run->effects.n; i++) {
		const char *path = run->effects.at[i].path, *at = path ? strstr(path, below) : NULL;

		if (at && at > path && (at[strlen(below)] == '/' || !at[strlen(below)]))
			return arena_strndup(mem, path, (size_t)(at - path));
	}
	return run->home;
}

static bool is_one_folder(struct arena *mem, struct host *h, const char *one, const char *other)
{
	const char *real;

	return h->realpath(h, mem, one, &one, NULL) == RC_OK &&
	       h->realpath(h, mem, other, &real, NULL) == RC_OK && str_equal(one, real);
}

const char *journal_other_home(struct arena *mem, struct host *h, const struct places *places,
			       const struct journal_run *run)
{
	const char *home = places->home ? home_of(mem, places, run) : NULL;

	return home && !str_equal(home, places->home) && !is_one_folder(mem, h, home, places->home)
		       ? home
		       : NULL;
}

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
