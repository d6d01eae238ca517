/* The kinds of step, in a file of its own: tests put a longer table in its place. */
#include "plan/step.h"

#define ADDRESS(name) &step_##name,
const struct step_kind *const step_kinds[] = { STEP_KINDS(ADDRESS) NULL };
