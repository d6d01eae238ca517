/* The parts that wants_make is put together from: GOPROXY, formula, method, what is there. Inside src/wants only. */
#ifndef WANTS_CHOOSE_H
#define WANTS_CHOOSE_H

#include "wants/wants.h"

/* Fills w->goproxy and the settings beside it. */
void choose_goproxy(struct arena *mem, const struct facts *f, const struct wants_options *o,
		    struct wants *w);
/* A program for this machine's CPU and system; a version manager's shim too. */
bool choose_is_native(const struct facts *f, const struct tool *tool);
/* Fills want->formula, formula_version and formula_gives; before the version is chosen. */
void formula_choose(struct arena *mem, const struct observed *observed, const struct wants *w,
		    struct tool_want *want);
/* Fills want->method and method_reason; version and w's tools before this one are chosen. Fails
 * where Homebrew is asked for and cannot serve. */
enum rc method_choose(struct arena *mem, const struct facts *f, const struct wants_options *o,
		      const struct wants *w, struct tool_want *want, struct err *e);

#endif
