/*
 * What explain says of causes, for the command itself and for what failed while goready was at work:
 * a step's or a proof's own words are read by the same engine, at once.
 */
#ifndef APP_EXPLAINED_H
#define APP_EXPLAINED_H

#include "app/app.h"
#include "explain/explain.h"
#include "view/view.h"

/* Those that hold here; where none does, those that no fact of this machine decides. */
void explained_causes(const struct explanation *x, struct view *v);

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
