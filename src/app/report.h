/*
 * What a command without a front end tells: results on stdout, progress and problems on stderr.
 * Nothing else of goready writes to the terminal, but the front ends.
 */
#ifndef APP_REPORT_H
#define APP_REPORT_H

#include "base/err.h"
#include "view/view.h"

struct json;

/* From now on app_fail prints {"error":{"text","hint"}}, a line on stdout: a program reads us. */
void app_fail_as_json(void);
/* "error":{"text","hint"} */
void add_error_json(struct arena *mem, struct json *parent, const struct err *e);
/* Prints the problem and its remedy on stderr; returns the exit status for it. */
int app_fail(const struct err *e);
/* The exit status of the command that would end with this one: not 0 where stdout did not take all that was
 * to be told (a full disk), which is said on stderr. A reader that has gone wants no more. */
int app_told(int status);
/* How a terminal is written to: drawn, in sentences as everything else is (the default), or in those by pages, for
 * who listens: twenty lines and 45 seconds at most come at once, and the rest waits for Return. */
enum report_looks { REPORT_SENTENCES, REPORT_PAGES, REPORT_DRAWN };
void app_report_as(enum report_looks looks, bool colour);
bool app_is_heard(void); /* by pages */
/* Sentences on a terminal, by pages or because nobody is to be waited for: not in a pipe. */
bool app_is_spoken(void);
/* A view on stdout. */
void app_print(const struct view *v);
/* A line on stdout, and a sentence on stderr (progress). What children, servers and files say may
 * stand in them: all of it is made harmless here, and nothing else writes foreign text to a terminal
 * (tests/checks/foreign_text.sh). */
void app_tell(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void app_say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* The same, but never broken: a command to be copied. */
void app_tell_line(const char *line);
void app_say_line(const char *line);
/* A line that is typed, without blanks around it and in narrow letters; NULL at the end of input. */
const char *app_answer(struct arena *mem);

#endif
