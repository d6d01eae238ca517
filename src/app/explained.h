/*
 * What failed while goready was at work, explained: a step's or a proof's own words are read by the
 * engine of `goready explain`, at once.
 */
#ifndef APP_EXPLAINED_H
#define APP_EXPLAINED_H

#include "app/app.h"
#include "explain/explain.h"

struct failure {
	const struct facts *facts;
	const struct observed *observed;
	const struct wants *wants;
	const struct findings *findings;
	const char *text; /* what the step, or a program in it, said */
};
/* Says on stderr which known cause of the text holds; nothing where none is known. */
void app_explain_failure(struct app *app, const struct failure *failure);

#endif
