/*
 * Command lines that goready tells its user to type. Each is whole: it begins with a program that is
 * there, repeats what was asked of this one where the other understands it too (the profile, the
 * sources, the ids ...), and is quoted for the user's shell. Print it on a line of its own, so that
 * it can be copied.
 */
#ifndef APP_SUGGEST_H
#define APP_SUGGEST_H

#include "app/app.h"

/* `words` stand at the end: "--yes"; "" none. In app->mem. */
const char *suggest(const struct app *app, enum command_id command, const char *words);
/* This program: goready's own link where that leads to it, which stays when the program is renewed. */
const char *suggest_path(const struct app *app);
/* goready as it is typed in a terminal here: one word, for own_name_set. */
const char *suggest_program(const struct app *app);
/* The line by which this terminal takes over what new ones get. */
const char *suggest_env(const struct app *app);

/* Inside, and for tests: `program` is a word already. Pure. */
const char *suggest_line(struct arena *mem, enum shell_id shell, const char *program,
			 const struct request *r, enum command_id command, const char *words);

#endif
