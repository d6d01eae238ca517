/* The shells: their start files, what these say, and what the shells themselves answer once asked. */
#ifndef FACTS_SHELL_H
#define FACTS_SHELL_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "base/list.h"
#include "base/str.h"
#include "host/host.h"
#include "shell/assignments.h"
#include "shell/shell.h"
#include "tool/tool.h"

struct facts;

/* What a shell found, started in one of its modes. */
struct resolved {
	enum shell_id shell;
	enum shell_mode mode;
	bool inherits; /* bash -c reads no file: says nothing about start files */
	bool asked, timed_out;
	int status;
	const char *path_text;    /* PATH it ends with; NULL */
	const char *tool[TOOL_N]; /* absolute path, NULL not found */
	struct names variables;   /* Go's that it has: NAME=value */
	bool variables_told;      /* it was asked for them, and said */
	const char *complaint;    /* first line it wrote to stderr; NULL */
	/* The login shell in a terminal: the lines it ran that set variables, whoever led it there. */
	struct assignments traced;
	bool traced_told; /* all of them: what is not among them did not run */
	int ms;
};
struct shell_matrix LIST_OF(struct resolved);
/* Did this line run? True also where nobody told. */
bool resolved_ran(const struct resolved *r, const struct assignment *a);

/* A terminal has more: a start file asks for one, the shell that was asked had none, and lacks a tool. */
bool resolved_lacks_terminal(const struct facts *f, const struct resolved *r);

/* A line that takes in a file, or runs a program, that is not there. */
struct stale_line {
	const struct start_file *file;
	int line;
	const char *text, *missing;
	enum shell_id shell;
};
/* What a shell's own check says of a start file. */
struct syntax_fault {
	const struct start_file *file;
	int line; /* 0: it names none */
	const char *complaint;
	const char *no_match,
		*text; /* the pattern that nothing is called like, and the line; NULL */
};

/* A file of goready's own that the blocks of start files read (shell/block.h). */
struct env_file {
	const char *path;
	bool exists;
	struct bytes content;
	const char *why_not; /* it is there and cannot be read */
};

struct shell_facts {
	struct shell shells[SHELL_N];
	LIST(struct env_file) env_files; /* where they would be, and those that blocks name */
	enum shell_id login;             /* SHELL_N where it is none of these */
	const char *login_path;
	struct assignments assignments; /* of GO*, PATH, proxies in all start files */
	/* Lines of PATH in /etc/profile and profile.d, which bash and sh read; zsh where its own file of
	 * the system takes them in, as Arch's does. */
	struct assignments profile_paths;
	bool zsh_reads_profile;
	/* Files that set variables and are no shell's start file: those that start files source, and
	 * those that a login reads (environment.d, .pam_environment). */
	LIST(struct start_file) others;
	LIST(struct stale_line) stale;
	LIST(struct stale_line) exec_gone; /* `exec tmux`, and there is none */
	LIST(struct syntax_fault) syntax;
	bool syntax_checked; /* the shells were asked for it */
};

/* Starts each installed shell in each mode and asks what it resolves (only after consent).
 * `overlay`: folder with proposed start files instead of the user's (rehearsal), or NULL.
 * Slow (up to 10 s a start): call it in a helper process. */
enum rc facts_ask_shells(struct arena *mem, struct host *host, const struct facts *f,
			 const char *overlay, struct shell_matrix *ret, struct err *e);
struct json *shell_matrix_json(struct arena *mem, const struct shell_matrix *matrix);
enum rc shell_matrix_parse(struct arena *mem, const struct json *json, struct shell_matrix *ret,
			   struct err *e);
/* Facts as the shells' answers show them: what new shells have on PATH, and which tools stand in
 * it. Those in folders that no file told of are looked at through `host` (NULL: they are not). `f`
 * stays as it is; it is what comes back where the login shell said nothing. */
const struct facts *facts_with_shells(struct arena *mem, struct host *host, const struct facts *f,
				      const struct shell_matrix *matrix);
/* PATH of a shell that was asked without the terminal that its files ask for, with what they put there where there
 * is one. */
struct names facts_path_at_terminal(struct arena *mem, const struct facts *f, const char *path);
/* Likewise, with what the shells say of the syntax of their files. Where that is nothing all else is as it was. */
const struct facts *facts_with_syntax(struct arena *mem, struct host *host, const struct facts *f);
/* Where shells look for their files. */
struct shell_home facts_shell_home(const struct facts *f);
/* Where the shell's blocks read the folders for PATH; NULL: they hold them themselves. */
const char *facts_env_path(struct arena *mem, const struct facts *f, enum shell_id shell);
const struct env_file *facts_env_file(const struct facts *f,
				      const char *path); /* NULL: not looked at */
/* The folders that goready's block in a file of that shell puts in front, by itself or by what it reads;
 * none where the file that it reads is gone. */
struct names facts_block_folders(struct arena *mem, const struct facts *f, enum shell_id shell,
				 struct bytes file);
/* The same for what new shells get: none where the block was edited, and sets PATH no more. */
struct names facts_block_in_effect(struct arena *mem, const struct facts *f, enum shell_id shell,
				   struct bytes file);
const struct shell *facts_login_shell(const struct facts *f); /* NULL: none that goready knows */
/* All shells' start files, in the order in which each shell reads its own; `break` goes on with the next shell. */
#define start_files_each(file, f)                                         \
	for (const struct shell *file##_of = (f)->shell.shells;           \
	     file##_of < (f)->shell.shells + SHELL_N; file##_of++)        \
		for (const struct start_file *file = file##_of->files.at; \
		     file && file < file##_of->files.at + file##_of->files.n; file++)
/* Is one called so, whatever its folder is? */
bool facts_is_start_file_name(const struct facts *f, const char *name);
/* The start file, or the file that one of them sources, at this path or behind this link; NULL. */
const struct start_file *facts_start_file(const struct facts *f, const char *path);
/* The login shell's file in which a terminal goes on as another shell; NULL. */
const struct start_file *facts_goes_on(const struct facts *f);
/* What this line of facts->shell.assignments sets, by the lines before it and else by `environment`; NULL where
 * the shell would put in something unknown. */
const char *facts_line_value(struct arena *mem, const struct facts *f,
			     const struct assignment *line, variable_value *environment,
			     const void *ctx);

#endif
