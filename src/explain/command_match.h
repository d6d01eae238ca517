/*
 * Inside explain: the words of a command against a pattern, which has globs as its words, ... for any number, and
 * {name=GLOBS} for one that is kept.
 */
#ifndef EXPLAIN_COMMAND_MATCH_H
#define EXPLAIN_COMMAND_MATCH_H

#include <stdint.h>

#include "explain/command.h"

/* What stood in the places of a pattern's {name=...}. */
enum { KEPT_MOST = 6 };
struct kept {
	const char *name[KEPT_MOST];
	const char *word[KEPT_MOST];
	size_t n;
};

bool is_operator(const char *word); /* | ; && and the like */
/* The next of those, or behind the last word. */
size_t segment_end(const struct names *words, size_t at);
/* One of the globs between |, and none of those behind a `!`. */
bool glob_matches(const char *globs, const char *word);
bool is_known_by_its_line(const char *line); /* PATH = $PATH:/usr/local/go/bin, copy a.exe C:\b */
bool words_match(struct arena *mem, const char *const *pattern, size_t pattern_n,
		 const char *const *words, size_t n, struct kept *kept);

/* Of a paste: NAME=VALUE of its lines, and what its loops give to a name. */
struct value {
	const char *name, *value;
	bool each; /* a loop's: its words, with a blank between */
};
struct values {
	LIST(struct value) known;
	size_t given; /* bytes that stand in the place of names by now: a paste is not made many times as long */
};
void values_learn(struct arena *mem, struct values *all, const struct names *words);
/* while read NAME; do ... done <<EOF: each of the lines up to EOF. */
void values_learn_of_read(struct arena *mem, struct values *all, const struct names *lines,
			  size_t at);
void values_learn_of_make(struct arena *mem, struct values *all, const char *line);
/* The text with what is known in the place of $NAME, ${NAME} and $(NAME). */
const char *values_filled_in(struct arena *mem, struct values *all, const char *text);
/* What a line of the paste hands on to the command at `at`, by echo in front of its |, <<< or <<EOF; where <<< stands,
 * and how many words it has. */
struct names command_list_given(struct arena *mem, const struct names *lines, size_t line,
				const struct names *words, size_t at, size_t *ret_at,
				size_t *ret_n);
/* "echo A B | xargs go install" is echo A B | xargs go install A B. */
void one_command_for_a_list(struct arena *mem, const struct names *lines, struct pipeline *p);
/* "rm -rf A B" is rm -rf A ; rm -rf B: what holds of one of them says nothing of the other. */
void one_removal_for_each(struct arena *mem, struct pipeline *p);

/* The path that a word names on this machine; NULL: not known. And is the file it, in it, or meant by its star? */
struct facts;
const char *command_path_here(struct arena *mem, const struct facts *f, const char *word);
bool command_path_takes(const char *path, const char *file);

/* Most patterns have words that most commands have not, which is asked before words are compared. */
struct pattern_marks pattern_marks(struct arena *mem, const struct names *pattern);
uint64_t words_marks(const struct names *words); /* a bit for each */
bool marks_may_match(struct pattern_marks pattern, uint64_t words);

#endif
