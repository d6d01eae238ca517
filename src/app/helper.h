/*
 * Helper processes: this program, started as `goready --helper NAME ...`. What takes long or could
 * be attacked by what it reads runs there, so that the main process never blocks and cannot be taken
 * down.
 */
#ifndef APP_HELPER_H
#define APP_HELPER_H

#include "app/app.h"

/* argv that starts one, with our options. */
struct names app_helper_argv(struct app *app, const char *name, const char *argument);
/* Answers it: unpack, shells, prove, warm, install, man, completions. */
int helper_main(int argc, char **argv);

#endif
