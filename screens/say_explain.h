/*
 * An explanation in the words that both `goready explain` and the wizard's page use. Pure; the texts
 * are of the view's memory.
 */
#ifndef SCREENS_SAY_EXPLAIN_H
#define SCREENS_SAY_EXPLAIN_H

#include "explain/explain.h"
#include "view/view.h"

/* Commands, causes, `end` (what to do next; NULL nothing), what else is wrong, and what is ruled out. */
void say_explanation(const struct explanation *x, const char *end, struct view *v);
/* Where Details gives the reasons for what is ruled out. */
void say_explanation_in_short(const struct explanation *x, const char *end, struct view *v);
void say_why_ruled_out(const struct explanation *x, struct view *v);
/* What the command line says at the end of the causes; NULL nothing. `recorded`: of a captured machine. */
const char *say_explain_end(const struct explanation *x, bool recorded);

/* Of what failed here: the causes that hold, and what to do; nothing where none is known. */
void say_why(const struct explanation *x, struct view *v);

#endif
