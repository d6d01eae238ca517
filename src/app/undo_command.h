/* What undo, rollback and uninstall share: an undo plan, shown and carried out. */
#ifndef APP_UNDO_COMMAND_H
#define APP_UNDO_COMMAND_H

#include "app/app.h"
#include "journal/undo.h"

void undo_view(struct app *app, const struct undo_plan *plan, struct view *v);
/* Does it, tells each item, and gives the exit status. */
int undo_carry_out_told(struct app *app, const struct undo_plan *plan);
/* TOOL_N, and RC_USAGE in *e with the nearest name: there is no such tool. (named_tools.c) */
enum tool_id named_tool(const char *name, struct err *e);

#endif
