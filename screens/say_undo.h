/* What undo does, in a few lines: of the wizard, and of goready uninstall. */
#ifndef SAY_UNDO_H
#define SAY_UNDO_H

#include "journal/undo.h"
#include "view/view.h"

void say_undo_in_short(const struct undo_plan *plan, struct view *v);

#endif
