/*
 * Inside shell: the lines and words of a shell file, as far as reading plain assignments needs
 * them.
 */
#ifndef SHELL_LINES_H
#define SHELL_LINES_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/str.h"

/* What lines of a shell may be: lists of words end with NULL, and may be NULL. */
struct line_syntax {
	const char *const *opening; /* words that begin something conditional */
	const char *const *closing; /* words that end it */
	const char *const *ending;  /* words that end it at the end of the line it began on */
	bool heredocs;
	bool braces;         /* a line that ends with { begins a function */
	bool brackets;       /* what stands inside {}, [] and () of earlier lines is conditional */
	bool escaped_quotes; /* in single quotes \' and \\ are one character */
};

struct lines {
	/* the line lines_next has come to */
	int number;           /* 1-based */
	const char *text;     /* without its newline */
	const char *trimmed;  /* without blanks in front */
	int depth;            /* how many if, for, case or functions are open around it */
	const char *function; /* the outermost function around it; NULL */
	bool joined;          /* goes on in, or is the rest of, another line */
	/* private */
	struct arena *mem;
	struct bytes all;
	size_t at;
	const struct line_syntax *syntax;
	bool in_block, goes_on;
	bool no_more_ends; /* of goready's block: looked for once, not at each begin */
	int open;
	const char *heredoc; /* the word that ends it */
	bool heredoc_tabs;
	char quote; /* an open quote of an earlier line */
};

void lines_open(struct lines *l, struct arena *mem, struct bytes text,
		const struct line_syntax *syntax);
/* Comments, heredocs, the insides of open quotes and goready's own block are passed over. */
bool lines_next(struct lines *l);

enum word_kind {
	WORD_ASSIGNMENT, /* ~ counts at the start and after colons */
	WORD_ARRAY,      /* ends at ) too */
	WORD_FISH,
};

struct word {
	const char *text; /* quotes taken off; $HOME for a ~ that is expanded */
	size_t length;    /* of the source */
	bool known;       /* no command substitution, glob, brace or parameter operator in it */
};

/* The word at s; false where a quote stays open. */
bool word_read(struct arena *mem, const char *s, enum word_kind kind, struct word *ret);
/* Length of $(...) or ${...} at s with what is nested in it; 0 where it does not end. */
size_t nested_length(const char *s);
/* "NAME() {", "function NAME": how long the name is, and where; 0: no function begins so. */
size_t function_begins(const char *s, const char **ret_name);
/* Does s begin with NAME= or NAME+=? Where the name ends, and where the value begins. */
bool assignment_begins(const char *s, size_t *ret_name, size_t *ret_value);

#endif
