/*
 * What the commands share: the request, the machine, the loop, and the facts once gathered.
 *
 * One file per command (doctor.c, apply.c ...), each `int command_X(struct app *)` that returns the
 * exit status. Commands report through app_fail and app_print; nothing below app writes to the
 * terminal.
 */
#ifndef APP_APP_H
#define APP_APP_H

#include "app/commands.h"
#include "host/host.h"
#include "loop/loop.h"
#include "rules/rules.h"
#include "journal/journal.h"
#include "view/view.h"
#include "wants/probe.h"
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
	struct facts *facts;
	struct wants_options wants_options;
	struct wants wants;
	struct findings findings;
	const char *program; /* own absolute path */
	const char *folder;  /* where goready was started; NULL unknown */
	int signal; /* SIGINT, SIGTERM or SIGHUP came while something blocking ran; else 0 */
};

/* The machine that this process is about, helper processes too (app_host.c). */
struct host *app_host(void);
/* Facts of this machine (or of --from's), wants and findings; doctor's whole work. Prints what
 * failed. */
enum rc app_look(struct app *app, struct err *e);
/* Profile, manifest and --latest into wants_options. */
enum rc app_load_wants(struct app *app, struct err *e);
/* Asks the publishers for their newest releases; the answer replaces the manifest. (latest.c) */
enum rc app_load_latest(struct app *app, struct err *e);
void app_check(struct app *app); /* wants are there: findings anew */
enum rc app_check_ids(const char *const *ids, size_t n, struct err *e); /* USAGE: no such rule */
/* Findings of these ids only; RC_USAGE for an id that no rule has. */
enum rc app_only(struct app *app, const char *const *ids, size_t n, struct err *e);

/* Prints "goready: SENTENCE" and the remedy on stderr; returns the exit status for it. */
int app_fail(const struct err *e);
/* A view as plain sentences on stdout. */
void app_print(const struct view *v);
/* A sentence on stderr (progress). */
void app_say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
int app_columns(void);
/* Turns the loop until *done or a signal; false (and RC_CANCELLED in *e) for the latter. */
bool app_wait(struct app *app, const bool *done, struct err *e);

/* The whole environment a helper process gets; argv of `goready --helper NAME ...` with our
 * options. */
struct names app_helper_argv(struct app *app, const char *name, const char *argument);

/* Small texts from addresses, side by side (fetch_text.c). In app->mem, since a signal may end the wait
 * while some are under way. RC_CANCELLED after a signal; else look at each one's error. */
struct text_fetch {
	const char *url;
	struct str body;
	struct err error; /* rc is not RC_OK: it could not be had */
	size_t most;
	struct text_fetches *all;
};
struct text_fetches {
	struct text_fetch *at;
	size_t n, left;
	bool done;
};
struct text_fetches *text_fetches_new(struct app *app, size_t n);
enum rc text_fetches_wait(struct app *app, struct text_fetches *all, int seconds, size_t most,
			  struct err *e);

/* ---- looking further (looking.c): asynchronous, in the loop ---- */

/* Tries these addresses side by side (3 s each) and fills in sources' reach and facts' addresses.
 */
struct probing;
struct probing *probing_start(struct app *app, struct probes probes, void (*done)(void *ctx),
			      void *ctx);
void probing_cancel(struct probing *probing);

/* Asks the shells in a helper process. overlay NULL: the user's own files. matrix NULL on error. */
struct asking;
struct asking *asking_start(struct app *app, const char *overlay,
			    void (*done)(void *ctx, const struct shell_matrix *matrix,
					 const struct err *e),
			    void *ctx, struct err *e);
void asking_cancel(struct asking *asking);

/* The proof in a helper process (prover.c); keep: a folder for the project, or NULL. done comes once,
 * with an error where it could not be tried. */
struct proving;
struct verdict;
struct proving *proving_start(struct app *app, const char *keep,
			      void (*verdict)(void *ctx, const struct verdict *verdict),
			      void (*done)(void *ctx, const struct err *e), void *ctx,
			      struct err *e);
void proving_cancel(struct proving *proving); /* done is called, in a later turn */

/* Writes the plan's proposed start files, with the user's others beside them, into a new temp
 * folder. */
struct plan;
enum rc overlay_write(struct app *app, const struct plan *plan, const char **ret_folder,
		      struct err *e);
void overlay_remove(struct app *app, const char *folder);

/* Blocking forms for commands without a ui; Ctrl-C cancels (RC_CANCELLED). */
enum rc app_probe(struct app *app, struct err *e);
enum rc app_ask_shells(struct app *app, const char *overlay, struct shell_matrix *ret,
		       struct err *e);

/* ---- commands ---- */

int command_wizard(struct app *app); /* and fix */
int command_doctor(struct app *app);
int command_apply(struct app *app); /* and fix --yes */
int command_prove(struct app *app);
int command_undo(struct app *app);
int command_history(struct app *app);
int command_env(struct app *app);
int command_explain(struct app *app);
int command_capture(struct app *app);
int command_self_update(struct app *app);
int command_help(struct app *app);
/* `goready --helper NAME ...`: unpack, shells, prove, install, man, completions. */
int helper_main(int argc, char **argv);

/* Doctor's and others' views, shared with tests. */
void doctor_view(struct arena *mem, const struct app *app, struct view *ret);

#endif
