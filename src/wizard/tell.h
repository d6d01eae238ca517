/*
 * What is true now, in one sentence each. They are made from the wizard's state alone, wherever they
 * are said: after a signal or the end of input, as a sign of life, at `where`, after a run.
 */
#ifndef WIZARD_TELL_H
#define WIZARD_TELL_H

#include "wizard/wizard.h"

/* What became of the machine by now. */
enum outcome {
	OUTCOME_NOTHING_CHANGED,
	OUTCOME_UNDER_WAY, /* changes are being made, or taken back */
	OUTCOME_STAYS,     /* all that was agreed to, or what was complete when it ended */
	OUTCOME_TAKEN_BACK,
	OUTCOME_PARTLY_TAKEN_BACK,
};
enum outcome wizard_outcome(const struct wizard *w);

const char *tell_where(const struct wizard *w);
/* After a signal. *ret_words: what goready is to be called with, to go on from there; NULL none. */
const char *tell_stopped(const struct wizard *w, const char **ret_words);
/* The last sentence for whose input ended: at a question, or while changes were made. */
const char *tell_input_ended(const struct wizard *w, struct arena *mem);
/* What is under way at this moment: every step that moves, else what is waited for; NULL nothing. */
const char *tell_under_way(const struct wizard *w, struct arena *mem);
/* Of a run that went well: was it proven too? */
const char *tell_end(const struct wizard *w);

#endif
