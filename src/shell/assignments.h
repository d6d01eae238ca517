/*
 * Lines that assign variables, in a shell's files and in files of NAME=value lines (`go env -w`).
 *
 *	struct assignments found = { 0 };
 *	assignments_parse(mem, text, path, shell_kind(SHELL_ZSH), &found);
 *
 * This is no shell: it reads what a careful person would take for a plain assignment, and says of
 * everything else only that it is not plain. Heredocs, continued lines and quotes that stay open
 * are passed over; what stands inside if, for, case or a function is listed, but is never plain.
 */
#ifndef SHELL_ASSIGNMENTS_H
#define SHELL_ASSIGNMENTS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/str.h"

/* A line that assigns a variable in a start file or in the `go env -w` file. */
struct assignment {
	const char *file;
	int line; /* 1-based */
	/* The value has its quotes taken off and $HOME not expanded; a ~ that the shell itself
	 * expands is written $HOME here, so a ~ that is left is a literal one. PATH's is always one
	 * text with colons: `path+=(/x)` and `fish_add_path /x` give "$PATH:/x" and "/x:$PATH". */
	const char *name, *value;
	const char *text; /* the line */
	bool plain;       /* one whole line that only assigns (and exports) this: repairable */
	bool computed;    /* the same, with a value that a shell alone knows: NAME="$(program)" */
	bool shared;      /* one whole line that exports several, this among them: repairable too */
	/* It is assigned whatever happens: by a line that may assign others too, or in a function that runs
	 * at each prompt. */
	bool certain;
	const char *function; /* that it stands in; NULL: in none */
	/* Of a file that a start file sources: that start file, and its line; else NULL and 0. */
	const char *read_by;
	int read_at;
	bool at_prompt; /* a shell told that it ran this line when it came to its prompt, all files being read */
};
struct assignments LIST_OF(struct assignment);

struct shell_kind;

/*
 * The lines of a file that assign a variable goready knows (Go's, PATH, proxies, certificates,
 * library paths, XDG's, ZDOTDIR, Homebrew's mirrors). goready's own block is left out. kind NULL: a file of NAME=value
 * lines as cmd/go reads it, the value as it stands.
 */
void assignments_parse(struct arena *mem, struct bytes text, const char *file,
		       const struct shell_kind *kind, struct assignments *ret);
/* The lines that assign this one, whatever it is: NVM_DIR. */
void assignments_parse_one(struct arena *mem, struct bytes text, const char *file,
			   const struct shell_kind *kind, const char *name,
			   struct assignments *ret);
/* The same variable, by the same line: it may have run more than once. */
bool assignment_is(const struct assignment *one, const struct assignment *a);
/* The last that assigns the variable; NULL: none does. */
const struct assignment *assignments_last(const struct assignments *all, const char *name);
/* It is among them. */
bool assignments_hold(const struct assignments *all, const struct assignment *a);

/* Does a line of the text call the function, or hand its name to something? */
bool function_is_named(struct arena *mem, struct bytes text, const char *function);

/* What $NAME stands for, the name given without the dollar sign; NULL: not known. */
typedef const char *variable_value(const void *ctx, const char *name);
/* The value with $NAME, ${NAME} and ${NAME:-x} expanded; NULL where one of them is not known. $PATH stays. */
const char *assignment_expanded(struct arena *mem, const char *value, variable_value *variable,
				const void *ctx);

/* ---- for the rows ---- */

/* The line that is being read. */
struct line_reader {
	struct arena *mem;
	const char *file;
	struct assignments *into;
	int line;
	const char *text;
	int depth;            /* more than 0: conditional */
	const char *function; /* NULL: in none */
	bool called;          /* that one, whatever happens */
	const char *only;     /* the one variable that is looked for; NULL: all that matter here */
};

/* PATH, a variable of Go's, or one that decides where they are found and how they are fetched. */
bool line_name_matters(const char *name);
/* Lists name=value; plain: the whole line is nothing but this. */
void line_reader_add(struct line_reader *r, const char *name, const char *value, bool plain);
/* The place of NAME in a line, as a word of its own; NULL. */
const char *line_find_name(const char *text, const char *name);
/* In double quotes, in which $HOME still means the home folder. */
const char *line_double_quoted(struct arena *mem, const char *value);

#endif
