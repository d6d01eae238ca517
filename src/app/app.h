/*
 * What the commands share: the request, the machine, the loop, and the facts once gathered.
 *
 * One file per command (doctor.c, apply.c ...), each `int command_X(struct app *)` (commands.h) that
 * returns the exit status.
 */
#ifndef APP_APP_H
#define APP_APP_H

#include "app/commands.h"
#include "facts/observed.h"
#include "host/host.h"
#include "loop/loop.h"
#include "rules/rules.h"
#include "wants/wants.h"

enum exit_status {
	EXIT_OK = 0,
	EXIT_FAILED = 1,
	EXIT_PROBLEMS = 2,
	EXIT_NO_CONSENT = 3,
	EXIT_WRONG_USAGE = 64
};

struct app {
	struct request request;
	struct arena *mem;     /* the process: request, profile, manifest */
	struct arena *machine; /* facts and all that follows from them */
	struct host *host;
	struct loop *loop;
	const struct facts *facts;
	const struct profile *given; /* the profile as it was read; NULL none */
	struct wants_options wants_options;
	struct wants wants;
	struct observed observed; /* a command without the wizard; else the wizard has it */
	struct findings findings;
	const char *program; /* own absolute path */
	const char *folder;  /* where goready was started; NULL unknown */
	const struct settings
		*settings; /* as they were read at the start; NULL: not yet (settings.c) */
	int signal;        /* SIGINT, SIGTERM or SIGHUP came while something blocking ran; else 0 */
	bool left_scratch; /* a helper was ended that may have had a temporary folder (asking.c) */
};

/* The machine that this process is about, helper processes too (app_host.c). */
struct host *app_host(void);
/* The folder to look for a go.mod in: this one, or where --from's machine was recorded; NULL none. */
const char *app_project(const struct app *app);
/* From now on messages name goready as it is typed here: at the start, and once its places are known. */
void app_name_itself(const struct app *app);
/* Facts of this machine, with a word where a program that is asked takes long. */
void app_gather(struct app *app, const struct facts_options *options);
/* Facts of this machine (or of --from's), wants and findings; doctor's whole work. */
enum rc app_look(struct app *app, struct err *e);
/* The machine in --from's file in place of this one; nothing without the option. */
enum rc app_open_recorded(struct app *app, struct err *e);
/* Profile, manifest and --latest into wants_options. */
enum rc app_load_wants(struct app *app, struct err *e);
/* Asks the publishers for their newest releases; the answer replaces the manifest. (latest.c) */
enum rc app_load_latest(struct app *app, struct err *e);
/* What upgrade, install and use name, into wants_options; nothing for other commands. Facts are there. (named_tools.c) */
enum rc app_take_named_tools(struct app *app, struct err *e);
void app_complete_versions(
	struct app *app); /* "1.26" becomes the release that is meant, once those are known */
/* TOOL_N, and RC_USAGE in *e with the nearest name: there is no such tool. (named_tools.c) */
enum tool_id named_tool(const char *name, struct err *e);
/* Is the command one of those? They touch what they name and nothing else. */
bool app_names_tools(const struct app *app);
void app_check(struct app *app); /* wants are there: findings anew */
enum rc app_check_ids(const char *const *ids, size_t n, struct err *e); /* USAGE: no such rule */
/* Findings of these ids only; RC_USAGE for an id that no rule has. */
enum rc app_only(struct app *app, const char *const *ids, size_t n, struct err *e);
/* A path that a person typed: from the folder in which goready was started. NULL stays NULL. */
const char *app_path(struct app *app, const char *path);
/* Said before the work, and not after it: a file that a person named can be written; a new one can be made there. */
enum rc app_may_write(struct app *app, const char *name, struct err *e);
enum rc app_may_make(struct app *app, const char *name, struct err *e);
/* A text into a new file that a person named; what is there already is not written over. */
enum rc app_write_file(struct app *app, const char *name, const char *text, struct err *e);
/* From now on a signal that ends programs is noted in app->signal, and nothing else happens. */
void app_mind_signals(struct app *app);
/* Turns the loop until *done or a signal; false (and RC_CANCELLED in *e) for the latter. */
bool app_wait(struct app *app, const bool *done, struct err *e);

#endif
