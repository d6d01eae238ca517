/* Which steps must not run side by side: those that touch the same path, or one inside the other.
 */
#ifndef RUN_ORDER_H
#define RUN_ORDER_H

#include "plan/plan.h"

bool steps_touch(const struct step *a, const struct step *b);

#endif
