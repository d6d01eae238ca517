/*
 * The command line: commands, options, environment variables and help topics as tables. Parsing,
 * `--help`, the man page and the completions are made from them, so they cannot differ.
 */
#ifndef APP_COMMANDS_H
#define APP_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "tool/tool.h"

enum command_id {
	COMMAND_WIZARD, /* no command */
	COMMAND_DOCTOR,
	COMMAND_FIX,
	COMMAND_APPLY,
	COMMAND_UPGRADE,
	COMMAND_ROLLBACK,
	COMMAND_INSTALL,
	COMMAND_USE,
	COMMAND_LIST,
	COMMAND_PROVE,
	COMMAND_BENCH,
	COMMAND_UNDO,
	COMMAND_PRUNE,
	COMMAND_UNINSTALL,
	COMMAND_HISTORY,
	COMMAND_ENV,
	COMMAND_EXPLAIN,
	COMMAND_CAPTURE,
	COMMAND_PLAIN,
	COMMAND_HINTS,
	COMMAND_SELF_UPDATE,
	COMMAND_HELP,
	COMMAND_N,
};

/* What was asked for; strings are argv's or the environment's. */
struct request {
	enum command_id command;
	const char *const *words;
	size_t word_n;
	bool plain, tui, bell, frames, json, yes, dry_run, upgrade, keep_going, shells, network,
		mirrors, all, latest, list, since, here;
	bool brief, verbose, print_mode, no_color, version, help, clipboard, check, system_proxy;
	const char *from, *file, *keep, *shell, *profile, *lang, *source[TOOL_N], *source_brew,
		*with, *except, *trace, *report, *svg, *against, *seconds;
	const char *
		option_in_text; /* explain: the text's last word is one of its options; else NULL */
};

struct command_row {
	const char *name;    /* "doctor"; "" for the wizard */
	const char *words;   /* "[ID...]": what may follow; "on|off": one of these; "" */
	const char *summary; /* N_() */
	const char *about;   /* N_(): for `help COMMAND` and the man page */
	size_t most_words;
};
extern const struct command_row command_rows[COMMAND_N];

struct option_row {
	const char *name;     /* "--plain" */
	const char *value;    /* "FILE"; NULL: a switch */
	const char *variable; /* "GOREADY_PROFILE"; NULL none */
	const char *summary;  /* N_() */
	unsigned commands;    /* bit 1 << command_id; 0: everywhere */
	size_t offset;        /* of its bool or string in struct request */
	const char *choices;  /* "zsh bash fish": what completions offer; TOOL_CHOICES; NULL */
	bool file;            /* completions offer files */
	bool decides;         /* what is done, not how it is told: a suggested command repeats it */
};
/* The tools that not everybody needs, by the table of tools. */
#define TOOL_CHOICES "(tools)"
#define TOOL_LIST "(tools)"
extern const struct option_row option_rows[]; /* ends with a NULL name */

/* Each environment variable the program reads beside the options' own. */
struct variable_row {
	const char *name;
	const char *summary; /* N_() */
};
extern const struct variable_row variable_rows[]; /* ends with a NULL name */

struct topic_row {
	const char *name;
	const char *summary; /* N_() */
	const char *text;    /* N_(): paragraphs; TOOL_LIST at its end stands for those tools */
};
extern const struct topic_row topic_rows[]; /* ends with a NULL name */

/* What a command of another program's name is called here; "": goready alone; NULL: nothing is known. */
const char *command_here(const char *typed);
/*
 * argv and the options' variables (read through `variable`, getenv's like) into a request; the
 * command line wins. RC_USAGE with a sentence that names the word; ret is untouched then.
 */
enum rc request_parse(int argc, char *const *argv, const char *(*variable)(const char *name),
		      struct request *ret, struct err *e);

struct app;
/* Each answers the request, and returns the exit status. */
int command_wizard(struct app *app); /* and fix */
int command_doctor(struct app *app);
int command_apply(struct app *app); /* and fix --yes, upgrade, install, use */
int command_upgrade(struct app *app);
int command_rollback(struct app *app);
int command_list(struct app *app);
int command_prune(struct app *app);
int command_uninstall(struct app *app);
int command_prove(struct app *app);
int command_bench(struct app *app);
int command_undo(struct app *app);
int command_history(struct app *app);
int command_env(struct app *app);
int command_explain(struct app *app);
int command_capture(struct app *app);
int command_plain(struct app *app);
int command_hints(struct app *app);
int command_self_update(struct app *app);
int command_help(struct app *app);

#endif
