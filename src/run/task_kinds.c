/* The kinds of task, in a file of its own: tests put a longer table in its place. */
#include "run/task.h"

#define ROW(name) { &step_##name, &task_##name },
const struct task_row task_rows[] = { STEP_KINDS(ROW){ NULL, NULL } };
