/* Between the parts of reading; nobody else includes it. */
#ifndef EXPLAIN_READ_H
#define EXPLAIN_READ_H

#include "explain/judge.h"

/* A message of the catalogue, and where it stands in the text. */
struct found {
	const struct message *message;
	struct pattern_match match;
};
struct founds LIST_OF(struct found);

/* In the order of the text. Reads x->catalogue and x->pipelines. (messages.c) */
struct founds messages_find(struct arena *mem, const struct explanation *x,
			    const struct haystack *h);
/* Does the message count, or is it told by another whose words are around or inside of it? */
bool messages_count(const struct founds *all, size_t i);

/* What commands of the text printed, where that says something together with the command. Reads x->catalogue and
 * x->pipelines. (answers.c) */
struct founds answers_find(struct arena *mem, const struct explanation *x,
			   const struct names *lines);
/* Takes out what stands in an answer and was not typed. (answers.c) */
void answers_leave_out(const struct founds *answers, struct pipelines *typed);

/* Adds to x->meanings what the message means there. (meanings.c) */
void explain_add_meanings(struct arena *mem, struct explanation *x, const struct found *found);
/* Adds to x->programs those that the meanings are about. (meanings.c) */
void explain_add_programs(struct arena *mem, struct explanation *x);

/* Every line with words in it is a command, goes on with the one before, or only tells of it. `prompted`: a prompt
 * stands before some. (only_commands.c) */
bool are_only_commands(struct arena *mem, const struct names *lines, bool prompted);

#endif
