/* What undo, rollback and uninstall share: an undo plan, shown and carried out. */
#ifndef APP_UNDO_COMMAND_H
#define APP_UNDO_COMMAND_H

#include "app/app.h"
#include "journal/undo.h"

/* undo_make, with a word now and then: each file of a tree is looked at. */
enum rc undo_look(struct app *app, const char *run, bool all, struct undo_plan *ret, struct err *e);
void undo_view(struct app *app, const struct undo_plan *plan, struct view *v);
/* goready undo --all. */
int undo_all(struct app *app);
/* Does it, tells each item, and gives the exit status. */
int undo_carry_out_told(struct app *app, const struct undo_plan *plan);

/* Where there are no runs: RC_JOURNAL if goready was here all the same, so that its journal has gone. */
enum rc undo_check_journal(const struct app *app, struct err *e);

#endif
