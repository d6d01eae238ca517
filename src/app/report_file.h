/*
 * --report FILE: what a command tells, written to a file to be read at leisure, or handed on: sentences
 * (.txt), Markdown (.md) or data (.json). Home folder and user name are masked, secrets in diffs too.
 *
 *	report_file_open(app, &e);     before anything is started: can it be written?
 *	...                            report.c and the commands add to it; without --report they do nothing
 *	report_file_close(app, &e);    one atomic replace, mode 0600 where it is new
 */
#ifndef APP_REPORT_FILE_H
#define APP_REPORT_FILE_H

#include "app/app.h"
#include "view/view.h"

/* RC_USAGE for an ending that is none of the three. */
enum rc report_file_open(struct app *app, struct err *e);
void report_file_view(const struct view *v);
void report_file_sentence(const char *text);
void report_file_command(const char *line);
/* Is data to be given? The whole, or events of which there are several. */
bool report_file_wants_json(void);
void report_file_json(const struct json *whole);
void report_file_event(const struct json *event);
enum rc report_file_close(struct app *app, struct err *e);

#endif
