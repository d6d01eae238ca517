/* Between the two halves of judging; nobody else includes it. */
#ifndef EXPLAIN_JUDGE_H
#define EXPLAIN_JUDGE_H

#include "explain/explain.h"

/* The program of the text with that name; NULL: the text names none. */
const struct named_program *explain_program(const struct explanation *x, const char *name);
/* Verdict and words of a hypothesis that the text itself decides; false: it is none of these. */
bool explain_judge_by_text(struct arena *mem, const struct explain_input *in,
			   const struct explanation *x, struct hypothesis *h);
/* Rules out what only another system can have; false: this one can have it. */
bool explain_judge_by_system(struct arena *mem, const struct explain_input *in,
			     const struct explanation *x, struct hypothesis *h);

#endif
