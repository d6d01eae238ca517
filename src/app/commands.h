/*
 * The command line: commands, options, environment variables and help topics as tables. `--help`,
 * the man page and the completions are made from them (help.c, man.c, completions.c), so they
 * cannot differ.
 */
#ifndef APP_COMMANDS_H
#define APP_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum command_id {
	COMMAND_WIZARD, /* no command */
	COMMAND_DOCTOR,
	COMMAND_FIX,
	COMMAND_APPLY,
	COMMAND_PROVE,
	COMMAND_UNDO,
	COMMAND_HISTORY,
	COMMAND_ENV,
	COMMAND_EXPLAIN,
	COMMAND_CAPTURE,
	COMMAND_HELP,
	COMMAND_N,
};

struct command_row {
	const char *name;    /* "doctor"; NULL for the wizard */
	const char *words;   /* "[ID...]": what may follow, for help */
	const char *summary; /* N_() */
	const char *about;   /* N_(): paragraphs for `help COMMAND` and the man page */
	int most_words;      /* -1 any number */
};
extern const struct command_row command_rows[COMMAND_N];

enum option_id {
	OPTION_PLAIN,
	OPTION_TUI,
	OPTION_JSON,
	OPTION_YES,
	OPTION_DRY_RUN,
	OPTION_UPGRADE,
	OPTION_KEEP_GOING,
	OPTION_SHELLS,
	OPTION_NETWORK,
	OPTION_FROM,
	OPTION_KEEP,
	OPTION_ALL,
	OPTION_SHELL,
	OPTION_PROFILE,
	OPTION_LATEST,
	OPTION_SOURCE,
	OPTION_PRINT_MODE,
	OPTION_NO_COLOR,
	OPTION_LANG,
	OPTION_VERSION,
	OPTION_HELP,
	OPTION_N,
};

struct option_row {
	const char *name;     /* "--plain" */
	const char *value;    /* "FILE"; NULL: none */
	const char *variable; /* "GOREADY_UI=plain" or "GOREADY_PROFILE" */
	const char *summary;  /* N_() */
	unsigned commands;    /* bit 1 << command_id; 0: everywhere */
	bool file;            /* completions offer files */
	const char *choices;  /* "zsh bash fish": completions; NULL */
};
extern const struct option_row option_rows[OPTION_N];

struct variable_row {
	const char *name;    /* every environment variable the program reads */
	const char *summary; /* N_() */
};
extern const struct variable_row variable_rows[]; /* ends with a NULL name */

struct topic_row {
	const char *name;    /* help TOPIC */
	const char *summary; /* N_() */
	const char *text;    /* N_() */
};
extern const struct topic_row topic_rows[]; /* ends with a NULL name */

/* What was asked for; strings are argv's or the environment's. */
struct request {
	enum command_id command;
	const char *const *words;
	size_t word_n;
	bool plain, tui, json, yes, dry_run, upgrade, keep_going, shells, network, all, latest,
		print_mode, no_color, version, help;
	const char *from, *keep, *shell, *profile, *lang, *source_go, *source_protoc;
};
/* RC_USAGE with a sentence that names the word; `variable` stands in for getenv. */
enum rc request_parse(int argc, char *const *argv, const char *(*variable)(const char *name),
		      struct request *ret, struct err *e);

#endif
