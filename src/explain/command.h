/*
 * Commands that people paste: cut into words as a shell would, and compared with the commands that
 * articles pass on.
 *
 *	struct pipelines p = commands_in(mem, &pasted.lines);
 *	struct command_match m;  if (command_find(mem, c, &p.at[0], machine, &m)) ... m.entry->verdict
 *
 * Pure. Nothing is ever expanded or run.
 */
#ifndef EXPLAIN_COMMAND_H
#define EXPLAIN_COMMAND_H

#include <stdint.h>

#include "base/platform.h"
#include "base/str.h"

/* One command line: segments with |, && and the like between them as words of their own. */
struct pipeline {
	const char *text; /* as it was typed, without its prompt */
	const char
		*filled; /* what the words stand in: the paste's own values in the place of $NAME */
	struct names words; /* without quotes */
	bool prompted;      /* it stood behind a prompt: somebody ran it */
	bool known; /* its first word is that of a command, not only what stands behind a prompt */
	bool in_sentence; /* cut out of one: what is fine of it need not be said */
	size_t line;
};
struct pipelines LIST_OF(struct pipeline);

/* Lines behind a prompt, and lines that can be nothing else. A `\` at its end goes on. */
struct pipelines commands_in(struct arena *mem, const struct names *lines);
/* How many lines behind it a line writes with <<EOF, with the one that ends them. */
size_t heredoc_lines(struct arena *mem, const struct names *lines, size_t at);
/* How many lines behind it a quotation goes on that the line opens. */
size_t quoted_lines(const struct names *lines, size_t at);
struct names command_words(struct arena *mem, const char *text);
/* As many as `most`; *ret_end (or NULL): what stands behind them. */
struct names command_first_words(struct arena *mem, const char *text, size_t most,
				 const char **ret_end);
/* The words from `at` to `end` as they were typed, with their quotes. */
const char *command_typed(struct arena *mem, const char *text, size_t at, size_t end);
bool is_assignment_word(const char *word); /* NAME=value */
/* A word that commands begin with: go, /usr/local/bin/brew, NAME=value. */
bool is_command_word(const char *word);
/* The word that says what is run: behind "time", "nohup" and the like. */
size_t command_word_at(const struct names *words);
/* Where it stands between `at` and `end`: behind NAME=value, sudo with its options, env; `end` where nothing follows. */
size_t command_begin(const struct names *words, size_t at, size_t end);
/* Is there a program that it starts? Not done, NAME=value, a Dockerfile's ARG and ENV. */
bool command_starts(const struct names *words);
/* "for f in *.proto; do protoc ... $f; done", "if ! which protoc; then ...; fi", "[ -d x ] || mkdir x" */
bool is_loop(const struct names *words);
/* Does the line begin like a command of several words? */
bool begins_like_command(struct arena *mem, const char *line);

/* What a program says may begin with its name too. */
bool is_said_by_a_program(const struct names *words);
/* "go is installed, but ...", "make sure that go ...": a sentence may begin with a command's name. Which of its words
 * tells so; 0: none does. */
size_t sentence_at(const struct names *words);

/* The line behind its prompt; NULL where there is none. */
const char *line_after_prompt(const char *line);
/* Behind "- run: ", "RUN ", "//go:generate ", "@", a list's mark: what a file or an article that holds
 * commands has in front of one. NULL where no command follows. */
const char *line_after_mark(struct arena *mem, const char *line);
/* Behind times, hosts, levels, numbers and marks, where a command or a prompt follows; or NULL. */
const char *line_behind_log(struct arena *mem, const char *line);
/* Commands in the middle of a sentence: in backticks, or behind what is no ASCII. */
void commands_in_prose(struct arena *mem, const char *line, struct names *ret);
/* A heading or a sentence around commands: "2. Set up PATH", "Now install the plugins." What may be a message is none. */
bool is_line_of_article(const char *line);
/* Without times and what builders and histories put in front: "#12 0.345 ", "##[error]", "task: ",
 * ": 1700000000:0;". */
const char *line_without_prefix(const char *line);
/* One such prefix that a line of words can have as well; 0: it begins with its words. */
size_t log_prefix_length(const char *line);

/* COMMAND_UNKNOWN is none of the catalogue's: nothing known of the line is worse than fine, and not all of it is known. */
enum command_verdict {
	COMMAND_FINE,
	COMMAND_DOES_NOTHING,
	COMMAND_OUTDATED,
	COMMAND_HARMFUL,
	COMMAND_UNKNOWN
};
const char *command_verdict_name(enum command_verdict verdict); /* JSON's: "does-nothing" */

/* What is known of a command, a paragraph of the catalogue:
 *
 *	command go-get-program
 *	types go get ... {package=*\/cmd/\*}      words; ... any number; {name=GLOB|!GLOB} is kept
 *	assigns GOSUMDB off                       NAME=VALUE, export, set -gx, go env -w
 *	keeps GOFLAGS *                           likewise, but not in front of one command
 *	verdict outdated
 *	on darwin arm64                           only there: darwin, linux, arm64, amd64, image (a line of
 *	                                          a Dockerfile); a login shell's name; !NAME: only elsewhere
 *	unless include*                           not beside a command of the same paste with such a word
 *	instead go install {package:bare}@latest  what to type; rather TEXT: in words, which are translated
 *	why go get installs no programs any more, since Go 1.18.
 *	undo go env -u GOSUMDB                    what takes it back where it was run (back TEXT: in words);
 *	                                          each harmful one has it
 *	here darwin On Apple Silicon Homebrew is not in that folder at all.
 *	source go.dev/doc/go1.18
 *	example go get -u google.golang.org/grpc/cmd/protoc-gen-go-grpc
 */
struct command_here {
	const char *on, *text;
};
struct pattern_marks { /* bits of words */
	uint64_t all;  /* that it has: of each one */
	uint64_t
		any; /* between | in its first place with such: of one of them; 0: it has no such place */
};
struct typed_pattern {
	struct names words;
	struct pattern_marks marks;
};
struct command_entry {
	const char *name;
	LIST(struct typed_pattern) types;
	LIST(struct names) assigns; /* name, glob */
	LIST(struct names) keeps;   /* likewise */
	enum command_verdict verdict;
	bool has_verdict;
	const char *on, *unless, *instead, *why, *undo;
	LIST(struct command_here) here;
	struct names sources, examples;
};
struct command_entries LIST_OF(struct command_entry);

struct command_machine {
	enum os os;
	enum arch cpu;
	const struct pipelines *paste; /* all that was pasted; NULL: the one command */
	const char *shell;             /* the login shell's name; NULL: not known */
	bool image;                    /* a line of a Dockerfile */
	bool wsl;                      /* Windows' own Linux */
	const char *
		go_bin; /* where the first go lies: {go-bin} of an instead; NULL: /usr/local/go/bin */
};
struct command_match {
	const struct command_entry *entry;
	const char *instead; /* blanks filled in; NULL none */
	const char
		*without; /* the word that the instead leaves out; NULL: it says more than that */
	const char *why;  /* with what holds on this machine */
	bool of_all;      /* the pattern speaks of all that stands between its | and ; */
};
/* The worst that is known of the command line; of equals the first in the table. */
bool command_find(struct arena *mem, const struct command_entries *entries,
		  const struct pipeline *p, struct command_machine machine,
		  struct command_match *ret);

/* The commands between its && ; and ||, each with its pipe; one that has none is its only part. */
struct pipelines command_parts(struct arena *mem, const struct pipeline *p);
/* Which commands of the line, also between its |, the catalogue says nothing of, as they were typed. */
struct names command_unknown(struct arena *mem, const struct command_entries *entries,
			     const struct pipeline *p, struct command_machine machine);

/* Tools of this machine that the command removes: rm of them, or of a folder that they lie in. */
struct facts;
struct names command_lost(struct arena *mem, const struct facts *f, const struct names *words);
/* It calls a distribution's package manager that this machine has not: which it has; or NULL. */
const char *command_other_manager(struct arena *mem, const struct facts *f,
				  const struct pipeline *p);
/* The same of an image that begins with this line: FROM golang:1.26-alpine. */
const char *command_other_manager_of_image(struct arena *mem, const char *from,
					   const struct pipeline *p);
/* brew, asdf, port and the like that the lines call, and that are not here: no file of that name, nothing that they
 * brought, and nothing in the lines that brings them. */
struct host;
struct names command_managers_absent(struct arena *mem, struct host *host, const struct facts *f,
				     const struct pipelines *paste);
/* Which of those the line calls; NULL. */
const char *command_absent_manager(const struct names *absent, const struct pipeline *p);
/* All that the line adds to PATH is of a variable that is set neither here nor in the paste, so that $GOPATH/bin is
 * /bin: its name; or NULL. */
const char *command_unset_on_path(const struct facts *f, const struct pipelines *paste,
				  const struct pipeline *p);
/* The line with the folders themselves; go_bin NULL: /usr/local/go/bin. */
const char *command_with_folders(struct arena *mem, const struct facts *f, const char *go_bin,
				 const char *text);
/* "/opt/homebrew/bin/brew shellenv" where no brew lies at that place: its path; or NULL. */
const char *command_absent_brew(struct arena *mem, const struct facts *f,
				const struct pipelines *paste, const struct pipeline *p);
/* Removes the file of a package by hand: how the package is removed; NULL: it does not. */
const char *command_for_package(struct arena *mem, const struct facts *f,
				const struct pipelines *paste, const struct pipeline *p);
/* The Go tree of this machine that line p of the paste puts another release at. */
struct over_tree {
	const char *tree; /* NULL: none */
	enum {
		OVER_TREE_MIXES,  /* files of both stay */
		OVER_TREE_FAILS,  /* mv refuses */
		OVER_TREE_INSIDE, /* it becomes TREE/go, which nobody looks for */
	} how;
};
struct over_tree command_over_tree(struct arena *mem, const struct facts *f,
				   const struct pipelines *paste, const struct pipeline *p);
const char *command_lost_text(struct arena *mem, const struct facts *f, const struct names *lost);

#endif
