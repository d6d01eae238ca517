/* By which method a tool comes, and why. Inside src/wants only. */
#ifndef WANTS_CHOOSE_H
#define WANTS_CHOOSE_H

#include "wants/wants.h"

/* Fills want->formula, formula_version and formula_gives; before the version is chosen. */
void formula_choose(struct arena *mem, const struct observed *observed, const struct wants *w,
		    struct tool_want *want);
/* Fills want->method and method_reason; version and w's tools before this one are chosen. Fails
 * where Homebrew is asked for and cannot serve. */
enum rc method_choose(struct arena *mem, const struct facts *f, const struct wants_options *o,
		      const struct wants *w, struct tool_want *want, struct err *e);

#endif
