/* Inside the proof: one attempt is a table of steps over one project folder and one environment. */
#ifndef PROOF_PROOF_INTERNAL_H
#define PROOF_PROOF_INTERNAL_H

#include "loop/loop.h"
#include "proof/proof.h"

struct proof {
	struct arena *mem;
	const struct proof_spec *spec;
	const struct proof_kind *kind; /* the present one */
	struct loop *loop;             /* its own: the server runs in the background */
	bool stopped;                  /* a signal came */
	const char *folder;            /* temp folder, holds the project and the programs */
	const char *project;
	const char *programs;
	struct names env;   /* of the present attempt */
	struct names notes; /* sentences about other ways to start the shell */
	/* the running server */
	struct child *server;
	const char *address;
	bool server_ended, server_stopped_well;
	int server_status;
	struct str server_said;
	struct child *asking; /* a command that is waited for */
};

/* What a step fills in; true: it holds. */
struct outcome {
	bool skipped; /* it holds, since there is nothing here to try it with: evidence says why */
	bool ends;    /* there is nothing to try the steps behind it with, either */
	const char *evidence;
	const char *remedy; /* NULL: the step's own */
	struct names command;
};
struct proof_step {
	const char *id;
	const char *title;                                   /* N_() */
	const char *remedy;                                  /* N_() */
	bool (*holds)(struct proof *p, struct outcome *ret); /* NULL: `words` end with status 0 */
	/* NULL-ended; "{programs}" at the start of one stands for that folder. */
	const char *const *words;
	const char *const *set; /* NAME=value beside the environment; NULL none */
	const char *says;       /* N_(): evidence where it holds; NULL: what was printed */
	bool needs_c_compiler;  /* skipped where there is none */
	bool needs_own_tests;   /* skipped where Go came without the tests of its library */
};
extern const struct proof_step proof_steps[]; /* hello's; a NULL id ends it */
const struct proof_step *proof_step_named(const struct proof *p, const char *id);
bool proof_step_holds(struct proof *p, const struct proof_step *step, struct outcome *ret);

struct embedded_file;
struct proof_kind {
	struct proof_about about;
	const struct embedded_file *files;
	bool grpc;  /* go.mod and go.sum are hello's */
	bool hello; /* all of hello's files are there too */
	const struct proof_step *steps;
};
extern const struct proof_kind proof_kinds[]; /* a NULL name ends it */

/* Runs argv in the project folder with the attempt's environment; true: status 0. Its output, both
 * streams as they came, is in ret_said. */
struct said {
	int status;
	bool timed_out, not_started;
	uint64_t peak_memory; /* bytes; of its largest process */
	const char *text;     /* trimmed; "" for nothing */
};
bool proof_command(struct proof *p, const struct names *argv, int seconds, struct said *ret);
/* The same for go commands that compile. */
bool proof_go(struct proof *p, const struct names *argv, int seconds, struct said *ret);
struct names proof_argv(struct arena *mem, const char *const *words); /* NULL-ended */
/* The first lines of an output, short enough for evidence. */
const char *proof_excerpt(struct arena *mem, const char *who, const char *text);

/* proof_steps.c, proof_cross.c: steps that are more than a command */
bool proof_tools_are_found(struct proof *p, struct outcome *ret);
/* Names of the tools that everybody needs and that the PATH of env does not lead to. */
struct names proof_missing_tools(struct proof *p, const struct names *env);
bool proof_code_is_generated(struct proof *p, struct outcome *ret);
bool proof_crosses(struct proof *p, struct outcome *ret);
bool proof_crosses_for_image(struct proof *p, struct outcome *ret);
bool proof_asks_by_browser(struct proof *p, struct outcome *ret);
bool proof_stands_alone(struct proof *p, struct outcome *ret);
bool proof_asks_sumdb(struct proof *p, struct outcome *ret);
bool proof_names_compiler(struct proof *p, struct outcome *ret);
const char *proof_evidence(struct proof *p, const struct names *command, const struct said *said);

/* Runs words (rows' "{programs}" in them too) with variables set beside those of the attempt. */
bool proof_run_with(struct proof *p, const char *const *words, const char *const *set, int seconds,
		    struct outcome *ret, struct said *said);
const char *proof_setting(struct proof *p, const char *name); /* `go env NAME`; "" */

/* proof_vet.c */
bool proof_vets(struct proof *p, struct outcome *ret);

/* proof_tools.c: of tools that not everybody has; without them the proof ends, and is skipped */
bool proof_finds_buf(struct proof *p, struct outcome *ret);
bool proof_finds_gateway(struct proof *p, struct outcome *ret);
bool proof_asks_govulncheck(struct proof *p, struct outcome *ret);
bool proof_asks_by_grpcurl(struct proof *p, struct outcome *ret);
/* It is skipped, since `name` is not installed, and what installs it is said; true. */
bool proof_lacks_tool(struct proof *p, const char *name, struct outcome *ret);

/* proof_editor.c */
bool proof_finds_gopls(struct proof *p, struct outcome *ret);
bool proof_asks_gopls(struct proof *p, struct outcome *ret);
bool proof_finds_dlv(struct proof *p, struct outcome *ret);
bool proof_stops_in_handler(struct proof *p, struct outcome *ret);

/* proof_serve.c */
bool proof_serve(struct proof *p, struct outcome *ret);
bool proof_unary(struct proof *p, struct outcome *ret);
bool proof_stream(struct proof *p, struct outcome *ret);
bool proof_shutdown(struct proof *p, struct outcome *ret);
void proof_kill_server(struct proof *p);

/* proof.c: TERM, INT and HUP stop what runs; `stopped` is set then. */
void proof_heed_signals(struct proof *p);

/* proof_folder.c */
enum rc proof_check_keep(struct proof *p, struct err *e); /* --keep DIR must be empty or new */
enum rc proof_folder_open(struct proof *p, struct err *e);
/* The project anew, without anything an attempt made. */
enum rc proof_project_write(struct proof *p, struct err *e);
enum rc proof_keep(struct proof *p, struct err *e);
void proof_folder_close(struct proof *p);

/* terminal_env.c: what a new terminal gives; never fails (falls back to what files say). What the same
 * shell lacks when it is started in other ways goes into p->notes. */
struct names terminal_environment(struct proof *p);

/* proof_blame.c: env differs from the installer's; `failed` is the step that says no in it. */
void proof_blame(struct proof *p, const struct names *login, const struct names *ours,
		 const char *failed, struct verdict *ret);

#endif
