/* Inside shell: how a row writes the block's folders, and how block_text.c reads them again. */
#ifndef SHELL_BLOCK_WORDS_H
#define SHELL_BLOCK_WORDS_H

#include "base/str.h"

struct block_words {
	const char *intro;   /* what stands in front of the list of folders, from a line's end on */
	const char *reading; /* what stands in front of the env file's path; NULL: it reads none */
	const char *sets;    /* what the line that sets PATH has in it */
	const char *open;    /* what a word begins with; it ends with " */
	const char *home;    /* the home folder inside a word */
	const char *special; /* what gets \ in front of it there */
};

/* A folder inside of quotes; below home as the shell's word for it, so that a home folder that moves
 * still works. home NULL: never. */
const char *block_escaped(struct arena *mem, const struct block_words *words, const char *folder,
			  const char *home);
const char *block_quoted(struct arena *mem, const struct block_words *words, const char *folder,
			 const char *home);
/* All of them in PATH order, a blank between two: what shell_block_folders reads. */
void block_add_words(struct str *out, const struct block_words *words, const struct names *folders,
		     const char *home);

#endif
