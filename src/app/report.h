/*
 * What a command without a front end tells: results on stdout, progress and problems on stderr.
 * Nothing else of goready writes to the terminal, but the front ends.
 */
#ifndef APP_REPORT_H
#define APP_REPORT_H

#include "base/err.h"
#include "view/view.h"

/* Prints the problem and its remedy on stderr; returns the exit status for it. */
int app_fail(const struct err *e);
/* A view as plain sentences on stdout. */
void app_print(const struct view *v);
/* A sentence on stderr (progress). */
void app_say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
int app_columns(void);

#endif
